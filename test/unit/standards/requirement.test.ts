/**
 * The arithmetic of a requirement: its limit, its metres, and the walks it is compared with.
 */
import { expect, test } from "vitest";
import { byBasis, limitInMetres, limitOf, limitUnit, walkOf } from "../../../src/standards/requirement.js";

const NEAR = { basis: "distance", limit: 300 } as const;
const QUICK = { basis: "time", limit: 15 } as const;

test("a limit in metres is searched in millimetres, one in minutes in milliseconds", () => {
  expect(limitOf(NEAR)).toEqual({ unit: "mm", value: 300_000 });
  // 15 min = 900 s.
  expect(limitOf(QUICK)).toEqual({ unit: "ms", value: 900_000 });
  expect([limitUnit(NEAR), limitUnit(QUICK)]).toEqual(["m", "min"]);
});

test("minutes become metres at a speed, metres stay what they are", () => {
  expect(limitInMetres(NEAR, 1.2)).toBe(300);
  // 15 min · 60 s · 1.2 m/s.
  expect(limitInMetres(QUICK, 1.2)).toBeCloseTo(1080, 9);
});

test("walks are compared on the basis of the requirement", () => {
  const walks = { walkMm: Uint32Array.of(1), walkMs: Uint32Array.of(2) };
  expect(walkOf({ requirement: NEAR, ...walks })).toBe(walks.walkMm);
  expect(walkOf({ requirement: QUICK, ...walks })).toBe(walks.walkMs);
  expect(byBasis(QUICK, "far", "long")).toBe("long");
});
