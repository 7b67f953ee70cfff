/**
 * Leaves a choice that no single exchange improves, by moving a few sites at random and exchanging again.
 *
 * Iterated local search (Lourenço, Martin & Stützle 2003) from the best choice known; the seed fixes every move.
 */
import { costOfSites, type MedianForm, sitesOf } from "./median.js";
import { improveBySwaps } from "./swap.js";

export interface ShakeOptions {
  readonly seed: number;
  /** How often sites are moved; default 60. */
  readonly kicks?: number | undefined;
}

/** @returns a choice at least as good as `start` */
export function shakenSites(
  form: MedianForm,
  start: Uint8Array,
  { seed, kicks = 60 }: ShakeOptions,
): Uint8Array {
  const random = randomNumbers(seed);
  let best = start;
  let cost = costOfSites(form, start);
  for (let kick = 0; kick < kicks; kick++) {
    const open = moved(form, best, random);
    if (open === null) return best;
    improveBySwaps(form, open);
    const tried = costOfSites(form, open);
    if (tried < cost) [best, cost] = [open, tried];
  }
  return best;
}

/** A tenth of the sites (at least two) closed and as many others opened; null where there is nothing to move. */
function moved({ fixed, exchange, budget, siteCost, p }: MedianForm, from: Uint8Array, random: () => number) {
  const open = from.slice();
  const free = sitesOf(open).filter((j) => fixed[j] === 0 && exchange[j] === 2);
  const others = [...open.keys()].filter((j) => open[j] === 0 && exchange[j] === 2);
  const count = Math.min(Math.max(2, Math.floor(free.length / 10)), free.length, others.length);
  if (count === 0) return null;
  let spent = open.reduce((sum, o, j) => sum + o * siteCost[j], 0);
  for (let k = 0; k < count; k++) {
    const outward = free.splice(Math.floor(random() * free.length), 1)[0];
    const inward = others.splice(Math.floor(random() * others.length), 1)[0];
    const after = spent + siteCost[inward] - siteCost[outward];
    if (p === null && after > budget) continue;
    open[outward] = 0;
    open[inward] = 1;
    spent = after;
  }
  return open;
}

/** Numbers in 0 … 1 that repeat (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
