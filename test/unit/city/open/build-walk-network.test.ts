import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { linkPoints } from "../../../../src/network/link-points.js";
import { DISTANCE_BASIS } from "../../../../src/network/profiles.js";
import { BARRIER_KINDS, EdgeFlag } from "../../../../src/network/street-draft.js";
import { walkCosts } from "../../../../src/network/walk-costs.js";
import { shortestPath } from "../../../../src/search/shortest-path.js";
import { type OsmPlan, osmTown } from "../../../support/osm-town.js";
import { pointsAt } from "../../../support/town.js";

const FOOT = { highway: "footway" };
const SQUARE = { highway: "pedestrian", area: "yes" };

/** Metres of the shortest walk between two places that lie on streets; null if there is none. */
function walkM(plan: OsmPlan, from: [number, number], to: [number, number]): number | null {
  const costs = walkCosts(buildWalkNetwork(osmTown(plan)), DISTANCE_BASIS);
  const exact = { minComponentPoints: 1, offStreetCapM: 0.5, offStreetExtraM: 0 };
  const walk = shortestPath(
    costs,
    linkPoints(costs, pointsAt([from]), exact),
    0,
    linkPoints(costs, pointsAt([to]), exact),
    0,
  );
  return walk === null ? null : walk.cost / 1000;
}

function codes(plan: OsmPlan): Record<string, number> {
  return Object.fromEntries(
    buildWalkNetwork(osmTown(plan)).source.notes.map(({ code, count }) => [code, count]),
  );
}

// A square of 100 m with streets from the west corner and to the opposite one.
const CORNERS = { w: [-50, 0], a: [0, 0], b: [100, 0], c: [100, 100], d: [0, 100], e: [150, 100] } as const;
const ACROSS: OsmPlan = {
  nodes: CORNERS,
  ways: [
    { over: ["w", "a"], tags: FOOT },
    { over: ["a", "b", "c", "d", "a"], tags: SQUARE },
    { over: ["c", "e"], tags: FOOT },
  ],
};

test("a square is crossed straight from door to door", () => {
  // 50 + √2 · 100 + 50 m, not 50 + 200 + 50.
  expect(walkM(ACROSS, [-50, 0], [150, 100])).toBeCloseTo(100 + Math.SQRT2 * 100, 1);
});

test("without area=yes the same ring is walked along", () => {
  const ring = {
    ...ACROSS,
    ways: ACROSS.ways.map((w) => (w.tags === SQUARE ? { ...w, tags: { highway: "pedestrian" } } : w)),
  };
  expect(walkM(ring, [-50, 0], [150, 100])).toBeCloseTo(300, 1);
});

test("in an L-shaped square the walk bends at the inner corner", () => {
  // The L has its inner corner i at (40, 40): from (100, 0) by i to (0, 100) is 2 · √(60² + 40²).
  const plan: OsmPlan = {
    nodes: {
      o: [0, 0],
      p: [100, 0],
      q: [100, 40],
      i: [40, 40],
      r: [40, 100],
      s: [0, 100],
      x: [150, 0],
      y: [0, 150],
    },
    ways: [
      { over: ["o", "p", "q", "i", "r", "s", "o"], tags: SQUARE },
      { over: ["p", "x"], tags: FOOT },
      { over: ["s", "y"], tags: FOOT },
    ],
  };
  expect(walkM(plan, [100, 0], [0, 100])).toBeCloseTo(2 * Math.hypot(60, 40), 1);
});

test("a hole in a square is walked round", () => {
  // A square of 100 m with a pool of 40 m in the middle; corner to corner by one corner of the pool:
  // √(30² + 70²) + √(70² + 30²).
  const plan: OsmPlan = {
    nodes: { ...CORNERS, h: [30, 30], j: [70, 30], k: [70, 70], l: [30, 70] },
    ways: [
      { over: ["w", "a"], tags: FOOT },
      { over: ["c", "e"], tags: FOOT },
      { over: ["a", "b", "c", "d", "a"], tags: {} },
      { over: ["h", "j", "k", "l", "h"], tags: {} },
    ],
    relations: [
      {
        members: [
          [3, "outer"],
          [4, "inner"],
        ],
        tags: { type: "multipolygon", highway: "pedestrian" },
      },
    ],
  };
  expect(walkM(plan, [0, 0], [100, 100])).toBeCloseTo(2 * Math.hypot(30, 70), 1);
});

test("a square that is too large is walked along its rim, and that is noted", () => {
  const rim = Array.from({ length: 2200 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 2200;
    return [`r${i}`, [200 * Math.cos(angle), 200 * Math.sin(angle)]] as const;
  });
  const plan: OsmPlan = {
    nodes: { ...Object.fromEntries(rim), x: [300, 0], y: [-300, 0] },
    ways: [
      { over: [...rim.map(([name]) => name), "r0"], tags: SQUARE },
      { over: ["r0", "x"], tags: FOOT },
      { over: ["r1100", "y"], tags: FOOT },
    ],
  };
  // 100 m up to the rim, half round, and 100 m on; pieces of 0.6 m are rounded to 1e-7 degrees.
  expect(Math.round((walkM(plan, [300, 0], [-300, 0]) ?? 0) / 10)).toBe(83);
  expect(codes(plan)["squares-walked-along-the-rim-only-too-large"]).toBe(1);
});

