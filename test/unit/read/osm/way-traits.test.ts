/** Inclines, widths, floors, roofs and lifts as they are tagged, and what they do to walks; each town has a long way round. */
import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { openCity } from "../../../../src/city/open-city.js";
import { decodeNetwork, encodeNetwork } from "../../../../src/network/storage.js";
import { WALK_RULES } from "../../../../src/read/osm/rule-data.js";
import { floorsOf, inclineOf, isAtEndsOnly, lengthOf } from "../../../../src/read/osm/way-traits.js";
import { type OsmPlan, osmTown } from "../../../support/osm-town.js";
import { place } from "../../../support/town.js";

type Tags = Readonly<Record<string, string>>;

test.each<[string, number | null]>([
  ["8%", 0.08],
  ["-12,5 %", 0.125],
  ["1:12", 1 / 12],
  ["10", 0.1],
  ["6-9%", 0.09],
  ["45°", 1],
  ["up", null],
  ["down", null],
  ["yes", null],
])("an incline of %s is %d", (text, rise) => {
  if (rise === null) expect(inclineOf(text)).toBe(null);
  else expect(inclineOf(text)).toBeCloseTo(rise, 9);
});

test.each<[string, number | null]>([
  ["0.8", 0.8],
  ["0,8 m", 0.8],
  ["80 cm", 0.8],
  ["1.2-2", 1.2],
  ["2'6\"", 0.762],
  ['30"', 0.762],
  ["600 mm", 0.6],
  ["~0.8", 0.8],
  ["narrow", null],
  ["0", null],
])("a width of %s is %d m", (text, metres) => {
  if (metres === null) expect(lengthOf(text)).toBe(null);
  else expect(lengthOf(text)).toBeCloseTo(metres, 9);
});

test.each<[string, number[] | null]>([
  ["-1", [-1]],
  ["0;1", [0, 1]],
  ["-2--1", [-2, -1]],
  ["-1-1", [-1, 0, 1]],
  ["ground", null],
])("level %s is floors %j", (text, floors) => {
  expect(floorsOf(text)).toEqual(floors);
});

test.each<[Tags, boolean]>([
  [{ tunnel: "yes" }, true],
  [{ bridge: "viaduct" }, true],
  [{ tunnel: "building_passage" }, false],
  [{ covered: "yes" }, false],
  [{ covered: "arcade" }, false],
  [{ covered: "colonnade", level: "0" }, false],
  [{ covered: "yes", indoor: "yes" }, true],
  [{ covered: "yes", layer: "-1" }, true],
  [{ layer: "-1" }, false],
  [{ location: "underground" }, true],
  [{ indoor: "yes" }, false],
  [{ indoor: "yes", level: "2" }, true],
  [{ level: "2" }, false],
])("a footway with %j is joined at its ends alone: %s", (tags, expected) => {
  expect(isAtEndsOnly(tags, "footway", WALK_RULES)).toBe(expected);
});

test("platforms and corridors on another floor are joined at their ends alone", () => {
  expect(isAtEndsOnly({ level: "1" }, "platform", WALK_RULES)).toBe(true);
  expect(isAtEndsOnly({ level: "0" }, "platform", WALK_RULES)).toBe(false);
  expect(isAtEndsOnly({ level: "-1;0" }, "corridor", WALK_RULES)).toBe(false);
  expect(isAtEndsOnly({ level: "-1" }, "corridor", WALK_RULES)).toBe(true);
});

