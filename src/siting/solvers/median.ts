/**
 * The common form of covering and median models: each demand place pays for the cheapest open site, or for going
 * unserved; the sum is minimised over the choice of sites.
 *
 * p-median is this with walks as costs. MCLP is this with cost 0 where covered, and the place's people where not: the
 * people left uncovered are minimised. Places with the same candidates at the same costs are merged; amounts are
 * made whole numbers where they have few decimals.
 */
import { type CoverageMatrix, pairsByCandidate } from "../coverage-matrix.js";
import type { SitingProblem } from "../problem.js";
import { LARGEST_EXACT, wholeFactor } from "./whole-factor.js";

/** Places after merging, and pairs: those of a place cheapest first, ties to the lower candidate. */
export interface MedianForm extends CoverageMatrix {
  /** Cost of place `i` going unserved; no pair costs more. */
  readonly unserved: Float64Array;
  /** Sites open in the end, or null where the budget counts. */
  readonly p: number | null;
  readonly budget: number;
  readonly siteCost: Float64Array;
  /** 1 where the site is open in any case. */
  readonly fixed: Uint8Array;
  /** Whether a site may not be closed unless a new one opens: 1 movable, 2 new, 0 neither. */
  readonly exchange: Uint8Array;
  /** Whether all costs are whole numbers, so that sums are exact. */
  readonly exact: boolean;
  /** Costs here ÷ `factor` are costs of the question. */
  readonly factor: number;
}

/** MCLP and its kin: what is minimised are the people left uncovered. */
export function coverForm(problem: SitingProblem): MedianForm {
  const { weight, matrix } = problem;
  const factor = wholeFactor(weight);
  const unserved = weight.map((people) => scaled(people, factor));
  return build(problem, new Float64Array(matrix.cost.length), unserved, factor);
}

/** p-median: what is minimised are walks weighed by people, unserved people costing the penalty each. */
export function medianForm(problem: SitingProblem, penalty: number): MedianForm {
  const { weight, matrix } = problem;
  const [weightFactor, costFactor] = [wholeFactor(weight), wholeFactor(matrix.cost)];
  const penaltyFactor = wholeFactor([penalty]);
  const factor =
    weightFactor === null || costFactor === null || penaltyFactor === null
      ? null
      : weightFactor * Math.max(costFactor, penaltyFactor);
  const cost = new Float64Array(matrix.cost.length);
  const unserved = weight.map((people) => scaled(people * penalty, factor));
  for (let i = 0; i < matrix.demandCount; i++) {
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++) {
      cost[k] = Math.min(unserved[i], scaled(weight[i] * matrix.cost[k], factor));
    }
  }
  return build(problem, cost, unserved, factor);
}

/**
 * A cost of one unserved person that no saved walk makes up for; smaller (ten times the longest walk) where the sums
 * would not be exact any more.
 */
export function dominatingPenalty({ matrix, weight }: SitingProblem): number {
  let total = 0;
  let longest = 0;
  let fewest = Number.POSITIVE_INFINITY;
  let people = 0;
  for (let i = 0; i < matrix.demandCount; i++) {
    if (weight[i] > 0) fewest = Math.min(fewest, weight[i]);
    people += weight[i];
    let most = 0;
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1]; k++)
      most = Math.max(most, matrix.cost[k]);
    total += weight[i] * most;
    longest = Math.max(longest, most);
  }
  const safe = fewest === Number.POSITIVE_INFINITY ? 1 : Math.floor(total / fewest) + 1;
  const factor = (wholeFactor(weight) ?? 1) * (wholeFactor(matrix.cost) ?? 1);
  return safe * people * factor <= LARGEST_EXACT ? safe : Math.ceil(10 * longest) + 1;
}

/** The sum for a choice of sites. */
export function costOfSites(form: MedianForm, open: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < form.demandCount; i++) sum += costOfPlace(form, open, i);
  return sum;
}

function costOfPlace({ firstOfDemand, candidate, cost, unserved }: MedianForm, open: Uint8Array, i: number) {
  for (let k = firstOfDemand[i]; k < firstOfDemand[i + 1]; k++) {
    if (open[candidate[k]] === 1) return cost[k];
  }
  return unserved[i];
}

/** The chosen candidates of a mask, ascending. */
export function sitesOf(open: Uint8Array): number[] {
  const sites: number[] = [];
  for (let j = 0; j < open.length; j++) if (open[j] === 1) sites.push(j);
  return sites;
}

function scaled(value: number, factor: number | null): number {
  return factor === null ? value : Math.round(value * factor);
}

function build(
  problem: SitingProblem,
  pairCost: Float64Array,
  unserved: Float64Array,
  factor: number | null,
): MedianForm {
  const { matrix, p, budget, siteCost, state } = problem;
  const { rows, sums } = mergedRows(problem, pairCost, unserved);
  const firstOfDemand = new Uint32Array(rows.length + 1);
  const size = rows.reduce((n, row) => n + row.candidates.length, 0);
  const candidate = new Uint32Array(size);
  const cost = new Float64Array(size);
  rows.forEach(({ candidates, costs }, i) => {
    candidate.set(candidates, firstOfDemand[i]);
    cost.set(costs, firstOfDemand[i]);
    firstOfDemand[i + 1] = firstOfDemand[i] + candidates.length;
  });
  const total = sums.reduce((sum, value) => sum + value, 0);
  return {
    demandCount: rows.length,
    candidateCount: matrix.candidateCount,
    firstOfDemand,
    candidate,
    cost,
    ...pairsByCandidate(matrix.candidateCount, { firstOfDemand, candidate, cost }),
    unserved: Float64Array.from(sums),
    p,
    budget: budget ?? Number.POSITIVE_INFINITY,
    siteCost,
    fixed: Uint8Array.from(state, (s) => (s === "fixed" ? 1 : 0)),
    exchange: Uint8Array.from(state, (s) => (s === "movable" ? 1 : s === "new" ? 2 : 0)),
    exact: factor !== null && total <= LARGEST_EXACT,
    factor: factor ?? 1,
  };
}

/** Rows sorted by cost; places that cannot be told apart but by their people become one row. */
function mergedRows({ matrix, weight }: SitingProblem, pairCost: Float64Array, unserved: Float64Array) {
  const index = new Map<string, number>();
  const rows: { candidates: Uint32Array; costs: Float64Array }[] = [];
  const sums: number[] = [];
  for (let i = 0; i < matrix.demandCount; i++) {
    if (weight[i] === 0) continue;
    const [from, to] = [matrix.firstOfDemand[i], matrix.firstOfDemand[i + 1]];
    const order = Uint32Array.from({ length: to - from }, (_, k) => from + k);
    order.sort((a, b) => pairCost[a] - pairCost[b] || a - b);
    const candidates = Uint32Array.from(order, (k) => matrix.candidate[k]);
    const costs = Float64Array.from(order, (k) => pairCost[k]);
    const perPerson = Float64Array.from(order, (k) => (pairCost[k] === 0 ? 0 : matrix.cost[k]));
    const key = `${keyOf(candidates)} ${keyOf(perPerson)}`;
    const rowIndex = index.get(key);
    if (rowIndex === undefined) {
      index.set(key, rows.length);
      rows.push({ candidates, costs });
      sums.push(unserved[i]);
    } else {
      for (let k = 0; k < costs.length; k++) rows[rowIndex].costs[k] += costs[k];
      sums[rowIndex] += unserved[i];
    }
  }
  return { rows, sums };
}

function keyOf(values: Uint32Array | Float64Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString("latin1");
}
