/**
 * Coverage of spread blocks as CSV for spreadsheets: one row a block and service.
 */
import { areaCoverage } from "../../coverage/area-coverage.js";
import type { GapReport } from "../../coverage/gap-report.js";
import { csvLine } from "./csv.js";
import { attributionOf, rounded } from "./rows.js";

const COLUMNS = [
  "block_id",
  "block_name",
  "parts",
  "residents",
  "service",
  "verdict",
  "share_met",
  "met",
  "gap",
  "unknown",
] as const;

/**
 * How far large blocks that were spread over parts are covered, one row per block and service, as CSV.
 *
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF; none where no block was spread
 *
 * @example
 * writeFileWhole("areas.csv", areasCsv(report));
 */
export function* areasCsv(report: GapReport): Generator<string> {
  const areas = areaCoverage(report);
  if (areas.length === 0) return;
  yield `\uFEFF${csvLine([...COLUMNS, attributionOf(report)])}`;
  for (const { id, name, parts, residents, services } of areas) {
    for (const { service, verdict, share, people } of services) {
      const counts = [people.met, people.gap, people.unknown].map((n) => rounded(n, 3));
      const roundedShare = share === null ? null : rounded(share, 4);
      yield csvLine([id, name, parts, residents, service, verdict, roundedShare, ...counts, null]);
    }
  }
}
