/**
 * Gaps as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF, one row a block and service that is not met.
 *
 * Services that the source does not map are unknown everywhere; they stand in the report, not in a row for each block.
 */
import { checkCall } from "../../base/check-call.js";
import type { GapReport, ServiceGaps } from "../../coverage/gap-report.js";
import { REASONS } from "../../coverage/gap-report.js";
import { GAP_REPORT } from "../../coverage/report-form.js";
import type { Block } from "../../places/places.js";
import { limitUnit } from "../../standards/requirement.js";
import { serviceName } from "../../standards/service-name.js";
import { attributionOf, type GapRow, gapRow, STATUS_WORDS } from "./rows.js";

/** One cell of a table; null is left empty. */
export type CsvCell = string | number | boolean | null;

type Column<T> = readonly [name: string, cell: (of: T) => CsvCell];

/** Columns side by side that say something of the same thing: their text is made once for each block, each service. */
const OF_BLOCK: readonly Column<Block>[] = [
  ["block_id", ({ id }) => id],
  ["block_name", ({ name }) => name],
  ["unit", ({ unit }) => unit],
];
const OF_SERVICE: readonly Column<ServiceGaps>[] = [
  ["service", ({ service }) => service],
  ["service_zh", ({ requirement }) => serviceName(requirement, "zh")],
];
const OF_ROW: readonly Column<GapRow>[] = [
  ["verdict", ({ verdict }) => verdict],
  ["reason", ({ reason }) => reason],
  ["source_completeness", ({ service }) => service.completeness],
  ["observed_m", ({ walkM }) => walkM],
  ["observed_min", ({ walkMin }) => walkMin],
  ["straight_m", ({ straightM }) => straightM],
];
const OF_RULE: readonly Column<ServiceGaps>[] = [
  ["required", ({ requirement }) => (requirement.judged === false ? null : requirement.limit)],
  ["required_unit", ({ requirement }) => (requirement.judged === false ? null : limitUnit(requirement))],
  ["profile", ({ requirement }) => requirement.profile],
];
const OF_WALK: readonly Column<GapRow>[] = [
  ["shortfall", ({ shortfall }) => shortfall],
  ["in_reach", ({ inReach }) => inReach],
  ["nearest_id", ({ nearest }) => nearest?.id ?? null],
  ["nearest_name", ({ nearest }) => nearest?.name ?? null],
  ["detour", ({ detour }) => detour],
  ["barrier", ({ barrier }) => barrier && `${barrier.kind} ${barrier.name}`.trim()],
  ["shortest_id", ({ shortest }) => shortest?.facility.id ?? null],
  ["shortest_m", ({ shortest }) => shortest?.walkM ?? null],
  ["not_open_id", ({ notOpen }) => notOpen?.facility.id ?? null],
  ["not_open_m", ({ notOpen }) => notOpen?.walkM ?? null],
];
const OF_RULE_SET: readonly Column<ServiceGaps>[] = [
  ["rule_set", ({ requirement }) => requirement.ruleSet],
  ["rule_id", ({ requirement }) => requirement.recordId],
  ["rule_status", ({ requirement }) => STATUS_WORDS[requirement.status].en],
];
const OF_PLACE: readonly Column<Block>[] = [
  ["residents", ({ residents }) => residents],
  ["residents_estimated", ({ estimated }) => estimated],
  ["lon", ({ lon }) => Number(lon.toFixed(7))],
  ["lat", ({ lat }) => Number(lat.toFixed(7))],
];
const COLUMNS: readonly Column<never>[] = [
  ...OF_BLOCK,
  ...OF_SERVICE,
  ...OF_ROW,
  ...OF_RULE,
  ...OF_WALK,
  ...OF_RULE_SET,
  ...OF_PLACE,
];

/**
 * The blocks that are not met or could not be judged, service by service, as CSV.
 *
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 * @throws {InvalidInputError} if `report` is not a report of gaps
 *
 * @example
 * writeFileWhole("gaps.csv", gapsCsv(report));
 */
export function* gapsCsv(report: GapReport): Generator<string> {
  checkCall("gapsCsv", ["report", report, GAP_REPORT]);
  // A licence that wants to be named; a column head says it once instead of in every row.
  const named = attributionOf(report);
  const credit = named === "" ? [] : [named];
  yield `\uFEFF${csvLine([...COLUMNS.map(([name]) => name), ...credit])}`;
  const left = [REASONS.indexOf("none"), REASONS.indexOf("not-mapped")];
  const end = `${credit.map(() => ",").join("")}\r\n`;
  const blockText: string[] = [];
  const placeText: string[] = [];
  for (const service of report.services) {
    const [ofService, ofRule, ofRuleSet] = [OF_SERVICE, OF_RULE, OF_RULE_SET].map((columns) =>
      textOf(columns, service),
    );
    for (const [b, reason] of service.reason.entries()) {
      if (left.includes(reason)) continue;
      const row = gapRow(report, service, b);
      blockText[b] ??= textOf(OF_BLOCK, row.block);
      placeText[b] ??= textOf(OF_PLACE, row.block);
      const [ofRow, ofWalk] = [textOf(OF_ROW, row), textOf(OF_WALK, row)];
      yield `${blockText[b]},${ofService},${ofRow},${ofRule},${ofWalk},${ofRuleSet},${placeText[b]}${end}`;
    }
  }
}

function textOf<T>(columns: readonly Column<T>[], of: T): string {
  let text = "";
  for (const [i, [, cell]] of columns.entries()) text += `${i === 0 ? "" : ","}${csvCell(cell(of))}`;
  return text;
}

/**
 * One line of CSV, quoted by RFC 4180. Text that a spreadsheet would run as a formula gets an apostrophe in front.
 *
 * @param cells - text, numbers, truth values; null is an empty cell
 * @returns the line with CRLF
 *
 * @example
 * csvLine(["North, upper part", 420, null]); // => '"North, upper part",420,\r\n'
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
