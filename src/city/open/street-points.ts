/**
 * Points along all streets, each standing for the length of street around it.
 *
 * Every street edge is cut into pieces of about the same length, with a point in the middle of each. Walks across
 * squares, steps, bridges, tunnels and platforms have none: nobody lives along them.
 */
import { placeAlong } from "../../network/edge-place.js";
import { EdgeFlag } from "../../network/street-draft.js";
import { streetRow } from "../../network/street-rows.js";
import type { WalkNetwork } from "../../network/walk-network.js";

export interface WeightedPoint {
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly weight: number;
}

const NOBODY_LIVES = EdgeFlag.square | EdgeFlag.steps | EdgeFlag.bridge | EdgeFlag.tunnel | EdgeFlag.indoor;

/**
 * @param stepM - about how far apart the points are, metres
 * @returns points in the order of the edges; `weight` is the length each stands for, millimetres
 */
export function streetPoints(network: WalkNetwork, stepM: number): WeightedPoint[] {
  const points: WeightedPoint[] = [];
  for (let e = 0; e < network.edgeCount; e++) {
    const { attributes, streetClass, lengthMm } = streetRow(network, e);
    if ((attributes & NOBODY_LIVES) !== 0 || streetClass === "platform") continue;
    const pieces = Math.max(1, Math.round(lengthMm / 1000 / stepM));
    for (let k = 0; k < pieces && lengthMm > 0; k++) {
      const [lon, lat] = placeAlong(network, e, Math.round(((k + 0.5) * lengthMm) / pieces));
      points.push({ lon, lat, weight: lengthMm / pieces });
    }
  }
  return points;
}
