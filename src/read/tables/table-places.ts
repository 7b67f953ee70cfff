/**
 * Rows of a table → features, by the columns that hold coordinates.
 */
import type { FeatureCollection, Geometry, Point } from "geojson";
import geojson from "geojson";
import { InputFileError } from "../../base/errors.js";
import { coordinateOf } from "./check-place.js";
import { isMissing } from "./missing-words.js";
import type { PlaceColumns, RawFeature } from "./raw-layer.js";
import type { CsvTable } from "./read-csv.js";
import { noSuchColumn } from "./table-rules.js";
import { geometryOfWkt } from "./wkt.js";

/** The package has no types of its own: the published ones of that name describe GeoJSON itself. */
const { parse } = geojson as unknown as {
  parse: (rows: readonly object[], params: { Point: [y: string, x: string] }) => FeatureCollection<Point>;
};

const LON_NAMES = ["lon", "lng", "long", "longitude", "x", "经度"];
const LAT_NAMES = ["lat", "latitude", "y", "纬度"];
const WKT_NAMES = ["wkt", "geometry", "geom", "the_geom"];

/** Whether a column is called after coordinates or shapes. */
export function isPlaceColumn(column: string): boolean {
  return [...LON_NAMES, ...LAT_NAMES, ...WKT_NAMES].includes(column.trim().toLowerCase());
}

/** Columns of a table that hold the place of a row, as they were found. */
interface CoordinateColumns {
  readonly lonLat: readonly [lon: string, lat: string] | null;
  readonly wkt: string | null;
}

/**
 * Places the rows: from the two columns of coordinates, or where both are empty from the WKT.
 *
 * @param named - columns that the user names; they count alone
 * @throws {InputFileError} naming row and column, if no column holds coordinates, one that is named is not there, or a
 *   coordinate is no number
 */
export function placeTable(
  path: string,
  { columns, rows }: CsvTable,
  named: PlaceColumns = {},
): RawFeature[] {
  const where = placeColumns(path, columns, named);
  const flat = rows.flatMap((values, i) => {
    const place = placeOfRow(path, i + 1, values, where.lonLat);
    return place === null ? [] : [{ row: i + 1, x: place[0], y: place[1] }];
  });
  const points = new Map<number, Geometry>(
    parse(flat, { Point: ["y", "x"] }).features.map((f) => [f.properties!.row as number, f.geometry]),
  );
  return rows.map((values, i) => {
    const row = i + 1;
    return { row, values, geometry: points.get(row) ?? shapeOfRow(path, row, values, where.wkt) };
  });
}

/** Rows of a table, placed where it has columns of coordinates, and without geometry where it has none. */
export function placeTableIfPlaced(path: string, table: CsvTable, named: PlaceColumns = {}): RawFeature[] {
  const isNamed = Object.values(named).some((column) => column !== undefined);
  const holds = (names: readonly string[]) =>
    table.columns.some((c) => names.includes(c.trim().toLowerCase()));
  if (isNamed || (holds(LON_NAMES) && holds(LAT_NAMES)) || holds(WKT_NAMES))
    return placeTable(path, table, named);
  return table.rows.map((values, i) => ({ row: i + 1, values, geometry: null }));
}

/** Values of any kind as the texts of a table. */
export function tableOfValues(rows: readonly Readonly<Record<string, unknown>>[]): CsvTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));
  return { columns, rows: rows.map((row) => Object.fromEntries(columns.map((c) => [c, text(row[c])]))) };
}

/** @throws {InputFileError} if columns are named for the places of a layer, which has geometries */
export function refusePlaceColumns(path: string, named: PlaceColumns = {}): void {
  const column = named.lon ?? named.lat ?? named.wkt;
  if (column === undefined) return;
  throw new InputFileError(
    { path },
    `the column "${column}" is named for places, but this is a layer whose rows have geometries`,
  );
}

function placeColumns(path: string, columns: readonly string[], named: PlaceColumns): CoordinateColumns {
  const missing = Object.values(named).find((column) => column !== undefined && !columns.includes(column));
  if (missing !== undefined) throw noSuchColumn({ path, line: 1 }, missing, columns);
  const called = (names: readonly string[]) =>
    columns.find((column) => names.includes(column.trim().toLowerCase()));
  const flatNamed = named.lon !== undefined || named.lat !== undefined;
  const isFlat = flatNamed || named.wkt === undefined;
  const lon = isFlat ? (named.lon ?? called(LON_NAMES)) : undefined;
  const lat = isFlat ? (named.lat ?? called(LAT_NAMES)) : undefined;
  const wkt = named.wkt ?? (flatNamed ? undefined : called(WKT_NAMES));
  const lonLat = lon === undefined || lat === undefined ? null : ([lon, lat] as const);
  if (lonLat === null && wkt === undefined) {
    const due = `${LON_NAMES.join(", ")} with ${LAT_NAMES.join(", ")}, or ${WKT_NAMES.join(", ")}`;
    throw new InputFileError(
      { path, line: 1 },
      `no column holds coordinates; expected ${due}, or names that you give; there are ${columns.join(", ")}`,
    );
  }
  return { lonLat, wkt: wkt ?? null };
}

function placeOfRow(
  path: string,
  row: number,
  values: Readonly<Record<string, string>>,
  lonLat: CoordinateColumns["lonLat"],
): readonly [number, number] | null {
  if (lonLat === null) return null;
  const [lon, lat] = lonLat;
  if (isMissing(values[lon] ?? "") && isMissing(values[lat] ?? "")) return null;
  return [
    coordinateOf({ path, row, column: lon }, values[lon]!),
    coordinateOf({ path, row, column: lat }, values[lat]!),
  ];
}

function shapeOfRow(
  path: string,
  row: number,
  values: Readonly<Record<string, string>>,
  wkt: string | null,
): Geometry | null {
  return wkt === null || isMissing(values[wkt] ?? "")
    ? null
    : geometryOfWkt({ path, row, column: wkt }, values[wkt]!);
}
