/**
 * Accessibility measures on a travel matrix of any source: no network needed.
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
