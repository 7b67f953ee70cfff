/**
 * GeoPackage layers → features.
 */

import { statSync } from "node:fs";
import { itemAt } from "../../base/at.js";
import { InputFileError } from "../../base/errors.js";
import { expandedBound, requireExpanded } from "../../base/expanded-bytes.js";
import { numberOrText } from "../../base/whole-number.js";
import { withinTime } from "../../base/within-time.js";
import { chooseLayer } from "./choose-layer.js";
import type { LayerOptions, RawFeature, RawLayer } from "./raw-layer.js";
import { type Database, openDatabase, type Statement } from "./sqlite.js";
import { placeTable, refusePlaceColumns, tableOfValues } from "./table-places.js";
import { geometryOfWkb } from "./wkb.js";

/** Bytes of the envelope by its code in the header of a geometry. */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];

type Row = Record<string, unknown>;

interface ExactStatement {
  readonly getAsObject: (params: undefined, config: { readonly useBigInt: true }) => Row;
}

/**
 * Reads one layer of a GeoPackage; a table of attributes is read as a table.
 *
 * @param placing - what finds the places of a table of attributes
 * @throws {InputFileError} if it holds no layers, several and none is chosen, or not the one that is; if a geometry is
 *   damaged, with its row; if a view does not come to an end, or answers with more bytes than `maxExpandedBytes`
 * @throws {UnsupportedFileError} if sql.js is not installed
 */
export async function readGeoPackage(
  path: string,
  options: LayerOptions = {},
  placing: typeof placeTable = placeTable,
): Promise<RawLayer> {
  const { layer, place, crs } = options;
  const database = await openDatabase(path);
  const query = queryWithin(path, database, expandedBound(path, options));
  try {
    const contents = query("select table_name, data_type from gpkg_contents order by table_name");
    const tables = contents.filter(({ data_type }) => data_type === "features" || data_type === "attributes");
    const chosen = chooseLayer(path, layersOf(tables, layer), layer);
    const rows = query(`select * from ${quoted(chosen)}`);
    const isLayer = tables.some((t) => t.table_name === chosen && t.data_type === "features");
    if (!isLayer) return placing(path, tableOfValues(rows), { place, crs });
    refusePlaceColumns(path, place);
    const [described] = query(
      "select column_name, srs_id from gpkg_geometry_columns where table_name = ?",
      chosen,
    );
    if (described === undefined) {
      throw new InputFileError({ path }, `the layer "${chosen}" has no geometry column`);
    }
    const column = String(described.column_name);
    const features = rows.map((row, i) => featureOf(path, i + 1, row, column));
    return { features, crs: crsOf(query, described.srs_id) };
  } finally {
    database.close();
  }
}

/** Layers to choose from: tables of attributes (styles among them) are a choice only where they are named, or alone. */
function layersOf(tables: readonly Row[], layerName: string | undefined): string[] {
  const features = tables.filter(({ data_type }) => data_type === "features");
  const isNamed = tables.some(({ table_name }) => table_name === layerName);
  return (features.length > 0 && !isNamed ? features : tables).map(({ table_name }) => String(table_name));
}

/** Longest time that one question may take, milliseconds: views may be made so that they never end. */
const [LEAST_MS, MS_PER_BYTE] = [5_000, 0.002];
/** A value takes at least so many bytes in memory. */
const VALUE_BYTES = 8;

type Query = (sql: string, ...values: string[]) => Row[];

/**
 * Questions to a database, which together may answer with so many bytes.
 *
 * @throws {InputFileError} if the database is damaged or no GeoPackage, answers with more, or does not come to an end
 */
function queryWithin(path: string, database: Database, bound: number): Query {
  let bytes = 0;
  const count = (row: Row) => {
    for (const value of Object.values(row)) {
      const length = typeof value === "string" || value instanceof Uint8Array ? value.length : 0;
      bytes += VALUE_BYTES + length;
    }
    requireExpanded(path, bytes, bound);
  };
  const limitMs = Math.max(LEAST_MS, MS_PER_BYTE * statSync(path).size);
  return (sql, ...values) => {
    const result = withinTime(limitMs, () => rowsOf(path, database, count, sql, values));
    if (result !== null) return result.answer;
    const problem = `a table or view gives no end of rows within ${limitMs / 1000} s: save the layer as a table of its own`;
    throw new InputFileError({ path }, problem);
  };
}

function rowsOf(
  path: string,
  database: Database,
  count: (row: Row) => void,
  sql: string,
  values: readonly string[],
): Row[] {
  try {
    const statement = database.prepare(sql, [...values]);
    const rows: Row[] = [];
    while (statement.step()) {
      const row = exactRow(statement);
      count(row);
      rows.push(row);
    }
    statement.free();
    return rows;
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    const message = (cause as Error).message;
    const problem = /no such table: gpkg_/.test(message)
      ? "this is a database, but no GeoPackage"
      : `the database is damaged: ${message}`;
    throw new InputFileError({ path }, problem, { cause });
  }
}

/** Whole numbers beyond 2^53 come as text. */
function exactRow(statement: Statement): Row {
  // The second argument is missing in the types of the package.
  const row = (statement as ExactStatement).getAsObject(undefined, { useBigInt: true });
  for (const [column, value] of Object.entries(row)) {
    if (typeof value === "bigint") row[column] = numberOrText(value);
  }
  return row;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function featureOf(path: string, row: number, record: Row, column: string): RawFeature {
  const { [column]: blob, ...values } = record;
  return { row, geometry: geometryOf(path, row, column, blob), values };
}

/** The binary of a GeoPackage: `GP`, version, flags, coordinate system, envelope, and WKB. */
function geometryOf(path: string, row: number, column: string, blob: unknown): unknown {
  if (blob === null || blob === undefined) return null;
  const at = { path, row, column };
  if (!(blob instanceof Uint8Array) || blob[0] !== 0x47 || blob[1] !== 0x50) {
    throw new InputFileError(at, "this is not a geometry of a GeoPackage");
  }
  const flags = itemAt(blob, 3);
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  if (envelope === undefined)
    throw new InputFileError(at, "the geometry is damaged: its envelope is of no known kind");
  if ((flags & 16) !== 0) return null;
  try {
    return geometryOfWkb(blob.subarray(8 + envelope));
  } catch (cause) {
    throw new InputFileError(at, `the geometry is damaged: ${(cause as Error).message}`, { cause });
  }
}

/** By the authority's code where there is one; the identifiers 0 and -1 stand for an unknown system. */
function crsOf(query: Query, srsId: unknown): string | null {
  if (srsId === 0 || srsId === -1) return null;
  const [system] = query(
    "select organization, organization_coordsys_id, definition from gpkg_spatial_ref_sys where srs_id = ?",
    String(srsId),
  );
  if (system === undefined) return null;
  const { organization, organization_coordsys_id: code, definition } = system;
  return String(organization).toUpperCase() === "EPSG" ? `EPSG:${String(code)}` : String(definition);
}
