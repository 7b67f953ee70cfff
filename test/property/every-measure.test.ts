/**
 * Every measure of `living-circle measure`, through the command itself: once by hand, with the arithmetic beside it,
 * and on random tables against the second implementation of `oracle-measures.ts`, to 1e-9. A measure that lacks either
 * fails the first test.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { KNOWN_MEASURES, measureCommand } from "../../src/cli/commands/measure.js";
import type { MeasureOptions } from "../../src/cli/print/measure-rows.js";
import * as oracle from "../support/oracle-measures.js";
import { SEED } from "../support/random-town.js";
import { tempFolder } from "../support/temp-folder.js";

const { folder } = tempFolder();

/** Tables of five kinds: places and facilities, and values by place with people, a group, a rank and neighbours. */
interface World {
  readonly costs: oracle.Costs;
  readonly supply: readonly number[];
  readonly services: readonly (readonly string[])[];
  readonly people: readonly number[];
  readonly values: readonly number[];
  readonly group: readonly number[];
  readonly rank: readonly number[];
  readonly weights: readonly (readonly number[])[];
}

type Value = number | null;

interface Case {
  readonly options: Partial<MeasureOptions>;
  /** On the small world, worked out by hand. */
  readonly hand: readonly Value[];
  readonly oracle: (world: World) => readonly Value[];
  /** How far apart the two may be; default 1e-9. */
  readonly within?: number;
}

// Three facilities with 10, 6 and 0 places; three villages of 100, 50 and 20 people; minutes:
//        f0 health  f1 meals, play  f2 meals
//   v0       5          12             1
//   v1      20           3             –
//   v2       –          14             2
// Values 1, 2, 4; the group counts 50, 0, 20; ranks 3, 2, 1; v1 lies beside v0 and v2.
const SMALL: World = {
  costs: [
    [5, 12, 1],
    [20, 3, null],
    [null, 14, 2],
  ],
  supply: [10, 6, 0],
  services: [["health"], ["meals", "play"], ["meals"]],
  people: [100, 50, 20],
  values: [1, 2, 4],
  group: [50, 0, 20],
  rank: [3, 2, 1],
  weights: [
    [0, 1, 0],
    [1, 0, 1],
    [0, 1, 0],
  ],
};

const e = Math.exp;
const CUTOFF = 15;
const flat = () => 1;
const threeZones = (t: number) => (t <= 5 ? 1 : t <= 10 ? 0.68 : 0.22);
const fourZones = (t: number) => (t <= 2.5 ? 0.962 : t <= 5 ? 0.704 : t <= 7.5 ? 0.377 : 0.042);
const cut = (t: number) => (e(-((t / 15) ** 2) / 2) - e(-0.5)) / (1 - e(-0.5));
const catchment = (name: string, weight: oracle.Weight) => (world: World) =>
  oracle.CATCHMENTS[name]!({ ...world, demand: world.people, cutoff: CUTOFF, weight });
const reach = ({ costs, supply }: World) => ({ costs, supply, cutoff: CUTOFF });
const one = (value: Value) => [value];

