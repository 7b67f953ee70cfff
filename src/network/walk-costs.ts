/**
 * A walking network seen by one profile: one integer per arc.
 *
 * Costs are rounded piece by piece of the street's shape and then summed, so that cutting or merging street edges
 * changes no sum. A closed direction costs `UNREACHED`. Searches take these columns and cannot tell time from
 * distance.
 */

import { checkArgument, checkCall } from "../base/check-call.js";
import { type CostUnit, type Limit, UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { crossingExtras } from "./crossing-delays.js";
import { LIMIT, WALK_NETWORK, WALKER } from "./network-forms.js";
import type { WalkProfile } from "./profiles.js";
import { EdgeFlag } from "./street-draft.js";
import { passableTraits } from "./street-traits.js";
import { type EdgeSlope, NO_EDGE, type WalkNetwork } from "./walk-network.js";

/** A walking network seen by one profile: one whole number an arc, milliseconds or millimetres. */
export interface WalkCosts<U extends CostUnit = CostUnit> {
  readonly network: WalkNetwork;
  readonly profile: WalkProfile<U>;
  readonly unit: U;
  /** Per arc, `UNREACHED` where closed. */
  readonly arcCost: Uint32Array;
  /** Per arc: what the same arc costs walked the other way; for searches towards a place. */
  readonly arcCostReversed: Uint32Array;
  /** Per street edge: from `edgeFrom` to `edgeTo`, and back. */
  readonly edgeCostForward: Uint32Array;
  readonly edgeCostBackward: Uint32Array;
  /** Per street edge: cost of one millimetre in each direction; Infinity where closed. */
  readonly edgePaceForward: Float64Array;
  readonly edgePaceBackward: Float64Array;
  /** Cost of one millimetre off the street. */
  readonly offStreetPace: number;
}

/**
 * Walking costs of every arc for one kind of walker: the input of all searches and isochrones.
 *
 * @param network - any walking network
 * @param profile - who walks: one of `PROFILES`, or a copy with other figures; `DISTANCE_BASIS` for millimetres of
 *   street
 * @returns one integer per arc in the profile's unit: whole milliseconds or whole millimetres
 * @throws {InvalidInputError} if the speed or the steps factor is not a positive number, a delay is negative, the
 *   steepest slope is not positive, or an edge takes more than 49 days
 *
 * @example
 * const slower = walkCosts(network, { ...PROFILES.senior80, id: "senior85", speedMps: 0.6 });
 * const lengths = walkCosts(network, DISTANCE_BASIS);
 */
export function walkCosts<U extends CostUnit>(network: WalkNetwork, profile: WalkProfile<U>): WalkCosts<U> {
  checkCall("walkCosts", ["network", network, WALK_NETWORK], ["profile", profile, WALKER]);
  requireProfile(profile);
  const { edgeCount, arcCount, slope } = network;
  const hasSlopeFactors = slope !== undefined && profile.unit === "ms";
  const flatPace = profile.unit === "mm" ? 1 : 1 / profile.speedMps;
  const extraMs = crossingExtras(network, profile);
  const passes = passableTraits(network, profile);
  const edgePaceForward = new Float64Array(edgeCount);
  const edgePaceBackward = new Float64Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    const attributes = network.edgeAttributes[e];
    const isClosed = isTooSteep(slope, e, profile) || passes?.[network.edgeTrait?.[e] ?? 0] === false;
    const pace = isClosed ? Infinity : flatPace * edgeFactor(attributes, profile);
    const [up, down] = hasSlopeFactors ? [slope.forward[e], slope.backward[e]] : [1, 1];
    // Spread over the length, so that places along a crossing cost their part; without an extra no digit changes.
    const more = extraMs === null ? 0 : extraMs[e] / Math.max(network.edgeLengthMm[e], 1);
    edgePaceForward[e] = (attributes & EdgeFlag.forwardClosed) !== 0 ? Infinity : pace * up + more;
    edgePaceBackward[e] = (attributes & EdgeFlag.backwardClosed) !== 0 ? Infinity : pace * down + more;
  }
  const edgeCostForward = sumEdges(network, edgePaceForward);
  const edgeCostBackward = sumEdges(network, edgePaceBackward);
  const arcCost = new Uint32Array(arcCount);
  for (let a = 0; a < arcCount; a++) {
    const edge = network.arcEdge[a];
    const forward = network.arcForward[a] === 1;
    if (edge === NO_EDGE) arcCost[a] = forward ? 0 : UNREACHED;
    else arcCost[a] = forward ? edgeCostForward[edge] : edgeCostBackward[edge];
  }
  const arcCostReversed = new Uint32Array(arcCount);
  for (let a = 0; a < arcCount; a++) arcCostReversed[a] = arcCost[network.arcTwin[a]];
  return {
    network,
    profile,
    unit: profile.unit,
    arcCost,
    arcCostReversed,
    edgeCostForward,
    edgeCostBackward,
    edgePaceForward,
    edgePaceBackward,
    offStreetPace: flatPace,
  };
}

