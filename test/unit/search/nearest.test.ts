import { expect, test } from "vitest";
import { metres, minutes, NO_FACILITY, UNREACHED, unlimited } from "../../../src/base/cost-units.js";
import { linkPoints } from "../../../src/network/link-points.js";
import { DISTANCE_BASIS, PROFILES } from "../../../src/network/profiles.js";
import { EdgeFlag } from "../../../src/network/street-draft.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { costMatrix } from "../../../src/search/cost-matrix.js";
import { kNearestCosts, nearestCosts } from "../../../src/search/nearest.js";
import { shortestPath } from "../../../src/search/shortest-path.js";
import { sumWithinLimit } from "../../../src/search/sum-within-limit.js";
import { gridPlan, pointsAt, type TownPlan, town } from "../../support/town.js";

const ANY_SIZE = { minComponentPoints: 1 };
const oneMetreASecond = { ...PROFILES.adult, speedMps: 1 };

function linked(plan: TownPlan, profile = DISTANCE_BASIS) {
  const costs = walkCosts(town(plan), profile);
  return { costs, at: (places: [number, number][]) => linkPoints(costs, pointsAt(places), ANY_SIZE) };
}

test("a block's time to the clinic is the sum of the street edges walked", () => {
  // Crossings 100 m apart walked at 1 m/s, so every street edge takes 100 s.
  const costs = walkCosts(town(gridPlan({ columns: 5, rows: 5, spacingM: 100 })), oneMetreASecond);
  const clinics = linkPoints(costs, pointsAt([[0, 0]]), ANY_SIZE);
  const blocks = linkPoints(
    costs,
    pointsAt([
      [0, 0],
      [300, 0],
      [200, 200],
      [400, 400],
    ]),
    ANY_SIZE,
  );

  const { cost } = nearestCosts(costs, clinics, blocks, { limit: minutes(10) });

  // Manhattan distance by hand: 0, 3, 4 and 8 edges; 800 s lies past the 600 s limit.
  expect([...cost]).toEqual([0, 300_000, 400_000, UNREACHED]);
});

test("of two facilities equally far the one of lower index is the nearest", () => {
  const { costs, at } = linked(gridPlan({ columns: 5, rows: 1, spacingM: 100 }));
  const { facility } = nearestCosts(
    costs,
    at([
      [400, 0],
      [0, 0],
    ]),
    at([
      [200, 0],
      [201, 0],
      [199, 0],
    ]),
    {
      limit: unlimited("mm"),
    },
  );
  expect([...facility]).toEqual([0, 0, 1]);
});

test("a block and a facility on one street edge meet along it, not by way of its ends", () => {
  // A street of 1000 m: home at 400 m, shop at 430 m; each 5 m off the street: 30 + 10 m.
  const { costs, at } = linked({ points: { a: [0, 0], b: [1000, 0] }, streets: [{ over: ["a", "b"] }] });
  const limit = unlimited("mm");
  const [homes, shops] = [at([[400, 5]]), at([[430, 5]])];
  expect(nearestCosts(costs, shops, homes, { limit }).cost[0]).toBeCloseTo(40_000, -2);
  expect(costMatrix(costs, homes, shops, { limit }).cost[0]).toBeCloseTo(40_000, -2);
  const walk = shortestPath(costs, homes, 0, shops, 0)!;
  expect(walk.streetMm).toBeCloseTo(30_000, -2);
  expect(walk.offStreetMm).toBeCloseTo(10_000, -2);
  expect(walk.stretches.length).toBe(1);
});

test("on a one-way street the walk back goes round the block", () => {
  // Moving walkway a → b of 200 m; the way round by c is 2 × 316.228 m.
  const plan: TownPlan = {
    points: { a: [0, 0], b: [200, 0], c: [100, 300] },
    streets: [{ over: ["a", "b"], attributes: EdgeFlag.backwardClosed }, { over: ["b", "c", "a"] }],
  };
  const { costs, at } = linked(plan);
  const limit = unlimited("mm");
  const [start, end] = [at([[60, 0]]), at([[140, 0]])];
  // Along: 80 m. Back from 140 m: on to b 60, round 632.456, then 60 from a.
  expect(costMatrix(costs, start, end, { limit }).cost[0]).toBeCloseTo(80_000, -2);
  expect(costMatrix(costs, end, start, { limit }).cost[0]).toBeCloseTo(60_000 + 632_456 + 60_000, -2);
  expect(nearestCosts(costs, end, start, { limit, direction: "from" }).cost[0]).toBeCloseTo(752_456, -2);
});

