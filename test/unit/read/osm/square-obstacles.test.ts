import { expect, test } from "vitest";
import type { OsmPlan } from "../../../support/osm-town.js";
import { SQUARE, STREET, squareNotes, squarePlan, squareWalkM } from "../../../support/square-town.js";

// A square of 100 m with a door in the middle of its west and of its east side, and streets on from there.
const DOORS = {
  nodes: {
    a: [0, 0],
    b: [100, 0],
    c: [100, 100],
    d: [0, 100],
    v: [0, 50],
    w: [100, 50],
    from: [-100, 50],
    to: [200, 50],
  },
  ways: [
    { over: ["a", "b", "w", "c", "d", "v", "a"], tags: SQUARE },
    { over: ["from", "v"], tags: STREET },
    { over: ["w", "to"], tags: STREET },
  ],
} as const;
const AROUND = { e: [20, 10], f: [80, 10], g: [80, 90], h: [20, 90] } as const;
const RING = ["e", "f", "g", "h", "e"];

/** Metres from 100 m west of the square to 100 m east of it, with something standing in it. */
function throughM(
  nodes: Record<string, readonly [number, number, Record<string, string>?]>,
  ways: readonly { over: readonly string[]; tags: Record<string, string> }[],
  tags: Record<string, string> = SQUARE,
) {
  const [, ...streets] = DOORS.ways;
  const plan = {
    nodes: { ...DOORS.nodes, ...nodes },
    ways: [{ ...DOORS.ways[0], tags }, ...streets, ...ways],
  };
  return squareWalkM(plan, [-100, 50], [200, 50]);
}

// By (20, 90) and (80, 90): √(20² + 40²) twice, and 60 m between.
const ROUND_M = 200 + 60 + 2 * Math.hypot(20, 40);

test("a building, water and a walled yard are walked around, though they are not holes", () => {
  expect(throughM(AROUND, [{ over: RING, tags: { building: "yes" } }])).toBeCloseTo(ROUND_M, 1);
  expect(throughM(AROUND, [{ over: RING, tags: { natural: "water" } }])).toBeCloseTo(ROUND_M, 1);
  expect(throughM(AROUND, [{ over: RING, tags: { barrier: "wall" } }])).toBeCloseTo(ROUND_M, 1);
  expect(throughM(AROUND, [{ over: RING, tags: { leisure: "swimming_pool" } }])).toBeCloseTo(ROUND_M, 1);
});

test("a broad pier is walked straight across", () => {
  expect(throughM({}, [], { man_made: "pier", area: "yes" })).toBeCloseTo(300, 1);
});

test("a roof, a house on another layer and one that begins above the ground are walked under", () => {
  for (const tags of [
    { building: "roof" },
    { building: "yes", layer: "1" },
    { building: "yes", "building:min_level": "1" },
  ])
    expect(throughM(AROUND, [{ over: RING, tags }])).toBeCloseTo(300, 1);
});

test("a square indoors or on a bridge has no obstacles", () => {
  const house = [{ over: RING, tags: { building: "yes" } }];
  expect(throughM(AROUND, house, { ...SQUARE, indoor: "yes" })).toBeCloseTo(300, 1);
  expect(throughM(AROUND, house, { ...SQUARE, bridge: "yes" })).toBeCloseTo(300, 1);
});

test("a house that holds a door, and one that stands around the square, are not obstacles", () => {
  const hall = { e: [60, 20], f: [140, 20], g: [140, 80], h: [60, 80] } as const;
  expect(throughM(hall, [{ over: RING, tags: { building: "yes" } }])).toBeCloseTo(300, 1);
  const roof = { e: [-20, -20], f: [120, -20], g: [120, 120], h: [-20, 120] } as const;
  expect(throughM(roof, [{ over: RING, tags: { building: "yes" } }])).toBeCloseTo(300, 1);
});

