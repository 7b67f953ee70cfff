/**
 * Rings in grid units → polygon coordinates in degrees.
 */
import { crossesMeridian, cutPolygon } from "../geo/meridian.js";
import type { LonLat } from "../geo/polygon-point.js";
import type { WalkNetwork } from "../network/walk-network.js";
import type { GridPlacement } from "./barrier-sight.js";
import { type UnreachedStretches, unreachedStreetInHole } from "./fill-holes.js";
import type { OutlinePoint } from "./isochrone.js";
import type { GridRings } from "./outline.js";
import { ringPolygons } from "./outline-rings.js";
import { PieceList } from "./reached-pieces.js";

/**
 * MultiPolygon coordinates: shells anticlockwise, holes clockwise, rings closed, seven decimals; cut at ±180°.
 *
 * @param fillBelow - holes of less area than this (in grid units) are filled unless an unreached street runs there
 */
export function toMultiPolygon(
  network: WalkNetwork,
  rings: GridRings,
  placement: GridPlacement,
  { fillBelow, unreached }: { readonly fillBelow: number; readonly unreached: UnreachedStretches },
): OutlinePoint[][][] {
  const memory = new PieceList();
  const fill = (hole: number) =>
    -rings.doubleArea[hole] / 2 < fillBelow &&
    !unreachedStreetInHole(network, rings, hole, placement, unreached, memory);
  const polygons: OutlinePoint[][][] = [];
  for (const { shell, holes } of ringPolygons(rings, fill)) {
    polygons.push([shell, ...holes].map((ring) => closedRing(rings, ring, placement)));
  }
  if (!polygons.some((polygon) => polygon.some(crossesMeridian))) return polygons;
  return polygons.flatMap((polygon) =>
    cutPolygon(polygon).map((part) => part.map((ring) => ring.map(toPoint))),
  );
}

function toPoint([lon, lat]: LonLat): OutlinePoint {
  return [lon, lat];
}

function closedRing(rings: GridRings, ring: number, placement: GridPlacement): OutlinePoint[] {
  const { originLonE7, originX, originY, stepX, stepY } = placement;
  const { x, y, first } = rings;
  const west = originLonE7 + originX;
  const closed: OutlinePoint[] = [];
  let [lonBefore, latBefore] = [NaN, NaN];
  for (let i = first[ring]; i < first[ring + 1]; i++) {
    const lon = Math.round(west + x[i] * stepX) / 1e7;
    const lat = Math.round(originY + y[i] * stepY) / 1e7;
    if (lon === lonBefore && lat === latBefore) continue;
    closed.push([lon, lat]);
    lonBefore = lon;
    latBefore = lat;
  }
  const [lon, lat] = closed[0];
  closed.push([lon, lat]);
  return closed;
}
