/**
 * Plans by heuristics alone, at once and for any size.
 */
import { InvalidInputError } from "../base/errors.js";
import type { SitingPlan } from "./plan.js";
import { checkedProblem } from "./problem.js";
import type { PCenterQuestion, SitingModel, SitingQuestion } from "./question.js";
import { fromLarge, impossible, toPlan } from "./solvers/to-plan.js";

/**
 * Chooses sites greedily, improves the choice by exchanges, and bounds what could be better.
 *
 * Guarantees: 63 % of the best cover for MCLP, half of that under a budget, H(n) times the least cost for LSCP, none
 * for p-median; the bound usually says far more. Ties go to the lower index.
 *
 * @throws {InvalidInputError} if the question is not as its model needs it, or asks for p-center, which has no greedy
 *
 * @example
 * const plan = greedySites({ model: "mclp", matrix: coverageMatrix(walks), weight: people, p: 50 });
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
