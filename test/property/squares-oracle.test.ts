/**
 * Walks in squares against a dense visibility graph: all corners and both places, every pair judged by places along its line.
 */
import { expect, test } from "vitest";
import { metres } from "../../src/base/cost-units.js";
import { checkIsochrone } from "../../src/isochrone/check-isochrone.js";
import { isochrone } from "../../src/isochrone/isochrone.js";
import { costMatrix } from "../../src/search/cost-matrix.js";
import { nearestCosts } from "../../src/search/nearest.js";
import { shortestPath } from "../../src/search/shortest-path.js";
import { sumWithinLimit } from "../../src/search/sum-within-limit.js";
import { openWalkEngine } from "../../src/search/walk-engine.js";
import type { OsmPlan } from "../support/osm-town.js";
import { linkedAt, SQUARE, STREET, squareCosts } from "../support/square-town.js";

type Place = readonly [x: number, y: number];

/** A generator of numbers from 0 to 1 (Park and Miller 1988). */
function seeded(seed: number) {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

interface Scene {
  readonly rim: readonly Place[];
  readonly houses: readonly (readonly Place[])[];
  readonly places: readonly Place[];
}

/** A rim of 12 corners 60 to 150 m around the origin, up to three houses within 50 m, and free places. */
function scene(seed: number): Scene {
  const random = seeded(seed);
  const rim = Array.from({ length: 12 }, (_, i): Place => {
    const [angle, radius] = [((i + 0.6 * random()) / 12) * 2 * Math.PI, 60 + 90 * random()];
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
  const houses = Array.from({ length: 1 + (seed % 3) }, () => {
    const [x, y, turn] = [-25 + 50 * random(), -25 + 50 * random(), Math.PI * random()];
    const [long, wide] = [5 + 15 * random(), 3 + 10 * random()];
    return [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ].map(
      ([u = 0, v = 0]): Place => [
        x + u * long * Math.cos(turn) - v * wide * Math.sin(turn),
        y + u * long * Math.sin(turn) + v * wide * Math.cos(turn),
      ],
    );
  });
  const places: Place[] = [];
  while (places.length < 6) {
    const at: Place = [-150 + 300 * random(), -150 + 300 * random()];
    if (isFreeBy(rim, houses, at, -0.5)) places.push(at);
  }
  return { rim, houses, places };
}

/** Whether a place lies inside the rim and outside all houses, or within `slack` metres of that. */
function isFreeBy(
  rim: readonly Place[],
  houses: readonly (readonly Place[])[],
  at: Place,
  slack: number,
): boolean {
  const depth = (ring: readonly Place[]) => (inside(ring, at) ? 1 : -1) * toRing(ring, at);
  return depth(rim) >= -slack && houses.every((house) => -depth(house) >= -slack);
}

function inside(ring: readonly Place[], [x, y]: Place): boolean {
  return ring.reduce((odd, [ax, ay], i) => {
    const [bx, by] = ring[(i + 1) % ring.length] as Place;
    return ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax) ? !odd : odd;
  }, false);
}

function toRing(ring: readonly Place[], [x, y]: Place): number {
  return Math.min(
    ...ring.map(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length] as Place;
      const [dx, dy] = [bx - ax, by - ay];
      const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)));
      return Math.hypot(ax + t * dx - x, ay + t * dy - y);
    }),
  );
}

/** Shortest way between places 0 and 1 of a list over all pairs of it that see each other. */
function oracleM({ rim, houses }: Scene, from: Place, to: Place): number {
  const nodes = [from, to, ...rim, ...houses.flat()];
  const seen = (a: Place, b: Place) => {
    const steps = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 0.2);
    for (let k = 0; k <= steps; k++) {
      const at: Place = [a[0] + (k / steps) * (b[0] - a[0]), a[1] + (k / steps) * (b[1] - a[1])];
      if (!isFreeBy(rim, houses, at, 0.03)) return false;
    }
    return true;
  };
  const best = nodes.map((_, i) => (i === 0 ? 0 : Infinity));
  const done = new Set<number>();
  for (;;) {
    let at = -1;
    for (let i = 0; i < nodes.length; i++) {
      if (!done.has(i) && (best[i] ?? Infinity) < (best[at] ?? Infinity)) at = i;
    }
    if (at < 0 || at === 1) return best[1] ?? Infinity;
    done.add(at);
    for (let i = 0; i < nodes.length; i++) {
      const [a, b] = [nodes[at] as Place, nodes[i] as Place];
      const length = (best[at] ?? Infinity) + Math.hypot(b[0] - a[0], b[1] - a[1]);
      if (!done.has(i) && length < (best[i] ?? Infinity) && seen(a, b)) best[i] = length;
    }
  }
}

