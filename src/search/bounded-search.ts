/**
 * What can be reached from some seeds within a limit, and at what cost.
 *
 * Method: label-correcting search over a bucket queue (Dial 1969, with buckets about 16 m wide; inside a bucket a
 * node may be relaxed again). Labels are ordered by (cost, label), so a tie goes to the lower label and the answer
 * does not depend on the order of relaxing. Labels are reset through the list of reached nodes.
 */

import { type CostUnit, UNREACHED } from "../base/cost-units.js";
import { grown } from "../base/growing-column.js";
import type { WalkCosts } from "../network/walk-costs.js";
import { BUCKET_SHIFT } from "./engine/bucket-shift.js";
import type { Seeds } from "./seeds.js";

/** Which way a `BoundedSearch` walks. */
export interface BoundedSearchOptions {
  /** Search towards the seeds: costs are of walks that end there. Default false. */
  readonly reversed?: boolean | undefined;
}

/**
 * A search that reuses its memory from run to run; keep one per thread.
 *
 * @example
 * const search = new BoundedSearch(costs);
 * const start = { count: 1, node: Uint32Array.of(0), cost: Uint32Array.of(0), label: Uint32Array.of(0) };
 * search.run(start, minutes(15).value);
 * console.log(search.settledCount, "nodes within 15 minutes of node 0");
 */
export class BoundedSearch<U extends CostUnit = CostUnit> {
  /** The costs that it runs on. */
  readonly costs: WalkCosts<U>;
  /** Whether it searches towards the seeds. */
  readonly reversed: boolean;
  /** Per node of the search graph: cost of the last run, `UNREACHED` where none. */
  readonly cost: Uint32Array;
  /** Per node: label of the seed it was reached from; meaningless where unreached. */
  readonly label: Uint32Array;
  /** The nodes reached in the last run, in no particular order: the first `settledCount` entries. */
  readonly settled: Uint32Array;
  /** How many nodes the last run reached. */
  settledCount = 0;

  readonly #arcCost: Uint32Array;
  readonly #shift: number;
  /** 1 while a node waits to be relaxed. */
  readonly #waiting: Uint8Array;
  #bucketHead = new Int32Array(0);
  #entryNode = new Uint32Array(1024);
  #entryNext = new Int32Array(1024);
  #entryCount = 0;
  #pending = 0;

  /** Takes the memory of a search, 13 bytes per node and more as it grows; keep it for many runs. */
  constructor(costs: WalkCosts<U>, { reversed = false }: BoundedSearchOptions = {}) {
    const n = costs.network.nodeCount;
    this.costs = costs;
    this.reversed = reversed;
    this.cost = new Uint32Array(n).fill(UNREACHED);
    this.label = new Uint32Array(n);
    this.settled = new Uint32Array(n);
    this.#arcCost = reversed ? costs.arcCostReversed : costs.arcCost;
    this.#shift = BUCKET_SHIFT[costs.unit];
    this.#waiting = new Uint8Array(n);
  }

  /**
   * Searches from `seeds` as far as the limit; results are in `cost`, `label` and `settled`.
   *
   * Seeds past the limit are left out; of several at one node the best counts.
   *
   * @param limitValue - `Limit.value`: milliseconds or millimetres, inclusive
   */
  run(seeds: Seeds, limitValue: number): void {
    this.#reset(limitValue);
    for (let s = 0; s < seeds.count; s++) {
      const cost = seeds.cost[s];
      if (cost <= limitValue && cost !== UNREACHED) this.#improve(seeds.node[s], cost, seeds.label[s]);
    }
    for (let bucket = 0; this.#pending > 0; bucket++) this.#emptyBucket(bucket, limitValue);
  }

  #reset(limitValue: number): void {
    const { cost, settled } = this;
    for (let i = 0; i < this.settledCount; i++) cost[settled[i]] = UNREACHED;
    this.settledCount = 0;
    this.#entryCount = 0;
    this.#pending = 0;
    const buckets = (limitValue >>> this.#shift) + 1;
    if (this.#bucketHead.length < buckets) this.#bucketHead = new Int32Array(buckets).fill(-1);
  }

  #emptyBucket(bucket: number, limitValue: number): void {
    const { firstOut, head } = this.costs.network;
    const { cost, label } = this;
    const arcCost = this.#arcCost;
    const waiting = this.#waiting;
    const bucketHead = this.#bucketHead;
    for (let entry = bucketHead[bucket]; entry >= 0; entry = bucketHead[bucket]) {
      bucketHead[bucket] = this.#entryNext[entry];
      this.#pending--;
      const node = this.#entryNode[entry];
      if (waiting[node] === 0) continue;
      waiting[node] = 0;
      const nodeCost = cost[node];
      const nodeLabel = label[node];
      const end = firstOut[node + 1];
      for (let arc = firstOut[node]; arc < end; arc++) {
        const step = arcCost[arc];
        // A closed arc costs UNREACHED, which is past every limit even before the sum.
        if (step > limitValue - nodeCost) continue;
        const next = head[arc];
        const nextCost = nodeCost + step;
        const oldCost = cost[next];
        if (nextCost < oldCost || (nextCost === oldCost && nodeLabel < label[next])) {
          this.#improve(next, nextCost, nodeLabel);
        }
      }
    }
  }

  #improve(node: number, newCost: number, newLabel: number): void {
    const oldCost = this.cost[node];
    if (oldCost === UNREACHED) this.settled[this.settledCount++] = node;
    else if (newCost > oldCost || (newCost === oldCost && newLabel >= this.label[node])) return;
    const bucket = newCost >>> this.#shift;
    this.cost[node] = newCost;
    this.label[node] = newLabel;
    if (this.#waiting[node] === 1 && oldCost >>> this.#shift === bucket) return;
    this.#waiting[node] = 1;
    if (this.#entryCount === this.#entryNode.length) this.#growEntries();
    const entry = this.#entryCount++;
    this.#entryNode[entry] = node;
    this.#entryNext[entry] = this.#bucketHead[bucket];
    this.#bucketHead[bucket] = entry;
    this.#pending++;
  }

  #growEntries(): void {
    this.#entryNode = grown(this.#entryNode);
    this.#entryNext = grown(this.#entryNext);
  }
}
