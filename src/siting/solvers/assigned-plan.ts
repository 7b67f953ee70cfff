/**
 * A good plan for the capacitated p-median where each place goes to one site.
 *
 * Iterated local search: a site is closed and another one opened at random, places shift and change sites while that
 * helps, and every site moves to the best place among those that it serves. Room that lacks costs as much as the longest
 * walks of so many people, so that plans over their capacities lead back to plans within them. The number of rounds is
 * the limit, and a seed decides every move, so answers repeat.
 *
 * Sources: Mulvey & Beck 1984 (places by regret, sites moved among their own); Lourenço, Martin & Stützle 2003.
 */
import type { SitingProblem } from "../problem.js";
import { randomNumbers } from "./perturb.js";

/** Sites and the site of each place; −1 where nobody lives. */
export interface AssignedPlan {
  readonly open: Uint8Array;
  readonly site: Int32Array;
  readonly cost: number;
}

/** Work in all: places × sites looked at, about a second for each 10⁸. */
const MAX_STEPS = 3e8;
/** A round counts as so many steps at least: with few places it costs more than what it looks at, and none needs more rounds. */
const LEAST_STEPS_A_ROUND = 1000;
/** Rounds without a better plan after which the search goes back to the best one. */
const PATIENCE = 60;
/** A changed plan is gone on from if it is no dearer than this share above the one before; an assumption. */
const DEARER = 0.02;

interface State {
  readonly problem: SitingProblem;
  /** Places where people live. */
  readonly places: readonly number[];
  /** Cost of place × candidate; infinite where no pair is. */
  readonly cost: Float64Array;
  /** What a person beyond a capacity costs. */
  readonly overload: number;
  readonly open: Uint8Array;
  readonly site: Int32Array;
  readonly load: Float64Array;
  steps: number;
}

/**
 * Searches for a plan; null where none within all capacities was found, or the question is of another kind: split
 * places, people who may stay unserved, sites that may close or move.
 */
export function assignedPlan(problem: SitingProblem, seed: number): AssignedPlan | null {
  const { matrix, p, state: states, split, capacity } = problem;
  const isPlain =
    states.every((one) => one === "new" || one === "fixed") &&
    !split &&
    capacity !== null &&
    !problem.fillFixed;
  if (!isPlain || p === null || p === 0 || matrix.demandCount * matrix.candidateCount > 4e6) return null;
  const random = randomNumbers(seed);
  const state = startOf(problem);
  if (state === null) return null;
  improve(state);
  let best = isWithin(state) ? kept(state) : null;
  let current = snapshot(state);
  let idle = 0;
  for (let due = 0; state.steps < MAX_STEPS; state.steps = Math.max(state.steps, due)) {
    due = state.steps + LEAST_STEPS_A_ROUND;
    const moved = exchangeSites(state, random);
    if (moved === null) break;
    if (!moved) {
      restore(state, current);
      state.steps += state.places.length;
      continue;
    }
    improve(state);
    const value = totalOf(state);
    if (isWithin(state) && value < (best?.cost ?? Number.POSITIVE_INFINITY) - 1e-9) {
      best = kept(state);
      idle = 0;
    } else idle++;
    if (value <= current.value * (1 + DEARER * random())) current = snapshot(state);
    else restore(state, current);
    if (idle < PATIENCE || best === null) continue;
    idle = 0;
    restore(state, { open: best.open, site: best.site, value: best.cost });
    current = snapshot(state);
  }
  return best;
}

function startOf(problem: SitingProblem): State | null {
  const { matrix, weight, p, state: states } = problem;
  const { candidateCount, demandCount } = matrix;
  const cost = new Float64Array(demandCount * candidateCount).fill(Number.POSITIVE_INFINITY);
  let longest = 0;
  for (let i = 0; i < demandCount; i++) {
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++) {
      cost[i * candidateCount + matrix.candidate[k]] = weight[i] * matrix.cost[k];
      longest = Math.max(longest, matrix.cost[k]);
    }
  }
  const places = [...weight.keys()].filter((i) => weight[i] > 0);
  const state: State = {
    ...{ problem, places, cost, overload: Math.max(1e-9, 2 * longest) },
    open: Uint8Array.from(states, (one) => (one === "fixed" ? 1 : 0)),
    site: new Int32Array(demandCount).fill(-1),
    load: new Float64Array(candidateCount),
    steps: 0,
  };
  // Sites far from each other: each time the candidate that saves most.
  for (let left = (p ?? 0) - sum(state.open); left > 0; left--) {
    const site = mostSaving(state);
    if (site < 0) return null;
    state.open[site] = 1;
  }
  assignAll(state);
  return state.site.some((site, i) => site < 0 && weight[i] > 0) ? null : state;
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k];
  return total;
}

