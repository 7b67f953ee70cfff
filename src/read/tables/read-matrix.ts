/**
 * Travel costs, supply and demand from plain tables: no network, no coordinates.
 *
 * A matrix is in long form (columns `from`, `to`, `cost`, or the first three) or wide (an id column, then one column a
 * destination). An empty cell or a missing pair means not reachable.
 */

import { fieldOf, itemAt } from "../../base/at.js";
import { InputFileError, InvalidInputError } from "../../base/errors.js";
import { type TravelMatrix, type TravelPair, travelMatrix } from "../../measures/travel-matrix.js";
import { amountFrom0 } from "./amount-cell.js";
import { COLUMN_NAMES } from "./column-names.js";
import { headerText } from "./header-text.js";
import { isMissing } from "./missing-words.js";
import { ownColumns } from "./own-columns.js";
import { numberText, type PlainTable, type TableSource, tableOf } from "./plain-table.js";
import { idColumnOf, requireColumn, uniqueIds } from "./read-id-table.js";

/** Rows and columns by the ids that the file uses. */
export interface NamedMatrix {
  readonly rowIds: readonly string[];
  readonly columnIds: readonly string[];
  readonly matrix: TravelMatrix;
}

/** One amount for each id. */
export interface NamedAmounts {
  readonly ids: readonly string[];
  readonly amounts: Float64Array;
}

const LONG = {
  from: ["from", "from_id", "fromid", "origin", "orig", "起点", "出发地"],
  to: ["to", "to_id", "toid", "destination", "dest", "终点", "目的地"],
  cost: [
    ...["cost", "time", "minutes", "travel_time", "distance", "metres", "meters"],
    ...["费用", "时间", "耗时", "分钟", "距离"],
  ],
};
/** In a table of three columns these too: in a wide one they may be ids of facilities. */
const LONG_OF_THREE = {
  from: [...LONG.from, "o"],
  to: [...LONG.to, "d"],
  cost: [...LONG.cost, "t", "c"],
};
/** Names of the column of ids. */
export const ID_NAMES = ["id", ...COLUMN_NAMES.id, ...COLUMN_NAMES.name];

/**
 * Reads a matrix of travel costs: columns `from`, `to`, `cost`, or a wide table with one column per
 * destination.
 *
 * Ids come in the order of their first appearance; those of `rowIds` and `columnIds` come first and stay even if no
 * pair names them.
 *
 * @param source - a file of text, or a table of any form from `readTable`
 * @param knownIds.rowIds - ids of rows that have to be there, e.g. homes
 * @param knownIds.columnIds - ids of columns that have to be there, e.g. clinics
 * @returns the ids, and the matrix in the unit of the file; a missing pair is out of reach
 * @throws {InputFileError} naming row and column, if a cost is not a number from 0, or a pair comes twice
 *
 * @example
 * const { matrix, columnIds } = readMatrix("travel.csv");
 * columnIds; // => ["clinic1", "clinic2"]
 */
export function readMatrix(
  source: TableSource,
  knownIds: {
    readonly rowIds?: readonly string[] | undefined;
    readonly columnIds?: readonly string[] | undefined;
  } = {},
): NamedMatrix {
  const table = tableOf(source);
  const { path } = table;
  if (table.rows.length === 0) throw new InputFileError({ path }, "the matrix holds no rows, only a head");
  const rows = createIds(knownIds.rowIds);
  const columns = createIds(knownIds.columnIds);
  const { chosen } = ownColumns(table.columns, table.columns.length === 3 ? LONG_OF_THREE : LONG);
  const [from, to, cost] = [chosen.from?.column, chosen.to?.column, chosen.cost?.column];
  const pairs =
    from !== undefined && to !== undefined
      ? longPairs(table, [from, to, cost ?? lastOther(table, from, to)], rows, columns)
      : widePairs(table, rows, columns);
  try {
    return {
      rowIds: rows.ids,
      columnIds: columns.ids,
      matrix: travelMatrix(rows.ids.length, columns.ids.length, pairs),
    };
  } catch (cause) {
    if (!(cause instanceof InvalidInputError)) throw cause;
    const twice = /Pair \((\d+), (\d+)\) is given twice/.exec(cause.message);
    const problem =
      twice === null
        ? cause.message
        : `the pair ${rows.ids[Number(twice[1])]} → ${columns.ids[Number(twice[2])]} is given twice`;
    throw new InputFileError({ path }, problem, { cause });
  }
}

/**
 * Reads one amount per row, by id: supply, demand, prices.
 *
 * @param source - a file of text, or a table of any form from `readTable`
 * @param column - the column of the amounts; by default the only one beside the id
 * @param options.missing - what an empty cell means; by default it is an error
 * @returns ids, and a `Float64Array` with one amount each
 * @throws {InputFileError} naming row and column, if an amount is not a number from 0 or an id comes twice
 *
 * @example
 * const { ids, amounts } = readAmounts("clinics.csv", "doctors");
 * [...amounts]; // => [2, 4]
 */
