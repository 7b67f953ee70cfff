/**
 * Chosen sites in the order in which they help most.
 *
 * Fixed sites come first, then always the site that does most for the model's own objective: people covered, cost of all
 * walks, or the longest walk. The order is that in which to build if money comes by and by.
 */

import { checkedProblem, type SitingProblem } from "./problem.js";
import type { SitingQuestion } from "./question.js";
import { costsOfPlaces, gainOf, take } from "./solvers/greedy.js";
import { coverForm, type MedianForm, medianForm } from "./solvers/median.js";
import { penaltyOf } from "./solvers/median-plan.js";
import { largestCost, objectiveOfSites } from "./solvers/objective.js";
import { ServedPeople } from "./solvers/served-people.js";

/** One site of a plan, with what it adds to those before it. */
export interface RankedSite {
  readonly candidate: number;
  /**
   * What it adds to the sites before it: people covered, or people served where sites have capacities (shared out as
   * well as can be); for the median models walking cost saved (a person without a
   * site counts the penalty), for p-center by how much the longest walk is shorter. Null where no such sum exists
   * before it: for the first site of these models, and while p-center leaves a place without a site.
   */
  readonly gain: number | null;
  /** The model's objective with the sites so far (covering models: people covered or served); null while p-center has none. */
  readonly objective: number | null;
  /** People covered so far: those with a site in reach. */
  readonly covered: number;
}

/**
 * The sites of a plan in the order in which they help most: the order in which to build if money comes bit by bit.
 *
 * @param sites - open candidates, e.g. `plan.sites`
 * @returns one entry per site, the most helpful first; ties to the lower index
 * @throws {InvalidInputError} if the question lacks what its model needs
 *
 * @example
 * const matrix = coverageMatrix([[5, 20], [5, 20], [20, 5]], { cutoff: 15 });
 * const question = { model: "mclp", matrix, p: 2 } as const;
 * rankSites(question, [0, 1]).map(({ candidate, gain }) => [candidate, gain]); // => [[0, 2], [1, 1]]
 */
export function rankSites(question: SitingQuestion, sites: readonly number[]): RankedSite[] {
  const problem = checkedProblem(question);
  const ranker = rankerOf(problem);
  const cover = createRunningCost(coverForm(problem));
  const open = new Uint8Array(problem.matrix.candidateCount);
  const left = new Set(sites);
  const ranked: RankedSite[] = [];
  let before: number | null = ranker.start;
  while (left.size > 0) {
    const fixed = [...left].filter((j) => problem.state[j] === "fixed");
    const candidate = ranker.best(fixed.length > 0 ? fixed : [...left], open);
    left.delete(candidate);
    open[candidate] = 1;
    ranker.take(candidate);
    cover.take(candidate);
    const objective = ranker.objective(open);
    const gain = before === null || objective === null ? null : Math.abs(before - objective);
    ranked.push({ candidate, gain, objective, covered: cover.served() });
    before = objective;
  }
  return ranked;
}

interface Ranker {
  /** The objective with no site open, or null where there is none. */
  readonly start: number | null;
  readonly best: (among: readonly number[], open: Uint8Array) => number;
  readonly take: (candidate: number) => void;
  readonly objective: (open: Uint8Array) => number | null;
}

function rankerOf(problem: SitingProblem): Ranker {
  const isMedian = problem.model.endsWith("p-median");
  if (!isMedian && problem.model !== "p-center") {
    if (problem.model === "capacitated-mclp" && problem.capacity !== null) {
      return servingRanker(new ServedPeople(problem.matrix, problem.weight, problem.capacity));
    }
    const people = createRunningCost(coverForm(problem));
    return { start: 0, best: people.best, take: people.take, objective: people.served };
  }
  const penalty = penaltyOf(problem);
  const walks = createRunningCost(medianForm(problem, penalty));
  if (isMedian) {
    // With capacities the walks are those to the nearest site: a lower bound on what the plan itself walks.
    const objective = (open: Uint8Array) =>
      objectiveOfSites({ ...problem, model: "p-median" }, open, penalty);
    return { start: null, best: walks.best, take: walks.take, objective };
  }
  const longest = (open: Uint8Array) => largestCost(problem, open);
  return {
    start: null,
    best: (among, open) => centralSite(among, open, longest, walks),
    take: walks.take,
    objective: (open) => (Number.isFinite(longest(open)) ? longest(open) : null),
  };
}

function servingRanker(people: ServedPeople): Ranker {
  return {
    start: 0,
    best: (among) => bestBy(among, (j) => people.gain(j)),
    take: (j) => people.take(j),
    objective: () => people.served,
  };
}

/** The candidate with the largest gain, ties to the lower index. */
function bestBy(among: readonly number[], gain: (j: number) => number): number {
  let best = -1;
  let most = -1;
  for (const j of among) {
    const siteGain = gain(j);
    if (siteGain > most || (siteGain === most && j < best)) [best, most] = [j, siteGain];
  }
  return best;
}

/** The site with which the longest walk is shortest; of equal ones that which saves most walking in all. */
function centralSite(
  among: readonly number[],
  open: Uint8Array,
  longest: (open: Uint8Array) => number,
  walks: ReturnType<typeof createRunningCost>,
): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let saved = Number.NEGATIVE_INFINITY;
  for (const j of [...among].sort((a, b) => a - b)) {
    const trial = open.slice();
    trial[j] = 1;
    const walk = longest(trial);
    const siteGain = walks.gain(j);
    if (best >= 0 && (walk > least || (walk === least && siteGain <= saved))) continue;
    [best, least, saved] = [j, walk, siteGain];
  }
  return best;
}

/** Costs of all places as sites open one after the other. */
function createRunningCost(form: MedianForm) {
  const now = costsOfPlaces(form, new Uint8Array(form.candidateCount));
  const nobody = now.reduce((sum, cost) => sum + cost, 0);
  const gain = (j: number) => gainOf(form, now, j);
  return {
    gain,
    take: (j: number) => take(form, now, j),
    best: (among: readonly number[]) => bestBy(among, gain),
    /** For the cover form: people with an open site. */
    served: () => (nobody - now.reduce((sum, cost) => sum + cost, 0)) / form.factor,
  };
}
