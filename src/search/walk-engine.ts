/**
 * Many-origin work on all cores: the searches as promises, with an abort signal and progress.
 *
 * The functions of the same names answer at once on the calling thread; an engine cuts the work into ranges, gives
 * them to threads that share the tables, and puts the answers together in order. Answers are the same bytes for any
 * number of threads, with WebAssembly or without.
 */

import { aNumberColumn, checkCall } from "../base/check-call.js";
import type { CostUnit } from "../base/cost-units.js";
import type { Linkage } from "../network/linkage.js";
import { COSTS } from "../network/network-forms.js";
import { requireLimit, type WalkCosts } from "../network/walk-costs.js";
import { ENGINE_OPTIONS, K_NEAREST_OPTIONS, requireSameCosts, SEARCH_OPTIONS } from "./check.js";
import { type CostMatrix, type MatrixOptions, matrixOf, rarerSide } from "./cost-matrix.js";
import { chainGraph } from "./engine/chains.js";
import { joined } from "./engine/kernel.js";
import { nearestOf } from "./engine/nearest-of.js";
import { ownEngine, rowsTask } from "./engine/own-engine.js";
import type { Range, Rows, WholeTask } from "./engine/tasks.js";
import { wholeWeights } from "./engine/weights.js";
import { firstOfRows, type KNearest, type Nearest, type NearestOptions } from "./nearest.js";
import { placesAreRare, requireWeights, sumsByPoint, sumsOfRows, sumsTask } from "./sum-within-limit.js";
import type { SearchPool } from "./threads.js";

/** Fewer starts than these are not worth a thread. */
const ROWS_WORTH_THREADS = 256;
const SUMS_WORTH_THREADS = 4096;
/** Ranges a thread gets, so that none waits long for the others, and progress shows. */
const RANGES_PER_THREAD = 8;
const LANES = 16;

/** Threads and WebAssembly; neither changes an answer. */
export interface WalkEngineOptions {
  /** How many threads; by default all cores, as far as half of the free memory holds their tables. 1 starts none. */
  readonly threads?: number | undefined;
  /** Default true; false runs plain TypeScript, with the same answers. */
  readonly webAssembly?: boolean | undefined;
}

/** What every question may be given besides. */
export interface WorkOptions {
  /** Stops the work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called now and then with how many of the searches are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Opens an engine that runs searches on all cores.
 *
 * @param costs - a walking network seen by one profile
 * @returns the engine; `close` it to stop its threads
 * @throws {InvalidInputError} if `threads` is not a whole number from 1
 *
 * @example
 * const engine = openWalkEngine(costs, { threads: 4 });
 * const people = await engine.sum(linkNodes(costs), homes, residents, { limit: minutes(15) });
 * await engine.close();
 */
export function openWalkEngine<U extends CostUnit>(
  costs: WalkCosts<U>,
  options: WalkEngineOptions = {},
): WalkEngine<U> {
  checkCall("openWalkEngine", ["costs", costs, COSTS], ["options", options, ENGINE_OPTIONS]);
  return new WalkEngine(costs, options);
}

/** Searches on one set of costs that run on all cores; the threads stay until you close it. */
export class WalkEngine<U extends CostUnit = CostUnit> {
  /** The costs that all searches run on. */
  readonly costs: WalkCosts<U>;
  readonly #threads: number | undefined;
  readonly #webAssembly: boolean;
  #pool: SearchPool | null | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /** @internal */
  constructor(costs: WalkCosts<U>, { threads, webAssembly = true }: WalkEngineOptions) {
    this.costs = costs;
    this.#threads = threads;
    this.#webAssembly = webAssembly;
  }

