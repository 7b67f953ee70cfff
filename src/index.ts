/**
 * living-circle: who lives farther than a walk from the services of daily life, and why.
 *
 * The public face: named re-exports in the order of the journey — read, build, link, search, judge, tell.
 *
 * @module living-circle
 */

export { type Allocation, allocatePeople } from "./access/allocate.js";
export { type AreaCoverage, type AreaService, areaCoverage } from "./access/area-coverage.js";
export { areaPer100Households, checkComplex } from "./access/area-per-households.js";
export { type AskedTime, askedTime } from "./access/asked-time.js";
export { assessGaps, type ServiceMeasures } from "./access/assess-gaps.js";
export { assessUnits, type UnitReport } from "./access/assess-units.js";
export { countsThen, OPEN_STATES, type OpenState, type ReportTime } from "./access/closed-then.js";
export {
  compareLedgers,
  LEDGER_STATES,
  type LedgerChange,
  type LedgerComparison,
  type LedgerRun,
} from "./access/compare-ledgers.js";
// Spread blocks that are larger than a point.
export { coverageTotals, type ServiceTotals, type Total } from "./access/coverage-totals.js";
export { WEIGHTS, type Weight } from "./access/demand.js";
export {
  type GapReport,
  REASONS,
  type Reason,
  type Requirement,
  type ServiceGaps,
  type ServiceSummary,
  VERDICTS,
  type Verdict,
} from "./access/gap-report.js";
export { indicatorsOf } from "./access/indicators.js";
export { judgeRanges, type Ranges, type RangeVerdicts } from "./access/judge-ranges.js";
export { completeness, proximityTime } from "./access/measures/daily-needs.js";
export {
  balancedFloatingCatchment,
  type CatchmentInput,
  cumulativeOpportunities,
  modifiedTwoStepFloatingCatchment,
  spatialAvailability,
  threeStepFloatingCatchment,
  twoStepFloatingCatchment,
} from "./access/measures/floating-catchment.js";
export {
  type AccessByPlace,
  concentration,
  gini,
  groupGap,
  palma,
  shortfallIndex,
  theil,
} from "./access/measures/inequality.js";
export { MEASURE_NAMES, measureAccess, measureNamed } from "./access/measures/measure.js";
export { parseDecay } from "./access/measures/parse-decay.js";
export { choiceCount, costToClosest, coverage, nearestCost } from "./access/measures/reach.js";
export {
  localMorans,
  moransI,
  nearestNeighbours,
  rowStandardised,
} from "./access/measures/spatial-pattern.js";
export { type TravelMatrix, travelMatrix } from "./access/measures/travel-matrix.js";
export type { Block, BlockSet, Completeness, Facility, FacilitySet, PlaceNote } from "./access/places.js";
export { DEFAULT_SCORE_WEIGHTS, rankFailing } from "./access/priority.js";
export { rollUp } from "./access/roll-up.js";
export { DEFAULT_SERVICES, SERVICES, type Service } from "./access/services.js";
// Judge.
export type { ReportArea, StudyArea } from "./access/study-area.js";
export type { ReportEdge } from "./access/study-edge.js";
export { type UnitServiceVerdict, type UnitVerdict, unitVerdicts } from "./access/unit-verdicts.js";
export { type AnalyzeOptions, analyzeLivingCircle } from "./analyze.js";
export { analyzeAt, analyzeOrAt, type OpenAt, type WhatIfAt, whatIfAt } from "./analyze-at.js";
export { OSM_ATTRIBUTION } from "./attribution.js";
// Audit.
export {
  AuditError,
  type AuditInput,
  type AuditOptions,
  type AuditReport,
  auditStudy,
  requireSound,
} from "./audit/audit-study.js";
export type { AuditUnit } from "./audit/audit-units.js";
export type { AuditFinding } from "./audit/finding.js";
// Build the walking network and its costs.
export { type BuildOptions, buildWalkNetwork } from "./build-walk-network.js";
// Site.
export { candidateReach, type Place, type ReachOptions } from "./candidate-reach.js";
// A city's configuration, and what it names.
export { type CityConfig, loadConfig } from "./config/load-config.js";
// Coordinates.
export { type Crs, parseCrs } from "./crs/index.js";
export {
  FileAccessError,
  InputFileError,
  InvalidInputError,
  LivingCircleError,
  UnsupportedFileError,
} from "./errors.js";
export { type Examination, type ExamineOptions, examineLivingCircle } from "./examine.js";
export type { CrossedBarrier } from "./explain/barriers-between.js";
export type { GapExplanation } from "./explain/explain-gap.js";
export type { StreetChange } from "./explain/street-change.js";
export { createExplainer } from "./explain-places.js";
export type { PointSet } from "./geo/point-set.js";
export { type OpeningHoursOptions, openingHoursAt } from "./io/opening-hours.js";
export { readBlocks } from "./io/read-blocks.js";
export { combineFacilities, readFacilities } from "./io/read-facilities.js";
export { readPopulationRaster } from "./io/read-population-raster.js";
export { sumRaster } from "./io/sum-raster.js";
// Isochrones.
export { checkIsochrone, type IsochroneProof } from "./isochrone/check-isochrone.js";
export { type EachIsochroneOptions, eachIsochrone } from "./isochrone/each-isochrone.js";
export { type IsochroneOptions, type Isochrones, isochrone } from "./isochrone/isochrone.js";
export { IsochroneEngine } from "./isochrone/isochrone-engine.js";
export { type StreamIsochroneOptions, streamIsochrones } from "./isochrone/stream-isochrones.js";
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
// Read the streets, the places and the people.
export { blocksFromOsm } from "./osm/blocks-from-osm.js";
export { facilitiesFromOsm } from "./osm/facilities-from-osm.js";
export type { OsmData } from "./osm/osm-data.js";
export { readOsm } from "./osm/read-osm.js";
export type { ReadOsmOptions } from "./osm/read-osm-pbf.js";
export { readOsmPbf } from "./osm/read-osm-pbf.js";
export { readOsmXml } from "./osm/read-osm-xml.js";
export { readOverpassJson } from "./osm/read-overpass-json.js";
export { type PremisesOfReportOptions, pilotCandidates, premisesOfReport } from "./premises-of-report.js";
// Tell.
export { gapsCsv } from "./report/csv.js";
export { toGeoJSON } from "./report/geojson.js";
export { renderIsochroneSvg } from "./report/isochrone-svg.js";
export { renderMapSvg } from "./report/map-svg.js";
export { type ReportData, type ReportInput, renderReport, toReportData } from "./report/page/index.js";
export { renderTable } from "./report/table.js";
// What if.
export { applyScenario, type Scenario } from "./scenario/apply-scenario.js";
export {
  type BlockChange,
  compareReports,
  type ReportChange,
  type ServiceChange,
} from "./scenario/compare-reports.js";
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
export { serviceCircles } from "./service-circles.js";
export { coverageMatrix } from "./siting/coverage-matrix.js";
export { greedySites } from "./siting/greedy-sites.js";
export { type SelectOptions, selectSites } from "./siting/select-sites.js";
export { type SpreadOptions, spreadBlocks } from "./spread/spread-blocks.js";
export { compareStandards } from "./standards/compare-standards.js";
export { listStandards, loadStandard } from "./standards/load-standard.js";
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
export { type ReadStreetsOptions, readStreets, type Streets } from "./streets/read-streets.js";
export type { StreetLayer } from "./streets/street-layer.js";
export { askHours } from "./study/ask-hours.js";
export { chooseProfile, describeWalker } from "./study/choose-profile.js";
export { chooseRequirements, DEFAULT_MINUTES } from "./study/choose-requirements.js";
export { type ElevationFile, withElevation } from "./study/elevation.js";
export { type FileRole, lookAtFile, type SeenFile } from "./study/look-at-file.js";
export { proposeConfig } from "./study/propose-config.js";
export { readStudyArea } from "./study/read-area.js";
export {
  type ReadStudyOptions,
  readStudyPlaces,
  readStudyStreets,
  type StudyPlaces,
  type StudyStreets,
  studyInputs,
} from "./study/read-study.js";
export { spreadStudy } from "./study/spread-study.js";
// Search.
export { type CostUnit, type Limit, metres, minutes, UNREACHED, unlimited } from "./units.js";
export { VERSION } from "./version.js";
export { createWalkMatrices } from "./walk-matrix.js";
export { type WalkerGroup, walkerGroups } from "./walker-groups.js";
export { openWhatIf, type WhatIf, type WhatIfAnswer } from "./what-if.js";
