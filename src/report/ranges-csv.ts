/**
 * Verdicts under ranges as a table: how much of the demand is met or missing for certain, and what decides the rest.
 *
 * Layer: report. Imports access.
 */
import type { GapReport } from "../access/gap-report.js";
import type { Ranges, RangeVerdicts } from "../access/judge-ranges.js";
import { csvLine } from "./csv.js";
import { attributionOf } from "./rows.js";

const COLUMNS = [
  "service",
  "group",
  "slowest_mps",
  "fastest_mps",
  "position_error_m",
  "met",
  "gap",
  "unknown",
  "depends_on_speed",
  "depends_on_position",
  "depends_on_both",
];

/** One row a service; UTF-8 with a byte order mark, CRLF. */
export function* rangesCsv(
  report: GapReport,
  { speedMps: [slow, fast] = [report.lineage.speedMps, report.lineage.speedMps], positionM = 0 }: Ranges,
  verdicts: readonly RangeVerdicts[],
): Generator<string> {
  const attribution = attributionOf(report);
  const named = attribution === "" ? [] : [attribution];
  yield `\uFEFF${csvLine([...COLUMNS, ...named])}`;
  for (const { service, group, met, gap, unknown, depends } of verdicts) {
    const both = depends["speed and position"];
    const cells = [
      service,
      group,
      slow,
      fast,
      positionM,
      met,
      gap,
      unknown,
      depends.speed,
      depends.position,
      both,
    ];
    yield csvLine([...cells, ...named.map(() => null)]);
  }
}
