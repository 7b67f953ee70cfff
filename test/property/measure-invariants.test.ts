/**
 * What has to hold of each measure whatever the numbers, and what chance says of Moran's I by counting every order.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { completeness, proximityTime } from "../../src/measures/daily-needs.js";
import { gini, groupGap, shortfallIndex, theil } from "../../src/measures/inequality.js";
import { choiceCount, costToClosest, coverage, nearestCost } from "../../src/measures/reach.js";
import { localMorans, moransI } from "../../src/measures/spatial-pattern.js";
import { travelMatrix } from "../../src/measures/travel-matrix.js";
import { falseDiscoveryByRank, localMoranByTable, moranByTable } from "../support/oracle-measures.js";
import { SEED } from "../support/random-town.js";

const sparse = (table: readonly (readonly (number | null)[])[]) =>
  travelMatrix(
    table.length,
    table[0]!.length,
    table.flatMap((row, i) => row.flatMap((cost, j) => (cost === null ? [] : [{ row: i, column: j, cost }]))),
  );

const TABLES = fc.array(
  fc.array(fc.option(fc.nat(30), { nil: null, freq: 3 }), { minLength: 4, maxLength: 4 }),
  { minLength: 5, maxLength: 5 },
);
const SERVICES = fc.array(fc.subarray(["health", "meals", "play"], { minLength: 1 }), {
  minLength: 4,
  maxLength: 4,
});

const noMore = (some: ArrayLike<number>, other: ArrayLike<number>) => {
  for (let i = 0; i < some.length; i++) expect(some[i]).toBeLessThanOrEqual(other[i]!);
};

test("a wider cutoff never shortens reach, and what is covered has a choice and a nearest", () => {
  fc.assert(
    fc.property(TABLES, fc.nat(30), fc.nat(10), (table, cutoff, more) => {
      const at = (limit: number) => ({ matrix: sparse(table), supply: [1, 2, 0, 4], cutoff: limit });
      noMore(choiceCount(at(cutoff)), choiceCount(at(cutoff + more)));
      noMore(costToClosest(at(cutoff + more), 3), costToClosest(at(cutoff), 3));
      noMore(costToClosest(at(cutoff), 3), costToClosest(at(cutoff), 5));
      nearestCost(at(cutoff)).forEach((cost, i) => {
        expect(coverage(at(cutoff))[i]).toBe(Number.isFinite(cost) ? 1 : 0);
        expect(choiceCount(at(cutoff))[i]! > 0).toBe(Number.isFinite(cost));
      });
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("one more facility never lowers completeness and never lengthens proximity time", () => {
  fc.assert(
    fc.property(TABLES, SERVICES, (table, services) => {
      const needs = { services: ["health", "meals", "play"], nearest: 2 };
      const limits = new Map(needs.services.map((service) => [service, 15]));
      const of = (kept: number) => ({
        matrix: sparse(table.map((row) => row.slice(0, kept))),
        services: services.slice(0, kept),
      });
      noMore(completeness(of(3), limits), completeness(of(4), limits));
      noMore(proximityTime(of(4), needs), proximityTime(of(3), needs));
      for (const share of completeness(of(4), limits)) expect([0, 1 / 3, 2 / 3, 1]).toContain(share);
    }),
    { seed: SEED, numRuns: 200 },
  );
});

const PLACES = fc
  .array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 9 })), { minLength: 2, maxLength: 8 })
  .map((rows) => ({ access: rows.map(([a]) => a), people: rows.map(([, p]) => p) }));

test("the shortfall falls with α, rises with the line, and is the mean of the shortfalls of two halves", () => {
  fc.assert(
    fc.property(PLACES, fc.integer({ min: 1, max: 40 }), ({ access, people }, line) => {
      const of = (alpha: number, at = line) => shortfallIndex({ access, people }, at, alpha)!;
      expect(of(1)).toBeLessThanOrEqual(of(0));
      expect(of(2)).toBeLessThanOrEqual(of(1) + 1e-15);
      expect(of(1)).toBeLessThanOrEqual(of(1, line + 1) + 1e-15);
      const half = (part: readonly number[]) => shortfallIndex({ access, people: part }, line, 1) ?? 0;
      const first = people.map((p, i) => (i % 2 === 0 ? p : 0));
      const second = people.map((p, i) => p - first[i]!);
      const heads = (part: readonly number[]) => part.reduce((a, b) => a + b, 0);
      const weighed = heads(first) * half(first) + heads(second) * half(second);
      expect(weighed / heads(people)).toBeCloseTo(of(1), 12);
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("a group and the rest weigh up to everybody, and everybody is level with everybody", () => {
  fc.assert(
    fc.property(PLACES, ({ access, people }) => {
      const group = people.map((p, i) => (i % 2 === 0 ? p : p - 1));
      const rest = people.map((p, i) => p - group[i]!);
      const gap = groupGap({ access, people, group })!;
      const other = groupGap({ access, people, group: rest });
      const heads = (part: readonly number[]) => part.reduce((a, b) => a + b, 0);
      const sum = heads(group) * gap.groupMean + heads(rest) * (other?.groupMean ?? 0);
      expect(sum / heads(people)).toBeCloseTo(gap.allMean, 12);
      const all = groupGap({ access, people, group: people })!;
      expect([all.difference, all.ratio ?? 1]).toEqual([0, 1]);
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("giving from the better off to the worse off never raises Gini or Theil", () => {
  fc.assert(
    fc.property(PLACES, ({ access }) => {
      const people = access.map(() => 1);
      const poor = access.indexOf(Math.min(...access));
      const rich = access.indexOf(Math.max(...access));
      const given = (access[rich]! - access[poor]!) / 3;
      const after = access.map((a, i) => a + (i === poor ? given : 0) - (i === rich ? given : 0));
      for (const index of [gini, theil]) {
        const [before, now] = [index({ access, people }), index({ access: after, people })];
        if (before !== null) expect(now!).toBeLessThanOrEqual(before + 1e-12);
      }
    }),
    { seed: SEED, numRuns: 200 },
  );
});

/** Every order of the values. */
function orders(values: readonly number[]): number[][] {
  if (values.length < 2) return [[...values]];
  return values.flatMap((first, i) =>
    orders(values.filter((_, k) => k !== i)).map((rest) => [first, ...rest]),
  );
}

