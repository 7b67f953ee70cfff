/**
 * The best choice of p sites for the median form, proved.
 *
 * Branch and bound on the price bound: prices fix most sites by their reduced costs, exchanges improve every choice
 * that the prices suggest, and what stays open is decided site by site, the most earning first. The number of
 * branches and of price rounds is the limit, never the clock.
 *
 * Source: Beasley, J.E. (1985). A note on solving large p-median problems. EJOR 21.
 */
import { greedySiteMask } from "./greedy.js";
import { CLOSED, FREE, nthEarning, OPEN, type Prices, seekPrices } from "./lagrangian.js";
import { costOfSites, type MedianForm } from "./median.js";
import { shakenSites } from "./perturb.js";
import { improveBySwaps } from "./swap.js";

export interface BranchOptions {
  /** Branches looked at, at most; default 5,000. 0 leaves the bound of the root. */
  readonly maxNodes?: number | undefined;
  /** Pairs of place and candidate looked at while branching, at most; default 3·10⁹, about half a minute. */
  readonly maxSteps?: number | undefined;
  /** Rounds of prices at the root; default 1,500. */
  readonly rootRounds?: number | undefined;
  /** Rounds of prices in each branch; default 60. */
  readonly nodeRounds?: number | undefined;
  /** Of the random moves between exchanges; default 0. */
  readonly seed?: number | undefined;
}

export interface BranchResult {
  /** Mask of the best choice found. */
  readonly open: Uint8Array;
  readonly cost: number;
  /** No choice costs less; equal to `cost` where proved. */
  readonly bound: number;
  readonly proved: boolean;
  readonly nodes: number;
  /** What the root could decide for sure, given `cost`: `FREE`, `OPEN` or `CLOSED`. */
  readonly decided: Uint8Array;
}

const MAX_STEPS = 3e9;

/** State of one search. */
interface Search {
  readonly form: MedianForm;
  readonly nodeRounds: number;
  readonly maxNodes: number;
  readonly maxSteps: number;
  steps: number;
  /** Whether choices may be improved beyond the decisions made. */
  readonly mayLeave: boolean;
  open: Uint8Array;
  cost: number;
  nodes: number;
  /** Rounds of prices at the root so far; every hundredth choice is improved by exchanges. */
  rounds: number;
  /** Least bound among branches that the limit left unlooked. */
  left: number;
}

/** Best choice of sites with a bound; exact where the limits allow. */
export function branchMedian(form: MedianForm, options: BranchOptions = {}): BranchResult {
  const { maxNodes = 5000, maxSteps = MAX_STEPS, rootRounds = 1500, nodeRounds = 60, seed = 0 } = options;
  const open = greedySiteMask(form);
  improveBySwaps(form, open);
  const search: Search = {
    form,
    nodeRounds,
    maxNodes: form.p === null ? 0 : maxNodes,
    maxSteps,
    steps: 0,
    mayLeave: true,
    open,
    cost: costOfSites(form, open),
    nodes: 0,
    rounds: 0,
    left: Number.POSITIVE_INFINITY,
  };
  const decided = Uint8Array.from(form.fixed);
  const root = priceOf(search, decided, rootRounds);
  const rootBound = rounded(form, root.bound);
  if (isDone(search, root.bound)) return result(search, search.cost, decided);
  if (search.cost - root.bound > 0.005 * search.cost) {
    search.open = shakenSites(form, search.open, { seed });
    search.cost = costOfSites(form, search.open);
  }
  if (form.p === null) return result(search, Math.min(search.cost, rootBound), decided);
  fixByPrices(search, decided, root);
  const atRoot = decided.slice();
  branch(search, decided, root);
  return result(search, Math.min(search.cost, Math.max(rootBound, search.left)), atRoot);
}

/**
 * A choice that costs no more than `most` and keeps these decisions, or null if there is none or the limit is reached.
 *
 * @param decided - `FREE`, `OPEN` or `CLOSED` for each candidate
 */
export function choiceWithin(
  form: MedianForm,
  decided: Uint8Array,
  most: number,
  { maxNodes = 500, nodeRounds = 100 }: BranchOptions = {},
): Uint8Array | null {
  const none = new Uint8Array(0);
  const above = most + (form.exact ? 1 : 1e-9 * Math.max(1, Math.abs(most)));
  const search: Search = {
    form,
    nodeRounds,
    maxNodes,
    maxSteps: MAX_STEPS,
    steps: 0,
    mayLeave: false,
    open: none,
    cost: above,
    nodes: 0,
    rounds: 0,
    left: Number.POSITIVE_INFINITY,
  };
  const decisions = decided.slice();
  if (!isSettled(search, decisions)) {
    const prices = priceOf(search, decisions, nodeRounds);
    if (!isDone(search, prices.bound)) branch(search, decisions, prices);
  }
  return search.open === none ? null : search.open;
}

