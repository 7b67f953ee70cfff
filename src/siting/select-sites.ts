/**
 * Where to build: the best sites under a model, with proof or with a bound.
 *
 * What has the median form goes to our own branch and bound; the rest, and what that leaves unproved, to the exact
 * solver where the model fits; what does not fit gets a heuristic plan and a bound. Limits are on branches, so that
 * answers repeat.
 */

import { checkCall } from "../base/check-call.js";
import { NO_SITE, type SitingPlan } from "./plan.js";
import { checkedProblem, type SitingProblem } from "./problem.js";
import type { SitingQuestion } from "./question.js";
import { SELECT_OPTIONS, SITING_QUESTION } from "./siting-forms.js";
import { assignedPlan } from "./solvers/assigned-plan.js";
import { medianPlan } from "./solvers/median-plan.js";
import { type ExactPlan, milpPlan } from "./solvers/milp-plan.js";
import { nearestSites, objectiveOfShares } from "./solvers/objective.js";
import { centerPlan } from "./solvers/p-center.js";
import type { SolveOptions } from "./solvers/solve.js";
import { fromLarge, impossible, NOTHING, type Solution, toPlan } from "./solvers/to-plan.js";

/** Limits of the search; without `timeLimitS` none is a clock, so that results repeat. */
export interface SelectOptions {
  /** For the solver's random choices; default 0. */
  readonly seed?: number | undefined;
  /** Branches of a search at most; default 5,000. */
  readonly maxNodes?: number | undefined;
  /** Seconds for the exact solver at most; then answers may differ between machines. Default: no such limit. */
  readonly timeLimitS?: number | undefined;
  /** Models with more pairs of demand and candidate in reach than this are not solved by it; default 100,000. */
  readonly exactSize?: number | undefined;
  /** Whether heuristics alone are used; default false. */
  readonly heuristicOnly?: boolean | undefined;
  /** Whether the exact solver is used even where branch and bound would do; default false. */
  readonly solverOnly?: boolean | undefined;
}

/** Below these sizes ties are broken to the lowest sites. */
const CANONICAL_CANDIDATES = 40;
const CANONICAL_PAIRS = 2000;

/**
 * Chooses sites by one of the models of facility location, with a proof or a bound.
 *
 * @param question - a model and its data; see `SitingQuestion` for what each model needs
 * @returns status, objective, bound and gap, the sites, and which site serves whom; infeasible, unbounded and a limit
 *   that was reached are statuses, not errors. On small questions (up to 40 candidates and 2,000 pairs) the lowest
 *   sites win among equally good plans
 * @throws {InvalidInputError} if the question lacks what its model needs
 *
 * @example
 * const matrix = coverageMatrix(costMatrix(costs, homes, pharmacies, { limit: minutes(10) }));
 * const { sites, status } = await selectSites({ model: "mclp", matrix, weight: residents, p: 2 });
 */
export async function selectSites(
  question: SitingQuestion,
  options: SelectOptions = {},
): Promise<SitingPlan> {
  checkCall("selectSites", ["question", question, SITING_QUESTION], ["options", options, SELECT_OPTIONS]);
  const problem = checkedProblem(question);
  const { seed = 0 } = options;
  return toPlan(problem, seed, impossible(problem) ?? (await search(problem, options)));
}

async function search(problem: SitingProblem, options: SelectOptions): Promise<Solution> {
  const { maxNodes = 5000, exactSize = 100_000, seed = 0, heuristicOnly = false, timeLimitS } = options;
  const { matrix } = problem;
  const canonical =
    matrix.candidateCount <= CANONICAL_CANDIDATES && matrix.candidate.length <= CANONICAL_PAIRS;
  const solve = { seed, maxNodes, canonical, timeLimitS };
  if (problem.model === "p-center") {
    // Its covering models have columns for sites alone and solve at several times the size.
    return await center(problem, heuristicOnly ? 0 : 4 * exactSize, solve);
  }
  const fits = matrix.candidate.length <= exactSize && !heuristicOnly;
  if (isMedian(problem) && options.solverOnly !== true) {
    return await medianFirst(problem, heuristicOnly ? 0 : maxNodes, canonical, fits, exactSize, solve);
  }
  const size = `${matrix.candidate.length} pairs in reach are more than the exact model takes (${exactSize})`;
  const why = heuristicOnly ? "heuristics alone" : size;
  if (problem.model === "capacitated-p-median") return await assigned(problem, fits, why, solve);
  if (fits) return fromExact(problem, await milpPlan(problem, solve));
  return fromLarge(problem, why);
}

