/**
 * A grid of points in an area, for shares of areas that need not be exact.
 */
import { type Area, liesInArea } from "./area.js";
import { boxOfRings, type LonLat } from "./polygon-point.js";

/** Points a side of the area's box. */
const SIDE = 16;

/** The points of the grid that lie in the area: up to 256, evenly spread; a share of them is right to a few per cent. */
export function gridInArea(area: Area): LonLat[] {
  const [west, south, east, north] = boxOfRings(area.flat());
  const points = Array.from({ length: SIDE * SIDE }, (_, i): LonLat => {
    const [x, y] = [(i % SIDE) + 0.5, Math.floor(i / SIDE) + 0.5];
    return [west + ((east - west) * x) / SIDE, south + ((north - south) * y) / SIDE];
  });
  return points.filter((place) => liesInArea(area, place));
}
