/**
 * Plans by heuristics alone, at once and for any size.
 */
import { InvalidInputError } from "../base/errors.js";
import type { SitingPlan } from "./plan.js";
import { checkedProblem } from "./problem.js";
import type { PCenterQuestion, SitingModel, SitingQuestion } from "./question.js";
import { fromLarge, impossible, toPlan } from "./solvers/to-plan.js";

/**
 * Chooses sites greedily, improves the choice by exchanges, and bounds how much better any plan could be.
 *
 * Guarantees: 63 % of the best cover for MCLP, half of that under a budget, H(n) times the least cost for LSCP, none
 * for p-median; the bound is usually much closer. Ties go to the lower index.
 *
 * @param question - a model other than `p-center`, and its data
 * @returns a plan with its bound, without an exact search
 * @throws {InvalidInputError} if the question lacks what its model needs, or is `p-center`, which has no greedy method
 *
 * @example
 * const matrix = coverageMatrix(costMatrix(costs, homes, pharmacies, { limit: minutes(10) }));
 * const plan = greedySites({ model: "mclp", matrix, weight: residents, p: 2 });
 */
export function greedySites(question: Exclude<SitingQuestion, PCenterQuestion>): SitingPlan {
  requireGreedy(question.model);
  const problem = checkedProblem(question);
  return toPlan(problem, 0, impossible(problem) ?? fromLarge(problem, "heuristics alone"));
}

/** Callers without types may ask for any model. */
function requireGreedy(model: SitingModel): void {
  if (model !== "p-center") return;
  throw new InvalidInputError(
    "p-center has no greedy: selectSites({ … }, { heuristicOnly: true }) bounds it",
  );
}
