/**
 * Three villages and three facilities, for measures worked out by hand.
 *
 * ```text
 *             f0  f1  f2
 * places      10   6   0
 * v0  100      5  12   1   minutes
 * v1   50     20   3   –
 * v2   20      –  14   2
 * ```
 */
import { type TravelMatrix, travelMatrix } from "../../src/measures/travel-matrix.js";
import type { Costs } from "./oracle-measures.js";

/** The pairs of a dense table that are reached. */
export function sparse(costs: Costs): TravelMatrix {
  const entries = costs.flatMap((row, i) =>
    row.flatMap((cost, j) => (cost === null ? [] : [{ row: i, column: j, cost }])),
  );
  return travelMatrix(costs.length, costs[0]!.length, entries);
}

export const VILLAGES = {
  matrix: sparse([
    [5, 12, 1],
    [20, 3, null],
    [null, 14, 2],
  ]),
  supply: [10, 6, 0],
  demand: [100, 50, 20],
  cutoff: 15,
};
