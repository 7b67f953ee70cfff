/**
 * Floating catchments and reach on random tables: against dense tables, and what has to hold of them.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { threeZoneDecay } from "../../src/measures/decay.js";
import {
  balancedFloatingCatchment,
  modifiedTwoStepFloatingCatchment,
  twoStepFloatingCatchment,
} from "../../src/measures/floating-catchment.js";
import { measureAccess } from "../../src/measures/measure.js";
import { parseDecay } from "../../src/measures/parse-decay.js";
import { choiceCount, costToClosest, nearestCost } from "../../src/measures/reach.js";
import { CATCHMENTS, type Costs } from "../support/oracle-measures.js";
import { SEED } from "../support/random-town.js";
import { sparse } from "../support/villages.js";

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
