/**
 * What a model lacks, or has no use for, is refused in words; also where types did not hold it back.
 */
import { expect, test } from "vitest";
import { coverageMatrix } from "../../../src/siting/coverage-matrix.js";
import { greedySites } from "../../../src/siting/greedy-sites.js";
import { toSitingQuestion } from "../../../src/siting/problem.js";
import type { MclpQuestion, SitingOptions } from "../../../src/siting/question.js";

/** Two places, two candidates. */
const matrix = coverageMatrix([
  [1, 2],
  [2, 1],
]);

test.each<[options: Omit<SitingOptions, "matrix">, message: string]>([
  [{ model: "lscp", p: 1 }, "lscp finds the number of sites itself: p has no use"],
  [{ model: "mclp" }, "mclp needs p, the number of sites, a whole number from 0; given is undefined"],
  [{ model: "mclp", p: 3 }, "p is 3 when there are 2 candidates"],
  [{ model: "mclp", p: 1, budget: 5 }, "mclp knows no budget; budget-mclp does"],
  [{ model: "budget-mclp" }, "budget-mclp needs a budget"],
  [{ model: "equity-mclp", p: 1 }, "equity-mclp needs the need of each place"],
  [{ model: "capacitated-mclp", p: 1 }, "capacitated-mclp needs the capacity of each candidate"],
  [
    { model: "p-median", p: 1, group: [0, 0], groupShare: 0.5 },
    "A least share a group belongs to mclp, budget-mclp, equity-mclp; not to p-median",
  ],
  [{ model: "mclp", p: 1, groupShare: 0.5 }, "A least share a group needs the group of each place"],
])("%o is refused", (options, message) => {
  expect(() => toSitingQuestion({ ...options, matrix })).toThrow(message);
});

test("options that are undefined count as absent", () => {
  const question = toSitingQuestion({ model: "lscp", matrix, p: undefined, budget: undefined });
  expect(question.model).toBe("lscp");
});

test("p-center has no greedy, whatever the caller's types say", () => {
  const question = { model: "p-center", matrix, p: 1 } as unknown as MclpQuestion;
  expect(() => greedySites(question)).toThrow("p-center has no greedy");
});
