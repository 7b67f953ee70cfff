import { expect, test } from "vitest";
import { type NamedPlan, planJson, planLayer, planTable } from "../../../../src/cli/print/plan-tables.js";
import type { Premises } from "../../../../src/siting/premises/premises.js";

const premises = (id: string, name: string): Premises => ({
  ...{ id, name, lon: 1, lat: 2, areaM2: 100, floor: null, lift: null, ownEntrance: null, owner: null },
  ...{
    mode: "convert",
    means: null,
    readyYear: null,
    availableUntil: null,
    changesLandUse: null,
    fixedCost: null,
  },
  ...{ fitOutPerM2: null, rentPerM2Year: null, services: null, unit: null },
});

/** Two of four premises are taken: 100 people gain by the first and 50 by the second; 30 of 250 were covered before. */
const NAMED: NamedPlan = {
  openings: { opened: [], rows: [] },
  asOf: 2026,
  notes: [],
  premises: [premises("p1", "Old School"), premises("p2", ""), premises("p3", "p3"), premises("p4", "Shed")],
  plan: {
    ...{ status: "optimal", objective: 150, bound: 150, gap: 0, method: "milp", cost: null },
    worth: { meals: 1 },
    unknown: [],
    note: null,
    chosen: [
      { premises: 1, services: ["meals"], complex: false, areaM2: 60, cost: null, gain: { meals: 100 } },
      {
        ...{ premises: 0, services: ["meals", "elderly"], complex: true, areaM2: 90, cost: 12.345 },
        gain: { meals: 20, elderly: 30 },
      },
    ],
    coverage: [
      { service: "meals", group: null, unit: null, people: 250, coveredBefore: 30, coveredAfter: 150 },
      { service: "meals", group: "60+", unit: null, people: 80, coveredBefore: 10, coveredAfter: 60 },
      { service: "meals", group: null, unit: "West", people: 50, coveredBefore: 0, coveredAfter: 50 },
    ],
    curve: [
      { cost: null, coveredPeople: 100 },
      { cost: null, coveredPeople: 150 },
    ],
    rejected: [
      {
        premises: 2,
        why: {
          ...{ reason: "limits", addsPeople: 40, cost: 9, overBudget: 3 },
          swap: { replaces: 0, services: ["meals"], peopleGained: 40, peopleLost: 50, worthLost: 10 },
        },
      },
      { premises: 3, why: { reason: "unfit", unfit: { meals: "too-small" } } },
    ],
  },
  phases: {
    phases: [
      { year: 2026, chosen: [0], cost: null, carriedIn: null, carriedOver: null },
      { year: 2027, chosen: [], cost: null, carriedIn: null, carriedOver: null },
    ],
    unplaced: [1],
  },
  curve: [
    {
      ...{ limit: 1, status: "optimal", objective: 100, bound: 100, cost: null },
      ...{ premises: [1], coveredPeople: 100 },
    },
  ],
  pilots: {
    pilots: [
      {
        ...{ unit: "West", subdistrict: "S", peopleWithout: 50, peopleHelped: 50, usablePremises: 2 },
        ...{ cost: null, rank: 1, score: 50 },
      },
    ],
    left: [],
    cap: 1,
  },
};

test("the table ranks premises by id and name, with services, area, cost and people", () => {
  const lines = planTable(NAMED).split("\n");
  expect(lines[0]).toBe("optimal: objective 150, bound 150, gap 0.00 %, as of 2026");
  expect(lines.slice(2, 5)).toEqual([
    "rank\tpremises\tservices\tm²\tcost\tpeople gained",
    "1\tp2\tmeals\t60\t–\t100",
    "2\tp1 Old School\tmeals+elderly (complex)\t90\t12.3\t50",
  ]);
});

test("coverage is printed for all people and for groups, not community by community", () => {
  const table = planTable(NAMED);
  expect(table).toContain("meals\t250\t30\t150\nmeals, 60+\t80\t10\t60\n");
  expect(table).not.toContain("West\t50\t0");
});

test("people with an unknown verdict are named in the table and on the page", () => {
  const unknown = [{ service: "meals", places: 2, people: 40 }];
  const note = { en: "Forty are unknown.", zh: "四十人未知。" };
  const named = { ...NAMED, plan: { ...NAMED.plan, unknown, note } };
  expect(planTable(named)).toContain("meals, 60+\t80\t10\t60\n\nForty are unknown.\n");
  expect(JSON.parse(planJson(named))).toMatchObject({ unknown, note });
  expect(JSON.parse(planLayer(named, null)).note).toEqual({
    en: "Sites in the order of the plan. Forty are unknown.",
    zh: "选址按规划次序排列。四十人未知。",
  });
  // Without them nothing is said, and the page has its own words.
  expect(JSON.parse(planLayer(NAMED, null))).not.toHaveProperty("note");
});

test("years, the curve, reasons and pilots follow where the plan has them", () => {
  const table = planTable(NAMED);
  expect(table).toContain("2026\t–\t–\t–\tp2\n2027\t–\t–\t–\t–\nlater\t–\t–\t–\tp1\n");
  expect(table).toContain("1\toptimal\t100\t100\t1\t100\n");
  expect(table).toContain(
    "p3\twould add 40, 3 over the budget; in the place of p1 Old School: 40 won, 50 lost",
  );
  expect(table).toContain("p4 Shed\ttoo-small");
  expect(table).toContain("1\tWest\tS\t50\t50\t2");
  const bare = planTable({ ...NAMED, phases: null, curve: null, pilots: null });
  for (const word of ["year", "limit", "pilot"]) expect(bare).not.toMatch(new RegExp(`^${word}\t`, "m"));
});

test("in JSON premises have their ids everywhere", () => {
  const plan = JSON.parse(planJson(NAMED));
  expect(plan.chosen.map((one: { premises: string }) => one.premises)).toEqual(["p2", "p1"]);
  expect(plan.rejected[0].why.swap.replaces).toBe("p1");
  expect([plan.phases[0].chosen, plan.unplaced]).toEqual([["p2"], ["p1"]]);
  expect(plan.budgetCurve[0].premises).toEqual(["p2"]);
});

test("the layer holds the premises in order, with people covered with each and those before it", () => {
  const { features, people, service, attribution } = JSON.parse(planLayer(NAMED, "Town"));
  expect([people, service, attribution]).toEqual([250, "meals", "Town"]);
  expect(features.map(({ properties }: { properties: object }) => properties)).toMatchObject([
    // 30 were covered before.
    { rank: 1, id: "p2", residents_gained: 100, residents_covered: 130, complex: false },
    { rank: 2, id: "p1", residents_gained: 50, residents_covered: 180, complex: true },
  ]);
  expect(features[0].geometry).toEqual({ type: "Point", coordinates: [1, 2] });
});
