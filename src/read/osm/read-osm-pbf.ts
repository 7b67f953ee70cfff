/**
 * An `.osm.pbf` file → `OsmData`, one blob at a time.
 *
 * Only one blob and its content are in memory beside the growing columns. A fault anywhere gives an error that
 * names file and byte, and no result. A file cut off exactly between two blobs cannot be told from a whole one.
 */

import { createHash } from "node:crypto";
import { aPath, checkCall } from "../../base/check-call.js";
import type { ReadNote } from "../../base/notes.js";
import { type OpenInput, openInput } from "./open-input.js";
import { OsmBuilder } from "./osm-builder.js";
import type { OsmData } from "./osm-data.js";
import { READ_OSM_OPTIONS } from "./osm-form.js";
import { eachBlob, guard } from "./pbf-blobs.js";
import { readHeaderBlock } from "./pbf-blocks.js";
import { createBlockReader } from "./pbf-elements.js";

/** Progress, and a signal to stop. */
export interface ReadOsmOptions {
  /** Called now and then with what has been read. */
  readonly onProgress?: ((readBytes: number, totalBytes: number) => void) | undefined;
  /** Stops the reading; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads an OpenStreetMap extract in PBF form.
 *
 * Raw, zlib, LZ4 and Zstandard blobs (the last two need `hyparquet-compressors`), dense and plain nodes, places on ways, any granularity; a full history is read at its last state, and
 * authors are left out.
 *
 * @param path - file to read
 * @returns all elements in ascending order of id, with notes on what was skipped
 * @throws {InputFileError} if the file is missing, truncated, damaged or no PBF; nothing is returned then
 * @throws {UnsupportedFileError} if it uses another compression or requires an unknown feature
 *
 * @example
 * const osm = await readOsmPbf("city.osm.pbf");
 */
export async function readOsmPbf(path: string, options: ReadOsmOptions = {}): Promise<OsmData> {
  checkCall("readOsmPbf", ["path", path, aPath], ["options", options, READ_OSM_OPTIONS]);
  const input = await openInput(path);
  try {
    return await readBlobs(path, input, options);
  } finally {
    await input.handle.close();
  }
}

async function readBlobs(
  path: string,
  input: OpenInput,
  { signal, onProgress }: ReadOsmOptions,
): Promise<OsmData> {
  signal?.throwIfAborted();
  const hash = createHash("sha256");
  const builder = new OsmBuilder();
  const readBlock = createBlockReader(builder);
  let unknownBlobs = 0;
  let timestamp: string | null = null;
  for await (const blob of eachBlob({ path, ...input, onBytes: (bytes) => hash.update(bytes) })) {
    const { type, start, end, content } = blob;
    if (content === null) unknownBlobs++;
    else if (type === "OSMData") guard(path, start, () => readBlock(content));
    else timestamp = guard(path, start, () => readHeaderBlock(content)) ?? timestamp;
    onProgress?.(end, input.size);
    signal?.throwIfAborted();
  }
  const source = { path, sha256: hash.digest("hex"), timestamp };
  const message = "blobs of an unknown type were skipped";
  const notes: ReadNote[] = unknownBlobs > 0 ? [{ code: "unknown-blobs", count: unknownBlobs, message }] : [];
  return builder.finish(source, notes);
}