/** Whole cost of a straight piece of street or of a leg off the street. */
export function costOfLength(lengthMm: number, pace: number): number {
  return Math.round(lengthMm * pace);
}

/** @throws {InvalidInputError} if a limit is not in the unit of the costs, or is none */
export function requireLimit(costs: WalkCosts, limit: Limit): void {
  checkArgument("limit", limit, LIMIT);
  if (limit.unit !== costs.unit) {
    throw new InvalidInputError(
      `The limit is in ${limit.unit}, the costs of profile "${costs.profile.id}" are in ${costs.unit}: ` +
        `use ${costs.unit === "ms" ? "minutes()" : "metres()"}`,
    );
  }
}

function requireProfile(profile: WalkProfile): void {
  const { id, speedMps, stepsFactor, maxSlope } = profile;
  if (!(speedMps > 0 && Number.isFinite(speedMps))) {
    throw new InvalidInputError(`Profile "${id}" walks at ${speedMps} m/s: expected a positive number`);
  }
  if (stepsFactor !== null && !(stepsFactor > 0 && Number.isFinite(stepsFactor))) {
    throw new InvalidInputError(
      `Profile "${id}" has steps factor ${stepsFactor}: expected a positive number or null`,
    );
  }
  const { crossings = null, raisedKerb = null } = profile;
  const seconds = [crossings?.signalS, crossings?.majorS, crossings?.minorS, raisedKerb, profile.liftS];
  const wrong = seconds.find((s) => typeof s === "number" && !(s >= 0 && Number.isFinite(s)));
  if (wrong !== undefined) {
    throw new InvalidInputError(`Profile "${id}" waits ${wrong} s: expected a number from 0`);
  }
  if (maxSlope !== null && !(maxSlope > 0)) {
    throw new InvalidInputError(
      `Profile "${id}" walks slopes up to ${maxSlope}: expected a positive number or null`,
    );
  }
}

/** How many times slower than flat street; Infinity where the walker cannot pass. */
function edgeFactor(attributes: number, { onWheels, wheels, stepsFactor, unit }: WalkProfile): number {
  const closed = wheels === "stroller" ? EdgeFlag.strollerClosed : EdgeFlag.wheelsClosed;
  if (onWheels && (attributes & closed) !== 0) return Infinity;
  if ((attributes & EdgeFlag.steps) === 0) return 1;
  if (onWheels && (attributes & EdgeFlag.ramp) !== 0) return 1;
  if (stepsFactor === null) return Infinity;
  return unit === "mm" ? 1 : stepsFactor;
}

/** Whether a profile stays off slopes like the steepest of this edge. */
function isTooSteep(slope: EdgeSlope | undefined, edge: number, { maxSlope }: WalkProfile): boolean {
  return slope !== undefined && maxSlope !== null && slope.steepest[edge] > maxSlope;
}

function sumEdges(network: WalkNetwork, pace: Float64Array): Uint32Array {
  const { edgeCount, firstShape, shapeLengthMm } = network;
  const cost = new Uint32Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    const edgePace = pace[e];
    if (edgePace === Infinity) {
      cost[e] = UNREACHED;
      continue;
    }
    let sum = 0;
    for (let s = firstShape[e] + 1; s < firstShape[e + 1]; s++)
      sum += costOfLength(shapeLengthMm[s], edgePace);
    if (sum >= UNREACHED)
      throw new InvalidInputError(`Street edge ${e} costs ${sum}: expected less than ${UNREACHED}`);
    cost[e] = sum;
  }
  return cost;
}
