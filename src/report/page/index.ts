/** The report page: data of a page, and the page itself. */
export { type RenderReportOptions, renderReport } from "./render-report.js";
export type { PlanData, ReportData, SiteData, Words } from "./report-data.js";
export { type ReportInput, toReportData } from "./to-report-data.js";