const CASES: Readonly<Record<string, Case>> = {
  // f2 has nothing to give and is passed over; 20 minutes lie past the cutoff of 15.
  nearest: { options: {}, hand: [5, 3, 14], oracle: (world) => oracle.nearestByRow(reach(world)) },
  coverage: {
    options: {},
    hand: [1, 1, 1],
    oracle: (world) => oracle.choicesByRow(reach(world)).map((n) => Math.sign(n)),
  },
  "k-choice": { options: {}, hand: [2, 1, 1], oracle: (world) => oracle.choicesByRow(reach(world)) },
  // Of 7 places: v0 has 10 after 5 minutes; v1 has 6 and v2 has 6 within 15, never 7.
  "closest-n": {
    options: { n: 7 },
    hand: [5, null, null],
    oracle: (world) => oracle.enoughByRow(reach(world), 7),
  },
  // Within 15: v0 10 + 6, v1 and v2 6.
  cumulative: { options: {}, hand: [16, 6, 6], oracle: catchment("cumulative", flat) },
  // v0 10·e^-0.5 + 6·e^-1.2, v1 6·e^-0.3 (20 minutes are too far), v2 6·e^-1.4.
  gravity: {
    options: { decay: "exponential:0.1" },
    hand: [10 * e(-0.5) + 6 * e(-1.2), 6 * e(-0.3), 6 * e(-1.4)],
    oracle: catchment("cumulative", (t) => e(-0.1 * t)),
  },
  // R0 = 10 / 100 (v1 is 20 minutes off), R1 = 6 / (100 + 50 + 20).
  "2sfca": { options: {}, hand: [10 / 100 + 6 / 170, 6 / 170, 6 / 170], oracle: catchment("2sfca", flat) },
  // Weights v0: 1 to f0, 0.22 to f1; v1: 1 to f1; v2: 0.22 to f1. R0 = 10 / 100, R1 = 6 / (22 + 50 + 4.4).
  e2sfca: {
    options: {},
    hand: [10 / 100 + (0.22 * 6) / 76.4, 6 / 76.4, (0.22 * 6) / 76.4],
    oracle: catchment("2sfca", threeZones),
  },
  // Weights g(t): R0 = 10 / (100 g(5)), so v0 gets 10/100 from f0; R1 = 6 / (100 g(12) + 50 g(3) + 20 g(14)).
  ga2sfca: {
    options: {},
    hand: [12, 3, 14].map(
      (t, i) => (i === 0 ? 0.1 : 0) + (cut(t) * 6) / (100 * cut(12) + 50 * cut(3) + 20 * cut(14)),
    ),
    oracle: catchment("2sfca", cut),
  },
  // Weights v0: f0 0.704, f1 0.042, f2 0.962, together 1.708; v1: f1 0.704 alone; v2: f1 0.042, f2 0.962, together 1.004.
  // G·w: v0 0.704²/1.708 to f0 and 0.042²/1.708 to f1; v1 0.704; v2 0.042²/1.004.
  "3sfca": {
    options: {},
    hand: (() => {
      const [a, b, c] = [0.042 ** 2 / 1.708, 0.704, 0.042 ** 2 / 1.004];
      const r1 = 6 / (100 * a + 50 * b + 20 * c);
      // f0 is v0's alone: all of its 10 places over 100 people.
      return [0.1 + a * r1, b * r1, c * r1];
    })(),
    oracle: catchment("3sfca", fourZones),
  },
  // As E2SFCA with the weight squared in the second step: 1² and 0.22².
  m2sfca: {
    options: {},
    hand: [10 / 100 + (0.0484 * 6) / 76.4, 6 / 76.4, (0.0484 * 6) / 76.4],
    oracle: catchment("m2sfca", threeZones),
  },
  // People: v0 a third to each of f0, f1, f2; v1 all to f1; v2 half to f1, half to f2.
  // R0 = 10 / (100/3) = 0.3, R1 = 6 / (100/3 + 50 + 10); f0 is v0's alone, f1 is shared by three.
  bfca: {
    options: {},
    hand: [0.3 + 6 / (100 / 3 + 60) / 3, 6 / (100 / 3 + 60) / 3, 6 / (100 / 3 + 60) / 3],
    oracle: catchment("bfca", flat),
  },
  // f0's 10 to v0; f1's 6 by people: 100, 50 and 20 of 170. Together 16.
  availability: {
    options: {},
    hand: [10 + (6 * 100) / 170, (6 * 50) / 170, (6 * 20) / 170],
    oracle: catchment("availability", flat),
  },
  // 170 people over 16 places: ρ = 10.625, τ = 15. v1 and v2 reach f1 alone; v0 would pay 70/6/ρ + 12/15 = 1.90 there and
  // pays 100/10/ρ + 5/15 = 16/17 + 1/3 = 1.27 at f0. At f1: 70/6/ρ = 56/51, and 3/15 and 14/15 on the way.
  raam: {
    options: { tau: 15 },
    hand: [16 / 17 + 1 / 3, 56 / 51 + 3 / 15, 56 / 51 + 14 / 15],
    oracle: (world) => oracle.rationalByShifts({ ...world, cutoff: CUTOFF, tau: 15 }),
    // Where two ways cost nearly the same, both come to the equilibrium by ever smaller steps.
    within: 1e-6,
  },
  // Within 15: v0 all three, v1 meals and play at 3 (health is 20 off), v2 meals at 2 and play at 14.
  completeness: {
    options: { serviceColumn: "what" },
    hand: [1, 2 / 3, 2 / 3],
    oracle: ({ costs, services }) => oracle.completenessByRow(costs, services, CUTOFF),
  },
  // v0 (5 + 1 + 12) / 3, v1 (20 + 3 + 3) / 3: no cutoff here; v2 reaches no health.
  "proximity-time": {
    options: { serviceColumn: "what", n: 1 },
    hand: [6, 26 / 3, null],
    oracle: ({ costs, services }) => oracle.proximityByRow(costs, services, 1),
  },
  // A value of 2 or less: 100 + 50 of 170 people.
  "coverage-rate": {
    options: { cutoff: 2 },
    hand: one(150 / 170),
    oracle: ({ values, people }) =>
      one(
        oracle.meanByHeads(
          values.map((v) => (v <= 2 ? 1 : 0)),
          people,
        ),
      ),
  },
  // 170 people have 100 + 100 + 80 = 280. X: 10/17, 15/17, 1. Y: 100/280, 200/280, 1.
  // Σ ΔX (Y + Y before) = 10/17·100/280 + 5/17·300/280 + 2/17·480/280 = 3460/4760.
  gini: {
    options: {},
    hand: one(1 - 3460 / 4760),
    oracle: ({ values, people }) => one(oracle.giniByPairs(values, people)),
  },
  // The top 17 people have 4 each, the bottom 68 have 1 each: 68 / 68.
  palma: {
    options: {},
    hand: one(1),
    oracle: ({ values, people }) => one(oracle.palmaByHeads(values, people)),
  },
  // 4 a head at the top, 1 a head at the bottom.
  "palma-means": {
    options: {},
    hand: one(4),
    oracle: ({ values, people }) => {
      const shares = oracle.palmaByHeads(values, people);
      return one(shares === null ? null : 4 * shares);
    },
  },
  // μ = 28/17; ratios 17/28, 34/28, 68/28; shares of all access 100/280, 100/280, 80/280.
  theil: {
    options: {},
    hand: one((100 * Math.log(17 / 28) + 100 * Math.log(34 / 28) + 80 * Math.log(68 / 28)) / 280),
    oracle: ({ values, people }) => one(oracle.theilByEntropy(values, people)),
  },
  // Ranked v2, v1, v0: middles 1/17, 4.5/17, 12/17; C = 2/μ Σ share (A − μ)(middle − ½), μ = 28/17.
  concentration: {
    options: {},
    hand: one(
      ((2 * 17) / 28) *
        ((2 / 17) * (4 - 28 / 17) * (1 / 17 - 0.5) +
          (5 / 17) * (2 - 28 / 17) * (4.5 / 17 - 0.5) +
          (10 / 17) * (1 - 28 / 17) * (12 / 17 - 0.5)),
    ),
    oracle: ({ values, people, rank }) => one(oracle.concentrationByCurve(values, people, rank)),
  },
  // Line 4, α 2: 100 people lack ¾, 50 lack ½, 20 stand on the line: (100·9/16 + 50·¼) / 170.
  fgt: {
    options: { line: 4, alpha: 2 },
    hand: one((56.25 + 12.5) / 170),
    oracle: ({ values, people }) => one(oracle.shortfallByHeads(values, people, 4, 2)),
  },
  // The group: (50·1 + 20·4) / 70 = 13/7; all: 28/17.
  "group-gap": {
    options: {},
    hand: one((13 * 17) / (7 * 28)),
    oracle: ({ values, people, group }) => {
      const [ours, all] = [oracle.meanByHeads(values, group), oracle.meanByHeads(values, people)];
      return one(ours === null || all === null || all === 0 ? null : ours / all);
    },
  },
  // Deviations −4/3, −1/3, 5/3, squares 42/9. Rows to one: v0 and v2 look at v1, v1 at the mean of both, 1/6.
  // Products 4/9, −1/18, −5/9, together −1/6; over 42/9, times n / ΣW = 1: −1/28.
  "morans-i": {
    options: {},
    hand: one(-1 / 28),
    oracle: ({ values, weights }) => one(moran(values, weights)),
  },
  // The same products over the variance 42/27: 2/7, −1/28, −5/14; their mean is −1/28.
  lisa: {
    options: {},
    hand: [2 / 7, -1 / 28, -5 / 14],
    oracle: ({ values, weights }) =>
      values.every((v) => v === values[0])
        ? values.map(() => null)
        : oracle.localMoranByTable(values, oracle.rowsToOne(weights)).map(({ value }) => value),
  },
};

