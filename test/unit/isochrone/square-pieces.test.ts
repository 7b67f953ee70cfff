import { expect, test } from "vitest";
import { GroundLine, openGround } from "../../../src/geo/open-ground.js";
import { hasAllCorners, squarePieces } from "../../../src/isochrone/square-pieces.js";

/** A degree of latitude is 110,574 m at the equator, and of longitude 111,320 m: 100 m are about 9,000e-7 degrees. */
const RIM = [0, 0, 9000, 0, 9000, 5400, 0, 5400, 0, 0];

/** Lines as `x, y, x, y …` in 1e-7 degrees; the first is the rim. */
function groundOf(...lines: readonly { readonly kind: 0 | 1 | 2; readonly at: readonly number[] }[]) {
  const all = [{ kind: GroundLine.rim, at: RIM }, ...lines];
  const first = [0];
  for (const { at } of all) first.push(first[first.length - 1]! + at.length / 2);
  const flat = all.flatMap(({ at }) => at);
  return openGround({
    kind: all.map(({ kind }) => kind),
    first,
    lonE7: flat.filter((_, i) => i % 2 === 0),
    latE7: flat.filter((_, i) => i % 2 === 1),
  });
}

const rows = (pieces: Float64Array) =>
  Array.from({ length: pieces.length / 4 }, (_, i) => [...pieces.slice(4 * i, 4 * i + 4)]);

test("a square that is walked from end to end is its sides and chords 1.6 times the distance apart", () => {
  // 60 m high: the first chord 24 m up, the next would lie 72 m up.
  const pieces = rows(squarePieces(groundOf(), [[0, 0]], 30));
  expect(pieces.length).toBe(5);
  expect(pieces.slice(0, 4)).toEqual([
    [0, 0, 9000, 0],
    [9000, 0, 9000, 5400],
    [9000, 5400, 0, 5400],
    [0, 5400, 0, 0],
  ]);
  const [west, south, east, north] = pieces[4]!;
  expect([west, east]).toEqual([0, 9000]);
  expect(south).toBe(north);
  // 24 m are 24 / 0.011057 = 2,170.5 units of 1e-7 degrees.
  expect(Math.abs(south! - 2170.5)).toBeLessThan(2);
});

test("chords stop at what stands in the square, and what has no way in is left out", () => {
  const box = [3000, 1800, 6000, 1800, 6000, 3600, 3000, 3600, 3000, 1800];
  const corners = [
    [0, 0],
    [3000, 1800],
    [6000, 1800],
    [6000, 3600],
    [3000, 3600],
  ] as const;
  const around = rows(squarePieces(groundOf({ kind: 1, at: box }), corners, 30));
  // Four sides of the rim, four of the obstacle, a chord on each side of it.
  expect(around.length).toBe(10);
  expect(around.slice(8).map(([west, , east]) => [west, east])).toEqual([
    [0, 3000],
    [6000, 9000],
  ]);

  // A wall from south to north; the only door is in the west.
  const wall = { kind: GroundLine.wall, at: [4000, 0, 4000, 5400] };
  const west = rows(squarePieces(groundOf(wall), [[0, 0]], 30));
  for (const [ax, , bx] of west) expect(Math.max(ax!, bx!)).toBeLessThan(4000 + 200);
  expect(west.some(([ax, ay, bx, by]) => ax === 4000 && bx === 4000 && Math.abs(ay! - by!) === 5400)).toBe(
    true,
  );
});

test("a square has all its corners if every one where a walk may bend is a target", () => {
  // An inward corner at (4500, 2700); the outward ones bend no walk.
  const hook = openGround({
    kind: [GroundLine.rim],
    first: [0, 7],
    lonE7: [0, 9000, 9000, 4500, 4500, 0, 0],
    latE7: [0, 0, 2700, 2700, 5400, 5400, 0],
  });
  expect(hasAllCorners(hook, [[0, 0]])).toBe(false);
  expect(
    hasAllCorners(hook, [
      [0, 0],
      [4500, 2700],
    ]),
  ).toBe(true);
});