function mostSaving({ open, places, cost, problem }: State): number {
  const { candidateCount } = problem.matrix;
  const nearest = places.map((i) => {
    let least = Number.POSITIVE_INFINITY;
    for (let j = 0; j < candidateCount; j++)
      if (open[j] === 1) least = Math.min(least, cost[i * candidateCount + j]);
    return least;
  });
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (let j = 0; j < candidateCount; j++) {
    if (open[j] === 1) continue;
    let total = 0;
    places.forEach((i, k) => {
      // Who is out of reach still counts, as dear as can be told.
      total += Math.min(nearest[k], cost[i * candidateCount + j], 1e15);
    });
    if (total < least) [best, least] = [j, total];
  }
  return best;
}

/** Every place to a site, those with most to lose first: the cheapest with room, else the cheapest with its overload. */
function assignAll(state: State): void {
  const { site, load } = state;
  site.fill(-1);
  load.fill(0);
  const order = state.places.map((i) => ({ i, regret: regretOf(state, i) }));
  order.sort((a, b) => b.regret - a.regret || a.i - b.i);
  for (const { i } of order) assign(state, i);
}

function regretOf({ open, cost, problem }: State, i: number): number {
  let [first, second] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const { candidateCount } = problem.matrix;
  for (let j = 0; j < candidateCount; j++) {
    if (open[j] === 0) continue;
    const here = cost[i * candidateCount + j];
    if (here < first) [first, second] = [here, first];
    else if (here < second) second = here;
  }
  return second === Number.POSITIVE_INFINITY ? 1e18 : second - first;
}

function assign(state: State, i: number): void {
  const { open, cost, site, load, problem } = state;
  const { candidateCount } = problem.matrix;
  let [best, least] = [-1, Number.POSITIVE_INFINITY];
  for (let j = 0; j < candidateCount; j++) {
    if (open[j] === 0) continue;
    const value = cost[i * candidateCount + j] + overloadOf(state, j, problem.weight[i]);
    if (value < least) [best, least] = [j, value];
  }
  if (best < 0) return;
  site[i] = best;
  load[best] += problem.weight[i];
}

/** What so many more people at a site cost beyond its capacity; below 0 for fewer. */
function overloadOf({ load, overload, problem }: State, j: number, more: number): number {
  const room = problem.capacity?.[j] ?? 0;
  return overload * (Math.max(0, load[j] + more - room) - Math.max(0, load[j] - room));
}

/** Shifts, exchanges and moves of sites while any helps. */
function improve(state: State): void {
  for (;;) {
    while (shiftPlaces(state) || exchangePlaces(state));
    if (!moveSites(state)) return;
  }
}

/** A place to another site, where that is cheaper; every place once. */
function shiftPlaces(state: State): boolean {
  const { places, open, cost, site, load, problem } = state;
  const { candidateCount } = problem.matrix;
  const sites = sitesOf(open);
  let moved = false;
  for (const i of places) {
    const from = site[i];
    const people = problem.weight[i];
    const left = cost[i * candidateCount + from] - overloadOf(state, from, -people);
    let [best, least] = [-1, -1e-9];
    for (const j of sites) {
      if (j === from) continue;
      const change = cost[i * candidateCount + j] + overloadOf(state, j, people) - left;
      if (change < least) [best, least] = [j, change];
    }
    if (best < 0) continue;
    site[i] = best;
    load[from] -= people;
    load[best] += people;
    moved = true;
  }
  state.steps += places.length * sites.length;
  return moved;
}

