import { expect, test } from "vitest";
import { metres } from "../../../src/base/cost-units.js";
import { linkPoints } from "../../../src/network/link-points.js";
import { PROFILES } from "../../../src/network/profiles.js";
import { decodeNetwork, encodeNetwork } from "../../../src/network/storage.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { nearestCosts } from "../../../src/search/nearest.js";
import { shortestPath } from "../../../src/search/shortest-path.js";
import { walkShape } from "../../../src/search/walk-description.js";
import { linkedAt, SQUARE, STREET, squareCosts, squarePlan, squareWalkM } from "../../support/square-town.js";
import { place, pointsAt } from "../../support/town.js";

const LARGE = squarePlan(300);

test("a place in a square walks straight to the door that it sees, off any cap", () => {
  // √(x² + y²) to the corner, and 200 m down the street.
  expect(squareWalkM(LARGE, [150, 150], [0, -200])).toBeCloseTo(Math.hypot(150, 150) + 200, 1);
  expect(squareWalkM(LARGE, [250, 150], [0, -200])).toBeCloseTo(Math.hypot(250, 150) + 200, 1);
  expect(squareWalkM(LARGE, [290, 290], [0, -200])).toBeCloseTo(Math.hypot(290, 290) + 200, 1);
  expect(squareWalkM(LARGE, [150, 20], [0, -200])).toBeCloseTo(Math.hypot(150, 20) + 200, 1);
});

test("a place farther than the cap from every street of the rim is linked", () => {
  expect(squareWalkM(squarePlan(400), [200, 200], [0, -200])).toBeCloseTo(Math.hypot(200, 200) + 200, 1);
  expect(squareWalkM(squarePlan(700), [350, 350], [-200, 0])).toBeCloseTo(Math.hypot(350, 350) + 200, 1);
});

test("two places in a square that see each other walk straight", () => {
  expect(squareWalkM(LARGE, [100, 200], [250, 60])).toBeCloseTo(Math.hypot(150, 140), 1);
  // One at a house 10 m outside of the rim: straight to where it joins the rim, and on.
  expect(squareWalkM(LARGE, [150, 150], [200, -10])).toBeCloseTo(Math.hypot(50, 150) + 10, 1);
  // Both outside, at opposite sides.
  expect(squareWalkM(LARGE, [100, -10], [200, 310])).toBeCloseTo(Math.hypot(100, 300) + 20, 1);
});

// A house of 100 m by 100 m in the middle, which is not a hole of the square.
const WITH_HOUSE = squarePlan(300, {
  nodes: { e: [100, 100], f: [200, 100], g: [200, 200], h: [100, 200] },
  ways: [{ over: ["e", "f", "g", "h", "e"], tags: { building: "yes" } }],
});

test("two places that do not see each other walk by corners", () => {
  // From (50, 150) to (250, 150): by (100, 100) and (200, 100).
  expect(squareWalkM(WITH_HOUSE, [50, 150], [250, 150])).toBeCloseTo(100 + 2 * Math.hypot(50, 50), 1);
  // From (150, 250) by (100, 200) and (100, 100) on to the corner of the square lies (100, 200) → (0, 0) in sight.
  expect(squareWalkM(WITH_HOUSE, [150, 250], [0, -200])).toBeCloseTo(
    Math.hypot(50, 50) + Math.hypot(100, 200) + 200,
    1,
  );
});

test("a leg in a square does not lead through what stands there", () => {
  // A house along the south side, 1 m inside: from behind it the nearest street is the rim, but through the house.
  const plan = squarePlan(100, {
    nodes: { e: [10, 1], f: [90, 1], g: [90, 11], h: [10, 11], x: [50, -100], y: [50, 0] },
    ways: [{ over: ["e", "f", "g", "h", "e"], tags: { building: "yes" } }],
  });
  // From (50, 20) by (10, 11) to the corner, and 200 m down: not 20 + 50 + 200.
  expect(squareWalkM(plan, [50, 20], [0, -200])).toBeCloseTo(Math.hypot(40, 9) + Math.hypot(10, 11) + 200, 1);
});

test("the shape of a walk shows the leg across the square", () => {
  const costs = squareCosts(LARGE);
  const both = linkedAt(costs, [
    [150, 150],
    [0, -200],
    [250, 60],
  ]);
  const walk = shortestPath(costs, both, 0, both, 1);
  expect((walk?.offStreetMm ?? 0) / 1000).toBeCloseTo(Math.hypot(150, 150), 1);
  const near = (shape: readonly (readonly [number, number])[]) =>
    shape.map(([lon, lat]) => `${lon.toFixed(6)} ${lat.toFixed(6)}`);
  expect(walk && near(walkShape(walk, both, 0, both, 1))).toEqual(
    near([place(150, 150), place(0, 0), place(0, -200)]),
  );
  const straight = shortestPath(costs, both, 0, both, 2);
  expect(straight?.streetMm).toBe(0);
  expect(straight?.across?.lengthMm).toBe(straight?.cost);
  expect(straight && near(walkShape(straight, both, 0, both, 2))).toEqual(
    near([place(150, 150), place(250, 60)]),
  );
});

test("what is nearest is a place in the same square, though no street lies between", () => {
  const costs = squareCosts(LARGE);
  const homes = linkedAt(costs, [
    [150, 150],
    [-100, 0],
  ]);
  const kiosks = linkedAt(costs, [
    [-190, 0],
    [200, 150],
  ]);
  const { cost, facility } = nearestCosts(costs, kiosks, homes, { limit: metres(1000) });
  expect([...facility]).toEqual([1, 0]);
  // Places are rounded to 1e-7 degrees.
  expect([...cost].map((mm) => Math.round(mm / 100))).toEqual([500, 900]);
});

test("the distance to the nearest street is of any street, also once a place is linked", () => {
  const costs = squareCosts(
    squarePlan(300, {
      nodes: { p: [-60, 100], q: [-60, 160] },
      ways: [{ over: ["p", "q"], tags: STREET }],
    }),
  );
  // A piece of street that hangs on nothing lies 10 m away, and the rim 50 m.
  const { nearestStreetMm, offStreetMm, unlinked } = linkedAtOf(costs, [-50, 130]);
  expect([unlinked[0], Math.round((nearestStreetMm[0] ?? 0) / 100)]).toEqual([0, 100]);
  expect(Math.round((offStreetMm[0] ?? 0) / 100)).toBe(500);
});

function linkedAtOf(costs: ReturnType<typeof squareCosts>, at: readonly [number, number]) {
  const { lon, lat } = { lon: Float64Array.of(place(...at)[0]), lat: Float64Array.of(place(...at)[1]) };
  return linkPoints(costs, { lon, lat, entrances: null, residentsOnly: null }, { minComponentPoints: 3 });
}

test("a saved network keeps its squares, and an older form is refused", () => {
  const { network } = squareCosts(WITH_HOUSE);
  const bytes = encodeNetwork(network);
  expect(decodeNetwork(bytes)).toEqual(network);
  expect(network.squares?.count).toBe(1);
  const older = bytes.slice();
  older[8] = 3;
  expect(() => decodeNetwork(older)).toThrow("saved in form 3, this library reads 4: build it again");
});

test("wheels do not cross a square that is closed to them", () => {
  const plan = squarePlan(300, {}, { ...SQUARE, wheelchair: "no" });
  const costs = walkCosts(squareCosts(plan).network, PROFILES.wheelchair);
  const linked = linkPoints(costs, pointsAt([[150, 150]]), { minComponentPoints: 1 });
  expect(linked.squareSpots).toBeUndefined();
});
