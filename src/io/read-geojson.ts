/**
 * GeoJSON feature collections → rows of properties, each with one place in degrees.
 *
 * A polygon stands for itself by a point that lies in it; of several polygons the largest does.
 *
 * Layer: io. Imports geo, errors.
 */
import type { Feature, FeatureCollection, Geometry } from "geojson";
import { type FilePlace, InputFileError } from "../errors.js";
import { type LonLat, pointInPolygon, polygonAreaM2 } from "../geo/polygon-point.js";
import { checkedPlace } from "./check-place.js";
import type { LayerRow } from "./read-layer.js";
import { readText } from "./read-text.js";

/** WGS 84 by its common names; CGCS2000 (EPSG:4490) differs from it by centimetres. */
const DEGREES_CRS = /(CRS84|EPSG:+(?:[\d.]*:)?(?:4326|4490))$/i;

/**
 * Reads a feature collection.
 *
 * @throws {InputFileError} naming the feature, if it is no GeoJSON, declares a coordinate system in other units, or a
 *   geometry is neither point nor polygon in degrees
 */
export function readGeoJson(path: string): LayerRow[] {
  const collection = parseJson(path) as (Partial<FeatureCollection> & { crs?: unknown }) | null;
  if (collection?.type !== "FeatureCollection" || !Array.isArray(collection.features)) {
    const came = collection === null ? "null" : (collection.type ?? typeof collection);
    throw new InputFileError({ path }, `the type is "${came}", due is a FeatureCollection`);
  }
  checkCrs(path, collection.crs);
  return (collection.features as (Feature | null)[]).map((feature, i) => {
    const at = { path, row: i + 1 };
    if (feature?.type !== "Feature") throw new InputFileError(at, "this is no Feature");
    const properties: unknown = feature.properties ?? {};
    if (typeof properties !== "object" || Array.isArray(properties)) {
      throw new InputFileError(at, "the properties are no object");
    }
    const id = feature.id === undefined || feature.id === null ? {} : { id: feature.id };
    return { row: i + 1, place: placeOf(at, feature.geometry), values: { ...id, ...properties } };
  });
}

function parseJson(path: string): unknown {
  const text = readText(path).replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text);
  } catch (cause) {
    const said = `this is neither CSV (by its name) nor JSON: ${(cause as Error).message}`;
    throw new InputFileError({ path }, said, { cause });
  }
}

/** Coordinate systems were taken out of GeoJSON; old files that name one are taken at their word. */
function checkCrs(path: string, crs: unknown): void {
  if (crs === undefined || crs === null) return;
  const name = (crs as { properties?: { name?: unknown } }).properties?.name;
  if (typeof name === "string" && DEGREES_CRS.test(name)) return;
  const came = typeof name === "string" ? `"${name}"` : JSON.stringify(crs).slice(0, 80);
  throw new InputFileError(
    { path },
    `the coordinate system is ${came}, due is WGS 84 in degrees: convert it first`,
  );
}

function placeOf(at: FilePlace, geometry: Geometry | null | undefined): LonLat | null {
  if (geometry === null || geometry === undefined) return null;
  switch (geometry.type) {
    case "Point":
      return checkedPlace(at, geometry.coordinates);
    case "Polygon":
      return pointInPolygon(checkedPolygon(at, geometry.coordinates));
    case "MultiPolygon":
      return pointInPolygon(largest(at, geometry.coordinates));
    default: {
      const came = (geometry as { type?: unknown }).type ?? JSON.stringify(geometry);
      throw new InputFileError(at, `the geometry is a ${String(came)}, due is a Point or a Polygon`);
    }
  }
}

function largest(at: FilePlace, polygons: unknown): LonLat[][] {
  if (!Array.isArray(polygons) || polygons.length === 0) {
    throw new InputFileError(at, "the multipolygon has no polygons");
  }
  let best: LonLat[][] = [];
  let bestM2 = -1;
  for (const polygon of polygons) {
    const rings = checkedPolygon(at, polygon);
    const areaM2 = polygonAreaM2(rings);
    if (areaM2 > bestM2) [best, bestM2] = [rings, areaM2];
  }
  return best;
}

function checkedPolygon(at: FilePlace, rings: unknown): LonLat[][] {
  if (!Array.isArray(rings) || rings.length === 0) throw new InputFileError(at, "the polygon has no rings");
  return rings.map((ring: unknown) => {
    if (!Array.isArray(ring) || ring.length < 4) {
      throw new InputFileError(at, "the polygon has fewer than four places");
    }
    const places = ring.map((place) => checkedPlace(at, place));
    const [first, last] = [places[0]!, places[places.length - 1]!];
    if (first[0] !== last[0] || first[1] !== last[1]) {
      throw new InputFileError(at, "the ring of the polygon is not closed: its last place is not its first");
    }
    return places;
  });
}
