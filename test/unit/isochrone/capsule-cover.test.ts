import { expect, test } from "vitest";
import { CapsuleCover } from "../../../src/isochrone/capsule-cover.js";

/** Pseudo-random numbers in [0, 1) from a fixed seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

type Piece = readonly [ax: number, ay: number, bx: number, by: number];

function distance([ax, ay, bx, by]: Piece, x: number, y: number): number {
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  const t =
    squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}

const isCovered = ({ bits, words, rowFrom }: CapsuleCover, column: number, row: number) =>
  ((bits[(row - rowFrom) * words + (column >> 5)]! >>> (column & 31)) & 1) === 1;

/** Pieces of all directions, some of no length, some along grid lines, inside a grid of 70 × 60 with room around. */
function pieces(seed: number, radius: number): Piece[] {
  const next = random(seed);
  const room = radius + 1.5;
  const place = () => [room + next() * (69 - 2 * room), room + next() * (59 - 2 * room)] as const;
  return Array.from({ length: 6 }, (_, i): Piece => {
    const [ax, ay] = place();
    const [bx, by] = place();
    if (i === 0) return [ax, ay, ax, ay];
    if (i === 1) return [Math.round(ax), Math.round(ay), Math.round(bx), Math.round(ay)];
    if (i === 2) return [Math.round(ax), Math.round(ay), Math.round(ax), Math.round(by)];
    return [ax, ay, bx, by];
  });
}

test("covered are exactly the grid points within the radius of a piece", () => {
  const wrong: number[][] = [];
  for (let seed = 1; seed <= 25; seed++) {
    const radius = 1 + (seed % 7);
    const stamped = pieces(seed, radius);
    const cover = new CapsuleCover();
    cover.begin(70, 0, 59);
    for (const piece of stamped) cover.stamp(Float64Array.from(piece), 0, radius);
    for (const piece of stamped) cover.measure(Float64Array.from(piece), 0, radius);
    for (let row = 0; row < 60; row++) {
      for (let column = 0; column < 70; column++) {
        const nearest = Math.min(...stamped.map((piece) => distance(piece, column, row)));
        if (Math.abs(nearest - radius) < 1e-9) continue;
        if (isCovered(cover, column, row) !== nearest < radius) wrong.push([seed, column, row]);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test("between a covered and an uncovered grid point the share ends where, from outside, the radius is first met", () => {
  let edges = 0;
  const wrong: number[][] = [];
  for (let seed = 1; seed <= 25; seed++) {
    const radius = 1 + (seed % 7);
    const stamped = pieces(seed, radius);
    const cover = new CapsuleCover();
    cover.begin(70, 0, 59);
    for (const piece of stamped) cover.stamp(Float64Array.from(piece), 0, radius);
    for (const piece of stamped) cover.measure(Float64Array.from(piece), 0, radius);
    for (let row = 0; row < 59; row++) {
      for (let column = 0; column < 69; column++) {
        for (const axis of [0, 1] as const) {
          const [endX, endY] = axis === 0 ? [column + 1, row] : [column, row + 1];
          const lower = isCovered(cover, column, row);
          if (lower === isCovered(cover, endX, endY)) continue;
          edges++;
          const share = cover.share(column, row, axis, lower);
          const at = (part: number) => {
            const along = lower ? part : 1 - part;
            const [x, y] = axis === 0 ? [column + along, row] : [column, row + along];
            return Math.min(...stamped.map((piece) => distance(piece, x, y)));
          };
          // Shares are held to 1/65535; at the very end of a capsule the distance is within that of the radius.
          expect(Math.abs(at(share) - radius)).toBeLessThan(2e-5);
          for (let part = share + 1e-4; part <= 1; part += 0.05)
            expect(at(part)).toBeGreaterThan(radius - 1e-9);
        }
      }
    }
  }
  expect(edges).toBeGreaterThan(2000);
  expect(wrong).toEqual([]);
});

test("a grid done in bands is covered as in one piece", () => {
  const stamped = pieces(5, 4);
  const whole = new CapsuleCover();
  whole.begin(70, 0, 59);
  for (const piece of stamped) whole.stamp(Float64Array.from(piece), 0, 4);
  for (const piece of stamped) whole.measure(Float64Array.from(piece), 0, 4);
  const band = new CapsuleCover();
  for (let from = 0; from < 59; from += 9) {
    const to = Math.min(59, from + 9);
    band.begin(70, from, to);
    for (const piece of stamped) band.stamp(Float64Array.from(piece), 0, 4);
    for (const piece of stamped) band.measure(Float64Array.from(piece), 0, 4);
    for (let row = from; row <= to; row++) {
      for (let column = 0; column < 70; column++) {
        expect(isCovered(band, column, row)).toBe(isCovered(whole, column, row));
        // Only edges that the outline crosses are measured for certain.
        for (const axis of [0, 1] as const) {
          if (axis === 1 && row === to) continue;
          const lower = isCovered(whole, column, row);
          if (lower === isCovered(whole, column + 1 - axis, row + axis)) continue;
          expect(band.share(column, row, axis, lower)).toBe(whole.share(column, row, axis, lower));
        }
      }
    }
  }
});
