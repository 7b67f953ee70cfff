/**
 * Questions to a city about its blocks and services, on a street of 1 km.
 */
import { expect, test } from "vitest";
import { InvalidInputError } from "../../../src/base/errors.js";
import { openCity } from "../../../src/city/open-city.js";
import { RANGE_VERDICTS } from "../../../src/coverage/judge-ranges.js";
import { loadStandard } from "../../../src/standards/load-standard.js";
import { at, openStreetCity, STREET, STREET_CITY } from "../../support/street-city.js";

test("an analysis gives one row a block and service, with walk, limit and nearest facility", async () => {
  const report = await (await openStreetCity()).analyze();
  const rows = report.rows();
  expect(rows.map(({ block, verdict, reason }) => [block, verdict, reason])).toEqual([
    ["w", "met", "none"],
    ["m", "met", "none"],
    ["e", "gap", "too-far"],
  ]);
  expect(rows.map(({ walkM }) => Math.round(walkM!))).toEqual([200, 300, 800]);
  // 200, 300 and 800 m at 1.2 m/s.
  expect(rows.map(({ walkMin }) => walkMin!.toFixed(2))).toEqual(["2.78", "4.17", "11.11"]);
  expect(rows[2]).toMatchObject({
    name: "East House",
    residents: 20,
    service: "meals",
    limit: 5,
    unit: "min",
    nearest: "c",
    nearestName: "Canteen",
    inReach: 0,
  });
});

test("rows are filtered by service and by verdict", async () => {
  const report = await (await openStreetCity()).analyze();
  expect(report.rows({ verdict: "gap" }).map(({ block }) => block)).toEqual(["e"]);
  expect(report.rows({ service: "meals" })).toHaveLength(3);
  expect(() => report.rows({ service: "health" })).toThrow(
    'The report has no service "health"; there are meals',
  );
});

test("a report as columns holds what its rows hold", async () => {
  const report = await (await openStreetCity()).analyze();
  const { blocks, facilities, services } = report.toColumns();
  expect([blocks, facilities]).toEqual([["w", "m", "e"], ["c"]]);
  expect([...services.meals!.walkMm].map((mm) => Math.round(mm / 1000))).toEqual([200, 300, 800]);
  expect([...services.meals!.nearest]).toEqual([0, 0, 0]);
});

test("a city analyses once and then gives the same report", async () => {
  const city = await openStreetCity();
  expect(await city.analyze()).toBe(await city.analyze());
});

test("only services that a rule gives a walk for are analysed", async () => {
  const city = await openStreetCity({ services: ["meals", "health"] });
  const { services } = await city.analyze({ services: ["health"] });
  expect(services.map(({ service }) => service)).toEqual(["health"]);
  await expect(city.analyze({ services: ["pharmacy"] })).rejects.toThrow(InvalidInputError);
});

test("progress names each service before it is searched", async () => {
  const city = await openStreetCity({ services: ["meals", "health"] });
  const seen: unknown[] = [];
  await city.analyze({ onProgress: (...step) => seen.push(step) });
  // In the order of the list of services.
  expect(seen).toEqual([
    ["meals", 0, 2],
    ["health", 1, 2],
  ]);
});

test("a gap is explained with its walk, its straight line and what decides", async () => {
  const why = await (await openStreetCity()).explain("meals", "e");
  expect(why).toMatchObject({ verdict: "gap", reason: "too-far", unit: "min", limit: 5, barriers: [] });
  expect([why.facility!.id, Math.round(why.walkM!), Math.round(why.straightM!)]).toEqual(["c", 800, 800]);
});

test("walkers of several kinds are compared over the same minutes", async () => {
  const city = await openStreetCity();
  const groups = await city.walkers({ profiles: ["adult", "senior80"], minutes: [5] });
  // Of people aged 60 or more: adults walk 360 m, to w and m; at 0.7 m/s it is 210 m, to w alone.
  expect(groups.map(({ profile, within }) => [profile.id, within[0]!.demand])).toEqual([
    ["adult", 50],
    ["senior80", 40],
  ]);
  expect(await (await openStreetCity({ facilities: [] })).walkers()).toEqual([]);
});

