/**
 * Plans for idle premises, on a street of ten blocks worked out by hand.
 */
import { expect, test } from "vitest";
import { coverageMatrix } from "../../../../src/siting/coverage-matrix.js";
import { coverageCurve } from "../../../../src/siting/premises/budget-curve.js";
import { planPremises } from "../../../../src/siting/premises/plan-premises.js";
import type { Premises, RoomRule } from "../../../../src/siting/premises/premises.js";
import type { PlannedService } from "../../../../src/siting/premises/premises-question.js";

const ROOM: RoomRule = { minAreaM2: 200, maxFloor: 2, ownEntrance: false, basement: false };

function room(id: string, changes: Partial<Premises> = {}): Premises {
  return {
    id,
    name: id,
    lon: 0,
    lat: 0,
    areaM2: 250,
    floor: 1,
    lift: null,
    ownEntrance: null,
    owner: null,
    mode: null,
    means: null,
    readyYear: null,
    availableUntil: null,
    changesLandUse: null,
    fixedCost: null,
    fitOutPerM2: 10,
    rentPerM2Year: 0,
    services: null,
    unit: null,
    ...changes,
  };
}

/** Blocks 0 … 9 with 10 people each; premises at the given blocks serve them and their two neighbours. */
function service(id: string, at: readonly number[], changes: Partial<PlannedService> = {}): PlannedService {
  const costs = Array.from({ length: 10 }, (_, i) =>
    at.map((block) => (Math.abs(block - i) <= 1 ? 1 : Number.POSITIVE_INFINITY)),
  );
  return {
    id,
    matrix: coverageMatrix(costs),
    people: new Array<number>(10).fill(10),
    covered: new Array<number>(10).fill(0),
    room: ROOM,
    core: true,
    worth: 1,
    ...changes,
  };
}

test("the money goes where it covers most, and every rejected room has its reason", async () => {
  // At blocks 1, 4, 7 and 5; each service costs 200 m² · 10 = 2,000. Three sites of three blocks each: 90 people.
  const at = [1, 4, 7, 5];
  const premises = [room("a"), room("b"), room("c"), room("d", { floor: -1 })];
  const plan = await planPremises({ premises, services: [service("elderly", at)], budget: 5000 });
  expect(plan).toMatchObject({ status: "optimal", objective: 60, bound: 60, gap: 0, cost: 4000 });
  expect(plan.chosen.map(({ premises: j, gain, cost }) => [j, gain.elderly, cost])).toHaveLength(2);
  expect(plan.coverage).toEqual([
    { service: "elderly", group: null, unit: null, people: 100, coveredBefore: 0, coveredAfter: 60 },
  ]);
  expect(plan.curve).toEqual([
    { cost: 2000, coveredPeople: 30 },
    { cost: 4000, coveredPeople: 60 },
  ]);
  const left = plan.rejected.find(({ premises: j }) => j === 2);
  // The first two are taken: of equal plans that of the lower premises. A third would cost 2,000 when 1,000 is left; in
  // the place of the first it would win 30 people and lose 30.
  expect(plan.chosen.map(({ premises: j }) => j)).toEqual([0, 1]);
  expect(left).toEqual({
    premises: 2,
    why: {
      reason: "limits",
      addsPeople: 30,
      cost: 2000,
      overBudget: 1000,
      swap: { replaces: 0, services: ["elderly"], peopleGained: 30, peopleLost: 30, worthLost: 0 },
    },
  });
  expect(plan.rejected.at(-1)).toEqual({
    premises: 3,
    why: { reason: "unfit", unfit: { elderly: "basement" } },
  });
});

