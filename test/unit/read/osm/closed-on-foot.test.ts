/**
 * What closes a street to walkers or to wheels, and what no leg off the street crosses; each town has a long way round.
 */
import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { openCity } from "../../../../src/city/open-city.js";
import { type OsmPlan, osmTown } from "../../../support/osm-town.js";
import { place } from "../../../support/town.js";

type Tags = Readonly<Record<string, string>>;

/** 200 m from a to c by way of m, or 400 m round by b; metres of street, null where no walk leads there. */
async function walk(tags: { readonly way?: Tags; readonly node?: Tags }, profile?: string, turned = false) {
  const plan: OsmPlan = {
    nodes: {
      a: [0, 0],
      m: [100, 0, tags.node ?? {}],
      c: [200, 0],
      b1: [0, 100],
      b2: [200, 100],
    },
    ways: [
      { over: ["a", "m", "c"], tags: { highway: "footway", ...tags.way } },
      { over: ["a", "b1", "b2", "c"], tags: { highway: "residential" } },
    ],
  };
  return walkIn(plan, [0, 0], [200, 0], profile, turned);
}

async function walkIn(
  plan: OsmPlan,
  from: readonly [number, number],
  to: readonly [number, number],
  profile?: string,
  turned = false,
) {
  const city = await openCity({ streets: buildWalkNetwork(osmTown(plan)) });
  const [start, end] = turned ? [to, from] : [from, to];
  const found = city.walk(place(...start), place(...end), { profile });
  await city.close();
  return found === null ? null : Math.round(found.streetM);
}

test.each<[Tags, number]>([
  [{ entrance: "service", access: "private" }, 400],
  [{ highway: "crossing", foot: "no" }, 400],
  [{ foot: "no" }, 400],
  [{ access: "no", foot: "yes" }, 200],
  [{ highway: "traffic_signals" }, 200],
  [{ amenity: "parking_entrance", access: "no" }, 400],
])("a node %o on the way makes the walk %i m", async (node, metres) => {
  expect(await walk({ node })).toBe(metres);
});

test.each<[Tags, wheelchair: number, stroller: number]>([
  [{ barrier: "stile" }, 400, 400],
  [{ barrier: "turnstile" }, 400, 400],
  [{ barrier: "cattle_grid" }, 400, 400],
  [{ barrier: "stile", stroller: "yes" }, 400, 200],
  [{ barrier: "kissing_gate", wheelchair: "designated" }, 200, 200],
  [{ barrier: "gate", wheelchair: "no" }, 400, 400],
  [{ barrier: "gate" }, 200, 200],
])("at a node %o a wheelchair walks %i m and a stroller %i m, and people on foot pass", async (node, wheelchair, stroller) => {
  expect([await walk({ node }, "wheelchair"), await walk({ node }, "stroller")]).toEqual([
    wheelchair,
    stroller,
  ]);
  // Both ways, and to the millimetre what it is without the node.
  expect([await walk({ node }), await walk({ node }, "adult", true)]).toEqual([200, 200]);
});

test.each<[Tags, wheelchair: number, stroller: number]>([
  [{ stroller: "no" }, 200, 400],
  [{ wheelchair: "no", stroller: "yes" }, 400, 200],
  [{ highway: "steps", ramp: "yes", "ramp:bicycle": "yes", "ramp:wheelchair": "no" }, 400, 400],
  [{ highway: "steps", "ramp:stroller": "yes" }, 400, 200],
  [{ highway: "steps", ramp: "yes" }, 200, 200],
])("on a way %o a wheelchair walks %i m and a stroller %i m", async (way, wheelchair, stroller) => {
  expect([await walk({ way }, "wheelchair"), await walk({ way }, "stroller")]).toEqual([
    wheelchair,
    stroller,
  ]);
});

test.each<[Tags, there: number, back: number]>([
  [{ access: "emergency" }, 400, 400],
  [{ construction: "yes" }, 400, 400],
  [{ "oneway:foot": "1" }, 200, 400],
  [{ "oneway:foot": "-1" }, 400, 200],
  [{ oneway: "yes" }, 200, 200],
])("a way %o is %i m there and %i m back", async (way, there, back) => {
  expect([await walk({ way }), await walk({ way }, undefined, true)]).toEqual([there, back]);
});

