import { expect, test } from "vitest";
import { compareLedgers, type LedgerEntry, type LedgerRun } from "../../../src/coverage/compare-ledgers.js";

const entry = (unit: string, fails: boolean | null, residents = 100): LedgerEntry => ({
  level: "community",
  unit,
  name: unit,
  service: "meals",
  fails,
  share: fails === null ? null : fails ? 0.5 : 0.9,
  residents,
  gap: fails === true ? 50 : 0,
  clause: fails === true ? "distance" : "",
});

const run = (label: string, entries: readonly LedgerEntry[], more: Partial<LedgerRun> = {}): LedgerRun => ({
  label,
  rules: { meals: "x/minutes.meals, 15 min" },
  basis: { profile: "adult, 1.2 m/s" },
  entries,
  ...more,
});

// Lane fails in all three years, Hill in the first and the last, Moor in the first two; Mill cannot be judged any more,
// Park could not be judged before, Quay never failed, Yard came in the last year.
const RUNS = [
  run("2023", [entry("Lane", true), entry("Hill", true), entry("Moor", true), entry("Mill", false)]),
  run("2024", [
    entry("Lane", true),
    entry("Hill", false),
    entry("Moor", true),
    entry("Mill", true),
    entry("Park", null),
    entry("Quay", false),
  ]),
  run("2025", [
    entry("Lane", true, 120),
    entry("Hill", true),
    entry("Moor", false),
    entry("Mill", null),
    entry("Park", true),
    entry("Quay", false),
    entry("Yard", true, 7),
  ]),
];

test("units newly fail, fail still, have recovered, or are no longer judged", () => {
  const { before, after, changes, warnings } = compareLedgers(RUNS);
  expect([before, after, warnings]).toEqual(["2024", "2025", []]);
  expect(changes.map(({ unit, state, runsFailing, since }) => [unit, state, runsFailing, since])).toEqual([
    ["Lane", "still-failing", 3, "2023"],
    ["Hill", "newly-failing", 1, "2025"],
    ["Moor", "recovered", 2, "2023"],
    ["Mill", "no-longer-judged", 1, "2024"],
    ["Park", "newly-judged-failing", 1, "2025"],
    ["Yard", "newly-judged-failing", 1, "2025"],
  ]);
});

test("the summary adds up: failing before, less what left, with what came, is failing now", () => {
  const [one] = compareLedgers(RUNS).summary;
  const { states, failingBefore, failingAfter } = one!;
  expect([failingBefore, failingAfter]).toEqual([3, 4]);
  const left = states.recovered + states["no-longer-judged"];
  const came = states["newly-failing"] + states["newly-judged-failing"];
  expect(failingBefore - left + came).toBe(failingAfter);
  expect(states["still-failing"]).toBe(failingBefore - left);
});

test("changed residents are listed, and units that came or went", () => {
  expect(compareLedgers(RUNS).residents).toEqual([
    { level: "community", unit: "Lane", name: "Lane", before: 100, after: 120 },
    { level: "community", unit: "Yard", name: "Yard", before: null, after: 7 },
  ]);
});

test("another rule or another basis is reported, and marks every change of that service", () => {
  const later = run("2026", RUNS[2]!.entries, {
    rules: { meals: "x/minutes.meals, 10 min" },
    basis: { profile: "senior60, 1 m/s" },
  });
  const { warnings, changes } = compareLedgers([...RUNS, later]);
  expect(warnings).toEqual([
    "profile: adult, 1.2 m/s before, senior60, 1 m/s now",
    "rule of meals: x/minutes.meals, 15 min before, x/minutes.meals, 10 min now",
  ]);
  expect(changes.every(({ isOtherRule }) => isOtherRule)).toBe(true);
});

test("one run alone is refused, and a run beside itself changes nothing", () => {
  expect(() => compareLedgers([RUNS[0]!])).toThrow("1 runs were given, expected at least two");
  const { changes, residents } = compareLedgers([RUNS[2]!, RUNS[2]!]);
  expect(new Set(changes.map(({ state }) => state))).toEqual(new Set(["still-failing"]));
  expect(residents).toEqual([]);
});
