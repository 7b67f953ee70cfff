/**
 * Plans for questions that are too large for the exact solver: a good choice, and a bound from an easier model.
 *
 * | model | choice | bound |
 * |---|---|---|
 * | budget MCLP | greedy by gain a cost, then exchanges | prices with a fractional budget |
 * | LSCP, LSCP-B | greedy cover | prices; every place for the backup |
 * | BACOP1/2, least shares | that of MCLP | MCLP: nobody is covered twice who is not covered once |
 * | capacitated MCLP | that of MCLP, nearest people first | MCLP, and the p largest capacities |
 * | capacitated p-median | that of p-median, nearest people first | p-median |
 *
 * A choice that breaks a rule of the model is not a plan; then only the bound is returned.
 */

import { NO_SITE, type ServedShare } from "../plan.js";
import type { SitingProblem } from "../problem.js";
import { mayLeaveUnserved, medianPlan } from "./median-plan.js";
import { coverCounts, nearestSites, objectiveOfShares, objectiveOfSites } from "./objective.js";
import { coverBound, greedyCover } from "./set-cover.js";

export interface LargePlan {
  /** Null where no plan that keeps every rule was found. */
  readonly open: Uint8Array | null;
  readonly objective: number | null;
  readonly bound: number;
  readonly penalty: number | null;
  readonly assignment: Uint32Array;
  readonly shares: readonly ServedShare[];
}

/** A plan with a bound; see the table at the head of the file. */
export function largePlan(problem: SitingProblem): LargePlan {
  const { model } = problem;
  if (model === "lscp" || model === "lscp-b") return coverAll(problem);
  if (problem.capacity !== null) return withCapacity(problem);
  const cover = problem.budget !== null ? "budget-mclp" : model === "p-median" ? "p-median" : "mclp";
  const { open, bound, penalty } = medianPlan({ ...problem, model: cover, group: null }, { maxNodes: 0 });
  const keeps = keepsRules(problem, open);
  return {
    open: keeps ? open : null,
    objective: keeps ? objectiveOfSites(problem, open, penalty) : null,
    bound,
    penalty,
    assignment: keeps ? nearestSites(problem, open) : nobody(problem),
    shares: [],
  };
}

function coverAll(problem: SitingProblem): LargePlan {
  const open = greedyCover(problem);
  const cost = objectiveOfSites({ ...problem, model: "lscp" }, open, null);
  const isBackup = problem.model === "lscp-b";
  const bound = isBackup ? problem.matrix.demandCount : wholeUp(coverBound(problem, cost), problem.siteCost);
  const objective = objectiveOfSites(problem, open, null);
  // How many sites the backup may use is known only where the least cover is.
  const isPlan = !isBackup || wholeUp(coverBound(problem, cost), problem.siteCost) >= cost;
  return {
    open: isPlan ? open : null,
    objective: isPlan ? objective : null,
    bound,
    penalty: null,
    assignment: isPlan ? nearestSites(problem, open) : nobody(problem),
    shares: [],
  };
}

function wholeUp(bound: number, costs: Float64Array): number {
  return costs.every(Number.isInteger) ? Math.ceil(bound - 1e-6) : bound;
}

function keepsRules(problem: SitingProblem, open: Uint8Array): boolean {
  const counts = coverCounts(problem, open);
  if (problem.model === "bacop1") return counts.every((count) => count > 0);
  if (problem.group === null) return true;
  const all = new Map<number, number>();
  const met = new Map<number, number>();
  problem.group.forEach((g, i) => {
    all.set(g, (all.get(g) ?? 0) + problem.weight[i]);
    if (counts[i] > 0) met.set(g, (met.get(g) ?? 0) + problem.weight[i]);
  });
  return [...all].every(([g, people]) => (met.get(g) ?? 0) >= problem.groupShare * people * (1 - 1e-9));
}

/** The choice of the model without capacities, filled nearest first. */
function withCapacity(problem: SitingProblem): LargePlan {
  const isCover = problem.model === "capacitated-mclp";
  const easier = medianPlan(
    { ...problem, model: isCover ? "mclp" : "p-median", capacity: null },
    { maxNodes: 0 },
  );
  const shares = fillNearestFirst(problem, easier.open);
  const penalty = !isCover && mayLeaveUnserved(problem) ? easier.penalty : null;
  const served = new Set(shares.map(({ demand }) => demand));
  const everyone = problem.weight.every((people, i) => people === 0 || served.has(i));
  const isPlan = (isCover || penalty !== null || everyone) && fillsFixed(problem, shares);
  const largest = Float64Array.from(problem.capacity!).sort().reverse().slice(0, problem.p!);
  const room = largest.reduce((sum, places) => sum + places, 0);
  const assignment = nobody(problem);
  for (const { demand, candidate } of shares) assignment[demand] = candidate;
  return {
    open: isPlan ? easier.open : null,
    objective: isPlan ? objectiveOfShares(problem, shares, penalty) : null,
    bound: isCover ? Math.min(easier.bound, room) : easier.bound,
    penalty,
    assignment: isPlan ? assignment : nobody(problem),
    shares: isPlan && shares.some(({ share }) => share < 1) ? shares : [],
  };
}

/** Whether the fixed sites are filled, where they must be. */
function fillsFixed({ fillFixed, state, capacity, weight }: SitingProblem, shares: readonly ServedShare[]) {
  if (!fillFixed) return true;
  const left = Float64Array.from(capacity!);
  for (const { demand, candidate, share } of shares) left[candidate] -= share * weight[demand];
  return state.every((s, j) => s !== "fixed" || Math.abs(left[j]) <= 1e-6 * Math.max(1, capacity![j]));
}

function fillNearestFirst(
  { matrix, weight, capacity, split }: SitingProblem,
  open: Uint8Array,
): ServedShare[] {
  const pairs: { demand: number; candidate: number; cost: number }[] = [];
  for (let i = 0; i < matrix.demandCount; i++) {
    if (weight[i] === 0) continue;
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++) {
      const candidate = matrix.candidate[k];
      if (open[candidate] === 1) pairs.push({ demand: i, candidate, cost: matrix.cost[k] });
    }
  }
  pairs.sort((a, b) => a.cost - b.cost || a.demand - b.demand || a.candidate - b.candidate);
  const room = Float64Array.from(capacity!);
  const left = Float64Array.from(weight);
  const shares: ServedShare[] = [];
  for (const { demand, candidate } of pairs) {
    const people = split ? Math.min(left[demand], room[candidate]) : left[demand];
    if (people === 0 || people > room[candidate]) continue;
    room[candidate] -= people;
    left[demand] -= people;
    shares.push({ demand, candidate, share: people / weight[demand] });
  }
  return shares;
}

function nobody({ matrix }: SitingProblem): Uint32Array {
  return new Uint32Array(matrix.demandCount).fill(NO_SITE);
}
