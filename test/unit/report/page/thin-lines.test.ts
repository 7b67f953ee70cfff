/**
 * Thinned lines stay near to what they stand for.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { LonLat } from "../../../../src/geo/polygon-point.js";
import { thinLine } from "../../../../src/report/page/thin-lines.js";

test("a corner that stands out by more than the tolerance stays, one that does not goes", () => {
  // At the equator 1e-5 degrees are 1.1 m: corners 22 m and 1.1 m off the straight line.
  const line: LonLat[] = [
    [0, 0],
    [0.001, 0.0002],
    [0.002, 0],
    [0.003, 0.00001],
    [0.004, 0],
  ];
  expect(thinLine(line, 4)).toEqual([line[0], line[1], line[2], line[4]]);
});

test("ends stay, and every place that goes lies within the tolerance of the drawn line", () => {
  const step = fc.integer({ min: -3, max: 3 });
  const lines = fc.array(fc.tuple(step, step), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(lines, fc.integer({ min: 1, max: 400 }), (grid, toleranceM) => {
      // Places 111 m apart near the equator, with repeats and straight runs.
      const line = grid.map(([x, y]): LonLat => [x / 1000, y / 1000]);
      const thin = thinLine(line, toleranceM);

      expect([thin[0], thin.at(-1)]).toEqual([line[0], line.at(-1)]);
      for (const place of line) expect(distanceM(place, thin)).toBeLessThanOrEqual(toleranceM * 1.001);
    }),
    { seed: 20260101, numRuns: 500 },
  );
});

/** Distance to a line near the equator, a degree taken as 111.32 km east and 110.574 km north. */
function distanceM([lon, lat]: LonLat, line: readonly LonLat[]): number {
  const at = ([x, y]: LonLat) => [(x - lon) * 111_320, (y - lat) * 110_574] as const;
  const sides = line.slice(1).map((to, i) => {
    const [[ax, ay], [bx, by]] = [at(line[i]!), at(to)];
    const [dx, dy] = [bx - ax, by - ay];
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared));
    return Math.hypot(ax + share * dx, ay + share * dy);
  });
  return Math.min(...sides);
}
