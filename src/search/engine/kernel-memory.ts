/**
 * One instance of the WebAssembly kernel with its memory, which grows as needed and is handed out from the bottom up.
 */
import { KERNEL_BASE64 } from "./kernel-bytes.js";

const PAGE = 0x10000;
/** Address 0 is left free, so that no pointer is 0. */
const FIRST = 16;

export type Column = Uint32Array | Int32Array;

/** What `src/search/kernel/kernel.ts` exports. */
export interface KernelExports {
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
  layAnchors(
    points: number,
    anchorFirst: number,
    anchors: number,
    nobody: number,
    pairs: number,
    more: number,
  ): number;
  nearest(
    starts: number,
    limit: number,
    points: number,
    pairs: number,
    more: number,
    count: number,
    cost: number,
    name: number,
  ): void;
  sums(
    order: number,
    from: number,
    to: number,
    limit: number,
    wide: boolean,
    sum: number,
    out: number,
  ): bigint;
  useWhole(
    nodes: number,
    arcs: number,
    buckets: number,
    reached: number,
    notes: number,
    capacity: number,
    shift: number,
  ): void;
  layFirst(first: number, count: number, from: number): void;
  layArcs(heads: number, costs: number, count: number, from: number): void;
  beginWhole(limit: number): void;
  seedWhole(node: number, cost: number, name: number): void;
  emptyBuckets(from: number, count: number): number;
  readAll(from: number, to: number, cost: number, name: number): void;
}

let module: WebAssembly.Module | null | undefined;

/** The compiled kernel, or null where WebAssembly or its SIMD is missing. */
function compiled(): WebAssembly.Module | null {
  if (module === undefined) {
    try {
      const text = atob(KERNEL_BASE64);
      const bytes = new Uint8Array(text.length);
      for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
      module = new WebAssembly.Module(bytes);
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

export class KernelMemory {
  readonly kernel: KernelExports;
  readonly #memory = new WebAssembly.Memory({ initial: 16 });
  #placed = new WeakMap<Column, number>();
  #used = FIRST;

  /** null where the machine cannot run the kernel, or has no memory for another one. */
  static open(): KernelMemory | null {
    const code = compiled();
    try {
      return code === null ? null : new KernelMemory(code);
    } catch (error) {
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  private constructor(code: WebAssembly.Module) {
    const abort = () => {
      throw new Error("the search kernel stopped");
    };
    this.kernel = new WebAssembly.Instance(code, { env: { memory: this.#memory, abort } })
      .exports as unknown as KernelExports;
  }

  /** Another one after each time that memory was allocated. */
  get buffer(): ArrayBuffer {
    return this.#memory.buffer;
  }

  get used(): number {
    return this.#used;
  }

  /** Gives all memory free; it is not cleared. */
  forget(): void {
    this.#placed = new WeakMap();
    this.#used = FIRST;
  }

  /** Where a column stands in the memory; copied there when first asked for. */
  place(column: Column): number {
    let at = this.#placed.get(column);
    if (at === undefined) {
      at = this.allocate(column.byteLength);
      new Uint8Array(this.buffer, at, column.byteLength).set(
        new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
      );
      this.#placed.set(column, at);
    }
    return at;
  }

  zeros(bytes: number): number {
    const at = this.allocate(bytes);
    new Uint8Array(this.buffer, at, bytes).fill(0);
    return at;
  }

  /** Memory that is free again after `work`; columns must be placed before. */
  scratch<T>(work: () => T): T {
    const used = this.#used;
    try {
      return work();
    } finally {
      this.#used = used;
    }
  }

  allocate(bytes: number, align = 16): number {
    const at = Math.ceil(this.#used / align) * align;
    this.#used = at + bytes;
    const missing = this.#used - this.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  /** A copy of so many numbers. */
  copy(at: number, length: number): Uint32Array<ArrayBuffer> {
    return new Uint32Array(this.buffer, at, length).slice();
  }
}
