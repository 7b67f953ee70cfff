/**
 * Medians and weighted quantiles: always one of the values, never a number between two.
 */
import { itemAt } from "./at.js";
import { UNREACHED } from "./cost-units.js";

/** The middle value, of two the lower; NaN where there is none. */
export function lowerMedian(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}

/** The middle value, of two the higher; NaN where there is none. */
export function upperMedian(values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** From where to where all but the outermost 0.3 % on each side lie; 0 and 0 where there is nothing. */
export function middlePart(values: ArrayLike<number>): [low: number, high: number] {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return [0, 0];
  const at = (share: number) => itemAt(sorted, Math.round(share * (sorted.length - 1)));
  return [at(0.003), at(0.997)];
}

/**
 * The smallest value at or below which at least `share` of the weight lies.
 *
 * @returns null where nothing is reached or nothing weighs
 */
export function weightedQuantile(
  column: Uint32Array,
  weights: readonly number[],
  share: number,
): number | null {
  const order = Uint32Array.from(column, (_, i) => i)
    .filter((i) => column[i] !== UNREACHED && weights[i] > 0)
    .sort((a, b) => column[a] - column[b] || weights[a] - weights[b]);
  const total = order.reduce((sum, i) => sum + weights[i], 0);
  let below = 0;
  for (const i of order) {
    below += weights[i];
    if (below >= share * total) return column[i];
  }
  return null;
}