/** Null where nothing varies or nobody is a neighbour. */
function moran(values: readonly number[], weights: World["weights"]): number | null {
  const nothing = values.every((v) => v === values[0]) || weights.flat().every((w) => w === 0);
  return nothing ? null : oracle.moranByTable(values, oracle.rowsToOne(weights));
}

function file(name: string, rows: readonly (readonly (string | number | null)[])[]): string {
  const target = path.join(folder, name);
  writeFileSync(target, rows.map((row) => `${row.map((cell) => cell ?? "").join(",")}\n`).join(""));
  return target;
}

const FAIR = ["coverage-rate", "gini", "palma", "palma-means", "theil", "concentration", "fgt", "group-gap"];

/** The files that this measure asks for; the matrix is wide or long. */
function filesOf(name: string, world: World, wide: boolean): Partial<MeasureOptions> {
  const table = (what: string, cells: readonly (string | number)[]) =>
    file(`${what}.csv`, [["id", what], ...cells.map((cell, i) => [`v${i}`, cell])]);
  const values = () => table("values", world.values);
  if (name === "morans-i" || name === "lisa") {
    const pairs = world.weights.flatMap((row, i) =>
      row.flatMap((w, j) => (w === 0 ? [] : [[`v${i}`, `v${j}`, w]])),
    );
    return { values: values(), neighbours: file("near.csv", [["from", "to", "weight"], ...pairs]) };
  }
  const demand = table("people", world.people);
  if (FAIR.includes(name)) {
    const rank = name === "concentration" ? { rank: table("rank", world.rank) } : {};
    return { values: values(), demand, group: table("group", world.group), ...rank };
  }
  const supply = file("supply.csv", [
    ["id", "places", "what"],
    ...world.supply.map((s, j) => [`f${j}`, s, world.services[j]!.join(";")]),
  ]);
  const matrix = wide
    ? [["id", ...world.supply.map((_, j) => `f${j}`)], ...world.costs.map((row, i) => [`v${i}`, ...row])]
    : [
        ["from", "to", "cost"],
        ...world.costs.flatMap((row, i) =>
          row.flatMap((t, j) => (t === null ? [] : [[`v${i}`, `f${j}`, t]])),
        ),
      ];
  return { matrix: file("matrix.csv", matrix), supply, supplyColumn: "places", demand, cutoff: CUTOFF };
}

