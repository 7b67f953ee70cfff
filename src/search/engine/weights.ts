/**
 * Weights as whole numbers, so that a sum is the same in whatever order it is added up.
 *
 * Whole weights are taken as they are. Others are rounded to the finest power of two at which the sum of all still
 * fits 53 bits: an error below 2^-53 of that sum for each weight.
 */

export interface WholeWeights {
  /** Whole numbers; sums of them times `unit` are the sums of the weights. */
  readonly values: Float64Array;
  readonly unit: number;
  /** The same where no sum can pass 32 bits, else null. */
  readonly narrow: Uint32Array | null;
}

/** @param weights - finite numbers */
export function wholeWeights(weights: ArrayLike<number>): WholeWeights {
  let total = 0;
  let whole = true;
  let negative = false;
  for (let p = 0; p < weights.length; p++) {
    const weight = weights[p];
    total += Math.abs(weight);
    if (weight < 0) negative = true;
    if (!Number.isInteger(weight)) whole = false;
  }
  if (whole && total < 2 ** 53) {
    const values = Float64Array.from(weights);
    return { values, unit: 1, narrow: !negative && total < 2 ** 32 ? Uint32Array.from(weights) : null };
  }
  const unit = 2 ** (Math.ceil(Math.log2(total)) - 52);
  return { values: Float64Array.from(weights, (weight) => Math.round(weight / unit)), unit, narrow: null };
}
