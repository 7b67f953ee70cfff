/**
 * A bound on the median form from prices on demand: no choice of sites can cost less.
 *
 * Each place offers a price for being served; a site is worth what it earns above the walks. For any prices, the sum
 * of prices less the earnings of the best sites that p or the budget allows is a lower bound. Prices follow a
 * subgradient: places that nobody serves offer more, places served twice offer less.
 *
 * Source: Cornuéjols, Fisher & Nemhauser 1977; Held, Wolfe & Crowder 1974 for the steps; Beasley 1985 for fixing sites
 * by their reduced costs. The number of iterations is the limit, so answers repeat.
 */
import type { MedianForm } from "./median.js";

/** In a mask of decisions. */
export const FREE = 0;
export const OPEN = 1;
export const CLOSED = 2;

export interface Prices {
  /** Best lower bound found. */
  readonly bound: number;
  /** Prices that prove it. */
  readonly price: Float64Array;
  /** Earnings of each site at these prices, 0 or negative: the more negative, the more it is worth. */
  readonly earning: Float64Array;
  /** Pairs looked at on the way: the work done. */
  readonly steps: number;
}

export interface PriceOptions {
  /** `FREE`, `OPEN` or `CLOSED` for each candidate. */
  readonly decided: Uint8Array;
  readonly iterations: number;
  /** Prices to start from; default: what the second cheapest site costs. */
  readonly start?: Float64Array | undefined;
  /** Cost of the best plan known; it may fall while prices are sought. */
  readonly upper: () => number;
  /** Stops as soon as the bound reaches this. */
  readonly enough: () => number;
  /** Told the sites that each round of prices would open. */
  readonly onSites?: ((chosen: Uint8Array) => void) | undefined;
}

/** Seeks prices; see the head of the file. */
export function seekPrices(form: MedianForm, options: PriceOptions): Prices {
  const { demandCount, candidateCount, firstOfDemand, candidate, cost, unserved } = form;
  const { decided, upper, enough } = options;
  const price = options.start === undefined ? firstPrices(form, decided) : options.start.slice();
  const earning = new Float64Array(candidateCount);
  const served = new Float64Array(demandCount);
  const chosen = new Float64Array(candidateCount);
  const mask = new Uint8Array(candidateCount);
  let best = { bound: Number.NEGATIVE_INFINITY, price, earning };
  let steps = 0;
  let agility = 1.5;
  let idle = 0;
  for (let round = 0; round < options.iterations; round++) {
    earning.fill(0);
    let bound = 0;
    for (let i = 0; i < demandCount; i++) {
      bound += price[i];
      let k = firstOfDemand[i];
      for (; k < firstOfDemand[i + 1] && cost[k] < price[i]; k++) earning[candidate[k]] += cost[k] - price[i];
      steps += k - firstOfDemand[i];
    }
    bound += chooseSites(form, decided, earning, chosen);
    if (bound > best.bound + 1e-9 * Math.abs(bound)) {
      best = { bound, price: price.slice(), earning: earning.slice() };
      idle = 0;
    } else if (++idle >= 20) {
      agility /= 2;
      idle = 0;
      price.set(best.price);
    }
    if (options.onSites !== undefined) {
      for (let j = 0; j < candidateCount; j++) mask[j] = chosen[j] > 0 ? 1 : 0;
      options.onSites(mask);
    }
    if (best.bound >= enough() || agility < 1e-4) break;
    let norm = 0;
    for (let i = 0; i < demandCount; i++) {
      let sum = 0;
      for (let k = firstOfDemand[i]; k < firstOfDemand[i + 1] && cost[k] < price[i]; k++)
        sum += chosen[candidate[k]];
      served[i] = sum;
      norm += (1 - sum) ** 2;
    }
    if (norm === 0) break;
    const step = (agility * Math.max(upper() * 1.0005 - bound, 1e-6 * Math.abs(bound) + 1e-9)) / norm;
    for (let i = 0; i < demandCount; i++) {
      const cheapest = firstOfDemand[i] === firstOfDemand[i + 1] ? unserved[i] : cost[firstOfDemand[i]];
      price[i] = Math.min(unserved[i], Math.max(cheapest, price[i] + step * (1 - served[i])));
    }
  }
  return { ...best, steps };
}

/** A place pays at least what its second cheapest site costs, as it may lose the first. */
function firstPrices(
  { demandCount, firstOfDemand, candidate, cost, unserved }: MedianForm,
  decided: Uint8Array,
) {
  const price = new Float64Array(demandCount);
  for (let i = 0; i < demandCount; i++) {
    let seen = 0;
    price[i] = unserved[i];
    for (let k = firstOfDemand[i]; k < firstOfDemand[i + 1] && seen < 2; k++) {
      if (decided[candidate[k]] !== CLOSED) {
        price[i] = cost[k];
        seen++;
      }
    }
    if (seen < 2) price[i] = unserved[i];
  }
  return price;
}

/** Fills `chosen` (0 … 1) with the sites that earn most. @returns the sum of their earnings */
function chooseSites(
  form: MedianForm,
  decided: Uint8Array,
  earning: Float64Array,
  chosen: Float64Array,
): number {
  let sum = 0;
  let count = 0;
  let spent = 0;
  for (let j = 0; j < decided.length; j++) {
    chosen[j] = decided[j] === OPEN ? 1 : 0;
    if (decided[j] !== OPEN) continue;
    sum += earning[j];
    count++;
    spent += form.siteCost[j];
  }
  return (
    sum +
    (form.p === null
      ? byBudget(form, decided, earning, chosen, form.budget - spent)
      : byCount(decided, earning, chosen, form.p - count))
  );
}

function byCount(decided: Uint8Array, earning: Float64Array, chosen: Float64Array, count: number): number {
  if (count <= 0) return 0;
  const last = nthEarning(decided, earning, count);
  let sum = 0;
  let left = count;
  for (let j = 0; j < decided.length; j++) {
    if (decided[j] !== FREE || !(earning[j] < last)) continue;
    chosen[j] = 1;
    sum += earning[j];
    left--;
  }
  for (let j = 0; j < decided.length && left > 0; j++) {
    if (decided[j] !== FREE || earning[j] !== last) continue;
    chosen[j] = 1;
    sum += last;
    left--;
  }
  return sum;
}

/** The `n`-th smallest earning among free sites; infinite if there are fewer. */
export function nthEarning(decided: Uint8Array, earning: Float64Array, n: number): number {
  const free = earning.filter((_, j) => decided[j] === FREE).sort();
  return n >= 1 && n <= free.length ? free[n - 1] : Number.POSITIVE_INFINITY;
}

/** The best fractional filling of a budget: best earnings a cost first. */
function byBudget(
  form: MedianForm,
  decided: Uint8Array,
  earning: Float64Array,
  chosen: Float64Array,
  budget: number,
) {
  const { siteCost } = form;
  const worth = (j: number) => (siteCost[j] === 0 ? Number.NEGATIVE_INFINITY : earning[j] / siteCost[j]);
  const order: number[] = [];
  for (let j = 0; j < decided.length; j++) if (decided[j] === FREE && earning[j] < 0) order.push(j);
  const ratio = new Float64Array(decided.length);
  for (const j of order) ratio[j] = worth(j);
  order.sort((a, b) => (ratio[a] === ratio[b] ? a - b : ratio[a] - ratio[b]));
  let left = budget;
  let sum = 0;
  for (const j of order) {
    const part = siteCost[j] <= left ? 1 : left / siteCost[j];
    chosen[j] = part;
    sum += part * earning[j];
    left -= part * siteCost[j];
    if (part < 1) break;
  }
  return sum;
}