/** 200 m from a to c, or 400 m round. */
async function walk(
  tags: { readonly way?: Tags; readonly node?: Tags },
  profile: string,
  walkers: object = {},
): Promise<number | undefined> {
  const plan: OsmPlan = {
    nodes: { a: [0, 0], m: [100, 0, tags.node ?? {}], c: [200, 0], b1: [0, 100], b2: [200, 100] },
    ways: [
      { over: ["a", "m", "c"], tags: { highway: "footway", ...tags.way } },
      { over: ["a", "b1", "b2", "c"], tags: { highway: "residential" } },
    ],
  };
  const built = buildWalkNetwork(osmTown(plan));
  const saved = decodeNetwork(encodeNetwork(built));
  const metres: (number | undefined)[] = [];
  for (const streets of [built, saved]) {
    const city = await openCity({ streets, walkers });
    const found = city.walk(place(0, 0), place(200, 0), { profile });
    metres.push(found === null ? undefined : Math.round(found.streetM));
    await city.close();
  }
  expect(metres[1]).toBe(metres[0]); // the traits are saved with the network
  return metres[0];
}

test.each<[Tags, wheelchair: number, stroller: number]>([
  [{ incline: "15%" }, 400, 200],
  [{ incline: "8.3%" }, 200, 200],
  [{ incline: "-9 %" }, 400, 200],
  [{ incline: "5°" }, 400, 200], // tan 5° is 8.7 %
  [{ incline: "4°" }, 200, 200], // 7.0 %
  [{ incline: "up" }, 200, 200],
  [{ incline: "15%", wheelchair: "yes" }, 200, 200],
  [{ smoothness: "bad" }, 400, 200],
  [{ smoothness: "intermediate" }, 200, 200],
  [{ width: "0.6" }, 400, 200],
  [{ width: "1.5 m" }, 200, 200],
  [{ "maxwidth:physical": "0.7" }, 400, 200],
  [{ highway: "steps", wheelchair: "yes" }, 200, 200],
  [{ highway: "steps", ramp: "yes", wheelchair: "no" }, 400, 400],
  [{ highway: "steps", "ramp:stroller": "yes" }, 400, 200],
  [{ highway: "steps", ramp: "yes", "ramp:wheelchair": "no", "ramp:stroller": "yes" }, 400, 200],
  [{ highway: "steps", stroller: "yes" }, 400, 200],
])("a way with %j makes %i m for a wheelchair and %i m for a stroller", async (way, wheelchair, stroller) => {
  expect(await walk({ way }, "wheelchair")).toBe(wheelchair);
  expect(await walk({ way }, "stroller")).toBe(stroller);
});

test("limits are those of the profile, and a city may set others", async () => {
  const way = { incline: "15%", smoothness: "bad", width: "0.7" };
  expect(await walk({ way }, "adult")).toBe(200);
  const own = { wheelchair: { maxSlope: 0.2, worstSmoothness: "bad", minWidthM: 0.65 } };
  expect(await walk({ way }, "wheelchair", own)).toBe(200);
  expect(await walk({ way: { width: "0.7" } }, "stroller", { stroller: { minWidthM: 0.8 } })).toBe(400);
});

test("a narrow barrier stops a wheelchair at its point, and walkers at no cost", async () => {
  const node = { barrier: "bollard", "maxwidth:physical": "0.7 m" };
  expect(await walk({ node }, "wheelchair")).toBe(400);
  expect(await walk({ node }, "adult")).toBe(200);
  expect(await walk({ node: { ...node, wheelchair: "yes" } }, "wheelchair")).toBe(200);
});

/** Minutes from a to c through a lift as a point or as a way; null where no walk leads there. */
async function byLift(lift: Tags, way: Tags = { highway: "footway" }) {
  const plan: OsmPlan = {
    nodes: { a: [0, 0], m: [200, 0, lift], n: [201, 0], c: [401, 0] },
    ways: [
      { over: ["a", "m"], tags: { highway: "footway" } },
      { over: ["m", "n"], tags: way },
      { over: ["n", "c"], tags: { highway: "footway" } },
    ],
  };
  const city = await openCity({ streets: buildWalkNetwork(osmTown(plan)) });
  const found = city.walk(place(0, 0), place(401, 0));
  await city.close();
  return found?.minutes ?? null;
}