async function center(problem: SitingProblem, exactSize: number, solve: SolveOptions): Promise<Solution> {
  const { open, objective, bound, proved, usedSolver } = await centerPlan(problem, exactSize, solve);
  if (open === null) {
    return proved
      ? { ...NOTHING, status: "infeasible", reason: `${problem.p} sites cannot reach every place` }
      : { ...NOTHING, status: "limit", bound, reason: "no plan was found within the limits" };
  }
  return {
    status: proved ? "optimal" : "feasible",
    method: usedSolver ? "milp" : "heuristic",
    open,
    objective,
    bound,
    assignment: nearestSites(problem, open),
  };
}

/** Models that branch and bound takes: p sites, no least shares, and no closable sites beside movable ones. */
function isMedian({ model, group, state, p }: SitingProblem): boolean {
  const plain = !(state.includes("movable") && state.includes("closable"));
  return (
    (model === "mclp" || model === "equity-mclp" || model === "p-median") &&
    group === null &&
    plain &&
    p !== null
  );
}

/** A plan by local search first; the exact solver starts from it and says how good it is. */
async function assigned(
  problem: SitingProblem,
  fits: boolean,
  why: string,
  solve: SolveOptions,
): Promise<Solution> {
  const found = solve.canonical === true ? null : assignedPlan(problem, solve.seed);
  const exact = fits
    ? fromExact(problem, await milpPlan(problem, { ...solve, assigned: found?.site }))
    : fromLarge(problem, why);
  if (found === null || exact.status === "optimal" || exact.status === "infeasible") return exact;
  const shares = [...found.site].flatMap((site, demand) =>
    site < 0 ? [] : [{ demand, candidate: site, share: 1 }],
  );
  const searched: Solution = {
    ...{
      status: "feasible",
      method: "heuristic",
      open: found.open,
      bound: exact.bound,
      reason: exact.reason,
    },
    objective: objectiveOfShares(problem, shares, null),
    assignment: Uint32Array.from(found.site, (site) => (site < 0 ? NO_SITE : site)),
  };
  return better(problem, searched, exact);
}

async function medianFirst(
  problem: SitingProblem,
  maxNodes: number,
  canonical: boolean,
  fits: boolean,
  exactSize: number,
  solve: SolveOptions,
): Promise<Solution> {
  const plan = medianPlan(problem, {
    maxNodes,
    // Where the exact solver can take over, it is asked soon.
    maxSteps: fits ? 3e8 : undefined,
    canonical,
    seed: solve.seed,
  });
  const { proved, usable } = plan;
  if (proved) return { ...plan, status: "optimal", method: "branch-and-bound" };
  const left = problem.matrix.candidate.reduce((n, j) => n + (usable(j) ? 1 : 0), 0);
  const unproved: Solution = {
    ...plan,
    status: maxNodes === 0 ? "feasible" : "limit",
    method: maxNodes === 0 ? "heuristic" : "branch-and-bound",
    reason: maxNodes === 0 ? "heuristics alone" : "the limit on branches or steps was reached",
  };
  if (maxNodes === 0 || left > exactSize) return unproved;
  const exact = fromExact(problem, await milpPlan(problem, { ...solve, usable, start: plan.open }));
  if (exact.status === "optimal") return exact;
  return better(problem, unproved, exact);
}

/** The better plan with the tighter bound of two. */
function better(problem: SitingProblem, a: Solution, b: Solution): Solution {
  const sign = problem.model.endsWith("p-median") ? 1 : -1;
  const isBetter = b.objective !== null && (a.objective === null || sign * b.objective < sign * a.objective);
  const bounds = [a.bound, b.bound].filter((bound): bound is number => bound !== null);
  const bound = sign * Math.max(...bounds.map((value) => sign * value));
  return { ...(isBetter ? b : a), bound };
}

function fromExact({ p }: SitingProblem, plan: ExactPlan): Solution {
  if (plan.status === "infeasible") {
    const choice = p === null ? "no choice of sites" : `no choice of ${p} sites`;
    return { ...NOTHING, status: "infeasible", method: "milp", reason: `${choice} keeps every rule` };
  }
  const reason = plan.status === "limit" ? "the solver's limit was reached" : null;
  return { ...plan, method: "milp", reason };
}
