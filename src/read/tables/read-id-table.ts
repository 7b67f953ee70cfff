/**
 * Plain tables of places by id, with any columns beside it.
 */
import { fieldOf } from "../../base/at.js";
import { InputFileError } from "../../base/errors.js";
import { amountFrom0 } from "./amount-cell.js";
import { COLUMN_NAMES } from "./column-names.js";
import { headerText } from "./header-text.js";
import { columnCalled, ownColumns } from "./own-columns.js";
import { numberText, type TableSource, tableOf } from "./plain-table.js";
import type { CsvTable } from "./read-csv.js";
import { noSuchColumn } from "./table-rules.js";

/** A table whose rows have an id, read column by column. */
export interface IdTable {
  readonly path: string;
  readonly ids: readonly string[];
  /** Columns beside the id. */
  readonly columns: readonly string[];
  /** Numbers from 0, one per row. @throws {InputFileError} if there is no such column, or a cell holds anything else */
  readonly amounts: (column: string) => Float64Array;
  /** Text, one per row. @throws {InputFileError} if there is no such column */
  readonly labels: (column: string) => string[];
}

const ID = ["id", "demand", "site", "candidate", "from", "node", ...COLUMN_NAMES.id];

/**
 * Reads a table whose rows have an id: the column `id`, or else the first.
 *
 * @param source - a file of text, or a table of any form from `readTable`
 * @returns the ids, and functions that read a column as numbers or as text
 * @throws {InputFileError} if an id comes twice
 *
 * @example
 * const table = readIdTable("clinics.csv");
 * [...table.amounts("doctors")]; // => [2, 4]
 */
export function readIdTable(source: TableSource): IdTable {
  const table = tableOf(source);
  const { path, columns, rows } = table;
  if (rows.length === 0) throw new InputFileError({ path }, "the table holds no rows, only a head");
  const idColumn = idColumnOf(columns, ID);
  const ids = uniqueIds(path, rows, idColumn);
  const require = (name: string) => requireColumn(path, columns, name);
  return {
    path,
    ids,
    columns: columns.filter((name) => name !== idColumn),
    amounts(name) {
      const column = require(name);
      const { factor } = headerText(column);
      return Float64Array.from(rows, (row, i) =>
        amountFrom0({ path, row: i + 1, column }, numberText(table, row[column]), {
          factor,
          isExact: true,
        }),
      );
    },
    labels(name) {
      const column = require(name);
      return rows.map((row) => row[column] ?? "");
    },
  };
}

/** The column of a name, whatever its case and unit. @throws {InputFileError} if there is none */
export function requireColumn(path: string, columns: readonly string[], name: string): string {
  const column = columnCalled(columns, name);
  if (column === undefined) throw noSuchColumn({ path, line: 1 }, name, columns);
  return column;
}

/** The column of ids: that of the first of these names, or else the first of all. */
export function idColumnOf(columns: readonly string[], names: readonly string[]): string {
  return ownColumns(columns, { id: names }).chosen.id?.column ?? columns[0] ?? "";
}

/** The ids of a table, row by row. @throws {InputFileError} if one comes twice */
export function uniqueIds(path: string, rows: CsvTable["rows"], column: string): string[] {
  const seen = new Set<string>();
  rows.forEach((row, i) => {
    const id = fieldOf(row, column);
    if (seen.has(id)) throw new InputFileError({ path, row: i + 1, column }, `the id "${id}" comes twice`);
    seen.add(id);
  });
  return [...seen];
}
