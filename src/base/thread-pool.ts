/**
 * Work on threads: a task is sent to each once, then parts of it as threads become free.
 *
 * The file that a thread runs opens the pool and, in the thread, serves it. Answers are handed on in the order of the
 * parts, so they do not depend on which thread was quicker.
 *
 * The only file that imports worker threads; load it only where threads are wanted.
 */
import { availableParallelism, freemem } from "node:os";
import { isMainThread, parentPort, type Transferable, Worker, workerData } from "node:worker_threads";
import { lookUp } from "./at.js";

/** Which file threads run, and what it calls its work. */
export interface ThreadFile {
  /** `import.meta.url` of the file, which calls `serveThread` with the same name. */
  readonly url: string;
  readonly name: string;
}

/** What a run may be given beside its parts. */
export interface RunOptions {
  /** Stops the threads; the run throws the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Parts that a thread may be ahead of the reader; default all. */
  readonly ahead?: number | undefined;
  /** Called after each part with how many are done. */
  readonly onDone?: ((done: number) => void) | undefined;
}

type Order<Task, Part> = { readonly task: Task } | { readonly index: number; readonly part: Part };
type Reply<Answer> = { readonly index: number; readonly answer: Answer } | { readonly problem: string };

/** How many threads there may be: the cores, and what fits half of the free memory. */
export function threadsAllowed(bytesPerThread: number): number {
  const fit = Math.floor(freemem() / 2 / Math.max(1, bytesPerThread));
  return Math.max(1, Math.min(availableParallelism(), fit));
}

/** Threads that stay from run to run, until closed. */
export class ThreadPool<Task, Part, Answer> {
  readonly count: number;
  readonly #file: ThreadFile;
  #workers: Worker[] = [];

  constructor(file: ThreadFile, count: number) {
    this.#file = file;
    this.count = count;
  }

  /**
   * The answers to all parts of a task, in their order; one run at a time.
   *
   * @throws what went wrong in a thread, or the reason of the signal once it aborts; the threads are stopped then, and
   *   also where the reader leaves early
   */
  async *run(
    task: Task,
    parts: readonly Part[],
    { signal, ahead = Number.POSITIVE_INFINITY, onDone }: RunOptions = {},
  ): AsyncGenerator<Answer, void, undefined> {
    signal?.throwIfAborted();
    const workers = this.#start();
    const idle = [...workers];
    const answers = new Map<number, Answer>();
    const failures: unknown[] = [];
    let [given, done, read] = [0, 0, 0];
    let wake = () => {};
    const give = () => {
      while (given < Math.min(parts.length, read + this.count * ahead)) {
        const worker = idle.shift();
        if (worker === undefined) return;
        worker.postMessage({ index: given, part: parts[given] } satisfies Order<Task, Part>);
        given++;
      }
    };
    const fail = (reason: unknown) => {
      failures.push(reason);
      wake();
    };
    const onAbort = () => fail(signal?.reason);
    signal?.addEventListener("abort", onAbort);
    for (const worker of workers) {
      worker.ref();
      worker.on("error", fail);
      worker.on("exit", () => fail(this.#problem("it ended without an answer")));
      worker.on("message", (reply: Reply<Answer>) => {
        if ("problem" in reply) return fail(this.#problem(reply.problem));
        answers.set(reply.index, reply.answer);
        idle.push(worker);
        onDone?.(++done);
        give();
        wake();
      });
      worker.postMessage({ task } satisfies Order<Task, Part>);
    }
    try {
      for (; read < parts.length; read++) {
        give();
        while (failures.length === 0 && !answers.has(read)) {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
        if (failures.length > 0) throw failures[0];
        const answer = lookUp(answers, read);
        answers.delete(read);
        yield answer;
      }
    } finally {
      signal?.removeEventListener("abort", onAbort);
      for (const worker of workers) {
        for (const event of ["message", "error", "exit"]) worker.removeAllListeners(event);
        worker.unref();
      }
      if (read < parts.length) await this.close();
    }
  }

  /** Stops the threads; a later run starts new ones. */
  async close(): Promise<void> {
    const workers = this.#workers;
    this.#workers = [];
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #start(): readonly Worker[] {
    // Threads inherit the flags of the process; that of code given as text (`node --input-type=module -e`) is for no file.
    const isText = process.execArgv.some((flag) => flag.startsWith("--input-type"));
    const flags = isText ? { execArgv: [] } : {};
    while (this.#workers.length < this.count) {
      this.#workers.push(new Worker(new URL(this.#file.url), { workerData: this.#file.name, ...flags }));
    }
    return this.#workers;
  }

  #problem(problem: string): Error {
    return new Error(`A ${this.#file.name} thread failed: ${problem}`, { cause: problem });
  }
}

/**
 * What a thread does: keeps the task it was sent, and answers part after part. Does nothing in any other thread.
 *
 * @param options.moved - buffers of an answer that go to the reader instead of being copied
 */
export function serveThread<Task, Part, Answer>(
  name: string,
  workOf: (task: Task) => (part: Part) => Answer | Promise<Answer>,
  { moved = () => [] }: { readonly moved?: ((answer: Answer) => readonly Transferable[]) | undefined } = {},
): void {
  if (isMainThread || workerData !== name || parentPort === null) return;
  const port = parentPort;
  let work: (part: Part) => Answer | Promise<Answer> = () => {
    throw new Error("a part came before the task");
  };
  port.on("message", async (order: Order<Task, Part>) => {
    try {
      if ("task" in order) work = workOf(order.task);
      else {
        const answer = await work(order.part);
        port.postMessage({ index: order.index, answer } satisfies Reply<Answer>, [...moved(answer)]);
      }
    } catch (problem) {
      const words = problem instanceof Error ? problem.message : String(problem);
      port.postMessage({ problem: words } satisfies Reply<Answer>);
    }
  });
}
