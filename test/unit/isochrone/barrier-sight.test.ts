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
