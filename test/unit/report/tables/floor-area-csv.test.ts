import { expect, test } from "vitest";
import { areaPer100Households } from "../../../../src/coverage/area-per-households.js";
import { travelMatrix } from "../../../../src/measures/travel-matrix.js";
import { unitsOf } from "../../../../src/places/unit-levels.js";
import { areaCsv, complexesCsv } from "../../../../src/report/tables/floor-area-csv.js";
import { block, facility, report } from "../../../support/gap-input.js";

const BLOCKS = [
  block("a", 1, { unit: "Lane", households: 100 }),
  block("b", 1, { unit: "Hill", households: 200 }),
];
const FACILITIES = [
  facility("complex", ["elderly", "meals", "culture"], { areaM2: 900 }),
  facility("room", ["meals"], { areaM2: 60 }),
  facility("far", ["meals"], { areaM2: 40 }),
  facility("unknown", ["elderly", "sports", "culture"]),
  facility("plain", ["meals"]),
];
const REPORT = report(BLOCKS, [], FACILITIES);
const rowsOf = (lines: Iterable<string>) =>
  [...lines].slice(1).map((line) => line.replace("\r\n", "").split(",").slice(0, -1));

test("a complex that two communities share counts once, and the last row is the city with what reaches nobody", () => {
  // 900 m² over 300 households: Lane 300, Hill 600; the room falls to Lane alone; 40 m² are out of reach.
  const matrix = travelMatrix(2, 3, [
    { row: 0, column: 0, cost: 100 },
    { row: 1, column: 0, cost: 300 },
    { row: 0, column: 1, cost: 50 },
  ]);
  const households = BLOCKS.map((one) => one.households);
  const area = areaPer100Households(
    { matrix, facilities: FACILITIES.slice(0, 3), households },
    unitsOf(BLOCKS, "community"),
  );
  const rows = rowsOf(areaCsv(REPORT, area));
  expect(rows.map((cells) => cells.slice(1))).toEqual([
    ["Hill", "200", "600", "600", "300", "true", "true", ""],
    ["Lane", "100", "360", "300", "360", "true", "true", ""],
    // 1000 m² over 300 households.
    ["all", "300", "1000", "", "333.333333", "true", "true", "40"],
  ]);
});

test("places are held against the rule for complexes: 600 and 800 m², three functions, two core", () => {
  expect(rowsOf(complexesCsv(REPORT)).map((cells) => cells.slice(3))).toEqual([
    ["900", "3", "2", "true", "true", "true", "true"],
    ["60", "1", "1", "false", "false", "false", "false"],
    ["40", "1", "1", "false", "false", "false", "false"],
    ["", "3", "1", "true", "", "", ""],
  ]);
});
