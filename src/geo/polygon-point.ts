/**
 * Size of a polygon, and a point that surely lies in it.
 *
 * Rings are `[lon, lat]` in degrees, the first place repeated at the end; computed in local metres.
 */
import { degreeLengths } from "./earth.js";

/** A place as `[longitude, latitude]` in degrees. */
export type LonLat = readonly [lon: number, lat: number];

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** The smallest box around all rings; empty (west beyond east) where there is no place. */
export function boxOfRings(rings: readonly (readonly LonLat[])[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (const place of ring) {
      west = Math.min(west, place[0]);
      south = Math.min(south, place[1]);
      east = Math.max(east, place[0]);
      north = Math.max(north, place[1]);
    }
  }
  return [west, south, east, north];
}

/** Area in square metres, holes taken off. */
export function polygonAreaM2(rings: readonly (readonly LonLat[])[]): number {
  const areas = rings.map((ring) => Math.abs(doubleAreaM2(ring)) / 2);
  return Math.max(
    0,
    areas.reduce((sum, area, i) => (i === 0 ? area : sum - area), 0),
  );
}

/** The centre of gravity of the outer ring if it lies inside, else the middle of the widest stretch at its height. */
export function pointInPolygon(rings: readonly (readonly LonLat[])[]): LonLat {
  const outer = rings[0];
  const centre = centreOf(outer);
  if (isInside(rings, centre)) return centre;
  const [, south, , north] = boxOfRings([outer]);
  const middle = (south + north) / 2;
  // A height through a corner can miss; heights beside it are tried in turn.
  for (const share of [0, 0.137, -0.137, 0.311, -0.311]) {
    const lat = middle + (share * (north - south)) / 2;
    const stretch = widestStretch(rings, lat);
    if (stretch !== null) return [stretch, lat];
  }
  return outer[0];
}

/** Even-odd rule over all rings. */
export function isInside(rings: readonly (readonly LonLat[])[], [lon, lat]: LonLat): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      // Plain indexing: destructuring here was ten times slower.
      const a = ring[i - 1];
      const b = ring[i];
      if (a[1] > lat === b[1] > lat) continue;
      if (lon < a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
    }
  }
  return inside;
}

function widestStretch(rings: readonly (readonly LonLat[])[], lat: number): number | null {
  const cuts: number[] = [];
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [[ax, ay], [bx, by]] = [ring[i - 1], ring[i]];
      if (ay > lat !== by > lat) cuts.push(ax + ((lat - ay) / (by - ay)) * (bx - ax));
    }
  }
  cuts.sort((a, b) => a - b);
  let best: { width: number; middle: number } | null = null;
  for (let i = 1; i < cuts.length; i += 2) {
    const width = cuts[i] - cuts[i - 1];
    if (width > (best?.width ?? 0)) best = { width, middle: (cuts[i] + cuts[i - 1]) / 2 };
  }
  return best?.middle ?? null;
}

function doubleAreaM2(ring: readonly LonLat[]): number {
  const { lonM, latM } = degreeLengths(ring[0][1]);
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [(ring[i - 1][0] - ring[0][0]) * lonM, (ring[i - 1][1] - ring[0][1]) * latM];
    const [bx, by] = [(ring[i][0] - ring[0][0]) * lonM, (ring[i][1] - ring[0][1]) * latM];
    sum += ax * by - ay * bx;
  }
  return sum;
}

function centreOf(ring: readonly LonLat[]): LonLat {
  const [lon0, lat0] = ring[0];
  let [area, x, y] = [0, 0, 0];
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [ring[i - 1][0] - lon0, ring[i - 1][1] - lat0];
    const [bx, by] = [ring[i][0] - lon0, ring[i][1] - lat0];
    const cross = ax * by - ay * bx;
    area += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  return area === 0 ? ring[0] : [lon0 + x / (3 * area), lat0 + y / (3 * area)];
}
