import { expect, test } from "vitest";
import { rememberingLinker } from "../../../src/network/place-linker.js";
import { DISTANCE_BASIS, PROFILES } from "../../../src/network/profiles.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { pointsAt, town } from "../../support/town.js";

const STREET = { points: { a: [0, 0], b: [200, 0] }, streets: [{ over: ["a", "b"] }] } as const;
const ANY_SIZE = { minComponentPoints: 1 };

test("links found for one profile serve another with its own costs, and other points are linked anew", () => {
  const network = town(STREET);
  const link = rememberingLinker();
  const inMetres = link(walkCosts(network, DISTANCE_BASIS), pointsAt([[60, 40]]), ANY_SIZE);
  const inTime = link(walkCosts(network, PROFILES.adult), pointsAt([[60, 40]]), ANY_SIZE);
  expect(inTime.edge).toBe(inMetres.edge);
  // 40 m at 1.2 m/s is 33.3 s.
  expect(inTime.offStreetCost[0]).toBeCloseTo(33_333, -2);
  expect(inMetres.offStreetCost[0]).toBeCloseTo(40_000, -2);
  const moved = link(walkCosts(network, DISTANCE_BASIS), pointsAt([[90, 40]]), ANY_SIZE);
  expect(moved.alongMm[0]).toBeCloseTo(90_000, -2);
});

test("another network is linked anew, whatever the points", () => {
  const link = rememberingLinker();
  const [long, short] = [
    town(STREET),
    town({ points: { a: [0, 0], b: [50, 0] }, streets: [{ over: ["a", "b"] }] }),
  ];
  const points = pointsAt([[60, 0]]);
  const onLong = link(walkCosts(long, DISTANCE_BASIS), points, ANY_SIZE);
  const onShort = link(walkCosts(short, DISTANCE_BASIS), points, ANY_SIZE);
  // On the street of 200 m the point is 60 m along it; the street of 50 m ends 10 m before the point.
  expect([onLong.offStreetMm[0], onShort.alongMm[0]]).toEqual([0, 50_000]);
  expect(onShort.offStreetMm[0]).toBeCloseTo(10_000, -2);
});