function result(search: Search, bound: number, decided: Uint8Array): BranchResult {
  const { open, cost, nodes } = search;
  return { open, cost, bound, proved: bound >= cost, nodes, decided };
}

function priceOf(search: Search, decided: Uint8Array, rounds: number, start?: Float64Array): Prices {
  const { form } = search;
  let last = "";
  const prices = seekPrices(form, {
    decided,
    iterations: rounds,
    start,
    upper: () => search.cost,
    enough: () => search.cost - (form.exact ? 1 - 1e-6 : 1e-9 * Math.max(1, Math.abs(search.cost))),
    onSites(chosen) {
      const key = Buffer.from(chosen).toString("latin1");
      if (form.p !== null && key !== last) offer(search, chosen);
      last = key;
    },
  });
  search.steps += prices.steps;
  return prices;
}

/** Takes a choice that is better than the best one known; now and then also one that exchanges make better. */
function offer(search: Search, chosen: Uint8Array): void {
  const mayTry = search.nodes === 0 && search.mayLeave && search.rounds++ % 100 === 99;
  if (!mayTry && costOfSites(search.form, chosen) >= search.cost) return;
  const open = chosen.slice();
  if (search.mayLeave) improveBySwaps(search.form, open);
  const cost = costOfSites(search.form, open);
  if (cost >= search.cost) return;
  search.open = open;
  search.cost = cost;
}

/** Whether a bound leaves no room for a better choice. */
function isDone({ form, cost }: Search, bound: number): boolean {
  return form.exact ? bound > cost - 1 + 1e-6 : bound >= cost - 1e-9 * Math.max(1, Math.abs(cost));
}

/** Whole sums lie on whole numbers, so that a bound may be rounded up. */
function rounded(form: MedianForm, bound: number): number {
  return form.exact ? Math.ceil(bound - 1e-6) : bound;
}

/** Decides sites whose opposite would cost too much at these prices. @returns how many */
function fixByPrices(search: Search, decided: Uint8Array, { bound, earning }: Prices): number {
  const { form } = search;
  let opened = 0;
  for (const d of decided) if (d === OPEN) opened++;
  const wanted = form.p! - opened;
  const last = nthEarning(decided, earning, wanted);
  const next = nthEarning(decided, earning, wanted + 1);
  let fixed = 0;
  for (let j = 0; j < decided.length; j++) {
    if (decided[j] !== FREE) continue;
    if (earning[j] < next && isDone(search, bound + next - earning[j])) {
      decided[j] = OPEN;
      fixed++;
    } else if (earning[j] > last && isDone(search, bound + earning[j] - last)) {
      decided[j] = CLOSED;
      fixed++;
    }
  }
  return fixed;
}

/** Looks for better choices among those that keep these decisions; `prices` belong to them. */
function branch(search: Search, decided: Uint8Array, prices: Prices): void {
  let fixed = 1;
  while (fixed > 0) fixed = fixByPrices(search, decided, prices);
  if (!isSettled(search, decided)) descend(search, decided, prices);
}

/** Whether nothing is left to decide: then the choice, if there is one, has been looked at. */
function isSettled(search: Search, decided: Uint8Array): boolean {
  let open = 0;
  let free = 0;
  for (const d of decided) {
    if (d === OPEN) open++;
    else if (d === FREE) free++;
  }
  const wanted = search.form.p! - open;
  if (wanted < 0 || free < wanted) return true;
  if (wanted > 0 && free > wanted) return false;
  const choice = Uint8Array.from(decided, (d) => (d === OPEN || (wanted > 0 && d === FREE) ? 1 : 0));
  const cost = costOfSites(search.form, choice);
  if (cost < search.cost) {
    search.open = choice;
    search.cost = cost;
  }
  return true;
}

/** Both ways of deciding the free site that earns most. */
function descend(search: Search, decided: Uint8Array, prices: Prices): void {
  let site = -1;
  for (let j = 0; j < decided.length; j++) {
    if (decided[j] === FREE && (site < 0 || prices.earning[j] < prices.earning[site])) site = j;
  }
  for (const way of [OPEN, CLOSED]) {
    if (search.nodes >= search.maxNodes || search.steps >= search.maxSteps) {
      search.left = Math.min(search.left, rounded(search.form, prices.bound));
      return;
    }
    search.nodes++;
    const child = decided.slice();
    child[site] = way;
    if (isSettled(search, child)) continue;
    const childPrices = priceOf(search, child, search.nodeRounds, prices.price);
    if (!isDone(search, childPrices.bound)) branch(search, child, childPrices);
  }
}
