/**
 * Travel costs between demand and supply as a plain sparse matrix; no network needed.
 *
 * Row `i` is a demand place, column `j` a facility. A pair that is absent cannot be reached: that is not a cost of
 * zero and not a large one.
 */

import { InvalidInputError } from "../base/errors.js";
import { offsetsByKey } from "../base/grouping.js";

/** A sparse matrix by rows: demand places × facilities, as `travelMatrix` makes it. */
export interface TravelMatrix {
  readonly rows: number;
  readonly columns: number;
  /** Row `i` has entries `first[i]` … `first[i + 1] - 1`, columns ascending. */
  readonly first: Uint32Array;
  readonly column: Uint32Array;
  /** Costs in any one unit (minutes, metres), each finite and at least 0. */
  readonly cost: Float64Array;
}

/** One pair of the long form. */
export interface TravelPair {
  readonly row: number;
  readonly column: number;
  readonly cost: number;
}

/**
 * A sparse matrix of travel costs from pairs in any order; pairs you leave out cannot be reached.
 *
 * @param rows - number of demand places
 * @param columns - number of facilities
 * @param pairs - one cost per pair, in any one unit (minutes, metres)
 * @returns the matrix, row by row
 * @throws {InvalidInputError} if an index is out of range, a cost is negative or not finite, or a pair comes twice
 *
 * @example
 * const oneHome = travelMatrix(1, 2, [{ row: 0, column: 1, cost: 7 }]);
 * [...oneHome.column]; // => [1]
 */
export function travelMatrix(rows: number, columns: number, pairs: readonly TravelPair[]): TravelMatrix {
  for (const { row, column, cost } of pairs) {
    if (!(row >= 0 && row < rows && column >= 0 && column < columns)) {
      throw new InvalidInputError(`Pair (${row}, ${column}) lies outside a matrix of ${rows} × ${columns}`);
    }
    if (!(cost >= 0 && Number.isFinite(cost))) {
      throw new InvalidInputError(`Pair (${row}, ${column}) costs ${cost}: expected a finite number from 0`);
    }
  }
  const sorted = [...pairs].sort((a, b) => a.row - b.row || a.column - b.column);
  sorted.forEach(({ row, column }, k) => {
    const before = sorted[k - 1];
    if (before?.row === row && before.column === column) {
      throw new InvalidInputError(`Pair (${row}, ${column}) is given twice`);
    }
  });
  return {
    rows,
    columns,
    first: offsetsByKey(
      sorted.map(({ row }) => row),
      rows,
    ),
    column: Uint32Array.from(sorted, (p) => p.column),
    cost: Float64Array.from(sorted, (p) => p.cost),
  };
}

/** @throws {InvalidInputError} unless there is one finite number from 0 for each of `count` places */
export function requireAmounts(what: string, amounts: ArrayLike<number>, count: number): void {
  if (amounts.length !== count) {
    throw new InvalidInputError(`${what} has ${amounts.length} values, expected ${count}`);
  }
  for (let i = 0; i < count; i++) {
    if (!(amounts[i] >= 0 && Number.isFinite(amounts[i]))) {
      throw new InvalidInputError(`${what} value ${i} is ${amounts[i]}: expected a finite number from 0`);
    }
  }
}
