/**
 * Finished polygons: their size.
 */
import { area } from "@turf/area";

/** Area of MultiPolygon coordinates in square metres, on the sphere that Turf uses (within 0.6 % of the ellipsoid). */
export function multiPolygonAreaM2(coordinates: [lon: number, lat: number][][][]): number {
  return area({ type: "MultiPolygon", coordinates });
}