test("a house that stands half in the square is walked around inside or along the rim", () => {
  // From y = -20 to y = 60: by (20, 60) and (80, 60).
  const half = { e: [20, -20], f: [80, -20], g: [80, 60], h: [20, 60] } as const;
  const byCorners = 200 + 60 + 2 * Math.hypot(20, 10);
  expect(throughM(half, [{ over: RING, tags: { building: "yes" } }])).toBeCloseTo(byCorners, 1);
});

test("a wall is passed at its ends and gates, and not at its bends", () => {
  // Straight from (50, 20) up to the rim: round its lower end.
  const wall = { p: [50, 20], q: [50, 100] } as const;
  expect(throughM(wall, [{ over: ["p", "q"], tags: { barrier: "wall" } }])).toBeCloseTo(
    200 + 2 * Math.hypot(50, 30),
    1,
  );
  // With a gate at (50, 60) that end is the longer way.
  const gated = { p: [50, 20], m: [50, 60, { barrier: "gate" }], q: [50, 100] } as const;
  expect(throughM(gated, [{ over: ["p", "m", "q"], tags: { barrier: "wall" } }])).toBeCloseTo(
    200 + 2 * Math.hypot(50, 10),
    1,
  );
  // A wall from side to side that bends at (60, 50): no way but the rim, which is walked past its ends.
  const bent = { p: [50, 0], m: [60, 50], q: [50, 100] } as const;
  expect(throughM(bent, [{ over: ["p", "m", "q"], tags: { barrier: "wall" } }])).toBeCloseTo(400, 1);
});

test("holes of a relation hold for its outer way, whatever carries the tags", () => {
  const relations = [
    {
      members: [
        [1, "outer"],
        [4, "inner"],
      ] as const,
      tags: { type: "multipolygon" },
    },
  ];
  const plan = {
    nodes: { ...DOORS.nodes, ...AROUND },
    ways: [...DOORS.ways, { over: RING, tags: {} }],
    relations,
  };
  // On both sides of the hole along its edge, which is walked too.
  expect(squareWalkM(plan, [-100, 50], [200, 50])).toBeCloseTo(ROUND_M, 1);
});

test("a relation keeps what the extract leaves of its rim and of its holes, and says so", () => {
  const members = [
    [4, "outer"],
    [5, "outer"],
    [6, "inner"],
  ] as const;
  const plan: OsmPlan = {
    nodes: { ...squarePlan(100).nodes, ...AROUND, z: [300, 0], y: [300, 100] },
    ways: [
      ...squarePlan(100).ways.slice(1),
      { over: ["z", "y"], tags: STREET },
      { over: ["a", "b", "c", "d", "a"], tags: {} },
      // The other outer ring is cut: from the first ring's corner b on to z, and then nothing.
      { over: ["b", "z", "gone"], tags: {} },
      { over: ["e", "f", "gone"], tags: {} },
    ],
    relations: [{ members, tags: { type: "multipolygon", highway: "pedestrian" } }],
  };
  // Ways 1 and 2 are the streets, 3 the far one.
  expect(squareWalkM(plan, [0, -200], [300, 100])).toBeCloseTo(200 + 100 + 200 + 100, 1);
  const notes = squareNotes(plan);
  expect(notes["squares-cut-by-the-edge-of-the-extract-walked-along-what-is-left-of-the-rim"]).toBe(1);
  expect(notes["holes-of-squares-cut-by-the-edge-of-the-extract-what-is-left-of-them-is-walked-around"]).toBe(
    1,
  );
});

test("what stands in squares is counted", () => {
  const plan = {
    nodes: { ...DOORS.nodes, ...AROUND, p: [60, 60], q: [140, 60], r: [140, 40], s: [60, 40] } as const,
    ways: [
      ...DOORS.ways,
      { over: RING, tags: { building: "yes" } },
      { over: ["p", "q", "r", "s", "p"], tags: { building: "yes" } },
    ],
  };
  const notes = squareNotes(plan);
  expect(notes["buildings-water-and-walls-in-squares-walked-around"]).toBe(1);
  expect(notes["buildings-water-and-walls-over-doors-of-squares-walked-under"]).toBe(1);
});
