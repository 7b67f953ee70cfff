/**
 * Changes of the ledger year on year as tables.
 *
 * UTF-8 with a byte order mark, CRLF; an empty cell is not known, never zero.
 */
import type { LedgerChange, LedgerComparison, ResidentsChange } from "../../coverage/compare-ledgers.js";
import { type CsvCell, csvLine } from "./csv.js";

type Columns<Row> = readonly (readonly [name: string, cell: (row: Row) => CsvCell])[];

/**
 * Changes between two runs as CSV: one row per unit and service that fails or failed.
 *
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * const comparison = compareLedgers([readLedgerRun("runs/2025"), readLedgerRun("runs/2026")]);
 * writeFileWhole("changes.csv", ledgerChangesCsv(comparison));
 */
export function* ledgerChangesCsv(comparison: LedgerComparison): Generator<string> {
  const columns: Columns<LedgerChange> = [
    ["state", ({ state }) => state],
    ["level", ({ level }) => level],
    ["unit_id", ({ unit }) => unit],
    ["name", ({ name }) => name],
    ["service", ({ service }) => service],
    ["failing_since", ({ since }) => since],
    ["runs_failing", ({ runsFailing }) => runsFailing],
    ["before", () => comparison.before],
    ["after", () => comparison.after],
    ["share_before", ({ before }) => before?.share ?? null],
    ["share_after", ({ after }) => after?.share ?? null],
    ["demand_gap_before", ({ before }) => before?.gap ?? null],
    ["demand_gap_after", ({ after }) => after?.gap ?? null],
    ["fail_clause_before", ({ before }) => before?.clause ?? null],
    ["fail_clause_after", ({ after }) => after?.clause ?? null],
    ["residents_before", ({ before }) => before?.residents ?? null],
    ["residents_after", ({ after }) => after?.residents ?? null],
    ["another_rule", ({ isOtherRule }) => isOtherRule],
  ];
  yield* table(columns, comparison.changes, comparison);
}

/**
 * Units whose residents changed, or that came or went, as CSV.
 *
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * const comparison = compareLedgers([readLedgerRun("runs/2025"), readLedgerRun("runs/2026")]);
 * writeFileWhole("residents.csv", residentsChangesCsv(comparison));
 */
export function* residentsChangesCsv(comparison: LedgerComparison): Generator<string> {
  const columns: Columns<ResidentsChange> = [
    ["level", ({ level }) => level],
    ["unit_id", ({ unit }) => unit],
    ["name", ({ name }) => name],
    ["residents_before", ({ before }) => before],
    ["residents_after", ({ after }) => after],
    ["change", ({ before, after }) => (before === null || after === null ? null : after - before)],
  ];
  yield* table(columns, comparison.residents, comparison);
}

function* table<Row>(
  columns: Columns<Row>,
  rows: readonly Row[],
  { attribution }: LedgerComparison,
): Generator<string> {
  const named = attribution === "" ? [] : [attribution];
  yield `\uFEFF${csvLine([...columns.map(([name]) => name), ...named])}`;
  for (const row of rows) yield csvLine([...columns.map(([, cell]) => cell(row)), ...named.map(() => null)]);
}
