/**
 * Questions of siting at their edges: nothing to choose from, nobody to serve, ties, and rules that contradict.
 */
import { expect, test } from "vitest";
import { coverageMatrix } from "../../../src/siting/coverage-matrix.js";
import { greedySites } from "../../../src/siting/greedy-sites.js";
import { NO_SITE } from "../../../src/siting/plan.js";
import { toSitingQuestion } from "../../../src/siting/problem.js";
import {
  SITING_MODELS,
  type SitingModel,
  type SitingOptions,
  type SitingQuestion,
} from "../../../src/siting/question.js";
import { rankSites } from "../../../src/siting/rank-sites.js";
import { selectSites } from "../../../src/siting/select-sites.js";

const FAR = Number.POSITIVE_INFINITY;

/** What a model needs, filled in for `m` candidates and `n` places. */
function needs(model: SitingModel, n: number, m: number): Partial<SitingOptions> {
  const ones = (count: number) => new Array<number>(count).fill(1);
  return {
    ...(["lscp", "lscp-b", "budget-mclp"].includes(model) ? {} : { p: Math.min(1, m) }),
    ...(model === "budget-mclp" ? { budget: 1 } : {}),
    ...(model.startsWith("capacitated") ? { capacity: ones(m) } : {}),
    ...(model === "equity-mclp" ? { need: ones(n) } : {}),
  };
}

const COVERS_ALL = ["lscp", "lscp-b", "p-center", "bacop1"];

test.each(SITING_MODELS)("%s of no places and no candidates is solved by nothing", async (model) => {
  const matrix = coverageMatrix([]);
  const plan = await selectSites(toSitingQuestion({ model, matrix, ...needs(model, 0, 0) }));
  expect(plan).toMatchObject({ status: "optimal", objective: 0, bound: 0, gap: 0, sites: [] });
});

test.each(SITING_MODELS)("%s without candidates covers nobody, or says so", async (model) => {
  const matrix = coverageMatrix([[], []]);
  const plan = await selectSites(toSitingQuestion({ model, matrix, ...needs(model, 2, 0) }));
  expect(plan.unreachable).toEqual([0, 1]);
  expect(plan.status).toBe(COVERS_ALL.includes(model) ? "infeasible" : "optimal");
  expect([...plan.assignment]).toEqual([NO_SITE, NO_SITE]);
});

test.each(SITING_MODELS)("%s of places where nobody lives is worth nothing", async (model) => {
  const matrix = coverageMatrix([
    [3, 1],
    [FAR, 2],
  ]);
  const plan = await selectSites(toSitingQuestion({ model, matrix, weight: [0, 0], ...needs(model, 2, 2) }));
  // Models that count places and not people (cover all, p-center) still serve them.
  const counted: Partial<Record<SitingModel, number>> = { lscp: 1, "p-center": 2 };
  expect(plan).toMatchObject({ status: "optimal", objective: counted[model] ?? 0, gap: 0 });
});

test("of equal plans the one with the lowest sites is chosen", async () => {
  // Candidates 1, 2 and 3 are alike, and 0 is worse.
  const matrix = coverageMatrix([
    [FAR, 1, 1, 1],
    [FAR, 1, 1, 1],
    [1, FAR, FAR, FAR],
  ]);
  for (const model of ["mclp", "p-median"] as const) {
    expect((await selectSites({ model, matrix, p: 1 })).sites).toEqual([1]);
    expect(greedySites({ model, matrix, p: 1 }).sites).toEqual([1]);
  }
  expect((await selectSites({ model: "mclp", matrix, p: 3 })).sites).toEqual([0, 1, 2]);
});

test("a least share that says what the objective says does not hide an equal plan", async () => {
  // Sites 0 and 1 cover all that 1 and 2 do. The one community's share is a row parallel to the objective.
  const matrix = coverageMatrix([
    [5, 3, 3, 7],
    [FAR, 9, FAR, FAR],
    [FAR, 3, 4, 9],
    [2, 3, 3, 1.5],
  ]);
  const weight = [0, 6, 27, 18];
  const plan = await selectSites({
    model: "mclp",
    matrix,
    weight,
    p: 2,
    group: [0, 0, 0, 0],
    groupShare: 0.5,
  });
  expect(plan).toMatchObject({ status: "optimal", objective: 51, sites: [0, 1] });
});

