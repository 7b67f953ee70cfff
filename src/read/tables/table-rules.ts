/**
 * What a user says about a table beyond its file: which column means what, which rows count, what holds for all rows.
 */

import { type FilePlace, InputFileError } from "../../base/errors.js";
import { meantPerhaps } from "../../base/near-word.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import type { ColumnMeaning } from "./column-names.js";
import type { UserColumns } from "./columns.js";
import type { LayerRow } from "./read-layer.js";

/** A cell as a user writes it in a filter; `Y` and `"Y"`, `1` and `"1"` are one. */
export type Cell = string | number | boolean;

/** Which columns mean what, and which rows count. */
export interface TableRules {
  /** Columns whose names are not understood by themselves: `{ id: "village_id", name: "village" }`. */
  readonly columns?: UserColumns | undefined;
  /** Age groups and the columns summed for them: `{ "60+": "age_60_plus", "0-2": ["age_0", "age_1", "age_2"] }`. */
  readonly ages?: Readonly<Record<string, string | readonly string[]>> | undefined;
  /** Values for rows that give none: `{ unit: "Da'an" }`. */
  readonly constants?: Readonly<Partial<Record<ColumnMeaning, Cell | undefined>>> | undefined;
  /** Columns that are passed over on purpose, whatever their names say: `["床位备注"]`. */
  readonly ignore?: readonly string[] | undefined;
  /** Cells with words in place of a number, each with the number meant; null for none: `{ "about 20": 20 }`. */
  readonly numbers?: Readonly<Record<string, number | null>> | undefined;
  /** Only rows that have one of these values in each of these columns: `{ residential: "Y" }`. */
  readonly where?: Readonly<Record<string, Cell | readonly Cell[]>> | undefined;
}

/** How many names or values an error lists. */
const MAX_LISTED = 12;

/** Every column that the rules name. */
export function namedColumns({ columns = {}, ages = {}, where = {}, ignore = [] }: TableRules): string[] {
  const named = Object.values(columns).flatMap((column) => column ?? []);
  return [...named, ...Object.values(ages).flat(), ...Object.keys(where), ...ignore];
}

/** @throws {InputFileError} if no row has a column that is asked for, with the nearest that there is */
export function requireColumns(path: string, rows: readonly LayerRow[], columns: readonly string[]): void {
  if (rows.length === 0) return;
  const there = columnsOf(rows);
  const missing = columns.find((column) => !there.includes(column));
  if (missing !== undefined) throw noSuchColumn({ path }, missing, there);
}

/** What is said of a column that is asked for and not there: those that are, and the nearest. */
export function noSuchColumn(at: FilePlace, column: string, there: readonly string[]): InputFileError {
  const near = meantPerhaps(column, there);
  return new InputFileError(at, `there is no column "${column}"; there are ${listOf(there)}${near}`);
}

/**
 * The rows that a filter keeps, and a note on those set aside.
 *
 * @throws {InputFileError} if a value that is asked for stands in no row, with those that do
 */
export function keepRows<Row extends LayerRow>(
  path: string,
  rows: readonly Row[],
  where: TableRules["where"] = {},
): { rows: readonly Row[]; notes: ReadNote[] } {
  const conditions = Object.entries(where).map(
    ([column, cells]) => [column, new Set([cells].flat().map(textOfCell))] as const,
  );
  if (conditions.length === 0) return { rows, notes: [] };
  for (const [column, texts] of conditions) requireValues(path, rows, column, texts);
  const matchingRows = rows.filter(({ values }) =>
    conditions.every(([column, texts]) => texts.has(textOfCell(values[column]))),
  );
  const filterText = conditions
    .map(([column, texts]) => `${column} = ${[...texts].join(" or ")}`)
    .join(" and ");
  const message = `rows are set aside by the filter ${filterText}`;
  return {
    rows: matchingRows,
    notes: countedNote("rows-filtered", rows.length - matchingRows.length, message, "left-out"),
  };
}

function requireValues(
  path: string,
  rows: readonly LayerRow[],
  column: string,
  texts: ReadonlySet<string>,
): void {
  if (rows.length === 0) return;
  const there = [...new Set(rows.map(({ values }) => textOfCell(values[column])))];
  for (const value of texts) {
    if (there.includes(value)) continue;
    const problem = `no row has "${value}"; there are ${listOf(there)}${meantPerhaps(value, there)}`;
    throw new InputFileError({ path, column }, problem);
  }
}

/** Column names of all rows, in the order of their first appearance. */
export function columnsOf(rows: readonly LayerRow[]): string[] {
  return [...new Set(rows.flatMap(({ values }) => Object.keys(values)))];
}

/** Names set apart by commas, the first dozen of many. */
export function listOf(names: readonly string[]): string {
  const more = names.length - MAX_LISTED;
  return names.slice(0, MAX_LISTED).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** One text for a value, whichever way a format stores it; YAML's and a table's yes are one. */
export function textOfCell(value: unknown): string {
  return value === null || value === undefined ? "" : String(value).trim();
}
