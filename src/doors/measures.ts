/**
 * Accessibility measures on a travel matrix of any source: no network needed.
 *
 * Examples use two homes and two clinics; the second home cannot reach the first clinic:
 *
 * ```ts
 * const matrix = travelMatrix(2, 2, [
 *   { row: 0, column: 0, cost: 5 },
 *   { row: 0, column: 1, cost: 20 },
 *   { row: 1, column: 1, cost: 10 },
 * ]);
 * const supply = [2, 4]; // doctors of each clinic
 * const demand = [100, 300]; // people of each home
 * ```
 *
 * @module living-circle/measures
 */

// The matrix.
export { travelMatrix, type TravelMatrix, type TravelPair } from "../measures/travel-matrix.js";
export { parseDecay } from "../measures/parse-decay.js";
export type { Decay } from "../measures/decay.js";

// By name.
export {
  MEASURE_NAMES,
  measureAccess,
  measureNamed,
  type MeasureInput,
  type MeasureName,
} from "../measures/measure.js";
export type { CatchmentInput } from "../measures/floating-catchment.js";

// Reach.
export { cumulativeOpportunities } from "../measures/floating-catchment.js";
export { coverage, nearestCost, choiceCount, costToClosest, type ReachInput } from "../measures/reach.js";
export { completeness, proximityTime, type NeedsInput } from "../measures/daily-needs.js";

// Floating catchments.
export {
  twoStepFloatingCatchment,
  threeStepFloatingCatchment,
  modifiedTwoStepFloatingCatchment,
  balancedFloatingCatchment,
  spatialAvailability,
  type CatchmentResult,
} from "../measures/floating-catchment.js";

// Choice.
export {
  rationalAgentAccess,
  type RationalAgentInput,
  type RationalAgentResult,
} from "../measures/rational-agents.js";

// Fairness and pattern.
export {
  gini,
  theil,
  palma,
  concentration,
  groupGap,
  shortfallIndex,
  type AccessByPlace,
  type GroupGap,
} from "../measures/inequality.js";
export { correctedConcentration, theilParts, type TheilParts } from "../measures/inequality-parts.js";
export {
  localMorans,
  moransI,
  nearestNeighbours,
  rowStandardised,
  type Cluster,
  type LocalMoran,
  type MoransI,
  type Neighbours,
  type PermutationOptions,
} from "../measures/spatial-pattern.js";