test("rules that contradict are named", async () => {
  const matrix = coverageMatrix([[1, 2, FAR]]);
  const state = ["fixed", "fixed", "new"] as const;
  const two = await selectSites({ model: "mclp", matrix, p: 1, state });
  expect(two).toMatchObject({ status: "infeasible", reason: "2 sites are fixed or movable when p is 1" });
  const dear = await selectSites({ model: "budget-mclp", matrix, budget: 1, siteCost: [1, 1, 1], state });
  expect(dear).toMatchObject({ status: "infeasible", reason: "the fixed sites cost 2 when the budget is 1" });
  // Both communities whole cannot be had with one site.
  const apart = coverageMatrix([
    [1, FAR],
    [FAR, 1],
  ]);
  const shares = await selectSites({ model: "mclp", matrix: apart, p: 1, group: [0, 1], groupShare: 1 });
  expect(shares).toMatchObject({ status: "infeasible", reason: "no choice of 1 sites keeps every rule" });
  // 3 people, room for 2.
  const full = await selectSites({
    model: "capacitated-p-median",
    matrix: coverageMatrix([[1], [1], [1]]),
    p: 1,
    capacity: [2],
  });
  expect(full.status).toBe("infeasible");
});

test("a movable site closes only where a new one opens", async () => {
  // Site 0 is open; 1 is open and closable; 2 is new. Two stay. 1 + 2 would cover all three, and 0 moves to 2.
  const matrix = coverageMatrix([
    [1, FAR, FAR],
    [FAR, 1, FAR],
    [FAR, 1, FAR],
    [FAR, FAR, 1],
    [FAR, FAR, 1],
  ]);
  const ask = (state: SitingQuestion["state"]) => selectSites({ model: "mclp", matrix, p: 2, state });
  expect((await ask(["movable", "closable", "new"])).sites).toEqual([1, 2]);
  // Without a new site among the candidates it must stay.
  expect((await ask(["movable", "closable", "closable"])).sites).toEqual([0, 1]);
});

test("heuristics never pass their own bound, and say that they prove nothing", async () => {
  // 40 places on a line, each site reaching 3 to either side; covering 35 of 40 takes 5 sites of 7 places.
  const costs = Array.from({ length: 40 }, (_, i) =>
    Array.from({ length: 40 }, (_, j) => (Math.abs(i - j) <= 3 ? Math.abs(i - j) : FAR)),
  );
  const matrix = coverageMatrix(costs);
  const best = await selectSites({ model: "mclp", matrix, p: 5 });
  expect(best).toMatchObject({ status: "optimal", objective: 35, method: "branch-and-bound" });
  const quick = greedySites({ model: "mclp", matrix, p: 5 });
  expect(quick.objective).toBeLessThanOrEqual(35);
  expect(quick.bound).toBeGreaterThanOrEqual(35);
  const cover = greedySites({ model: "lscp", matrix });
  // ⌈40 ÷ 7⌉ = 6.
  expect(cover.bound).toBeLessThanOrEqual(6);
  expect(cover.objective).toBeGreaterThanOrEqual(6);
  const forced = await selectSites(
    { model: "capacitated-mclp", matrix, p: 5, capacity: costs.map(() => 4) },
    { exactSize: 10 },
  );
  expect(forced).toMatchObject({ method: "heuristic", status: "optimal", objective: 20, bound: 20 });
});

