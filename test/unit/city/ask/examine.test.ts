import { expect, test } from "vitest";
import type { ReadNote } from "../../../../src/base/notes.js";
import { analyzeLivingCircle } from "../../../../src/city/ask/analyze.js";
import { areaPer100Households, checkComplex } from "../../../../src/coverage/area-per-households.js";
import { REASONS, VERDICTS } from "../../../../src/coverage/gap-report.js";
import { travelMatrix } from "../../../../src/measures/travel-matrix.js";
import type { Block, Facility } from "../../../../src/places/places.js";
import { unitsOf } from "../../../../src/places/unit-levels.js";
import { loadStandard } from "../../../../src/standards/load-standard.js";
import type { Requirement } from "../../../../src/standards/requirement.js";
import { block, facility } from "../../../support/gap-input.js";
import { examined } from "../../../support/questions.js";
import { place, town } from "../../../support/town.js";

const CHILDCARE: Requirement = {
  service: "childcare",
  basis: "distance",
  limit: 500,
  profile: "distance",
  ruleSet: "test",
  recordId: "r",
  status: "assumption",
  source: "test",
};

const at = (east: number, north = 0) => {
  const [lon, lat] = place(east, north);
  return { lon, lat };
};

/** One street of a kilometre; blocks and facilities stand on it at these metres. */
async function street(blocks: readonly Block[], facilities: readonly Facility[], requirement = CHILDCARE) {
  const network = town({ points: { w: [0, 0], e: [1000, 0] }, streets: [{ over: ["w", "e"] }] });
  const report = await analyzeLivingCircle(
    network,
    {
      blocks: { blocks, notes: [] },
      facilities: {
        facilities,
        completeness: { [requirement.service]: "complete" },
        suspectedDuplicates: [],
        merged: 0,
        notes: [],
      },
    },
    { requirements: [requirement] },
  );
  return { network, report };
}

const children = (count: number) => ({ ages: { "0-2": count } });
const verdictsOf = (report: Awaited<ReturnType<typeof street>>["report"]) =>
  [...report.services[0]!.verdict].map((v, b) => [VERDICTS[v], REASONS[report.services[0]!.reason[b]!]]);

test("children for whom no place is left are too-full, and the queue is named", async () => {
  // 20 places at 100 m. Blocks at 0, 200 and 300 m, 10, 8 and 12 children; the last at 900 m, out of reach.
  const blocks = [
    block("a", 100, { ...at(0), ...children(10) }),
    block("b", 100, { ...at(200), ...children(8) }),
    block("c", 100, { ...at(300), ...children(12) }),
    block("d", 100, { ...at(900), ...children(5) }),
  ];
  const { network, report } = await street(blocks, [
    facility("f", ["childcare"], { ...at(100), capacity: 20 }),
  ]);
  const { report: judged, capacities } = examined(network, report);
  // a and b are nearest: 18 children; 2 of c find a place, 10 do not.
  expect(verdictsOf(judged)).toEqual([
    ["met", "none"],
    ["met", "none"],
    ["gap", "too-full"],
    ["gap", "too-far"],
  ]);
  expect(capacities[0]).toMatchObject({ group: "0-2", people: 35, places: 20, withoutPlaces: 0 });
  expect([...capacities[0]!.allocation.queue]).toEqual([10]);
  expect(capacities[0]!.allocation.outOfReach).toBe(5);
  // Residents by verdict follow.
  expect(judged.services[0]!.summary.residents).toEqual({ met: 200, gap: 200, unknown: 0 });
});

test("a facility that gives no places is neither full nor enough: who hangs on it is unknown", async () => {
  // f has 6 places, g does not say. a has 2 children and is served by f alone; b has 50 and reaches both; c has 50 and
  // reaches f alone; d has no child.
  const blocks = [
    block("a", 10, { ...at(100), ...children(2) }),
    block("b", 100, { ...at(250), ...children(50) }),
    block("c", 100, { ...at(50), ...children(50) }),
    block("d", 10, { ...at(450), ...children(0) }),
  ];
  const { network, report } = await street(blocks, [
    facility("f", ["childcare"], { ...at(100), capacity: 6 }),
    facility("g", ["childcare"], at(700)),
  ]);
  const { report: judged, capacities } = examined(network, report);
  expect(verdictsOf(judged)).toEqual([
    ["met", "none"],
    ["unknown", "capacity-unknown"],
    ["gap", "too-full"],
    ["met", "none"],
  ]);
  expect(capacities[0]).toMatchObject({ places: 6, withoutPlaces: 1 });
  // With 60 places at g all of b find one; with none 4 of f's are left for b or c, and more are left over.
  expect(verdictsOf(examined(network, report, { unknownPlaces: 60 }).report)[1]).toEqual(["met", "none"]);
  expect(verdictsOf(examined(network, report, { unknownPlaces: 0 }).report)[1]).toEqual(["gap", "too-full"]);
  expect(verdictsOf(examined(network, report, { unknownPlaces: "enough" }).report)[1]).toEqual([
    "met",
    "none",
  ]);
});