// Two public roads joined by an estate street with residents' gates g and h; the public way round is 1000 m.
const ESTATE: OsmPlan = {
  nodes: {
    a: [0, 0],
    g: [50, 0, { barrier: "gate", access: "private" }],
    m: [100, 0],
    h: [150, 0, { barrier: "gate", access: "private" }],
    b: [200, 0],
    c: [200, 400],
    d: [0, 400],
  },
  ways: [
    { over: ["a", "g", "m", "h", "b"], tags: { highway: "residential" } },
    { over: ["b", "c", "d", "a"], tags: { highway: "residential" } },
  ],
};

test("a gated compound lets its people out and its guests in, and nobody through", () => {
  expect(codes(ESTATE).compounds).toBe(1);
  expect(walkM(ESTATE, [0, 0], [200, 0])).toBeCloseTo(1000, 1);
  expect(walkM(ESTATE, [100, 0], [0, 0])).toBeCloseTo(100, 1);
  expect(walkM(ESTATE, [200, 0], [100, 0])).toBeCloseTo(100, 1);
});

test("a residents' gate whose two sides hang together is closed", () => {
  const plan: OsmPlan = { ...ESTATE, nodes: { ...ESTATE.nodes, h: [150, 0] } };
  expect(codes(plan)["gates-closed"]).toBe(1);
  // From 40 m to 60 m along the street, with the gate at 50 m between: the whole way round.
  expect(walkM(plan, [40, 0], [60, 0])).toBeCloseTo(1180, 1);
});

test("a wall across a way is the end of it, a bollard is not", () => {
  const across = (barrier: string): OsmPlan => ({
    nodes: { a: [0, 0], x: [50, 0, { barrier }], b: [100, 0] },
    ways: [{ over: ["a", "x", "b"], tags: FOOT }],
  });
  expect(walkM(across("wall"), [0, 0], [100, 0])).toBeNull();
  expect(walkM(across("bollard"), [0, 0], [100, 0])).toBeCloseTo(100, 1);
});

test("a way that the extract cuts is walked on both sides of the cut and not across it", () => {
  // A street apart of 100 nodes: 1 of 105 is missing, fewer than the 2 % that stop a run.
  const filler = Array.from({ length: 100 }, (_, i) => `f${i}`);
  const plan: OsmPlan = {
    nodes: {
      a: [0, 0],
      b: [50, 0],
      c: [100, 0],
      d: [150, 0],
      ...Object.fromEntries(filler.map((name, i) => [name, [5000, i] as const])),
    },
    ways: [
      { over: ["a", "b", "gone", "c", "d"], tags: FOOT },
      { over: filler, tags: FOOT },
    ],
  };
  expect(buildWalkNetwork(osmTown(plan)).edgeCount).toBe(3);
  expect(walkM(plan, [0, 0], [100, 0])).toBeNull();
});

test("steps, one-ways and names cut a street; plain points of degree two do not", () => {
  const network = buildWalkNetwork(
    osmTown({
      nodes: { a: [0, 0], b: [10, 0], c: [20, 0], d: [30, 0], e: [40, 0] },
      ways: [
        { over: ["a", "b", "c"], tags: { ...FOOT, name: "Long Lane" } },
        { over: ["c", "d"], tags: { ...FOOT, name: "Long Lane" } },
        { over: ["d", "e"], tags: { highway: "steps", name: "Long Lane" } },
      ],
    }),
  );
  // Places are rounded to 1e-7 degrees, about a centimetre.
  expect([...network.edgeLengthMm].map((mm) => Math.round(mm / 100))).toEqual([300, 100]);
  expect([...network.edgeAttributes]).toEqual([0, EdgeFlag.steps]);
});

test("rivers, rail, motorways and walls are barriers unless they run below or above the ground", () => {
  const line = (tags: Record<string, string>, id: number) => ({ over: ["a", "b"], tags, id });
  const kinds = (...tags: Record<string, string>[]) => {
    const { barriers } = buildWalkNetwork(
      osmTown({ nodes: { a: [0, 0], b: [10, 0] }, ways: tags.map((t, i) => line(t, i + 1)) }),
    );
    return [...barriers.kind].map((kind) => BARRIER_KINDS[kind]);
  };
  expect(
    kinds({ waterway: "river" }, { railway: "rail" }, { highway: "motorway" }, { barrier: "wall" }),
  ).toEqual(["river", "rail", "motorway", "wall"]);
  expect(
    kinds(
      { waterway: "canal", tunnel: "culvert" },
      { railway: "rail", bridge: "yes" },
      { railway: "subway", layer: "-2" },
    ),
  ).toEqual([]);
  expect(
    kinds({ barrier: "fence" }, { barrier: "hedge" }, { waterway: "stream" }, { railway: "abandoned" }),
  ).toEqual([]);
});

test("the outline of a lake mapped as a multipolygon is a barrier", () => {
  const { barriers, names } = buildWalkNetwork(
    osmTown({
      nodes: { a: [0, 0], b: [50, 0], c: [50, 50] },
      ways: [
        { over: ["a", "b"], tags: {} },
        { over: ["b", "c", "a"], tags: {} },
      ],
      relations: [
        {
          members: [
            [1, "outer"],
            [2, "outer"],
          ],
          tags: { type: "multipolygon", natural: "water", name: "East Lake" },
        },
      ],
    }),
  );
  expect([...barriers.kind].map((kind) => BARRIER_KINDS[kind])).toEqual(["water", "water"]);
  expect(names[barriers.name[0]!]).toBe("East Lake");
});

test("the order of the elements changes nothing", () => {
  for (const plan of [ACROSS, ESTATE]) {
    expect(buildWalkNetwork(osmTown(plan, true))).toEqual(buildWalkNetwork(osmTown(plan)));
  }
});
