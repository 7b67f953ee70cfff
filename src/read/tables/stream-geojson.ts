/**
 * GeoJSON feature collections of any size, feature by feature, never as one string.
 */
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { JSONParser } from "@streamparser/json-node";
import { InputFileError } from "../../base/errors.js";
import type { RawFeature, RawLayer } from "./raw-layer.js";
import { declaredCrs, rawFeature } from "./read-geojson.js";

interface ParsedElement {
  readonly value: unknown;
  readonly key?: string | number | undefined;
  readonly stack: readonly { readonly key?: string | number | undefined }[];
}

/**
 * Reads a feature collection as a stream.
 *
 * @throws {InputFileError} naming the feature, if it is not GeoJSON, or cut
 */
export async function streamGeoJson(path: string): Promise<RawLayer> {
  const features: RawFeature[] = [];
  let [type, crs]: [unknown, unknown] = [undefined, null];
  const parser = new JSONParser({ paths: ["$.features.*", "$.type", "$.crs"], keepStack: false });
  parser.on("data", ({ value, key, stack }: ParsedElement) => {
    if (stack.length === 1 && key === "type") type = value;
    else if (stack.length === 1 && key === "crs") crs = value;
    else features.push(rawFeature(path, features.length + 1, value));
  });
  try {
    await pipeline(createReadStream(path), parser);
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    const problem = `after feature ${features.length} the file is not JSON: ${(cause as Error).message}`;
    throw new InputFileError({ path }, problem, { cause });
  }
  if (type !== "FeatureCollection") {
    throw new InputFileError({ path }, `the type is ${JSON.stringify(type)}, expected a FeatureCollection`);
  }
  return { features, crs: declaredCrs(path, crs), isWgs84: true };
}
