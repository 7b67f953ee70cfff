import fc from "fast-check";
import { expect, test } from "vitest";
import { apportion } from "../../../src/places/apportion.js";

test("people are shared out whole by largest remainder, ties to the lower index", () => {
  // 10 by 1 : 1 : 1 are 3⅓ each: one is left over, for the first.
  expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
  // 7 by 5 : 3 : 2 are 3.5, 2.1, 1.4: whole 3, 2, 1, and one left for the remainder .5.
  expect(apportion(7, [5, 3, 2])).toEqual([4, 2, 1]);
  expect(apportion(2, [0, 5, 0])).toEqual([0, 2, 0]);
  expect(apportion(0, [1, 2])).toEqual([0, 0]);
});

test("a fraction of a person stays with the largest weight", () => {
  expect(apportion(3.25, [1, 2])).toEqual([1, 2.25]);
});

test("the shares add up exactly, none is off its exact share by more than one, and order of size is kept", () => {
  const weights = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(fc.nat({ max: 3_000_000 }), weights, (total, given) => {
      const list = [...given, 1];
      const sum = list.reduce((a, b) => a + b, 0);
      const shares = apportion(total, list);
      expect(shares.reduce((a, b) => a + b, 0)).toBe(total);
      shares.forEach((share, i) => {
        expect(Math.abs(share - (total * list[i]!) / sum)).toBeLessThan(1.000001);
      });
    }),
    { seed: 62, numRuns: 300 },
  );
});

test("what cannot be shared is refused", () => {
  expect(() => apportion(3, [])).toThrow("cannot be shared");
  expect(() => apportion(3, [0, 0])).toThrow("cannot be shared");
  expect(() => apportion(-1, [1])).toThrow("cannot be shared");
  expect(() => apportion(3, [2, -1])).toThrow("cannot be shared");
});
