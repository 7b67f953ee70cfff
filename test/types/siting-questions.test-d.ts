/**
 * A siting question has the options of its model and no others.
 */
import { expectTypeOf, test } from "vitest";
import type { CoverageMatrix } from "../../src/siting/coverage-matrix.js";
import { greedySites } from "../../src/siting/greedy-sites.js";
import { toSitingQuestion } from "../../src/siting/problem.js";
import type { SitingModel, SitingOptions, SitingQuestion } from "../../src/siting/question.js";
import { rankSites } from "../../src/siting/rank-sites.js";
import { selectSites } from "../../src/siting/select-sites.js";

declare const matrix: CoverageMatrix;
declare const need: readonly number[];
declare const capacity: readonly number[];

test("there is a question for every model", () => {
  expectTypeOf<SitingQuestion["model"]>().toEqualTypeOf<SitingModel>();
});

test("each model compiles with what it needs", () => {
  selectSites({ model: "lscp", matrix });
  selectSites({ model: "lscp-b", matrix, siteCost: [1, 2] });
  selectSites({ model: "mclp", matrix, p: 5, weight: [3, 4], state: ["fixed", "new"] });
  selectSites({ model: "mclp", matrix, p: 5, group: [0, 1], groupShare: 0.5 });
  selectSites({ model: "budget-mclp", matrix, budget: 100, siteCost: [40, 60] });
  selectSites({ model: "equity-mclp", matrix, p: 5, need });
  selectSites({ model: "capacitated-mclp", matrix, p: 5, capacity, split: false });
  selectSites({ model: "p-median", matrix, p: 5, penalty: 60 });
  selectSites({ model: "capacitated-p-median", matrix, p: 5, capacity, penalty: 60 });
  selectSites({ model: "p-center", matrix, p: 5 });
  selectSites({ model: "bacop1", matrix, p: 5 });
  selectSites({ model: "bacop2", matrix, p: 5, firstCoverWeight: 0.7 });
});

test("an optional option may be undefined", () => {
  selectSites({ model: "mclp", matrix, p: 5, weight: undefined, state: undefined });
});

test("what a model needs and lacks does not compile", () => {
  // @ts-expect-error mclp needs p
  selectSites({ model: "mclp", matrix });
  // @ts-expect-error p may not be undefined
  selectSites({ model: "mclp", matrix, p: undefined });
  // @ts-expect-error a budget
  selectSites({ model: "budget-mclp", matrix });
  // @ts-expect-error the need
  selectSites({ model: "equity-mclp", matrix, p: 5 });
  // @ts-expect-error the capacity
  selectSites({ model: "capacitated-mclp", matrix, p: 5 });
  // @ts-expect-error the matrix
  selectSites({ model: "lscp" });
});

test("what a model has no use for does not compile", () => {
  // @ts-expect-error lscp finds the number of sites
  selectSites({ model: "lscp", matrix, p: 1 });
  // @ts-expect-error mclp has no budget
  selectSites({ model: "mclp", matrix, p: 1, budget: 100 });
  // @ts-expect-error budget-mclp has no p
  selectSites({ model: "budget-mclp", matrix, budget: 100, p: 1 });
  // @ts-expect-error p-median has no least shares
  selectSites({ model: "p-median", matrix, p: 1, group: [0], groupShare: 0.5 });
  // @ts-expect-error mclp has no capacities
  selectSites({ model: "mclp", matrix, p: 1, capacity });
  // @ts-expect-error bacop1 weighs nothing
  selectSites({ model: "bacop1", matrix, p: 1, firstCoverWeight: 0.5 });
  // @ts-expect-error there is no such model
  selectSites({ model: "pmedian", matrix, p: 1 });
});

test("the other siting calls hold their models too", () => {
  // @ts-expect-error lscp finds the number of sites
  rankSites({ model: "lscp", matrix, p: 1 }, [0]);
  // @ts-expect-error lscp finds the number of sites
  greedySites({ model: "lscp", matrix, p: 1 });
  // @ts-expect-error p-center has no greedy
  greedySites({ model: "p-center", matrix, p: 1 });
});

test("options gathered at run time become a question by a check", () => {
  const options = {} as SitingOptions;
  // @ts-expect-error not checked
  selectSites(options);
  expectTypeOf(toSitingQuestion(options)).toEqualTypeOf<SitingQuestion>();
  selectSites(toSitingQuestion(options));
});