export function readAmounts(
  source: TableSource,
  column?: string,
  { missing }: { readonly missing?: number | undefined } = {},
): NamedAmounts {
  const table = tableOf(source);
  const { path, columns, rows } = table;
  const idColumn = idColumnOf(columns, ID_NAMES);
  const others = columns.filter((name) => name !== idColumn);
  const wanted =
    column === undefined
      ? others.length === 1
        ? others[0]
        : undefined
      : requireColumn(path, columns, column);
  if (wanted === undefined) {
    const problem = `name the column of the amounts; there are ${columns.join(", ")}`;
    throw new InputFileError({ path, line: 1 }, problem);
  }
  const { factor } = headerText(wanted);
  if (rows.length === 0) throw new InputFileError({ path }, "the table holds no rows, only a head");
  const ids = uniqueIds(path, rows, idColumnOf(columns, ID_NAMES));
  const amounts = rows.map((row, i) =>
    missing !== undefined && isMissing(fieldOf(row, wanted))
      ? missing
      : amountFrom0({ path, row: i + 1, column: wanted }, numberText(table, row[wanted]), {
          factor,
          isExact: true,
        }),
  );
  return { ids, amounts: Float64Array.from(amounts) };
}

/** One word a row, by id. */
export interface NamedLabels {
  readonly ids: readonly string[];
  /** As given; empty strings without a column. */
  readonly labels: readonly string[];
}

/**
 * Reads one word per row, by id, e.g. what each facility offers.
 *
 * @param source - a file of text, or a table of any form from `readTable`
 * @param column - the column of the words; without it only the ids count
 * @returns ids, and one word each
 * @throws {InputFileError} if there is no such column, or an id comes twice
 *
 * @example
 * readLabels("clinics.csv", "kind").labels; // => ["public", "private"]
 */
export function readLabels(source: TableSource, column?: string): NamedLabels {
  const { path, columns, rows } = tableOf(source);
  const wanted = column === undefined ? undefined : requireColumn(path, columns, column);
  const ids = uniqueIds(path, rows, idColumnOf(columns, ID_NAMES));
  return { ids, labels: rows.map((row) => (wanted === undefined ? "" : (row[wanted] ?? ""))) };
}

function longPairs(
  table: PlainTable,
  [from, to, cost]: readonly [string, string, string],
  rows: Ids,
  columns: Ids,
): TravelPair[] {
  return table.rows.flatMap((record, i): TravelPair[] => {
    const [row, column] = [rows.indexOf(fieldOf(record, from)), columns.indexOf(fieldOf(record, to))];
    if (isUnreached(record[cost] ?? "")) return [];
    return [{ row, column, cost: costOf(table, i, cost) }];
  });
}

function widePairs(table: PlainTable, rows: Ids, columns: Ids): TravelPair[] {
  const [idColumn = "", ...destinations] = table.columns;
  if (destinations.length === 0) {
    throw new InputFileError(
      { path: table.path, line: 1 },
      "expected columns from, to, cost, or an id and one column a destination",
    );
  }
  const index = destinations.map((name) => columns.indexOf(name));
  return table.rows.flatMap((record, i) => {
    const row = rows.indexOf(fieldOf(record, idColumn));
    return destinations.flatMap((name, k): TravelPair[] => {
      if (isUnreached(record[name] ?? "")) return [];
      return [
        {
          row,
          column: itemAt(index, k),
          cost: costOf(table, i, name),
        },
      ];
    });
  });
}

/** Beside `from` and `to` a table of three columns has one left. */
function lastOther({ path, columns }: PlainTable, from: string, to: string): string {
  const others = columns.filter((name) => name !== from && name !== to);
  if (others.length === 1) return itemAt(others, 0);
  throw new InputFileError(
    { path, line: 1 },
    `no column is called ${LONG.cost.join(", ")}; there are ${columns.join(", ")}`,
  );
}

interface Ids {
  readonly ids: string[];
  readonly indexOf: (id: string) => number;
}

function createIds(knownIds: readonly string[] = []): Ids {
  const ids = [...knownIds];
  const index = new Map(ids.map((id, i) => [id, i]));
  return {
    ids,
    indexOf(id) {
      const at = index.get(id) ?? ids.push(id) - 1;
      index.set(id, at);
      return at;
    },
  };
}

/** What tables write for "not reachable": nothing, or a word for it; `<5` is near, and is refused. */
function isUnreached(text: string): boolean {
  const word = text.normalize("NFKC").toLowerCase();
  if (["inf", "infinity", "∞", "unreachable", "不可达"].includes(word)) return true;
  return isMissing(text) && !/^[<≤]/.test(word);
}

function costOf(table: PlainTable, i: number, column: string): number {
  const text = numberText(table, table.rows[i]?.[column]);
  return amountFrom0({ path: table.path, row: i + 1, column }, text, { isExact: true });
}
