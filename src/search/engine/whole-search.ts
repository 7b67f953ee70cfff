/**
 * Nearest places found on the whole network, chains and all, with nothing prepared.
 *
 * A search costs several times what it does on the contracted network, but contracting costs as much as some thirty
 * searches: a first question is answered sooner this way. Answers are the same, to the integer.
 */

import { UNREACHED } from "../../base/cost-units.js";
import { addTo } from "../../base/grouping.js";
import type { Linkage } from "../../network/linkage.js";
import type { WalkCosts } from "../../network/walk-costs.js";
import { linkEnds, sameEdgeCost, seedsOf } from "../seeds.js";
import { squareWalks } from "../square-walks.js";
import { BUCKET_SHIFT } from "./bucket-shift.js";
import { PAST_EVERY_LIMIT } from "./chains.js";
import { KernelMemory } from "./kernel-memory.js";

/** Buckets that the kernel empties, and nodes or arcs that are copied, at a time. */
const BUCKETS_AT_A_TIME = 4;
const AT_A_TIME = 0x4000;

export interface NearestAnswer {
  readonly cost: Uint32Array;
  readonly facility: Uint32Array;
}

const searches = new WeakMap<WalkCosts, WholeSearch | null>();

/** The search of these costs, made when first asked for; null where the kernel does not run. */
export function wholeSearch(costs: WalkCosts): WholeSearch | null {
  let search = searches.get(costs);
  if (search === undefined) {
    const memory = KernelMemory.open();
    search = memory === null ? null : new WholeSearch(costs, memory);
    searches.set(costs, search);
  }
  return search;
}

/** Gives the memory of the search back. */
export function forgetWholeSearch(costs: WalkCosts): void {
  searches.delete(costs);
}

export class WholeSearch {
  readonly #costs: WalkCosts;
  readonly #memory: KernelMemory;
  readonly #nodes: number;
  readonly #buckets: number;
  readonly #reached: number;
  readonly #notes: number;
  readonly #noteCapacity: number;
  readonly #chunks: readonly [number, number];
  /** The woven arcs of each direction; 0 until they are asked for. */
  readonly #arcs = [0, 0];

  /** @param noteCapacity - how often a node may be improved into an earlier bucket (Porto: 9,000 of 330,000 nodes) */
  constructor(costs: WalkCosts, memory: KernelMemory, noteCapacity = 1024 + costs.network.nodeCount) {
    const { nodeCount, firstOut } = costs.network;
    this.#costs = costs;
    this.#memory = memory;
    this.#noteCapacity = noteCapacity;
    // Fresh memory is zero, which is a clean state, and costs nothing until it is touched.
    this.#nodes = memory.allocate(16 * (nodeCount + 1));
    this.#buckets = memory.allocate(8 * ((PAST_EVERY_LIMIT >>> BUCKET_SHIFT[costs.unit]) + 1));
    this.#reached = memory.allocate(4 * nodeCount);
    this.#notes = memory.allocate(8 * noteCapacity);
    this.#chunks = [memory.allocate(4 * AT_A_TIME), memory.allocate(4 * AT_A_TIME)];
    this.#use(0);
    for (let from = 0; from <= nodeCount; from += AT_A_TIME) {
      memory.kernel.layFirst(this.#chunks[0], this.#copyIn(0, firstOut, from), from);
    }
  }

  /**
   * For each block the nearest facility and the cost of the walk.
   *
   * @param reversed - true: walks run from the blocks to the facilities
   * @param limit - at most 2^31 - 2
   * @returns null if the search needed more notes than there is room for; it is of no use from then on
   */
  nearest(facilities: Linkage, blocks: Linkage, reversed: boolean, limit: number): NearestAnswer | null {
    if (!this.#run(facilities, reversed, limit)) return null;
    const onPrivate = blocks.nodesOnPrivate ?? null;
    if (onPrivate === null || blocks.points.residentsOnly !== null) {
      return this.#readLinks(facilities, blocks, reversed, limit);
    }
    return this.#readNodes(blocks.pointCount, onPrivate, reversed);
  }

  #run(facilities: Linkage, reversed: boolean, limit: number): boolean {
    const { kernel } = this.#memory;
    this.#use(this.#layArcs(reversed));
    kernel.beginWhole(limit);
    const { count, node, cost, label } = seedsOf(facilities, reversed);
    for (let s = 0; s < count; s++) kernel.seedWhole(node[s], cost[s], label[s]);
    for (let b = 0; ; b += BUCKETS_AT_A_TIME) {
      const waiting = kernel.emptyBuckets(b, BUCKETS_AT_A_TIME);
      if (waiting <= 0) return waiting === 0;
    }
  }

  #use(arcs: number): void {
    this.#memory.kernel.useWhole(
      this.#nodes,
      arcs,
      this.#buckets,
      this.#reached,
      this.#notes,
      this.#noteCapacity,
      BUCKET_SHIFT[this.#costs.unit],
    );
  }

