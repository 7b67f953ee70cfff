/**
 * A choice of sites → who is served by which, and what the model says of it.
 *
 * Computed from the question itself, not from the solver's numbers.
 */
import { NO_SITE, type ServedShare } from "../plan.js";
import type { SitingProblem } from "../problem.js";
import { wholeFactor } from "./whole-factor.js";

/** Each place goes to its cheapest open site, ties to the lower index. */
export function nearestSites({ matrix }: SitingProblem, open: Uint8Array): Uint32Array {
  return Uint32Array.from({ length: matrix.demandCount }, (_, i) => {
    let best = NO_SITE;
    let least = Number.POSITIVE_INFINITY;
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++) {
      if (open[matrix.candidate[k]] === 0 || matrix.cost[k] >= least) continue;
      least = matrix.cost[k];
      best = matrix.candidate[k];
    }
    return best;
  });
}

/** How many open sites cover each place. */
export function coverCounts({ matrix }: SitingProblem, open: Uint8Array): Uint32Array {
  const counts = new Uint32Array(matrix.demandCount);
  for (let j = 0; j < matrix.candidateCount; j++) {
    if (open[j] === 0) continue;
    for (let k = matrix.firstOfCandidate[j]; k < matrix.firstOfCandidate[j + 1]; k++)
      counts[matrix.demand[k]]++;
  }
  return counts;
}

/** The model's objective for a choice of sites; assignment models are computed by `objectiveOfShares`. */
export function objectiveOfSites(problem: SitingProblem, open: Uint8Array, penalty: number | null): number {
  const { model, weight, matrix, siteCost, firstCoverWeight } = problem;
  const counts = coverCounts(problem, open);
  const people = (atLeast: number) => exactSum(counts, (count, i) => (count >= atLeast ? weight[i] : 0));
  switch (model) {
    case "lscp":
      return exactSum(open, (o, j) => o * siteCost[j]);
    case "lscp-b":
      return counts.reduce((n, count) => n + (count >= 2 ? 1 : 0), 0);
    case "bacop1":
      return people(2);
    case "bacop2":
      return firstCoverWeight * people(1) + (1 - firstCoverWeight) * people(2);
    case "p-center":
      return largestCost(problem, open);
    case "p-median":
    case "capacitated-p-median":
      return exactSum(nearestSites(problem, open), (site, i) => {
        if (weight[i] === 0) return 0;
        return weight[i] * (site === NO_SITE ? (penalty ?? 0) : pairCost(matrix, i, site));
      });
    default:
      return people(1);
  }
}

/** p-center: the longest way to the nearest site, or infinite. */
export function largestCost(problem: SitingProblem, open: Uint8Array): number {
  return nearestSites(problem, open).reduce(
    (most, site, i) =>
      Math.max(most, site === NO_SITE ? Number.POSITIVE_INFINITY : pairCost(problem.matrix, i, site)),
    0,
  );
}

/** Cost between a place and a candidate that reaches it. */
function pairCost(matrix: SitingProblem["matrix"], demand: number, candidate: number): number {
  for (let k = matrix.firstOfDemand[demand]; k < matrix.firstOfDemand[demand + 1]; k++) {
    if (matrix.candidate[k] === candidate) return matrix.cost[k];
  }
  return Number.POSITIVE_INFINITY;
}

/** The assignment models' objective from who serves whom. */
export function objectiveOfShares(
  problem: SitingProblem,
  shares: readonly ServedShare[],
  penalty: number | null,
): number {
  const { weight, matrix, model } = problem;
  const isCover = model === "capacitated-mclp";
  const left = Float64Array.from(weight, (people) => (people > 0 ? 1 : 0));
  let sum = 0;
  for (const { demand, candidate, share } of shares) {
    sum += share * weight[demand] * (isCover ? 1 : pairCost(matrix, demand, candidate));
    left[demand] -= share;
  }
  if (!isCover && penalty !== null) {
    left.forEach((rest, i) => {
      if (rest > 1e-9) sum += rest * weight[i] * penalty;
    });
  }
  return trimmed(sum);
}

/** Shares are fractions of floating point; sums of a few decimals are rounded back to them. */
function trimmed(value: number): number {
  const near = Math.round(value * 1e6) / 1e6;
  return Math.abs(near - value) <= 1e-7 * Math.max(1, Math.abs(value)) ? near : value;
}

/** A sum without rounding where the terms have few decimals. */
function exactSum(over: ArrayLike<number>, term: (value: number, index: number) => number): number {
  const terms = Float64Array.from(over, term);
  const factor = wholeFactor(terms) ?? 1;
  if (factor === 1) return terms.reduce((sum, value) => sum + value, 0);
  return terms.reduce((sum, value) => sum + Math.round(value * factor), 0) / factor;
}
