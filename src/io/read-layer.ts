/**
 * A table or layer of places → rows in degrees, whatever file it came from.
 *
 * Layer: io. Imports errors. The only file that imports the geojson package.
 */
import type { FeatureCollection, Point } from "geojson";
import geojson from "geojson";
import { InputFileError } from "../errors.js";
import { checkedPlace, coordinateOf } from "./check-place.js";
import { readCsv } from "./read-csv.js";
import { readGeoJson } from "./read-geojson.js";

/** One row of a table or feature of a layer. */
export interface LayerRow {
  /** From 1, the header not counted. */
  readonly row: number;
  /** A point that stands for the geometry, degrees; null where there is none. */
  readonly place: readonly [lon: number, lat: number] | null;
  /** Values by column name as it stands in the file. */
  readonly values: Readonly<Record<string, unknown>>;
}

/** The package has no types of its own: the published ones of that name describe GeoJSON itself. */
const { parse } = geojson as unknown as {
  parse: (rows: readonly object[], params: { Point: [lat: string, lon: string] }) => FeatureCollection<Point>;
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
 * Reads `.csv` (also `.tsv`, `.txt`) or GeoJSON.
 *
 * @throws {InputFileError} naming row and column, if a coordinate is no number in degrees, a geometry is of another
 *   kind, or a coordinate system other than WGS 84 is declared
 */
export function readLayer(path: string): LayerRow[] {
  return /\.(csv|tsv|txt)$/i.test(path) ? readTable(path) : readGeoJson(path);
}

function readTable(path: string): LayerRow[] {
  const { columns, rows } = readCsv(path);
  const where = placeColumns(path, columns);
  const placed = rows.map((values, i) => ({
    row: i + 1,
    values,
    place: placeOfRow(path, i + 1, values, where),
  }));
  const flat = placed.flatMap(({ row, values, place }) =>
    place === null ? [] : [{ row, values, lon: place[0], lat: place[1] }],
  );
  const features = parse(flat, { Point: ["lat", "lon"] }).features;
  const points = new Map(features.map(({ properties, geometry }) => [properties!.row as number, geometry]));
  return placed.map(({ row, values }) => ({
    row,
    values,
    place: (points.get(row)?.coordinates as [number, number] | undefined) ?? null,
  }));
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

/** From the two columns of degrees, or where both are empty from the WKT. */
function placeOfRow(
  path: string,
  row: number,
  values: Readonly<Record<string, string>>,
  { lonLat, wkt }: PlaceColumns,
): readonly [number, number] | null {
  if (lonLat !== null) {
    const [lon, lat] = lonLat;
    if (values[lon] !== "" || values[lat] !== "") {
      return checkedPlace({ path, row }, [
        coordinateOf({ path, row, column: lon }, values[lon]!),
        coordinateOf({ path, row, column: lat }, values[lat]!),
      ]);
    }
  }
  return wkt === null || values[wkt] === "" ? null : wktPoint(path, row, wkt, values[wkt]!);
}

function wktPoint(path: string, row: number, column: string, text: string): readonly [number, number] {
  const at = { path, row, column };
  const match =
    /^\s*(?:SRID=4326;)?\s*POINT\s*(?:ZM?|M)?\s*\(\s*(\S+)\s+(\S+?)(?:\s+\S+){0,2}\s*\)\s*$/i.exec(text);
  if (match === null) throw new InputFileError(at, `"${text.slice(0, 40)}" is no WKT point`);
  return checkedPlace({ path, row }, [coordinateOf(at, match[1]!), coordinateOf(at, match[2]!)]);
}
