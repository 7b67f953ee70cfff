import { expect, test } from "vitest";
import { coverageMatrix } from "../../../src/siting/coverage-matrix.js";
import { checkedProblem } from "../../../src/siting/problem.js";
import { selectSites } from "../../../src/siting/select-sites.js";
import { assignedPlan } from "../../../src/siting/solvers/assigned-plan.js";

/** Places on a line, every one a candidate; walks are the distances. */
function question(at: readonly number[], people: readonly number[], p: number, capacity: readonly number[]) {
  const matrix = coverageMatrix(at.map((here) => at.map((there) => Math.abs(here - there))));
  return { model: "capacitated-p-median" as const, matrix, weight: people, p, capacity };
}
const planOf = (...asked: Parameters<typeof question>) => assignedPlan(checkedProblem(question(...asked)), 0);

test("two pairs of places are served by a site each", () => {
  // 0 and 1, 10 and 11: one walks 1 in either pair.
  const plan = planOf([0, 1, 10, 11], [1, 1, 1, 1], 2, [2, 2, 2, 2]);
  expect(plan?.cost).toBe(2);
  expect(plan?.site[0]).toBe(plan?.site[1]);
  expect(plan?.site[2]).toBe(plan?.site[3]);
});

test("where a site is full somebody walks on, and he who walks least", () => {
  // Three places near each other, two to a site: 0 and 1 together (1), and 2 with 10 (8).
  const plan = planOf([0, 1, 2, 10], [1, 1, 1, 1], 2, [2, 2, 2, 2]);
  expect(plan?.cost).toBe(9);
  // Two places of two people and two of one, three to a site: 0 with 1, and 4 with 5.
  expect(planOf([0, 1, 4, 5], [2, 1, 2, 1], 2, [3, 3, 3, 3])?.cost).toBe(2);
});

test("who cannot be served whole by any site leaves no plan", () => {
  expect(planOf([0, 1], [3, 1], 1, [2, 2])).toBeNull();
});

test("the plan of a question that is too large for ties is as good as the exact one, and proved where the solver ends", async () => {
  // 48 places, twelve clusters of four, p = 12, four to a site: each cluster is served from its middle: 1 + 1 + 2 = 4 a
  // cluster from one of the two inner places (0, 1, 2, 3: from 1 the walks are 1, 0, 1, 2).
  const at = Array.from({ length: 48 }, (_, k) => 100 * Math.floor(k / 4) + (k % 4));
  const asked = question(
    at,
    at.map(() => 1),
    12,
    at.map(() => 4),
  );
  const { objective, status } = await selectSites(asked);
  expect([objective, status]).toEqual([48, "optimal"]);
  expect((await selectSites(asked, { heuristicOnly: true })).objective).toBe(48);
});
