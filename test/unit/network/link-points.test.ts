import { expect, test } from "vitest";
import { linkPoints } from "../../../src/network/link-points.js";
import { selectPoints, UNLINKED_REASONS } from "../../../src/network/linkage.js";
import { DISTANCE_BASIS, PROFILES } from "../../../src/network/profiles.js";
import { EdgeFlag } from "../../../src/network/street-draft.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { pointsAt, town } from "../../support/town.js";

const STREET = { points: { a: [0, 0], b: [200, 0] }, streets: [{ over: ["a", "b"] }] } as const;
const ANY_SIZE = { minComponentPoints: 1 };

test("a point is linked to the nearest place of the street, and its leg is measured to the millimetre", () => {
  const costs = walkCosts(town(STREET), DISTANCE_BASIS);
  const linkage = linkPoints(costs, pointsAt([[60, 40]]), ANY_SIZE);
  expect([...linkage.firstLink]).toEqual([0, 1]);
  expect(linkage.alongMm[0]).toBeCloseTo(60_000, -2);
  expect(linkage.offStreetMm[0]).toBeCloseTo(40_000, -2);
  expect(linkage.forwardCost[0]! + linkage.backwardCost[0]!).toBe(200_000);
});

test("a leg at the cap links and a leg past it does not, and is never shortened", () => {
  const costs = walkCosts(town(STREET), DISTANCE_BASIS);
  const linkage = linkPoints(
    costs,
    pointsAt([
      [100, 149.9],
      [100, 150.1],
      [100, 900],
    ]),
    ANY_SIZE,
  );
  expect([...linkage.firstLink]).toEqual([0, 1, 1, 1]);
  expect([...linkage.unlinked].map((r) => UNLINKED_REASONS[r])).toEqual([
    "linked",
    "no-street-in-reach",
    "no-street-in-reach",
  ]);
  expect(linkage.nearestStreetMm[2]).toBeCloseTo(900_000, -2);
});

test("a second street is linked too if its leg is at most 25 m longer", () => {
  // Parallel streets 60 m apart; the point lies 20 m from one and 40 m from the other, then 15 m and 45 m.
  const network = town({
    points: { a: [0, 0], b: [200, 0], c: [0, 60], d: [200, 60] },
    streets: [{ over: ["a", "b"] }, { over: ["c", "d"] }],
  });
  const costs = walkCosts(network, DISTANCE_BASIS);
  const { firstLink, edge } = linkPoints(
    costs,
    pointsAt([
      [100, 20],
      [100, 15],
    ]),
    ANY_SIZE,
  );
  expect([...firstLink]).toEqual([0, 2, 3]);
  expect([...edge]).toEqual([0, 1, 0]);
});

test("at a bend only the places count where the distance is locally smallest", () => {
  // From inside a right angle both arms have a nearest place of their own; from outside only the corner is one.
  const network = town({
    points: { a: [0, 100], b: [0, 0], c: [100, 0] },
    streets: [{ over: ["a", "b", "c"] }],
  });
  const { firstLink, alongMm } = linkPoints(
    walkCosts(network, DISTANCE_BASIS),
    pointsAt([
      [30, 20],
      [-10, -10],
    ]),
    ANY_SIZE,
  );
  expect([...firstLink]).toEqual([0, 2, 3]);
  expect([...alongMm].map((mm) => Math.round(mm / 1000))).toEqual([130, 80, 100]);
});

test("islands are used only if they hold a facility, and then beside the main network", () => {
  // An island path 10 m from the home, the main street 60 m away.
  const network = town({
    points: { a: [0, 0], b: [100, 0], c: [200, 0], i: [20, 50], j: [80, 50] },
    streets: [{ over: ["a", "b", "c"] }, { over: ["i", "j"] }],
  });
  const costs = walkCosts(network, DISTANCE_BASIS);
  const home = pointsAt([[50, 60]]);
  const size = { minComponentPoints: 3 };
  expect([...linkPoints(costs, home, size).edge]).toEqual([0]);
  const kiosk = linkPoints(costs, pointsAt([[40, 52]]), { ...size, islandsToo: true });
  // The kiosk lies 2 m from the island and 52 m from the main street: linked to both.
  expect([...kiosk.edge]).toEqual([1, 0]);
  expect([...linkPoints(costs, home, { ...size, facilities: [kiosk] }).edge]).toEqual([1, 0]);
});

