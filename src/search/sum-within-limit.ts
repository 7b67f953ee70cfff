/**
 * How much of something lies within a walk: people around a canteen, places around a block.
 *
 * Layer: search. Imports network, units, errors.
 */
import { InvalidInputError } from "../errors.js";
import type { Linkage } from "../network/linkage.js";
import type { WalkCosts } from "../network/walk-costs.js";
import type { CostUnit } from "../units.js";
import { costMatrix, type MatrixOptions } from "./cost-matrix.js";

/**
 * Sum of `weights` over the places within the limit of each origin.
 *
 * @param origins - where the `o` origins join the streets
 * @param places - where the `p` places join the streets
 * @param weights - one finite number a place
 * @param options.direction - `to` (default): walks run from the origin to the place
 * @returns `Float64Array` of length `o`, added up in the order of the places, so that equal input gives equal bytes
 * @throws {InvalidInputError} if `weights` has not one finite number a place, or as `costMatrix`
 */
export function sumWithinLimit<U extends CostUnit>(
  costs: WalkCosts<U>,
  origins: Linkage<U>,
  places: Linkage<U>,
  weights: ArrayLike<number>,
  options: MatrixOptions<U>,
): Float64Array {
  if (weights.length !== places.pointCount) {
    throw new InvalidInputError(`${weights.length} weights were given for ${places.pointCount} places`);
  }
  for (let p = 0; p < weights.length; p++) {
    if (!Number.isFinite(weights[p]))
      throw new InvalidInputError(`Weight ${p} is ${weights[p]}: due is a number`);
  }
  const { first, column, rows } = costMatrix(costs, origins, places, options);
  const sum = new Float64Array(rows);
  for (let o = 0; o < rows; o++) {
    let total = 0;
    for (let k = first[o]!; k < first[o + 1]!; k++) total += weights[column[k]!]!;
    sum[o] = total;
  }
  return sum;
}
