/**
 * Plain tables of places by id, with any columns beside it.
 */
import { InputFileError } from "../../base/errors.js";
import { readCsv } from "./read-csv.js";

/** A table whose rows have an id, read column by column. */
export interface IdTable {
  readonly path: string;
  readonly ids: readonly string[];
  /** Columns beside the id. */
  readonly columns: readonly string[];
  /** Numbers from 0, one a row. @throws {InputFileError} if there is no such column, or a cell holds anything else */
  readonly amounts: (column: string) => Float64Array;
  /** Text, one a row. @throws {InputFileError} if there is no such column */
  readonly labels: (column: string) => string[];
}

const ID = ["id", "demand", "site", "candidate", "from", "node"];

/**
 * Reads a CSV table whose rows have an id: the column `id`, or else the first.
 *
 * @param path - the file
 * @returns the ids, and functions that read a column as numbers or as text
 * @throws {InputFileError} if an id comes twice
 *
 * @example
 * const table = readIdTable("clinics.csv");
 * [...table.amounts("doctors")]; // => [2, 4]
 */
export function readIdTable(path: string): IdTable {
  const { columns, rows } = readCsv(path);
  const idColumn = columns.find((name) => ID.includes(name.toLowerCase())) ?? columns[0]!;
  const seen = new Set<string>();
  rows.forEach((row, i) => {
    const id = row[idColumn]!;
    if (seen.has(id))
      throw new InputFileError({ path, row: i + 1, column: idColumn }, `the id "${id}" comes twice`);
    seen.add(id);
  });
  const requireColumn = (column: string) => {
    if (columns.includes(column)) return;
    throw new InputFileError(
      { path, line: 1 },
      `there is no column "${column}"; there are ${columns.join(", ")}`,
    );
  };
  return {
    path,
    ids: [...seen],
    columns: columns.filter((name) => name !== idColumn),
    amounts(column) {
      requireColumn(column);
      return Float64Array.from(rows, (row, i) => {
        const value = row[column] === "" ? Number.NaN : Number(row[column]);
        if (value >= 0 && Number.isFinite(value)) return value;
        const place = { path, row: i + 1, column };
        throw new InputFileError(place, `"${row[column]}" is given, due is a number from 0`);
      });
    },
    labels(column) {
      requireColumn(column);
      return rows.map((row) => row[column]!);
    },
  };
}
