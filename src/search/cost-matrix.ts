/**
 * Walking costs between many places and many places, within a limit.
 *
 * Method: one bounded search for each point of the rarer side, on the network with its chains contracted; the other
 * side is read off the nodes reached, so the work grows with what is in reach and not with the product of the two
 * sides. The result is sparse: pairs past the limit are absent.
 */

import { checkCall } from "../base/check-call.js";
import type { CostUnit, Limit } from "../base/cost-units.js";
import { placesByKey } from "../base/grouping.js";
import type { Linkage } from "../network/linkage.js";
import { requireLimit, type WalkCosts } from "../network/walk-costs.js";
import { requireSameCosts, SEARCH_OPTIONS } from "./check.js";
import { ownEngine, rowsTask } from "./engine/own-engine.js";
import type { Rows } from "./engine/tasks.js";
import type { Direction } from "./nearest.js";

/** Row `i` has entries `first[i]` … `first[i + 1] - 1`, columns ascending. */
export interface CostMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly first: Uint32Array;
  readonly column: Uint32Array;
  /** Milliseconds or millimetres, door to door, all within the limit. */
  readonly cost: Uint32Array;
}

/** How far the search goes. */
export interface MatrixOptions<U extends CostUnit> {
  /** Longest walk considered, door to door. */
  readonly limit: Limit<U>;
  /** `to` (default): walks run from the row to the column; `from`: from the column to the row. */
  readonly direction?: Direction | undefined;
}

/**
 * Walking costs from each of `rows` to each of `columns`, within the limit.
 *
 * @param rows - where the `r` origins join the streets
 * @param columns - where the `c` destinations join the streets
 * @returns a sparse matrix, `r` by `c`: pairs past the limit are absent
 * @throws {InvalidInputError} if the limit is in the other unit, or a linkage was made for other costs
 *
 * @example
 * const { first } = costMatrix(costs, homes, pharmacies, { limit: minutes(15) });
 * console.log("the first home reaches", first[1], "pharmacies");
 */
export function costMatrix<U extends CostUnit>(
  costs: WalkCosts<U>,
  rows: Linkage<NoInfer<U>>,
  columns: Linkage<NoInfer<U>>,
  options: MatrixOptions<NoInfer<U>>,
): CostMatrix {
  checkCall("costMatrix", ["options", options, SEARCH_OPTIONS]);
  const { limit, direction = "to" } = options;
  requireSameCosts(costs, rows, columns);
  requireLimit(costs, limit);
  const { starts, others, reversed, turned } = rarerSide(rows, columns, direction);
  const task = rowsTask(starts, others, reversed, limit.value);
  const entries = ownEngine().rows({ ...task, from: 0, to: starts.pointCount });
  return matrixOf(entries, starts.pointCount, others.pointCount, turned);
}

/** Which side is searched from: the rarer; `turned` if that is the columns. */
export function rarerSide(rows: Linkage, columns: Linkage, direction: Direction) {
  const rowsWalk = direction === "to";
  return rows.pointCount <= columns.pointCount
    ? { starts: rows, others: columns, reversed: !rowsWalk, turned: false }
    : { starts: columns, others: rows, reversed: rowsWalk, turned: true };
}

/** The rows of an engine as a matrix, `turned` round if they were searched from the columns. */
export function matrixOf(entries: Rows, starts: number, others: number, turned: boolean): CostMatrix {
  const matrix = { rows: starts, columns: others, ...entries };
  return turned ? transpose(matrix) : matrix;
}

/** The same pairs with rows and columns exchanged. */
function transpose(matrix: CostMatrix): CostMatrix {
  const { first, place } = placesByKey(matrix.column, matrix.columns);
  const column = new Uint32Array(matrix.column.length);
  const cost = new Uint32Array(matrix.column.length);
  for (let r = 0; r < matrix.rows; r++) {
    for (let k = matrix.first[r]; k < matrix.first[r + 1]; k++) {
      column[place[k]] = r;
      cost[place[k]] = matrix.cost[k];
    }
  }
  return { rows: matrix.columns, columns: matrix.rows, first, column, cost };
}
