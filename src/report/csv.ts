/**
 * Gaps as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF, one row a block and service that is not met.
 *
 * Services that the source does not map are unknown everywhere; they stand in the report, not in a row for each block.
 *
 * Layer: report. Imports access, units.
 */
import type { GapReport } from "../access/gap-report.js";
import { REASONS } from "../access/gap-report.js";
import { serviceOf } from "../access/services.js";
import { attributionOf, type GapRow, gapRow, STATUS_WORDS } from "./rows.js";

export type Cell = string | number | boolean | null;

const COLUMNS: readonly (readonly [name: string, cell: (row: GapRow) => Cell])[] = [
  ["block_id", ({ block }) => block.id],
  ["block_name", ({ block }) => block.name],
  ["unit", ({ block }) => block.unit],
  ["service", ({ service }) => service.service],
  ["service_zh", ({ service }) => serviceOf(service.service)?.zh ?? ""],
  ["verdict", ({ verdict }) => verdict],
  ["reason", ({ reason }) => reason],
  ["source_completeness", ({ service }) => service.completeness],
  ["observed_m", ({ walkM }) => walkM],
  ["observed_min", ({ walkMin }) => walkMin],
  ["straight_m", ({ straightM }) => straightM],
  ["required", ({ service }) => service.requirement.limit],
  ["required_unit", ({ service }) => (service.requirement.basis === "distance" ? "m" : "min")],
  ["profile", ({ service }) => service.requirement.profile],
  ["shortfall", ({ shortfall }) => shortfall],
  ["in_reach", ({ inReach }) => inReach],
  ["nearest_id", ({ nearest }) => nearest?.id ?? null],
  ["nearest_name", ({ nearest }) => nearest?.name ?? null],
  ["rule_set", ({ service }) => service.requirement.ruleSet],
  ["rule_id", ({ service }) => service.requirement.recordId],
  ["rule_status", ({ service }) => STATUS_WORDS[service.requirement.status].en],
  ["residents", ({ block }) => block.residents],
  ["residents_estimated", ({ block }) => block.estimated],
  ["lon", ({ block }) => Number(block.lon.toFixed(7))],
  ["lat", ({ block }) => Number(block.lat.toFixed(7))],
];

/** The ledger of blocks that are not met or could not be judged, service by service, as lines of CSV. */
export function* gapsCsv(report: GapReport): Generator<string> {
  // A licence that wants to be named; a column head says it once instead of in every row.
  const named = attributionOf(report);
  const credit = named === "" ? [] : [named];
  yield `\uFEFF${csvLine([...COLUMNS.map(([name]) => name), ...credit])}`;
  const left = [REASONS.indexOf("none"), REASONS.indexOf("not-mapped")];
  for (const service of report.services) {
    for (let block = 0; block < service.verdict.length; block++) {
      if (left.includes(service.reason[block]!)) continue;
      const row = gapRow(report, service, block);
      yield csvLine([...COLUMNS.map(([, cell]) => cell(row)), ...credit.map(() => null)]);
    }
  }
}

/**
 * One line, quoted by RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe in front.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