  /**
   * As `nearestCosts`: one search, on the calling thread.
   *
   * @returns `cost` and `facility`, each a `Uint32Array` with one entry per block
   * @throws {InvalidInputError} if the limit is in the other unit, or a linkage was made for other costs
   */
  async nearest(
    facilities: Linkage<U>,
    blocks: Linkage<U>,
    options: NearestOptions<U> & WorkOptions,
  ): Promise<Nearest> {
    checkCall("engine.nearest", ["options", options, SEARCH_OPTIONS]);
    const { limit, direction = "to", signal } = options;
    requireSameCosts(this.costs, facilities, blocks);
    requireLimit(this.costs, limit);
    signal?.throwIfAborted();
    return nearestOf(facilities, blocks, direction === "to", limit.value, this.#webAssembly);
  }

  /**
   * As `kNearestCosts`.
   *
   * @param options.k - how many facilities per block, at least 1
   * @returns `cost` and `facility`, each a `Uint32Array` with `k` entries per block, nearest first
   * @throws {InvalidInputError} as `nearest`, or if `k` is not a whole number from 1
   */
  async kNearest(
    facilities: Linkage<U>,
    blocks: Linkage<U>,
    options: NearestOptions<U> & WorkOptions & { readonly k: number },
  ): Promise<KNearest> {
    checkCall("engine.kNearest", ["options", options, K_NEAREST_OPTIONS]);
    const { k, ...rest } = options;
    return firstOfRows(await this.matrix(blocks, facilities, rest), k);
  }

  /**
   * As `costMatrix`.
   *
   * @returns a sparse matrix: pairs past the limit are absent
   * @throws {InvalidInputError} if the limit is in the other unit, or a linkage was made for other costs
   */
  async matrix(
    rows: Linkage<U>,
    columns: Linkage<U>,
    options: MatrixOptions<U> & WorkOptions,
  ): Promise<CostMatrix> {
    checkCall("engine.matrix", ["options", options, SEARCH_OPTIONS]);
    const { limit, direction = "to", ...work } = options;
    requireSameCosts(this.costs, rows, columns);
    requireLimit(this.costs, limit);
    const { starts, others, reversed, turned } = rarerSide(rows, columns, direction);
    const task = rowsTask(starts, others, reversed, limit.value);
    const parts = await this.#run(task, starts.pointCount, ROWS_WORTH_THREADS, work);
    return matrixOf(rowsOneAfterAnother(parts as Rows[]), starts.pointCount, others.pointCount, turned);
  }

  /**
   * As `sumWithinLimit`.
   *
   * @param weights - one finite number per place
   * @returns `Float64Array` with one sum per origin
   * @throws {InvalidInputError} as `matrix`, or if `weights` does not have one finite number per place
   */
  async sum(
    origins: Linkage<U>,
    places: Linkage<U>,
    weights: ArrayLike<number>,
    options: MatrixOptions<U> & WorkOptions,
  ): Promise<Float64Array> {
    checkCall("engine.sum", ["weights", weights, aNumberColumn], ["options", options, SEARCH_OPTIONS]);
    const { limit, direction = "to", ...work } = options;
    requireSameCosts(this.costs, origins, places);
    requireLimit(this.costs, limit);
    requireWeights(weights, places);
    const whole = wholeWeights(weights);
    if (placesAreRare(origins, places)) {
      return sumsOfRows(await this.matrix(origins, places, { limit, direction, ...work }), whole);
    }
    const task = sumsTask(origins, places, whole, { limit, direction });
    const parts = await this.#run(task, origins.pointCount, SUMS_WORTH_THREADS, work);
    const sums = new Float64Array(origins.pointCount);
    let from = 0;
    for (const part of parts as Float64Array[]) {
      sumsByPoint(task, from, part, sums);
      from += part.length;
    }
    return sums;
  }

  /** Stops the threads. If you use the engine again, it starts new ones. */
  async close(): Promise<void> {
    await this.#pool?.close();
  }

  /** One piece of work after another; ranges of one side by side. */
  #run(task: WholeTask, starts: number, worthThreads: number, work: WorkOptions): Promise<unknown[]> {
    const run = this.#queue.then(() => this.#runNow(task, starts, worthThreads, work));
    this.#queue = run.catch(() => undefined);
    return run;
  }

  async #runNow(
    task: WholeTask,
    starts: number,
    worthThreads: number,
    work: WorkOptions,
  ): Promise<unknown[]> {
    const { signal, onProgress } = work;
    signal?.throwIfAborted();
    const pool = starts < worthThreads ? null : await this.#threadPool();
    const ranges = rangesOf(starts, (pool?.count ?? 1) * RANGES_PER_THREAD);
    const onDone = (done: number) => onProgress?.(ranges[done - 1].to, starts);
    const answers: unknown[] = [];
    if (pool !== null) {
      const searches = { task, webAssembly: this.#webAssembly };
      for await (const answer of pool.run(searches, ranges, { signal, onDone })) answers.push(answer);
      return answers;
    }
    const engine = ownEngine(this.#webAssembly);
    for (const range of ranges) {
      answers.push(
        task.kind === "rows" ? engine.rows({ ...task, ...range }) : engine.sums({ ...task, ...range }),
      );
      onDone(answers.length);
      // Lets the signal and whoever else waits have their turn.
      if (signal !== undefined) await new Promise((resolve) => setTimeout(resolve));
      signal?.throwIfAborted();
    }
    return answers;
  }

  /** null where one thread is asked for, or the platform has none. */
  async #threadPool(): Promise<SearchPool | null> {
    if (this.#pool !== undefined) return this.#pool;
    this.#pool = null;
    if (this.#threads === 1 || typeof process === "undefined" || typeof SharedArrayBuffer === "undefined")
      return null;
    const { searchPool, threadsAvailable } = await import("./threads.js");
    const { threadsAllowed } = await import("../base/thread-pool.js");
    if (!threadsAvailable()) return null;
    const count = this.#threads ?? threadsAllowed(bytesPerThread(this.costs));
    if (count > 1) this.#pool = searchPool(count);
    return this.#pool;
  }
}

/** Labels of sixteen searches, queue and arcs of one thread, and twice as much for the tables of a question. */
function bytesPerThread(costs: WalkCosts): number {
  const { coreCount, arcs, nodeCore } = chainGraph(costs);
  return 64 * 2 ** 20 + 100 * coreCount + arcs.byteLength + 80 * nodeCore.length;
}

/** At most `most` ranges of about the same length, a multiple of sixteen. */
function rangesOf(count: number, most: number): Range[] {
  const step = LANES * Math.max(1, Math.ceil(count / (LANES * most)));
  const ranges: Range[] = [];
  for (let from = 0; from < count; from += step) ranges.push({ from, to: Math.min(count, from + step) });
  return ranges;
}

function rowsOneAfterAnother(parts: readonly Rows[]): Rows {
  if (parts.length === 1) return parts[0];
  const first = [0];
  let before = 0;
  for (const part of parts) {
    for (let r = 1; r < part.first.length; r++) first.push(before + part.first[r]);
    before += part.column.length;
  }
  return {
    first: Uint32Array.from(first),
    column: joined(parts.map(({ column }) => column)),
    cost: joined(parts.map(({ cost }) => cost)),
  };
}
