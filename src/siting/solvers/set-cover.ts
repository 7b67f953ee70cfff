/**
 * Covering everything with few or cheap sites, where the exact model does not fit.
 *
 * Greedy by newly covered places a cost: at most H(n) = 1 + 1/2 + … + 1/n times the least cost, n places (Chvátal
 * 1979); then sites that turned out needless are closed. The bound is Lagrangian (prices on places, as in
 * `lagrangian.ts`, with the number of sites free).
 */
import type { SitingProblem } from "../problem.js";

/** @returns a mask of sites that covers every place that can be covered, the fixed and movable ones included */
export function greedyCover({ matrix, siteCost, state }: SitingProblem): Uint8Array {
  const open = Uint8Array.from(state, (s) => (s === "fixed" || s === "movable" ? 1 : 0));
  const covered = new Uint32Array(matrix.demandCount);
  const fresh = new Uint32Array(matrix.candidateCount);
  for (let j = 0; j < open.length; j++)
    fresh[j] = matrix.firstOfCandidate[j + 1] - matrix.firstOfCandidate[j];
  const add = (j: number) => {
    for (let k = matrix.firstOfCandidate[j]; k < matrix.firstOfCandidate[j + 1]; k++) {
      const i = matrix.demand[k];
      if (covered[i]++ > 0) continue;
      for (let l = matrix.firstOfDemand[i]; l < matrix.firstOfDemand[i + 1]; l++)
        fresh[matrix.candidate[l]]--;
    }
  };
  for (let j = 0; j < open.length; j++) if (open[j] === 1) add(j);
  for (;;) {
    let best = -1;
    for (let j = 0; j < open.length; j++) {
      if (fresh[j] === 0 || open[j] === 1) continue;
      if (best < 0 || fresh[j] * siteCost[best] > fresh[best] * siteCost[j]) best = j;
    }
    if (best < 0) break;
    open[best] = 1;
    add(best);
  }
  closeNeedless({ matrix, siteCost, state }, open, covered);
  return open;
}

function closeNeedless(
  { matrix, siteCost, state }: Pick<SitingProblem, "matrix" | "siteCost" | "state">,
  open: Uint8Array,
  covered: Uint32Array,
): void {
  const dearest = [...open.keys()]
    .filter((j) => open[j] === 1 && state[j] !== "fixed" && state[j] !== "movable")
    .sort((a, b) => siteCost[b] - siteCost[a] || b - a);
  for (const j of dearest) {
    const places = matrix.demand.subarray(matrix.firstOfCandidate[j], matrix.firstOfCandidate[j + 1]);
    if (places.some((i) => covered[i] < 2)) continue;
    open[j] = 0;
    for (const i of places) covered[i]--;
  }
}

/** No cover costs less than this. @param upper - cost of a cover that is known */
export function coverBound({ matrix, siteCost, state }: SitingProblem, upper: number, rounds = 400): number {
  const price = new Float64Array(matrix.demandCount);
  for (let i = 0; i < price.length; i++) {
    const reach = matrix.firstOfDemand[i + 1] - matrix.firstOfDemand[i];
    if (reach > 0) price[i] = upper / Math.max(1, matrix.demandCount);
  }
  const worth = new Float64Array(matrix.candidateCount);
  let best = 0;
  let agility = 1;
  let idle = 0;
  for (let round = 0; round < rounds && agility > 1e-3; round++) {
    let bound = 0;
    worth.set(siteCost);
    for (let i = 0; i < price.length; i++) {
      bound += price[i];
      for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++)
        worth[matrix.candidate[k]] -= price[i];
    }
    const isOpen = (j: number) => worth[j] < 0 || state[j] === "fixed";
    for (let j = 0; j < worth.length; j++) if (isOpen(j)) bound += worth[j];
    if (bound > best + 1e-9) [best, idle] = [bound, 0];
    else if (++idle >= 15) [agility, idle] = [agility / 2, 0];
    const short = new Float64Array(price.length);
    let norm = 0;
    for (let i = 0; i < price.length; i++) {
      if (matrix.firstOfDemand[i] === matrix.firstOfDemand[i + 1]) continue;
      let count = 0;
      for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++)
        if (isOpen(matrix.candidate[k])) count++;
      short[i] = 1 - count;
      norm += short[i] ** 2;
    }
    if (norm === 0) break;
    const step = (agility * Math.max(upper * 1.005 - bound, 1e-9)) / norm;
    for (let i = 0; i < price.length; i++) price[i] = Math.max(0, price[i] + step * short[i]);
  }
  return best;
}
