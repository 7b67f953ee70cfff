import fc from "fast-check";
import { expect, test } from "vitest";
import { completeness, proximityTime } from "../../../src/measures/daily-needs.js";
import { fourZoneDecay, threeZoneDecay } from "../../../src/measures/decay.js";
import {
  balancedFloatingCatchment,
  modifiedTwoStepFloatingCatchment,
  twoStepFloatingCatchment,
} from "../../../src/measures/floating-catchment.js";
import { MEASURE_NAMES, measureAccess } from "../../../src/measures/measure.js";
import { parseDecay } from "../../../src/measures/parse-decay.js";
import { choiceCount, costToClosest, coverage, nearestCost } from "../../../src/measures/reach.js";
import { travelMatrix } from "../../../src/measures/travel-matrix.js";
import { CATCHMENTS, type Costs } from "../../support/oracle-measures.js";
import { SEED } from "../../support/random-town.js";

// Three facilities with 10, 6 and 0 places; three villages of 100, 50 and 20 people; minutes:
//        f0  f1  f2
//   v0    5  12   1
//   v1   20   3   –
//   v2    –  14   2
const COSTS: Costs = [
  [5, 12, 1],
  [20, 3, null],
  [null, 14, 2],
];
const sparse = (costs: Costs) =>
  travelMatrix(
    costs.length,
    costs[0]!.length,
    costs.flatMap((row, i) => row.flatMap((cost, j) => (cost === null ? [] : [{ row: i, column: j, cost }]))),
  );
const INPUT = { matrix: sparse(COSTS), supply: [10, 6, 0], demand: [100, 50, 20], cutoff: 15 };

test("reach passes over a facility without places", () => {
  expect([...nearestCost({ matrix: INPUT.matrix, supply: INPUT.supply })]).toEqual([5, 3, 14]);
  expect([...choiceCount(INPUT)]).toEqual([2, 1, 1]);
  expect([...coverage({ ...INPUT, cutoff: 4 })]).toEqual([0, 1, 0]);
});

test("what is out of reach costs infinity, never zero and never NaN", () => {
  expect([...nearestCost({ ...INPUT, cutoff: 4 })]).toEqual([Infinity, 3, Infinity]);
});

test("enough supply costs as much as the farthest facility that is needed for it", () => {
  // v0 gathers 10 at 5 minutes and 16 at 12; v1 6 at 3 and 16 at 20; v2 never more than 6.
  const input = { matrix: INPUT.matrix, supply: INPUT.supply };
  expect([...costToClosest(input, 10)]).toEqual([5, 20, Infinity]);
  expect([...costToClosest(input, 16)]).toEqual([12, 20, Infinity]);
  expect([...costToClosest(input, 1)]).toEqual([5, 3, 14]);
});

test("the balanced form splits people over facilities and levels of service over places", () => {
  // Within 15: v0 reaches f0, f1 (and f2 with nothing to give), v1 f1, v2 f1 and f2.
  // People: v0 ⅓ each, v1 all to f1, v2 ½ each. R0 = 10 / (100/3); R1 = 6 / (100/3 + 50 + 10); R2 = 0.
  // Shares of service: f0 all to v0; f1 a third each.
  const r1 = 6 / (100 / 3 + 60);
  const { access } = balancedFloatingCatchment(INPUT);
  expect(access[0]).toBeCloseTo(0.3 + r1 / 3, 12);
  expect(access[1]).toBeCloseTo(r1 / 3, 12);
  expect(access[2]).toBeCloseTo(r1 / 3, 12);
});

test("3SFCA weighs four zones by default, a sixth, a third and a half of the cutoff and the rest", () => {
  const weight = fourZoneDecay(60);
  expect([10, 20, 30, 60, 61].map(weight)).toEqual([0.962, 0.704, 0.377, 0.042, 0]);
});

/** Up to 8 places and 5 facilities, some pairs missing. */
const CASES = fc.record({
  costs: fc.array(
    fc.array(fc.option(fc.double({ min: 0, max: 30, noNaN: true }), { nil: null }), {
      minLength: 5,
      maxLength: 5,
    }),
    { minLength: 8, maxLength: 8 },
  ),
  supply: fc.array(fc.nat(50), { minLength: 5, maxLength: 5 }),
  demand: fc.array(fc.nat(500), { minLength: 8, maxLength: 8 }),
});

