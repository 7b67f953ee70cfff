/**
 * FlatGeobuf → features.
 */
import { type FilePlace, InputFileError } from "../../base/errors.js";
import { loadPackage } from "../../base/optional-package.js";
import { readBytes } from "../../base/read-file.js";
import { checkFlatbuffer, type FlatTable } from "./check-flatbuffer.js";
import { FEATURE, HEADER } from "./flatgeobuf-form.js";
import type { RawLayer } from "./raw-layer.js";
import { rawFeature } from "./read-geojson.js";

/** The parts of the head that are used here; the package types the function that hands it over as unknown options. */
interface Head {
  /** 0 where the writer did not know it. */
  readonly featuresCount: number;
  /** Entries of a node of the index; 0 without an index. */
  readonly indexNodeSize: number;
  readonly crs: { readonly org: string | null; readonly code: number; readonly wkt: string | null } | null;
}

/**
 * Reads a FlatGeobuf file.
 *
 * @throws {InputFileError} if it is damaged, or holds fewer features than its head announces
 * @throws {UnsupportedFileError} if flatgeobuf is not installed
 */
export async function readFlatGeobuf(path: string): Promise<RawLayer> {
  const deserialize = await loadDeserialize(path);
  const bytes = new Uint8Array(readBytes(path));
  let crs: Head["crs"] = null;
  // The parser runs on for ever in bytes that end early: the frame is looked at first.
  const firstFeature = endOfHead(path, bytes);
  checkRecord({ path }, bytes.subarray(8, firstFeature), HEADER);
  const headerMetaFn = (head: Head) => {
    crs = head.crs;
    requireWhole(path, bytes, firstFeature + indexBytes(head), head.featuresCount);
  };
  const features: unknown[] = [];
  try {
    for await (const feature of deserialize(bytes, headerMetaFn)) features.push(feature);
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    throw new InputFileError({ path }, `the FlatGeobuf file is damaged: ${(cause as Error).message}`, {
      cause,
    });
  }
  return { features: features.map((feature, i) => rawFeature(path, i + 1, feature)), crs: nameOf(crs) };
}

/** Where the head ends: after 8 bytes of magic, 4 of its length, and itself. */
function endOfHead(path: string, bytes: Uint8Array): number {
  const length = bytes.length < 12 ? 0 : wholeAt(bytes, 8);
  if (length > 0 && 12 + length <= bytes.length) return 12 + length;
  throw new InputFileError({ path }, "the FlatGeobuf file is damaged: it ends inside its head");
}

/** A packed R-tree: its levels from the features up to one root, 40 bytes an entry. */
function indexBytes({ featuresCount, indexNodeSize }: Head): number {
  if (indexNodeSize < 2 || featuresCount === 0) return 0;
  let entries = featuresCount;
  for (let level = featuresCount; level > 1; ) {
    level = Math.ceil(level / indexNodeSize);
    entries += level;
  }
  return 40 * (featuresCount === 1 ? 2 : entries);
}

/** Walks over the features, each behind its length. @throws {InputFileError} if one of them does not fit */
function requireWhole(path: string, bytes: Uint8Array, start: number, announced: number): void {
  let [at, count] = [start, 0];
  while (at + 4 <= bytes.length) {
    const end = at + 4 + wholeAt(bytes, at);
    count++;
    if (end <= bytes.length) checkRecord({ path, row: count }, bytes.subarray(at, end), FEATURE);
    at = end;
  }
  if (at === bytes.length && (announced === 0 || count === announced)) return;
  const row = Math.max(1, at > bytes.length ? count : count + 1);
  throw new InputFileError(
    { path, row },
    `the file is cut: it announces ${announced} features and ends inside this one`,
  );
}

/** @throws {InputFileError} if the record, its length before it, is not of this form */
function checkRecord(place: FilePlace, record: Uint8Array, form: FlatTable): void {
  try {
    checkFlatbuffer(record, form);
  } catch (cause) {
    throw new InputFileError(place, `the FlatGeobuf file is damaged: ${(cause as Error).message}`, { cause });
  }
}

/** A whole number of 4 bytes, little endian. */
function wholeAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
}

/** The package's own reader ends at a row without a geometry: such rows are made here. */
async function loadDeserialize(path: string) {
  const load = <T>(part: () => Promise<T>) => loadPackage(path, "FlatGeobuf", "flatgeobuf", part);
  const { deserialize } = await load(() => import("flatgeobuf/lib/mjs/generic/featurecollection.js"));
  const { fromFeature } = await load(() => import("flatgeobuf/lib/mjs/geojson/feature.js"));
  const { parseProperties } = await load(() => import("flatgeobuf/lib/mjs/generic/feature.js"));
  const featureOf: typeof fromFeature = (id, feature, head) => {
    if (feature.geometry() !== null) return fromFeature(id, feature, head);
    const properties = parseProperties(feature, head.columns);
    return { type: "Feature", id, geometry: null, properties } as never;
  };
  return (bytes: Uint8Array, headerMetaFn: (head: Head) => void) =>
    deserialize(bytes, { headerMetaFn, fromFeature: featureOf as never });
}

function nameOf(crs: Head["crs"]): string | null {
  if (crs === null) return null;
  if (crs.code !== 0) return `${crs.org ?? "EPSG"}:${crs.code}`;
  return crs.wkt;
}