test("a complex needs 600 m² and three functions; smaller sites hold two at most", async () => {
  const at = [1, 4];
  const services = ["elderly", "childcare", "meals"].map((id) => service(id, at));
  // The larger room holds all three (600 m²), the smaller one (500 m²) two.
  const plan = await planPremises({
    premises: [room("big", { areaM2: 600 }), room("small", { areaM2: 500 })],
    services,
  });
  expect(plan.objective).toBe(150);
  expect(plan.chosen.map(({ premises, complex, services: s }) => [premises, complex, s.length])).toEqual([
    [0, true, 3],
    [1, false, 2],
  ]);
  // Three functions without 600 m² make no complex: two it is.
  const rooms = [room("599", { areaM2: 599 })];
  const small = services.map(({ id }) => service(id, [1], { room: { ...ROOM, minAreaM2: 100 } }));
  const less = await planPremises({ premises: rooms, services: small });
  expect(less.chosen[0]!.services).toHaveLength(2);
});

test("a complex without elderly care or childcare costs what an unmet wish costs", async () => {
  const services = ["meals", "culture", "sports"].map((id) => service(id, [1], { core: id === "meals" }));
  const plan = await planPremises({
    premises: [room("a", { areaM2: 700 })],
    services,
    complex: { unmetWish: 4 },
  });
  // 3 services · 30 people, less 4 for the second core function and 4 for elderly care or childcare.
  expect(plan.objective).toBe(82);
});

test("quotas, years and counts are kept", async () => {
  const at = [1, 4, 7];
  const premises = [
    room("a", { mode: "transfer", readyYear: 2029 }),
    room("b", { mode: "convert", readyYear: 2026, availableUntil: 2027 }),
    room("c", { mode: "convert", readyYear: 2026 }),
  ];
  const services = [service("elderly", at)];
  const late = await planPremises({ premises, services, years: { last: 2027, atLeast: 5 } });
  expect(late.chosen.map(({ premises: j }) => j)).toEqual([2]);
  expect(late.rejected.map(({ why }) => (why.reason === "unfit" ? why.unfit.elderly : why.reason))).toEqual([
    "ready-too-late",
    "ends-too-early",
  ]);
  const one = await planPremises({ premises, services, modes: { convert: { max: 1 } } });
  expect(one.objective).toBe(60);
  const none = await planPremises({ premises, services, modes: { infill: { min: 1 } } });
  expect(none).toMatchObject({ status: "infeasible", chosen: [], objective: null });
  expect((await planPremises({ premises, services, maxPremises: 1 })).objective).toBe(30);
});

test("missing floor area in a community is bought where people are not worth more", async () => {
  const premises = [room("a", { unit: "u" }), room("b", { unit: "v" })];
  const services = [service("elderly", [1, 1])];
  const area = (missingM2: number) => ({
    m2Per100Households: 30,
    units: [{ unit: "v", households: 1000, existingM2: 100 }],
    missingM2,
  });
  // Either covers the same 30 people; v lacks 300 − 100 = 200 m², which b gives.
  const plan = await planPremises({ premises, services, maxPremises: 1, area: area(0.01) });
  expect([plan.chosen[0]!.premises, plan.objective]).toEqual([1, 30]);
});

test("scarce services count more unless the user says what they are worth", async () => {
  const { worth: _, ...scarce } = service("elderly", [1]);
  const { worth: __, ...common } = service("meals", [1], { covered: [0, 0, 0, 1, 1, 1, 1, 1, 1, 1] });
  const plan = await planPremises({ premises: [room("a")], services: [common, scarce] });
  expect(plan.worth).toEqual({ elderly: 1, meals: 0.3 });
  expect(plan.chosen[0]!.services).toEqual(["elderly"]);
});

test("a budget without prices is refused", async () => {
  const question = { premises: [room("a", { fitOutPerM2: null })], services: [service("elderly", [1])] };
  await expect(planPremises({ ...question, budget: 1 })).rejects.toThrow(
    /1 premises lack fit-out or rent, e.g. a/,
  );
  expect((await planPremises(question)).cost).toBe(null);
});

