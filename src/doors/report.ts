/**
 * Telling: results as GeoJSON, CSV, JSON, a table for the terminal, and a static map.
 *
 * @module living-circle/report
 */

export type { AttributedCollection } from "../report/maps/geojson.js";
export { collect, gapsGeoJSON, geoJsonText, isochroneFeatures, toGeoJSON } from "../report/maps/geojson.js";
export { type IsochroneMapOptions, renderIsochroneSvg } from "../report/maps/isochrone-svg.js";
export type { MapOptions } from "../report/maps/map-svg.js";
export { renderMapSvg } from "../report/maps/map-svg.js";
export { svgToPng } from "../report/maps/svg-to-png.js";
export { type Picture, toSvg } from "../report/maps/to-svg.js";
export type {
  GapMapOptions,
  PlanData,
  RenderReportOptions,
  ReportData,
  ReportInput,
  SiteData,
} from "../report/page/index.js";
export { renderReport, toReportData } from "../report/page/index.js";
export { areasCsv } from "../report/tables/area-coverage-csv.js";
export { auditCsv, auditGeoJSON, auditLine, renderAudit } from "../report/tables/audit-tables.js";
export { csvLine, gapsCsv } from "../report/tables/csv.js";
export { areaCsv, complexCandidates, complexesCsv } from "../report/tables/floor-area-csv.js";
export { ledgerChangesCsv, residentsChangesCsv } from "../report/tables/ledger-changes-csv.js";
export {
  capacityBlocksCsv,
  capacityCsv,
  capacitySummaryCsv,
  indicatorsCsv,
  ledgerCsv,
  unitsCsv,
} from "../report/tables/ledger-csv.js";
export { type JudgedRanges, rangesBlocksCsv, rangesCsv } from "../report/tables/ranges-csv.js";
export { reportJson } from "../report/tables/report-json.js";
export { attributionOf, countLinked, STATUS_WORDS, worstGaps } from "../report/tables/rows.js";
export type { Language, TableOptions } from "../report/tables/table.js";
export { alignColumns, renderTable } from "../report/tables/table.js";
export { walkersCsv } from "../report/tables/walkers-csv.js";
