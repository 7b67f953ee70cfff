import { expect, test } from "vitest";
import { keepToResidents } from "../../../../src/city/open/linked-places.js";
import { linkPoints } from "../../../../src/network/link-points.js";
import { DISTANCE_BASIS } from "../../../../src/network/profiles.js";
import { EdgeFlag } from "../../../../src/network/street-draft.js";
import { walkCosts } from "../../../../src/network/walk-costs.js";
import { facility } from "../../../support/gap-input.js";
import { pointsAt, town } from "../../../support/town.js";

// A public street of 1 km, and an estate street of 200 m northwards from its middle.
const COSTS = walkCosts(
  town({
    points: { w: [0, 0], gate: [500, 0], e: [1000, 0], inside: [500, 200] },
    streets: [{ over: ["w", "gate", "e"] }, { over: ["gate", "inside"], attributes: EdgeFlag.private }],
  }),
  DISTANCE_BASIS,
);
const link = (...places: [number, number][]) =>
  linkPoints(COSTS, pointsAt(places), { minComponentPoints: 1 });
const IN_ESTATE = link([505, 150]);
const OUTSIDE = link([100, 5]);

/** Whether facilities in the estate and outside it serve residents alone. */
function residentsOnly(openToAll: boolean | null, homes: ReturnType<typeof link>): number[] | null {
  const facilities = [facility("in", ["childcare"], { openToAll }), facility("out", ["childcare"])];
  const linked = link([500, 160], [200, 0]);
  const { points } = keepToResidents(facilities, linked, homes);
  return points.residentsOnly === null ? null : [...points.residentsOnly];
}

test("a facility inside an estate where people live serves its residents", () => {
  expect(residentsOnly(null, IN_ESTATE)).toEqual([1, 0]);
});

test("a facility that says whether it is open is reached by all: who may use it is asked apart", () => {
  expect(residentsOnly(true, IN_ESTATE)).toEqual([0, 0]);
  expect(residentsOnly(false, IN_ESTATE)).toEqual([0, 0]);
});

test("private streets without homes keep nobody out", () => {
  expect(residentsOnly(null, OUTSIDE)).toBeNull();
});
