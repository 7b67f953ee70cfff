import fc from "fast-check";
import { expect, test } from "vitest";
import { type LonLat, pointInPolygon, polygonAreaM2 } from "../../../src/geo/polygon-point.js";
import { SEED } from "../../support/random-town.js";

/** How often the ring turns round the place: another rule than the one under test. */
function turns(ring: readonly LonLat[], [x, y]: LonLat): number {
  let angle = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [ring[i - 1]![0] - x, ring[i - 1]![1] - y];
    const [bx, by] = [ring[i]![0] - x, ring[i]![1] - y];
    angle += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
  }
  // Adding nought makes one nought of two.
  return Math.round(angle / (2 * Math.PI)) + 0;
}

test("the point lies in the polygon, however its spikes are and whatever its courtyard", () => {
  const spikes = fc.array(fc.double({ min: 0.05, max: 1, noNaN: true }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(spikes, fc.boolean(), (radii, hasCourtyard) => {
      const corner = (r: number, i: number): LonLat => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [71 + 0.01 * r * Math.cos(angle), 51 + 0.01 * r * Math.sin(angle)];
      };
      const scaled = (share: number) =>
        [...radii, radii[0]!].map((r, i) => corner(share * r, i % radii.length));
      const rings = hasCourtyard ? [scaled(1), scaled(0.7)] : [scaled(1)];
      const point = pointInPolygon(rings);
      expect(turns(rings[0]!, point)).toBe(1);
      if (hasCourtyard) expect(turns(rings[1]!, point)).toBe(0);
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test("a polygon without area stands for itself by its first corner", () => {
  const line: LonLat[] = [
    [1, 2],
    [3, 2],
    [1, 2],
    [1, 2],
  ];
  expect(pointInPolygon([line])).toEqual([1, 2]);
  expect(polygonAreaM2([line])).toBe(0);
});

test("the area is in square metres, holes taken off, whichever way the rings turn", () => {
  const square = (side: number): LonLat[] => [
    [0, 0],
    [side, 0],
    [side, side],
    [0, side],
    [0, 0],
  ];
  // On the equator 0.001° are 111.319 m by 110.574 m; the hole is a quarter of that.
  const whole = 111.319 * 110.574;
  expect(polygonAreaM2([square(0.001)])).toBeCloseTo(whole, -1);
  expect(polygonAreaM2([square(0.001), square(0.0005).reverse()])).toBeCloseTo(0.75 * whole, -1);
});
