import { expect, test } from "vitest";
import type { OsmPlan } from "../../../support/osm-town.js";
import { SQUARE, STREET, squareNotes, squareWalkM } from "../../../support/square-town.js";

type Place = readonly [number, number];

/** Squares by their corners; equal corners are one node. A street leads 100 m west from (0, y), one 100 m east from the other door. */
function town(
  rings: readonly (readonly Place[])[],
  [west, east]: readonly [Place, Place],
  tags: readonly Record<string, string>[] = [],
) {
  const nodes: Record<string, Place> = { from: [west[0] - 100, west[1]], to: [east[0] + 100, east[1]] };
  const nameOf = (place: Place) => {
    const name = `n${place.join("_")}`;
    nodes[name] = place;
    return name;
  };
  const squares = rings.map((ring, i) => {
    const names = ring.map(nameOf);
    return { over: [...names, names[0] as string], tags: tags[i] ?? SQUARE };
  });
  const streets = [
    { over: ["from", nameOf(west)], tags: STREET },
    { over: [nameOf(east), "to"], tags: STREET },
  ];
  return { nodes, ways: [...squares, ...streets] };
}

const walkM = (plan: OsmPlan, [west, east]: readonly [Place, Place]) =>
  (squareWalkM(plan, [west[0] - 100, west[1]], [east[0] + 100, east[1]]) ?? Number.NaN) - 200;

const A: Place[] = [
  [0, 0],
  [100, 0],
  [100, 100],
  [0, 100],
  [0, 50],
];
const B: Place[] = [
  [100, 0],
  [200, 0],
  [200, 50],
  [200, 100],
  [100, 100],
];
const DOORS: [Place, Place] = [
  [0, 50],
  [200, 50],
];
const BY_A_CORNER = 2 * Math.hypot(100, 50);

test("the side that two squares share is crossed at any place of it", () => {
  expect(walkM(town([A, B], DOORS), DOORS)).toBeCloseTo(200, 1);
  expect(walkM(town([B, A], DOORS), DOORS)).toBeCloseTo(200, 1);
  expect(walkM(town([A, [...B].reverse()], DOORS), DOORS)).toBeCloseTo(200, 1);
  expect(squareNotes(town([A, B], DOORS))).toMatchObject({
    "squares-that-share-a-side-with-another-crossed-as-one": 2,
  });
});

test("squares for other walkers, on another layer or level are crossed one by one", () => {
  for (const other of [{ layer: "1" }, { level: "1" }, { wheelchair: "no" }])
    expect(walkM(town([A, B], DOORS, [SQUARE, { ...SQUARE, ...other }]), DOORS)).toBeCloseTo(BY_A_CORNER, 1);
});

test("part of a side, three in a row, and a square that turns a corner", () => {
  // From x = 100 on it stands 50 m farther north; the line passes (100, 75), between (100, 50) and (100, 100).
  const west: Place[] = [
    [0, 0],
    [100, 0],
    [100, 50],
    [100, 100],
    [0, 100],
    [0, 25],
  ];
  const north: Place[] = [
    [100, 50],
    [200, 50],
    [200, 125],
    [200, 150],
    [100, 150],
    [100, 100],
  ];
  const doors: [Place, Place] = [
    [0, 25],
    [200, 125],
  ];
  expect(walkM(town([west, north], doors), doors)).toBeCloseTo(Math.hypot(200, 100), 1);
  // From (0, 10) the corner at (100, 50) hides the door: straight to it, and on.
  const low: [Place, Place] = [
    [0, 0],
    [200, 50],
  ];
  expect(walkM(town([west, north], low), low)).toBeCloseTo(Math.hypot(100, 50) + 100, 1);
  const third: Place[] = [
    [200, 0],
    [300, 0],
    [300, 50],
    [300, 100],
    [200, 100],
    [200, 50],
  ];
  const far: [Place, Place] = [
    [0, 50],
    [300, 50],
  ];
  expect(walkM(town([A, third, B], far), far)).toBeCloseTo(300, 1);
});

test("a yard between two squares is walked around", () => {
  const left: Place[] = [
    [0, 0],
    [150, 0],
    [150, 30],
    [100, 30],
    [100, 70],
    [150, 70],
    [150, 100],
    [0, 100],
    [0, 50],
  ];
  const right = left.map(([x, y]): Place => [300 - x, y]);
  const doors: [Place, Place] = [
    [0, 50],
    [300, 50],
  ];
  expect(walkM(town([left, right], doors), doors)).toBeCloseTo(100 + 2 * Math.hypot(100, 20), 1);
});

test("a square that fills the hole of another is crossed with it", () => {
  const outer: Place[] = [
    [0, 0],
    [300, 0],
    [300, 50],
    [300, 100],
    [0, 100],
    [0, 50],
  ];
  const hole: Place[] = [
    [100, 30],
    [200, 30],
    [200, 70],
    [100, 70],
  ];
  const doors: [Place, Place] = [
    [0, 50],
    [300, 50],
  ];
  const relations = [
    {
      members: [
        [1, "outer"],
        [2, "inner"],
      ] as const,
      tags: { type: "multipolygon", ...SQUARE },
    },
  ];
  const plan = { ...town([outer, hole], doors, [{}, SQUARE]), relations };
  expect(walkM(plan, doors)).toBeCloseTo(300, 1);
});

test("a street that ends on a shared side is reached across either square", () => {
  const shared: Place = [100, 50];
  const west: Place[] = [A[0] as Place, A[1] as Place, shared, ...A.slice(2)];
  const east: Place[] = [...B, shared];
  const { nodes, ways } = town([west, east], DOORS);
  const plan = {
    nodes: { ...nodes, down: [100, -200] as const },
    ways: [...ways, { over: ["n100_50", "down"], tags: STREET }],
  };
  expect(squareWalkM(plan, [-100, 50], [100, -200])).toBeCloseTo(100 + 100 + 250, 1);
});

test("what stands on a shared side is walked around", () => {
  // A house from (90, 20) to (110, 80).
  const house: Place[] = [
    [90, 20],
    [110, 20],
    [110, 80],
    [90, 80],
  ];
  const plan = town([A, B, house], DOORS, [SQUARE, SQUARE, { building: "yes" }]);
  expect(walkM(plan, DOORS)).toBeCloseTo(20 + 2 * Math.hypot(90, 30), 1);
});

test("squares of very many corners are crossed one by one", () => {
  const jagged = Array.from({ length: 200 }, (_, i): Place => [(i + 1) / 2.5, i % 2 === 0 ? -1 : 0]);
  const many: Place[] = [[0, 0], ...jagged, ...A.slice(1)];
  expect(walkM(town([many, B], DOORS), DOORS)).toBeCloseTo(BY_A_CORNER, 0);
});
