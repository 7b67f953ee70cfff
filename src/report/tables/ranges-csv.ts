/**
 * Verdicts under ranges as a table: how much of the demand is met or missing for certain, and what decides the rest.
 */

import { itemAt } from "../../base/at.js";
import { type GapReport, reasonAt, verdictAt } from "../../coverage/gap-report.js";
import { DECIDING, type Ranges, type RangeVerdicts } from "../../coverage/judge-ranges.js";
import { demandFor } from "../../places/demand.js";
import { csvLine } from "./csv.js";
import { attributionOf } from "./rows.js";

/** Ranges of the inputs, and the verdicts under them, one entry per service of the report. */
export interface JudgedRanges {
  readonly ranges: Ranges;
  readonly verdicts: readonly RangeVerdicts[];
}

const COLUMNS = [
  "service",
  "group",
  "slowest_mps",
  "fastest_mps",
  "position_error_m",
  "least_capacity",
  "most_capacity",
  "unknown_places",
  "met",
  "gap",
  "unknown",
  "depends_on_speed",
  "depends_on_position",
  "depends_on_both",
  "depends_on_capacity",
];

/**
 * Verdicts under uncertain inputs as CSV, one row per service.
 *
 * @param verdicts - what `City.ranges` returned for these ranges
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * const ranges = { positionM: 20 };
 * writeFileWhole("ranges.csv", rangesCsv(report, ranges, await city.ranges(ranges)));
 */
export function* rangesCsv(
  report: GapReport,
  ranges: Ranges,
  verdicts: readonly RangeVerdicts[],
): Generator<string> {
  const { slow, fast, positionM, least, most, unknownPlaces } = endsOf(report, ranges);
  const named = creditOf(report);
  yield `\uFEFF${csvLine([...COLUMNS, ...named])}`;
  for (const { service, group, met, gap, unknown, depends } of verdicts) {
    const rangeCells = [slow, fast, positionM, least, most, unknownPlaces];
    const turned = [depends.speed, depends.position, depends["speed and position"], depends.capacity];
    yield csvLine([service, group, ...rangeCells, met, gap, unknown, ...turned, ...named.map(() => null)]);
  }
}

const BLOCK_COLUMNS = ["block_id", "name", "service", "said", "reason", "decides", "group", "amount"];

/**
 * Blocks whose verdict depends on uncertain inputs as CSV: one row per block and service, with the input that decides.
 *
 * @param verdicts - what `City.ranges` returned
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * writeFileWhole("ranges-blocks.csv", rangesBlocksCsv(report, await city.ranges({ positionM: 20 })));
 */
export function* rangesBlocksCsv(report: GapReport, verdicts: readonly RangeVerdicts[]): Generator<string> {
  const named = creditOf(report);
  const { blocks } = report.blocks;
  yield `\uFEFF${csvLine([...BLOCK_COLUMNS, ...named])}`;
  for (const [s, { service, decides, group }] of verdicts.entries()) {
    const gaps = itemAt(report.services, s);
    const { amount } = demandFor(blocks, gaps.requirement);
    for (const [b, { id, name }] of blocks.entries()) {
      if (decides[b] === 0) continue;
      const deciding = itemAt(DECIDING, itemAt(decides, b));
      const verdictCells = [verdictAt(gaps, b), reasonAt(gaps, b), deciding];
      yield csvLine([id, name, service, ...verdictCells, group, amount[b] ?? null, ...named.map(() => null)]);
    }
  }
}

/** The same as one value for JSON: what was asked, and the sums by service. */
export function rangesAsJson(report: GapReport, { ranges, verdicts }: JudgedRanges): object {
  const { slow, fast, positionM, least, most, unknownPlaces } = endsOf(report, ranges);
  return {
    asked: {
      speedMps: [slow, fast],
      positionM,
      capacity: [least, most],
      unknownPlaces: unknownPlaces ?? "without end",
    },
    services: verdicts.map(({ service, group, met, gap, unknown, depends }) => ({
      service,
      group,
      met,
      gap,
      unknown,
      depends,
    })),
  };
}

function endsOf(report: GapReport, { speedMps, positionM = 0, capacity = {} }: Ranges) {
  const { speedMps: at } = report.lineage;
  const [slow, fast] = speedMps ?? [at, at];
  const [least, most] = capacity.factor ?? [1, 1];
  return { slow, fast, positionM, least, most, unknownPlaces: capacity.unknownPlaces ?? null };
}

function creditOf(report: GapReport): string[] {
  const attribution = attributionOf(report);
  return attribution === "" ? [] : [attribution];
}
