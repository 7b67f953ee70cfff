/**
 * Walking costs from many places to the nearest of many facilities.
 *
 * One multi-source search from the facilities answers for every block at once, so the cost grows with the streets
 * inside the limit and not with the number of blocks. It runs on the network as it is, or with its chains contracted
 * where that pays.
 */

import { checkCall } from "../base/check-call.js";
import { type CostUnit, type Limit, NO_FACILITY, UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import type { Linkage } from "../network/linkage.js";
import { requireLimit, type WalkCosts } from "../network/walk-costs.js";
import { K_NEAREST_OPTIONS, requireSameCosts, SEARCH_OPTIONS } from "./check.js";
import { type CostMatrix, costMatrix } from "./cost-matrix.js";
import { nearestOf } from "./engine/nearest-of.js";

/** Which way people walk: to the facility (default) or from it. The two differ where slopes or one-ways bind. */
export type Direction = "to" | "from";

/** How far the search goes. */
export interface NearestOptions<U extends CostUnit> {
  /** Longest walk considered, door to door, in the unit of the costs. */
  readonly limit: Limit<U>;
  /** Which way people walk; default `to` the facility. */
  readonly direction?: Direction | undefined;
}

/** Columns with one entry per block. */
export interface Nearest {
  /** Milliseconds or millimetres, door to door; `UNREACHED` past the limit. */
  readonly cost: Uint32Array;
  /** Index of the facility, ties to the lower; `NO_FACILITY` past the limit. */
  readonly facility: Uint32Array;
}

/**
 * Walking cost from each block to its nearest facility.
 *
 * @param costs - a walking network seen by one profile: one integer per arc
 * @param facilities - where the facilities join the streets; may be empty
 * @param blocks - where the `b` residential blocks join the streets
 * @returns `cost` and `facility`, each a `Uint32Array` of length `b`
 * @throws {InvalidInputError} if the limit is in the other unit, or a linkage was made for other costs
 * @see Erwig, M. (2000). The graph Voronoi diagram with applications. Networks 36(3).
 *
 * @example
 * const { cost } = nearestCosts(costs, pharmacies, homes, { limit: minutes(15) });
 * console.log(cost.filter((ms) => ms !== UNREACHED).length, "homes within 15 minutes of a pharmacy");
 */
export function nearestCosts<U extends CostUnit>(
  costs: WalkCosts<U>,
  facilities: Linkage<NoInfer<U>>,
  blocks: Linkage<NoInfer<U>>,
  options: NearestOptions<NoInfer<U>>,
): Nearest {
  checkCall("nearestCosts", ["options", options, SEARCH_OPTIONS]);
  const { limit, direction = "to" } = options;
  requireSameCosts(costs, facilities, blocks);
  requireLimit(costs, limit);
  return nearestOf(facilities, blocks, direction === "to", limit.value);
}

/** Columns with `k` entries a block, nearest first, filled up with `UNREACHED` and `NO_FACILITY`. */
export interface KNearest extends Nearest {
  /** How many entries each block has: block `b` has those from `k · b`. */
  readonly k: number;
}

/**
 * The `k` nearest facilities of each block, ties to the lower index.
 *
 * @param facilities - where the facilities join the streets
 * @param blocks - where the `b` residential blocks join the streets
 * @param options.k - how many facilities per block, at least 1
 * @returns `cost` and `facility`, each a `Uint32Array` of length `b · k`: block `i` has entries from `i · k`, nearest
 *   first
 * @throws {InvalidInputError} as `nearestCosts`, or if `k` is not a whole number from 1
 *
 * @example
 * const { cost, facility } = kNearestCosts(costs, pharmacies, homes, { limit: minutes(15), k: 3 });
 */
export function kNearestCosts<U extends CostUnit>(
  costs: WalkCosts<U>,
  facilities: Linkage<NoInfer<U>>,
  blocks: Linkage<NoInfer<U>>,
  options: NearestOptions<NoInfer<U>> & { readonly k: number },
): KNearest {
  checkCall("kNearestCosts", ["options", options, K_NEAREST_OPTIONS]);
  const { limit, direction = "to", k } = options;
  return firstOfRows(costMatrix(costs, blocks, facilities, { limit, direction }), k);
}

/** A table larger than this does not fit a typed array. */
const MAX_ENTRIES = 2 ** 31;

/** The `k` lowest entries of each row, ties to the lower column. */
export function firstOfRows(matrix: CostMatrix, k: number): KNearest {
  if (matrix.rows * k > MAX_ENTRIES)
    throw new InvalidInputError(
      `k is ${k} for ${matrix.rows} places: expected at most ${MAX_ENTRIES} entries in all`,
    );
  const cost = new Uint32Array(matrix.rows * k).fill(UNREACHED);
  const facility = new Uint32Array(matrix.rows * k).fill(NO_FACILITY);
  for (let b = 0; b < matrix.rows; b++) {
    const from = matrix.first[b];
    const row = matrix.cost.subarray(from, matrix.first[b + 1]);
    const order = Uint32Array.from(row, (_, i) => i).sort((i, j) => row[i] - row[j] || i - j);
    for (let i = 0; i < Math.min(k, order.length); i++) {
      cost[b * k + i] = row[order[i]];
      facility[b * k + i] = matrix.column[from + order[i]];
    }
  }
  return { cost, facility, k };
}
