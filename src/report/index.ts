/**
 * Telling: results as GeoJSON, CSV, JSON, a table for the terminal, and a static map.
 *
 * @module living-circle/report
 */

export { areaCsv, complexCandidates, complexesCsv } from "./area-csv.js";
export { areasCsv } from "./areas-csv.js";
export { auditCsv, auditGeoJSON, auditLine, renderAudit } from "./audit-tables.js";
export { csvLine, gapsCsv } from "./csv.js";
export type { AttributedCollection } from "./geojson.js";
export { collect, gapsGeoJSON, geoJsonText, isochroneFeatures, toGeoJSON } from "./geojson.js";
export { type IsochroneMapOptions, renderIsochroneSvg } from "./isochrone-svg.js";
export { ledgerChangesCsv, residentsChangesCsv } from "./ledger-changes-csv.js";
export {
  capacityBlocksCsv,
  capacityCsv,
  capacitySummaryCsv,
  indicatorsCsv,
  ledgerCsv,
  unitsCsv,
} from "./ledger-csv.js";
export type { MapOptions } from "./map-svg.js";
export { renderMapSvg } from "./map-svg.js";
export type {
  GapMapOptions,
  PlanData,
  RenderReportOptions,
  ReportData,
  ReportInput,
  SiteData,
} from "./page/index.js";
export { renderReport, toReportData } from "./page/index.js";
export { type JudgedRanges, rangesBlocksCsv, rangesCsv } from "./ranges-csv.js";
export { reportJson } from "./report-json.js";
export { attributionOf, countLinked, STATUS_WORDS, worstGaps } from "./rows.js";
export { svgToPng } from "./svg-to-png.js";
export type { Language, TableOptions } from "./table.js";
export { alignColumns, renderTable } from "./table.js";
export { type Picture, toSvg } from "./to-svg.js";
export { walkersCsv } from "./walkers-csv.js";