test.each([
  ["cumulative", "none", () => 1],
  ["gravity", "exponential:0.1", (t: number) => Math.exp(-0.1 * t)],
  ["gravity", "power:1.5", (t: number) => Math.max(t, 1) ** -1.5],
  ["gravity", "gaussian:8", (t: number) => Math.exp((-t * t) / 128)],
  ["2sfca", undefined, () => 1],
  ["e2sfca", undefined, (t: number) => (t <= 7 ? 1 : t <= 14 ? 0.68 : 0.22)],
  [
    "ga2sfca",
    undefined,
    (t: number) => (Math.exp(-((t / 21) ** 2) / 2) - Math.exp(-0.5)) / (1 - Math.exp(-0.5)),
  ],
  ["3sfca", undefined, (t: number) => (t <= 3.5 ? 0.962 : t <= 7 ? 0.704 : t <= 10.5 ? 0.377 : 0.042)],
  ["m2sfca", undefined, (t: number) => (t <= 7 ? 1 : t <= 14 ? 0.68 : 0.22)],
  ["bfca", "exponential:0.2", (t: number) => Math.exp(-0.2 * t)],
  ["availability", "zones:7=1,21=0.5", (t: number) => (t <= 7 ? 1 : 0.5)],
] as const)("%s with decay %s agrees with dense tables to 1e-9", (name, decay, weight) => {
  const oracle =
    CATCHMENTS[{ gravity: "cumulative", e2sfca: "2sfca", ga2sfca: "2sfca" }[name as string] ?? name]!;
  fc.assert(
    fc.property(CASES, ({ costs, supply, demand }) => {
      const given = decay === undefined ? {} : { decay: parseDecay(decay, 21) };
      const came = measureAccess(name, { matrix: sparse(costs), supply, demand, cutoff: 21, ...given });
      const due = oracle({ costs, supply, demand, cutoff: 21, weight });
      due.forEach((value, i) => {
        expect(Math.abs(came[i]! - value)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(value)));
      });
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("reach agrees with sorting whole rows", () => {
  fc.assert(
    fc.property(CASES, fc.nat(60), ({ costs, supply }, amount) => {
      const input = { matrix: sparse(costs), supply, cutoff: 21 };
      costs.forEach((row, i) => {
        const near = row
          .flatMap((t, j) => (t !== null && t <= 21 && supply[j]! > 0 ? [{ t, s: supply[j]! }] : []))
          .sort((a, b) => a.t - b.t);
        const enough = near.find((_, k) => near.slice(0, k + 1).reduce((n, { s }) => n + s, 0) >= amount);
        expect(nearestCost(input)[i]).toBe(near[0]?.t ?? Infinity);
        expect(choiceCount(input)[i]).toBe(near.length);
        expect(costToClosest(input, amount)[i]).toBe(enough?.t ?? Infinity);
      });
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test("balanced levels of service add up, and the modified form never gives more than the plain one", () => {
  fc.assert(
    fc.property(CASES, ({ costs, supply, demand }) => {
      const input = { matrix: sparse(costs), supply, demand, cutoff: 21, decay: threeZoneDecay(21) };
      const balanced = balancedFloatingCatchment(input).access;
      // Σ A = Σ R: each level of service is divided among places and nothing is lost.
      const due = CATCHMENTS.bfca!({ costs, supply, demand, cutoff: 21, weight: threeZoneDecay(21) });
      expect(balanced.reduce((a, b) => a + b, 0)).toBeCloseTo(
        due.reduce((a, b) => a + b, 0),
        9,
      );
      const plain = twoStepFloatingCatchment(input).access;
      modifiedTwoStepFloatingCatchment(input).access.forEach((value, i) => {
        expect(value).toBeLessThanOrEqual(plain[i]! * (1 + 1e-12));
      });
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test("one more minute on every way never raises reach, cumulative access or a Gaussian gravity", () => {
  fc.assert(
    fc.property(CASES, ({ costs, supply, demand }) => {
      const slower = costs.map((row) => row.map((t) => (t === null ? null : t + 1)));
      for (const [name, decay] of [
        ["cumulative", "none"],
        ["gravity", "gaussian:8"],
      ] as const) {
        const at = (table: Costs) =>
          measureAccess(name, {
            matrix: sparse(table),
            supply,
            demand,
            cutoff: 21,
            decay: parseDecay(decay, 21),
          });
        const [before, after] = [at(costs), at(slower)];
        after.forEach((value, i) => {
          expect(value).toBeLessThanOrEqual(before[i]! * (1 + 1e-12));
        });
      }
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test("completeness is the share of needed services within their own limits", () => {
  // f0 health, f1 meals and play, f2 meals. v0: health 5 ≤ 10, meals 1 ≤ 5, play 12 > 10: ⅔.
  // v1: health 20 no, meals 3 yes, play 3 yes: ⅔. v2: health none, meals 2 yes, play 14 no: ⅓.
  const services = [["health"], ["meals", "play"], ["meals"]];
  const limits = new Map([
    ["health", 10],
    ["meals", 5],
    ["play", 10],
  ]);
  const shares = completeness({ matrix: INPUT.matrix, services }, limits);
  expect([...shares]).toEqual([2 / 3, 2 / 3, 1 / 3]);
});

test("proximity time is the mean over services of the mean walk to the nearest places", () => {
  // Two nearest of meals: v0 (1 + 12) / 2 = 6.5, v2 (2 + 14) / 2 = 8, v1 has but one; one of health: v0 5.
  const input = { matrix: INPUT.matrix, services: [["health"], ["meals"], ["meals"]] };
  expect([...proximityTime(input, { services: ["meals"], nearest: 2 })]).toEqual([6.5, Infinity, 8]);
  // v0: (5 + 1) / 2 = 3; v1: (20 + 3) / 2 = 11.5; v2 reaches no health.
  expect([...proximityTime(input, { services: ["health", "meals"], nearest: 1 })]).toEqual([
    3,
    11.5,
    Infinity,
  ]);
});

test("measures are found by their names, in any case, and wrong ones name all", () => {
  expect([...measureAccess("Spatial_Availability", INPUT)]).toEqual([
    ...measureAccess("availability", INPUT),
  ]);
  expect([...measureAccess("gaussian-2sfca", INPUT)]).toEqual([...measureAccess("ga2sfca", INPUT)]);
  expect(() => measureAccess("4sfca", INPUT)).toThrow(MEASURE_NAMES.join(", "));
  expect(() => measureAccess("gravity", INPUT)).toThrow("needs a decay");
  expect(() => measureAccess("nearest", { ...INPUT, decay: parseDecay("none", 15) })).toThrow(
    "no decay is due",
  );
  expect(() => parseDecay("linear:3", 15)).toThrow('no decay "linear:3"');
  expect(() => parseDecay("zones:5=", 15)).toThrow("Zone weights");
  expect(() =>
    proximityTime({ matrix: INPUT.matrix, services: [] }, { services: ["a"], nearest: 1 }),
  ).toThrow("0 facilities were given when 3");
});
