/**
 * Whether places were written latitude first: they lie away from the streets, and among them once the two are swapped.
 */
import { onceForEach } from "../base/once-for-each.js";
import { type Box, boxOfRings, type LonLat } from "../geo/polygon-point.js";
import { streetsBox } from "./street-rows.js";
import type { WalkNetwork } from "./walk-network.js";

/** A place this near to the box of the streets lies among them, degrees (about 10 km); an assumption. */
const MARGIN_DEG = 0.1;

const boxOf = onceForEach(streetsBox);

/** Whether a place lies among the streets with its axes swapped, and not as it stands. */
export function looksSwapped(network: WalkNetwork, place: LonLat): boolean {
  return areaLooksSwapped(network, [[place]]);
}

/** The same of an area: whether the box of its rings meets that of the streets only with its axes swapped. */
export function areaLooksSwapped(network: WalkNetwork, rings: readonly (readonly LonLat[])[]): boolean {
  if (network.edgeCount === 0) return false;
  const [west, south, east, north] = boxOfRings(rings);
  const streets = boxOf(network);
  return !meet(streets, [west, south, east, north]) && meet(streets, [south, west, north, east]);
}

function meet(a: Box, b: Box): boolean {
  const [west, south, east, north] = b;
  return (
    west <= a[2] + MARGIN_DEG &&
    east >= a[0] - MARGIN_DEG &&
    south <= a[3] + MARGIN_DEG &&
    north >= a[1] - MARGIN_DEG
  );
}
