/**
 * A table or layer of places → GeoJSON features in degrees, whatever file it came from.
 *
 * Layer: io. Imports geo, errors. The only file that imports the geojson package.
 */
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Point, Polygon } from "geojson";
import geojson from "geojson";
import { InputFileError } from "../errors.js";
import { pointInPolygon } from "../geo/polygon-point.js";
import { readCsv } from "./read-csv.js";
import { readText } from "./read-text.js";

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
  const named = (names: readonly string[]) =>
    columns.find((column) => names.includes(column.trim().toLowerCase()));
  const [lon, lat, wkt] = [named(LON_NAMES), named(LAT_NAMES), named(WKT_NAMES)];
  if ((lon === undefined || lat === undefined) && wkt === undefined) {
    const due = `${LON_NAMES.join(", ")} with ${LAT_NAMES.join(", ")}, or ${WKT_NAMES.join(", ")}`;
    throw new InputFileError(
      { path, line: 1 },
      `no column holds coordinates; due are ${due}; there are ${columns.join(", ")}`,
    );
  }
  const places = rows.map((row, i) => {
    if (lon === undefined || lat === undefined) return wktPoint(path, i + 1, wkt!, row[wkt!]!);
    if (row[lon] === "" && row[lat] === "") return null;
    return checkedPlace(path, i + 1, [
      toNumber(path, i + 1, lon, row[lon]!),
      toNumber(path, i + 1, lat, row[lat]!),
    ]);
  });
  const flat = rows.map((row, i) => ({
    row: i + 1,
    values: row,
    lon: places[i]?.[0] ?? 0,
    lat: places[i]?.[1] ?? 0,
  }));
  const collection = parse(flat, { Point: ["lat", "lon"] });
  return collection.features.map(({ properties, geometry }, i) => ({
    row: properties!.row as number,
    place: places[i] === null ? null : (geometry.coordinates as [number, number]),
    values: properties!.values as Record<string, string>,
  }));
}

function readGeoJson(path: string): LayerRow[] {
  let json: unknown;
  try {
    json = JSON.parse(readText(path).replace(/^\uFEFF/, ""));
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    throw new InputFileError(
      { path },
      `this is neither CSV (by its name) nor JSON: ${(cause as Error).message}`,
      { cause },
    );
  }
  const collection = json as Partial<FeatureCollection> & { crs?: { properties?: { name?: string } } };
  if (collection.type !== "FeatureCollection" || !Array.isArray(collection.features)) {
    throw new InputFileError(
      { path },
      `the type is "${collection.type ?? typeof json}", due is a FeatureCollection`,
    );
  }
  const crs = collection.crs?.properties?.name;
  if (crs !== undefined && !/(CRS84|EPSG:+4326)$/i.test(crs)) {
    throw new InputFileError(
      { path },
      `the coordinate system is "${crs}", due is WGS 84 in degrees: convert it first`,
    );
  }
  return (collection.features as (Feature | null)[]).map((feature, i) => {
    const row = i + 1;
    if (feature?.type !== "Feature") throw new InputFileError({ path, row }, "this is no Feature");
    const id = feature.id === undefined ? {} : { id: feature.id };
    return {
      row,
      place: placeOfGeometry(path, row, feature.geometry),
      values: { ...id, ...feature.properties },
    };
  });
}

function placeOfGeometry(
  path: string,
  row: number,
  geometry: Geometry | null,
): readonly [number, number] | null {
  if (geometry === null || geometry === undefined) return null;
  if (geometry.type === "Point") return checkedPlace(path, row, (geometry as Point).coordinates);
  if (geometry.type === "Polygon" || geometry.type === "MultiPolygon") {
    const polygons =
      geometry.type === "Polygon"
        ? [(geometry as Polygon).coordinates]
        : (geometry as MultiPolygon).coordinates;
    const largest = [...polygons].sort((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0];
    if ((largest?.[0]?.length ?? 0) < 4)
      throw new InputFileError({ path, row }, "the polygon has fewer than four places");
    const rings = largest!.map((ring) => ring.map((place) => checkedPlace(path, row, place)));
    return pointInPolygon(rings);
  }
  throw new InputFileError({ path, row }, `the geometry is a ${geometry.type}, due is a Point or a Polygon`);
}

function wktPoint(path: string, row: number, column: string, text: string): readonly [number, number] | null {
  if (text.trim() === "") return null;
  const match = /^\s*(?:SRID=4326;)?\s*POINT\s*Z?\s*\(\s*(\S+)\s+(\S+?)(?:\s+\S+)?\s*\)\s*$/i.exec(text);
  if (match === null)
    throw new InputFileError({ path, row, column }, `"${text.slice(0, 40)}" is no WKT point`);
  return checkedPlace(path, row, [
    toNumber(path, row, column, match[1]!),
    toNumber(path, row, column, match[2]!),
  ]);
}

function toNumber(path: string, row: number, column: string, text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) {
    throw new InputFileError({ path, row, column }, `"${text}" is no number`);
  }
  return value;
}

function checkedPlace(path: string, row: number, place: readonly unknown[]): readonly [number, number] {
  const [lon, lat] = place as number[];
  if (typeof lon !== "number" || typeof lat !== "number" || !Number.isFinite(lon) || !Number.isFinite(lat)) {
    throw new InputFileError({ path, row }, `the place is (${lon}, ${lat}); due are two numbers`);
  }
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    const swapped = Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
    const advice = swapped
      ? "longitude comes first: are the two swapped?"
      : "projected coordinates must be turned into degrees first";
    throw new InputFileError(
      { path, row },
      `the place is (${lon}, ${lat}), which is not in degrees; ${advice}`,
    );
  }
  return [lon, lat];
}
