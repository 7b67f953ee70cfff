/**
 * The examination as tables for spreadsheets: failing units, units by service, indicators, capacity, area.
 *
 * UTF-8 with a byte order mark, CRLF; an empty cell is not known, never zero.
 */

import { itemAt } from "../../base/at.js";
import type { UnitReport } from "../../coverage/assess-units.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { IndicatorResult } from "../../coverage/indicators.js";
import type { ServiceCapacity } from "../../coverage/judge-capacity.js";
import type { PlaceNorm } from "../../coverage/place-norms.js";
import {
  DEFAULT_SCORE_WEIGHTS,
  type FailingUnit,
  SCORE_PARTS,
  type ScoreWeights,
} from "../../coverage/priority.js";
import { unitId } from "../../places/unit-levels.js";
import { limitUnit } from "../../standards/requirement.js";
import { serviceName } from "../../standards/service-name.js";
import { type CsvCell, csvLine } from "./csv.js";
import { attributionOf, STATUS_WORDS } from "./rows.js";

export type Columns<Row> = readonly (readonly [name: string, cell: (row: Row) => CsvCell])[];

/** What stands beside every row of the ledger. */
interface Context {
  readonly report: GapReport;
  readonly metShare: number;
  readonly weights: ScoreWeights;
}

const LEDGER: Columns<FailingUnit & { readonly of: Context }> = [
  ["unit_id", ({ unit }) => unitId(unit)],
  ["name", ({ unit }) => unit.name],
  ["level", ({ unit }) => unit.level],
  ["subdistrict", ({ unit }) => unit.subdistrict],
  ["district", ({ unit }) => unit.district],
  ["service", ({ judged }) => judged.service],
  ["service_zh", ({ judged }) => serviceName(judged.requirement, "zh")],
  ["rule_id", ({ judged }) => `${judged.requirement.ruleSet}/${judged.requirement.recordId}`],
  ["basis", ({ judged }) => judged.requirement.source],
  ["limit", ({ judged }) => judged.requirement.limit],
  ["limit_unit", ({ judged }) => limitUnit(judged.requirement)],
  ["observed", ({ judged }) => judged.share],
  ["required", ({ of }) => of.metShare],
  ["unit", ({ judged }) => `share of demand (${judged.group})`],
  ["gap", ({ judged, of }) => (judged.share === null ? null : sixDecimals(of.metShare - judged.share))],
  ["fail_clause", ({ judged }) => judged.clause],
  ["demand_gap", ({ judged }) => judged.demand.gap],
  ["affected_pop", ({ judged }) => judged.affected.residents],
  ["affected_60p", ({ judged }) => judged.affected.older],
  ["affected_0_2", ({ judged }) => judged.affected.small],
  ["score", ({ score }) => score],
  ["rank", ({ rank }) => rank],
  ["rank_best", ({ rankRange }) => rankRange[0]],
  ["rank_worst", ({ rankRange }) => rankRange[1]],
  ["class", ({ score, judged }) => classOf(score, judged.requirement.need)],
  ["part_gap", ({ parts }) => roundedOr(parts.gap)],
  ["part_people", ({ parts }) => roundedOr(parts.people)],
  ["part_cluster", ({ parts }) => roundedOr(parts.cluster)],
  ["part_no_alternative", ({ parts }) => roundedOr(parts.noAlternative)],
  ["part_feasibility", ({ parts }) => roundedOr(parts.feasibility)],
  ["score_weights", ({ of }) => SCORE_PARTS.map((part) => `${part} ${of.weights[part]}`).join("; ")],
  // Filled by whoever decides: a candidate, how and when it is made ready, and its cost.
  ["mode", () => null],
  ["means", () => null],
  ["candidate_id", () => null],
  ["cost", () => null],
  ["year", () => null],
  ["evidence", ({ judged, of }) => completenessOf(of.report, judged.service)],
  ["data_confidence", ({ judged }) => STATUS_WORDS[judged.requirement.status].en],
];

/** Rows beyond this score are urgent; an assumption, since no document gives one. */
const URGENT_SCORE = 0.5;

/** 急需 urgent, 应补 needed, 提升 better: wishes of a standard are never urgent. */
function classOf(score: number, need: "need" | "wish" | undefined): string {
  if (need === "wish") return "提升";
  return score >= URGENT_SCORE ? "急需" : "应补";
}

function completenessOf({ services }: GapReport, service: string): string {
  return services.find((one) => one.service === service)?.completeness ?? "";
}

