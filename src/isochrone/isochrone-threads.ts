/**
 * Isochrones of many points on several threads, in the order of the points.
 *
 * Each thread has an engine of its own on columns that all share, and gets a few points at a time. No thread is more
 * than a few batches ahead of the reader, so a city of blocks streams through little memory. The same file is what a
 * thread runs.
 */
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import type { CostUnit } from "../base/cost-units.js";
import { sharedCopy } from "../base/shared-copy.js";
import type { Linkage } from "../network/linkage.js";
import type { IsochroneOptions, Isochrones } from "./isochrone.js";
import { IsochroneEngine } from "./isochrone-engine.js";
import { type PackedIsochrones, packIsochrones, unpackIsochrones } from "./packed-isochrones.js";

const MARK = "living-circle isochrones";
/** Points a thread gets at a time. */
const BATCH = 16;
/** Batches a thread may be ahead of the reader. */
const AHEAD = 3;

interface Work {
  readonly origins: Linkage;
  readonly options: Omit<IsochroneOptions, "point">;
}
interface Batch {
  readonly index: number;
  readonly from: number;
  readonly to: number;
}
type Order = { readonly work: Work } | { readonly batch: Batch };
type Reply =
  | { readonly index: number; readonly packed: PackedIsochrones }
  | { readonly index: number; readonly problem: string };

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
  const batches = batchesOf(origins.pointCount);
  const ready = new Map<number, PackedIsochrones>();
  let problem: unknown = null;
  let wake = () => {};
  const fail = (reason: unknown) => {
    problem ??= reason ?? new Error("stopped");
    wake();
  };
  const onAbort = () => fail(signal?.reason);
  signal?.addEventListener("abort", onAbort);
  const idle: Worker[] = [];
  const workers = Array.from({ length: count }, () => {
    const worker = new Worker(new URL(import.meta.url), { workerData: MARK });
    worker.on("error", fail);
    worker.on("message", (reply: Reply) => {
      if ("problem" in reply) return fail(new Error(`An isochrone thread failed: ${reply.problem}`));
      ready.set(reply.index, reply.packed);
      idle.push(worker);
      wake();
    });
    worker.postMessage({ work } satisfies Order);
    idle.push(worker);
    return worker;
  });
  try {
    let given = 0;
    for (let read = 0; read < batches.length; read++) {
      for (;;) {
        if (problem !== null) throw problem;
        while (idle.length > 0 && given < Math.min(batches.length, read + count * AHEAD))
          idle.pop()!.postMessage({ batch: batches[given++]! } satisfies Order);
        if (ready.has(read)) break;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      const packed = ready.get(read)!;
      ready.delete(read);
      for (const circle of unpackIsochrones<U>(packed)) {
        yield circle;
        if (problem !== null) throw problem;
      }
    }
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function batchesOf(points: number): Batch[] {
  return Array.from({ length: Math.ceil(points / BATCH) }, (_, index) => ({
    index,
    from: index * BATCH,
    to: Math.min(points, (index + 1) * BATCH),
  }));
}

/** Whether this file can be started as a thread: compiled, and not inside a bundle. */
export function canStartThreads(): boolean {
  return import.meta.url.endsWith("/isochrone-threads.js");
}

/** What a thread does: keeps the work it was sent, and answers batch after batch. */
function serve(port: NonNullable<typeof parentPort>): void {
  let answer: ((batch: Batch) => Isochrones[]) | null = null;
  port.on("message", (order: Order) => {
    if ("work" in order) {
      const { origins, options } = order.work;
      const engine = new IsochroneEngine(origins.costs);
      answer = ({ from, to }) =>
        Array.from({ length: to - from }, (_, i) => engine.run(origins, { ...options, point: from + i }));
      return;
    }
    const { index } = order.batch;
    try {
      const packed = packIsochrones(answer!(order.batch));
      port.postMessage({ index, packed } satisfies Reply, [packed.counts.buffer, packed.degrees.buffer]);
    } catch (problem) {
      port.postMessage({ index, problem: String(problem) } satisfies Reply);
    }
  });
}

if (!isMainThread && workerData === MARK && parentPort !== null) serve(parentPort);
