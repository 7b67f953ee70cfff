/**
 * Streets within a walk of a place, as the page draws them.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { degreeLengths } from "../../../../src/geo/earth.js";
import { drawnReach } from "../../../../src/report/page/drawn-reach.js";
import { streetsToWalk } from "../../../../src/report/page/drawn-walk.js";

const { lonM, latM } = degreeLengths(50);
/** Metres east and north of a place at 10° E, 50° N. */
const at = (eastM: number, northM: number): [number, number] => [10 + eastM / lonM, 50 + northM / latM];

function streetsOf(lines: readonly (readonly [number, number])[][]) {
  const places = lines.map((line) => line.map(([x, y]) => at(x, y)));
  const first = new Uint32Array(lines.length + 1);
  lines.forEach((line, i) => {
    first[i + 1] = first[i]! + line.length;
  });
  const flat = places.flat();
  return streetsToWalk({
    first,
    lon: Float64Array.from(flat, ([lon]) => lon),
    lat: Float64Array.from(flat, ([, lat]) => lat),
  });
}

const metresOf = (line: readonly (readonly [number, number])[]) =>
  line.slice(1).reduce((sum, b, i) => {
    const a = line[i]!;
    return sum + Math.hypot((b[0] - a[0]) * lonM, (b[1] - a[1]) * latM);
  }, 0);
const total = (lines: readonly (readonly [number, number])[][]) =>
  lines.reduce((sum, line) => sum + metresOf(line), 0);

/** A cross of four arms of 100 m, the eastern one with a bend half way. */
const CROSS = streetsOf([
  [
    [0, 0],
    [50, 0],
    [100, 0],
  ],
  [
    [0, 0],
    [-100, 0],
  ],
  [
    [0, 0],
    [0, 100],
  ],
  [
    [0, 0],
    [0, -100],
  ],
]);

test("each arm of a cross is reached as far as the walk goes", () => {
  expect(total(drawnReach(CROSS, at(0, 0), 60))).toBeCloseTo(4 * 60, 0);
  expect(total(drawnReach(CROSS, at(0, 0), 500))).toBeCloseTo(400, 0);
});

test("the leg to the street counts, and a street is entered in its middle", () => {
  // 10 m north of the eastern arm at 70 m: 50 m are left, 30 m to the end and 50 m back towards the crossing.
  const reached = drawnReach(CROSS, at(70, 10), 60);
  expect(total(reached)).toBeCloseTo(80, 0);
  expect(reached.length).toBe(1);
  // 20 m more: the crossing is passed after 70 m, 0 m are left on the other arms.
  expect(total(drawnReach(CROSS, at(70, 10), 80))).toBeCloseTo(100, 0);
  // 30 m beyond the crossing, on three arms.
  expect(total(drawnReach(CROSS, at(70, 10), 110))).toBeCloseTo(100 + 3 * 30, 0);
});

test("a street reached from both ends is drawn as far as it is reached, and a far place reaches nothing", () => {
  // A ring of 400 m: from a corner 150 m each way, 100 m stay unreached, the two parts being of the far sides.
  const ring = streetsOf([
    [
      [0, 0],
      [100, 0],
    ],
    [
      [100, 0],
      [100, 100],
    ],
    [
      [100, 100],
      [0, 100],
    ],
    [
      [0, 100],
      [0, 0],
    ],
  ]);
  expect(total(drawnReach(ring, at(0, 0), 150))).toBeCloseTo(300, 0);
  expect(total(drawnReach(ring, at(0, 0), 200))).toBeCloseTo(400, 0);
  expect(drawnReach(ring, at(5000, 0), 1000)).toEqual([]);
});

test("a longer walk never reaches less", () => {
  const place = fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 }));
  const walk = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }));
  fc.assert(
    fc.property(place, walk, ([x, y], [a, b]) => {
      const [short, long] = [Math.min(a, b), Math.max(a, b)];
      const reach = (limitM: number) => total(drawnReach(CROSS, at(x, y), limitM));
      expect(reach(long)).toBeGreaterThanOrEqual(reach(short) - 2);
    }),
    { seed: 7, numRuns: 200 },
  );
});