test("of equal plans the mode that opens sooner is taken, exactly and by heuristics", async () => {
  const modes = ["allocate", "infill", "transfer", "convert"] as const;
  const premises = modes.map((mode) => room(mode, { mode }));
  const question = { premises, services: [service("elderly", [1, 1, 1, 1])], maxPremises: 1 };
  for (const options of [{}, { exactSize: 0 }]) {
    const plan = await planPremises(question, options);
    expect(plan.chosen.map(({ premises: j }) => modes[j])).toEqual(["transfer"]);
    expect(plan).toMatchObject({ status: "optimal", objective: 30, bound: 30 });
  }
});

test("a rejected room names the chosen one that it would replace, and what that would lose", async () => {
  // Rooms at 1 and 2 and 7; blocks 1 … 3 have 20, 10, 10 people. One room: at 2 it serves blocks 1 to 3, 40 people.
  const people = [0, 20, 10, 10, 0, 0, 0, 5, 0, 0];
  const services = [service("elderly", [1, 2, 7], { people })];
  const premises = [room("a"), room("b"), room("c")];
  const { chosen, rejected } = await planPremises({ premises, services, maxPremises: 1 });
  expect(chosen.map(({ premises: j }) => j)).toEqual([1]);
  const swaps = rejected.map(({ why }) =>
    why.reason === "nobody-new" ? why.reason : "swap" in why ? why.swap : null,
  );
  // The first reaches blocks 0 to 2, all covered. The third would win 5 people and lose 40.
  expect(swaps).toEqual([
    "nobody-new",
    { replaces: 1, services: ["elderly"], peopleGained: 5, peopleLost: 40, worthLost: 35 },
  ]);
});

test("the curve is solved anew for each sum of money", async () => {
  // Room b (at 4) costs 3,000 and covers 30; a and c cost 2,000 each and cover 20 (ends of the street count 10 each).
  const at = [0, 4, 9];
  const premises = [room("a"), room("b", { fitOutPerM2: 15 }), room("c")];
  const question = { premises, services: [service("elderly", at)] };
  const points = await coverageCurve(question, "budget", [1000, 2000, 3000, 4000, 7000]);
  // 4,000 buys both ends (40 people), not the middle room that 3,000 bought.
  expect(points.map(({ coveredPeople, premises: taken, cost }) => [coveredPeople, taken, cost])).toEqual([
    [0, [], 0],
    [20, [0], 2000],
    [30, [1], 3000],
    [40, [0, 2], 4000],
    [70, [1, 0, 2], 7000],
  ]);
});

test("coverage is given for each group too", async () => {
  const old = new Array<number>(10).fill(1);
  const plan = await planPremises({
    premises: [room("a")],
    services: [service("elderly", [1])],
    groups: { "80+": old },
    unitOfPlace: old.map((_, i) => (i < 2 ? "west" : "east")),
  });
  expect(
    plan.coverage.map(({ group, unit, people, coveredAfter }) => [group, unit, people, coveredAfter]),
  ).toEqual([
    [null, null, 100, 30],
    [null, "east", 80, 10],
    [null, "west", 20, 20],
    ["80+", null, 10, 3],
    ["80+", "east", 8, 1],
    ["80+", "west", 2, 2],
  ]);
});

test("rooms whose use has ended are out, and rent is paid for the years of use alone", async () => {
  const premises = [
    room("over", { availableUntil: 2025 }),
    room("short", { availableUntil: 2027, rentPerM2Year: 4 }),
    room("open", { rentPerM2Year: 4 }),
  ];
  const services = [service("elderly", [1, 4, 7])];
  const plan = await planPremises({ premises, services, rentYears: 5, years: { asOf: 2026 } });
  expect(plan.rejected).toEqual([
    { premises: 0, why: { reason: "unfit", unfit: { elderly: "ends-too-early" }, useEnds: 2025 } },
  ]);
  // Fit-out 200 m² · 10 = 2,000. Rent of 250 m² · 4 = 1,000 a year: two years to 2027, five where no end is known.
  const costs = plan.chosen.map(({ premises: j, cost }) => [premises[j]!.id, cost]);
  expect(costs.sort()).toEqual([
    ["open", 7000],
    ["short", 4000],
  ]);
});

