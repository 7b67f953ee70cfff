/**
 * Services of a city's own on one straight street: declared, judged by their own rule or counted without one.
 */
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadConfig } from "../../../src/city/config/load-config.js";
import { openCity } from "../../../src/city/open-city.js";
import { gapsCsv } from "../../../src/report/tables/csv.js";
import { tempFolder } from "../../support/temp-folder.js";
import { place, town } from "../../support/town.js";

const { at: inFolder } = tempFolder();
/** A street of 3 km, walked at 1.2 m/s: 10 minutes are 720 m, 15 minutes 1080 m. */
const NETWORK = town({ points: { a: [0, 0], b: [3000, 0] }, streets: [{ over: ["a", "b"] }] });
const at = (x: number) => {
  const [lon, lat] = place(x, 0);
  return { lon, lat };
};
const BLOCKS = [
  { id: "west", residents: 100, ages: { "60+": 30 }, ...at(0) },
  { id: "east", residents: 40, ages: { "60+": 4 }, ...at(3000) },
];
const names = { en: "recycling point", zh: "废旧物资回收点" };
const FACILITIES = [
  { id: "r1", services: ["recycling"], ...at(700) },
  { id: "c1", services: ["meals"], ...at(0) },
];
const INPUT = { streets: NETWORK, blocks: BLOCKS, facilities: FACILITIES };

test("a service of one's own is judged by its own rule, under its own names and for its own group", async () => {
  const recycling = { id: "recycling", names, group: "60+", rule: { minutes: 10 } };
  const city = await openCity({ ...INPUT, services: ["meals", recycling] });
  const report = await city.analyze();
  expect(report.services.map(({ service }) => service)).toEqual(["meals", "recycling"]);
  // west walks 700 m of 720 m, east 2300 m.
  expect(report.rows({ service: "recycling" }).map(({ verdict }) => verdict)).toEqual(["met", "gap"]);
  expect([...gapsCsv(report)].join("")).toContain("east,,,recycling,废旧物资回收点,gap,too-far");
  const [around] = city.isochrone({ service: "recycling" }, { metres: 200 }).features;
  expect(around?.properties?.reached_street_m).toBeCloseTo(400, 0);
  expect(city.nearest([at(600).lon, at(600).lat], "recycling")[0]).toMatchObject({ facility: "r1" });
  // Older people alone count: 30 within 10 minutes, 4 beyond; all 140 residents for meals.
  const [ranges] = (await city.ranges({ positionM: 1 })).filter(({ service }) => service === "recycling");
  expect(ranges).toMatchObject({ group: "60+", met: 30, gap: 4 });
  expect(await city.report({ language: "zh" })).toContain("废旧物资回收点");
  const changed = await city.whatIf([{ do: "add-facility", id: "r2", services: ["recycling"], ...at(2900) }]);
  expect(changed.services.find(({ service }) => service === "recycling")?.blocksGained).toBe(1);
  const premises = [{ id: "room", areaM2: 50, ...at(2500) }];
  const { plan } = await city.plan({ premises, rooms: { recycling: 20 } });
  expect(plan.chosen).toHaveLength(1);
  await city.close();
});

test("a service without a rule is walked and counted, and no block has a verdict", async () => {
  const city = await openCity({ ...INPUT, services: ["meals", { id: "recycling", names }] });
  const report = await city.analyze();
  const rows = report.rows({ service: "recycling" });
  expect(rows.map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual([
    "unknown no-rule",
    "unknown no-rule",
  ]);
  // 700 m lie within 15 minutes, 1080 m, and 2300 m do not.
  expect(rows.map(({ inReach }) => inReach)).toEqual([1, 0]);
  expect(rows.map(({ walkM }) => Math.round(walkM ?? 0))).toEqual([700, 2300]);
  expect(report.services[1]?.summary.share.value).toBeNull();
  // Nothing is required, so no limit stands in the table: after the straight line two empty cells, then who walks.
  expect([...gapsCsv(report)].join("")).toMatch(
    /west,,,recycling,废旧物资回收点,unknown,no-rule,complete,700,9\.72,700,,,adult/,
  );
  await city.close();
});

test("declarations alone add to the services that are judged by default", async () => {
  const city = await openCity({ ...INPUT, services: [{ id: "recycling", names, rule: { metres: 500 } }] });
  const services = city.requirements.map(({ service }) => service);
  expect(services).toContain("elderly");
  expect(city.requirements.at(-1)).toMatchObject({ service: "recycling", basis: "distance", limit: 500 });
  await city.close();
});

test("minutes for every service are the rule of one that is declared without", async () => {
  const city = await openCity({ ...INPUT, minutes: [8], services: [{ id: "recycling", names }] });
  expect(city.requirements.at(-1)).toMatchObject({ service: "recycling", limit: 8, names });
  expect(city.requirements.at(-1)?.judged).toBeUndefined();
  await city.close();
});

test("register words for a service of one's own are its id, its names, and those of the map of words", async () => {
  // Four rows: two by name, one by the map, one unknown.
  const register =
    "id,name,lon,lat,service\n1,A,0.001,0,废旧物资回收点\n2,B,0.002,0,recycling point\n3,C,0.003,0,scrap\n4,D,0.004,0,zzz\n";
  writeFileSync(inFolder("r.csv"), register);
  const facilities = { file: inFolder("r.csv"), services: { scrap: "recycling" } };
  const city = await openCity({ ...INPUT, facilities, services: [{ id: "recycling", names }] });
  expect(city.facilities.facilities.map(({ id, services }) => [id, ...services])).toEqual([
    ["1", "recycling"],
    ["2", "recycling"],
    ["3", "recycling"],
  ]);
  expect(city.facilities.completeness).toEqual({ recycling: "complete" });
  await city.close();
});

const yaml = (services: string) => {
  const lines = ["streets: { file: a.pbf }", services, "facilities:"];
  const layer = "  - { file: f.csv, services: { 驿站: parcel-locker } }";
  writeFileSync(inFolder("c.yaml"), [...lines, layer, ""].filter((line) => line !== "").join("\n"));
  return inFolder("c.yaml");
};

test("a word for a service that is declared nowhere is refused with the lines that declare it, which then work", () => {
  let message = "";
  try {
    loadConfig(yaml("services: [elderly, meals]"));
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toContain('line 4: facilities.0.services.驿站: "parcel-locker" is given');
  const lines = message.slice(message.indexOf("services:   # in place"));
  const config = loadConfig(yaml(lines.replaceAll("\n      ", "\n")));
  expect(config.services).toEqual(["elderly", "meals", "parcel-locker"]);
  expect(config.ownServices).toMatchObject([
    { id: "parcel-locker", names: { zh: "驿站" }, group: "all", rule: { minutes: 15 } },
  ]);
});

test.each([
  ["services: [{ id: meals, names: { en: a, zh: b } }]", '"meals" is a service already'],
  ["services: [{ id: Parcel Locker, names: { en: a, zh: b } }]", "small letters, digits and hyphens"],
  ["services: [{ id: x, names: { en: a } }]", "services.0.names.zh"],
  [
    "services: [{ id: x, names: { en: a, zh: b }, rule: { metres: 5, minutes: 5 } }]",
    "one of metres and minutes",
  ],
  ["services: [{ id: x, names: { en: a, zh: b }, group: old }]", "all, or ages as 60+ or 0-2"],
  [
    "services: [{ id: x, names: { en: a, zh: b } }, { id: x, names: { en: a, zh: b } }]",
    '"x" is declared twice',
  ],
])("a declaration is checked: %s", (services, said) => {
  expect(() => loadConfig(yaml(services))).toThrow(said);
});
