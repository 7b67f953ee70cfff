/**
 * The WebAssembly kernel with its memory: tables are copied in once, searches run inside, answers are copied out.
 *
 * One kernel a thread. Its memory holds the tables of one network at a time and grows as needed.
 */
import type { ChainPlaces } from "./chain-places.js";
import type { ChainGraph } from "./chains.js";
import { KernelMemory } from "./kernel-memory.js";
import type { Engine, NearestTask, Rows, RowsTask, SumsTask } from "./tasks.js";

/** Buckets for every limit below 2^31 at the narrowest width. */
const BUCKETS = 0x40000;
/** Pairs of an answer that are copied out at a time, at least. */
const ROWS_CAPACITY = 1 << 18;

/** Tables of questions past this many bytes make room for new ones. */
const MAX_TABLES = 2 ** 29;

export class Kernel implements Engine {
  readonly #memory: KernelMemory;
  #graph: WeakRef<ChainGraph> | null = null;
  #anchors = new WeakMap<ChainPlaces, LaidAnchors>();
  #queue = 0;
  #buckets = 0;
  #settled = 0;
  #labels = 0;
  #lanes = 0;
  #touched = 0;

  /** null where the machine cannot run it. */
  static create(): Kernel | null {
    const memory = KernelMemory.open();
    return memory === null ? null : new Kernel(memory);
  }

  private constructor(memory: KernelMemory) {
    this.#memory = memory;
  }

  nearest(task: NearestTask): { cost: Uint32Array; facility: Uint32Array } {
    const { starts, others, limit } = task;
    const memory = this.#memory;
    this.#begin(task);
    const { pairs, more, count } = this.#layAnchors(others);
    return memory.scratch(() => {
      const points = others.pointCount;
      const cost = memory.allocate(4 * points);
      const name = memory.allocate(4 * points);
      memory.kernel.nearest(starts.pointCount, limit, points, pairs, more, count, cost, name);
      return { cost: memory.copy(cost, points), facility: memory.copy(name, points) };
    });
  }

