/**
 * The WebAssembly kernel with its memory: tables are copied in once, searches run inside, answers are copied out.
 *
 * One kernel a thread. Its memory holds the tables of one network at a time and grows as needed.
 *
 * Layer: search. Imports nothing of other layers.
 */
import type { ChainPlaces } from "./chain-places.js";
import type { ChainGraph } from "./chains.js";
import { KERNEL_BASE64 } from "./kernel-bytes.js";
import type { Engine, NearestTask, Rows, RowsTask, SumsTask } from "./tasks.js";

/** Buckets for every limit below 2^31 at the narrowest width. */
const BUCKETS = 0x40000;
const PAGE = 0x10000;
/** Pairs of an answer that are copied out at a time, at least. */
const ROWS_CAPACITY = 1 << 18;

/** Tables of questions past this many bytes make room for new ones. */
const MOST_TABLES = 2 ** 29;

type Column = Uint32Array | Int32Array;

interface Exports {
  useGraph(
    cores: number,
    first: number,
    arcs: number,
    shift: number,
    queue: number,
    buckets: number,
    settled: number,
  ): void;
  useLabels(labels: number): void;
  useStarts(first: number, anchors: number, placeFirst: number, places: number): void;
  useOthers(placeFirst: number, places: number, reversed: boolean): void;
  useReader(...pointers: number[]): void;
  useLanes(...pointers: number[]): void;
  rows(
    from: number,
    to: number,
    limit: number,
    capacity: number,
    ends: number,
    point: number,
    cost: number,
  ): number;
  nearest(starts: number, limit: number, points: number, first: number, anchors: number, out: number): void;
  sums(
    order: number,
    from: number,
    to: number,
    limit: number,
    wide: boolean,
    sum: number,
    out: number,
  ): bigint;
}

let module: WebAssembly.Module | null | undefined;

/** The compiled kernel, or null where WebAssembly or its SIMD is missing. */
function compiled(): WebAssembly.Module | null {
  if (module === undefined) {
    try {
      const text = atob(KERNEL_BASE64);
      module = new WebAssembly.Module(Uint8Array.from(text, (c) => c.charCodeAt(0)));
    } catch {
      module = null;
    }
  }
  return module;
}

/** Whether searches run in WebAssembly here; without its SIMD they run in plain TypeScript, slower and with the same results. */
export function kernelRuns(): boolean {
  return compiled() !== null;
}

export class Kernel implements Engine {
  readonly #memory = new WebAssembly.Memory({ initial: 16 });
  readonly #kernel: Exports;
  #used = 16;
  #graph: WeakRef<ChainGraph> | null = null;
  #placed = new WeakMap<Column, number>();
  #queue = 0;
  #buckets = 0;
  #settled = 0;
  #labels = 0;
  #lanes = 0;
  #touched = 0;

  /** null where the machine cannot run it. */
  static create(): Kernel | null {
    const code = compiled();
    return code === null ? null : new Kernel(code);
  }

  private constructor(code: WebAssembly.Module) {
    const abort = () => {
      throw new Error("the search kernel stopped");
    };
    this.#kernel = new WebAssembly.Instance(code, { env: { memory: this.#memory, abort } })
      .exports as unknown as Exports;
  }

