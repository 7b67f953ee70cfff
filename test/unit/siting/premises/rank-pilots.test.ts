/**
 * Lists of pilots and phases of a plan.
 */
import { expect, test } from "vitest";
import { phasePlan } from "../../../../src/siting/premises/phase-plan.js";
import type { PremisesPlan } from "../../../../src/siting/premises/plan-premises.js";
import type { Premises } from "../../../../src/siting/premises/premises.js";
import { type PilotCandidate, rankPilots } from "../../../../src/siting/premises/rank-pilots.js";

function unit(name: string, subdistrict: string, peopleHelped: number, usablePremises = 1): PilotCandidate {
  return {
    unit: name,
    subdistrict,
    peopleHelped,
    peopleWithout: 2 * peopleHelped,
    usablePremises,
    cost: null,
  };
}

const UNITS = [
  unit("a", "east", 100),
  unit("b", "east", 90),
  unit("c", "east", 80),
  unit("d", "west", 50),
  unit("e", "west", 200, 0),
  unit("f", "west", 0),
];

test("pilots are spread over subdistricts, and none is without usable premises", () => {
  const { pilots, left, cap } = rankPilots(UNITS, { count: 3 });
  // Three over two subdistricts: two at most of each. c has more than d, but east is full.
  expect(cap).toBe(2);
  expect(pilots.map((p) => [p.rank, p.unit, p.score])).toEqual([
    [1, "a", 100],
    [2, "b", 90],
    [3, "d", 50],
  ]);
  expect(left).toEqual([
    { unit: "c", reason: "subdistrict-full" },
    { unit: "e", reason: "no-premises" },
    { unit: "f", reason: "nobody-helped" },
  ]);
});

test("empty places are filled regardless of the spread, and no list is longer than there are communities", () => {
  expect(rankPilots(UNITS, { count: 3, cap: 1 }).pilots.map((p) => p.unit)).toEqual(["a", "b", "d"]);
  expect(rankPilots(UNITS, { count: 9 }).pilots).toHaveLength(4);
});

test("taking the first away changes the order of no two others", () => {
  const all = rankPilots(UNITS, { count: 4 }).pilots.map((p) => p.unit);
  const without = rankPilots(UNITS.slice(1), { count: 3 }).pilots.map((p) => p.unit);
  expect(without).toEqual(all.filter((name) => name !== "a"));
});

test("phases take what helps most first, as rooms get ready and money comes in", () => {
  const chosen = [30, 20, 60].map((cost, j) => ({
    premises: j,
    services: [],
    complex: false,
    areaM2: 1,
    cost,
    gain: {},
  }));
  const prices = {
    availableUntil: null,
    mode: null,
    changesLandUse: null,
    rentPerM2Year: 0,
    areaM2: 1,
    fixedCost: 0,
  };
  const plan = { chosen } as unknown as PremisesPlan;
  const premises = [
    { ...prices, readyYear: 2027, fitOutPerM2: 30 },
    { ...prices, readyYear: null, fitOutPerM2: 20 },
    { ...prices, readyYear: 2026, fitOutPerM2: 60 },
  ] as Premises[];
  // 2026: 50; the first is not ready, the second costs 20, the third 60. 2027: 30 + 50 = 80 pay the first, not both.
  expect(phasePlan(plan, { premises }, { years: [2026, 2027], budgetPerYear: 50 })).toEqual({
    phases: [
      { year: 2026, chosen: [1], cost: 20, carriedIn: 0, carriedOver: 30 },
      { year: 2027, chosen: [0], cost: 30, carriedIn: 30, carriedOver: 50 },
    ],
    unplaced: [2],
  });
});
