import { expect, test } from "vitest";
import { type CapacityRule, judgeCapacity, serviceCapacity } from "../../../src/coverage/judge-capacity.js";
import { DECIDING, judgeRanges, RANGE_VERDICTS, type Ranges } from "../../../src/coverage/judge-ranges.js";
import { travelMatrix } from "../../../src/measures/travel-matrix.js";
import { block, facility, measures, report } from "../../support/gap-input.js";

// Childcare within 300 m; every child under 3 asks for a place. Walks in metres:
//        f 20 places, 400 m²   g no number of places, 100 m²    children
//   a    100                   –                                10
//   b    200                   –                                12
//   c    –                     290                              6
//   d    310                   –                                4
const CHILDCARE = {
  service: "childcare",
  basis: "distance",
  limit: 300,
  profile: "distance",
  ruleSet: "test",
  recordId: "r",
  status: "assumption",
  source: "test",
} as const;
const CHILDREN = [10, 12, 6, 4];
const BLOCKS = ["a", "b", "c", "d"].map((id, b) => block(id, 100, { ages: { "0-2": CHILDREN[b]! } }));
const NEAR = report(
  BLOCKS,
  [measures(CHILDCARE, [100, 200, 290, 310])],
  [
    facility("f", ["childcare"], { capacity: 20, areaM2: 400 }),
    facility("g", ["childcare"], { areaM2: 100 }),
  ],
);
const REACH = {
  service: "childcare",
  facilities: [0, 1],
  matrix: travelMatrix(4, 2, [
    { row: 0, column: 0, cost: 100_000 },
    { row: 1, column: 0, cost: 200_000 },
    { row: 2, column: 1, cost: 290_000 },
  ]),
};
const RULE: CapacityRule = { reach: REACH, leastAreaM2: null, capacity: serviceCapacity(NEAR, REACH) };

function judge(ranges: Ranges, rule: CapacityRule = RULE) {
  const found = judgeRanges(judgeCapacity(NEAR, [rule]), ranges, [rule])[0]!;
  return {
    verdicts: [...found.verdict].map((v, b) => `${RANGE_VERDICTS[v]} ${DECIDING[found.decides[b]!]}`),
    depends: found.depends.capacity,
    all: found.met + found.gap + found.unknown + Object.values(found.depends).reduce((x, y) => x + y, 0),
  };
}

test("without a range of capacity every verdict stands", () => {
  // f: a's 10 and 10 of b's 12; g takes all of c; d is too far.
  expect(judge({}).verdicts).toEqual(["met none", "met none", "met none", "gap none"]);
});

test("fewer places turn the block that is served last, and the input is named", () => {
  // 70 % of 20 are 14: a's 10, and 4 of b's 12; 8 are left over, more than are served.
  const { verdicts, depends, all } = judge({ capacity: { factor: [0.7, 1.2] } });
  expect(verdicts).toEqual(["met none", "depends capacity", "met none", "gap none"]);
  expect([depends, all]).toEqual([12, 32]);
  // 80 % are 16: 6 of b's are served, 6 left over, which is not more.
  expect(judge({ capacity: { factor: [0.8, 1.2] } }).verdicts[1]).toBe("met none");
});

test("more places turn a block that is too full", () => {
  // With 30 children in b instead of 12 there are 10 places for them; 120 % of the places leave 14 against 16 left over,
  // 125 % leave 15 against 15, which is no more.
  const crowded = report(
    BLOCKS.map((one) => (one.id === "b" ? { ...one, ages: { "0-2": 30 } } : one)),
    [measures(CHILDCARE, [100, 200, 290, 310])],
    [facility("f", ["childcare"], { capacity: 20 }), facility("g", ["childcare"])],
  );
  const rule = { ...RULE, capacity: serviceCapacity(crowded, REACH) };
  const judged = judgeCapacity(crowded, [rule]);
  const [full] = judgeRanges(judged, { capacity: { factor: [1, 1.2] } }, [rule]);
  expect(RANGE_VERDICTS[full!.verdict[1]!]).toBe("gap");
  const [open] = judgeRanges(judged, { capacity: { factor: [1, 1.25] } }, [rule]);
  expect([RANGE_VERDICTS[open!.verdict[1]!], DECIDING[open!.decides[1]!]]).toEqual(["depends", "capacity"]);
});

test("a facility that gives no number may have few places or none", () => {
  expect(judge({ capacity: { unknownPlaces: 0 } }).verdicts).toEqual([
    "met none",
    "met none",
    "depends capacity",
    "gap none",
  ]);
  // 3 of c's 6 children find one of 3 places.
  expect(judge({ capacity: { unknownPlaces: 3 } }).verdicts[2]).toBe("met none");
});

test("floor areas that may be smaller turn what is just large enough", () => {
  // 350 m² are due: g is too small as it is; f has 400, and 320 of them at 80 %.
  const rule = { ...RULE, leastAreaM2: 350, capacity: null };
  expect(judge({ capacity: { factor: [0.9, 1.1] } }, rule).verdicts).toEqual([
    "met none",
    "met none",
    "gap none",
    "gap none",
  ]);
  expect(judge({ capacity: { factor: [0.8, 4] } }, rule).verdicts).toEqual([
    "depends capacity",
    "depends capacity",
    "depends capacity",
    "gap none",
  ]);
});

test("where position turns a verdict as well it is named first; places do not matter to blocks that are too far", () => {
  const both = judge({ positionM: 15, capacity: { factor: [0, 1], unknownPlaces: 0 } });
  expect(both.verdicts).toEqual([
    "depends capacity",
    "depends capacity",
    "depends position",
    "depends position",
  ]);
});

test("ranges of capacity upside down are refused", () => {
  expect(() => judge({ capacity: { factor: [1.2, 0.8] } })).toThrow("the smaller first");
  expect(() => judge({ capacity: { unknownPlaces: -1 } })).toThrow("expected a number from 0");
});
