/**
 * Improves a choice of sites by closing one and opening another, until no such exchange helps.
 *
 * Method: Teitz & Bart 1968; all exchanges of one pass are weighed at once by gains, losses and what the two have in
 * common (Resende & Werneck 2003), so a pass costs one sweep over the pairs. The best exchange is made, ties to the
 * lower candidate in, then the lower out.
 */
import type { MedianForm } from "./median.js";

/** The two cheapest open sites of each place. */
interface Nearest {
  readonly site: Int32Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

export interface SwapOptions {
  /** Exchanges at most; default 10,000. */
  readonly maxSwaps?: number | undefined;
}

/** Exchanges sites of `open` in place. @returns how many exchanges were made */
export function improveBySwaps(
  form: MedianForm,
  open: Uint8Array,
  { maxSwaps = 10_000 }: SwapOptions = {},
): number {
  const nearest: Nearest = {
    site: new Int32Array(form.demandCount),
    first: new Float64Array(form.demandCount),
    second: new Float64Array(form.demandCount),
  };
  for (let swaps = 0; swaps < maxSwaps; swaps++) {
    findNearest(form, open, nearest);
    const exchange = bestExchange(form, open, nearest);
    if (exchange === null) return swaps;
    open[exchange.inward] = 1;
    open[exchange.outward] = 0;
  }
  return maxSwaps;
}

function findNearest(form: MedianForm, open: Uint8Array, { site, first, second }: Nearest): void {
  const { demandCount, firstOfDemand, candidate, cost, unserved } = form;
  for (let i = 0; i < demandCount; i++) {
    site[i] = -1;
    first[i] = second[i] = unserved[i];
    for (let k = firstOfDemand[i]; k < firstOfDemand[i + 1]; k++) {
      if (open[candidate[k]] === 0) continue;
      if (site[i] < 0) {
        site[i] = candidate[k];
        first[i] = cost[k];
      } else {
        second[i] = cost[k];
        break;
      }
    }
  }
}

function bestExchange(form: MedianForm, open: Uint8Array, nearest: Nearest) {
  const { firstOfCandidate, demand, costOfCandidate, candidateCount } = form;
  const { site, first, second } = nearest;
  const loss = new Float64Array(candidateCount);
  for (let i = 0; i < form.demandCount; i++) if (site[i] >= 0) loss[site[i]] += second[i] - first[i];
  const rule = exchangeRule(form, open);
  const outs = rule.outs.sort((a, b) => loss[a] - loss[b] || a - b);
  const common = new Float64Array(candidateCount);
  const tolerance = form.exact ? 0 : 1e-9;
  let best: { inward: number; outward: number; change: number } | null = null;
  for (let j = 0; j < candidateCount; j++) {
    if (open[j] === 1) continue;
    let gain = 0;
    const touched: number[] = [];
    for (let k = firstOfCandidate[j]; k < firstOfCandidate[j + 1]; k++) {
      const i = demand[k];
      const cost = costOfCandidate[k];
      if (cost >= second[i]) continue;
      if (cost < first[i]) gain += first[i] - cost;
      const r = site[i];
      if (r < 0) continue;
      if (common[r] === 0) touched.push(r);
      common[r] += second[i] - Math.max(cost, first[i]);
    }
    const offer = (r: number) => {
      const change = loss[r] - common[r] - gain;
      if (change >= -tolerance * Math.abs(gain) || !rule.allows(j, r)) return;
      const isBetter =
        best === null ||
        change < best.change ||
        (change === best.change && best.inward === j && r < best.outward);
      if (isBetter) best = { inward: j, outward: r, change };
    };
    for (const r of touched) if (form.fixed[r] === 0) offer(r);
    // Of the sites that share nothing with j the one of least loss is enough.
    for (const r of outs) {
      if (common[r] !== 0) continue;
      offer(r);
      if (rule.allows(j, r)) break;
    }
    for (const r of touched) common[r] = 0;
  }
  return best as { inward: number; outward: number; change: number } | null;
}

/** Which sites may close, and which exchanges keep the budget and the rule of movable sites. */
function exchangeRule(form: MedianForm, open: Uint8Array) {
  const { fixed, exchange, siteCost, budget, p } = form;
  const outs: number[] = [];
  let spent = 0;
  let newOpen = 0;
  let movedAway = 0;
  for (let j = 0; j < open.length; j++) {
    if (open[j] === 1) {
      spent += siteCost[j];
      if (fixed[j] === 0) outs.push(j);
      if (exchange[j] === 2) newOpen++;
    } else if (exchange[j] === 1) movedAway++;
  }
  const slack = newOpen - movedAway;
  const worth = (kind: number) => (kind === 0 ? 0 : 1);
  return {
    outs,
    allows: (inward: number, outward: number) =>
      (p !== null || spent + siteCost[inward] - siteCost[outward] <= budget) &&
      slack + worth(exchange[inward]) - worth(exchange[outward]) >= 0,
  };
}