test("where places are asked for and no facility gives any, nothing near is known to be enough", async () => {
  const blocks = [
    block("a", 100, { ...at(0), ...children(50) }),
    block("b", 100, { ...at(900), ...children(5) }),
  ];
  const { network, report } = await street(blocks, [facility("f", ["childcare"], at(100))]);
  // Nobody asks: the walk decides alone.
  expect(verdictsOf(examined(network, report).report)[0]).toEqual(["met", "none"]);
  const asked = examined(network, report, { demandPer1000: { childcare: 200 } }).report;
  expect(verdictsOf(asked)).toEqual([
    ["unknown", "capacity-unknown"],
    ["gap", "too-far"],
  ]);
  // A column of the register that perhaps holds places was passed over: places are asked of childcare by default.
  const note: ReadNote = {
    ...{ code: "column-not-used", count: 1, message: "cells", outcome: "not-used", subject: "托位备注" },
    ...{ meaning: "capacity", unsettled: true, file: "register.csv" },
  };
  const set = report.facilities;
  const facilities = {
    ...set,
    facilities: set.facilities.map((one) => ({ ...one, source: "register.csv" })),
    notes: [note],
  };
  const passedOver = examined(network, { ...report, facilities }).report;
  expect(verdictsOf(passedOver)[0]).toEqual(["unknown", "capacity-unknown"]);
});

test("a block is too-small where every facility in its reach is, by a size that somebody asks for", async () => {
  // Day care of 350 m² or more, by GB 50180; at 300 m for the second block there is no size to be told.
  const requirement = { ...CHILDCARE, service: "elderly" };
  const blocks = [block("a", 10, at(0)), block("b", 10, at(700))];
  const facilities = [
    facility("f", ["elderly"], { ...at(100), areaM2: 349 }),
    facility("g", ["elderly"], at(600)),
  ];
  const { network, report } = await street(blocks, facilities, requirement);
  expect(verdictsOf(examined(network, report).report)).toEqual([
    ["met", "none"],
    ["met", "none"],
  ]);
  const sizes = [loadStandard("cn.gb50180-2018")];
  expect(verdictsOf(examined(network, report, { sizes }).report)).toEqual([
    ["gap", "too-small"],
    ["unknown", "capacity-unknown"],
  ]);
  const supposed = examined(network, report, { sizes, unknownPlaces: "enough" }).report;
  expect(verdictsOf(supposed)[1]).toEqual(["met", "none"]);
});

test("a facility across a gap in the streets is a detour: near as the crow flies, far on foot, no barrier mapped", async () => {
  // Two streets 100 m apart that meet 600 m away: 1300 m of walk for 100 m in a straight line.
  const network = town({
    points: { a: [0, 0], b: [600, 0], c: [600, 100], d: [0, 100] },
    streets: [{ over: ["a", "b", "c", "d"] }],
  });
  const blocks = [block("home", 10, at(0)), block("far", 10, at(600))];
  const set = {
    facilities: [facility("f", ["childcare"], at(0, 100))],
    completeness: { childcare: "complete" as const },
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  };
  const report = await analyzeLivingCircle(
    network,
    { blocks: { blocks, notes: [] }, facilities: set },
    { requirements: [CHILDCARE] },
  );
  expect(verdictsOf(report)).toEqual([
    ["gap", "detour"],
    ["gap", "too-far"],
  ]);
  // Last year's circle would have counted the first block: half of the residents.
  expect(report.services[0]!.summary.circleShare.value).toBe(0.5);
  expect(report.services[0]!.summary.residentShare.value).toBe(0);
});

test("the area of a shared complex is counted once and divided by households in reach", () => {
  // A complex of 900 m² is reached by 100 households of Lane and 200 of Hill; a room of 60 m² by Lane's alone.
  const blocks = [
    block("a", 1, { unit: "Lane", households: 100 }),
    block("b", 1, { unit: "Hill", households: 200 }),
    block("c", 1, { unit: "Moor", households: 50 }),
  ];
  const matrix = travelMatrix(3, 3, [
    { row: 0, column: 0, cost: 100 },
    { row: 1, column: 0, cost: 300 },
    { row: 0, column: 1, cost: 50 },
  ]);
  const facilities = [
    facility("complex", ["elderly", "meals", "culture"], { areaM2: 900 }),
    facility("room", ["meals"], { areaM2: 60 }),
    facility("nowhere", ["meals"], { areaM2: 40 }),
  ];
  const found = areaPer100Households(
    { matrix, facilities, households: blocks.map(({ households }) => households) },
    unitsOf(blocks, "community"),
  );
  // Lane 300 + 60 m² over 100 households, Hill 600 over 200, Moor nothing.
  expect(
    found.units.map(({ unit, areaM2, inComplexesM2, per100Households }) => [
      unit.name,
      areaM2,
      inComplexesM2,
      per100Households,
    ]),
  ).toEqual([
    ["Hill", 600, 600, 300],
    ["Lane", 360, 300, 360],
    ["Moor", 0, 0, 0],
  ]);
  // City: 1000 m² over 350 households; 40 m² reach nobody.
  expect(found.per100Households).toBeCloseTo(100000 / 350, 9);
  expect(found.outOfReachM2).toBeCloseTo(40, 9);
});

test("complexes are checked against 600 and 800 m², three functions and two core ones", () => {
  expect(checkComplex({ services: ["elderly", "meals", "culture"], areaM2: 700 })).toEqual({
    functions: 3,
    coreFunctions: 2,
    elderlyOrChildcare: true,
    hasLeastArea: true,
    hasPreferredArea: false,
  });
  expect(checkComplex({ services: ["play"], areaM2: null })).toMatchObject({
    hasLeastArea: null,
    coreFunctions: 0,
  });
});