  rows(task: RowsTask): Rows {
    const { others, limit, from, to } = task;
    const points = others.pointCount;
    this.#begin(task);
    const { pairFirst, pairs } = task.byCore;
    const reader = [pairFirst, pairs, others.anchorFirst, others.anchors].map((column) =>
      this.#memory.place(column),
    );
    return this.#memory.scratch(() => {
      const capacity = Math.max(ROWS_CAPACITY, points);
      const best = this.#memory.allocate(4 * points);
      const bits = this.#memory.zeros(8 * Math.ceil((points + 1) / 64));
      const summary = this.#memory.zeros(8 * Math.ceil((points + 1) / 4096));
      const ends = this.#memory.allocate(4 * (to - from));
      const outPoint = this.#memory.allocate(4 * capacity);
      const outCost = this.#memory.allocate(4 * capacity);
      this.#memory.kernel.useReader(points, ...reader, best, bits, summary);
      const writer = new RowWriter(to - from);
      for (let row = from; row < to; ) {
        const done = this.#memory.kernel.rows(row, to, limit, capacity, ends, outPoint, outCost);
        const buffer = this.#memory.buffer;
        writer.add(new Uint32Array(buffer, ends, done), buffer, outPoint, outCost);
        row += done;
      }
      return writer.finish();
    });
  }

  sums(task: SumsTask): Float64Array {
    const { limit, order, from, to, tables, others, starts } = task;
    const { coreCount } = starts.graph;
    this.#begin(task);
    if (this.#lanes === 0) {
      this.#lanes = this.#memory.allocate(64 * (coreCount + 1), 64);
      this.#touched = this.#memory.zeros(coreCount + 1);
    }
    const { nodeFirst, nodeItems, groupsFirst, groupList, groups, items, itemPlaces, groupOfChain, wide } =
      tables;
    const placed = [
      nodeFirst,
      nodeItems,
      groupsFirst,
      groupList,
      groups,
      items,
      itemPlaces,
      groupOfChain,
      wide,
    ].map((column) => this.#memory.place(column));
    const orderAt = this.#memory.place(order);
    return this.#memory.scratch(() => {
      const seen = this.#memory.zeros(2 * others.pointCount);
      const seenList = this.#memory.allocate(4 * others.pointCount);
      const direct = this.#memory.allocate(4 * tables.groupCount);
      new Int32Array(this.#memory.buffer, direct, tables.groupCount).fill(-1);
      const directList = this.#memory.allocate(16 * mostPlacesOfBatch(starts, order, from, to));
      const sum = this.#memory.allocate(128 + 64);
      const size = tables.isWide ? 8 : 4;
      const out = this.#memory.allocate(size * starts.pointCount, 8);
      this.#memory.kernel.useLanes(this.#lanes, this.#touched, ...placed, seen, seenList, direct, directList);
      this.#memory.kernel.sums(orderAt, from, to, limit, tables.isWide, sum, out);
      const words = new Uint32Array(this.#memory.buffer, out, (size / 4) * starts.pointCount);
      const result = new Float64Array(to - from);
      for (let i = from; i < to; i++) {
        const start = order[i];
        result[i - from] = tables.isWide
          ? (words[2 * start + 1] | 0) * 0x100000000 + words[2 * start]
          : words[start];
      }
      return result;
    });
  }

  /** Loads what every task needs. */
  #begin({ starts, byChain, reversed, shift }: RowsTask | NearestTask | SumsTask): void {
    const { graph } = starts;
    if (this.#graph?.deref() !== graph || this.#memory.used > MAX_TABLES) this.#forget(graph);
    const arcs = this.#memory.place(reversed ? graph.arcsReversed : graph.arcs);
    const first = this.#memory.place(graph.firstArc);
    this.#memory.kernel.useGraph(
      graph.coreCount,
      first,
      arcs,
      shift,
      this.#queue,
      this.#buckets,
      this.#settled,
    );
    this.#memory.kernel.useLabels(this.#labels);
    const { chainPlaceFirst, chainPlaces } = byChain;
    this.#memory.kernel.useStarts(
      this.#memory.place(starts.anchorFirst),
      this.#memory.place(starts.anchors),
      this.#memory.place(starts.placeFirst),
      this.#memory.place(starts.places),
    );
    this.#memory.kernel.useOthers(
      this.#memory.place(chainPlaceFirst),
      this.#memory.place(chainPlaces),
      reversed,
    );
  }

  /** Begins anew with this network: what was placed before gives way. */
  #forget(graph: ChainGraph): void {
    this.#graph = new WeakRef(graph);
    this.#anchors = new WeakMap();
    this.#memory.forget();
    this.#queue = this.#memory.allocate(16 * graph.coreCount);
    this.#buckets = this.#memory.allocate(4 * BUCKETS);
    new Int32Array(this.#memory.buffer, this.#queue, 4 * graph.coreCount).fill(-1);
    new Int32Array(this.#memory.buffer, this.#buckets, BUCKETS).fill(-1);
    this.#settled = this.#memory.allocate(4 * graph.coreCount);
    this.#labels = this.#memory.allocate(8 * (graph.coreCount + 1));
    this.#lanes = 0;
  }

  /** The anchors of points laid out for `nearest`; made once. */
  #layAnchors(places: ChainPlaces): LaidAnchors {
    let laid = this.#anchors.get(places);
    if (laid === undefined) {
      const { pointCount, anchorFirst, anchors, graph } = places;
      const first = this.#memory.place(anchorFirst);
      const list = this.#memory.place(anchors);
      const pairs = this.#memory.allocate(16 * pointCount);
      let further = 0;
      for (let p = 0; p < pointCount; p++) further += Math.max(0, anchorFirst[p + 1] - anchorFirst[p] - 2);
      const more = this.#memory.allocate(12 * further);
      const count = this.#memory.kernel.layAnchors(pointCount, first, list, graph.coreCount, pairs, more);
      laid = { pairs, more, count };
      this.#anchors.set(places, laid);
    }
    return laid;
  }
}

/** Where the anchors of a set of points stand: two of each, and `count` further ones. */
interface LaidAnchors {
  readonly pairs: number;
  readonly more: number;
  readonly count: number;
}

/** The most chain places that sixteen starts in a row have together. */
function mostPlacesOfBatch(
  { placeFirst }: ChainPlaces,
  order: Uint32Array,
  from: number,
  to: number,
): number {
  let most = 0;
  for (let batch = from; batch < to; batch += 16) {
    let count = 0;
    for (let i = batch; i < Math.min(to, batch + 16); i++) {
      count += placeFirst[order[i] + 1] - placeFirst[order[i]];
    }
    if (count > most) most = count;
  }
  return most;
}

/** Gathers rows that come in chunks. */
class RowWriter {
  readonly #first: Uint32Array;
  readonly #points: Uint32Array[] = [];
  readonly #costs: Uint32Array[] = [];
  #row = 0;
  #used = 0;

  constructor(rows: number) {
    this.#first = new Uint32Array(rows + 1);
  }

  add(ends: Uint32Array, buffer: ArrayBuffer, pointAt: number, costAt: number): void {
    for (const end of ends) this.#first[++this.#row] = this.#used + end;
    const count = ends[ends.length - 1];
    this.#points.push(new Uint32Array(buffer, pointAt, count).slice());
    this.#costs.push(new Uint32Array(buffer, costAt, count).slice());
    this.#used += count;
  }

  finish(): Rows {
    return { first: this.#first, column: joined(this.#points), cost: joined(this.#costs) };
  }
}

/** Columns one after another. */
export function joined(columns: readonly Uint32Array[]): Uint32Array {
  if (columns.length === 1) return columns[0];
  const whole = new Uint32Array(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const column of columns) {
    whole.set(column, at);
    at += column.length;
  }
  return whole;
}
