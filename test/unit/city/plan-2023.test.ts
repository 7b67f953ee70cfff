/**
 * What the plan of 2023 asks, in made-up towns whose numbers are worked out by hand.
 */
import { expect, test } from "vitest";
import type { PlainPremises } from "../../../src/city/ask/city-siting.js";
import { buildWalkNetwork } from "../../../src/city/open/build-walk-network.js";
import { firstAction } from "../../../src/report/page/gap-reasons.js";
import { openReport } from "../../../src/report/page/report-model.js";
import { toReportData } from "../../../src/report/page/to-report-data.js";
import { phasePlan } from "../../../src/siting/premises/phase-plan.js";
import { osmTown } from "../../support/osm-town.js";
import { at, openStreetCity } from "../../support/street-city.js";

/** A street on either bank, 200 m apart and joined by a bridge 1 km north; five minutes are 360 m. */
function banks(between: Record<string, string> | null) {
  const street = { highway: "residential" };
  return buildWalkNetwork(
    osmTown({
      nodes: {
        south: [0, -700],
        a: [0, 0],
        b: [0, 1000],
        c: [200, 1000],
        d: [200, 0],
        head: [100, -900],
        mouth: [100, 1200],
      },
      ways: [
        { over: ["south", "a", "b"], tags: street },
        { over: ["c", "d"], tags: street },
        { over: ["b", "c"], tags: { highway: "footway", bridge: "yes", layer: "1" } },
        ...(between === null ? [] : [{ over: ["head", "mouth"], tags: between }]),
      ],
    }),
  );
}

async function onBanks(between: Record<string, string> | null, facilities: object[]) {
  const city = await openStreetCity({
    streets: banks(between),
    blocks: [{ id: "home", ...at(0, 0), residents: 10 }],
    facilities: facilities as never,
  });
  const [row] = (await city.analyze()).rows();
  return row;
}
const ACROSS = { id: "across", services: ["meals"], ...at(200, 0) };

test("severed names the barrier, detour names none, and both are of the facility across", async () => {
  // 1000 m up, 200 m over the bridge, 1000 m down.
  const river = await onBanks({ waterway: "river", name: "Han" }, [ACROSS]);
  expect(river).toMatchObject({
    verdict: "gap",
    reason: "severed",
    nearest: "across",
    barrier: { kind: "river", name: "Han" },
  });
  expect(river?.walkM).toBeCloseTo(2200, 0);
  expect(river?.straightM).toBeCloseTo(200, 0);
  expect(await onBanks({ railway: "rail" }, [ACROSS])).toMatchObject({ reason: "severed" });
  for (const nothing of [null, { waterway: "river", tunnel: "culvert" }, { barrier: "fence" }])
    expect(await onBanks(nothing, [ACROSS])).toMatchObject({ reason: "detour", barrier: null });
});

test("where the shortest walk leads to another place the reason keeps its own facility and figures", async () => {
  // 600 m south on this bank: beyond 360 m on foot and in a straight line.
  const own = { id: "own", services: ["meals"], ...at(0, -600) };
  const row = await onBanks({ waterway: "river" }, [own, ACROSS]);
  expect(row).toMatchObject({ reason: "severed", nearest: "across" });
  expect(row?.walkM).toBeCloseTo(2200, 0);
  // Without the one across, the place is merely far.
  const far = await onBanks({ waterway: "river" }, [own]);
  expect(far).toMatchObject({ reason: "too-far", nearest: "own", barrier: null });
  expect(far?.walkM).toBeCloseTo(600, 0);
});

/** The rooms that a plan of 2026 takes for meals, and why not the others; East House alone has no meal. */
async function planned(premises: Partial<PlainPremises>, options: object = {}) {
  const city = await openStreetCity();
  const room = { id: "room", areaM2: 100, ...at(900), fixedCost: 0, fitOutPerM2: 0, rentPerM2Year: 1 };
  const { plan } = await city.plan({
    premises: [{ ...room, ...premises }],
    rooms: { meals: 100 },
    years: { asOf: 2026 },
    budget: 10_000,
    rentYears: 10,
    ...options,
  });
  const [rejected] = plan.rejected;
  if (rejected === undefined) return plan.cost;
  const { why } = rejected;
  return why.reason === "unfit" ? [why.unfit.meals, why.useEnds] : why.reason;
}

test.each([
  ["a lease that ended", { availableUntil: 2025 }, ["ends-too-early", 2025]],
  [
    "one that ends before the room is ready",
    { availableUntil: 2028, readyYear: 2030 },
    ["ends-too-early", 2028],
  ],
  // 100 m² at 1 a year.
  ["a lease to the end of this year", { availableUntil: 2026 }, 100],
  ["two years from 2027", { availableUntil: 2028, readyYear: 2027 }, 200],
  ["an end that nobody knows", {}, 1000],
  ["a use that departs from that of the land", { mode: "convert" }, 500],
  ["the same, ready in 2028", { mode: "convert", readyYear: 2028 }, 500],
  ["a conversion that keeps to it", { mode: "convert", changesLandUse: false }, 1000],
  ["a room of another mode that departs from it", { mode: "transfer", changesLandUse: true }, 500],
] as const)("rent and years of use: %s", async (_, premises, expected) => {
  expect(await planned(premises)).toEqual(expected);
});

