/**
 * One search on the contracted network in plain TypeScript: the fallback of the kernel, and its oracle.
 *
 * Method: label-correcting search over a bucket queue (Dial 1969, with buckets about 16 m wide; inside a bucket a
 * node may be relaxed again). Labels are ordered by (cost, name), so a tie goes to the lower name and the answer
 * does not depend on the order of relaxing.
 */
import { UNREACHED } from "../../base/cost-units.js";
import type { ChainGraph } from "./chains.js";

/** A search whose memory is reused from run to run; one per thread. */
export class CoreSearch {
  /** Per core node: cost of the last run, `UNREACHED` where none; name of the seed it was reached from. */
  readonly cost: Uint32Array;
  readonly name: Uint32Array;
  /** The core nodes reached in the last run: the first `settledCount` entries. */
  readonly settled: Uint32Array;
  settledCount = 0;

  readonly #firstArc: Uint32Array;
  readonly #arcs: Uint32Array;
  readonly #waiting: Uint8Array;
  readonly #buckets: number[][] = [];
  readonly #shift: number;
  #pending = 0;
  #limit = 0;

  constructor(graph: ChainGraph, reversed: boolean, shift: number) {
    this.cost = new Uint32Array(graph.coreCount).fill(UNREACHED);
    this.name = new Uint32Array(graph.coreCount);
    this.settled = new Uint32Array(graph.coreCount);
    this.#waiting = new Uint8Array(graph.coreCount);
    this.#firstArc = graph.firstArc;
    this.#arcs = reversed ? graph.arcsReversed : graph.arcs;
    this.#shift = shift;
  }

  begin(limit: number): void {
    for (let i = 0; i < this.settledCount; i++) this.cost[this.settled[i]] = UNREACHED;
    this.settledCount = 0;
    this.#limit = limit;
  }

  seed(node: number, cost: number, name: number): void {
    if (cost <= this.#limit) this.#improve(node, cost, name);
  }

  run(): void {
    for (let b = 0; this.#pending > 0; b++) {
      const bucket = this.#buckets[b];
      if (bucket === undefined) continue;
      for (let node = bucket.pop(); node !== undefined; node = bucket.pop()) {
        this.#pending--;
        if (this.#waiting[node] === 1) this.#relax(node);
      }
    }
  }

  #relax(node: number): void {
    const arcs = this.#arcs;
    const cost = this.cost[node];
    const name = this.name[node];
    this.#waiting[node] = 0;
    const end = 2 * this.#firstArc[node + 1];
    for (let a = 2 * this.#firstArc[node]; a < end; a += 2) {
      const step = arcs[a + 1];
      if (step <= this.#limit - cost) this.#improve(arcs[a], cost + step, name);
    }
  }

  #improve(node: number, cost: number, name: number): void {
    const oldCost = this.cost[node];
    if (oldCost === UNREACHED) this.settled[this.settledCount++] = node;
    else if (cost > oldCost || (cost === oldCost && name >= this.name[node])) return;
    this.cost[node] = cost;
    this.name[node] = name;
    const bucket = cost >>> this.#shift;
    if (this.#waiting[node] === 1 && oldCost >>> this.#shift === bucket) return;
    this.#waiting[node] = 1;
    this.#buckets[bucket] ??= [];
    this.#buckets[bucket].push(node);
    this.#pending++;
  }
}
