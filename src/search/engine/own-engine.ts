/**
 * The engine of the calling thread: the kernel where it runs, else plain TypeScript; and its tasks.
 */

import type { CostUnit } from "../../base/cost-units.js";
import type { Linkage } from "../../network/linkage.js";
import { BUCKET_SHIFT } from "./bucket-shift.js";
import { PAST_EVERY_LIMIT } from "./chains.js";
import { Kernel } from "./kernel.js";
import { placesByChain, pointsByCore } from "./place-tables.js";
import { PlainEngine } from "./plain-engine.js";
import { placesBetween } from "./square-places.js";
import type { Engine, WholeRowsTask } from "./tasks.js";

let defaultEngine: Engine | undefined;
let plain: Engine | undefined;

/** @param webAssembly - false: plain TypeScript even where the kernel runs */
export function ownEngine(webAssembly = true): Engine {
  if (webAssembly) {
    defaultEngine ??= Kernel.create() ?? new PlainEngine();
    return defaultEngine;
  }
  plain ??= new PlainEngine();
  return plain;
}

/** What every task holds for searches from `starts`, read at `others`. */
export function taskBetween(starts: Linkage, others: Linkage, reversed: boolean, limit: number) {
  const places = placesBetween(starts, others, reversed);
  return {
    ...places,
    byChain: placesByChain(places.others),
    reversed,
    limit: Math.min(limit, PAST_EVERY_LIMIT - 1),
    shift: BUCKET_SHIFT[starts.costs.unit as CostUnit],
  };
}

/** The task of a matrix, before it is cut into ranges. */
export function rowsTask(starts: Linkage, others: Linkage, reversed: boolean, limit: number): WholeRowsTask {
  const task = taskBetween(starts, others, reversed, limit);
  return { kind: "rows", ...task, byCore: pointsByCore(task.others) };
}
