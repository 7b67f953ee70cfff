/**
 * Measures written a second time, from the papers' formulas over dense tables and single people, for comparison.
 *
 * Nothing here is shared with `src`: no sparse rows, no running sums over a sorted order.
 */

/** Costs by place and facility; null where not reachable. */
export type Costs = readonly (readonly (number | null)[])[];
export type Weight = (cost: number) => number;

const add = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

/** Weights by place and facility. */
function weigh(costs: Costs, cutoff: number, weight: Weight): number[][] {
  return costs.map((row) => row.map((t) => (t === null || t > cutoff ? 0 : weight(t))));
}

const column = (table: readonly (readonly number[])[], j: number) => table.map((row) => row[j]!);
const over = (a: number, b: number) => (b === 0 ? 0 : a / b);

export interface Catchments {
  readonly costs: Costs;
  readonly supply: readonly number[];
  readonly demand: readonly number[];
  readonly cutoff: number;
  readonly weight: Weight;
}

/** The family by name. */
export const CATCHMENTS: Readonly<Record<string, (input: Catchments) => number[]>> = {
  cumulative: ({ costs, supply, cutoff, weight }) =>
    weigh(costs, cutoff, weight).map((row) => add(row.map((w, j) => w * supply[j]!))),
  "2sfca": (input) => twoSteps(input, weigh(input.costs, input.cutoff, input.weight)),
  "3sfca": (input) => {
    const w = weigh(input.costs, input.cutoff, input.weight);
    return twoSteps(
      input,
      w.map((row) => row.map((value) => over(value * value, add(row)))),
    );
  },
  m2sfca: ({ costs, supply, demand, cutoff, weight }) => {
    const w = weigh(costs, cutoff, weight);
    return w.map((row) =>
      add(
        row.map((value, j) => over(supply[j]! * value ** 2, add(column(w, j).map((v, i) => v * demand[i]!)))),
      ),
    );
  },
  bfca: ({ costs, supply, demand, cutoff, weight }) => {
    const w = weigh(costs, cutoff, weight);
    const byRow = w.map((row) => row.map((value) => over(value, add(row))));
    const level = supply.map((s, j) => over(s, add(column(byRow, j).map((v, i) => v * demand[i]!))));
    return w.map((row) => add(row.map((value, j) => level[j]! * over(value, add(column(w, j))))));
  },
  availability: (input) => {
    const perHead = twoSteps(input, weigh(input.costs, input.cutoff, input.weight));
    return perHead.map((a, i) => a * input.demand[i]!);
  },
};

function twoSteps({ supply, demand }: Catchments, w: readonly (readonly number[])[]): number[] {
  const ratio = supply.map((s, j) => over(s, add(column(w, j).map((v, i) => v * demand[i]!))));
  return w.map((row) => add(row.map((v, j) => v * ratio[j]!)));
}

/** Gini as half the mean absolute difference of two people over the mean. */
export function giniByPairs(access: readonly number[], people: readonly number[]): number | null {
  const total = add(people);
  const mean = over(add(access.map((a, i) => a * people[i]!)), total);
  if (mean === 0) return null;
  const apart = access.flatMap((a, i) => access.map((b, j) => people[i]! * people[j]! * Math.abs(a - b)));
  return add(apart) / (2 * total * total * mean);
}

/** Theil's T as mean of a ln a over the mean, less the logarithm of the mean. */
export function theilByEntropy(access: readonly number[], people: readonly number[]): number | null {
  const total = add(people);
  const mean = over(add(access.map((a, i) => a * people[i]!)), total);
  if (mean === 0) return null;
  return (
    add(access.map((a, i) => (a > 0 ? people[i]! * a * Math.log(a) : 0))) / (total * mean) - Math.log(mean)
  );
}

/** Palma ratio of shares, person by person: people are whole, ten times over, so that tenths never cut one. */
export function palmaByHeads(access: readonly number[], people: readonly number[]): number | null {
  const heads = access.flatMap((a, i) => new Array<number>(10 * people[i]!).fill(a)).sort((a, b) => a - b);
  const poor = add(heads.slice(0, 0.4 * heads.length));
  return poor === 0 ? null : add(heads.slice(0.9 * heads.length)) / poor;
}

/** Concentration index from the Lorenz-like curve over ranks, ties taken together: 1 − twice the area under it. */
export function concentrationByCurve(
  access: readonly number[],
  people: readonly number[],
  rank: readonly number[],
): number | null {
  const total = add(people);
  const all = add(access.map((a, i) => a * people[i]!));
  if (total === 0 || all === 0) return null;
  const levels = [...new Set(rank)].sort((a, b) => a - b);
  let [x, y, area] = [0, 0, 0];
  for (const level of levels) {
    const inside = rank.map((r) => (r === level ? 1 : 0));
    const dx = add(people.map((p, i) => p * inside[i]!)) / total;
    const dy = add(access.map((a, i) => a * people[i]! * inside[i]!)) / all;
    area += (dx * (y + y + dy)) / 2;
    [x, y] = [x + dx, y + dy];
  }
  return 1 - 2 * area;
}

/** Moran's I over a dense table of weights. */
export function moranByTable(values: readonly number[], weights: readonly (readonly number[])[]): number {
  const mean = add(values) / values.length;
  const d = values.map((v) => v - mean);
  const products = weights.flatMap((row, i) => row.map((w, j) => w * d[i]! * d[j]!));
  return ((values.length / add(weights.flat())) * add(products)) / add(d.map((v) => v * v));
}