  nearest(task: NearestTask): { cost: Uint32Array; facility: Uint32Array } {
    const { starts, others, limit } = task;
    this.#begin(task);
    const anchorFirst = this.#place(others.anchorFirst);
    const anchors = this.#place(others.anchors);
    return this.#scratch(() => {
      const out = this.#allocate(8 * others.pointCount);
      this.#kernel.nearest(starts.pointCount, limit, others.pointCount, anchorFirst, anchors, out);
      const words = new Uint32Array(this.#memory.buffer, out, 2 * others.pointCount);
      const cost = new Uint32Array(others.pointCount);
      const facility = new Uint32Array(others.pointCount);
      for (let p = 0; p < others.pointCount; p++) {
        facility[p] = words[2 * p]!;
        cost[p] = words[2 * p + 1]!;
      }
      return { cost, facility };
    });
  }

  rows(task: RowsTask): Rows {
    const { others, limit, from, to } = task;
    const points = others.pointCount;
    this.#begin(task);
    const { pairFirst, pairs } = task.byCore;
    const reader = [pairFirst, pairs, others.anchorFirst, others.anchors].map((column) =>
      this.#place(column),
    );
    return this.#scratch(() => {
      const capacity = Math.max(ROWS_CAPACITY, points);
      const best = this.#allocate(4 * points);
      const bits = this.#zeros(8 * Math.ceil((points + 1) / 64));
      const summary = this.#zeros(8 * Math.ceil((points + 1) / 4096));
      const ends = this.#allocate(4 * (to - from));
      const outPoint = this.#allocate(4 * capacity);
      const outCost = this.#allocate(4 * capacity);
      this.#kernel.useReader(points, ...reader, best, bits, summary);
      const writer = new RowWriter(to - from);
      for (let row = from; row < to; ) {
        const done = this.#kernel.rows(row, to, limit, capacity, ends, outPoint, outCost);
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
      this.#lanes = this.#allocate(64 * (coreCount + 1), 64);
      this.#touched = this.#zeros(coreCount + 1);
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
    ].map((column) => this.#place(column));
    const orderAt = this.#place(order);
    return this.#scratch(() => {
      const seen = this.#zeros(2 * others.pointCount);
      const seenList = this.#allocate(4 * others.pointCount);
      const direct = this.#allocate(4 * tables.groupCount);
      new Int32Array(this.#memory.buffer, direct, tables.groupCount).fill(-1);
      const directList = this.#allocate(16 * mostPlacesOfBatch(starts, order, from, to));
      const sum = this.#allocate(128 + 64);
      const size = tables.isWide ? 8 : 4;
      const out = this.#allocate(size * starts.pointCount, 8);
      this.#kernel.useLanes(this.#lanes, this.#touched, ...placed, seen, seenList, direct, directList);
      this.#kernel.sums(orderAt, from, to, limit, tables.isWide, sum, out);
      const words = new Uint32Array(this.#memory.buffer, out, (size / 4) * starts.pointCount);
      const result = new Float64Array(to - from);
      for (let i = from; i < to; i++) {
        const start = order[i]!;
        result[i - from] = tables.isWide
          ? (words[2 * start + 1]! | 0) * 0x100000000 + words[2 * start]!
          : words[start]!;
      }
      return result;
    });
  }

  /** Loads what every task needs. */
  #begin({ starts, byChain, reversed, shift }: RowsTask | NearestTask | SumsTask): void {
    const { graph } = starts;
    if (this.#graph?.deref() !== graph || this.#used > MOST_TABLES) this.#forget(graph);
    const arcs = this.#place(reversed ? graph.arcsReversed : graph.arcs);
    const first = this.#place(graph.firstArc);
    this.#kernel.useGraph(graph.coreCount, first, arcs, shift, this.#queue, this.#buckets, this.#settled);
    this.#kernel.useLabels(this.#labels);
    const { chainPlaceFirst, chainPlaces } = byChain;
    this.#kernel.useStarts(
      this.#place(starts.anchorFirst),
      this.#place(starts.anchors),
      this.#place(starts.placeFirst),
      this.#place(starts.places),
    );
    this.#kernel.useOthers(this.#place(chainPlaceFirst), this.#place(chainPlaces), reversed);
  }

  /** Begins anew with this network: what was placed before gives way. */
  #forget(graph: ChainGraph): void {
    this.#graph = new WeakRef(graph);
    this.#placed = new WeakMap();
    this.#used = 16;
    this.#queue = this.#allocate(16 * graph.coreCount);
    this.#buckets = this.#allocate(4 * BUCKETS);
    new Int32Array(this.#memory.buffer, this.#queue, 4 * graph.coreCount).fill(-1);
    new Int32Array(this.#memory.buffer, this.#buckets, BUCKETS).fill(-1);
    this.#settled = this.#allocate(4 * graph.coreCount);
    this.#labels = this.#allocate(8 * graph.coreCount);
    this.#lanes = 0;
  }

  /** Where a column stands in the memory; copied there when first asked for. */
  #place(column: Column): number {
    let at = this.#placed.get(column);
    if (at === undefined) {
      at = this.#allocate(column.byteLength);
      new Uint8Array(this.#memory.buffer, at, column.byteLength).set(
        new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
      );
      this.#placed.set(column, at);
    }
    return at;
  }

  #zeros(bytes: number): number {
    const at = this.#allocate(bytes);
    new Uint8Array(this.#memory.buffer, at, bytes).fill(0);
    return at;
  }

  /** Memory that is free again after `work`; columns must be placed before. */
  #scratch<T>(work: () => T): T {
    const used = this.#used;
    try {
      return work();
    } finally {
      this.#used = used;
    }
  }

  #allocate(bytes: number, align = 16): number {
    const at = Math.ceil(this.#used / align) * align;
    this.#used = at + bytes;
    const missing = this.#used - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return at;
  }
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
      count += placeFirst[order[i]! + 1]! - placeFirst[order[i]!]!;
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
    const count = ends[ends.length - 1]!;
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
  if (columns.length === 1) return columns[0]!;
  const whole = new Uint32Array(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const column of columns) {
    whole.set(column, at);
    at += column.length;
  }
  return whole;
}
