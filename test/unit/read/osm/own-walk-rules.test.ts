/** Rules of a city in place of those that are shipped; each town has a way of 200 m and another of 400 m round it. */
import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { openCity } from "../../../../src/city/open-city.js";
import { readWalkRules } from "../../../../src/cli/options/walk-rules-file.js";
import { DISTANCE_BASIS } from "../../../../src/network/profiles.js";
import { walkCosts } from "../../../../src/network/walk-costs.js";
import { type OwnWalkRules, withOwnRules } from "../../../../src/read/osm/own-walk-rules.js";
import { WALK_RULES } from "../../../../src/read/osm/rule-data.js";
import { readStreets } from "../../../../src/read/streets/read-streets.js";
import { type OsmPlan, osmTown } from "../../../support/osm-town.js";
import { tempFolder } from "../../../support/temp-folder.js";
import { place } from "../../../support/town.js";

type Tags = Readonly<Record<string, string>>;

const { write } = tempFolder();

/** From a to c 200 m by way 1 over b, or 400 m by way 2. */
function plan(tags: Tags, ofNode: Tags = {}): OsmPlan {
  return {
    nodes: { a: [0, 0], b: [100, 0, ofNode], c: [200, 0], d: [0, 100], e: [200, 100] },
    ways: [
      { over: ["a", "b", "c"], tags },
      { over: ["a", "d", "e", "c"], tags: { highway: "footway" } },
    ],
  };
}

async function metres(town: OsmPlan, walkRules: OwnWalkRules | undefined, profile = "adult") {
  const streets = buildWalkNetwork(osmTown(town), { walkRules });
  const city = await openCity({ streets });
  const [from, to] = [place(0, 0), place(200, 0)];
  const walk = await city.walk(from, to, { profile });
  await city.close();
  return Math.round(walk?.streetM ?? -1);
}

const FOOT = { highway: "footway" };

test.each<[string, Tags, Tags, OwnWalkRules, number, number]>([
  ["a class is closed", { highway: "cycleway" }, {}, { classes: { cycleway: "no" } }, 200, 400],
  ["a class is walked", { highway: "busway" }, {}, { classes: { busway: "yes" } }, 400, 200],
  ["an access word closes", { ...FOOT, access: "customers" }, {}, { access: { customers: "no" } }, 200, 400],
  ["an access word opens", { ...FOOT, foot: "forestry" }, {}, { access: { forestry: "yes" } }, 400, 200],
  ["a barrier opens", FOOT, { barrier: "hedge" }, { barriers: { hedge: "open" } }, 400, 200],
  ["a barrier closes", FOOT, { barrier: "debris" }, { barriers: { debris: "closed" } }, 200, 400],
  [
    "a key of disuse is passed over",
    { ...FOOT, disused: "yes" },
    {},
    { lifecycle: { disused: "open" } },
    400,
    200,
  ],
  [
    "a word of disuse is added",
    { ...FOOT, ruined: "yes" },
    {},
    { lifecycle: { ruined: "closed" } },
    200,
    400,
  ],
])("%s by a rule of the city", async (_, ofWay, ofNode, own, before, after) => {
  expect(await metres(plan(ofWay, ofNode), undefined)).toBe(before);
  expect(await metres(plan(ofWay, ofNode), own)).toBe(after);
});

test("a barrier stops wheels by a rule of the city, and walkers pass", async () => {
  const town = plan(FOOT, { barrier: "bollard" });
  const own: OwnWalkRules = { wheels: { bollard: "closed" } };
  expect(await metres(town, undefined, "wheelchair")).toBe(200);
  expect(await metres(town, own, "wheelchair")).toBe(400);
  expect(await metres(town, own, "adult")).toBe(200);
});

test("what stops links off the street is another by rules of the city", () => {
  const town: OsmPlan = {
    nodes: { a: [0, 0], b: [100, 0], p: [0, 50], q: [100, 50] },
    ways: [
      { over: ["a", "b"], tags: FOOT },
      { over: ["p", "q"], tags: { barrier: "fence" } },
      { over: ["p", "q"], tags: { waterway: "canal" } },
    ],
  };
  const count = (walkRules?: OwnWalkRules) => buildWalkNetwork(osmTown(town), { walkRules }).barriers.count;
  expect(count()).toBe(1);
  expect(count({ offStreetBarriers: { "barrier=fence": "wall" } })).toBe(2);
  expect(count({ offStreetBarriers: { "waterway=canal": "no" } })).toBe(0);
});