test("a leg does not cross a mapped barrier", () => {
  // A wall between the point and the near street; the far street, 70 m off, is open.
  const network = town({
    points: { a: [0, 0], b: [200, 0], c: [0, 100], d: [200, 100] },
    streets: [{ over: ["a", "b"] }, { over: ["c", "d"] }],
    barriers: [
      {
        kind: "wall",
        line: [
          [0, 15],
          [200, 15],
        ],
      },
    ],
  });
  const costs = walkCosts(network, DISTANCE_BASIS);
  const { edge, offStreetMm } = linkPoints(costs, pointsAt([[100, 30]]), ANY_SIZE);
  expect([...edge]).toEqual([1]);
  expect(offStreetMm[0]).toBeCloseTo(70_000, -2);
  const near = { ...ANY_SIZE, offStreetCapM: 50 };
  const walledIn = linkPoints(costs, pointsAt([[100, 30]]), { ...near, assumeGates: false });
  expect(UNLINKED_REASONS[walledIn.unlinked[0]!]).toBe("behind-barrier");
  // Every way out is walled: a gate is assumed, and the near street joined.
  expect([...linkPoints(costs, pointsAt([[100, 30]]), near).edge]).toEqual([0]);
});

test("steps are not usable street for a wheelchair", () => {
  const network = town({ ...STREET, streets: [{ over: ["a", "b"], attributes: EdgeFlag.steps }] });
  const linkage = linkPoints(walkCosts(network, PROFILES.wheelchair), pointsAt([[100, 10]]), ANY_SIZE);
  expect(UNLINKED_REASONS[linkage.unlinked[0]!]).toBe("no-usable-street");
  expect(linkPoints(walkCosts(network, PROFILES.adult), pointsAt([[100, 10]]), ANY_SIZE).unlinked[0]).toBe(0);
});

test("entrances stand in for the place itself", () => {
  const costs = walkCosts(town(STREET), DISTANCE_BASIS);
  const [gateA, gateB] = [pointsAt([[50, 10]]), pointsAt([[150, 20]])];
  const points = {
    ...pointsAt([
      [100, 140],
      [100, 30],
    ]),
    entrances: {
      first: Uint32Array.of(0, 2, 2),
      lon: Float64Array.of(gateA.lon[0]!, gateB.lon[0]!),
      lat: Float64Array.of(gateA.lat[0]!, gateB.lat[0]!),
    },
  };
  const { firstLink, alongMm, offStreetMm } = linkPoints(costs, points, ANY_SIZE);
  expect([...firstLink]).toEqual([0, 2, 3]);
  expect([...alongMm].map((mm) => Math.round(mm / 1000))).toEqual([50, 150, 100]);
  expect([...offStreetMm].map((mm) => Math.round(mm / 1000))).toEqual([10, 20, 30]);
});

test("a point that is not in degrees is refused by its number", () => {
  const costs = walkCosts(town(STREET), DISTANCE_BASIS);
  const points = { ...pointsAt([[0, 0]]), lon: Float64Array.of(Number.NaN) };
  expect(() => linkPoints(costs, points)).toThrow(
    "Point 0 lies at (NaN, 0): expected longitude and latitude",
  );
});

test("a selection of points keeps their links", () => {
  const costs = walkCosts(town(STREET), DISTANCE_BASIS);
  const all = linkPoints(
    costs,
    pointsAt([
      [10, 5],
      [90, 5],
      [500, 500],
      [150, 5],
    ]),
    ANY_SIZE,
  );
  const some = selectPoints(all, [3, 2, 0]);
  expect([...some.firstLink]).toEqual([0, 1, 1, 2]);
  expect([...some.alongMm].map((mm) => Math.round(mm / 1000))).toEqual([150, 10]);
  expect([...some.unlinked]).toEqual([0, 1, 0]);
});
