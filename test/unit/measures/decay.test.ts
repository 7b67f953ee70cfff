import { expect, test } from "vitest";
import { fourZoneDecay, linearDecay, logisticDecay } from "../../../src/measures/decay.js";

test("3SFCA weighs four zones by default, a sixth, a third and a half of the cutoff and the rest", () => {
  const weight = fourZoneDecay(60);
  expect([10, 20, 30, 60, 61].map(weight)).toEqual([0.962, 0.704, 0.377, 0.042, 0]);
});

test("a linear decay is a half at half the cutoff, and nothing beyond it", () => {
  const weight = linearDecay(30);
  expect([0, 15, 30, 40].map(weight)).toEqual([1, 0.5, 0, 0]);
});

test("a logistic decay is 1 at no cost, and falls around its inflection as its spread says", () => {
  // s = π / √3 makes the exponent t − m: with m = ln 3 the curve is (1 + 1/3) / (1 + e^t / 3), so 1 at 0; at ln 3,
  // where the plain curve is a half, (4/3) / 2 = 2/3; at ln 9 it is (4/3) / (1 + 3) = 1/3.
  const weight = logisticDecay(Math.log(3), Math.PI / Math.sqrt(3));
  expect(weight(0)).toBe(1);
  expect(weight(Math.log(3))).toBeCloseTo(2 / 3, 12);
  expect(weight(Math.log(9))).toBeCloseTo(1 / 3, 12);
});
