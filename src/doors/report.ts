/**
 * Results as GeoJSON, tables, maps and the report page.
 *
 * @module living-circle/report
 */

// GeoJSON.
export {
  toGeoJSON,
  gapsGeoJSON,
  isochroneFeatures,
  collect,
  geoJsonText,
  type AttributedCollection,
  type GeoJSONInput,
} from "../report/maps/geojson.js";
export type {
  Barrier,
  GapReport,
  InputFile,
  Lineage,
  ServiceGaps,
  ServiceSummary,
  Share,
  Split,
} from "../coverage/gap-report.js";
export type {
  Block,
  BlockSet,
  Completeness,
  Facility,
  FacilitySet,
  LayerSystem,
  SuspectedDuplicate,
} from "../places/places.js";
export type { ReadNote, ReadOutcome } from "../base/notes.js";
export type { Outside, ReportArea, StudyArea } from "../places/study-area.js";
export type { ReportTime } from "../coverage/apply-opening-hours.js";
export type { BoundaryEffects, ServiceBoundaryEffect } from "../coverage/boundary-effects.js";
export type { StudyTime } from "../places/study-time.js";
export type { Area } from "../geo/area.js";
export type { LonLat } from "../geo/polygon-point.js";
export type { OwnRule, OwnService } from "../places/own-service.js";
export type { Requirement } from "../standards/requirement.js";
export type { IsochroneOrigin, Isochrones, OutlinePoint } from "../isochrone/isochrone.js";
export type { CostUnit } from "../base/cost-units.js";

// Tables.
export { alignColumns } from "../report/tables/align-columns.js";
export { renderTable, type Language, type TableOptions } from "../report/tables/table.js";
export { gapsCsv, csvLine, type CsvCell } from "../report/tables/csv.js";
export { areasCsv } from "../report/tables/area-coverage-csv.js";
export { areaCsv, complexesCsv } from "../report/tables/floor-area-csv.js";
export {
  capacitySummaryCsv,
  capacityCsv,
  capacityBlocksCsv,
  indicatorsCsv,
  ledgerCsv,
  unitsCsv,
} from "../report/tables/ledger-csv.js";
export { ledgerChangesCsv, residentsChangesCsv } from "../report/tables/ledger-changes-csv.js";
export { rangesCsv, rangesBlocksCsv, type JudgedRanges } from "../report/tables/ranges-csv.js";
export { walkersCsv } from "../report/tables/walkers-csv.js";
export { reportJson } from "../report/tables/report-json.js";
export type { CityArea, UnitArea } from "../coverage/area-per-households.js";
export type { Unit, UnitLevel } from "../places/unit-levels.js";
export type { ServiceCapacity } from "../coverage/judge-capacity.js";
export type { PlaceNorm } from "../coverage/place-norms.js";
export type { Indicator, StandardRecord } from "../standards/schema.js";
export type { Allocation } from "../coverage/allocate.js";
export type { IndicatorResult } from "../coverage/indicators.js";
export type { ShareWeight, Weight } from "../places/demand.js";
export type { Affected, FailClause, UnitReport, UnitResult, UnitTally } from "../coverage/assess-units.js";
export type { FailingUnit, ScorePart, ScoreWeights } from "../coverage/priority.js";
export type {
  LedgerChange,
  LedgerComparison,
  LedgerEntry,
  LedgerState,
  LedgerSummary,
  ResidentsChange,
} from "../coverage/compare-ledgers.js";
export type { Deciding, RangeVerdicts, Ranges } from "../coverage/judge-ranges.js";
export type { CapacityRange } from "../coverage/capacity-ranges.js";
export type { WalkerGroup } from "../coverage/walker-group.js";
export type { WalkProfile } from "../network/profiles.js";
export type { CrossingDelays } from "../network/crossing-delays.js";
export type { EdgeSlope, NetworkSource, WalkNetwork } from "../network/walk-network.js";
export type { LinkingRules } from "../network/off-street.js";
export type { StreetHours } from "../network/street-hours.js";
export type { Smoothness, StreetTrait } from "../network/street-traits.js";
export type { BarrierLines, SquareColumns } from "../network/street-draft.js";

// Audit.
export { renderAudit, auditLine, auditCsv, auditGeoJSON } from "../report/tables/audit-tables.js";
export type { AuditReport } from "../audit/audit-study.js";
export type { AuditCode, AuditFinding, AuditLayer, Severity } from "../audit/finding.js";

// The account of what was read.
export { accountOf, renderAccount, accountCsv, type AccountInput } from "../report/tables/account.js";

// Maps and pages.
export { renderMapSvg, type MapOptions } from "../report/maps/map-svg.js";
export { renderIsochroneSvg, type IsochroneMapOptions } from "../report/maps/isochrone-svg.js";
export { toSvg, type Picture } from "../report/maps/to-svg.js";
export { svgToPng } from "../report/maps/svg-to-png.js";
export { toReportData, type ReportInput } from "../report/page/to-report-data.js";
export { renderReport, type RenderReportOptions } from "../report/page/render-report.js";
export type { GapMapOptions } from "../report/page/gap-svg.js";
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
} from "../report/page/report-data.js";
export type { ServiceTotals, Total } from "../coverage/coverage-totals.js";
export type { UnitVerdict, UnitVerdictRow } from "../coverage/unit-verdicts.js";
export type { Words } from "../base/words.js";
export type { PackedNumbers, PackedTexts } from "../report/page/columns.js";
export type { Reason, Verdict } from "../coverage/gap-report.js";
export type { Lang } from "../report/page/words.js";
export type { Bottleneck, Gained, GapExplanation } from "../explain/explain-gap.js";
export type { CrossedBarrier } from "../explain/barriers-between.js";
export type { StreetFix } from "../explain/street-fix.js";
export type { BarrierKind } from "../network/street-draft.js";