test("a use that departs from that of the land ends after five years", async () => {
  const premises = [
    room("converted", { mode: "convert" }),
    room("as the land is used", { mode: "convert", changesLandUse: false }),
    room("departs", { mode: "transfer", changesLandUse: true, readyYear: 2027, availableUntil: 2040 }),
  ];
  const services = [service("elderly", [1, 4, 7])];
  const six = await planPremises({ premises, services, years: { asOf: 2026, atLeast: 6 } });
  expect(six.chosen.map(({ premises: j }) => j)).toEqual([1]);
  // From 2026, and from 2027 when it is ready: five years each.
  expect(six.rejected.map(({ why }) => (why.reason === "unfit" ? why.useEnds : null))).toEqual([2030, 2031]);
  const five = await planPremises({ premises, services, years: { asOf: 2026, atLeast: 5 } });
  expect(five.chosen).toHaveLength(3);
});

test("a room that could serve people with the service that comes first is not given to others alone", async () => {
  // Elderly care lacks everywhere, childcare at block 0 alone; one room of 250 m² holds one of them.
  const childcare = service("childcare", [1], { people: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
  const services = [service("elderly", [1]), childcare];
  const chosen = async (first?: string[]) =>
    (await planPremises({ premises: [room("a")], services, first })).chosen.map((one) => one.services);
  expect(await chosen()).toEqual([["elderly"]]);
  expect(await chosen(["childcare"])).toEqual([["childcare"]]);
  await expect(planPremises({ premises: [room("a")], services, first: ["zoo"] })).rejects.toThrow(
    'first names "zoo", which is not planned; there are elderly, childcare',
  );
});

test("the same rule binds the heuristic", async () => {
  const childcare = service("childcare", [1], { people: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0] });
  const question = {
    premises: [room("a")],
    services: [service("elderly", [1]), childcare],
    first: ["childcare"],
  };
  const plan = await planPremises(question, { exactSize: 0 });
  expect([plan.method, plan.chosen.map((one) => one.services)]).toEqual(["heuristic", [["childcare"]]]);
});

test("people who count as not covered because their verdict is unknown are named, in both languages", async () => {
  // Blocks 0 and 2 of meals and block 9 of elderly care are unknown, block 3 too but nobody there needs meals.
  const people = [10, 10, 15, 0, 10, 10, 10, 10, 10, 10];
  const services = [
    service("meals", [1], { people, unknown: [1, 0, 1, 1, 0, 0, 0, 0, 0, 0] }),
    service("elderly", [1], { unknown: [0, 0, 0, 0, 0, 0, 0, 0, 0, 1] }),
    service("health", [1]),
  ];
  const { unknown, note, coverage } = await planPremises({ premises: [room("a")], services });
  expect(unknown).toEqual([
    { service: "meals", places: 2, people: 25 },
    { service: "elderly", places: 1, people: 10 },
  ]);
  // They count as not covered before.
  expect(coverage.find((one) => one.service === "meals")).toMatchObject({ people: 95, coveredBefore: 0 });
  expect(note?.en).toMatch(/^Counted as not yet covered although their verdict is unknown/);
  expect(note?.en).toMatch(/: 25 in 2 blocks for [^;]+; 10 in 1 block for /);
  expect(note?.zh).toMatch(/未知.* 2 处住宅 25 人；.* 1 处住宅 10 人。$/);
});

test("a plan whose every place is known says nothing of unknown ones", async () => {
  const plan = await planPremises({ premises: [room("a")], services: [service("elderly", [1])] });
  expect([plan.unknown, plan.note]).toEqual([[], null]);
});

test("a column of unknown places has one entry a place", async () => {
  const services = [service("elderly", [1], { unknown: [1] })];
  await expect(planPremises({ premises: [room("a")], services })).rejects.toThrow("added 1 values");
});
