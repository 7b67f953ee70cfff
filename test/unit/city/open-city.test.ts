/**
 * A city on one straight street, so that every walk is the difference of two positions.
 */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { InvalidInputError } from "../../../src/base/errors.js";
import { openCity } from "../../../src/city/open-city.js";
import * as linkSearch from "../../../src/network/link-search.js";
import { place, town } from "../../support/town.js";

/** A street of 3 km, walked at 1.2 m/s: 15 minutes are 1080 m. */
const NETWORK = town({ points: { a: [0, 0], b: [3000, 0] }, streets: [{ over: ["a", "b"] }] });
const at = (x: number, y = 0) => {
  const [lon, lat] = place(x, y);
  return { lon, lat };
};
const FACILITIES = [
  { id: "canteen", name: "Canteen", services: ["meals"], ...at(500) },
  { id: "nursery", services: ["childcare"], ...at(2500), capacity: 10 },
];
const BLOCKS = [
  { id: "west", residents: 100, ages: { "0-2": 8 }, ...at(0) },
  { id: "middle", residents: 40, ages: { "0-2": 4 }, ...at(1500) },
  { id: "east", residents: 7, ages: { "0-2": 9 }, ...at(3000) },
];
const INPUT = { streets: NETWORK, facilities: FACILITIES, blocks: BLOCKS, minutes: [15] };

test("analyze judges places and beds, and gives the same report when asked again", async () => {
  const city = await openCity(INPUT);
  const report = await city.analyze();
  // Ten places for the 4 + 9 small children within 15 minutes of the nursery at 2500 m: middle walks 1000 m, east 500 m;
  // west's 8 ask for one too and reach none.
  const childcare = report.rows({ service: "childcare" });
  expect(childcare.map(({ verdict, reason }) => `${verdict} ${reason}`)).toContain("gap too-full");
  expect(childcare[0]).toMatchObject({ verdict: "gap", reason: "too-far" });
  expect(await city.analyze()).toBe(report);
  const { capacities } = await city.examine();
  expect(capacities[0]).toMatchObject({ service: "childcare", people: 21, places: 10 });
  await city.close();
});

test("isochrones come as GeoJSON, of a place, of several, and of a service", async () => {
  const city = await openCity(INPUT);
  const one = city.isochrone(at(500), { minutes: [5, 10] });
  expect(one.features.map(({ properties }) => properties!.minutes)).toEqual([5, 10]);
  const several = city.isochrone([at(500), at(0, 900)], { metres: 300 });
  expect(several.features.map(({ properties }) => [properties!.place, properties!.metres])).toEqual([
    [0, 300],
  ]);
  expect(several.unlinked).toMatchObject([{ place: 1, reason: "no-street-in-reach" }]);
  const [around] = city.isochrone({ service: "meals" }, { metres: 200 }).features;
  // 200 m of street either way of the canteen.
  expect(around!.properties!.reached_street_m).toBeCloseTo(400, 0);
  expect(() => city.isochrone(at(0), { minutes: 5, metres: 300 })).toThrow("not in both");
  await city.close();
});

test("a matrix and the nearest facilities are rows in minutes or metres", async () => {
  const city = await openCity(INPUT);
  const inMetres = city.matrix([at(0), at(1000)], [at(200)], { metres: 500 });
  expect(inMetres.rows().map(({ from, to, walk }) => [from, to, Math.round(walk)])).toEqual([[0, 0, 200]]);
  const [first] = city.matrix([at(0)], [at(720)]).rows();
  // 720 m at 1.2 m/s are ten minutes.
  expect(first!.walk).toBeCloseTo(10, 2);
  const nearest = city.nearest(at(1500), "meals", { profile: "distance" });
  expect(nearest).toMatchObject([{ place: 0, rank: 1, facility: "canteen" }]);
  expect(nearest[0]!.walk).toBeCloseTo(1000, 0);
  expect(() => city.matrix([at(0)], [at(1)], { minutes: 5, profile: "distance" })).toThrow(InvalidInputError);
  await city.close();
});

