/**
 * GeoJSON geometries from any coordinate system into WGS 84.
 *
 * Every place of the result is a new array converted from the input's, so a ring whose first and last place are one
 * and the same array is converted once each and closes again, and nothing of the input is changed.
 */
import type { Geometry, Position } from "geojson";
import type { Crs } from "./crs.js";

type Nested = Position | readonly Nested[];

/**
 * A copy of a geometry in WGS 84 degrees; heights are kept.
 *
 * @throws {InvalidInputError} if a place cannot lie in the coordinate system
 */
export function convertGeometry<G extends Geometry>(geometry: G, crs: Crs): G {
  if (geometry.type === "GeometryCollection") {
    return { ...geometry, geometries: geometry.geometries.map((part) => convertGeometry(part, crs)) };
  }
  const { bbox: _, ...rest } = geometry as Exclude<Geometry, { type: "GeometryCollection" }>;
  return { ...rest, coordinates: convertNested(rest.coordinates, crs) } as unknown as G;
}

function convertNested(nested: Nested, crs: Crs): Nested {
  // What is not a list is not a place; whoever checks the geometry says so.
  if (!Array.isArray(nested)) return nested;
  if (typeof nested[0] !== "number")
    return (nested as unknown as readonly Nested[]).map((part) => convertNested(part, crs));
  const [x, y, ...more] = nested as [number, number, ...number[]];
  return [...crs.toWgs84(x, y), ...more];
}
