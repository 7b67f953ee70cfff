/**
 * Streets, searches and isochrones alone: no services, verdicts, tables or pages.
 *
 * The same functions as in `living-circle`, which loads four times as many files: for a server or a worker that only asks
 * for walks.
 *
 * @module living-circle/walk
 */

// Read and build.
export { readOsmPbf, type ReadOsmOptions } from "../read/osm/read-osm-pbf.js";
export { buildWalkNetwork, type BuildOptions } from "../city/open/build-walk-network.js";
export type { OwnWalkRules } from "../read/osm/own-walk-rules.js";
export { networkFromEdges, type EdgeList, type NetworkFromEdges } from "../network/network-from-edges.js";
export { withSlope, type HeightAt, type SlopeOptions } from "../network/slope.js";
export { saveNetwork, loadNetwork, isSavedNetwork } from "../network/storage.js";
export { PROFILES, DISTANCE_BASIS, type WalkProfile } from "../network/profiles.js";
export { walkCosts, type WalkCosts } from "../network/walk-costs.js";
export type { OsmData, OsmNodes, OsmRelations, OsmWays, TagColumns } from "../read/osm/osm-data.js";
export type { Streets } from "../read/streets/read-streets.js";
export type { EdgeSlope, NetworkSource, WalkNetwork } from "../network/walk-network.js";
export type { LinkingRules } from "../network/off-street.js";
export type { StreetHours } from "../network/street-hours.js";
export type { Smoothness, StreetTrait } from "../network/street-traits.js";
export type { BarrierLines, SquareColumns, StreetDraft } from "../network/street-draft.js";
export type { StreetLayer } from "../read/streets/street-layer.js";
export type { ReadNote, ReadOutcome } from "../base/notes.js";
export type { CostUnit } from "../base/cost-units.js";
export type { CrossingDelays } from "../network/crossing-delays.js";

// Link and search.
export { linkPoints, type LinkOptions } from "../network/link-points.js";
export { linkNodes } from "../network/link-nodes.js";
export { UNLINKED_REASONS, type Linkage, type SquareSpots } from "../network/linkage.js";
export { minutes, metres, unlimited, UNREACHED, NO_FACILITY, type Limit } from "../base/cost-units.js";
export {
  nearestCosts,
  kNearestCosts,
  type Direction,
  type KNearest,
  type Nearest,
  type NearestOptions,
} from "../search/nearest.js";
export { costMatrix, type CostMatrix, type MatrixOptions } from "../search/cost-matrix.js";
export { sumWithinLimit } from "../search/sum-within-limit.js";
export { shortestPath, type Walk, type WalkAcross, type WalkStretch } from "../search/shortest-path.js";
export { walkShape, streetsOfWalk, type StreetRun } from "../search/walk-description.js";
export {
  openWalkEngine,
  type WalkEngine,
  type WalkEngineOptions,
  type WorkOptions,
} from "../search/walk-engine.js";
export { BoundedSearch, type BoundedSearchOptions } from "../search/bounded-search.js";
export type { PointSet } from "../geo/point-set.js";
export type { Rows } from "../search/engine/tasks.js";
export type { Seeds } from "../search/seeds.js";

// Draw isochrones.
export {
  isochrone,
  type IsochroneOptions,
  type IsochroneOrigin,
  type Isochrones,
  type OutlinePoint,
} from "../isochrone/isochrone.js";
export { eachIsochrone, type EachIsochroneOptions } from "../isochrone/each-isochrone.js";
export { streamIsochrones, type StreamIsochroneOptions } from "../isochrone/stream-isochrones.js";
export {
  checkIsochrone,
  type IsochroneProof,
  type IsochroneViolation,
} from "../isochrone/check-isochrone.js";
export { IsochroneEngine } from "../isochrone/isochrone-engine.js";

// Errors.
export {
  LivingCircleError,
  InvalidInputError,
  InputFileError,
  FileAccessError,
  UnsupportedFileError,
  type ErrorCode,
  type FilePlace,
} from "../base/errors.js";
