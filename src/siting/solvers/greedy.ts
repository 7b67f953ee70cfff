/**
 * Opens sites one after the other, always the one that saves most.
 *
 * Gains only shrink as sites open, so a candidate's last known gain bounds it from above, and only the head of a queue
 * is computed again ("lazy"; Minoux 1978). Guarantees: for MCLP with p sites at least 1 − 1/e (63 %) of the best
 * cover (Nemhauser, Wolsey & Fisher 1978); with a budget the better of this and the best single site at least half of
 * that (Khuller, Moss & Naor 1999); for p-median costs none. Ties go to the lower index.
 */
import { PriorityQueue } from "../../base/priority-queue.js";
import { costOfSites, type MedianForm } from "./median.js";

/** @returns a mask of open sites: those fixed or movable, then the greedy ones within p or the budget */
export function greedySiteMask(form: MedianForm): Uint8Array {
  const start = Uint8Array.from(form.fixed, (fixed, j) => (fixed === 1 || form.exchange[j] === 1 ? 1 : 0));
  const byGain = openGreedily(form, start.slice());
  if (form.p !== null) return byGain;
  const single = bestSingle(form, start);
  return costOfSites(form, single) < costOfSites(form, byGain) ? single : byGain;
}

function openGreedily(form: MedianForm, open: Uint8Array): Uint8Array {
  const { candidateCount, siteCost, p } = form;
  const now = costsOfPlaces(form, open);
  const gain = new Float64Array(candidateCount).fill(Number.POSITIVE_INFINITY);
  const value = (j: number) => (p === null ? ratio(gain[j], siteCost[j]) : gain[j]);
  const queue = new PriorityQueue(
    [...open.keys()].filter((j) => open[j] === 0),
    (a, b) => (value(a) === value(b) ? a - b : value(a) > value(b) ? -1 : 1),
  );
  let count = open.reduce((n, o) => n + o, 0);
  let spent = open.reduce((sum, o, j) => sum + o * siteCost[j], 0);
  while (queue.length > 0 && (p === null || count < p)) {
    const j = queue.pop()!;
    if (p === null && spent + siteCost[j] > form.budget) continue;
    const staleGain = gain[j];
    gain[j] = gainOf(form, now, j);
    if (gain[j] < staleGain) {
      queue.push(j);
      continue;
    }
    if (p === null && gain[j] === 0) break;
    open[j] = 1;
    count++;
    spent += siteCost[j];
    take(form, now, j);
  }
  return open;
}

function ratio(gain: number, cost: number): number {
  return cost === 0 ? (gain > 0 ? Number.POSITIVE_INFINITY : 0) : gain / cost;
}

function bestSingle(form: MedianForm, start: Uint8Array): Uint8Array {
  const now = costsOfPlaces(form, start);
  const spent = start.reduce((sum, o, j) => sum + o * form.siteCost[j], 0);
  let best = -1;
  let most = 0;
  for (let j = 0; j < start.length; j++) {
    if (start[j] === 1 || spent + form.siteCost[j] > form.budget) continue;
    const gain = gainOf(form, now, j);
    if (gain > most) [best, most] = [j, gain];
  }
  const open = start.slice();
  if (best >= 0) open[best] = 1;
  return open;
}

/** What each place pays with these sites open. */
export function costsOfPlaces(
  { demandCount, firstOfDemand, candidate, cost, unserved }: MedianForm,
  open: Uint8Array,
) {
  const now = Float64Array.from(unserved);
  for (let i = 0; i < demandCount; i++) {
    for (let k = firstOfDemand[i]; k < firstOfDemand[i + 1]; k++) {
      if (open[candidate[k]] === 0) continue;
      now[i] = cost[k];
      break;
    }
  }
  return now;
}

/** What opening `j` would save. */
export function gainOf(
  { firstOfCandidate, demand, costOfCandidate }: MedianForm,
  now: Float64Array,
  j: number,
) {
  let gain = 0;
  for (let k = firstOfCandidate[j]; k < firstOfCandidate[j + 1]; k++) {
    const saved = now[demand[k]] - costOfCandidate[k];
    if (saved > 0) gain += saved;
  }
  return gain;
}

/** Opens `j`: places that it serves more cheaply pay less from now on. */
export function take(
  { firstOfCandidate, demand, costOfCandidate }: MedianForm,
  now: Float64Array,
  j: number,
) {
  for (let k = firstOfCandidate[j]; k < firstOfCandidate[j + 1]; k++) {
    const i = demand[k];
    if (costOfCandidate[k] < now[i]) now[i] = costOfCandidate[k];
  }
}
