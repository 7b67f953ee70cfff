/**
 * Places along a street edge: from millimetres to degrees and to costs.
 *
 * Costs are whole numbers per piece of the shape; inside a piece the cost up to a place is the rounded cost of the
 * length walked from the start of the piece in the direction walked.
 */
import { UNREACHED } from "../base/cost-units.js";
import { lonDifferenceE7 } from "../geo/local-frame.js";
import { wrappedLon } from "../geo/meridian.js";
import { costOfLength, type WalkCosts } from "./walk-costs.js";
import type { WalkNetwork } from "./walk-network.js";

/** The cost from each end of an edge to a place on it. */
export interface PlaceCosts {
  /** From `edgeFrom`, walking forward; `UNREACHED` if closed. */
  readonly forward: number;
  /** From `edgeTo`, walking backward; `UNREACHED` if closed. */
  readonly backward: number;
}

/**
 * Costs of walking along `edge` to the place `alongMm` from its start.
 *
 * Both directions split each piece at the same place, forward part and rest adding up to the whole piece.
 */
export function placeCosts(costs: WalkCosts, edge: number, alongMm: number): PlaceCosts {
  const { firstShape, shapeLengthMm } = costs.network;
  const paceForward = costs.edgePaceForward[edge];
  const paceBackward = costs.edgePaceBackward[edge];
  let before = 0;
  let forward = 0;
  let backwardBefore = 0;
  for (let s = firstShape[edge] + 1; s < firstShape[edge + 1]; s++) {
    const length = shapeLengthMm[s];
    if (before + length >= alongMm) {
      forward += costOfLength(alongMm - before, paceForward);
      backwardBefore +=
        costOfLength(length, paceBackward) - costOfLength(before + length - alongMm, paceBackward);
      break;
    }
    before += length;
    forward += costOfLength(length, paceForward);
    backwardBefore += costOfLength(length, paceBackward);
  }
  return {
    forward: paceForward === Infinity ? UNREACHED : forward,
    backward: paceBackward === Infinity ? UNREACHED : costs.edgeCostBackward[edge] - backwardBefore,
  };
}

/** Degrees of the place `alongMm` from the start of an edge, straight between its shape points. */
export function placeAlong(network: WalkNetwork, edge: number, alongMm: number): [lon: number, lat: number] {
  const { firstShape, shapeLonE7, shapeLatE7, shapeLengthMm } = network;
  const last = firstShape[edge + 1] - 1;
  let before = 0;
  for (let s = firstShape[edge] + 1; s <= last; s++) {
    const length = shapeLengthMm[s];
    if (before + length >= alongMm && length > 0) {
      const share = (alongMm - before) / length;
      const lon = shapeLonE7[s - 1] + share * lonDifferenceE7(shapeLonE7[s], shapeLonE7[s - 1]);
      const lat = shapeLatE7[s - 1] + share * (shapeLatE7[s] - shapeLatE7[s - 1]);
      return [wrappedLon(lon / 1e7), lat / 1e7];
    }
    before += length;
  }
  return [shapeLonE7[last] / 1e7, shapeLatE7[last] / 1e7];
}

/** Shape of the stretch from `fromMm` to `toMm` (either way round), as `[lon, lat]` in walking order. */
export function stretchShape(
  network: WalkNetwork,
  edge: number,
  fromMm: number,
  toMm: number,
): [number, number][] {
  const { firstShape, shapeLonE7, shapeLatE7, shapeLengthMm } = network;
  const [low, high] = fromMm <= toMm ? [fromMm, toMm] : [toMm, fromMm];
  const shape: [number, number][] = [placeAlong(network, edge, low)];
  let along = 0;
  for (let s = firstShape[edge] + 1; s < firstShape[edge + 1]; s++) {
    along += shapeLengthMm[s];
    if (along > low && along < high) shape.push([shapeLonE7[s] / 1e7, shapeLatE7[s] / 1e7]);
  }
  if (high > low) shape.push(placeAlong(network, edge, high));
  return fromMm <= toMm ? shape : shape.reverse();
}
