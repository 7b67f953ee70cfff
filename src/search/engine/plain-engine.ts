/**
 * All questions answered in plain TypeScript: where WebAssembly is missing, and as the kernel's oracle.
 */
import { UNREACHED } from "../../base/cost-units.js";
import { type ChainPlaces, PLACE_SIZE } from "./chain-places.js";
import { CoreSearch } from "./core-search.js";
import { pointsByCore } from "./place-tables.js";
import type { Engine, NearestTask, Rows, RowsTask, SumsTask } from "./tasks.js";

/** Closed, or not on one chain; legs could take a sum past 32 bits, which a number holds. */
const NO_WALK = Infinity;

export class PlainEngine implements Engine {
  #search: CoreSearch | null = null;
  #of: { graph: object; reversed: boolean; shift: number } | null = null;

  nearest(task: NearestTask): { cost: Uint32Array; facility: Uint32Array } {
    const { starts, others, limit } = task;
    const search = this.#searchOf(task);
    search.begin(limit);
    for (let s = 0; s < starts.pointCount; s++) seedFrom(search, starts, s, s);
    search.run();
    const cost = new Uint32Array(others.pointCount).fill(UNREACHED);
    const facility = new Uint32Array(others.pointCount).fill(UNREACHED);
    const offer = (point: number, total: number, name: number) => {
      if (total > limit || total > cost[point]) return;
      if (total === cost[point] && name >= facility[point]) return;
      cost[point] = total;
      facility[point] = name;
    };
    for (let p = 0; p < others.pointCount; p++) {
      for (let k = others.anchorFirst[p]; k < others.anchorFirst[p + 1]; k++) {
        const core = others.anchors[2 * k];
        if (search.cost[core] === UNREACHED) continue;
        offer(p, search.cost[core] + others.anchors[2 * k + 1], search.name[core]);
      }
    }
    for (let s = 0; s < starts.pointCount; s++)
      walksAlongChains(task, s, (point, total) => offer(point, total, s));
    return { cost, facility };
  }

  rows(task: RowsTask): Rows {
    const first = new Uint32Array(task.to - task.from + 1);
    const column: number[] = [];
    const cost: number[] = [];
    const reader = new RowReader(task, this.#searchOf(task));
    for (let row = task.from; row < task.to; row++) {
      for (const point of reader.read(row)) {
        column.push(point);
        cost.push(reader.best[point]);
      }
      first[row - task.from + 1] = column.length;
    }
    return { first, column: Uint32Array.from(column), cost: Uint32Array.from(cost) };
  }

  sums(task: SumsTask): Float64Array {
    const { order, from, to, weights } = task;
    const reader = new RowReader(task, this.#searchOf(task));
    const sum = new Float64Array(to - from);
    for (let i = from; i < to; i++) {
      for (const point of reader.read(order[i])) sum[i - from] += weights.values[point];
    }
    return sum;
  }

  #searchOf({ starts: { graph }, reversed, shift }: RowsTask | NearestTask | SumsTask): CoreSearch {
    const of = this.#of;
    if (this.#search === null || of?.graph !== graph || of.reversed !== reversed || of.shift !== shift) {
      this.#search = new CoreSearch(graph, reversed, shift);
      this.#of = { graph, reversed, shift };
    }
    return this.#search;
  }
}

/** Reads one search after another at the others. */
class RowReader {
  /** Cost of each point that the last row holds. */
  readonly best: Uint32Array;
  readonly #task: RowsTask | SumsTask;
  readonly #search: CoreSearch;
  readonly #reached: Uint32Array;
  #count = 0;

  constructor(task: RowsTask | SumsTask, search: CoreSearch) {
    this.#task = task;
    this.#search = search;
    this.best = new Uint32Array(task.others.pointCount).fill(UNREACHED);
    this.#reached = new Uint32Array(task.others.pointCount);
  }

  /** The points in reach of a start, ascending. */
  read(start: number): Uint32Array {
    const { starts, others, limit } = this.#task;
    const search = this.#search;
    for (let i = 0; i < this.#count; i++) this.best[this.#reached[i]] = UNREACHED;
    this.#count = 0;
    search.begin(limit);
    seedFrom(search, starts, start, 0);
    search.run();
    walksAlongChains(this.#task, start, (point, total) => this.#offer(point, total));
    const { pairFirst, pairs } = pointsByCore(others);
    for (let i = 0; i < search.settledCount; i++) {
      const core = search.settled[i];
      const cost = search.cost[core];
      for (let k = 2 * pairFirst[core]; k < 2 * pairFirst[core + 1]; k += 2) {
        this.#offer(pairs[k], cost + pairs[k + 1]);
      }
    }
    return this.#reached.subarray(0, this.#count).sort();
  }

  #offer(point: number, total: number): void {
    if (total > this.#task.limit || total >= this.best[point]) return;
    if (this.best[point] === UNREACHED) this.#reached[this.#count++] = point;
    this.best[point] = total;
  }
}

function seedFrom(
  search: CoreSearch,
  { anchorFirst, anchors }: ChainPlaces,
  point: number,
  name: number,
): void {
  for (let k = anchorFirst[point]; k < anchorFirst[point + 1]; k++) {
    search.seed(anchors[2 * k], anchors[2 * k + 1], name);
  }
}

/** The walks from (or to) a start that meet no core node. */
function walksAlongChains(
  { starts, byChain, reversed }: RowsTask | SumsTask | NearestTask,
  start: number,
  visit: (point: number, total: number) => void,
): void {
  const { chainPlaceFirst, chainPlaces } = byChain;
  for (let k = starts.placeFirst[start]; k < starts.placeFirst[start + 1]; k++) {
    const at = PLACE_SIZE * k;
    const chain = starts.places[at + 1];
    for (let j = chainPlaceFirst[chain]; j < chainPlaceFirst[chain + 1]; j++) {
      const to = PLACE_SIZE * j;
      const total = reversed
        ? alongChain(chainPlaces, to, starts.places, at)
        : alongChain(starts.places, at, chainPlaces, to);
      if (total !== NO_WALK) visit(chainPlaces[to], total);
    }
  }
}

/** Cost of the walk along a chain between two of its places, legs included. */
function alongChain(from: Uint32Array, at: number, to: Uint32Array, end: number): number {
  const ahead = to[end + 2] - from[at + 2];
  let best = NO_WALK;
  if (ahead >= 0 && from[at + 3] !== UNREACHED && to[end + 3] !== UNREACHED) {
    best = to[end + 3] - from[at + 3];
  }
  if (ahead <= 0 && from[at + 4] !== UNREACHED && to[end + 4] !== UNREACHED) {
    best = Math.min(best, from[at + 4] - to[end + 4]);
  }
  return best + from[at + 5] + to[end + 5];
}
