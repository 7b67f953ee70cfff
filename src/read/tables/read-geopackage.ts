/**
 * GeoPackage layers → features.
 */
import { InputFileError } from "../../base/errors.js";
import { numberOrText } from "../../base/whole-number.js";
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
 * @throws {InputFileError} if it holds no layers, several and none is chosen, or not the one that is; if a geometry is
 *   damaged, with its row
 * @throws {UnsupportedFileError} if sql.js is not installed
 */
export async function readGeoPackage(
  path: string,
  { layer, place, crs }: LayerOptions = {},
): Promise<RawLayer> {
  const database = await openDatabase(path);
  try {
    const contents = query(
      path,
      database,
      "select table_name, data_type from gpkg_contents order by table_name",
    );
    const tables = contents.filter(({ data_type }) => data_type === "features" || data_type === "attributes");
    const chosen = chooseLayer(path, layersOf(tables, layer), layer);
    const rows = query(path, database, `select * from ${quoted(chosen)}`);
    const isLayer = tables.some((t) => t.table_name === chosen && t.data_type === "features");
    if (!isLayer) return placeTable(path, tableOfValues(rows), { place, crs });
    refusePlaceColumns(path, place);
    const [described] = query(
      path,
      database,
      "select column_name, srs_id from gpkg_geometry_columns where table_name = ?",
      chosen,
    );
    if (described === undefined) {
      throw new InputFileError({ path }, `the layer "${chosen}" has no geometry column`);
    }
    const column = String(described.column_name);
    const features = rows.map((row, i) => featureOf(path, i + 1, row, column));
    return { features, crs: crsOf(path, database, described.srs_id) };
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

function query(path: string, database: Database, sql: string, ...values: string[]): Row[] {
  try {
    const statement = database.prepare(sql, values);
    const rows: Row[] = [];
    while (statement.step()) rows.push(exactRow(statement));
    statement.free();
    return rows;
  } catch (cause) {
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
    throw new InputFileError(at, "this is no geometry of a GeoPackage");
  }
  const flags = blob[3]!;
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
function crsOf(path: string, database: Database, srsId: unknown): string | null {
  if (srsId === 0 || srsId === -1) return null;
  const [system] = query(
    path,
    database,
    "select organization, organization_coordsys_id, definition from gpkg_spatial_ref_sys where srs_id = ?",
    String(srsId),
  );
  if (system === undefined) return null;
  const { organization, organization_coordsys_id: code, definition } = system;
  return String(organization).toUpperCase() === "EPSG" ? `EPSG:${String(code)}` : String(definition);
}
