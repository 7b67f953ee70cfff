import fc from "fast-check";
import { expect, test } from "vitest";
import { areaOf, cellShares } from "../../../src/geo/clip-cells.js";
import { SEED } from "../../support/random-town.js";

type Ring = [number, number][];
const box = (left: number, top: number, right: number, bottom: number): Ring => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
  [left, top],
];
const sharesOf = (rings: Ring[], columns = 4, rows = 4) =>
  cellShares(rings, columns, rows).map(({ column, row, share }) => [column, row, Number(share.toFixed(12))]);

test("a box covers the cells that it lies on, by their share of area", () => {
  expect(sharesOf([box(0.5, 1, 2, 1.25)])).toEqual([
    [0, 1, 0.125],
    [1, 1, 0.25],
  ]);
  // The other way round, and with a hole of a quarter of the second cell.
  expect(sharesOf([box(2, 1, 0, 2), box(1.25, 1.25, 1.75, 1.75)])).toEqual([
    [0, 1, 1],
    [1, 1, 0.75],
  ]);
});

test("what lies outside the grid is left out, and a touched edge is not a share", () => {
  expect(sharesOf([box(-5, -5, 0.5, 0.5)])).toEqual([[0, 0, 0.25]]);
  expect(sharesOf([box(4, 0, 9, 9)])).toEqual([]);
  expect(sharesOf([box(1, 1, 1, 3)])).toEqual([]);
});

test("a concave ring is clipped right: a U leaves its notch out", () => {
  const u: Ring = [
    [0, 0],
    [1, 0],
    [1, 0.75],
    [2, 0.75],
    [2, 0],
    [3, 0],
    [3, 1],
    [0, 1],
    [0, 0],
  ];
  expect(sharesOf([u])).toEqual([
    [0, 0, 1],
    [1, 0, 0.25],
    [2, 0, 1],
  ]);
});

test("the shares of a star add up to its area, and each is the area of what a smaller grid finds in that cell", () => {
  const star = fc.array(fc.double({ min: 0.2, max: 3, noNaN: true }), { minLength: 3, maxLength: 12 });
  fc.assert(
    fc.property(star, (radii) => {
      const ring = radii.map((r, i): [number, number] => {
        const angle = (2 * Math.PI * i) / radii.length;
        return [4 + r * Math.cos(angle), 4 + r * Math.sin(angle)];
      });
      ring.push(ring[0]!);
      const shares = cellShares([ring], 8, 8);
      expect(shares.every(({ share }) => share > 0 && share <= 1)).toBe(true);
      expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(areaOf(ring), 9);
      // Cells of half the size: four of them make one.
      const finer = cellShares([ring.map(([u, v]): [number, number] => [2 * u, 2 * v])], 16, 16);
      for (const { column, row, share } of shares) {
        const inCell = finer.filter((f) => f.column >> 1 === column && f.row >> 1 === row);
        expect(inCell.reduce((sum, f) => sum + f.share, 0) / 4).toBeCloseTo(share, 9);
      }
    }),
    { seed: SEED, numRuns: 60 },
  );
});