test("nobody walks through a private compound, but its people walk out and guests walk in", () => {
  // Public ring road of 400 m on the west, private short cut of 100 m between x and y.
  const plan: TownPlan = {
    points: { x: [0, 0], y: [0, 100], p: [-150, 0], q: [-150, 100], m: [0, 50] },
    streets: [{ over: ["x", "p", "q", "y"] }, { over: ["x", "m", "y"], attributes: EdgeFlag.private }],
  };
  const { costs, at } = linked(plan);
  const limit = unlimited("mm");
  const [south, north, inside] = [at([[-10, 0]]), at([[-10, 100]]), at([[0, 40]])];
  // 140 + 100 + 140 m round, not 10 + 100 + 10 through.
  expect(costMatrix(costs, south, north, { limit }).cost[0]).toBeCloseTo(380_000, -2);
  expect(costMatrix(costs, inside, north, { limit }).cost[0]).toBeCloseTo(70_000, -2);
  expect(costMatrix(costs, north, inside, { limit }).cost[0]).toBeCloseTo(70_000, -2);
});

test("a facility for residents serves its own compound and nobody outside", () => {
  const plan: TownPlan = {
    points: { s: [0, 0], t: [200, 0], u: [200, 100] },
    streets: [{ over: ["s", "t"] }, { over: ["t", "u"], attributes: EdgeFlag.private }],
  };
  const costs = walkCosts(town(plan), DISTANCE_BASIS);
  const club = linkPoints(costs, { ...pointsAt([[200, 90]]), residentsOnly: Uint8Array.of(1) }, ANY_SIZE);
  const homes = linkPoints(
    costs,
    pointsAt([
      [200, 40],
      [100, 0],
    ]),
    ANY_SIZE,
  );
  const limit = unlimited("mm");
  const { cost, facility } = nearestCosts(costs, club, homes, { limit });
  expect(cost[0]).toBeCloseTo(50_000, -2);
  expect([...facility]).toEqual([0, NO_FACILITY]);
  expect([...costMatrix(costs, homes, club, { limit }).first]).toEqual([0, 1, 1]);
});

test("k nearest come in order and are filled up where there are fewer", () => {
  const { costs, at } = linked(gridPlan({ columns: 6, rows: 1, spacingM: 100 }));
  const shops = at([
    [500, 0],
    [100, 0],
    [200, 0],
  ]);
  const { cost, facility } = kNearestCosts(costs, shops, at([[0, 0]]), { limit: metres(450), k: 3 });
  expect([...cost]).toEqual([100_000, 200_000, UNREACHED]);
  expect([...facility]).toEqual([1, 2, NO_FACILITY]);
});

test("people within a walk are summed, the limit itself included", () => {
  const { costs, at } = linked(gridPlan({ columns: 6, rows: 1, spacingM: 100 }));
  const homes = at([
    [100, 0],
    [200, 0],
    [300, 0],
  ]);
  const sum = sumWithinLimit(
    costs,
    at([
      [0, 0],
      [500, 0],
    ]),
    homes,
    [10, 20.5, 40],
    { limit: metres(200) },
  );
  expect([...sum]).toEqual([30.5, 40]);
  expect(() => sumWithinLimit(costs, homes, homes, [1], { limit: metres(1) })).toThrow(
    "1 weights were given for 3",
  );
});

test("empty sets, unlinked points and a limit of zero are answered", () => {
  const { costs, at } = linked(gridPlan({ columns: 3, rows: 1, spacingM: 100 }));
  const none = at([]);
  const far = at([[100, 9000]]);
  const home = at([[100, 0]]);
  expect([...nearestCosts(costs, none, home, { limit: metres(500) }).cost]).toEqual([UNREACHED]);
  expect([...nearestCosts(costs, home, none, { limit: metres(500) }).cost]).toEqual([]);
  expect([...nearestCosts(costs, far, home, { limit: metres(500) }).cost]).toEqual([UNREACHED]);
  expect([...nearestCosts(costs, home, home, { limit: metres(0) }).cost]).toEqual([0]);
  expect(shortestPath(costs, home, 0, far, 0)).toBeNull();
});

test("a limit in the other unit and a linkage of other costs are refused", () => {
  const { costs, at } = linked(gridPlan({ columns: 3, rows: 1, spacingM: 100 }));
  const home = at([[0, 0]]);
  expect(() => nearestCosts<"mm" | "ms">(costs, home, home, { limit: minutes(5) })).toThrow("use metres()");
  const other = walkCosts(costs.network, DISTANCE_BASIS);
  expect(() => nearestCosts(other, home, home, { limit: metres(5) })).toThrow(
    "link the points with linkPoints()",
  );
});

test("a path lists its stretches in walking order", () => {
  const { costs, at } = linked(gridPlan({ columns: 3, rows: 3, spacingM: 100 }));
  const walk = shortestPath(costs, at([[50, 0]]), 0, at([[200, 150]]), 0)!;
  // 50 m east along row 0, 100 m more to the corner (200, 0), then 150 m north along column 2.
  expect(walk.streetMm).toBeCloseTo(300_000, -2);
  const names = walk.stretches.map((s) => costs.network.names[costs.network.edgeName[s.edge]!]);
  expect(names).toEqual(["Row 0", "Row 0", "Column 2", "Column 2"]);
  expect(walk.cost).toBe(walk.streetMm + walk.offStreetMm);
});
