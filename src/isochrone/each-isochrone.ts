/**
 * One isochrone a point, for thousands of points, one at a time.
 *
 * The memory of the engine is used again from point to point, and only one answer exists at a time, so a whole city of
 * blocks can be streamed to a file.
 */

import { checkCall } from "../base/check-call.js";
import type { CostUnit } from "../base/cost-units.js";
import type { Linkage } from "../network/linkage.js";
import type { WalkCosts } from "../network/walk-costs.js";
import { WORK_OPTIONS } from "../search/check.js";
import type { IsochroneOptions, Isochrones } from "./isochrone.js";
import { IsochroneEngine, requireAnswerable } from "./isochrone-engine.js";

/** As for `isochrone`, with a signal and progress, since thousands of points take their time. */
export interface EachIsochroneOptions<U extends CostUnit = CostUnit>
  extends Omit<IsochroneOptions<U>, "point"> {
  /** Stops between two points; the signal's reason is thrown. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each point with how many are done. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/**
 * The isochrone of every point of a linkage, in order, one at a time.
 *
 * @param costs - a walking network seen by one profile
 * @param origins - linked points; an unlinked one gives an empty isochrone with its note
 * @returns one result per point, in their order
 * @throws {InvalidInputError} as `isochrone`, when you ask for the first one
 *
 * @example
 * for (const area of eachIsochrone(costs, pharmacies, { cutoffs: [minutes(15)] })) console.log(area.reachedMm[0]);
 */
export function* eachIsochrone<U extends CostUnit>(
  costs: WalkCosts<U>,
  origins: Linkage<NoInfer<U>>,
  options: EachIsochroneOptions<NoInfer<U>>,
): Generator<Isochrones<U>, void, undefined> {
  checkCall("eachIsochrone", ["options", options, WORK_OPTIONS]);
  const { signal, onProgress, ...shape } = options;
  requireAnswerable(costs, origins, shape);
  const engine = new IsochroneEngine(costs);
  for (let point = 0; point < origins.pointCount; point++) {
    signal?.throwIfAborted();
    yield engine.run(origins, { ...shape, point });
    onProgress?.(point + 1, origins.pointCount);
  }
}
