/**
 * GeoParquet → features; Parquet without geometry → rows of a table.
 */
import { InputFileError, UnsupportedFileError } from "../../base/errors.js";
import { expandedBound, requireExpanded } from "../../base/expanded-bytes.js";
import { loadPackage } from "../../base/optional-package.js";
import { readBytes } from "../../base/read-file.js";
import { numberOrText } from "../../base/whole-number.js";
import { boundedCompressors, CODECS, loadCompressors } from "./block-compressors.js";
import { checkParquet } from "./check-parquet.js";
import { isNativeEncoding, nativeShape } from "./native-geometry.js";
import type { LayerOptions, RawFeature, RawLayer } from "./raw-layer.js";
import { placeTable, refusePlaceColumns, tableOfValues } from "./table-places.js";

/** What the key `geo` of the file says, as far as it is used here. */
interface GeoMetadata {
  readonly primary_column?: unknown;
  readonly columns?: Readonly<
    Record<string, { readonly encoding?: unknown; readonly crs?: unknown } | undefined>
  >;
}

/**
 * Reads a Parquet file.
 *
 * @param placing - what finds the places of a table without geometry
 * @throws {InputFileError} if it is damaged, or holds neither geometry nor columns of coordinates
 * @throws {UnsupportedFileError} if hyparquet is not installed, or the geometry is encoded in a way that GeoParquet does not name
 */
export async function readParquet(
  path: string,
  options: Pick<LayerOptions, "place" | "crs" | "maxExpandedBytes"> = {},
  placing: typeof placeTable = placeTable,
): Promise<RawLayer> {
  const { place, crs } = options;
  const { rows, geo } = await readRows(path, options);
  if (geo === null) return placing(path, tableOfValues(rows), { place, crs });
  refusePlaceColumns(path, place);
  const primary = String(geo.primary_column ?? "geometry");
  const column = geo.columns?.[primary];
  if (column === undefined) {
    throw new InputFileError(
      { path },
      `the metadata names the geometry column "${primary}" and does not describe it`,
    );
  }
  const { encoding } = column;
  if (encoding !== "WKB" && !isNativeEncoding(encoding)) {
    const problem = `the geometry is encoded as ${JSON.stringify(encoding)}, read are WKB and the native encodings of GeoParquet`;
    throw new UnsupportedFileError({ path }, problem);
  }
  if (rows[0] !== undefined && !(primary in rows[0])) {
    throw new InputFileError({ path }, `there is no geometry column "${primary}", which the metadata name`);
  }
  const geometries = Object.keys(geo.columns ?? {});
  const features = rows.map((row, i): RawFeature => {
    const values = Object.entries(row).filter(([name]) => !geometries.includes(name));
    const shape = isNativeEncoding(encoding) ? nativeShape(encoding, row[primary]) : (row[primary] ?? null);
    return { row: i + 1, geometry: shape, values: Object.fromEntries(values) };
  });
  return { features, crs: crsOf(column) };
}

/** Absent means WGS 84; null means that nobody knows. */
function crsOf(column: { readonly crs?: unknown }): string | null {
  if (!("crs" in column)) return "EPSG:4326";
  return column.crs === null
    ? null
    : typeof column.crs === "string"
      ? column.crs
      : JSON.stringify(column.crs);
}

async function readRows(
  path: string,
  options: LayerOptions,
): Promise<{ rows: Record<string, unknown>[]; geo: GeoMetadata | null }> {
  const form = "Parquet";
  const parquet = await loadPackage(path, form, "hyparquet", () => import("hyparquet"));
  const compressors = boundedCompressors((await loadCompressors(path, form)).compressors);
  const bytes = readBytes(path);
  const bound = expandedBound(path, options);
  let total = 0;
  const unpackPage = (codec: number, packed: Uint8Array, length: number) => {
    const name = CODECS[codec];
    if (name === undefined) return null;
    return name === "UNCOMPRESSED" ? packed : (compressors[name]?.(packed, length) ?? null);
  };
  try {
    checkParquet(bytes, unpackPage, (more) => {
      total += more;
      requireExpanded(path, total, bound);
    });
    const file = {
      byteLength: bytes.length,
      slice: (start: number, end: number = bytes.length) => new Uint8Array(bytes.subarray(start, end)).buffer,
    };
    const metadata = await parquet.parquetMetadataAsync(file);
    const geoText = metadata.key_value_metadata?.find(({ key }) => key === "geo")?.value;
    const rows = await parquet.parquetReadObjects({ file, metadata, compressors });
    return {
      rows: rows.map(plainRow),
      geo: geoText === undefined ? nativeGeometry(metadata) : (JSON.parse(geoText) as GeoMetadata),
    };
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    throw new InputFileError({ path }, `the Parquet file is damaged: ${(cause as Error).message}`, { cause });
  }
}

interface ParquetMetadata {
  readonly schema: readonly { readonly name: string; readonly logical_type?: unknown }[];
  readonly key_value_metadata?:
    | readonly { readonly key: string; readonly value?: string | undefined }[]
    | undefined;
}

/** Columns of Parquet's own types for shapes, which the package decodes; null where there is none. */
function nativeGeometry({ schema, key_value_metadata: texts = [] }: ParquetMetadata): GeoMetadata | null {
  const columns = schema.flatMap(({ name, logical_type }): [string, object][] => {
    const { type, crs } = (logical_type ?? {}) as { readonly type?: unknown; readonly crs?: unknown };
    if (type !== "GEOMETRY" && type !== "GEOGRAPHY") return [];
    return [[name, { encoding: "WKB", ...(typeof crs === "string" ? { crs: crsText(crs, texts) } : {}) }]];
  });
  const [first] = columns;
  if (first === undefined) return null;
  const named = columns.find(([name]) => name === "geometry") ?? first;
  return { primary_column: named[0], columns: Object.fromEntries(columns) };
}

/** `srid:25832`, `projjson:KEY` with the definition under that key of the file, or a name (Parquet's format, Geospatial.md). */
function crsText(crs: string, texts: NonNullable<ParquetMetadata["key_value_metadata"]>): string {
  const [, kind = "", word = ""] = /^(srid|projjson):(.*)$/i.exec(crs) ?? [];
  if (kind.toLowerCase() === "srid") return `EPSG:${word}`;
  return kind === "" ? crs : (texts.find(({ key }) => key === word)?.value ?? crs);
}

function plainRow(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

/** 64-bit numbers as numbers where they are exact, else as text; times as ISO 8601. */
function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") return numberOrText(value);
  if (value instanceof Date) return value.toISOString();
  return value === undefined ? null : value;
}