test("ranked sites add up to the plan", () => {
  const matrix = coverageMatrix([
    [1, 4, FAR],
    [FAR, 2, FAR],
    [FAR, FAR, 3],
  ]);
  const question: SitingQuestion = { model: "mclp", matrix, weight: [5, 10, 2], p: 3 };
  // 1 covers 15; then 2 adds 2, and 0 nothing new.
  expect(rankSites(question, [0, 1, 2])).toEqual([
    { candidate: 1, gain: 15, objective: 15, covered: 15 },
    { candidate: 2, gain: 2, objective: 17, covered: 17 },
    { candidate: 0, gain: 0, objective: 17, covered: 17 },
  ]);
});

test("the sites of a median are ranked by walks saved, and the first saves nothing yet", () => {
  // Places 0, 10 and 100 on a line, 5, 5 and 2 people, sites there too.
  const at = [0, 10, 100];
  const matrix = coverageMatrix(at.map((i) => at.map((j) => Math.abs(i - j))));
  const question: SitingQuestion = { model: "p-median", matrix, weight: [5, 5, 2], p: 3 };
  // 1 alone: 5·10 + 2·90 = 230 (0 alone: 50 + 200); then 2 saves 180, and 0 saves 50.
  expect(rankSites(question, [0, 1, 2])).toEqual([
    { candidate: 1, gain: null, objective: 230, covered: 12 },
    { candidate: 2, gain: 180, objective: 50, covered: 12 },
    { candidate: 0, gain: 50, objective: 0, covered: 12 },
  ]);
});

test("the sites of a p-center are ranked by the longest walk, unknown while somebody has no site", () => {
  const at = [0, 10, 100];
  const costs = at.map((i) => at.map((j) => Math.abs(i - j)));
  const rank = (cutoff: number) =>
    rankSites({ model: "p-center", matrix: coverageMatrix(costs, { cutoff }), p: 3 }, [0, 1, 2]);
  // The longest walk is 90 m from 1, 100 m from 0 or 2; with 1 and 2 it is 10 m, with all three none.
  expect(rank(1000)).toEqual([
    { candidate: 1, gain: null, objective: 90, covered: 3 },
    { candidate: 2, gain: 80, objective: 10, covered: 3 },
    { candidate: 0, gain: 10, objective: 0, covered: 3 },
  ]);
  // Within 50 m nobody walks between 10 and 100: there is no longest walk until both sides have a site.
  expect(rank(50).map(({ gain, objective }) => [gain, objective])).toEqual([
    [null, null],
    [null, 10],
    [10, 0],
  ]);
});

test("a fixed site that must be filled takes people from nearer sites until it is full", async () => {
  // 60 people at a, 50 at b; x is fixed with 80 places, y may open with 100.
  const matrix = coverageMatrix([
    [5, 1],
    [9, 1],
  ]);
  const places = { matrix, weight: [60, 50], p: 2, capacity: [80, 100], state: ["fixed", "new"] } as const;
  const question = { model: "capacitated-p-median", ...places, split: true } as const;
  // y takes 100, and 10 of a walk 5 to x: 10 · 5 + 100 · 1.
  expect((await selectSites(question)).objective).toBe(150);
  // x takes 80: all of a, who lose 4 each, and 20 of b, who lose 8: 60 · 5 + 20 · 9 + 30 · 1.
  const filled = await selectSites({ ...question, fillFixed: true });
  expect([filled.status, filled.objective]).toEqual(["optimal", 510]);
  // With whole places neither 60, 50 nor 110 is 80.
  expect((await selectSites({ ...question, split: false, fillFixed: true })).status).toBe("infeasible");
  // 110 people are in reach of x in all.
  const large = await selectSites({ ...question, capacity: [120, 100], fillFixed: true });
  expect([large.status, large.reason]).toEqual([
    "infeasible",
    "the fixed site 0 must be filled with 120 people when 110 are in its reach",
  ]);
  // Heuristics fill nearest first, and make no plan that breaks the rule.
  const quick = await selectSites({ ...question, fillFixed: true }, { heuristicOnly: true });
  expect(quick.sites).toEqual([]);
  await expect(selectSites({ ...question, state: ["new", "new"], fillFixed: true })).rejects.toThrow(
    /none is fixed/,
  );
});