test("a lift takes its seconds once, mapped as a point or as a way, and one out of use is closed", async () => {
  // 401 m at 1.2 m/s are 334.2 s; a lift takes 110 s more.
  expect(await byLift({})).toBeCloseTo(334.17 / 60, 2);
  expect(await byLift({ highway: "elevator" })).toBeCloseTo(444.17 / 60, 2);
  expect(await byLift({}, { highway: "elevator" })).toBeCloseTo(444.17 / 60, 2);
  expect(await byLift({ highway: "elevator", access: "no" })).toBe(null);
  expect(await byLift({ highway: "elevator", operational_status: "broken" })).toBe(null);
  expect(await byLift({}, { highway: "elevator", disused: "yes" })).toBe(null);
});

/** Seconds beyond walking at 1.2 m/s between two places of a town with a lift at m; null where no walk leads there. */
async function rides(plan: OsmPlan, from: [number, number], to: [number, number]) {
  const city = await openCity({ streets: buildWalkNetwork(osmTown(plan)) });
  const found = city.walk(place(...from), place(...to));
  await city.close();
  if (found === null) return null;
  return Math.abs(Math.round(60 * found.minutes - (found.streetM + found.offStreetM) / 1.2));
}

test("who walks past a lift on one way takes no ride, and who changes to another way takes one", async () => {
  // A station hall above tracks: the hall is one way over two lifts, and each lift leads to a platform.
  const plan: OsmPlan = {
    nodes: {
      z: [0, 0],
      a: [10, 0],
      m: [200, 0, { highway: "elevator" }],
      n: [300, 0, { highway: "elevator", wheelchair: "no" }],
      c: [490, 0],
      y: [500, 0],
      p: [200, 100],
      q: [300, 100],
    },
    ways: [
      { over: ["z", "a"], tags: { highway: "footway" } },
      { over: ["c", "y"], tags: { highway: "footway" } },
      { over: ["a", "m", "n", "c"], tags: { highway: "footway", bridge: "yes", level: "1" } },
      { over: ["m", "p"], tags: { highway: "footway" } },
      { over: ["n", "q"], tags: { highway: "footway" } },
    ],
  };
  expect(await rides(plan, [0, 0], [500, 0])).toBe(0);
  expect(await rides(plan, [200, 100], [0, 0])).toBe(110);
  expect(await rides(plan, [200, 100], [500, 0])).toBe(110);
  // Down from one platform, up to the other.
  expect(await rides(plan, [200, 100], [300, 100])).toBe(220);
});

test("a street between two lifts that pass by others takes both rides", async () => {
  const lift = { highway: "elevator" };
  const plan: OsmPlan = {
    nodes: { a: [0, 0], m: [200, 0, lift], c: [400, 0], n: [200, 200, lift], d: [0, 200], e: [400, 200] },
    ways: [
      { over: ["a", "m", "c"], tags: { highway: "footway" } },
      { over: ["d", "n", "e"], tags: { highway: "footway" } },
      { over: ["m", "n"], tags: { highway: "footway", tunnel: "yes" } },
    ],
  };
  expect(await rides(plan, [0, 0], [400, 200])).toBe(220);
  expect(await rides(plan, [0, 0], [400, 0])).toBe(0);
});

test("at the end of three ways those on the ground meet without a ride, and the tunnel takes one", async () => {
  const plan: OsmPlan = {
    nodes: { a: [0, 0], m: [200, 0, { highway: "elevator" }], c: [400, 0], d: [200, 190], e: [200, 200] },
    ways: [
      { over: ["a", "m"], tags: { highway: "footway" } },
      { over: ["m", "c"], tags: { highway: "path" } },
      { over: ["m", "d"], tags: { highway: "footway", tunnel: "yes", level: "-1" } },
      { over: ["d", "e"], tags: { highway: "footway" } },
    ],
  };
  expect(await rides(plan, [0, 0], [400, 0])).toBe(0);
  expect(await rides(plan, [0, 0], [200, 200])).toBe(110);
});

test("a lift with hours takes its seconds too", async () => {
  expect(await byLift({ highway: "elevator", opening_hours: "Mo-Su 00:00-24:00" })).toBeCloseTo(
    444.17 / 60,
    2,
  );
});
