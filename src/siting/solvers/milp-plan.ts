/**
 * Plans by the exact solver.
 */

import { NO_SITE, type ServedShare } from "../plan.js";
import type { SitingProblem } from "../problem.js";
import { assignmentMilp, coverMilp } from "./formulate.js";
import { mayLeaveUnserved, penaltyOf } from "./median-plan.js";
import type { Milp } from "./milp.js";
import { nearestSites, objectiveOfShares, objectiveOfSites } from "./objective.js";
import { type SolveOptions, solveMilp } from "./solve.js";
import { wholeFactor } from "./whole-factor.js";

export interface ExactPlan {
  readonly status: "optimal" | "limit" | "infeasible" | "unbounded";
  /** Null without a plan. */
  readonly open: Uint8Array | null;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly penalty: number | null;
  readonly assignment: Uint32Array;
  readonly shares: readonly ServedShare[];
}

export interface ExactOptions extends SolveOptions {
  /** Candidates that may open; default all. */
  readonly usable?: ((candidate: number) => boolean) | undefined;
  /** Site of each place in a plan to start from, −1 where nobody lives; for models that assign places. */
  readonly assigned?: Int32Array | undefined;
}

/** Solves any model but p-center (which is a sequence of `lscp`). */
export async function milpPlan(problem: SitingProblem, options: ExactOptions): Promise<ExactPlan> {
  if (problem.capacity !== null || problem.model === "p-median")
    return await assignmentPlan(problem, options);
  const frugal = problem.p === null ? { ...options, thenLeast: cheapestThenFewest(problem) } : options;
  if (problem.model !== "lscp-b")
    return await coverPlan(problem, coverMilp(problem, { usable: options.usable }), frugal);
  const first = await coverPlan(
    { ...problem, model: "lscp" },
    coverMilp({ ...problem, model: "lscp" }),
    options,
  );
  if (first.status !== "optimal") return { ...first, objective: null, bound: null };
  return await coverPlan(problem, coverMilp(problem, { least: first.objective! }), frugal);
}

/** A sum over the sites whose least is the least cost, and of equal costs the fewest sites. */
function cheapestThenFewest({ siteCost }: SitingProblem): Float64Array {
  const factor = wholeFactor(siteCost) ?? 1e6;
  return siteCost.map((cost) => cost * factor * (siteCost.length + 1) + 1);
}

async function coverPlan(problem: SitingProblem, milp: Milp, options: ExactOptions): Promise<ExactPlan> {
  const answer = await solveMilp(milp, options);
  const { status, values } = answer;
  if (values === null) return noPlan(problem, status, answer.bound);
  const open = openOf(problem, values);
  const objective = objectiveOfSites(problem, open, null);
  return {
    status,
    open,
    objective,
    bound: status === "optimal" ? objective : answer.bound,
    penalty: null,
    assignment: nearestSites(problem, open),
    shares: [],
  };
}

async function assignmentPlan(problem: SitingProblem, options: ExactOptions): Promise<ExactPlan> {
  const isCover = problem.model === "capacitated-mclp";
  const penalty = !isCover && mayLeaveUnserved(problem) ? penaltyOf(problem) : null;
  const { milp, columnOfPair } = assignmentMilp(problem, penalty, options.usable);
  const { assigned, ...solve } = options;
  const start =
    assigned === undefined ? options.start : startOfPlan(problem, assigned, milp.columnCount, columnOfPair);
  const answer = await solveMilp(milp, { ...solve, start });
  const { status, values } = answer;
  if (values === null) return noPlan(problem, status, answer.bound);
  const open = openOf(problem, values);
  const served =
    problem.capacity === null ? nearestShares(problem, open) : sharesOf(problem, values, columnOfPair);
  const objective = objectiveOfShares(problem, served, penalty);
  return {
    status,
    open,
    objective,
    bound: status === "optimal" ? objective : answer.bound,
    penalty,
    assignment: largestShares(problem, served),
    shares: served.every(({ share }) => share === 1) ? [] : served,
  };
}

/** A plan as values of the model: sites first, then who goes where. */
function startOfPlan(
  { matrix, weight }: SitingProblem,
  assigned: Int32Array,
  columnCount: number,
  columnOfPair: Int32Array,
): Uint8Array {
  const start = new Uint8Array(columnCount);
  assigned.forEach((site, i) => {
    if (site < 0 || weight[i] === 0) return;
    start[site] = 1;
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++)
      if (matrix.candidate[k] === site && columnOfPair[k] >= 0) start[columnOfPair[k]] = 1;
  });
  return start;
}

function noPlan(problem: SitingProblem, status: ExactPlan["status"], bound: number | null): ExactPlan {
  const assignment = new Uint32Array(problem.matrix.demandCount).fill(NO_SITE);
  return { status, open: null, objective: null, bound, penalty: null, assignment, shares: [] };
}

function openOf({ matrix }: SitingProblem, values: Float64Array): Uint8Array {
  return Uint8Array.from({ length: matrix.candidateCount }, (_, j) => (values[j] > 0.5 ? 1 : 0));
}

function nearestShares(problem: SitingProblem, open: Uint8Array): ServedShare[] {
  return [...nearestSites(problem, open)].flatMap((candidate, demand) =>
    candidate === NO_SITE || problem.weight[demand] === 0 ? [] : [{ demand, candidate, share: 1 }],
  );
}

/** The solver's shares without its rounding: within a millionth of a person of a whole one, it is whole. */
function sharesOf(problem: SitingProblem, values: Float64Array, columnOfPair: Int32Array): ServedShare[] {
  const { matrix, weight } = problem;
  const shares: ServedShare[] = [];
  for (let i = 0; i < matrix.demandCount; i++) {
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++) {
      const column = columnOfPair[k];
      if (column < 0) continue;
      const people = values[column] * weight[i];
      const whole = Math.round(people);
      const share = Math.min(1, (Math.abs(people - whole) <= 1e-5 ? whole : people) / weight[i]);
      if (share > 1e-9) shares.push({ demand: i, candidate: matrix.candidate[k], share });
    }
  }
  return shares;
}

function largestShares({ matrix }: SitingProblem, shares: readonly ServedShare[]): Uint32Array {
  const assignment = new Uint32Array(matrix.demandCount).fill(NO_SITE);
  const most = new Float64Array(matrix.demandCount);
  for (const { demand, candidate, share } of shares) {
    if (share <= most[demand]) continue;
    most[demand] = share;
    assignment[demand] = candidate;
  }
  return assignment;
}
