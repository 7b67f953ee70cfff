/**
 * A point that stands for a geometry, and the geometry checked on the way.
 *
 * A polygon stands for itself by a point that lies in it; of several polygons the largest does.
 */

import type { Geometry } from "geojson";
import { itemAt } from "../../base/at.js";
import { type FilePlace, InputFileError } from "../../base/errors.js";
import { type LonLat, pointInPolygon, polygonAreaM2 } from "../../geo/polygon-point.js";
import { checkedPlace } from "./check-place.js";

/** @throws {InputFileError} if the geometry is neither point nor polygon in degrees */
export function placeOfGeometry(at: FilePlace, given: unknown): LonLat | null {
  if (given === null || given === undefined) return null;
  const geometry = given as Geometry;
  switch (geometry.type) {
    case "Point":
      return checkedPlace(at, geometry.coordinates);
    case "Polygon":
      return pointInPolygon(checkedPolygon(at, geometry.coordinates));
    case "MultiPolygon":
      return pointInPolygon(largest(at, geometry.coordinates));
    default: {
      const came = (geometry as { type?: unknown }).type ?? JSON.stringify(geometry);
      throw new InputFileError(at, `the geometry is a ${String(came)}, expected a Point or a Polygon`);
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
    const [first, last] = [itemAt(places, 0), itemAt(places, places.length - 1)];
    if (first[0] !== last[0] || first[1] !== last[1]) {
      throw new InputFileError(at, "the ring of the polygon is not closed: its last place is not its first");
    }
    return places;
  });
}
