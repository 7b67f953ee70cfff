import { expect, test } from "vitest";
import { completeness, proximityTime } from "../../../src/measures/daily-needs.js";
import { VILLAGES } from "../../support/villages.js";

test("completeness is the share of needed services within their own limits", () => {
  // f0 health, f1 meals and play, f2 meals. v0: health 5 ≤ 10, meals 1 ≤ 5, play 12 > 10: ⅔.
  // v1: health 20 no, meals 3 yes, play 3 yes: ⅔. v2: health none, meals 2 yes, play 14 no: ⅓.
  const services = [["health"], ["meals", "play"], ["meals"]];
  const limits = new Map([
    ["health", 10],
    ["meals", 5],
    ["play", 10],
  ]);
  const shares = completeness({ matrix: VILLAGES.matrix, services }, limits);
  expect([...shares]).toEqual([2 / 3, 2 / 3, 1 / 3]);
});

test("proximity time is the mean over services of the mean walk to the nearest places", () => {
  // Two nearest of meals: v0 (1 + 12) / 2 = 6.5, v2 (2 + 14) / 2 = 8, v1 has but one; one of health: v0 5.
  const input = { matrix: VILLAGES.matrix, services: [["health"], ["meals"], ["meals"]] };
  expect([...proximityTime(input, { services: ["meals"], nearest: 2 })]).toEqual([6.5, Infinity, 8]);
  // v0: (5 + 1) / 2 = 3; v1: (20 + 3) / 2 = 11.5; v2 reaches no health.
  expect([...proximityTime(input, { services: ["health", "meals"], nearest: 1 })]).toEqual([
    3,
    11.5,
    Infinity,
  ]);
});

test("services are given for every facility", () => {
  const input = { matrix: VILLAGES.matrix, services: [] };
  expect(() => proximityTime(input, { services: ["a"], nearest: 1 })).toThrow(
    "services has 0 entries, expected 3",
  );
});