/** The folded share of draws at least as far out, ties to within rounding. */
function folded(draws: readonly number[], observed: number): number {
  const share = draws.filter((drawn) => drawn >= observed - 1e-9).length / draws.length;
  return Math.min(share, 1 - share);
}

// Six places, each with three neighbours at unequal weights; values with ties.
const VALUES = [1, 1, 2, 5, 5, 9];
const WEIGHTS = [
  [0, 3, 1, 0, 0, 1],
  [3, 0, 2, 1, 0, 0],
  [1, 2, 0, 2, 0, 0],
  [0, 1, 2, 0, 2, 0],
  [0, 0, 1, 2, 0, 3],
  [1, 0, 0, 1, 3, 0],
];
const DRAWS = 9999;

test("the share of draws is that of all 720 orders, within the error of 9,999 draws", () => {
  const due = folded(
    orders(VALUES).map((order) => moranByTable(order, WEIGHTS)),
    moranByTable(VALUES, WEIGHTS),
  );
  const neighbours = sparse(WEIGHTS.map((row) => row.map((w) => (w === 0 ? null : w))));
  const { p } = moransI(VALUES, neighbours, { permutations: DRAWS, seed: SEED })!;
  // Four standard errors of a share.
  expect(Math.abs(p - due)).toBeLessThanOrEqual(4 * Math.sqrt((due * (1 - due)) / DRAWS) + 2 / DRAWS);
  expect(due).toBeGreaterThan(0);
});

test("local shares are those of all orders of the others; rates and clusters follow from them", () => {
  const neighbours = sparse(WEIGHTS.map((row) => row.map((w) => (w === 0 ? null : w))));
  const found = localMorans(VALUES, neighbours, { permutations: DRAWS, seed: SEED })!;
  const table = localMoranByTable(VALUES, WEIGHTS);
  table.forEach(({ value, lag, deviation }, i) => {
    expect(found.value[i]).toBeCloseTo(value, 9);
    expect(found.cluster[i]).toBe(`${deviation >= 0 ? "H" : "L"}${lag >= 0 ? "H" : "L"}`);
    const draws = orders(VALUES.filter((_, k) => k !== i)).map((others) => {
      const order = [...others.slice(0, i), VALUES[i]!, ...others.slice(i)];
      return localMoranByTable(order, WEIGHTS)[i]!.value;
    });
    const due = folded(draws, value);
    const error = 4 * Math.sqrt((due * (1 - due)) / DRAWS) + 2 / DRAWS;
    expect(Math.abs(found.p[i]! - due)).toBeLessThanOrEqual(error);
  });
  falseDiscoveryByRank([...found.p]).forEach((rate, i) => {
    expect(found.q[i]).toBeCloseTo(rate, 12);
  });
});