export function sixDecimals(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

function roundedOr(value: number | null | undefined): number | null {
  return typeof value === "number" ? sixDecimals(value) : null;
}

/**
 * The ledger as CSV: one row per failing unit and service, the most urgent first.
 *
 * @param failing - `LevelExamination.failing`
 * @param weights - those that the score was made with; default equal
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * const { levels } = await city.examine();
 * for (const { level, units, failing } of levels) {
 *   writeFileWhole(`ledger-${level}.csv`, ledgerCsv(report, units, failing));
 * }
 */
export function* ledgerCsv(
  report: GapReport,
  units: UnitReport,
  failing: readonly FailingUnit[],
  weights: ScoreWeights = DEFAULT_SCORE_WEIGHTS,
): Generator<string> {
  const of = { report, metShare: units.metShare, weights };
  yield* table(
    LEDGER,
    failing.map((one) => ({ ...one, of })),
    report,
  );
}

interface UnitRow {
  readonly result: UnitReport["units"][number];
  /** One of its services. */
  readonly tally: UnitReport["units"][number]["services"][number];
}

/**
 * All units of a level as CSV: one row per unit and service, whether it fails or not.
 *
 * @param level - `LevelExamination.units`; its `weight` is what shares are weighed by
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * const { levels } = await city.examine();
 * for (const { level, units } of levels) writeFileWhole(`units-${level}.csv`, unitsCsv(report, units));
 */
export function* unitsCsv(report: GapReport, level: UnitReport): Generator<string> {
  const { units, weight, metShare } = level;
  const columns: Columns<UnitRow> = [
    ["unit_id", ({ result }) => unitId(result.unit)],
    ["name", ({ result }) => result.unit.name],
    ["level", ({ result }) => result.unit.level],
    ["subdistrict", ({ result }) => result.unit.subdistrict],
    ["district", ({ result }) => result.unit.district],
    ["blocks", ({ result }) => result.unit.blocks.length],
    ["residents", ({ result }) => result.residents],
    ["households", ({ result }) => result.households],
    ["service", ({ tally }) => tally.service],
    ["weight", () => weight],
    ["group", ({ tally }) => tally.group],
    ["met", ({ tally }) => tally.demand.met],
    ["gap", ({ tally }) => tally.demand.gap],
    ["unknown", ({ tally }) => tally.demand.unknown],
    ["share_met", ({ tally }) => tally.share],
    ["required_share", () => metShare],
    ["fails", ({ tally }) => tally.fails],
    ["fail_clause", ({ tally }) => tally.clause],
  ];
  yield* table(
    columns,
    units.flatMap((result) => result.services.map((tally) => ({ result, tally }))),
    report,
  );
}

const INDICATORS: Columns<IndicatorResult> = [
  ["indicator", ({ indicator }) => indicator.id],
  ["name", ({ indicator }) => indicator.en],
  ["name_zh", ({ indicator }) => indicator.zh],
  ["level", ({ indicator }) => indicator.level],
  ["weight", ({ weight }) => weight],
  ["numerator", ({ numerator }) => numerator],
  ["denominator", ({ denominator }) => denominator],
  ["excluded", ({ excluded }) => excluded],
  ["value", ({ value }) => value],
  ["value_unit", ({ indicator }) => (indicator.kind === "failing-units" ? "units" : "share")],
  ["note", ({ note }) => note],
  ["status", ({ indicator }) => STATUS_WORDS[indicator.status].en],
];

/**
 * Indicators of the city check-up as CSV, one row each.
 *
 * @param indicators - `Examination.indicators`
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * writeFileWhole("indicators.csv", indicatorsCsv(report, (await city.examine()).indicators));
 */
export function* indicatorsCsv(report: GapReport, indicators: readonly IndicatorResult[]): Generator<string> {
  yield* table(INDICATORS, indicators, report);
}

/**
 * Places and beds by facility as CSV: one row per facility of a service with places, who is served there, and who
 * queues.
 *
 * @param capacities - `Examination.capacities`
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * writeFileWhole("capacity.csv", capacityCsv(report, (await city.examine()).capacities));
 */
export function* capacityCsv(report: GapReport, capacities: readonly ServiceCapacity[]): Generator<string> {
  const rows = capacities.flatMap(({ service, group, facilities, allocation }) =>
    facilities.map((f, at) => ({
      service,
      group,
      facility: itemAt(report.facilities.facilities, f),
      served: itemAt(allocation.load, at),
      queue: itemAt(allocation.queue, at),
    })),
  );
  const columns: Columns<(typeof rows)[number]> = [
    ["service", ({ service }) => service],
    ["group", ({ group }) => group],
    ["facility_id", ({ facility }) => facility.id],
    ["facility_name", ({ facility }) => facility.name],
    ["capacity", ({ facility }) => facility.capacity],
    ["served", ({ served }) => served],
    ["queue", ({ queue }) => queue],
  ];
  yield* table(columns, rows, report);
}

/**
 * Blocks whose people are not all served as CSV: one row per block and service, how many are left over, and where they
 * queue.
 *
 * @param capacities - `Examination.capacities`
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * writeFileWhole("capacity-blocks.csv", capacityBlocksCsv(report, (await city.examine()).capacities));
 */
export function* capacityBlocksCsv(
  report: GapReport,
  capacities: readonly ServiceCapacity[],
): Generator<string> {
  const rows = capacities.flatMap(({ service, group, facilities, allocation }) =>
    report.blocks.blocks.flatMap((block, b) => {
      const leftOver = itemAt(allocation.leftOver, b);
      if (leftOver === 0) return [];
      const f = itemAt(allocation.queueAt, b);
      const queue = f < 0 ? null : itemAt(report.facilities.facilities, itemAt(facilities, f));
      return [{ service, group, block, served: itemAt(allocation.served, b), leftOver, queue }];
    }),
  );
  const columns: Columns<(typeof rows)[number]> = [
    ["service", ({ service }) => service],
    ["group", ({ group }) => group],
    ["block_id", ({ block }) => block.id],
    ["block_name", ({ block }) => block.name],
    ["served", ({ served }) => served],
    ["left_over", ({ leftOver }) => leftOver],
    // Empty where nothing is in reach.
    ["queue_facility_id", ({ queue }) => queue?.id ?? null],
    ["queue_facility_name", ({ queue }) => queue?.name ?? null],
  ];
  yield* table(columns, rows, report);
}

/**
 * Places and beds by service as CSV: who needs them, how many there are per 1,000 of the group, who is left over.
 *
 * @param capacities - `Examination.capacities`
 * @param norms - `Examination.norms`; default none
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * const { capacities, norms } = await city.examine();
 * writeFileWhole("capacity-summary.csv", capacitySummaryCsv(report, capacities, norms));
 */
export function* capacitySummaryCsv(
  report: GapReport,
  capacities: readonly ServiceCapacity[],
  norms: readonly PlaceNorm[] = [],
): Generator<string> {
  const rows = capacities.map((capacity) => ({
    ...capacity,
    norm: norms.find(({ service }) => service === capacity.service) ?? null,
  }));
  const sum = (column: Uint32Array) => column.reduce((total, count) => total + count, 0);
  const columns: Columns<(typeof rows)[number]> = [
    ["service", ({ service }) => service],
    ["group", ({ group }) => group],
    ["group_people", ({ groupPeople }) => sixDecimals(groupPeople)],
    ["ask_for_a_place", ({ people }) => people],
    ["places", ({ places }) => places],
    [
      "places_per_1000",
      ({ places, groupPeople }) => (groupPeople > 0 ? sixDecimals((1000 * places) / groupPeople) : null),
    ],
    ["facilities_without_places", ({ withoutPlaces }) => withoutPlaces],
    ["served", ({ allocation }) => sum(allocation.served)],
    ["left_over", ({ allocation }) => sum(allocation.leftOver)],
    ["of_which_out_of_reach", ({ allocation }) => allocation.outOfReach],
    ["blocks_without_demand", ({ blocksWithoutDemand }) => blocksWithoutDemand],
    ["norm_group", ({ norm }) => norm?.group ?? null],
    ["norm_people", ({ norm }) => roundedOr(norm?.people)],
    ["norm_places_per_1000", ({ norm }) => roundedOr(norm?.per1000)],
    ["norm_required_per_1000", ({ norm }) => norm?.required ?? null],
    ["norm_met", ({ norm }) => norm?.isMet ?? null],
    ["norm_rule_id", ({ norm }) => norm && `${norm.ruleSet}/${norm.record.id}`],
    ["norm_status", ({ norm }) => norm && STATUS_WORDS[norm.record.status].en],
  ];
  yield* table(columns, rows, report);
}

/** Columns over rows, with whom to name at the end of the header. */
export function* table<Row>(
  columns: Columns<Row>,
  rows: readonly Row[],
  report: GapReport,
): Generator<string> {
  const attribution = attributionOf(report);
  const named = attribution === "" ? [] : [attribution];
  yield `\uFEFF${csvLine([...columns.map(([name]) => name), ...named])}`;
  for (const row of rows) yield csvLine([...columns.map(([, cell]) => cell(row)), ...named.map(() => null)]);
}
