/**
 * GeoJSON text sequences: one feature a line, with or without record separators; files of any size.
 */

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { InputFileError } from "../../base/errors.js";
import { unreadable } from "../../base/read-file.js";
import { parseExactJson } from "./exact-json.js";
import type { RawFeature, RawLayer } from "./raw-layer.js";
import { rawFeature } from "./read-geojson.js";

/** @throws {InputFileError} naming the line, if it is not a feature, or not UTF-8 */
export async function readGeoJsonLines(path: string): Promise<RawLayer> {
  const features: RawFeature[] = [];
  const stream = createReadStream(path, { encoding: "utf8" });
  const failed = new Promise<never>((_, reject) => stream.once("error", reject));
  failed.catch(() => undefined);
  let line = 0;
  try {
    const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
    const iterator = lines[Symbol.asyncIterator]();
    for (;;) {
      const next = await Promise.race([iterator.next(), failed]);
      if (next.done === true) break;
      line++;
      const text = withoutMarks(next.value).trim();
      if (text !== "") features.push(rawFeature(path, features.length + 1, parsedLine(path, line, text)));
    }
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    throw unreadable(path, cause);
  } finally {
    stream.destroy();
  }
  return { features, crs: null, isWgs84: true };
}

/** Without byte order mark and record separator at the head. */
function withoutMarks(line: string): string {
  const from = [...line.slice(0, 2)].findIndex((mark) => mark !== "\uFEFF" && mark !== "\u001e");
  return from < 0 ? line.slice(2) : line.slice(from);
}

function parsedLine(path: string, line: number, text: string): unknown {
  if (text.includes("\uFFFD"))
    throw new InputFileError({ path, line }, "the text is not UTF-8, or was damaged before");
  return parseExactJson({ path, line }, text, "the line is not JSON");
}
