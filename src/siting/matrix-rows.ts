/**
 * A coverage matrix row by row, and sums over the demand places that a candidate reaches.
 */
import type { CoverageMatrix } from "./coverage-matrix.js";

/** The candidates that reach demand place `i`, ascending. */
export function candidatesOf({ firstOfDemand, candidate }: CoverageMatrix, i: number): Uint32Array {
  return candidate.subarray(firstOfDemand[i], firstOfDemand[i + 1]);
}

/** Adds `by` to the count of every demand place that candidate `j` reaches. */
export function countReach(matrix: CoverageMatrix, j: number, counts: Uint32Array, by: 1 | -1): void {
  const { firstOfCandidate, demand } = matrix;
  for (let k = firstOfCandidate[j]; k < firstOfCandidate[j + 1]; k++) counts[demand[k]] += by;
}

/** Weight of the demand places that candidate `j` reaches and whose count is `among`. */
export function weightInReach(
  matrix: CoverageMatrix,
  j: number,
  { weight, counts, among }: { weight: ArrayLike<number>; counts: Uint32Array; among: number },
): number {
  const { firstOfCandidate, demand } = matrix;
  let sum = 0;
  for (let k = firstOfCandidate[j]; k < firstOfCandidate[j + 1]; k++) {
    const i = demand[k];
    if (counts[i] === among) sum += weight[i];
  }
  return sum;
}

/** Weight of the demand places that pass a test. */
export function weightWhere(weight: ArrayLike<number>, test: (i: number) => boolean): number {
  let sum = 0;
  for (let i = 0; i < weight.length; i++) if (test(i)) sum += weight[i];
  return sum;
}