test("the rules of a city stand in the account and in the lineage, and one that meets nothing is seen", async () => {
  const own: OwnWalkRules = { classes: { cycleway: "no", cyclway: "no" }, barriers: { hedge: "open" } };
  const streets = osmTown(plan({ highway: "cycleway" }, { barrier: "hedge" }));
  const city = await openCity({ streets, walkRules: own, facilities: [], blocks: [] });
  const notes = city.network.source.notes.filter(({ code }) => code.startsWith("walk-rule"));
  expect(notes.map(({ code, subject, count }) => [code, subject, count])).toEqual([
    ["walk-rule-of-the-city", "classes.cycleway: no", 1],
    ["walk-rule-unmet", "classes.cyclway: no", 0],
    ["walk-rule-of-the-city", "barriers.hedge: open", 1],
  ]);
  const { lineage } = await city.analyze();
  expect(lineage.options.walkRules).toEqual([
    "classes.cycleway: no",
    "classes.cyclway: no",
    "barriers.hedge: open",
  ]);
  await city.close();
});

test("layers of lines are read by the rules of the city too", async () => {
  const line = (coordinates: readonly unknown[], properties: Tags) => ({
    type: "Feature",
    properties,
    geometry: { type: "LineString", coordinates },
  });
  const features = [
    line([place(0, 0), place(200, 0)], { highway: "cycleway" }),
    line([place(0, 0), place(0, 100)], FOOT),
  ];
  const file = write("streets.geojson", JSON.stringify({ type: "FeatureCollection", features }));
  const network = buildWalkNetwork(await readStreets(file, { walkRules: { classes: { cycleway: "no" } } }));
  // The footway of 100 m alone is left.
  expect([...network.edgeLengthMm].map((mm) => Math.round(mm / 1000))).toEqual([100]);
  expect(network.source.notes.find(({ code }) => code === "walk-rule-of-the-city")?.count).toBe(1);
  const late = await readStreets(file);
  expect(() => buildWalkNetwork(late, { walkRules: {} })).toThrow("come too late");
});

test("a network that is built already keeps its rules, and others beside it are refused", async () => {
  const streets = buildWalkNetwork(osmTown(plan(FOOT)));
  await expect(openCity({ streets, walkRules: { classes: { path: "no" } } })).rejects.toThrow(
    "a network that is built already",
  );
});

test.each<[unknown, string]>([
  [{ classes: { path: "perhaps" } }, 'walkRules.classes.path: "perhaps" is given; expected one of yes, no'],
  [{ clases: {} }, 'walkRules.clases: there is no such key; is "classes" meant?'],
  [
    { classes: { ferry: "yes" } },
    'walkRules.classes.ferry: "yes" is given, expected no: a ferry has a timetable',
  ],
  [{ joinedAtEnds: { "covered=yes": "no" } }, "expected a tag of tunnel, bridge or location"],
  [{ offStreetBarriers: { fence: "wall" } }, "walkRules.offStreetBarriers.fence"],
])("rules %j are refused with key, value and what is expected", (own, message) => {
  expect(() => withOwnRules(own as OwnWalkRules)).toThrow(message);
});

test("without rules of a city the shipped ones hold, and are not copied", () => {
  expect(withOwnRules(undefined)).toBe(WALK_RULES);
  expect(withOwnRules({}).access).toEqual(WALK_RULES.access);
  const costs = walkCosts(buildWalkNetwork(osmTown(plan(FOOT)), { walkRules: {} }), DISTANCE_BASIS);
  // Both ways are alike, and merge into one edge.
  expect(costs.network.edgeCount).toBe(1);
});

test("a file of rules is read with or without the word around them, and a fault is told with its line", () => {
  const file = write("rules.yaml", "classes:\n  cycleway: no\n");
  expect(readWalkRules(file)).toEqual({ classes: { cycleway: "no" } });
  write("rules.yaml", "walkRules:\n  classes:\n    cycleway: no\n");
  expect(readWalkRules(file)).toEqual({ classes: { cycleway: "no" } });
  write("rules.yaml", "classes:\n  cycleway: no\n  path: maybe\n");
  expect(() => readWalkRules(file)).toThrow(/rules\.yaml, line 3: classes\.path: "maybe" is given/);
});
