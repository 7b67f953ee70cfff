/**
 * Threads for many-origin work: each runs an engine of its own on tables that all share.
 *
 * The only file that imports worker threads; loaded only where more than one thread is asked for. The same file is
 * what a thread runs. A task is sent once, then ranges of its starts as threads become free; answers are put
 * together by range, so they do not depend on which thread was quicker.
 */
import { availableParallelism, freemem } from "node:os";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { ownEngine } from "./engine/own-engine.js";
import type { Range, Rows, RowsTask, SumsTask, WholeTask } from "./engine/tasks.js";

const MARK = "living-circle search";

type Answer = Rows | Float64Array;
type Order =
  | { readonly task: WholeTask; readonly webAssembly: boolean }
  | { readonly range: Range; readonly index: number };
type Reply =
  | { readonly index: number; readonly answer: Answer }
  | { readonly index: number; readonly problem: string };

/** How many threads there may be: the cores, and what fits half of the free memory. */
export function threadsAllowed(bytesPerThread: number): number {
  const fit = Math.floor(freemem() / 2 / Math.max(1, bytesPerThread));
  return Math.max(1, Math.min(availableParallelism(), fit));
}

/** Whether this file can be started as a thread: compiled, and not inside a bundle. */
export function threadsAvailable(): boolean {
  return import.meta.url.endsWith("/threads.js");
}

/** Threads that are kept from call to call, until closed. */
export class ThreadPool {
  readonly count: number;
  #workers: Worker[] = [];

  constructor(count: number) {
    this.count = count;
  }

  /**
   * The answers to all ranges, in their order.
   *
   * @param options.onDone - called after each range with how many are done
   * @throws the reason of the signal once it aborts; the threads are stopped then
   */
  async run(
    task: WholeTask,
    ranges: readonly Range[],
    options: { webAssembly: boolean; signal: AbortSignal | undefined; onDone: (done: number) => void },
  ): Promise<Answer[]> {
    const { webAssembly, signal, onDone } = options;
    const workers = this.#start();
    const answers: Answer[] = [];
    let next = 0;
    let done = 0;
    let onAbort = () => {};
    try {
      await new Promise<void>((resolve, reject) => {
        onAbort = () => reject(signal?.reason);
        signal?.addEventListener("abort", onAbort);
        if (ranges.length === 0) resolve();
        const give = (worker: Worker) => {
          if (next === ranges.length) return;
          worker.postMessage({ range: ranges[next]!, index: next } satisfies Order);
          next++;
        };
        for (const worker of workers) {
          worker.ref();
          worker.on("error", reject);
          worker.on("message", (reply: Reply) => {
            if ("problem" in reply) return reject(new Error(`A search thread failed: ${reply.problem}`));
            answers[reply.index] = reply.answer;
            onDone(++done);
            if (done === ranges.length) resolve();
            else give(worker);
          });
          worker.postMessage({ task, webAssembly } satisfies Order);
          give(worker);
        }
      });
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      signal?.removeEventListener("abort", onAbort);
      for (const worker of this.#workers) {
        worker.removeAllListeners("message");
        worker.removeAllListeners("error");
        worker.unref();
      }
    }
    return answers;
  }

  /** Stops the threads; a later run starts new ones. */
  async close(): Promise<void> {
    const workers = this.#workers;
    this.#workers = [];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #start(): readonly Worker[] {
    while (this.#workers.length < this.count) {
      this.#workers.push(new Worker(new URL(import.meta.url), { workerData: MARK }));
    }
    return this.#workers;
  }
}

/** What a thread does: keeps the task it was sent, and answers range after range. */
function serve(port: NonNullable<typeof parentPort>): void {
  let work: ((range: Range) => Answer) | null = null;
  port.on("message", (order: Order) => {
    if ("task" in order) {
      const engine = ownEngine(order.webAssembly);
      const { task } = order;
      work = (range) =>
        task.kind === "rows"
          ? engine.rows({ ...task, ...range } satisfies RowsTask)
          : engine.sums({ ...task, ...range } satisfies SumsTask);
      return;
    }
    try {
      port.postMessage({ index: order.index, answer: work!(order.range) } satisfies Reply);
    } catch (problem) {
      port.postMessage({ index: order.index, problem: String(problem) } satisfies Reply);
    }
  });
}

if (!isMainThread && workerData === MARK && parentPort !== null) serve(parentPort);
