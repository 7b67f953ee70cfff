/**
 * Whole numbers of 64 bits, as databases and Parquet hold them.
 */

/** The number itself where it is exact, else its digits. */
export function numberOrText(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}
