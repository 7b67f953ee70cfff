import { expect, test } from "vitest";
import { choiceCount, costToClosest, coverage, nearestCost } from "../../../src/measures/reach.js";
import { VILLAGES } from "../../support/villages.js";

test("reach passes over a facility without places", () => {
  expect([...nearestCost({ matrix: VILLAGES.matrix, supply: VILLAGES.supply })]).toEqual([5, 3, 14]);
  expect([...choiceCount(VILLAGES)]).toEqual([2, 1, 1]);
  expect([...coverage({ ...VILLAGES, cutoff: 4 })]).toEqual([0, 1, 0]);
});

test("what is out of reach costs infinity, never zero and never NaN", () => {
  expect([...nearestCost({ ...VILLAGES, cutoff: 4 })]).toEqual([Infinity, 3, Infinity]);
});

test("enough supply costs as much as the farthest facility that is needed for it", () => {
  // v0 gathers 10 at 5 minutes and 16 at 12; v1 6 at 3 and 16 at 20; v2 never more than 6.
  const input = { matrix: VILLAGES.matrix, supply: VILLAGES.supply };
  expect([...costToClosest(input, 10)]).toEqual([5, 20, Infinity]);
  expect([...costToClosest(input, 16)]).toEqual([12, 20, Infinity]);
  expect([...costToClosest(input, 1)]).toEqual([5, 3, 14]);
});
