import { expect, test } from "vitest";
import { BarrierSight } from "../../../src/isochrone/barrier-sight.js";

/** Pseudo-random numbers in [0, 1) from a fixed seed (a linear congruence, high bits). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** Barriers of one piece each in a square of 40 grid units; a grid unit is 600e-7 degrees, about 7 m. */
function sightOf(pieces: readonly (readonly number[])[]): BarrierSight {
  const at = (axis: number) => Int32Array.from(pieces.flatMap((p) => [p[axis]! * 600, p[axis + 2]! * 600]));
  const first = Uint32Array.from({ length: pieces.length + 1 }, (_, i) => 2 * i);
  const unnamed = { kind: new Uint8Array(pieces.length), name: new Uint32Array(pieces.length) };
  const sight = new BarrierSight({ count: pieces.length, first, lonE7: at(0), latE7: at(1), ...unnamed });
  sight.place({ originLonE7: 0, originX: 0, originY: 0, stepX: 600, stepY: 600 });
  return sight;
}

test("a street's barriers hide the same places after those beyond the distance are let go", () => {
  let letGo = 0;
  let hidden = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const next = random(seed);
    const number = (span: number) => Math.round(next() * span);
    const walls = Array.from({ length: 12 }, () => [number(40), number(40), number(40), number(40)]);
    const [ax, ay, bx, by] = [12 + next() * 16, 12 + next() * 16, 12 + next() * 16, 12 + next() * 16];
    const radius = 2 + next() * 5;
    const [whole, narrowed] = [sightOf(walls), sightOf(walls)];
    for (const sight of [whole, narrowed]) sight.select(0, 0, 40, 40);
    narrowed.narrow(ax, ay, bx, by, radius);
    letGo += whole.count - narrowed.count;
    for (let k = 0; k < 200; k++) {
      const t = next();
      const [qx, qy] = [ax + t * (bx - ax), ay + t * (by - ay)];
      const angle = next() * 2 * Math.PI;
      const away = next() * radius;
      const [px, py] = [qx + away * Math.cos(angle), qy + away * Math.sin(angle)];
      const hides = whole.firstCrossing(px, py, qx, qy) < 1;
      expect(narrowed.hides(px, py, qx, qy)).toBe(hides);
      if (hides) hidden++;
    }
  }
  // Both happen, often: 720 walls in all, 12,000 lines of sight.
  expect(letGo).toBeGreaterThan(100);
  expect(hidden).toBeGreaterThan(1000);
});

test("barriers fetched again, on another grid, hide as before", () => {
  const sight = sightOf([
    [0, 0, 10, 10],
    [30, 0, 30, 40],
  ]);
  sight.select(25, 5, 35, 35);
  const wall = sight.fetched();
  expect([...wall]).toEqual([3]);
  // Twice as fine: the wall stands at 60.
  sight.place({ originLonE7: 0, originX: 0, originY: 0, stepX: 300, stepY: 300 });
  expect(sight.fetch(wall)).toBe(1);
  expect(sight.hides(59, 40, 61, 40)).toBe(true);
  expect(sight.hides(10, 20, 30, 20)).toBe(false);
});

test("a barrier is near if it crosses a piece or comes within the distance of it, at an end or beside it", () => {
  const sight = sightOf([[20, 10, 20, 30]]);
  sight.select(0, 0, 40, 40);
  expect(sight.isNear(10, 20, 30, 20, 0.5)).toBe(true);
  expect(sight.isNear(23, 12, 23, 28, 3)).toBe(true);
  expect(sight.isNear(23, 12, 23, 28, 2.99)).toBe(false);
  // The wall's end is 3 to the east and 4 to the north of the piece's end: 5 apart.
  expect(sight.isNear(10, 6, 17, 6, 5)).toBe(true);
  expect(sight.isNear(10, 6, 17, 6, 4.99)).toBe(false);
});
