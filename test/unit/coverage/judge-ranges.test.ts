import { expect, test } from "vitest";
import { DECIDING, judgeRanges, RANGE_VERDICTS } from "../../../src/coverage/judge-ranges.js";
import { block, KINDERGARTEN, MEALS, measures, report } from "../../support/gap-input.js";

// Reports are made at 1.2 m/s. Meals within 15 min = 900 s; walks of 600, 880, 1000 and 2000 s, one unlinked.
const BLOCKS = ["a", "b", "c", "d", "e"].map((id) => block(id, 10));
const REPORT = report(BLOCKS, [
  measures(MEALS, [600, 880, 1000, 2000, "unlinked"]),
  measures(KINDERGARTEN, [200, 290, 310, 600, "unlinked"]),
]);

const decisions = (ranges: Parameters<typeof judgeRanges>[1], s: number) => {
  const { verdict, decides } = judgeRanges(REPORT, ranges)[s]!;
  return [...verdict].map((v, b) => [RANGE_VERDICTS[v], DECIDING[decides[b]!]]);
};

test("without ranges every verdict stands", () => {
  expect(decisions({}, 0).map(([verdict]) => verdict)).toEqual(["met", "met", "gap", "gap", "unknown"]);
});

test("a slower or faster walk turns those near the limit, and says so", () => {
  // At 1.0 m/s walks take 1.2 times as long: 720, 1056, 1200; at 1.44 m/s 1/1.2: 500, 733, 833, 1667.
  expect(decisions({ speedMps: [1, 1.44] }, 0)).toEqual([
    ["met", "none"],
    ["depends", "speed"],
    ["depends", "speed"],
    ["gap", "none"],
    ["unknown", "none"],
  ]);
  // A rule in metres does not ask for the speed.
  expect(decisions({ speedMps: [1, 1.44] }, 1).map(([verdict]) => verdict)).toEqual([
    "met",
    "met",
    "gap",
    "gap",
    "unknown",
  ]);
});

test("places that may be off by metres turn those near the limit on either basis", () => {
  // ±15 m against 300 m turns 290 and 310; ±30 m are 25 s at 1.2 m/s and turn 880 of 900, not 1000.
  expect(decisions({ positionM: 15 }, 1).map(([verdict]) => verdict)).toEqual([
    "met",
    "depends",
    "depends",
    "gap",
    "unknown",
  ]);
  expect(decisions({ positionM: 30 }, 0)[1]).toEqual(["depends", "position"]);
  expect(decisions({ positionM: 30 }, 0)[2]).toEqual(["gap", "none"]);
});

test("two inputs that turn a verdict only together are both named, and people add up", () => {
  // 1000 s: at 1.3 m/s 923 s, still too long; 60 m less at 1.2 m/s are 950 s; both are 923 − 46 = 877 s.
  const ranges = { speedMps: [1.2, 1.3], positionM: 60 } as const;
  expect(decisions(ranges, 0)[2]).toEqual(["depends", "speed and position"]);
  const { met, gap, unknown, depends } = judgeRanges(REPORT, ranges)[0]!;
  expect(met + gap + unknown + Object.values(depends).reduce((a, b) => a + b, 0)).toBe(50);
});

test("ranges upside down are refused", () => {
  expect(() => judgeRanges(REPORT, { speedMps: [1.4, 1.2] })).toThrow("the slower first");
  expect(() => judgeRanges(REPORT, { positionM: -1 })).toThrow("expected a number from 0");
});