function planOf({ rim, houses }: Scene): OsmPlan {
  const rings = [rim, ...houses];
  const name = (r: number, i: number) => `${r}.${i}`;
  const nodes = Object.fromEntries(
    rings.flatMap((ring, r) => ring.map((at, i) => [name(r, i), at] as const)),
  );
  const over = (ring: readonly Place[], r: number) => [...ring.map((_, i) => name(r, i)), name(r, 0)];
  const [x, y] = rim[0] as Place;
  return {
    nodes: { ...nodes, out: [3 * x, 3 * y] },
    ways: [
      { over: over(rim, 0), tags: SQUARE },
      ...houses.map((house, r) => ({ over: over(house, r + 1), tags: { building: "yes" } })),
      { over: ["0.0", "out"], tags: STREET },
    ],
  };
}

const SEEDS = Array.from({ length: 25 }, (_, i) => 1 + i);

test("walks between places of a square are those of a dense visibility graph, and the same both ways", () => {
  for (const seed of SEEDS) {
    const one = scene(seed);
    const costs = squareCosts(planOf(one));
    const linked = linkedAt(costs, one.places);
    for (let k = 0; k < 6; k += 2) {
      const walk = shortestPath(costs, linked, k, linked, k + 1);
      const back = shortestPath(costs, linked, k + 1, linked, k);
      const expected = oracleM(one, one.places[k] as Place, one.places[k + 1] as Place);
      // 0.03 m of slack in what is seen, and places rounded to 1e-7 degrees.
      expect(Math.abs((walk?.cost ?? 0) / 1000 - expected), `seed ${seed}, place ${k}`).toBeLessThan(0.15);
      expect(back?.cost, `seed ${seed}, place ${k}`).toBe(walk?.cost);
    }
  }
}, 120_000);

test("all searches agree on places in squares, on any number of threads, compiled or not", async () => {
  for (const seed of SEEDS.slice(0, 8)) {
    const one = scene(seed);
    const costs = squareCosts(planOf(one));
    const starts = linkedAt(costs, one.places.slice(0, 3));
    const ends = linkedAt(costs, one.places.slice(2));
    const limit = metres(150);
    const walks = [0, 1, 2].map((s) =>
      [0, 1, 2, 3].map((e) => shortestPath(costs, starts, s, ends, e, { limit })?.cost ?? null),
    );
    const plain = openWalkEngine(costs, { webAssembly: false, threads: 1 });
    for (const matrix of [
      costMatrix(costs, starts, ends, { limit }),
      await plain.matrix(starts, ends, { limit }),
    ]) {
      const rows = walks.map((_, s) => {
        const row: (number | null)[] = [null, null, null, null];
        for (let k = matrix.first[s] ?? 0; k < (matrix.first[s + 1] ?? 0); k++)
          row[matrix.column[k] ?? 0] = matrix.cost[k] ?? null;
        return row;
      });
      expect(rows, `seed ${seed}`).toEqual(walks);
    }
    const counts = walks.map((row) => row.filter((cost) => cost !== null).length);
    expect([...sumWithinLimit(costs, starts, ends, [1, 1, 1, 1], { limit })]).toEqual(counts);
    expect([...(await plain.sum(starts, ends, [1, 1, 1, 1], { limit }))]).toEqual(counts);
    const least = walks.map((row) => Math.min(...row.map((cost) => cost ?? 0xffffffff)));
    expect([...nearestCosts(costs, ends, starts, { limit }).cost]).toEqual(least);
    expect([...(await plain.nearest(ends, starts, { limit })).cost]).toEqual(least);
    await plain.close();
  }
});

test("an isochrone covers what is walked of a square, from a place in it and from the street, and no more", () => {
  for (const seed of SEEDS.slice(0, 8)) {
    const one = scene(seed);
    const costs = squareCosts(planOf(one));
    const outside = (one.rim[0] as Place).map((metre) => 1.5 * metre) as [number, number];
    for (const origin of [one.places[0] as Place, outside]) {
      const linked = linkedAt(costs, [origin]);
      const areas = isochrone(costs, linked, { cutoffs: [metres(60), metres(130), metres(240)] });
      expect(checkIsochrone(linked, areas).violations, `seed ${seed}`).toEqual([]);
      const bare = { ...areas, polygons: areas.polygons.map(() => []) };
      expect(checkIsochrone(linked, bare).violations.some(({ kind }) => kind === "ground-outside")).toBe(
        true,
      );
    }
  }
}, 60_000);
