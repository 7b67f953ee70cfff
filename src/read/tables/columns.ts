/**
 * The rows of a user's table by what their columns mean.
 */
import { basename } from "node:path";
import { InputFileError } from "../../base/errors.js";
import type { ReadNote } from "../../base/notes.js";
import { amountFrom0 } from "./amount-cell.js";
import { cellText } from "./cell-text.js";
import { checkedPlace, numberOf } from "./check-place.js";
import type { ColumnMeaning, TableKind } from "./column-names.js";
import { headerText } from "./header-text.js";
import { isMissing } from "./missing-words.js";
import type { LayerOptions } from "./raw-layer.js";
import type { LayerRow } from "./read-layer.js";
import { chooseColumns, type TableColumns } from "./table-columns.js";
import { namedPlaces } from "./table-places.js";
import type { TableRules } from "./table-rules.js";
import { yesOrNoOf } from "./yes-or-no.js";

/**
 * Columns of a user's table whose names are not in the list: `{ id: "village_id", name: "village" }`; null where no column
 * has that meaning, whatever it is called.
 */
export type UserColumns = Readonly<Partial<Record<ColumnMeaning, string | null | undefined>>>;

/** Values of one row by meaning. */
export interface RowReader {
  readonly place: (column: string) => { path: string; row: number; column: string };
  /** Trimmed text, or null where the column is missing or the cell empty. */
  readonly text: (meaning: ColumnMeaning) => string | null;
  /** A number from 0, or null. @throws {InputFileError} if the cell holds anything else */
  readonly amount: (meaning: ColumnMeaning) => number | null;
  /** Yes or no, or null. @throws {InputFileError} if the cell holds anything else */
  readonly yesOrNo: (meaning: ColumnMeaning) => boolean | null;
  /** The entrance given in two columns, in the system of the layer, as a list of none or one; degrees. */
  readonly entrances: () => (readonly [lon: number, lat: number])[];
  /** People by age group, or null where no column gives any. */
  readonly ages: () => Record<string, number> | null;
  /** A number from 0 in a column by its own name, or null. @throws {InputFileError} if the cell holds anything else */
  readonly number: (column: string) => number | null;
}

/** Reads the rows of one table, and gives the account of its columns and cells. */
export interface TableReader {
  readonly read: (row: LayerRow) => RowReader;
  /** Whether a column gives this meaning, in any row. */
  readonly has: (meaning: ColumnMeaning) => boolean;
  /** Columns used and not used, and cells taken as missing in the rows that were read. */
  readonly notes: () => ReadNote[];
}

/**
 * A reader of rows by the names of their columns, chosen once for the table (`chooseColumns`).
 *
 * Where a cell says nothing, what the user says of all rows holds.
 *
 * @param kind - what the rows are
 * @param alsoUsed - columns that are read by their own names beside these meanings
 */
export function tableReader(
  path: string,
  rows: readonly LayerRow[],
  rules: TableRules & Pick<LayerOptions, "place">,
  kind: TableKind,
  alsoUsed: readonly string[] = [],
): TableReader {
  const table = chooseColumns(path, rows, rules, kind, [...alsoUsed, ...namedPlaces(rules)]);
  const missing = new MissingCells();
  return {
    read: (row) => rowReader(path, row, rules, table, missing),
    has: (meaning) => table.chosen[meaning] !== undefined,
    notes: () => [...table.notes, ...missing.notes(basename(path))],
  };
}

/** Words that were taken as missing, by column. */
class MissingCells {
  readonly #words = new Map<string, Map<string, number>>();

  /** Whether a text says that nothing is known; words, not empty cells, are counted. */
  is(column: string, text: string): boolean {
    if (!isMissing(text)) return false;
    if (text !== "") {
      const words = this.#words.get(column) ?? new Map<string, number>();
      this.#words.set(column, words.set(text, (words.get(text) ?? 0) + 1));
    }
    return true;
  }

  notes(file: string): ReadNote[] {
    return [...this.#words].map(([column, words]) => {
      const list = [...words].map(([word, count]) => `"${word}" (${count})`).join(", ");
      return {
        code: "cells-missing",
        count: [...words.values()].reduce((sum, count) => sum + count, 0),
        file,
        subject: column,
        outcome: "missing",
        message: `cells of the column "${column}" are taken as missing, not known: ${list}`,
        zh: `个单元格（列“${column}”）视为缺失：${list}`,
      };
    });
  }
}

function rowReader(
  path: string,
  { row, values, system }: LayerRow,
  rules: TableRules,
  { chosen, ages }: TableColumns,
  missing: MissingCells,
): RowReader {
  const { constants = {}, numbers = {} } = rules;
  const place = (column: string) => ({ path, row, column });
  const constantOf = (meaning: ColumnMeaning) => {
    const constant = constants[meaning];
    return constant === undefined ? null : { column: meaning, text: String(constant), factor: 1 };
  };
  const cell = (meaning: ColumnMeaning, isWord = (text: string) => Object.hasOwn(numbers, text)) => {
    const at = chosen[meaning];
    if (at === undefined) return constantOf(meaning);
    const text = cellText(place(at.column), values[at.column]);
    return !isWord(text) && missing.is(at.column, text) ? constantOf(meaning) : { ...at, text };
  };
  const amount = (column: string, text: string, factor: number): number | null => {
    const given = numbers[text];
    return given === undefined ? amountFrom0(place(column), text, { factor, isDeclarable: true }) : given;
  };
  return {
    place,
    text: (meaning) => cell(meaning)?.text ?? null,
    amount(meaning) {
      const entry = cell(meaning);
      return entry === null ? null : amount(entry.column, entry.text, entry.factor);
    },
    yesOrNo(meaning) {
      const entry = cell(meaning, (text) => yesOrNoOf(text) !== null);
      if (entry === null) return null;
      const answer = yesOrNoOf(entry.text);
      if (answer !== null) return answer;
      throw new InputFileError(place(entry.column), `"${entry.text}" is given, expected yes or no`);
    },
    entrances() {
      const [lon, lat] = [cell("entranceLon"), cell("entranceLat")];
      const first = lon ?? lat;
      if (first === null) return [];
      const at = place(first.column);
      try {
        return [checkedPlace(at, system.crs.toWgs84(numberOf(lon?.text ?? ""), numberOf(lat?.text ?? "")))];
      } catch (cause) {
        const problem = `the entrance is not a place in ${system.crs.name}: ${(cause as Error).message}`;
        throw new InputFileError(at, problem, { cause });
      }
    },
    ages() {
      const groups: Record<string, number> = {};
      for (const [group, columns] of ages) {
        const parts = columns.map((column) => {
          const text = cellText(place(column), values[column]);
          if (!Object.hasOwn(numbers, text) && missing.is(column, text)) return null;
          return amount(column, text, headerText(column).factor);
        });
        // A sum with a part missing is not known.
        const known = parts.filter((part) => part !== null);
        if (known.length === columns.length) groups[group] = known.reduce((sum, part) => sum + part, 0);
      }
      return Object.keys(groups).length > 0 ? groups : null;
    },
    number(column) {
      const text = cellText(place(column), values[column]);
      return missing.is(column, text) ? null : amountFrom0(place(column), text, { isDeclarable: true });
    },
  };
}

/** An id for each row, its own or its number. @throws {InputFileError} if an id comes twice */
export function createIdCheck(path: string): (id: string, row: number) => string {
  const seen = new Map<string, number>();
  return (id, row) => {
    const before = seen.get(id);
    if (before !== undefined)
      throw new InputFileError({ path, row }, `the id "${id}" stands in row ${before} already`);
    seen.set(id, row);
    return id;
  };
}
