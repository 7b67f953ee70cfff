import { expect, test } from "vitest";
import { UNREACHED } from "../../../../src/base/cost-units.js";
import {
  linkedOtherwise,
  shorterWays,
  streetChange,
  walksOver,
  waysToFacilities,
} from "../../../../src/city/what-if/what-changes.js";
import { linkPoints } from "../../../../src/network/link-points.js";
import { DISTANCE_BASIS } from "../../../../src/network/profiles.js";
import { walkCosts } from "../../../../src/network/walk-costs.js";
import { pointsAt, town } from "../../../support/town.js";

// A street of 1 km and another of 1 km after it; they have names of their own, so each is one edge.
const COSTS = walkCosts(
  town({
    points: { w: [0, 0], m: [1000, 0], e: [2000, 0] },
    streets: [
      { over: ["w", "m"], name: "West Street" },
      { over: ["m", "e"], name: "East Street" },
    ],
  }),
  DISTANCE_BASIS,
);
const [WEST_STREET, EAST_STREET] = [0, 1];
const link = (...eastM: number[]) =>
  linkPoints(COSTS, pointsAt(eastM.map((m) => [m, 0])), { minComponentPoints: 1 });
/** Whole metres, null where there is no way. */
const metres = (ways: Uint32Array) =>
  [...ways].map((mm) => (mm === UNREACHED ? null : Math.round(mm / 1000)));

const BLOCKS = link(100, 1900);

test("the way to a changed street is that to its nearer end", () => {
  // East Street begins at 1000 m and ends at 2000 m.
  expect(metres(streetChange(BLOCKS, [EAST_STREET])!.ways)).toEqual([900, 100]);
  expect(metres(streetChange(BLOCKS, [WEST_STREET, EAST_STREET])!.ways)).toEqual([100, 100]);
  expect(streetChange(BLOCKS, [])).toBeNull();
});

test("a walk over a changed street is no shorter than the way there and the shortest way on", () => {
  const change = streetChange(BLOCKS, [EAST_STREET]);
  // From the ends of East Street the canteen at 600 m is 400 m and 1400 m away.
  expect(metres(walksOver(change, link(600), 2))).toEqual([1300, 500]);
  expect(metres(walksOver(change, link(), 2))).toEqual([null, null]);
  expect(metres(walksOver(null, link(600), 2))).toEqual([null, null]);
});

test("the way to changed facilities counts where they were and where they are", () => {
  const before = { blocks: BLOCKS, facilities: link(0, 500) };
  const after = { blocks: BLOCKS, facilities: link(0, 1500) };
  // The second canteen moves from 500 m to 1500 m: 400 m from the first block, 400 m from the second.
  expect(metres(waysToFacilities(before, after, { gone: [1], made: [1] }))).toEqual([400, 400]);
  expect(metres(waysToFacilities(before, after, { gone: [], made: [1] }))).toEqual([1400, 400]);
});

test("of two ways the shorter counts, block by block", () => {
  expect([...shorterWays(Uint32Array.of(1, 5, UNREACHED), Uint32Array.of(2, 4, 3))]).toEqual([1, 4, 3]);
});

test("facilities that join the street elsewhere, or serve others, are linked otherwise", () => {
  const before = link(0, 500, 800);
  const moved = link(0, 510, 800);
  const pairs = [0, 1, 2].map((f) => [f, f] as const);
  expect(linkedOtherwise(before, moved, pairs)).toEqual([[1, 1]]);
  const residentsOnly = Uint8Array.of(0, 0, 1);
  const closed = { ...before, points: { ...before.points, residentsOnly } };
  expect(linkedOtherwise(before, closed, pairs)).toEqual([[2, 2]]);
});
