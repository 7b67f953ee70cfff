/**
 * Threads for many-origin work: each runs an engine of its own on tables that all share.
 *
 * Loaded only where more than one thread is asked for. The same file is what a thread runs.
 */
import { serveThread, ThreadPool } from "../base/thread-pool.js";
import { ownEngine } from "./engine/own-engine.js";
import type { Range, Rows, RowsTask, SumsTask, WholeTask } from "./engine/tasks.js";

const NAME = "search";

interface SearchTask {
  readonly task: WholeTask;
  readonly webAssembly: boolean;
}

export type SearchPool = ThreadPool<SearchTask, Range, Rows | Float64Array>;

/** Whether this file can be started as a thread: compiled, and not inside a bundle. */
export function threadsAvailable(): boolean {
  return import.meta.url.endsWith("/threads.js");
}

/** Threads that stay from call to call, until closed. */
export function searchPool(count: number): SearchPool {
  return new ThreadPool({ url: import.meta.url, name: NAME }, count);
}

serveThread<SearchTask, Range, Rows | Float64Array>(NAME, ({ task, webAssembly }) => {
  const engine = ownEngine(webAssembly);
  return (range) =>
    task.kind === "rows"
      ? engine.rows({ ...task, ...range } satisfies RowsTask)
      : engine.sums({ ...task, ...range } satisfies SumsTask);
});
