/**
 * Walking costs between many places and many places, within a limit.
 *
 * Method: one bounded search for each point of the rarer side; the other side is read off the nodes reached, so
 * the work grows with what is in reach and not with the product of the two sides. Walks that stay on one street
 * edge are added apart. The result is sparse: pairs past the limit are absent.
 *
 * Layer: search. Imports network, units.
 */
import type { Linkage } from "../network/linkage.js";
import { requireLimit, type WalkCosts } from "../network/walk-costs.js";
import { type CostUnit, type Limit, UNREACHED } from "../units.js";
import { BoundedSearch } from "./bounded-search.js";
import { requireSameCosts } from "./check.js";
import type { Direction } from "./nearest.js";
import {
  type LinkEnds,
  linkEnds,
  linksByEdge,
  pointOfLink,
  sameEdgeCost,
  seedsOf,
  seedsOfPoint,
} from "./seeds.js";

/** Row `i` has entries `first[i]` … `first[i + 1] - 1`, columns ascending. */
export interface CostMatrix {
  readonly rows: number;
  readonly columns: number;
  readonly first: Uint32Array;
  readonly column: Uint32Array;
  /** Milliseconds or millimetres, door to door, all within the limit. */
  readonly cost: Uint32Array;
}

export interface MatrixOptions<U extends CostUnit> {
  /** Longest walk considered, door to door. */
  readonly limit: Limit<U>;
  /** `to` (default): walks run from the row to the column; `from`: from the column to the row. */
  readonly direction?: Direction;
}

/**
 * Walking costs from each of `rows` to each of `columns` within the limit.
 *
 * @throws {InvalidInputError} if the limit is in the other unit, or a linkage was made for other costs
 *
 * @example
 * const reach = costMatrix(costs, blocks, canteens, { limit: minutes(15) });
 */
export function costMatrix<U extends CostUnit>(
  costs: WalkCosts<U>,
  rows: Linkage<U>,
  columns: Linkage<U>,
  { limit, direction = "to" }: MatrixOptions<U>,
): CostMatrix {
  requireSameCosts(costs, rows, columns);
  requireLimit(costs, limit);
  const rowsWalk = direction === "to";
  if (rows.pointCount <= columns.pointCount) {
    return searchEach(costs, rows, columns, limit.value, !rowsWalk);
  }
  return transpose(searchEach(costs, columns, rows, limit.value, rowsWalk));
}

/**
 * One search from each point of `starts`, read at `others`.
 *
 * @param reversed - true: walks run from the others to the start
 */
function searchEach(
  costs: WalkCosts,
  starts: Linkage,
  others: Linkage,
  limitValue: number,
  reversed: boolean,
): CostMatrix {
  const search = new BoundedSearch(costs, { reversed });
  const seeds = seedsOf(starts, reversed);
  const reader = createReader(others, reversed);
  const first = new Uint32Array(starts.pointCount + 1);
  let column = new Uint32Array(1024);
  let cost = new Uint32Array(1024);
  let used = 0;
  for (let p = 0; p < starts.pointCount; p++) {
    search.run(seedsOfPoint(seeds, starts, p), limitValue);
    const reached = reader.read(search, starts, p, limitValue);
    if (used + reached.length > column.length) {
      const size = Math.max(2 * column.length, used + reached.length);
      column = grown(column, size);
      cost = grown(cost, size);
    }
    for (const point of reached) {
      column[used] = point;
      cost[used++] = reader.cost[point]!;
    }
    first[p + 1] = used;
  }
  return {
    rows: starts.pointCount,
    columns: others.pointCount,
    first,
    column: column.slice(0, used),
    cost: cost.slice(0, used),
  };
}

/** Reads finished searches at the points of one linkage, through the nodes reached. */
function createReader(points: Linkage, reversed: boolean) {
  const ends = linkEnds(points, reversed);
  const { network } = points.costs;
  const pointOf = pointOfLink(points);
  const links = linksByEdge(points);
  const { firstEnd, end } = groupEndsByNode(network.nodeCount, ends);
  const cost = new Uint32Array(points.pointCount).fill(UNREACHED);
  const touched = new Uint32Array(points.pointCount);
  let touchedCount = 0;
  return {
    cost,
    /** The points within the limit, ascending; their costs stand in `cost` until the next call. */
    read(search: BoundedSearch, starts: Linkage, start: number, limitValue: number): Uint32Array {
      for (let i = 0; i < touchedCount; i++) cost[touched[i]!] = UNREACHED;
      touchedCount = 0;
      const offer = (point: number, total: number) => {
        if (total > limitValue || total >= cost[point]!) return;
        if (cost[point] === UNREACHED) touched[touchedCount++] = point;
        cost[point] = total;
      };
      for (let i = 0; i < search.settledCount; i++) {
        const node = search.settled[i]!;
        for (let k = firstEnd[node]!; k < firstEnd[node + 1]!; k++) {
          if (ends.cost[end[k]!] !== UNREACHED) {
            offer(pointOf[end[k]! >> 1]!, search.cost[node]! + ends.cost[end[k]!]!);
          }
        }
      }
      for (let l = starts.firstLink[start]!; l < starts.firstLink[start + 1]!; l++) {
        for (let k = links.head[starts.edge[l]!]!; k >= 0; k = links.next[k]!) {
          offer(
            pointOf[k]!,
            reversed ? sameEdgeCost(points, k, starts, l) : sameEdgeCost(starts, l, points, k),
          );
        }
      }
      return touched.subarray(0, touchedCount).sort();
    },
  };
}

function groupEndsByNode(nodeCount: number, ends: LinkEnds) {
  const firstEnd = new Uint32Array(nodeCount + 1);
  for (let i = 0; i < ends.node.length; i++) firstEnd[ends.node[i]! + 1]!++;
  for (let v = 0; v < nodeCount; v++) firstEnd[v + 1]! += firstEnd[v]!;
  const next = firstEnd.slice(0, nodeCount);
  const end = new Uint32Array(ends.node.length);
  for (let i = 0; i < ends.node.length; i++) end[next[ends.node[i]!]!++] = i;
  return { firstEnd, end };
}

/** The same pairs with rows and columns exchanged. */
function transpose(matrix: CostMatrix): CostMatrix {
  const first = new Uint32Array(matrix.columns + 1);
  for (let k = 0; k < matrix.column.length; k++) first[matrix.column[k]! + 1]!++;
  for (let c = 0; c < matrix.columns; c++) first[c + 1]! += first[c]!;
  const next = first.slice(0, matrix.columns);
  const column = new Uint32Array(matrix.column.length);
  const cost = new Uint32Array(matrix.column.length);
  for (let r = 0; r < matrix.rows; r++) {
    for (let k = matrix.first[r]!; k < matrix.first[r + 1]!; k++) {
      const at = next[matrix.column[k]!]!++;
      column[at] = r;
      cost[at] = matrix.cost[k]!;
    }
  }
  return { rows: matrix.columns, columns: matrix.rows, first, column, cost };
}

function grown(array: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(size);
  larger.set(array);
  return larger;
}