test("rooms below the least years are out, an unknown end is not", async () => {
  const years = { asOf: 2026, atLeast: 6 };
  expect(await planned({ mode: "convert" }, { years })).toEqual(["ends-too-early", 2030]);
  expect(await planned({ availableUntil: 2030 }, { years })).toEqual(["ends-too-early", 2030]);
  expect(await planned({ availableUntil: 2031 }, { years })).toBe(600);
  expect(await planned({}, { years })).toBe(1000);
});

test("a concert hall, a crematorium and a fire station are not canteens unless their table says so", async () => {
  for (const name of ["City Concert Hall", "市音乐厅", "殡仪馆", "第三消防站", "Crematorium"]) {
    expect(await planned({ name })).toEqual(["implausible-kind", undefined]);
    expect(await planned({ name, services: ["meals"] })).toBe(1000);
  }
  for (const name of ["Concert Hall Lane 3", "Theatre Road shop", "原粮站", "闲置仓库"])
    expect(await planned({ name })).toBe(1000);
});

test("phases ascend and do not begin before the plan, and what is left of a year is carried over", async () => {
  const city = await openStreetCity();
  const room = { areaM2: 100, fixedCost: 100, fitOutPerM2: 0, rentPerM2Year: 1, ...at(900) };
  const { plan, question } = await city.plan({
    premises: [{ id: "room", availableUntil: 2027, ...room }],
    rooms: { meals: 100 },
    years: { asOf: 2026 },
    rentYears: 10,
  });
  const of = (budgetPerYear: number | undefined, ...years: number[]) =>
    phasePlan(plan, question, { years, budgetPerYear });
  // 100, and 100 m² at 1 a year for 2026 and 2027; money of 150 a year pays that in 2027 alone, when one year of use is left.
  expect(of(150, 2026, 2027)).toEqual({
    phases: [
      { year: 2026, chosen: [], cost: 0, carriedIn: 0, carriedOver: 150 },
      { year: 2027, chosen: [0], cost: 200, carriedIn: 150, carriedOver: 100 },
    ],
    unplaced: [],
  });
  // After its end the room finds no year.
  expect(of(undefined, 2028).unplaced).toEqual([0]);
  expect(() => of(150, 2024, 2026)).toThrow("A phase is 2024, the plan is made in 2026");
  expect(() => of(150, 2027, 2026)).toThrow("expected each year once, ascending");
  expect(() => of(150, 2026, 2026)).toThrow("expected each year once, ascending");
});

test("a plan that ends before it is made, and quotas that cannot be met by any number, are refused", async () => {
  await expect(planned({}, { years: { asOf: 2026, last: 2025 } })).rejects.toThrow(
    "The plan ends in 2025 and is made in 2026",
  );
  await expect(planned({}, { modes: { infill: { min: 2, max: 1 } } })).rejects.toThrow(
    "The quota of infill is at least 2 and at most 1",
  );
});

test("quotas, first services and budgets choose among rooms", async () => {
  const city = await openStreetCity({ services: ["meals", "elderly"], complete: ["elderly"] } as never);
  const rooms = [
    { id: "own", mode: "infill", ...at(900), fitOutPerM2: 1 },
    { id: "given", mode: "transfer", ...at(900), fitOutPerM2: 2 },
  ].map((one) => ({ areaM2: 100, fixedCost: 0, rentPerM2Year: 0, ...one })) as PlainPremises[];
  const chosen = async (more: object) => {
    const { plan, premises } = await city.plan({
      premises: rooms,
      rooms: { meals: 100 },
      maxPremises: 1,
      ...more,
    });
    return plan.chosen.map((one) => [premises[one.premises]?.id, one.cost]);
  };
  // 100 m² at 1 and at 2.
  expect(await chosen({ budget: 100 })).toEqual([["own", 100]]);
  expect(await chosen({ modes: { transfer: { min: 1 } } })).toEqual([["given", 200]]);
  expect(await chosen({ modes: { infill: { max: 0 } }, budget: 199 })).toEqual([]);
  expect(await chosen({ modes: { infill: { max: 0 } }, budget: 200 })).toEqual([["given", 200]]);
});

test("names of former uses and of places beside rule nothing out, what stands there does", async () => {
  const idle = [
    "原派出所闲置房",
    "大剧院旁商铺",
    "市音乐厅旧址仓库",
    "Former Opera House",
    "Shop opposite City Theatre",
  ];
  for (const name of idle) expect([name, await planned({ name })]).toEqual([name, 1000]);
  const others = [
    "太原大剧院",
    "中山墓园",
    "Embassy of Rivertown",
    "站前公厕",
    "Public Toilet",
    "Reopened Cinema",
  ];
  for (const name of others)
    expect([name, await planned({ name })]).toEqual([name, ["implausible-kind", undefined]]);
});

test("the first action of the page names the closed place in reach, and not the far one whose walk is given", async () => {
  const city = await openStreetCity({
    facilities: [
      { id: "c", name: "Staff Canteen", services: ["meals"], ...at(200), openToAll: false },
      { id: "d", name: "Diner", services: ["meals"], ...at(900) },
    ],
  });
  const report = await city.analyze();
  const model = openReport(toReportData({ report, title: "Street", network: city.network }));
  const [meals] = model.services;
  const first = [0, 1, 2].map((b) => firstAction(model, meals!, b));
  // 200 m and 300 m from the canteen, rounded up on the page; East House is 100 m from the diner.
  expect(first[0]?.en).toContain("Staff Canteen (200 m on foot)");
  expect(first[1]?.zh).toContain("与Staff Canteen（步行 301 米）");
  expect(first[2]?.en).toBe("This service needs no action.");
});
