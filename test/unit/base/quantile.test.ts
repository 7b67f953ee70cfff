/**
 * Medians and weighted quantiles.
 */
import { expect, test } from "vitest";
import { UNREACHED } from "../../../src/base/cost-units.js";
import { lowerMedian, upperMedian, weightedQuantile } from "../../../src/base/quantile.js";

test("the median is a value of the list, of two in the middle the lower or the higher", () => {
  expect(lowerMedian([30, 4, 100])).toBe(30);
  expect([lowerMedian([1, 100, 20, 3]), upperMedian([1, 100, 20, 3])]).toEqual([3, 20]);
  expect([lowerMedian([]), upperMedian([])]).toEqual([Number.NaN, Number.NaN]);
});

test("a quantile is the smallest value at or below which that share of the weight lies", () => {
  const column = Uint32Array.of(50, 10, UNREACHED, 30, 20);
  expect(weightedQuantile(column, [1, 1, 9, 1, 1], 0.5)).toBe(20);
  expect(weightedQuantile(column, [1, 1, 9, 1, 1], 0.51)).toBe(30);
  expect(weightedQuantile(column, [0, 0, 9, 0, 0], 0.5)).toBeNull();
});

test("fractions of people that round differently in another order give one quantile", () => {
  // Half of the people live at 50 exactly; summed from the left 0.7 + 0.6 + 0.9 falls short of 2.2, from the right not.
  const column = Uint32Array.of(50, 50, 50, 90);
  const one = weightedQuantile(column, [0.7, 0.6, 0.9, 2.2], 0.5);
  expect(weightedQuantile(column, [0.9, 0.6, 0.7, 2.2], 0.5)).toBe(one);
});
