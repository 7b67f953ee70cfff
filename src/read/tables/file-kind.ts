/**
 * The kind of a file, by its first bytes, or by its name where the bytes do not settle it.
 */

import { closeSync, openSync, readSync, statSync } from "node:fs";
import { constants, gunzipSync } from "node:zlib";
import { FileAccessError, InputFileError, UnsupportedFileError } from "../../base/errors.js";
import { unreadable } from "../../base/read-file.js";

export type FileKind =
  | "table"
  | "geojson"
  | "geojson-lines"
  | "overpass"
  | "osm"
  | "parquet"
  | "geopackage"
  | "flatgeobuf"
  | "shapefile"
  | "zip"
  | "workbook";

/** First bytes (as Latin-1). */
const MAGIC: readonly (readonly [head: string, kind: FileKind])[] = [
  ["PAR1", "parquet"],
  ["SQLite format 3\0", "geopackage"],
  ["fgb\x03", "flatgeobuf"],
  ["\0\0\x27\x0a", "shapefile"],
];

/** What users try that is not read, and what to do instead. */
const UNREAD: readonly (readonly [head: string, problem: string])[] = [
  ["BZh", "the file is bzip2; unpack it first, e.g. bunzip2"],
  ["\xfd7zXZ", "the file is xz; unpack it first, e.g. unxz"],
  ["7z\xbc\xaf", "the file is a 7z archive; unpack it first"],
  ["\x28\xb5\x2f\xfd", "the file is zstd; unpack it first, e.g. unzstd"],
  ["\xd0\xcf\x11\xe0", "this is an old .xls workbook; save it as .xlsx or as CSV"],
  ["\xff\xe0\x04o5", "the file is o5m; convert it first, e.g. osmium cat city.o5m -o city.osm.pbf"],
  ["%PDF", "this is a PDF, expected a table or a layer"],
];

/** Names that stand for a kind where the content does not say it. */
const ENDINGS: readonly (readonly [ending: RegExp, kind: FileKind])[] = [
  [/\.(csv|tsv|txt)$/i, "table"],
  [/\.(geojsonl|geojsons|geojsonseq|ndjson|jsonl)$/i, "geojson-lines"],
  [/\.(geojson|json)$/i, "geojson"],
  [/\.(osm|osm\.gz|osm\.bz2|pbf)$/i, "osm"],
  [/\.(parquet|geoparquet)$/i, "parquet"],
  [/\.gpkg$/i, "geopackage"],
  [/\.fgb$/i, "flatgeobuf"],
  [/\.(shp|dbf|shx)$/i, "shapefile"],
  [/\.zip$/i, "zip"],
  [/\.xlsx$/i, "workbook"],
];

const HEAD_BYTES = 64 * 1024;

/**
 * The kind of a file.
 *
 * @throws {FileAccessError} if it is missing, unreadable or a folder
 * @throws {InputFileError} if it is empty, or neither content nor name shows what it is
 * @throws {UnsupportedFileError} if it is packed or of a form that is not read
 */
export function fileKind(path: string): FileKind {
  const head = Buffer.from(readHead(path)).toString("latin1");
  const byName = ENDINGS.find(([ending]) => ending.test(path))?.[1] ?? null;
  for (const [magic, problem] of UNREAD) {
    if (magic === "BZh" && byName === "osm") continue;
    if (head.startsWith(magic)) throw new UnsupportedFileError({ path }, problem);
  }
  if (/^[nwr]-?\d+ (?:v\d|dV)/.test(head)) throw new UnsupportedFileError({ path }, OPL);
  const byMagic = MAGIC.find(([magic]) => head.startsWith(magic));
  if (byMagic !== undefined) return byMagic[1];
  if (head.startsWith("PK\x03\x04"))
    return byName === "workbook" || /\[Content_Types\]\.xml|xl\//.test(head) ? "workbook" : "zip";
  if (head.startsWith("\x1f\x8b") && byName !== "osm") {
    // Streets of OpenStreetMap and other graphs in XML, whatever they are called: their reader says what to do.
    if (kindOfText(headOfGzip(head), null) === "osm") return "osm";
    throw new UnsupportedFileError({ path }, "the file is gzipped; unpack it first, e.g. gunzip");
  }
  if (byName === "table" || byName === "osm") return byName;
  return kindOfText(head, byName) ?? byName ?? refuse(path);
}

const OPL = "the file is OPL; convert it first, e.g. osmium cat city.opl -o city.osm.pbf";

/** Of text: XML of OpenStreetMap, an Overpass answer, GeoJSON whole or line by line. */
function kindOfText(head: string, byName: FileKind | null): FileKind | null {
  const text = head.replace(/^\xef\xbb\xbf/, "").trimStart();
  if (text.startsWith("\x1e")) return "geojson-lines";
  if (/^<(\?xml|osm|osmChange|graphml|network|net|!DOCTYPE)\b/.test(text)) return "osm";
  if (!text.startsWith("{")) return null;
  if (/^\{\s*"type"\s*:\s*"Feature"/.test(text) && byName !== "geojson") return "geojson-lines";
  if (/^\{\s*"type"\s*:\s*"Feature"[^\n]*\}\s*\n\s*\{/.test(text)) return "geojson-lines";
  const isOverpass = /"elements"\s*:\s*\[/.test(text) && !/"features"\s*:\s*\[/.test(text);
  return isOverpass ? "overpass" : (byName ?? "geojson");
}

/** What the first bytes of a gzipped file unpack to; empty where they do not. */
function headOfGzip(head: string): string {
  try {
    const packed = Buffer.from(head, "latin1");
    return gunzipSync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 26 })
      .subarray(0, HEAD_BYTES)
      .toString("latin1");
  } catch {
    return "";
  }
}

/** The first 64 KB of a file. @throws {FileAccessError} if it is unreadable; {InputFileError} if it is empty */
export function readHead(path: string): Uint8Array {
  try {
    const kind = statSync(path);
    if (kind.isDirectory()) throw unreadable(path, { code: "EISDIR" });
    if (!kind.isFile()) throw new FileAccessError({ path }, "this is a device or a pipe, expected a file");
    const handle = openSync(path, "r");
    try {
      const bytes = Buffer.alloc(HEAD_BYTES);
      const read = readSync(handle, bytes, 0, HEAD_BYTES, 0);
      if (read === 0) throw new InputFileError({ path }, "the file is empty");
      return bytes.subarray(0, read);
    } finally {
      closeSync(handle);
    }
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    throw unreadable(path, cause);
  }
}

function refuse(path: string): never {
  const due = "CSV, XLSX, GeoJSON, GeoParquet, GeoPackage, FlatGeobuf, Shapefile";
  throw new InputFileError({ path }, `neither content nor name shows what this is; expected one of ${due}`);
}