test("a new canteen and a closed one change the blocks near them and no other", async () => {
  const city = await openStreetCity();
  const added = await city.whatIf([{ do: "add-facility", id: "n", services: ["meals"], ...at(900) }]);
  // The new canteen is 100 m from e, and 400 m from m, which keeps its 300 m.
  expect(added.blocks.map(({ block, before, after }) => [block, before, after])).toEqual([
    ["e", "gap", "met"],
  ]);
  expect([added.blocks[0]!.walkBeforeM, added.blocks[0]!.walkAfterM].map((m) => Math.round(m!))).toEqual([
    800, 100,
  ]);
  expect(added.services[0]).toMatchObject({ service: "meals", residentsGained: 20, residentsLost: 0 });
  const closed = await city.whatIf([{ do: "close-facility", id: "c" }]);
  // Every edit starts from the city as it is: the new canteen is not there.
  expect(closed.after.rows().map(({ walkM }) => walkM)).toEqual([null, null, null]);
  expect(closed.services[0]).toMatchObject({ residentsGained: 0, residentsLost: 150 });
});

test("an edit of a facility that is not there is refused", async () => {
  const city = await openStreetCity();
  await expect(city.whatIf([{ do: "close-facility", id: "x" }])).rejects.toThrow(InvalidInputError);
});

test("sites are chosen where they reach the most people", async () => {
  const city = await openStreetCity();
  const candidates = [
    { id: "a", ...at(250) },
    { id: "b", ...at(900) },
  ];
  const { plan, chosen } = await city.sites({ model: "mclp", p: 1, candidates, minutes: 5 });
  // 250 m east reaches w and m, 150 people; 900 m east reaches e alone.
  expect([plan.status, plan.objective]).toEqual(["optimal", 150]);
  expect(chosen.map(({ candidate }) => candidate.id)).toEqual(["a"]);
});

test("premises are planned for those who are in a gap", async () => {
  const city = await openStreetCity();
  const premises = [
    { id: "west room", ...at(0), areaM2: 100 },
    { id: "east room", ...at(900), areaM2: 100 },
    { id: "small room", ...at(1000), areaM2: 10 },
  ];
  const { plan } = await city.plan({ premises, rooms: { meals: 60 }, maxPremises: 1 });
  // e alone is not served, and the room 100 m away is large enough.
  expect(plan.chosen.map((one) => premises[one.premises]!.id)).toEqual(["east room"]);
});

test("a plan states how many people with an unknown verdict it counts", async () => {
  // West House stands 500 m off the street and joins none; its 40 people of 60 or more may have their meals nearby.
  const [west, ...others] = STREET_CITY.blocks;
  const blocks = [{ ...west!, ...at(0, 500) }, ...others];
  const city = await openStreetCity({ blocks });
  const premises = [{ id: "east room", ...at(900), areaM2: 100 }];
  const { plan } = await city.plan({ premises, rooms: { meals: 60 } });
  expect(plan.unknown).toEqual([{ service: "meals", places: 1, people: 40 }]);
  expect(plan.note?.en).toContain("40 in 1 block");
});

test("the same city at a time leaves out who is closed then", async () => {
  const facilities = [{ ...STREET_CITY.facilities[0]!, openingHours: "11:00-13:00" }];
  const city = await openStreetCity({ facilities });
  const verdicts = async (time: string) =>
    (await (await city.at(time)).analyze()).rows().map(({ verdict, reason }) => [verdict, reason].join(" "));
  expect(await verdicts("2026-11-25T12:00")).toEqual(["met none", "met none", "gap too-far"]);
  expect(await verdicts("2026-11-25T18:00")).toEqual([
    "gap closed-then",
    "gap closed-then",
    // Too far at any time.
    "gap too-far",
  ]);
  // The city itself asks about no time.
  expect((await city.analyze()).rows()[0]!.verdict).toBe("met");
});

test("verdicts that a slower walk would change depend on the speed", async () => {
  const city = await openStreetCity();
  const [meals] = await city.ranges({ speedMps: [0.9, 1.5] });
  // In five minutes 270 m to 450 m: w is met at both, m at 300 m depends, e at 800 m is a gap at both. Meals are for
  // people aged 60 or more.
  expect(meals).toMatchObject({ service: "meals", met: 40, gap: 5, depends: { speed: 10 } });
});

