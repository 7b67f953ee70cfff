/**
 * Amounts with few decimals as whole numbers, so that sums are exact and equal plans compare equal.
 */

/** Sums of whole numbers up to here are exact. */
export const LARGEST_EXACT = 2 ** 50;

/** The power of ten (1 … 10^6) that makes all finite values whole; null if none does. */
export function wholeFactor(values: ArrayLike<number>): number | null {
  let factor = 1;
  for (let k = 0; k < values.length; k++) {
    const value = values[k];
    if (!Number.isFinite(value)) continue;
    while (Math.abs(Math.round(value * factor) - value * factor) > 1e-9 * Math.max(1, value)) {
      factor *= 10;
      if (factor > 1e6) return null;
    }
  }
  return factor;
}
