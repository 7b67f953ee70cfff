/**
 * Every siting model against every choice of sites, on small random questions.
 */
import { expect, test } from "vitest";
import { coverageMatrix } from "../../src/siting/coverage-matrix.js";
import { toSitingQuestion } from "../../src/siting/problem.js";
import {
  SITING_MODELS,
  type SiteState,
  type SitingModel,
  type SitingOptions,
} from "../../src/siting/question.js";
import { selectSites } from "../../src/siting/select-sites.js";
import { everyChoice, spentOn } from "../support/siting-oracle.js";

const SEED = 20261125;

/** Numbers that repeat (mulberry32). */
function randomNumbers(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { below: (n: number) => Math.floor(next() * n), chance: (p: number) => next() < p };
}

/** A question of 1 … 6 places and 1 … 6 candidates (fewer where every assignment is looked at). */
function randomQuestion(model: SitingModel, seed: number) {
  const { below, chance } = randomNumbers(seed);
  const isAssignment = model.startsWith("capacitated-");
  const [n, m] = [1 + below(isAssignment ? 4 : 6), 1 + below(isAssignment ? 4 : 6)];
  const reach = chance(0.3) ? 1 : 0.6;
  const costs = Array.from({ length: n }, () =>
    Array.from({ length: m }, () => (chance(reach) ? below(10) / (chance(0.1) ? 2 : 1) : Infinity)),
  );
  const amounts = (count: number, most: number) => Array.from({ length: count }, () => below(most + 1));
  const state = Array.from({ length: m }, (): SiteState => {
    const kind = below(12);
    return kind === 0 ? "fixed" : kind === 1 ? "closable" : kind === 2 ? "movable" : "new";
  });
  const needsP = !["lscp", "lscp-b", "budget-mclp"].includes(model);
  const shares = model.endsWith("mclp") && !isAssignment && chance(0.3);
  const question: SitingOptions = {
    model,
    matrix: coverageMatrix(costs),
    weight: amounts(n, isAssignment ? 3 : 9),
    state: chance(0.5) ? state : state.map(() => "new"),
    ...(needsP ? { p: below(m + 1) } : {}),
    ...(model === "budget-mclp" ? { budget: below(12) } : {}),
    ...(needsP ? {} : { siteCost: amounts(m, 5) }),
    ...(isAssignment ? { capacity: amounts(m, 5), split: chance(0.5) } : {}),
    ...(model === "equity-mclp" ? { need: amounts(n, 3) } : {}),
    ...(model === "bacop2" ? { firstCoverWeight: below(5) / 4 } : {}),
    ...(shares ? { group: amounts(n, 1), groupShare: below(5) / 4 } : {}),
  };
  return { question, costs };
}

function leastOf<T>(items: readonly T[], value: (item: T) => number): readonly T[] {
  const least = Math.min(...items.map(value));
  return items.filter((item) => value(item) === least);
}

/** Questions a model; `LIVING_CIRCLE_RUNS=20` asks twenty times as many. */
const TIMES = Number(process.env.LIVING_CIRCLE_RUNS ?? 1);
const RUNS: Partial<Record<SitingModel, number>> = { mclp: 300, "p-median": 300, "equity-mclp": 200 };

test.each(
  SITING_MODELS,
)("%s finds the best of all choices, and of equal ones the lowest sites", async (model) => {
  let solved = 0;
  for (let run = 0; run < TIMES * (RUNS[model] ?? 60); run++) {
    const { question, costs } = randomQuestion(model, SEED + 1000 * SITING_MODELS.indexOf(model) + run);
    for (const solverOnly of run % 5 === 0 ? [false, true] : [false]) {
      const plan = await selectSites(toSitingQuestion(question), { solverOnly });
      const { objective, best } = everyChoice(question, costs, plan.penalty ?? 0);
      const where = `${model}, seed ${SEED}, run ${run}, solver ${solverOnly}`;
      if (objective === null) {
        expect([where, plan.status, plan.sites]).toEqual([where, "infeasible", []]);
        expect(plan.reason).not.toBe(null);
        continue;
      }
      expect([where, plan.status, plan.objective]).toEqual([where, "optimal", expect.closeTo(objective, 6)]);
      expect(plan.bound).toBe(plan.objective);
      expect(plan.gap).toBe(0);
      const first =
        question.p === undefined
          ? leastOf(
              leastOf(best, (s) => spentOn(question, s)),
              (s) => s.length,
            )
          : best;
      expect([where, plan.sites]).toEqual([where, first[0]]);
      solved++;
    }
  }
  expect(solved).toBeGreaterThan(20);
});
