/**
 * living-circle: who lives farther than a walk from elderly care, childcare and a meal, and why.
 *
 * In the order of the journey: open a city; or read, build, link, search, draw, judge and report step by step.
 *
 * Examples use these names:
 *
 * ```ts
 * const city = await openCity({
 *   streets: "city.osm.pbf",
 *   facilities: "nurseries.csv",
 *   units: "communities.geojson",
 * });
 * const report = await city.analyze();
 *
 * const osm = await readOsm("city.osm.pbf");
 * const facilities = facilitiesFromOsm(osm);
 * const blocks = blocksFromOsm(osm);
 * const network = buildWalkNetwork(osm);
 * const costs = walkCosts(network, PROFILES.adult);
 *
 * const pointsOf = (places: readonly { lon: number; lat: number }[]) => ({
 *   lon: Float64Array.from(places, ({ lon }) => lon),
 *   lat: Float64Array.from(places, ({ lat }) => lat),
 *   entrances: null,
 *   residentsOnly: null,
 * });
 * const chemists = facilities.facilities.filter(({ services }) => services.includes("pharmacy"));
 * const pharmacies = linkPoints(costs, pointsOf(chemists), { islandsToo: true });
 * const homes = linkPoints(costs, pointsOf(blocks.blocks), { facilities: [pharmacies] });
 * const residents = blocks.blocks.map(({ residents }) => residents ?? 0);
 * ```
 *
 * @module living-circle
 */

