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

/** Facilities of a row that count: reachable, within the cutoff, with something to give. */
function near({ costs, supply, cutoff }: Omit<Catchments, "demand" | "weight">, i: number) {
  const found: { t: number; s: number }[] = [];
  for (let j = 0; j < supply.length; j++) {
    const t = costs[i]![j]!;
    if (t !== null && t <= cutoff && supply[j]! > 0) found.push({ t, s: supply[j]! });
  }
  return found;
}

/** Cost to the nearest; null where nothing is near. */
export function nearestByRow(input: Omit<Catchments, "demand" | "weight">): (number | null)[] {
  return input.costs.map((_, i) =>
    near(input, i).reduce<number | null>((m, { t }) => Math.min(m ?? t, t), null),
  );
}

/** How many are near. */
export function choicesByRow(input: Omit<Catchments, "demand" | "weight">): number[] {
  return input.costs.map((_, i) => near(input, i).length);
}

/** The smallest of the costs themselves at which enough lies nearer or as near. */
export function enoughByRow(input: Omit<Catchments, "demand" | "weight">, amount: number): (number | null)[] {
  return input.costs.map((_, i) => {
    const found = near(input, i);
    const enough = found.filter(({ t }) => add(found.filter((o) => o.t <= t).map((o) => o.s)) >= amount);
    return enough.length === 0 ? null : Math.min(...enough.map(({ t }) => t));
  });
}

/** Share of the services of any facility that a place has one of within the cutoff. */
export function completenessByRow(
  costs: Costs,
  services: readonly (readonly string[])[],
  cutoff: number,
): number[] {
  const all = new Set(services.flat());
  return costs.map((row) => {
    const had = new Set(row.flatMap((t, j) => (t !== null && t <= cutoff ? services[j]! : [])));
    return had.size / all.size;
  });
}

/** Mean over services of the mean of the `nearest` smallest costs, each taken away as it is found. */
export function proximityByRow(
  costs: Costs,
  services: readonly (readonly string[])[],
  nearest: number,
): (number | null)[] {
  const all = [...new Set(services.flat())];
  return costs.map((row) => {
    let sum = 0;
    for (const service of all) {
      const left = row.filter((t, j): t is number => t !== null && services[j]!.includes(service));
      for (let k = 0; k < nearest; k++) {
        if (left.length === 0) return null;
        const least = Math.min(...left);
        left.splice(left.indexOf(least), 1);
        sum += least / (nearest * all.length);
      }
    }
    return sum;
  });
}

/** Person by person: the mean over heads of what each lacks, to the power. */
export function shortfallByHeads(
  access: readonly number[],
  people: readonly number[],
  line: number,
  alpha: number,
): number | null {
  const heads = access.flatMap((a, i) => new Array<number>(people[i]!).fill(a));
  if (heads.length === 0) return null;
  return add(heads.map((a) => (a < line ? (1 - a / line) ** alpha : 0))) / heads.length;
}

/** Mean over heads; null of nobody. */
export function meanByHeads(access: readonly number[], people: readonly number[]): number | null {
  const heads = access.flatMap((a, i) => new Array<number>(people[i]!).fill(a));
  return heads.length === 0 ? null : add(heads) / heads.length;
}

/** Rows of a table of weights, each over its sum. */
export function rowsToOne(weights: readonly (readonly number[])[]): number[][] {
  return weights.map((row) => row.map((w) => over(w, add(row))));
}

/** Local Moran of each place: its own deviation times that of its neighbours, over the variance. */
export function localMoranByTable(
  values: readonly number[],
  weights: readonly (readonly number[])[],
): { value: number; lag: number; deviation: number }[] {
  const mean = add(values) / values.length;
  const variance = add(values.map((v) => (v - mean) ** 2)) / values.length;
  return values.map((v, i) => {
    const lag = add(weights[i]!.map((w, j) => w * (values[j]! - mean)));
    return { value: ((v - mean) * lag) / variance, lag, deviation: v - mean };
  });
}

/** Benjamini–Hochberg from its definition: the least of `p · n / rank` over all tests with no smaller p. */
export function falseDiscoveryByRank(p: readonly number[]): number[] {
  return p.map((own) => {
    const rates = p
      .filter((other) => other >= own)
      .map((other) => (other * p.length) / p.filter((one) => one <= other).length);
    return Math.min(1, ...rates);
  });
}

/**
 * RAAM by shifts, as its authors do it: from the dearest facility that a place uses to the cheapest that it has, until
 * nobody gains. Null where nothing is in reach.
 */
export function rationalByShifts({
  costs,
  supply,
  people,
  cutoff,
  tau,
}: {
  readonly costs: Costs;
  readonly supply: readonly number[];
  readonly people: readonly number[];
  readonly cutoff: number;
  readonly tau: number;
}): (number | null)[] {
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  const rho = total(people) > 0 && total(supply) > 0 ? total(people) / total(supply) : 1;
  const isOpen = (i: number, j: number) => supply[j]! > 0 && costs[i]![j] !== null && costs[i]![j]! <= cutoff;
  const open = people.map((_, i) => supply.map((_, j) => j).filter((j) => isOpen(i, j)));
  const going = people.map((n, i) => {
    const nearest = [...open[i]!].sort((a, b) => costs[i]![a]! - costs[i]![b]!)[0];
    return supply.map((_, j) => (j === nearest ? n : 0));
  });
  const loadOf = (j: number) => total(going.map((row) => row[j]!));
  const costOf = (i: number, j: number) => loadOf(j) / supply[j]! / rho + costs[i]![j]! / tau;
  for (let round = 0; round < 4000; round++) {
    let moved = 0;
    for (let i = 0; i < people.length; i++) {
      const byCost = open[i]!.map((j) => ({ j, cost: costOf(i, j) })).sort((a, b) => a.cost - b.cost);
      const dearest = byCost.filter(({ j }) => going[i]![j]! > 0).at(-1);
      const cheapest = byCost[0];
      if (dearest === undefined || cheapest === undefined || dearest.j === cheapest.j) continue;
      const slopes = 1 / supply[dearest.j]! / rho + 1 / supply[cheapest.j]! / rho;
      const shift = Math.min(going[i]![dearest.j]!, (dearest.cost - cheapest.cost) / slopes);
      going[i]![dearest.j]! -= shift;
      going[i]![cheapest.j]! += shift;
      moved = Math.max(moved, shift);
    }
    if (moved < 1e-11) break;
  }
  return people.map((_, i) =>
    open[i]!.length === 0 ? null : Math.min(...open[i]!.map((j) => costOf(i, j))),
  );
}
