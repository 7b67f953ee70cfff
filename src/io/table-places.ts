/**
 * Rows of a table → features, by the columns that hold coordinates.
 *
 * Layer: io. Imports errors. The only file that imports the geojson package.
 */
import type { FeatureCollection, Point } from "geojson";
import geojson from "geojson";
import { InputFileError } from "../errors.js";
import { coordinateOf } from "./check-place.js";
import type { RawFeature } from "./raw-layer.js";
import type { CsvTable } from "./read-csv.js";

/** The package has no types of its own: the published ones of that name describe GeoJSON itself. */
const { parse } = geojson as unknown as {
  parse: (rows: readonly object[], params: { Point: [y: string, x: string] }) => FeatureCollection<Point>;
};

const LON_NAMES = ["lon", "lng", "long", "longitude", "x", "经度"];
const LAT_NAMES = ["lat", "latitude", "y", "纬度"];
const WKT_NAMES = ["wkt", "geometry", "geom", "the_geom"];

/** Columns of a table that hold the place of a row. */
interface PlaceColumns {
  readonly lonLat: readonly [lon: string, lat: string] | null;
  readonly wkt: string | null;
}

/**
 * Places the rows: from the two columns of coordinates, or where both are empty from the WKT.
 *
 * @throws {InputFileError} naming row and column, if no column holds coordinates or one of them is no number
 */
export function placeTable(path: string, { columns, rows }: CsvTable): RawFeature[] {
  const where = placeColumns(path, columns);
  const placed = rows.map((values, i) => ({ row: i + 1, place: placeOfRow(path, i + 1, values, where) }));
  const flat = placed.flatMap(({ row, place }) =>
    place === null ? [] : [{ row, x: place[0], y: place[1] }],
  );
  const points = new Map(
    parse(flat, { Point: ["y", "x"] }).features.map((f) => [f.properties!.row as number, f.geometry]),
  );
  return rows.map((values, i) => ({ row: i + 1, values, geometry: points.get(i + 1) ?? null }));
}

function placeColumns(path: string, columns: readonly string[]): PlaceColumns {
  const named = (names: readonly string[]) =>
    columns.find((column) => names.includes(column.trim().toLowerCase()));
  const [lon, lat, wkt] = [named(LON_NAMES), named(LAT_NAMES), named(WKT_NAMES)];
  const lonLat = lon === undefined || lat === undefined ? null : ([lon, lat] as const);
  if (lonLat === null && wkt === undefined) {
    const due = `${LON_NAMES.join(", ")} with ${LAT_NAMES.join(", ")}, or ${WKT_NAMES.join(", ")}`;
    throw new InputFileError(
      { path, line: 1 },
      `no column holds coordinates; due are ${due}; there are ${columns.join(", ")}`,
    );
  }
  return { lonLat, wkt: wkt ?? null };
}

function placeOfRow(
  path: string,
  row: number,
  values: Readonly<Record<string, string>>,
  { lonLat, wkt }: PlaceColumns,
): readonly [number, number] | null {
  if (lonLat !== null) {
    const [lon, lat] = lonLat;
    if (values[lon] !== "" || values[lat] !== "") {
      return [
        coordinateOf({ path, row, column: lon }, values[lon]!),
        coordinateOf({ path, row, column: lat }, values[lat]!),
      ];
    }
  }
  return wkt === null || values[wkt] === "" ? null : wktPoint(path, row, wkt, values[wkt]!);
}

function wktPoint(path: string, row: number, column: string, text: string): readonly [number, number] {
  const at = { path, row, column };
  const match =
    /^\s*(?:SRID=4326;)?\s*POINT\s*(?:ZM?|M)?\s*\(\s*(\S+)\s+(\S+?)(?:\s+\S+){0,2}\s*\)\s*$/i.exec(text);
  if (match === null) throw new InputFileError(at, `"${text.slice(0, 40)}" is no WKT point`);
  return [coordinateOf(at, match[1]!), coordinateOf(at, match[2]!)];
}