// Open a city and ask it.
export { openCity, type OpenCityOptions } from "./city/open-city.js";
export { analyzeLivingCircle, type AnalyzeOptions } from "./city/ask/analyze.js";
export type { BlockLayer, CityInput, FacilityLayer } from "./city/open/city-input.js";
export type { City } from "./city/city.js";
export type { CityAnalyzeOptions } from "./city/ask/city-analyses.js";
export type { CityMapOptions, CityPageOptions } from "./city/ask/city-page.js";
export type { StreetQuestions } from "./city/street-questions.js";
export type {
  CityReport,
  CityReportColumns,
  CityReportRow,
  RowFilter,
  ServiceColumns,
} from "./city/ask/city-report.js";
export type { Examination, ExamineOptions, LevelExamination } from "./city/ask/examine.js";
export type { Deciding, RangeVerdicts, Ranges } from "./coverage/judge-ranges.js";
export type { Bottleneck, Gained, GapExplanation } from "./explain/explain-gap.js";
export type { WalkerGroup } from "./coverage/walker-group.js";
export type { PlaceWithDoors } from "./places/facility-index.js";
export type {
  CityPlan,
  CityPlanOptions,
  CitySites,
  CitySitesOptions,
  PlainPremises,
  PremisesLayer,
  SitesModel,
} from "./city/ask/city-siting.js";
export type { ScenarioEdit } from "./scenario/edits.js";
export type { CityChange, CityChangeRow } from "./city/what-if/city-change.js";
export type { AuditReport } from "./audit/audit-study.js";
export type { AuditCode, AuditFinding, AuditLayer, Severity } from "./audit/finding.js";
export type { ServiceChange } from "./coverage/compare-reports.js";
export type { CandidateRules, NeverKind, PlausibleHosts } from "./siting/candidate-kinds.js";
export type { OpenChoice, Opening } from "./city/what-if/openings.js";
export type {
  Barrier,
  GapReport,
  InputFile,
  Lineage,
  Reason,
  ServiceGaps,
  ServiceSummary,
  Share,
  Split,
  Verdict,
} from "./coverage/gap-report.js";
export type {
  ChosenPremises,
  CoverageChange,
  PlanPremisesOptions,
  PremisesPlan,
} from "./siting/premises/plan-premises.js";
export type { UnknownCover } from "./siting/premises/unknown-cover.js";
export type { Means, Mode, Owner, Premises, RoomRule, Unfit } from "./siting/premises/premises.js";
export type { PlanYears } from "./siting/premises/years-of-use.js";
export type {
  AreaTarget,
  ComplexRule,
  PlannedService,
  PremisesQuestion,
} from "./siting/premises/premises-question.js";
export type { CoverageMatrix } from "./siting/coverage-matrix.js";
export type { ServedShare, SitingMethod, SitingPlan, SitingStatus } from "./siting/plan.js";
export type { PremisesSwap, WhyNot } from "./siting/premises/premises-rejections.js";
export type { RankedSite } from "./siting/rank-sites.js";
export type {
  AnySitingQuestion,
  Bacop1Question,
  Bacop2Question,
  BudgetMclpQuestion,
  CapacitatedMclpQuestion,
  CapacitatedPMedianQuestion,
  CountedSites,
  EquityMclpQuestion,
  LeastShares,
  LscpQuestion,
  MclpQuestion,
  PCenterQuestion,
  PMedianQuestion,
  SiteCapacities,
  SiteState,
  SitingModel,
  SitingQuestion,
  UnservedPenalty,
} from "./siting/question.js";
export type { PlainPlace, WalkerOptions, WithinOptions } from "./city/ask/plain-points.js";
export type { SelectOptions } from "./siting/select-sites.js";
export type { WalkProfile } from "./network/profiles.js";
export type { CostUnit } from "./base/cost-units.js";
export type { CrossingDelays } from "./network/crossing-delays.js";
export type {
  Block,
  BlockSet,
  Completeness,
  Facility,
  FacilitySet,
  LayerSystem,
  SuspectedDuplicate,
} from "./places/places.js";
export type { ReadNote, ReadOutcome } from "./base/notes.js";
export type { CrossedBarrier } from "./explain/barriers-between.js";
export type { StreetFix } from "./explain/street-fix.js";
export type { LinkingRules } from "./network/off-street.js";
export type { StreetHours } from "./network/street-hours.js";
export type { Smoothness, StreetTrait } from "./network/street-traits.js";
export type { BarrierKind, BarrierLines, SquareColumns, StreetDraft } from "./network/street-draft.js";
export type { CapacityRange } from "./coverage/capacity-ranges.js";
export type { CapacityRule, ServiceCapacity, ServiceReach } from "./coverage/judge-capacity.js";
export type { PlaceNorm } from "./coverage/place-norms.js";
export type { IndicatorResult } from "./coverage/indicators.js";
export type { CityArea, UnitArea } from "./coverage/area-per-households.js";
export type { Unit, UnitLevel } from "./places/unit-levels.js";
export type { Indicator, Standard, StandardRecord } from "./standards/schema.js";
export type { ShareWeight, Weight } from "./places/demand.js";
export type { Affected, FailClause, UnitReport, UnitResult, UnitTally } from "./coverage/assess-units.js";
export type { FailingUnit, PriorityOptions, ScorePart, ScoreWeights } from "./coverage/priority.js";
export type { Requirement } from "./standards/requirement.js";
export type { TravelMatrix } from "./measures/travel-matrix.js";
export type { Allocation } from "./coverage/allocate.js";
export type { Outside, ReportArea, StudyArea } from "./places/study-area.js";
export type { ReportTime } from "./coverage/apply-opening-hours.js";
export type { BoundaryEffects, ServiceBoundaryEffect } from "./coverage/boundary-effects.js";
export type { StudyTime } from "./places/study-time.js";
export type { Area } from "./geo/area.js";
export type { LonLat } from "./geo/polygon-point.js";
export type { PointLinker } from "./network/overlay-links.js";
export type { WalkCosts } from "./network/walk-costs.js";
export type { PointSet } from "./geo/point-set.js";
export type { LinkOptions } from "./network/link-points.js";
export type { Linkage, SquareSpots } from "./network/linkage.js";
export type { EdgeSlope, NetworkSource, WalkNetwork } from "./network/walk-network.js";
export type { CityConfig } from "./city/config/load-config.js";
export type { CityIsochroneOptions, IsochroneCollection } from "./city/ask/city-isochrones.js";
export type { CityWalk, PlaceOnStreets } from "./city/ask/city-walks.js";
export type { CityMatrix, MatrixRow, NearestRow } from "./city/ask/city-matrix.js";
export type { CostMatrix } from "./search/cost-matrix.js";
export type { AttributedCollection } from "./report/maps/geojson.js";
export type { ConfigFile } from "./city/config/schema.js";
export type { ReadStudyOptions } from "./city/open/read-study.js";
export type { Streets } from "./read/streets/read-streets.js";
export type { PlainBlock, PlainFacility } from "./city/open/plain-places.js";
export type { OsmData, OsmNodes, OsmRelations, OsmWays, TagColumns } from "./read/osm/osm-data.js";
export type { StreetLayer } from "./read/streets/street-layer.js";
export type { LivingCirclePlaces } from "./city/open/linked-places.js";

// Read streets, places and people.
export { readStreets, type ReadStreetsOptions } from "./read/streets/read-streets.js";
export { readOsm } from "./read/osm/read-osm.js";
export { readOsmPbf, type ReadOsmOptions } from "./read/osm/read-osm-pbf.js";
export {
  readFacilities,
  combineFacilities,
  type ReadFacilitiesOptions,
} from "./read/places/read-facilities.js";
export { facilitiesFromOsm } from "./read/osm/facilities-from-osm.js";
export { readBlocks, type ReadBlocksOptions } from "./read/places/read-blocks.js";
export { blocksFromOsm, type BlocksFromOsmOptions } from "./read/osm/blocks-from-osm.js";
export { readPopulationRaster } from "./read/rasters/read-population-raster.js";
export { loadConfig } from "./city/config/load-config.js";
export type { LayerOptions, PlaceColumns } from "./read/tables/raw-layer.js";
export type { LineOptions } from "./read/streets/streets-from-lines.js";
export type { EdgeColumns } from "./read/streets/streets-from-tables.js";
export type { Cell, TableRules } from "./read/tables/table-rules.js";
export type { ServiceRules } from "./read/places/register-services.js";
export type { ColumnMeaning } from "./read/tables/column-names.js";
export type { UserColumns } from "./read/tables/columns.js";
export type { RasterOptions } from "./read/rasters/open-raster.js";

