/**
 * Plans for the models that have the median form: MCLP, equity-weighted MCLP, p-median, and MCLP under a budget.
 */

import type { SitingProblem } from "../problem.js";
import { type BranchOptions, branchMedian, choiceWithin } from "./branch.js";
import { CLOSED, FREE, OPEN } from "./lagrangian.js";
import { coverForm, dominatingPenalty, type MedianForm, medianForm } from "./median.js";
import { nearestSites, objectiveOfSites } from "./objective.js";

export interface MedianPlan {
  readonly open: Uint8Array;
  readonly objective: number;
  readonly bound: number;
  readonly proved: boolean;
  /** p-median: cost of an unserved person. */
  readonly penalty: number | null;
  /** Candidates that a better plan may still use. */
  readonly usable: (candidate: number) => boolean;
  readonly assignment: Uint32Array;
}

/** @param options.maxNodes - branches at most; 0 for a plan with the bound of the root alone */
export function medianPlan(
  problem: SitingProblem,
  { canonical = false, ...limits }: BranchOptions & { canonical?: boolean | undefined },
): MedianPlan {
  const penalty = problem.model === "p-median" ? penaltyOf(problem) : null;
  const form = penalty === null ? coverForm(problem) : medianForm(problem, penalty);
  const { open, cost, bound, proved, decided } = branchMedian(form, limits);
  const best = proved && canonical && form.exact ? canonicalChoice(form, open, cost) : open;
  const objective = objectiveOfSites(problem, best, penalty);
  // The question's own sum, plus what the bound leaves in the form's units, so that a proof shows no gap.
  const apart = (cost - bound) / form.factor;
  return {
    open: best,
    objective,
    bound: penalty === null ? objective + apart : objective - apart,
    proved,
    penalty: penalty !== null && mayLeaveUnserved(problem) ? penalty : null,
    usable: (j) => decided[j] !== CLOSED,
    assignment: nearestSites(problem, best),
  };
}

/** The user's penalty, or one that no saved walk makes up for. */
export function penaltyOf(problem: SitingProblem): number {
  return problem.penalty ?? dominatingPenalty(problem);
}

/** Whether some place may end up with nobody to serve it. */
export function mayLeaveUnserved({ matrix, p, penalty }: SitingProblem): boolean {
  return p === 0 || penalty !== null || matrix.candidate.length < matrix.demandCount * matrix.candidateCount;
}

/** Of all choices as good, the one that opens the lowest sites. */
function canonicalChoice(form: MedianForm, knownChoice: Uint8Array, cost: number): Uint8Array {
  const decided = Uint8Array.from(form.fixed);
  let choice = knownChoice;
  for (let j = 0; j < decided.length; j++) {
    if (decided[j] !== FREE) continue;
    if (choice[j] === 0) {
      decided[j] = OPEN;
      choice = choiceWithin(form, decided, cost) ?? choice;
    }
    decided[j] = choice[j] === 1 ? OPEN : CLOSED;
  }
  return choice;
}
