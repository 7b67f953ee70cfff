/**
 * living-circle: who lives farther than a walk from the services of daily life, and why.
 *
 * The public face: named re-exports in the order of the journey — read, build, link, search, judge, tell.
 *
 * @module living-circle
 */

// Audit.
export {
  AuditError,
  type AuditInput,
  type AuditOptions,
  type AuditReport,
  assertAuditPasses,
  auditStudy,
} from "./audit/audit-study.js";
export type { AuditUnit } from "./audit/audit-units.js";
export type { AuditFinding } from "./audit/finding.js";
export { OSM_ATTRIBUTION } from "./base/attribution.js";
// Search.
export { type CostUnit, type Limit, metres, minutes, UNREACHED, unlimited } from "./base/cost-units.js";
export {
  FileAccessError,
  InputFileError,
  InvalidInputError,
  LivingCircleError,
  UnsupportedFileError,
} from "./base/errors.js";
export { VERSION } from "./base/version.js";
export { type AnalyzeOptions, analyzeLivingCircle } from "./city/ask/analyze.js";
export { analyzeAt, analyzeOrAt, type OpenAt, type WhatIfAt, whatIfAt } from "./city/ask/analyze-at.js";
// Site.
export { candidateReach, type Place, type ReachOptions } from "./city/ask/candidate-reach.js";
export { chooseProfile, describeWalker } from "./city/ask/choose-profile.js";
export { chooseRequirements, DEFAULT_MINUTES } from "./city/ask/choose-requirements.js";
export { type Examination, type ExamineOptions, examineLivingCircle } from "./city/ask/examine.js";
export { createExplainer } from "./city/ask/explain-places.js";
export { openingHoursFilter } from "./city/ask/opening-hours-filter.js";
export {
  type PremisesOfReportOptions,
  pilotCandidates,
  premisesOfReport,
} from "./city/ask/premises-of-report.js";
export { serviceCircles } from "./city/ask/service-circles.js";
export { createWalkMatrices } from "./city/ask/walk-matrix.js";
export { walkerGroups } from "./city/ask/walker-groups.js";
// A city's configuration, and what it names.
export { type CityConfig, loadConfig } from "./city/config/load-config.js";
// Build the walking network and its costs.
export { type BuildOptions, buildWalkNetwork } from "./city/open/build-walk-network.js";
export { type DisaggregateOptions, disaggregateBlocks } from "./city/open/disaggregate-blocks.js";
export { disaggregateStudy } from "./city/open/disaggregate-study.js";
export { type ElevationFile, withElevation } from "./city/open/elevation.js";
export { type FileInspection, type FileRole, inspectFile } from "./city/open/inspect-file.js";
export { proposeConfig } from "./city/open/propose-config.js";
export { readStudyArea } from "./city/open/read-area.js";
export {
  type ReadStudyOptions,
  readStudyPlaces,
  readStudyStreets,
  type StudyPlaces,
  type StudyStreets,
  studyInputs,
} from "./city/open/read-study.js";
export { openWhatIf, type WhatIf, type WhatIfAnswer } from "./city/what-if/what-if.js";
export { type Allocation, allocatePeople } from "./coverage/allocate.js";
export { isCounted, OPEN_STATES, type OpenState, type ReportTime } from "./coverage/apply-opening-hours.js";
export { type AreaCoverage, type AreaService, areaCoverage } from "./coverage/area-coverage.js";
export { areaPer100Households, checkComplex } from "./coverage/area-per-households.js";
export { assessGaps, type ServiceMeasures } from "./coverage/assess-gaps.js";
export { assessUnits, type UnitReport } from "./coverage/assess-units.js";
export type { BoundaryEffects } from "./coverage/boundary-effects.js";
export {
  compareLedgers,
  LEDGER_STATES,
  type LedgerChange,
  type LedgerComparison,
  type LedgerRun,
} from "./coverage/compare-ledgers.js";
export {
  type BlockChange,
  compareReports,
  type ReportChange,
  type ServiceChange,
} from "./coverage/compare-reports.js";
// Spread blocks that are larger than a point.
export { coverageTotals, type ServiceTotals, type Total } from "./coverage/coverage-totals.js";
export {
  type GapReport,
  REASONS,
  type Reason,
  type ServiceGaps,
  type ServiceSummary,
  VERDICTS,
  type Verdict,
} from "./coverage/gap-report.js";
export { indicatorsOf } from "./coverage/indicators.js";
export { judgeRanges, type Ranges, type RangeVerdicts } from "./coverage/judge-ranges.js";
export { DEFAULT_SCORE_WEIGHTS, rankFailing } from "./coverage/priority.js";
export { type UnitVerdict, type UnitVerdictRow, unitVerdicts } from "./coverage/unit-verdicts.js";
export type { WalkerGroup } from "./coverage/walker-group.js";
// Coordinates.
export { type Crs, parseCrs } from "./crs/index.js";
export type { CrossedBarrier } from "./explain/barriers-between.js";
export type { GapExplanation } from "./explain/explain-gap.js";
export type { StreetFix } from "./explain/street-fix.js";
export type { PointSet } from "./geo/point-set.js";
// Isochrones.
export { checkIsochrone, type IsochroneProof } from "./isochrone/check-isochrone.js";
export { type EachIsochroneOptions, eachIsochrone } from "./isochrone/each-isochrone.js";
export { type IsochroneOptions, type Isochrones, isochrone } from "./isochrone/isochrone.js";
export { IsochroneEngine } from "./isochrone/isochrone-engine.js";
export { type StreamIsochroneOptions, streamIsochrones } from "./isochrone/stream-isochrones.js";
export { completeness, proximityTime } from "./measures/daily-needs.js";
export {
  balancedFloatingCatchment,
  type CatchmentInput,
  cumulativeOpportunities,
  modifiedTwoStepFloatingCatchment,
  spatialAvailability,
  threeStepFloatingCatchment,
  twoStepFloatingCatchment,
} from "./measures/floating-catchment.js";
export {
  type AccessByPlace,
  concentration,
  gini,
  groupGap,
  palma,
  shortfallIndex,
  theil,
} from "./measures/inequality.js";
export { MEASURE_NAMES, measureAccess, measureNamed } from "./measures/measure.js";
export { parseDecay } from "./measures/parse-decay.js";
export { choiceCount, costToClosest, coverage, nearestCost } from "./measures/reach.js";
export {
  localMorans,
  moransI,
  nearestNeighbours,
  rowStandardised,
} from "./measures/spatial-pattern.js";
export { type TravelMatrix, travelMatrix } from "./measures/travel-matrix.js";
export type { CrossingDelays } from "./network/crossing-delays.js";
export { type Island, listIslands } from "./network/islands.js";
// Link points to the streets.
export { linkNodes } from "./network/link-nodes.js";
export { type LinkOptions, linkPoints } from "./network/link-points.js";
export { type Linkage, UNLINKED_REASONS } from "./network/linkage.js";
export { type EdgeList, type NetworkFromEdges, networkFromEdges } from "./network/network-from-edges.js";
export { DISTANCE_BASIS, PROFILES, type WalkProfile } from "./network/profiles.js";
export { type HeightAt, type SlopeOptions, withSlope } from "./network/slope.js";
export { isSavedNetwork, loadNetwork, saveNetwork } from "./network/storage.js";
export { type WalkCosts, walkCosts } from "./network/walk-costs.js";
export type { WalkNetwork } from "./network/walk-network.js";
export { WEIGHTS, type Weight } from "./places/demand.js";
export type { Block, BlockSet, Completeness, Facility, FacilitySet, PlaceNote } from "./places/places.js";
export { DEFAULT_SERVICES, SERVICES, type Service } from "./places/services.js";
// Judge.
export type { ReportArea, StudyArea } from "./places/study-area.js";
export { parseStudyTime, type StudyTime } from "./places/study-time.js";
// Read the streets, the places and the people.
export { blocksFromOsm } from "./read/osm/blocks-from-osm.js";
export { facilitiesFromOsm } from "./read/osm/facilities-from-osm.js";
export type { OsmData } from "./read/osm/osm-data.js";
export { readOsm } from "./read/osm/read-osm.js";
export type { ReadOsmOptions } from "./read/osm/read-osm-pbf.js";
export { readOsmPbf } from "./read/osm/read-osm-pbf.js";
export { readOsmXml } from "./read/osm/read-osm-xml.js";
export { readOverpassJson } from "./read/osm/read-overpass-json.js";
export { type OpeningHoursOptions, openingHoursAt } from "./read/places/opening-hours.js";
export { readBlocks } from "./read/places/read-blocks.js";
export { combineFacilities, readFacilities } from "./read/places/read-facilities.js";
export { readPopulationRaster } from "./read/rasters/read-population-raster.js";
export { sumRaster } from "./read/rasters/sum-raster.js";
export { type ReadStreetsOptions, readStreets, type Streets } from "./read/streets/read-streets.js";
export type { StreetLayer } from "./read/streets/street-layer.js";
export { toGeoJSON } from "./report/maps/geojson.js";
export { renderIsochroneSvg } from "./report/maps/isochrone-svg.js";
export { renderMapSvg } from "./report/maps/map-svg.js";
export { type ReportData, type ReportInput, renderReport, toReportData } from "./report/page/index.js";
// Tell.
export { gapsCsv } from "./report/tables/csv.js";
export { renderTable } from "./report/tables/table.js";
// What if.
export { applyScenario, type Scenario } from "./scenario/apply-scenario.js";
export { type ScenarioEdit, scenarioJsonSchema } from "./scenario/edits.js";
export { loadScenario } from "./scenario/load-scenario.js";
export { BoundedSearch } from "./search/bounded-search.js";
export { type CostMatrix, costMatrix } from "./search/cost-matrix.js";
export { kernelRuns } from "./search/engine/kernel-memory.js";
export { type KNearest, kNearestCosts, type Nearest, nearestCosts } from "./search/nearest.js";
export { shortestPath, type Walk } from "./search/shortest-path.js";
export { sumWithinLimit } from "./search/sum-within-limit.js";
export { type StreetRun, streetsOfWalk, walkShape } from "./search/walk-description.js";
export {
  openWalkEngine,
  WalkEngine,
  type WalkEngineOptions,
  type WorkOptions,
} from "./search/walk-engine.js";
export { coverageMatrix } from "./siting/coverage-matrix.js";
export { greedySites } from "./siting/greedy-sites.js";
export { type SelectOptions, selectSites } from "./siting/select-sites.js";
export { compareStandards } from "./standards/compare-standards.js";
export { listStandards, loadStandard } from "./standards/load-standard.js";
export type { Requirement } from "./standards/requirement.js";
export {
  defaultRequirements,
  recordsUpTo,
  requirementsOf,
  tierRequirements,
  timeRequirements,
  walksOf,
} from "./standards/requirements.js";
export {
  type Indicator,
  type Standard,
  type StandardRecord,
  standardJsonSchema,
} from "./standards/schema.js";
