/**
 * FlatGeobuf → features.
 *
 * Layer: io. Imports errors. The only file that imports flatgeobuf (optional).
 */
import { readFileSync } from "node:fs";
import { FileAccessError, InputFileError } from "../errors.js";
import { loadPackage } from "./optional-package.js";
import type { RawLayer } from "./raw-layer.js";
import { rawFeature } from "./read-geojson.js";

/** The parts of the head that are used here; the package types the function that hands it over as unknown options. */
interface Head {
  readonly featuresCount: number;
  readonly crs: { readonly org: string | null; readonly code: number; readonly wkt: string | null } | null;
}

/**
 * Reads a FlatGeobuf file.
 *
 * @throws {InputFileError} if it is damaged, or holds fewer features than its head announces
 * @throws {UnsupportedFileError} if flatgeobuf is not installed
 */
export async function readFlatGeobuf(path: string): Promise<RawLayer> {
  const { deserialize } = await loadGeoJson(path);
  const bytes = bytesOf(path);
  let head: Head | null = null;
  const headerMetaFn = (meta: Head) => {
    head = meta;
  };
  const features: unknown[] = [];
  try {
    for await (const feature of deserialize(bytes, { headerMetaFn })) features.push(feature);
  } catch (cause) {
    throw new InputFileError({ path }, `the FlatGeobuf file is damaged: ${(cause as Error).message}`, {
      cause,
    });
  }
  const { featuresCount = 0, crs = null } = (head ?? {}) as Partial<Head>;
  if (features.length < featuresCount) {
    const said = `the file is cut: it announces ${featuresCount} features and holds ${features.length}`;
    throw new InputFileError({ path }, said);
  }
  return { features: features.map((feature, i) => rawFeature(path, i + 1, feature)), crs: nameOf(crs) };
}

function loadGeoJson(path: string) {
  return loadPackage(path, "FlatGeobuf", "flatgeobuf", () => import("flatgeobuf/lib/mjs/geojson.js"));
}

function bytesOf(path: string): Uint8Array {
  try {
    return new Uint8Array(readFileSync(path));
  } catch (cause) {
    throw new FileAccessError({ path }, `the file cannot be read (${(cause as Error).message})`, { cause });
  }
}

function nameOf(crs: Head["crs"]): string | null {
  if (crs === null) return null;
  if (crs.code !== 0) return `${crs.org ?? "EPSG"}:${crs.code}`;
  return crs.wkt;
}