test("sites and premises are chosen from plain candidates", async () => {
  const city = await openCity(INPUT);
  const candidates = [at(200), at(1400), at(2900)].map((place, k) => ({ ...place, label: "xyz"[k] }));
  const { chosen, plan } = await city.sites({ model: "mclp", p: 1, candidates, metres: 300 });
  // 300 m around x: west's hundred.
  expect(chosen.map(({ candidate, covered }) => [candidate.label, covered])).toEqual([["x", 100]]);
  expect(plan.status).toBe("optimal");
  const premises = [{ id: "room", areaM2: 200, ...at(2900) }];
  const planned = await city.plan({ premises, rooms: { meals: 120 } });
  // East's seven have no canteen.
  expect(planned.plan.chosen).toMatchObject([{ premises: 0, services: ["meals"], gain: { meals: 7 } }]);
  await city.close();
});

test("the same city at a time shares its links, and what is closed then serves nobody", async () => {
  const facilities = FACILITIES.map((one) => ({ ...one, openingHours: "Mo-Fr 11:00-13:00" }));
  const city = await openCity({ ...INPUT, facilities });
  const evening = await city.at("2026-11-25T18:00");
  const meals = (await evening.analyze()).rows({ service: "meals" });
  expect(meals.map(({ reason }) => reason)).toEqual(["closed-then", "closed-then", "too-far"]);
  expect((await city.analyze()).rows({ service: "meals" })[0]!.verdict).toBe("met");
  await city.close();
});

test("a full examination searches links once for each set of points and of usable streets", async () => {
  const search = vi.spyOn(linkSearch, "searchLinks");
  const city = await openCity(INPUT);
  await city.analyze();
  await city.examine();
  await city.explain("meals", "east");
  city.isochrone({ service: "meals" });
  await city.walkers();
  await city.whatIf([{ do: "close-facility", id: "canteen" }]);
  await city.close();
  const keyOf = ([, points, query]: Parameters<typeof linkSearch.searchLinks>) =>
    JSON.stringify([
      [...points.lon],
      [...points.lat],
      [...query.edgeUse],
      [...query.edgeComponent],
      query.allIslands,
    ]);
  const keys = search.mock.calls.map(keyOf);
  expect(keys.length).toBeGreaterThan(1);
  expect(new Set(keys).size).toBe(keys.length);
  search.mockRestore();
});

test("a city is opened from a configuration too, and from its file of streets", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "living-circle-city-"));
  writeFileSync(
    path.join(folder, "streets.geojson"),
    JSON.stringify({
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          properties: {},
          geometry: { type: "LineString", coordinates: [place(0, 0), place(900, 0)] },
        },
      ],
    }),
  );
  writeFileSync(path.join(folder, "city.yaml"), "streets: { file: streets.geojson }\nminutes: [10]\n");
  const [byConfig, byStreets] = [
    await openCity(path.join(folder, "city.yaml")),
    await openCity(path.join(folder, "streets.geojson")),
  ];
  expect(byConfig.requirements.every(({ limit }) => limit === 10)).toBe(true);
  expect(byStreets.walk(place(0, 0), place(900, 0))!.metres).toBeCloseTo(900, 0);
});

test("what cannot be opened is named", async () => {
  const open = (input: object) => openCity({ ...INPUT, ...input } as never);
  await expect(open({ minuts: [5] })).rejects.toThrow('minuts: there is no such key; is "minutes" meant?');
  await expect(open({ facilities: [{ services: ["zoo"], ...at(0) }] })).rejects.toThrow(
    'offers "zoo", which is not a service',
  );
  await expect(open({ blocks: [{ lon: 200, lat: 0 }] })).rejects.toThrow(
    'The block "1": lon: 200 is given; expected at most 180',
  );
  await expect(open({ blocks: [{ ...at(0), residents: -1 }] })).rejects.toThrow(
    "residents: -1 is given; expected at least 0",
  );
  await expect(
    open({
      blocks: [
        { id: 1, ...at(0) },
        { id: "1", ...at(9) },
      ],
    }),
  ).rejects.toThrow("comes twice");
});

