/**
 * One isochrone a point, for thousands of points, on all cores.
 */

import { checkCall } from "../base/check-call.js";
import type { CostUnit } from "../base/cost-units.js";
import type { Linkage } from "../network/linkage.js";
import type { WalkCosts } from "../network/walk-costs.js";
import { WORK_OPTIONS } from "../search/check.js";
import { type EachIsochroneOptions, eachIsochrone } from "./each-isochrone.js";
import type { Isochrones } from "./isochrone.js";
import { requireAnswerable } from "./isochrone-engine.js";

/** Fewer points than these are not worth starting threads. */
const POINTS_WORTH_THREADS = 64;

/** As for `eachIsochrone`, and on how many threads. */
export interface StreamIsochroneOptions<U extends CostUnit = CostUnit> extends EachIsochroneOptions<U> {
  /** How many threads; by default all cores, as far as half of the free memory holds their tables. 1 starts none. */
  readonly threads?: number | undefined;
}

/**
 * The isochrone of every point of a linkage, in order, on all cores: the same bytes as `eachIsochrone` for any number
 * of threads. Only a few results exist at a time; the threads end with the loop, also when you leave it early.
 *
 * @param costs - a walking network seen by one profile
 * @param origins - linked points; an unlinked one gives an empty isochrone with its note
 * @returns one result per point, in their order
 * @throws {InvalidInputError} as `isochrone`, or if `threads` is not a whole number from 1
 * @throws the reason of the signal, once it aborts
 *
 * @example
 * for await (const area of streamIsochrones(costs, pharmacies, { cutoffs: [minutes(15)] })) {
 *   console.log(toGeoJSON(area).features.length);
 * }
 */
export async function* streamIsochrones<U extends CostUnit>(
  costs: WalkCosts<U>,
  origins: Linkage<NoInfer<U>>,
  options: StreamIsochroneOptions<NoInfer<U>>,
): AsyncGenerator<Isochrones<U>, void, undefined> {
  checkCall("streamIsochrones", ["options", options, WORK_OPTIONS]);
  const { threads, signal, onProgress, ...shape } = options;
  requireAnswerable(costs, origins, shape);
  signal?.throwIfAborted();
  const total = origins.pointCount;
  let done = 0;
  for await (const circle of await circlesOf(costs, origins, { ...shape, threads, signal })) {
    yield circle;
    onProgress?.(++done, total);
    signal?.throwIfAborted();
  }
}

async function circlesOf<U extends CostUnit>(
  costs: WalkCosts<U>,
  origins: Linkage<NoInfer<U>>,
  {
    threads,
    signal,
    ...options
  }: Omit<StreamIsochroneOptions<NoInfer<U>>, "threads" | "signal"> & {
    threads: number | undefined;
    signal: AbortSignal | undefined;
  },
): Promise<AsyncIterable<Isochrones<U>>> {
  if (
    threads !== 1 &&
    origins.pointCount >= POINTS_WORTH_THREADS &&
    typeof SharedArrayBuffer !== "undefined"
  ) {
    const { canStartThreads, isochronesOnThreads } = await import("./isochrone-threads.js");
    const { threadsAllowed } = await import("../base/thread-pool.js");
    const count = threads ?? threadsAllowed(bytesPerThread(costs));
    if (count > 1 && canStartThreads()) return isochronesOnThreads(origins, options, { count, signal });
  }
  return oneByOne(eachIsochrone(costs, origins, options));
}

/** Lets the signal, and whoever else waits, have their turn between two points. */
async function* oneByOne<T>(items: Iterable<T>): AsyncGenerator<T, void, undefined> {
  for (const item of items) {
    yield item;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Labels, queue and marks of a search, and a band of the grid. */
function bytesPerThread({ network }: WalkCosts): number {
  return 64 * 2 ** 20 + 32 * network.nodeCount + 16 * network.edgeCount;
}
