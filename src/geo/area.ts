/**
 * Areas on the map: what lies inside, how far it is to the edge, and the hull of places.
 *
 * An area is polygons in degrees, each an outer ring and its holes, closed; computed in metres around each place.
 * An area across ±180° is cut there (RFC 7946), and the cut is not an edge of it.
 */
import { degreeLengths, shortWay } from "./earth.js";
import { cutPolygon } from "./meridian.js";
import { boxOfRings, isInside, type LonLat } from "./polygon-point.js";

/** Polygons, each a list of rings, as in GeoJSON's MultiPolygon. */
export type Area = readonly (readonly (readonly LonLat[])[])[];

/** Whether a place lies in one of the polygons, by the even-odd rule; on the edge either may be said. */
export function liesInArea(area: Area, place: LonLat): boolean {
  return area.some((rings) => {
    const [west, south, east, north] = boxOfRings(rings);
    const [lon, lat] = place;
    return lon >= west && lon <= east && lat >= south && lat <= north && isInside(rings, place);
  });
}

/** Straight line to the nearest place on an edge of the area, from inside or outside, metres; Infinity if it is empty. */
export function distanceToEdgeM(area: Area, [lon, lat]: LonLat): number {
  const { lonM, latM } = degreeLengths(lat);
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of area.flat()) {
    for (let i = 1; i < ring.length; i++) {
      const a = ring[i - 1];
      const b = ring[i];
      if (Math.abs(a[0]) === 180 && a[0] === b[0]) continue;
      const squared = squaredToSegment(
        shortWay(a[0] - lon) * lonM,
        (a[1] - lat) * latM,
        shortWay(b[0] - lon) * lonM,
        (b[1] - lat) * latM,
      );
      if (squared < nearest) nearest = squared;
    }
  }
  return Math.sqrt(nearest);
}

/** From the origin to the segment between two places, squared. */
function squaredToSegment(ax: number, ay: number, bx: number, by: number): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
  const [x, y] = [ax + along * dx, ay + along * dy];
  return x * x + y * y;
}

/**
 * The convex hull of places, as an area of one ring; empty where there are fewer than three that span one.
 *
 * @see Andrew, A. M. (1979). Another efficient algorithm for convex hulls in two dimensions. Information Processing
 *   Letters 9(5).
 */
export function convexHull(places: readonly LonLat[]): Area {
  const sorted = unrolled(places).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const ring = [...halfHull(sorted), ...halfHull(sorted.reverse())];
  return ring.length < 3 ? [] : cutPolygon([[...ring, ring[0]]]);
}

/** Places that lie on both sides of ±180°, with longitudes that run on beyond it. */
function unrolled(places: readonly LonLat[]): LonLat[] {
  const [west, , east] = boxOfRings([places]);
  return east - west > 180
    ? places.map(([lon, lat]): LonLat => [lon < 0 ? lon + 360 : lon, lat])
    : [...places];
}

/** One side of the hull, left to right or right to left, without its last place. */
function halfHull(sorted: readonly LonLat[]): LonLat[] {
  const side: LonLat[] = [];
  for (const place of sorted) {
    while (side.length > 1 && turn(side[side.length - 2], side[side.length - 1], place) <= 0) side.pop();
    side.push(place);
  }
  return side.slice(0, -1);
}

/** Positive where the way from `a` over `b` to `c` turns left. */
function turn(a: LonLat, b: LonLat, c: LonLat): number {
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}