// Build the walking network and see it by a profile.
export { buildWalkNetwork, type BuildOptions } from "./city/open/build-walk-network.js";
export type { OwnWalkRules } from "./read/osm/own-walk-rules.js";
export { networkFromEdges, type EdgeList, type NetworkFromEdges } from "./network/network-from-edges.js";
export { withSlope, type HeightAt, type SlopeOptions } from "./network/slope.js";
export { saveNetwork, loadNetwork } from "./network/storage.js";
export { PROFILES, DISTANCE_BASIS } from "./network/profiles.js";
export { walkCosts } from "./network/walk-costs.js";

// Link places to the streets and search.
export { linkPoints } from "./network/link-points.js";
export { linkNodes } from "./network/link-nodes.js";
export { UNLINKED_REASONS } from "./network/linkage.js";
export { minutes, metres, unlimited, UNREACHED, NO_FACILITY, type Limit } from "./base/cost-units.js";
export {
  nearestCosts,
  kNearestCosts,
  type Direction,
  type KNearest,
  type Nearest,
  type NearestOptions,
} from "./search/nearest.js";
export { costMatrix, type MatrixOptions } from "./search/cost-matrix.js";
export { sumWithinLimit } from "./search/sum-within-limit.js";
export { shortestPath, type Walk, type WalkAcross, type WalkStretch } from "./search/shortest-path.js";
export {
  openWalkEngine,
  type WalkEngine,
  type WalkEngineOptions,
  type WorkOptions,
} from "./search/walk-engine.js";
export type { Rows } from "./search/engine/tasks.js";

// Draw isochrones.
export {
  isochrone,
  type IsochroneOptions,
  type IsochroneOrigin,
  type Isochrones,
  type OutlinePoint,
} from "./isochrone/isochrone.js";
export { streamIsochrones, type StreamIsochroneOptions } from "./isochrone/stream-isochrones.js";
export { checkIsochrone, type IsochroneProof, type IsochroneViolation } from "./isochrone/check-isochrone.js";
export type { EachIsochroneOptions } from "./isochrone/each-isochrone.js";

// Judge.
export type { OwnRule, OwnService } from "./places/own-service.js";
export { SERVICES, type Service } from "./places/services.js";
export { listStandards, loadStandard } from "./standards/load-standard.js";
export { requirementsOf, defaultRequirements, type RequirementOptions } from "./standards/requirements.js";
export { VERDICTS, REASONS } from "./coverage/gap-report.js";
export { DECIDING, RANGE_VERDICTS } from "./coverage/judge-ranges.js";
export { areaCoverage, type AreaCoverage, type AreaService } from "./coverage/area-coverage.js";
export { coverageTotals, type ServiceTotals, type Total } from "./coverage/coverage-totals.js";
export { unitVerdicts, type UnitVerdict, type UnitVerdictRow } from "./coverage/unit-verdicts.js";
export { auditStudy, type AuditInput, type AuditOptions } from "./audit/audit-study.js";
export { compareReports, type BlockChange, type ReportChange } from "./coverage/compare-reports.js";
export {
  compareLedgers,
  type LedgerChange,
  type LedgerComparison,
  type LedgerEntry,
  type LedgerRun,
  type LedgerState,
  type LedgerSummary,
  type ResidentsChange,
} from "./coverage/compare-ledgers.js";
export type { ShiftHypothesis } from "./audit/shift.js";
export type { AuditUnit } from "./audit/audit-units.js";

// Choose sites.
export { coverageMatrix, type SparseCosts } from "./siting/coverage-matrix.js";
export { selectSites } from "./siting/select-sites.js";

// Report.
export { toGeoJSON, type GeoJSONInput } from "./report/maps/geojson.js";
export { gapsCsv } from "./report/tables/csv.js";
export { renderTable, type Language, type TableOptions } from "./report/tables/table.js";
export { renderMapSvg, type MapOptions } from "./report/maps/map-svg.js";
export { renderIsochroneSvg, type IsochroneMapOptions } from "./report/maps/isochrone-svg.js";
export { toReportData, type ReportInput } from "./report/page/to-report-data.js";
export { renderReport, type RenderReportOptions } from "./report/page/render-report.js";
export type {
  AreaData,
  BlockData,
  CapacityData,
  EdgeData,
  ExplanationData,
  FacilityData,
  LevelData,
  PackedLines,
  PlanData,
  EarlierData,
  RangeData,
  ReportData,
  ServiceData,
  SiteData,
  StreetData,
} from "./report/page/report-data.js";
export type { Words } from "./base/words.js";
export type { PackedNumbers, PackedTexts } from "./report/page/columns.js";
export type { JudgedRanges } from "./report/tables/ranges-csv.js";
export type { Lang } from "./report/page/words.js";

// Errors, and whom to name.
export {
  LivingCircleError,
  InvalidInputError,
  InputFileError,
  FileAccessError,
  UnsupportedFileError,
  type ErrorCode,
  type FilePlace,
} from "./base/errors.js";
export { AuditError } from "./audit/audit-study.js";
export { OSM_ATTRIBUTION } from "./base/attribution.js";
export { VERSION } from "./base/version.js";
