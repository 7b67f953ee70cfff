import fc from "fast-check";
import { expect, test } from "vitest";
import { cutGaussianDecay, powerDecay, threeZoneDecay, zoneDecay } from "../../../src/measures/decay.js";
import {
  balancedFloatingCatchment,
  cumulativeOpportunities,
  modifiedTwoStepFloatingCatchment,
  spatialAvailability,
  threeStepFloatingCatchment,
  twoStepFloatingCatchment,
} from "../../../src/measures/floating-catchment.js";
import { travelMatrix } from "../../../src/measures/travel-matrix.js";
import { SEED } from "../../support/random-town.js";
import { VILLAGES } from "../../support/villages.js";

// Two facilities with 10 and 6 places; three villages of 100, 50 and 20 people; minutes:
//        f0  f1
//   v0    5  12
//   v1   20   3
//   v2    –  14
const MATRIX = travelMatrix(3, 2, [
  { row: 0, column: 0, cost: 5 },
  { row: 0, column: 1, cost: 12 },
  { row: 1, column: 0, cost: 20 },
  { row: 1, column: 1, cost: 3 },
  { row: 2, column: 1, cost: 14 },
]);
const INPUT = { matrix: MATRIX, supply: [10, 6], demand: [100, 50, 20], cutoff: 15 };

test("cumulative opportunities count what lies within the cutoff", () => {
  expect([...cumulativeOpportunities(INPUT)]).toEqual([16, 6, 6]);
});

test("the two steps share supply out and sum it up again", () => {
  // R0 = 10 / 100, R1 = 6 / (100 + 50 + 20).
  const { access } = twoStepFloatingCatchment(INPUT);
  expect(access[0]).toBeCloseTo(0.1 + 6 / 170, 12);
  expect(access[1]).toBeCloseTo(6 / 170, 12);
  expect(access[2]).toBeCloseTo(6 / 170, 12);
});

test("three zones of 5, 10 and 15 minutes weigh 1, 0.68 and 0.22", () => {
  // w: v0 1 and 0.22; v1 – and 1; v2 0.22. R0 = 10/100; R1 = 6 / (22 + 50 + 4.4) = 6/76.4.
  const { access } = twoStepFloatingCatchment({ ...INPUT, decay: threeZoneDecay(15) });
  expect(access[0]).toBeCloseTo(0.1 + (0.22 * 6) / 76.4, 12);
  expect(access[1]).toBeCloseTo(6 / 76.4, 12);
  expect(access[2]).toBeCloseTo((0.22 * 6) / 76.4, 12);
});

test("the third step splits each village over what it can reach", () => {
  // Without decay G(v0) is ½, ½ and 1 elsewhere: R0 = 10 / 50, R1 = 6 / (50 + 50 + 20).
  const { access } = threeStepFloatingCatchment(INPUT);
  expect(access[0]).toBeCloseTo(0.5 * 0.2 + 0.5 * 0.05, 12);
  expect(access[1]).toBeCloseTo(0.05, 12);
  expect(access[2]).toBeCloseTo(0.05, 12);
});

test("the modified form squares the weight in the second step", () => {
  const decay = zoneDecay([15], [0.5]);
  // R0 = 10 / 50, R1 = 6 / 85; A0 = ¼ (0.2 + 6/85).
  const { access } = modifiedTwoStepFloatingCatchment({ ...INPUT, decay });
  expect(access[0]).toBeCloseTo(0.25 * (0.2 + 6 / 85), 12);
});

test("Dai's Gaussian is 1 at no cost and 0 at the cutoff", () => {
  const decay = cutGaussianDecay(10);
  expect([decay(0), decay(10)]).toEqual([1, 0]);
  // (e^(-1/8) - e^(-1/2)) / (1 - e^(-1/2)) at half the cutoff.
  expect(decay(5)).toBeCloseTo((0.8824969025845955 - 0.6065306597126334) / (1 - 0.6065306597126334), 12);
  expect(powerDecay(2)(4)).toBe(1 / 16);
});

test("a facility nobody reaches is listed and gives nothing", () => {
  const matrix = travelMatrix(1, 2, [{ row: 0, column: 1, cost: 99 }]);
  const result = twoStepFloatingCatchment({ matrix, supply: [3, 4], demand: [5], cutoff: 15 });
  expect(result.unusedFacilities).toEqual([0, 1]);
  expect([...result.access]).toEqual([0]);
});

test("bad pairs and bad amounts are refused by their place", () => {
  expect(() => travelMatrix(1, 1, [{ row: 0, column: 1, cost: 1 }])).toThrow("outside a matrix of 1 × 1");
  expect(() => travelMatrix(1, 1, [{ row: 0, column: 0, cost: -1 }])).toThrow("costs -1");
  const twice = { row: 0, column: 0, cost: 1 };
  expect(() => travelMatrix(1, 1, [twice, twice])).toThrow("given twice");
  expect(() => twoStepFloatingCatchment({ ...INPUT, demand: [1, 2] })).toThrow(
    "demand has 2 values, expected 3",
  );
  expect(() => twoStepFloatingCatchment({ ...INPUT, supply: [1, Number.NaN] })).toThrow(
    "supply value 1 is NaN",
  );
});

test("what is shared out adds up to the supply in use, whatever the decay", () => {
  const pair = fc.record({ row: fc.nat(7), column: fc.nat(4), cost: fc.integer({ min: 0, max: 30 }) });
  const pairs = fc.uniqueArray(pair, { selector: (p) => p.row * 5 + p.column, maxLength: 40 });
  const amounts = (n: number) => fc.array(fc.nat(500), { minLength: n, maxLength: n });
  fc.assert(
    fc.property(pairs, amounts(5), amounts(8), (entries, supply, demand) => {
      const input = {
        matrix: travelMatrix(8, 5, entries),
        supply,
        demand,
        cutoff: 20,
        decay: cutGaussianDecay(21),
      };
      for (const measure of [twoStepFloatingCatchment, threeStepFloatingCatchment, spatialAvailability]) {
        const { access, unusedFacilities } = measure(input);
        const used = supply.reduce((sum, s, j) => (unusedFacilities.includes(j) ? sum : sum + s), 0);
        const perHead = measure === spatialAvailability ? 1 : null;
        const total = access.reduce((sum, a, i) => sum + a * (perHead ?? demand[i]!), 0);
        expect(Math.abs(total - used)).toBeLessThanOrEqual(1e-9 * Math.max(1, used));
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test("the balanced form splits people over facilities and levels of service over places", () => {
  // Within 15: v0 reaches f0, f1 (and f2 with nothing to give), v1 f1, v2 f1 and f2.
  // People: v0 ⅓ each, v1 all to f1, v2 ½ each. R0 = 10 / (100/3); R1 = 6 / (100/3 + 50 + 10); R2 = 0.
  // Shares of service: f0 all to v0; f1 a third each.
  const r1 = 6 / (100 / 3 + 60);
  const { access } = balancedFloatingCatchment(VILLAGES);
  expect(access[0]).toBeCloseTo(0.3 + r1 / 3, 12);
  expect(access[1]).toBeCloseTo(r1 / 3, 12);
  expect(access[2]).toBeCloseTo(r1 / 3, 12);
});
