/**
 * The searches as they were first written: on the whole network, without chains, kernel or threads.
 *
 * An oracle for every faster engine: it knows nothing of contraction.
 */

import { NO_FACILITY, UNREACHED } from "../../src/base/cost-units.js";
import type { Linkage } from "../../src/network/linkage.js";
import type { WalkCosts } from "../../src/network/walk-costs.js";
import { BoundedSearch } from "../../src/search/bounded-search.js";
import type { CostMatrix } from "../../src/search/cost-matrix.js";
import type { Direction, Nearest } from "../../src/search/nearest.js";
import { type LinkEnds, linkEnds, sameEdgeCost, seedsOf, seedsOfPoint } from "../../src/search/seeds.js";

/** As `costMatrix`, from the rows. */
export function wholeMatrix(
  costs: WalkCosts,
  rows: Linkage,
  columns: Linkage,
  limitValue: number,
  direction: Direction = "to",
): CostMatrix {
  return searchEach(costs, rows, columns, limitValue, direction === "from");
}

/** As `nearestCosts`. */
export function wholeNearest(
  costs: WalkCosts,
  facilities: Linkage,
  blocks: Linkage,
  limitValue: number,
  direction: Direction = "to",
): Nearest {
  const reversed = direction === "to";
  const search = new BoundedSearch(costs, { reversed });
  search.run(seedsOf(facilities, reversed), limitValue);
  return nearestAt(search, facilities, blocks, limitValue);
}

/**
 * Reads a finished multi-source search at linked points, walks along one edge included.
 *
 * @param search - a search whose seeds were `seedsOf(facilities, search.reversed)`
 */
function nearestAt(search: BoundedSearch, facilities: Linkage, blocks: Linkage, limitValue: number): Nearest {
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

function grown(array: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(size);
  larger.set(array);
  return larger;
}

/** Links of a linkage by street edge: `head[edge]`, then `next[link]`, ending at -1. */
interface LinksByEdge {
  readonly head: Int32Array;
  readonly next: Int32Array;
}

const byEdge = new WeakMap<Linkage, LinksByEdge>();

/** The links on each street edge; made once for a linkage. Links of one edge come in ascending order. */
function linksByEdge(linkage: Linkage): LinksByEdge {
  let known = byEdge.get(linkage);
  if (known === undefined) {
    const head = new Int32Array(linkage.costs.network.edgeCount).fill(-1);
    const next = new Int32Array(linkage.edge.length);
    for (let l = linkage.edge.length - 1; l >= 0; l--) {
      const e = linkage.edge[l]!;
      next[l] = head[e]!;
      head[e] = l;
    }
    known = { head, next };
    byEdge.set(linkage, known);
  }
  return known;
}

const ofLink = new WeakMap<Linkage, Uint32Array>();

/** The point of each link; made once for a linkage. */
function pointOfLink(linkage: Linkage): Uint32Array {
  let known = ofLink.get(linkage);
  if (known === undefined) {
    known = new Uint32Array(linkage.edge.length);
    for (let p = 0; p < linkage.pointCount; p++)
      known.fill(p, linkage.firstLink[p]!, linkage.firstLink[p + 1]!);
    ofLink.set(linkage, known);
  }
  return known;
}