test("text where a number belongs, and what is not a list, are named before anything is read from them", async () => {
  const open = (input: object) => openCity({ ...INPUT, ...input } as never);
  await expect(open({ blocks: [{ ...at(0), lon: "10" }] })).rejects.toThrow(
    'block "1": lon: "10" is given; expected a number',
  );
  await expect(open({ facilities: [{ ...at(0), services: "meals" }] })).rejects.toThrow(
    'services: "meals" is given; expected a list',
  );
  await expect(open({ blocks: { type: "FeatureCollection", features: [] } })).rejects.toThrow(
    "blocks is a FeatureCollection",
  );
  await expect(open({ streets: { type: "FeatureCollection" } })).rejects.toThrow(
    "streets is a FeatureCollection",
  );
  await expect(openCity(undefined as never)).rejects.toThrow(InvalidInputError);
});

test("an empty list of services is refused, and what was refused leaves the city as it was", async () => {
  const city = await openCity(INPUT);
  await expect(city.analyze({ services: [] })).rejects.toThrow("services is an empty list");
  expect((await city.analyze()).services.length).toBeGreaterThan(5);
  await city.close();
});

test("edits given as objects are checked as those of a file", async () => {
  const city = await openCity(INPUT);
  await expect(city.whatIf([{ do: "teleport" }] as never)).rejects.toThrow("The edits cannot be used");
  const unknown = [{ do: "add-facility", id: "n", services: ["foo"], ...at(100) }];
  await expect(city.whatIf(unknown as never)).rejects.toThrow('"foo"');
  await expect(city.whatIf(null as never)).rejects.toThrow(InvalidInputError);
  await city.close();
});

test("only blocks of the study area are offered to sites", async () => {
  const area = {
    name: "West",
    polygons: [[[place(-50, -50), place(800, -50), place(800, 50), place(-50, 50), place(-50, -50)]]],
  };
  const city = await openCity({ ...INPUT, area });
  expect(city.blocks.blocks.map(({ id }) => id)).toEqual(["west"]);
  expect(city.reach([at(100)], { metres: 3000 }).demandCount).toBe(1);
  expect((await city.analyze()).rows({ service: "meals" })).toHaveLength(1);
  await city.close();
});

test("services that do not exist are errors everywhere", async () => {
  const city = await openCity(INPUT);
  expect(() => city.isochrone({ service: "foo" })).toThrow('no service "foo"');
  expect(() => city.nearest(at(0), "foo")).toThrow('no service "foo"');
  await expect(city.walkers({ services: ["foo"] })).rejects.toThrow('no service "foo"');
  await expect(city.examine({ metShare: 2 })).rejects.toThrow("metShare is 2");
  await city.close();
});

test("at night the nearest facility is one that is open", async () => {
  const facilities = [
    { id: "day", services: ["meals"], openingHours: "Mo-Su 08:00-17:00", ...at(100) },
    { id: "night", services: ["meals"], openingHours: "24/7", ...at(900) },
  ];
  const city = await openCity({ ...INPUT, facilities });
  const night = await city.at("2026-11-25T22:00");
  expect([city, night].map((one) => one.nearest(at(0), "meals")[0]!.facility)).toEqual(["day", "night"]);
  await city.close();
});

test("who is left over is not helped by a street", async () => {
  const facilities = [{ id: "full", services: ["childcare"], capacity: 1, ...at(500) }];
  const city = await openCity({ ...INPUT, facilities });
  expect(await city.explain("childcare", "middle")).toMatchObject({ reason: "too-full", change: null });
  await city.close();
});