/** A home 40 m north of what may be a barrier, whose own street lies 60 m north of it; the goal 40 m south. */
async function acrossOf(tags: Tags, line: OsmPlan["ways"][number]["over"] = ["w", "e"]) {
  const plan: OsmPlan = {
    nodes: {
      w: [-500, 0],
      e: [500, 0],
      e2: [500, 5],
      w2: [-500, 5],
      n1: [0, 100],
      n2: [800, 100],
      s1: [0, -40],
      s2: [800, -40],
    },
    ways: [
      { over: ["n1", "n2", "s2", "s1"], tags: { highway: "residential" } },
      { over: line, tags },
    ],
  };
  return walkIn(plan, [0, 40], [0, -40]);
}

// Round the end: 800 + 140 + 800 m; straight over: the home joins the southern street, 80 m off, and walks nothing.
test.each<[Tags, number, ("area" | undefined)?]>([
  [{ waterway: "river", layer: "-1" }, 1740],
  [{ waterway: "river", tunnel: "culvert" }, 0],
  [{ waterway: "canal", covered: "yes" }, 0],
  [{ natural: "coastline" }, 1740],
  [{ natural: "bay" }, 1740, "area"],
  // A line that carries the name of a strait is not a rim of anything.
  [{ natural: "strait" }, 0],
  [{ highway: "trunk", motorroad: "yes" }, 1740],
  [{ highway: "trunk", foot: "no" }, 1740],
  [{ highway: "trunk", foot: "no", bridge: "yes" }, 0],
  [{ railway: "rail", layer: "-1" }, 1740],
  [{ railway: "subway", layer: "-1" }, 0],
])("with %o between them the walk is %i m", async (tags, metres, shape) => {
  expect(await acrossOf(tags, shape === "area" ? ["w", "e", "e2", "w2", "w"] : undefined)).toBe(metres);
});

const CORNERS = {
  a: [0, 0],
  b: [200, 0],
  c: [200, 200],
  d: [0, 200],
  x: [-100, 100],
  w: [0, 100],
  e: [200, 100],
  y: [300, 100],
} as const;

test("a square is what its relation says, though its outer way carries the same tags", async () => {
  const square = { highway: "pedestrian", area: "yes" };
  const plan: OsmPlan = {
    nodes: { ...CORNERS, p: [80, 60], q: [120, 60], r: [120, 140], s: [80, 140] },
    ways: [
      { over: ["a", "b", "e", "c", "d", "w", "a"], tags: square },
      { over: ["p", "q", "r", "s", "p"], tags: { building: "yes" } },
      { over: ["x", "w"], tags: { highway: "footway" } },
      { over: ["e", "y"], tags: { highway: "footway" } },
    ],
    relations: [
      {
        members: [
          [1, "outer"],
          [2, "inner"],
        ],
        tags: { type: "multipolygon", ...square },
      },
    ],
  };
  // Round the building: 2 × √(80² + 40²) + 40 = 218.9 m between the doors, and 100 m to each of them.
  expect(await walkIn(plan, [-100, 100], [300, 100])).toBe(419);
});

test("a square that the extract cuts keeps what is left of its rim", async () => {
  const plan: OsmPlan = {
    nodes: CORNERS,
    ways: [
      { over: ["w", "a", "b", "e"], tags: {} },
      { over: ["x", "w"], tags: { highway: "footway" } },
      { over: ["e", "y"], tags: { highway: "footway" } },
    ],
    // The northern half of the rim, way 9, is not in the extract.
    relations: [
      {
        members: [
          [1, "outer"],
          [9, "outer"],
        ],
        tags: { type: "multipolygon", highway: "pedestrian" },
      },
    ],
  };
  // 100 + 100 + 200 + 100 + 100 m along the southern rim.
  expect(await walkIn(plan, [-100, 100], [300, 100])).toBe(600);
});

test("a pier is walked to its end", async () => {
  const plan: OsmPlan = {
    nodes: { a: [0, 0], b: [200, 0], p: [200, 300] },
    ways: [
      { over: ["a", "b"], tags: { highway: "footway" } },
      { over: ["b", "p"], tags: { man_made: "pier" } },
    ],
  };
  expect(await walkIn(plan, [0, 0], [200, 300])).toBe(500);
});
