import { expect, test } from "vitest";
import { walkMatrices } from "../../../../src/city/ask/walk-matrix.js";
import { CityLinks } from "../../../../src/city/open/city-links.js";
import { PROFILES } from "../../../../src/network/profiles.js";
import { block, facility } from "../../../support/gap-input.js";
import { at, STREET } from "../../../support/street-city.js";

// Homes at 0 m and 900 m; canteens at 300 m and 700 m, a clinic at 100 m.
const PLACES = {
  blocks: { blocks: [block("w", 10, at(0)), block("e", 20, at(900))], notes: [] },
  facilities: {
    facilities: [
      facility("c1", ["meals"], at(300)),
      facility("h", ["health"], at(100)),
      facility("c2", ["meals"], at(700)),
    ],
    completeness: {},
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  },
};
const matrices = walkMatrices(new CityLinks(STREET), PLACES, PROFILES.adult);
/** Rows of facility index and whole metres or seconds. */
const rowsOf = ({ facilities, matrix }: ReturnType<typeof matrices>) =>
  Array.from({ length: matrix.rows }, (_, b) => {
    const [first, end] = [matrix.first[b]!, matrix.first[b + 1]!];
    return Array.from(matrix.column.subarray(first, end), (column, k) => [
      facilities[column],
      Math.round(matrix.cost[first + k]! / 1000),
    ]);
  });

test("within a limit in metres each home has its facilities of the service, by their position in the city", () => {
  const reach = matrices({ service: "meals", basis: "distance", limit: 400 });
  expect([reach.service, reach.facilities]).toEqual(["meals", [0, 2]]);
  // From 0 m to 300 m; from 900 m to 700 m.
  expect(rowsOf(reach)).toEqual([[[0, 300]], [[2, 200]]]);
});

test("within a limit in minutes walks are in milliseconds of the walker", () => {
  // Ten minutes are 720 m at 1.2 m/s: from 0 m to 300 m and 700 m, from 900 m to 700 m and 300 m.
  const reach = matrices({ service: "meals", basis: "time", limit: 10 });
  expect(rowsOf(reach)).toEqual([
    [
      [0, 250],
      [2, 583],
    ],
    [
      [0, 500],
      [2, 167],
    ],
  ]);
});

test("facilities may be picked by position, whatever they offer", () => {
  const reach = matrices({ basis: "distance", limit: 150, isCounted: (f) => f < 2 });
  expect([reach.service, reach.facilities]).toEqual(["all", [0, 1]]);
  expect(rowsOf(reach)).toEqual([[[1, 100]], []]);
});
