/**
 * What a search found → the plan that users get.
 */
import { unreachableDemand } from "../coverage-matrix.js";
import { gapOf, NO_SITE, type SitingMethod, type SitingPlan, type SitingStatus } from "../plan.js";
import type { SitingProblem } from "../problem.js";
import { largePlan } from "./large-plan.js";

/** The outcome of a search, whatever the search was. */
export interface Solution {
  readonly status: SitingStatus;
  readonly method: SitingMethod;
  readonly open: Uint8Array | null;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly penalty?: number | null | undefined;
  readonly assignment?: Uint32Array | undefined;
  readonly shares?: SitingPlan["shares"] | undefined;
  readonly reason?: string | null | undefined;
}

export const NOTHING = { method: "none", open: null, objective: null, bound: null } as const;

export function toPlan(problem: SitingProblem, seed: number, solution: Solution): SitingPlan {
  const { status, method, open, objective, bound } = solution;
  return {
    model: problem.model,
    status,
    method,
    objective,
    bound,
    gap: gapOf(objective, bound),
    seed,
    sites: open === null ? [] : [...open.keys()].filter((j) => open[j] === 1),
    assignment: solution.assignment ?? new Uint32Array(problem.matrix.demandCount).fill(NO_SITE),
    shares: solution.shares ?? [],
    unreachable: unreachableDemand(problem.matrix),
    penalty: solution.penalty ?? null,
    reason: solution.reason ?? null,
  };
}

/** A fixed site that all people in its reach together do not fill; null where there is none. */
function unfilledSite({ matrix, weight, capacity, state }: SitingProblem): string | null {
  const inReach = new Float64Array(matrix.candidateCount);
  for (let i = 0; i < matrix.demandCount; i++)
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++)
      inReach[matrix.candidate[k]] += weight[i];
  const j = state.findIndex((s, site) => s === "fixed" && inReach[site] < (capacity?.[site] ?? 0) - 1e-9);
  if (j < 0) return null;
  return `the fixed site ${j} must be filled with ${capacity?.[j]} people when ${inReach[j]} are in its reach`;
}

/** What can be told to be impossible without a search; null if nothing can. */
export function impossible(problem: SitingProblem): Solution | null {
  const { model, state, p, budget, siteCost } = problem;
  const infeasible = (reason: string): Solution => ({ ...NOTHING, status: "infeasible", reason });
  const coversAll = ["lscp", "lscp-b", "bacop1", "p-center"].includes(model);
  const unreachable = coversAll ? unreachableDemand(problem.matrix).length : 0;
  if (unreachable > 0) return infeasible(`no candidate reaches ${unreachable} demand places`);
  const fixed = state.filter((s) => s === "fixed").length;
  const fixedOrMovable = fixed + state.filter((s) => s === "movable").length;
  if (p !== null && fixedOrMovable > p)
    return infeasible(`${fixedOrMovable} sites are fixed or movable when p is ${p}`);
  const spent = siteCost.reduce((sum, cost, j) => sum + (state[j] === "fixed" ? cost : 0), 0);
  if (budget !== null && spent > budget)
    return infeasible(`the fixed sites cost ${spent} when the budget is ${budget}`);
  const empty = problem.fillFixed ? unfilledSite(problem) : null;
  if (empty !== null) return infeasible(empty);
  return null;
}

/** A heuristic plan with its bound. @param why - why it is not an exact one */
export function fromLarge(problem: SitingProblem, why: string): Solution {
  const plan = largePlan(problem);
  const proved = plan.objective !== null && plan.objective === plan.bound;
  const status = plan.open === null ? "limit" : proved ? "optimal" : "feasible";
  return { ...plan, status, method: "heuristic", reason: proved ? null : why };
}
