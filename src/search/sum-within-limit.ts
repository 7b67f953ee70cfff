/**
 * How much of something lies within a walk: people around a canteen, places around a block.
 *
 * Method: sixteen neighbouring origins share one search (see `kernel/lane-search.ts`). Sums are of whole numbers, so
 * that they do not depend on the order of adding.
 */

import { aNumberColumn, checkCall } from "../base/check-call.js";
import type { CostUnit } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import type { Linkage } from "../network/linkage.js";
import { requireLimit, type WalkCosts } from "../network/walk-costs.js";
import { requireSameCosts, SEARCH_OPTIONS } from "./check.js";
import { type CostMatrix, costMatrix, type MatrixOptions } from "./cost-matrix.js";
import { laneOrder } from "./engine/lane-order.js";
import { laneTables } from "./engine/lane-tables.js";
import { ownEngine, taskBetween } from "./engine/own-engine.js";
import type { WholeSumsTask } from "./engine/tasks.js";
import { type WholeWeights, wholeWeights } from "./engine/weights.js";

/** A search of sixteen lanes costs about four single ones. */
const RARE = 4;

/**
 * Sum of `weights` over the places within the limit of each origin: people around a clinic, jobs around a home.
 *
 * @param origins - where the `o` origins join the streets
 * @param places - where the `p` places join the streets
 * @param weights - one finite number per place
 * @param options.direction - `to` (default): walks run from the origin to the place
 * @returns `Float64Array` of length `o`. Whole weights are added exactly; others are first rounded to the finest power
 *   of two at which the sum of all fits 53 bits, so that equal input gives equal bytes on every engine
 * @throws {InvalidInputError} if `weights` does not have one finite number per place, or as `costMatrix`
 *
 * @example
 * const people = sumWithinLimit(costs, pharmacies, homes, residents, { limit: minutes(10), direction: "from" });
 */
export function sumWithinLimit<U extends CostUnit>(
  costs: WalkCosts<U>,
  origins: Linkage<NoInfer<U>>,
  places: Linkage<NoInfer<U>>,
  weights: ArrayLike<number>,
  options: MatrixOptions<NoInfer<U>>,
): Float64Array {
  checkCall("sumWithinLimit", ["weights", weights, aNumberColumn], ["options", options, SEARCH_OPTIONS]);
  requireSameCosts(costs, origins, places);
  requireWeights(weights, places);
  requireLimit(costs, options.limit);
  const whole = wholeWeights(weights);
  if (placesAreRare(origins, places)) return sumsOfRows(costMatrix(costs, origins, places, options), whole);
  const task = sumsTask(origins, places, whole, options);
  return sumsByPoint(task, 0, ownEngine().sums({ ...task, from: 0, to: origins.pointCount }));
}

/** Whether one search a place is less work than a search for every sixteen origins. */
export function placesAreRare(origins: Linkage, places: Linkage): boolean {
  return places.pointCount * RARE < origins.pointCount;
}

/** The sums of a matrix whose columns are the places. */
export function sumsOfRows(
  { rows, first, column }: CostMatrix,
  { values, unit }: WholeWeights,
): Float64Array {
  const sums = new Float64Array(rows);
  for (let o = 0; o < rows; o++) {
    let whole = 0;
    for (let k = first[o]; k < first[o + 1]; k++) whole += values[column[k]];
    sums[o] = whole * unit;
  }
  return sums;
}

/** Checks apart, what an engine is asked; `from` and `to` are still to be chosen. */
export function sumsTask<U extends CostUnit>(
  origins: Linkage<U>,
  places: Linkage<U>,
  weights: WholeWeights,
  { limit, direction = "to" }: MatrixOptions<NoInfer<U>>,
): WholeSumsTask {
  const task = taskBetween(origins, places, direction === "from", limit.value);
  return {
    kind: "sums",
    ...task,
    weights,
    tables: laneTables(task.others, weights),
    order: laneOrder(task.starts),
  };
}

/** Puts whole sums, given in the order of `task.order` from position `from`, at their points, in the weights' unit. */
export function sumsByPoint(
  { order, weights }: Pick<WholeSumsTask, "order" | "weights">,
  from: number,
  sums: Float64Array,
  into: Float64Array = new Float64Array(order.length),
): Float64Array {
  for (let i = 0; i < sums.length; i++) into[order[from + i]] = sums[i] * weights.unit;
  return into;
}

/** @throws {InvalidInputError} if there is not one finite number a place */
export function requireWeights(weights: ArrayLike<number>, places: Linkage): void {
  if (weights.length !== places.pointCount) {
    throw new InvalidInputError(`${weights.length} weights were given for ${places.pointCount} places`);
  }
  for (let p = 0; p < weights.length; p++) {
    if (!Number.isFinite(weights[p]))
      throw new InvalidInputError(`Weight ${p} is ${weights[p]}: expected a number`);
  }
}