function measured(name: string, world: World, wide: boolean): Value[] {
  const asked = { measure: name, alpha: 0, permutations: 9, seed: 1, json: true };
  const options = { ...asked, ...filesOf(name, world, wide), ...CASES[name]!.options };
  return (JSON.parse(measureCommand(options)) as { value: Value }[]).map(({ value }) => value);
}

function expectSame(came: readonly Value[], due: readonly Value[], within = 1e-9): void {
  expect(came.map((value) => value === null)).toEqual(due.map((value) => value === null));
  due.forEach((value, i) => {
    const apart = Math.abs((came[i] ?? 0) - (value ?? 0));
    expect(apart).toBeLessThanOrEqual(within * Math.max(1, Math.abs(value ?? 0)));
  });
}

const listOf = <T>(one: fc.Arbitrary<T>, length: number) =>
  fc.array(one, { minLength: length, maxLength: length });
const amount = fc.double({ min: 0, max: 40, noNaN: true }).map((a) => Math.round(a * 100) / 100);

const WORLDS: fc.Arbitrary<World> = fc.record({
  costs: listOf(listOf(fc.option(fc.double({ min: 0, max: 25, noNaN: true }), { nil: null }), 4), 6),
  supply: listOf(fc.nat(20), 4),
  services: listOf(fc.subarray(["health", "meals", "play"], { minLength: 1 }), 4),
  people: listOf(fc.nat(30), 6),
  values: listOf(amount, 6),
  group: listOf(fc.nat(9), 6),
  rank: listOf(fc.nat(3), 6),
  weights: listOf(listOf(fc.nat(2), 6), 6).map((rows) =>
    rows.map((row, i) => row.map((w, j) => (i === j ? 0 : w))),
  ),
});

test("no measure lacks its example and its second implementation", () => {
  expect(Object.keys(CASES)).toEqual(KNOWN_MEASURES);
  expect(KNOWN_MEASURES).toHaveLength(26);
});

test.each(Object.keys(CASES))("%s is what the hand makes of three villages", (name) => {
  for (const wide of [false, true]) expectSame(measured(name, SMALL, wide), CASES[name]!.hand);
  // The second implementation has to pass by hand as well.
  expectSame(CASES[name]!.oracle(SMALL), CASES[name]!.hand);
});

test.each(Object.keys(CASES))("%s agrees with its second implementation to 1e-9 or as it says", (name) => {
  fc.assert(
    fc.property(WORLDS, fc.boolean(), (world, wide) => {
      expectSame(measured(name, world, wide), CASES[name]!.oracle(world), CASES[name]!.within);
    }),
    { seed: SEED, numRuns: 60 },
  );
});
