/**
 * Walking costs from many places to the nearest of many facilities.
 *
 * One multi-source search from the facilities answers for every block at once, so the cost grows with the streets
 * inside the limit and not with the number of blocks. Walks that stay on one street edge are looked at apart.
 *
 * Layer: search. Imports network, units, errors.
 * Method: Dijkstra from all facilities on the reversed network (Erwig 2000).
 */
import { InvalidInputError } from "../errors.js";
import type { Linkage } from "../network/linkage.js";
import { requireLimit, type WalkCosts } from "../network/walk-costs.js";
import { type CostUnit, type Limit, UNREACHED } from "../units.js";
import { BoundedSearch } from "./bounded-search.js";
import { requireSameCosts } from "./check.js";
import { costMatrix } from "./cost-matrix.js";
import { linkEnds, linksByEdge, pointOfLink, sameEdgeCost, seedsOf } from "./seeds.js";

/** In `Nearest.facility`: none within the limit. */
export const NO_FACILITY = 0xffffffff;

/** Which way people walk: to the facility (default) or from it. The two differ where slopes or one-ways bind. */
export type Direction = "to" | "from";

export interface NearestOptions<U extends CostUnit> {
  /** Longest walk considered, door to door, in the unit of the costs. */
  readonly limit: Limit<U>;
  readonly direction?: Direction;
}

/** Columns with one entry a block. */
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
 * @returns `cost` and `facility`, `Uint32Array` of length `b`
 * @throws {InvalidInputError} if the limit is in the other unit, or a linkage was made for other costs
 * @see Erwig, M. (2000). The graph Voronoi diagram with applications. Networks 36(3).
 *
 * @example
 * const { cost } = nearestCosts(costs, clinics, blocks, { limit: minutes(15) });
 */
export function nearestCosts<U extends CostUnit>(
  costs: WalkCosts<U>,
  facilities: Linkage<U>,
  blocks: Linkage<U>,
  { limit, direction = "to" }: NearestOptions<U>,
): Nearest {
  requireSameCosts(costs, facilities, blocks);
  requireLimit(costs, limit);
  const reversed = direction === "to";
  const search = new BoundedSearch(costs, { reversed });
  search.run(seedsOf(facilities, reversed), limit.value);
  return nearestAt(search, facilities, blocks, limit.value);
}

/**
 * Reads a finished multi-source search at linked points, walks along one edge included.
 *
 * @param search - a search whose seeds were `seedsOf(facilities, search.reversed)`
 */
export function nearestAt(
  search: BoundedSearch,
  facilities: Linkage,
  blocks: Linkage,
  limitValue: number,
): Nearest {
  const ends = linkEnds(blocks, search.reversed);
  const facilityLinks = linksByEdge(facilities);
  const facilityOf = pointOfLink(facilities);
  const cost = new Uint32Array(blocks.pointCount).fill(UNREACHED);
  const facility = new Uint32Array(blocks.pointCount).fill(NO_FACILITY);
  for (let b = 0; b < blocks.pointCount; b++) {
    let best = UNREACHED;
    let bestFacility = NO_FACILITY;
    for (let l = blocks.firstLink[b]!; l < blocks.firstLink[b + 1]!; l++) {
      for (let end = 2 * l; end < 2 * l + 2; end++) {
        const node = ends.node[end]!;
        const label = search.cost[node]!;
        if (label === UNREACHED || ends.cost[end] === UNREACHED) continue;
        const total = label + ends.cost[end]!;
        const f = search.label[node]!;
        if (total < best || (total === best && f < bestFacility)) {
          best = total;
          bestFacility = f;
        }
      }
      for (let k = facilityLinks.head[blocks.edge[l]!]!; k >= 0; k = facilityLinks.next[k]!) {
        const total = search.reversed
          ? sameEdgeCost(blocks, l, facilities, k)
          : sameEdgeCost(facilities, k, blocks, l);
        const f = facilityOf[k]!;
        if (total < best || (total === best && f < bestFacility)) {
          best = total;
          bestFacility = f;
        }
      }
    }
    if (best <= limitValue) {
      cost[b] = best;
      facility[b] = bestFacility;
    }
  }
  return { cost, facility };
}

/** Columns with `k` entries a block, nearest first, filled up with `UNREACHED` and `NO_FACILITY`. */
export interface KNearest extends Nearest {
  readonly k: number;
}

/**
 * The `k` nearest facilities of each block, ties to the lower index.
 *
 * @param options.k - how many, at least 1
 * @throws {InvalidInputError} as `nearestCosts`, or if `k` is not a whole number from 1
 */
export function kNearestCosts<U extends CostUnit>(
  costs: WalkCosts<U>,
  facilities: Linkage<U>,
  blocks: Linkage<U>,
  { limit, direction = "to", k }: NearestOptions<U> & { readonly k: number },
): KNearest {
  if (!(Number.isInteger(k) && k >= 1))
    throw new InvalidInputError(`k is ${k}: due is a whole number from 1`);
  const matrix = costMatrix(costs, blocks, facilities, { limit, direction });
  const cost = new Uint32Array(blocks.pointCount * k).fill(UNREACHED);
  const facility = new Uint32Array(blocks.pointCount * k).fill(NO_FACILITY);
  for (let b = 0; b < blocks.pointCount; b++) {
    const from = matrix.first[b]!;
    const row = matrix.cost.subarray(from, matrix.first[b + 1]!);
    const order = Uint32Array.from(row, (_, i) => i).sort((i, j) => row[i]! - row[j]! || i - j);
    for (let i = 0; i < Math.min(k, order.length); i++) {
      cost[b * k + i] = row[order[i]!]!;
      facility[b * k + i] = matrix.column[from + order[i]!]!;
    }
  }
  return { cost, facility, k };
}