  #layArcs(reversed: boolean): number {
    const { network, arcCost, arcCostReversed } = this.#costs;
    const side = reversed ? 1 : 0;
    if (this.#arcs[side] !== 0) return this.#arcs[side];
    // Arcs are written four at a time.
    const arcs = this.#memory.allocate(8 * (network.arcCount + 3));
    this.#use(arcs);
    for (let from = 0; from < network.arcCount; from += AT_A_TIME) {
      const count = this.#copyIn(0, network.head, from);
      this.#copyIn(1, reversed ? arcCostReversed : arcCost, from);
      this.#memory.kernel.layArcs(this.#chunks[0], this.#chunks[1], count, from);
    }
    this.#arcs[side] = arcs;
    return arcs;
  }

  /** Copies the next stretch of a column into a chunk. @returns its length */
  #copyIn(chunk: 0 | 1, column: Uint32Array, from: number): number {
    const count = Math.min(AT_A_TIME, column.length - from);
    new Uint32Array(this.#memory.buffer, this.#chunks[chunk], count).set(column.subarray(from, from + count));
    return count;
  }

  #readNodes(points: number, onPrivate: readonly number[], leaving: boolean): NearestAnswer {
    const cost = new Uint32Array(points);
    const facility = new Uint32Array(points);
    const { buffer, kernel } = this.#memory;
    const [costs, names] = this.#chunks.map((at) => new Uint32Array(buffer, at, AT_A_TIME));
    for (let from = 0; from < points; from += AT_A_TIME) {
      const count = Math.min(AT_A_TIME, points - from);
      kernel.readAll(from, from + count, ...this.#chunks);
      cost.set(count < AT_A_TIME ? costs.subarray(0, count) : costs, from);
      facility.set(count < AT_A_TIME ? names.subarray(0, count) : names, from);
    }
    const { nodeOut, nodeIn } = this.#costs.network;
    for (const p of onPrivate) {
      const at = (leaving ? nodeOut : nodeIn)[p];
      kernel.readAll(at, at + 1, ...this.#chunks);
      cost[p] = costs[0];
      facility[p] = names[0];
    }
    return { cost, facility };
  }

  /** Reads at the ends of all links, and along the edges that hold a facility as well. */
  #readLinks(facilities: Linkage, blocks: Linkage, reversed: boolean, limit: number): NearestAnswer {
    const { pointCount, firstLink, edge } = blocks;
    const ends = linkEnds(blocks, reversed);
    const onEdge = linksByEdge(facilities);
    const labels = new Uint32Array(this.#memory.buffer, this.#nodes, 4 * this.#costs.network.nodeCount);
    const cost = new Uint32Array(pointCount).fill(UNREACHED);
    const facility = new Uint32Array(pointCount).fill(UNREACHED);
    const offer = (point: number, total: number, name: number) => {
      if (total > limit || total > cost[point]) return;
      if (total === cost[point] && name >= facility[point]) return;
      cost[point] = total;
      facility[point] = name;
    };
    for (let p = 0; p < pointCount; p++) {
      for (let l = firstLink[p]; l < firstLink[p + 1]; l++) {
        for (let end = 2 * l; end < 2 * l + 2; end++) {
          const at = 4 * ends.node[end];
          // Labels are kept as their complement; of an unreached node that is past every limit.
          offer(p, (~labels[at + 1] >>> 0) + ends.cost[end], ~labels[at] >>> 0);
        }
        for (const { link, point } of onEdge.get(edge[l]) ?? []) {
          const walk = reversed
            ? sameEdgeCost(blocks, l, facilities, link)
            : sameEdgeCost(facilities, link, blocks, l);
          offer(p, walk, point);
        }
      }
    }
    for (const { start, other, cost: walk } of squareWalks(facilities, blocks)) offer(other, walk, start);
    return { cost, facility };
  }
}

function linksByEdge({ pointCount, firstLink, edge }: Linkage) {
  const onEdge = new Map<number, { readonly link: number; readonly point: number }[]>();
  for (let point = 0; point < pointCount; point++) {
    for (let link = firstLink[point]; link < firstLink[point + 1]; link++) {
      addTo(onEdge, edge[link], { link, point });
    }
  }
  return onEdge;
}
