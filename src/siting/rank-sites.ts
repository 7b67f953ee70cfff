/**
 * Chosen sites in the order in which they help most.
 *
 * Fixed sites come first, then always the site that adds most to those before it: people covered, or walks saved. The
 * order is that in which to build if money comes by and by.
 *
 * Layer: siting. Imports nothing of other layers.
 */
import { gainOf, placeCosts, take } from "./greedy.js";
import { coverForm, medianForm } from "./median.js";
import { penaltyOf } from "./median-plan.js";
import { checkedProblem, type SitingQuestion } from "./problem.js";

/** An open site in the order of what it adds. */
export interface RankedSite {
  readonly candidate: number;
  /** What it adds to the sites before it: people covered, or for the median models cost saved. */
  readonly gain: number;
  /** People covered so far: those with a site in reach. */
  readonly covered: number;
}

/**
 * @param sites - open candidates, e.g. `plan.sites`
 * @returns one entry a site, most helpful first; ties to the lower index
 */
export function rankSites(question: SitingQuestion, sites: readonly number[]): RankedSite[] {
  const problem = checkedProblem(question);
  const isMedian = problem.model.endsWith("p-median") || problem.model === "p-center";
  const cover = coverForm(problem);
  const form = isMedian ? medianForm(problem, penaltyOf(problem)) : cover;
  const nobody = new Uint8Array(cover.candidateCount);
  const now = placeCosts(form, nobody);
  const coverNow = form === cover ? now : placeCosts(cover, nobody);
  const everybody = cover.unserved.reduce((sum, people) => sum + people, 0);
  const left = new Set(sites);
  const ranked: RankedSite[] = [];
  while (left.size > 0) {
    const fixed = [...left].filter((j) => problem.state[j] === "fixed");
    let best = -1;
    let gain = -1;
    for (const j of fixed.length > 0 ? fixed : left) {
      const own = gainOf(form, now, j);
      if (own > gain || (own === gain && j < best)) [best, gain] = [j, own];
    }
    left.delete(best);
    take(form, now, best);
    if (form !== cover) take(cover, coverNow, best);
    const uncovered = coverNow.reduce((sum, people) => sum + people, 0);
    ranked.push({
      candidate: best,
      gain: gain / form.factor,
      covered: (everybody - uncovered) / cover.factor,
    });
  }
  return ranked;
}