test("the audit finds what is odd in the inputs, and the page names city and block", async () => {
  const blocks = [...STREET_CITY.blocks, { id: "x", name: "Far House", ...at(500, 900), residents: 0 }];
  const city = await openStreetCity({ blocks, title: "One <Street>" });
  expect(city.audit().findings.map(({ code }) => code)).toEqual(
    expect.arrayContaining(["zero-people", "outside-streets"]),
  );
  const page = await city.report({ explain: 1 });
  expect(page).toContain("One &lt;Street&gt;");
  expect(page).toContain("East House");
});

test("a city may be closed twice, and a view of it never closes it", async () => {
  const city = await openStreetCity();
  await (await city.at("2026-11-25T12:00")).close();
  expect((await city.analyze()).rows()).toHaveLength(3);
  await city.close();
  await city.close();
});

test("inputs that the audit finds false are refused before anything is judged, unless they are allowed", async () => {
  // The only home lies 5 km off every street.
  const blocks = [{ id: "far", ...at(0, 5000), residents: 10 }];
  const city = await openStreetCity({ blocks });
  await expect(city.analyze()).rejects.toMatchObject({ code: "audit-failed" });
  await expect(city.plan({ premises: [], rooms: { meals: 60 } })).rejects.toThrow("nothing-joins");
  const allowed = await openStreetCity({ blocks, allow: ["nothing-joins"] });
  expect((await allowed.analyze()).rows().map(({ verdict }) => verdict)).toEqual(["unknown"]);
});

test("after close nothing new is searched", async () => {
  const city = await openStreetCity();
  await city.close();
  expect(() => city.walk([0, 0], [0, 0])).toThrow("The city is closed");
  await expect(city.analyze()).rejects.toThrow("The city is closed");
});

test("ranges and profiles of the configuration are the defaults", async () => {
  // The walk of 800 m takes 800 s at 1 m/s and 267 s at 3 m/s: within five minutes only at the faster speed.
  const city = await openStreetCity({ ranges: { speedMps: [1, 3] }, profiles: ["adult", "senior60"] });
  const [meals] = await city.ranges();
  expect([...meals!.verdict].map((verdict) => RANGE_VERDICTS[verdict])).toContain("depends");
  const profiles = (await city.walkers()).map(({ profile }) => profile.id);
  expect([...new Set(profiles)]).toEqual(["adult", "senior60"]);
});

test("rule sets of least sizes are given by id or as they are", async () => {
  const facilities = [{ ...STREET_CITY.facilities[0]!, areaM2: 10 }];
  const city = await openStreetCity({ facilities });
  const byId = await city.examine({ sizes: ["cn.gb50180-2018"] });
  const asTheyAre = await city.examine({ sizes: [loadStandard("cn.gb50180-2018")] });
  expect(byId.report).toEqual(asTheyAre.report);
});

test("the map is an SVG of the service asked for", async () => {
  const svg = await (await openStreetCity()).map({ title: "One Street", language: "en" });
  expect(svg).toMatch(/^<svg/);
  expect(svg).toContain("One Street");
  await expect((await openStreetCity()).map({ service: "zoo" })).rejects.toThrow(InvalidInputError);
});

test("an edited street is in the network of the change", async () => {
  const city = await openStreetCity();
  const { network } = await city.whatIf([{ do: "close-facility", id: "c" }]);
  expect(network).toBe(city.network);
});

test("streets without homes say that no block is judged", async () => {
  const city = await openCity({ streets: STREET, facilities: STREET_CITY.facilities, minutes: [5] });
  expect((await city.analyze()).blocks.notes).toMatchObject([{ code: "no-homes-given", count: 1 }]);
});

test("a plan takes money, years and quotas from the configuration, and the question overrides them", async () => {
  const city = await openStreetCity({ asOf: 2026, plan: { maxPremises: 0, leastYears: 2 } });
  const premises = [
    { id: "until 2026", ...at(900), areaM2: 100, availableUntil: 2026 },
    { id: "until 2027", ...at(900), areaM2: 100, availableUntil: 2027 },
  ];
  expect((await city.plan({ premises, rooms: { meals: 60 } })).plan.chosen).toEqual([]);
  const { plan, question } = await city.plan({
    premises,
    rooms: { meals: 60 },
    maxPremises: 2,
    worth: { meals: 3 },
  });
  // One year of use is too few; the 5 people of e aged 60 or more count three each.
  expect(plan.chosen.map((one) => premises[one.premises]!.id)).toEqual(["until 2027"]);
  expect([question.years, plan.objective]).toEqual([{ asOf: 2026, last: undefined, atLeast: 2 }, 15]);
});
