/**
 * Streets and searches alone, from extract to walks: no services, verdicts, tables or pages.
 *
 * The same functions as in `living-circle`, which loads five times as many files: for a server or a worker that only
 * asks for walks.
 *
 * @module living-circle/walk
 */

export { type CostUnit, type Limit, metres, minutes, UNREACHED, unlimited } from "../base/cost-units.js";
export {
  FileAccessError,
  InputFileError,
  InvalidInputError,
  LivingCircleError,
  UnsupportedFileError,
} from "../base/errors.js";
export { type BuildOptions, buildWalkNetwork } from "../city/open/build-walk-network.js";
export type { PointSet } from "../geo/point-set.js";
export { linkNodes } from "../network/link-nodes.js";
export { type LinkOptions, linkPoints } from "../network/link-points.js";
export { type Linkage, UNLINKED_REASONS } from "../network/linkage.js";
export { type EdgeList, type NetworkFromEdges, networkFromEdges } from "../network/network-from-edges.js";
export { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../network/profiles.js";
export { isSavedNetwork, loadNetwork, saveNetwork } from "../network/storage.js";
export { type WalkCosts, walkCosts } from "../network/walk-costs.js";
export type { WalkNetwork } from "../network/walk-network.js";
export type { OsmData } from "../read/osm/osm-data.js";
export { type ReadOsmOptions, readOsmPbf } from "../read/osm/read-osm-pbf.js";
export { type CostMatrix, costMatrix } from "../search/cost-matrix.js";
export { type KNearest, kNearestCosts, type Nearest, nearestCosts } from "../search/nearest.js";
export { shortestPath, type Walk } from "../search/shortest-path.js";
export { sumWithinLimit } from "../search/sum-within-limit.js";
export {
  openWalkEngine,
  WalkEngine,
  type WalkEngineOptions,
  type WorkOptions,
} from "../search/walk-engine.js";
