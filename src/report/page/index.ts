/** The report page: data of a page, the page itself, and its maps as pictures. */
export { type GapMapOptions, gapMapSvg } from "./gap-svg.js";
export { renderReport } from "./render-report.js";
export type { ReportData } from "./report-data.js";
export { toReportData } from "./to-report-data.js";
