/**
 * Isochrones of many points on several threads, in the order of the points.
 *
 * Each thread has an engine of its own on columns that all share, and gets a few points at a time. No thread is more
 * than a few batches ahead of the reader, so a city of blocks streams through little memory. The same file is what a
 * thread runs.
 */
import type { CostUnit } from "../base/cost-units.js";
import { sharedCopy } from "../base/shared-copy.js";
import { serveThread, ThreadPool } from "../base/thread-pool.js";
import type { Linkage } from "../network/linkage.js";
import type { IsochroneOptions, Isochrones } from "./isochrone.js";
import { IsochroneEngine } from "./isochrone-engine.js";
import { type PackedIsochrones, packIsochrones, unpackIsochrones } from "./packed-isochrones.js";

const NAME = "isochrone";
/** Points a thread gets at a time. */
const BATCH = 16;
/** Batches a thread may be ahead of the reader. */
const AHEAD = 3;

interface Work {
  readonly origins: Linkage;
  readonly options: Omit<IsochroneOptions, "point">;
}
interface Batch {
  readonly from: number;
  readonly to: number;
}

/** Whether this file can be started as a thread: compiled, and not inside a bundle. */
export function canStartThreads(): boolean {
  return import.meta.url.endsWith("/isochrone-threads.js");
}

/**
 * The isochrones of all points, by threads that end with the loop that reads them.
 *
 * @param origins - checked already, as are the options
 * @throws the reason of the signal once it aborts
 */
export async function* isochronesOnThreads<U extends CostUnit>(
  origins: Linkage<U>,
  options: Omit<IsochroneOptions<U>, "point">,
  { count, signal }: { readonly count: number; readonly signal: AbortSignal | undefined },
): AsyncGenerator<Isochrones<U>, void, undefined> {
  const work = { origins: sharedCopy(origins), options } as unknown as Work;
  const pool = new ThreadPool<Work, Batch, PackedIsochrones>({ url: import.meta.url, name: NAME }, count);
  try {
    for await (const packed of pool.run(work, batchesOf(origins.pointCount), { signal, ahead: AHEAD })) {
      for (const circle of unpackIsochrones<U>(packed)) {
        yield circle;
        signal?.throwIfAborted();
      }
    }
  } finally {
    await pool.close();
  }
}

function batchesOf(points: number): Batch[] {
  return Array.from({ length: Math.ceil(points / BATCH) }, (_, index) => ({
    from: index * BATCH,
    to: Math.min(points, (index + 1) * BATCH),
  }));
}

serveThread<Work, Batch, PackedIsochrones>(
  NAME,
  ({ origins, options }) => {
    const engine = new IsochroneEngine(origins.costs);
    return ({ from, to }) =>
      packIsochrones(
        Array.from({ length: to - from }, (_, i) => engine.run(origins, { ...options, point: from + i })),
      );
  },
  { moved: ({ counts, degrees }) => [counts.buffer, degrees.buffer] },
);