/** Two places change sites, where that is cheaper. */
function exchangePlaces(state: State): boolean {
  const { places, cost, site, load, problem } = state;
  const { weight, matrix } = problem;
  const { candidateCount } = matrix;
  const room = problem.capacity ?? load;
  let moved = false;
  for (let a = 0; a < places.length; a++) {
    for (let b = a + 1; b < places.length; b++) {
      const [i, k] = [places[a], places[b]];
      const [at, to] = [site[i], site[k]];
      if (at === to) continue;
      const walks =
        cost[i * candidateCount + to] +
        cost[k * candidateCount + at] -
        cost[i * candidateCount + at] -
        cost[k * candidateCount + to];
      // Where walks grow and no overload can shrink, nothing is won.
      if (walks >= 0 && load[at] <= room[at] && load[to] <= room[to]) continue;
      const more = weight[k] - weight[i];
      if (!(walks + overloadOf(state, at, more) + overloadOf(state, to, -more) < -1e-9)) continue;
      site[i] = to;
      site[k] = at;
      load[at] += more;
      load[to] -= more;
      moved = true;
    }
  }
  state.steps += (places.length * places.length) / 2;
  return moved;
}

/** Every site to the candidate that is cheapest for those whom it serves. */
function moveSites(state: State): boolean {
  const { places, open, cost, site, load, problem } = state;
  const { candidateCount } = problem.matrix;
  const members = new Map<number, number[]>();
  for (const i of places) members.set(site[i], [...(members.get(site[i]) ?? []), i]);
  let moved = false;
  for (const [from, served] of members) {
    if (problem.state[from] === "fixed") continue;
    const total = (j: number) => served.reduce((all, i) => all + cost[i * candidateCount + j], 0);
    const over = (j: number) => state.overload * Math.max(0, load[from] - (problem.capacity?.[j] ?? 0));
    let [best, least] = [-1, total(from) + over(from) - 1e-9];
    for (let j = 0; j < candidateCount; j++) {
      if (open[j] === 1) continue;
      const value = total(j) + over(j);
      if (value < least) [best, least] = [j, value];
    }
    state.steps += served.length * candidateCount;
    if (best < 0) continue;
    open[from] = 0;
    open[best] = 1;
    load[best] = load[from];
    load[from] = 0;
    for (const i of served) site[i] = best;
    moved = true;
  }
  return moved;
}

/**
 * One or two sites closed and as many others opened at random; null where there is nothing to exchange, false where
 * somebody then reaches none.
 */
function exchangeSites(state: State, random: () => number): boolean | null {
  const { open, site, load, places, problem } = state;
  const count = random() < 0.3 ? 2 : 1;
  for (let k = 0; k < count; k++) {
    const free = sitesOf(open).filter((j) => problem.state[j] !== "fixed");
    const others = [...open.keys()].filter((j) => open[j] === 0);
    if (free.length === 0 || others.length === 0) return null;
    const outward = free[Math.floor(random() * free.length)];
    const inward = others[Math.floor(random() * others.length)];
    open[outward] = 0;
    open[inward] = 1;
    const left = places.filter((i) => site[i] === outward);
    load[outward] = 0;
    for (const i of left) site[i] = -1;
    for (const i of left) assign(state, i);
  }
  if (places.some((i) => site[i] < 0)) assignAll(state);
  return !places.some((i) => site[i] < 0);
}

function sitesOf(open: Uint8Array): number[] {
  const sites: number[] = [];
  for (let j = 0; j < open.length; j++) if (open[j] === 1) sites.push(j);
  return sites;
}

function walksOf({ places, cost, site, problem }: State): number {
  return places.reduce((total, i) => total + cost[i * problem.matrix.candidateCount + site[i]], 0);
}

/** Walks, and what lacks of room. */
function totalOf(state: State): number {
  const { load, overload, problem } = state;
  let over = 0;
  for (let j = 0; j < load.length; j++) over += Math.max(0, load[j] - (problem.capacity?.[j] ?? 0));
  return walksOf(state) + overload * over;
}

function isWithin({ load, problem }: State): boolean {
  return load.every((people, j) => people <= (problem.capacity?.[j] ?? 0) + 1e-9);
}

interface Snapshot {
  readonly open: Uint8Array;
  readonly site: Int32Array;
  readonly value: number;
}

function snapshot(state: State): Snapshot {
  return { open: state.open.slice(), site: state.site.slice(), value: totalOf(state) };
}

function restore({ open, site, load, places, problem }: State, from: Snapshot): void {
  open.set(from.open);
  site.set(from.site);
  load.fill(0);
  for (const i of places) load[site[i]] += problem.weight[i];
}

function kept(state: State): AssignedPlan {
  return { open: state.open.slice(), site: state.site.slice(), cost: walksOf(state) };
}
