import fc from "fast-check";
import { expect, test } from "vitest";
import { metres } from "../../../src/base/cost-units.js";
import { BarrierSight } from "../../../src/isochrone/barrier-sight.js";
import { gridRule } from "../../../src/isochrone/grid-rule.js";
import { type Isochrones, isochrone } from "../../../src/isochrone/isochrone.js";
import { IsochroneEngine } from "../../../src/isochrone/isochrone-engine.js";
import { linkPoints } from "../../../src/network/link-points.js";
import { DISTANCE_BASIS } from "../../../src/network/profiles.js";
import { EdgeFlag } from "../../../src/network/street-draft.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { randomTown, SEED } from "../../support/random-town.js";
import { place, pointsAt, type TownPlan, town } from "../../support/town.js";

/** Degrees a metre; from a long way, because places are rounded. */
const PER_METRE = place(100_000, 100_000).map((degrees) => degrees / 100_000) as [number, number];

function draw(plan: TownPlan, at: readonly [number, number][], cutoffM: number, options = {}) {
  const costs = walkCosts(town(plan), DISTANCE_BASIS);
  const origins = linkPoints(costs, pointsAt(at), { minComponentPoints: 1 });
  return { costs, origins, found: isochrone(costs, origins, { cutoffs: [metres(cutoffM)], ...options }) };
}

function covers({ polygons }: Isochrones, east: number, north: number): boolean {
  const [lon, lat] = place(east, north);
  let inside = false;
  for (const ring of polygons[0]!.flat()) {
    for (let k = 1; k < ring.length; k++) {
      const [a, b] = [ring[k - 1]!, ring[k]!];
      const crosses = a[1] > lat !== b[1] > lat;
      if (crosses && lon < a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
    }
  }
  return inside;
}

/** Metres from a place to the nearest street line reached, or to a linked origin. */
function metresOff({ lines, origins }: Isochrones, east: number, north: number): number {
  const [perLon, perLat] = PER_METRE;
  const local = ([lon, lat]: readonly [number, number]) =>
    [lon / perLon - east, lat / perLat - north] as const;
  let nearest = Infinity;
  for (const { linked } of origins)
    for (const l of linked) nearest = Math.min(nearest, Math.hypot(...local(l)));
  for (const line of lines![0]!) {
    for (let k = 1; k < line.length; k++) {
      const [[ax, ay], [bx, by]] = [local(line[k - 1]!), local(line[k]!)];
      const [dx, dy] = [bx - ax, by - ay];
      const t = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy)));
      nearest = Math.min(nearest, Math.hypot(ax + t * dx, ay + t * dy));
    }
  }
  return nearest;
}

test("every place within the distance is inside, and none farther than half a cell more", () => {
  const at = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 400 }));
  const probe = fc.tuple(fc.integer({ min: -80, max: 480 }), fc.integer({ min: -80, max: 480 }));
  fc.assert(
    fc.property(
      randomTown(),
      at,
      fc.integer({ min: 150, max: 700 }),
      fc.constantFrom([30, 10], [30, 30], [12, 4], [50, 5]),
      fc.array(probe, { minLength: 40, maxLength: 40 }),
      (plan, origin, cutoffM, [distanceM, cellM], probes) => {
        const { found } = draw(plan, [origin], cutoffM, { distanceM, cellM, lines: true, fillHolesM2: 0 });
        if (found.polygons[0]!.length === 0) return;
        for (const [east, north] of probes) {
          const off = metresOff(found, east, north);
          // Two centimetres for coordinates and cuts rounded to 1e-7 degrees.
          if (off <= distanceM! - 0.02)
            expect([east, north, covers(found, east, north)]).toEqual([east, north, true]);
          if (off > distanceM! + cellM! / 2 + 0.02)
            expect([east, north, covers(found, east, north)]).toEqual([east, north, false]);
        }
      },
    ),
    { seed: SEED, numRuns: 150 },
  );
});

test("the grid is as fine as its rule says", () => {
  // 30 m and 10 m: r = 30.075, half = 4.85, u = 4.85 · 65 / (2 · 34.925) = 4.5132, spacing √2 u = 6.3827.
  const rule = gridRule(30, 10);
  expect(rule.spacingM).toBeCloseTo(6.3827, 3);
  // L = 34.925 − 4.5132 = 30.4118 m, and L² = r² + u².
  expect(rule.levelRadius * rule.spacingM).toBeCloseTo(30.4118, 3);
  expect(rule.level * rule.spacingM ** 2).toBeCloseTo(30.075 ** 2 + 4.5132 ** 2, 1);
  expect(() => gridRule(30, 31)).toThrow("cellM is 31: expected metres from 1 to distanceM (30)");
  expect(() => gridRule(0)).toThrow("distanceM is 0");
});

test("bands of rows change no byte of the result", () => {
  const plan: TownPlan = {
    points: { a: [0, 0], b: [500, 300], c: [100, 600] },
    streets: [{ over: ["a", "b", "c", "a"] }],
    barriers: [
      {
        kind: "wall",
        line: [
          [-100, 150],
          [600, 180],
        ],
      },
    ],
  };
  const { costs, origins } = draw(plan, [[0, 0]], 100);
  const options = { cutoffs: [metres(300), metres(900), metres(2000)] };
  const whole = new IsochroneEngine(costs).run(origins, options);
  expect(new IsochroneEngine(costs, { bandPoints: 1 }).run(origins, options)).toEqual(whole);
});

test("an engine used before answers as a new one", () => {
  const plan: TownPlan = { points: { a: [0, 0], b: [500, 0] }, streets: [{ over: ["a", "b"] }] };
  const { costs, origins } = draw(
    plan,
    [
      [0, 0],
      [500, 0],
    ],
    100,
  );
  const engine = new IsochroneEngine(costs);
  const first = engine.run(origins, { cutoffs: [metres(100)], point: 0 });
  engine.run(origins, { cutoffs: [metres(400)], point: 1, direction: "to" });
  expect(engine.run(origins, { cutoffs: [metres(100)], point: 0 })).toEqual(first);
  expect(first.origins.map(({ point }) => point)).toEqual([0]);
  expect(() => engine.run(origins, { cutoffs: [metres(1)], point: 2 })).toThrow("Point 2 was asked for");
  expect(() => engine.run(origins, { cutoffs: [] })).toThrow("No cutoff was given");
});

test("a wall beside the street stops the outline there, and only as far as the wall goes", () => {
  const plan: TownPlan = {
    points: { a: [0, 0], b: [600, 0] },
    streets: [{ over: ["a", "b"] }],
    barriers: [
      {
        kind: "wall",
        line: [
          [100, 15],
          [400, 15],
        ],
      },
    ],
  };
  const { found } = draw(plan, [[0, 0]], 600);
  // Just before the wall is inside; a metre behind it is not, in the middle of the wall and near the street's side.
  for (let east = 150; east <= 350; east += 7) {
    expect([east, covers(found, east, 14)]).toEqual([east, true]);
    expect([east, covers(found, east, 16)]).toEqual([east, false]);
  }
  // Without a wall 29 m beside the street is inside.
  expect(covers(found, 50, 29)).toBe(true);
  expect(covers(found, 500, 29)).toBe(true);
  expect(covers(found, 250, -29)).toBe(true);
});

test("a street along a wall is inside although the wall hides half of its surroundings", () => {
  // The wall runs 20 cm north of the street: nothing is gained beyond it but the cells the street runs through.
  const plan: TownPlan = {
    points: { a: [0, 0], b: [300, 40] },
    streets: [{ over: ["a", "b"] }],
    barriers: [
      {
        kind: "wall",
        line: [
          [-50, -6.47],
          [350, 46.87],
        ],
      },
    ],
  };
  const { found } = draw(plan, [[0, 0]], 300);
  for (let east = 0; east <= 300; east += 5) expect(covers(found, east, (east * 40) / 300)).toBe(true);
  expect(covers(found, 150, 20 + 16)).toBe(false);
  expect(covers(found, 150, 20 - 28)).toBe(true);
});

test("a hole that an unreached street runs in is kept, however small", () => {
  const points: TownPlan["points"] = {
    a: [0, 0],
    b: [150, 0],
    c: [150, 150],
    d: [0, 150],
    e: [75, 70],
    f: [75, 80],
  };
  const ring = { over: ["a", "b", "c", "d", "a"] };
  const holes = (plan: TownPlan) => draw(plan, [[0, 0]], 400).found.polygons[0]!.flat().length - 1;
  expect(holes({ points, streets: [ring] })).toBe(0);
  expect(holes({ points, streets: [ring, { over: ["e", "f"] }] })).toBe(1);
});

test("a private street is reached from its gate but is no way through", () => {
  const plan: TownPlan = {
    points: { a: [0, 0], g: [100, 0], h: [300, 0], b: [400, 0] },
    streets: [{ over: ["a", "g"] }, { over: ["g", "h"], attributes: EdgeFlag.private }, { over: ["h", "b"] }],
  };
  const { found } = draw(plan, [[0, 0]], 1000, { lines: true });
  expect(covers(found, 200, 0)).toBe(true);
  expect(covers(found, 399, 0)).toBe(false);
  // 100 m to the gate and 200 m inside.
  expect(found.reachedMm).toEqual([300_000]);
});

test("the origin itself is inside if its leg is no longer than the distance", () => {
  const plan: TownPlan = { points: { a: [0, 0], b: [200, 0] }, streets: [{ over: ["a", "b"] }] };
  for (const [off, inside] of [
    [29.9, true],
    [36, false],
  ] as const) {
    expect(covers(draw(plan, [[100, off]], 100).found, 100, off)).toBe(inside);
  }
});

test("a line of sight is hidden by a barrier it crosses, and not by one it touches", () => {
  const barriers = town({
    points: { a: [0, 0], b: [1, 0] },
    streets: [{ over: ["a", "b"] }],
    barriers: [
      {
        kind: "wall",
        line: [
          [0, 10],
          [10, 10],
          [20, 10],
        ],
      },
    ],
  }).barriers;
  const sight = new BarrierSight(barriers);
  const [stepX, stepY] = PER_METRE;
  sight.place({ originLonE7: 0, originX: 0, originY: 0, stepX: stepX * 1e7, stepY: stepY * 1e7 });
  expect(sight.select(0, 0, 20, 20)).toBe(2);
  expect(sight.hides(5, 0, 5, 20)).toBe(true);
  expect(sight.firstCrossing(5, 0, 5, 20)).toBeCloseTo(0.5, 3);
  expect(sight.hides(5, 0, 5, 9.9)).toBe(false);
  expect(sight.hides(25, 0, 25, 20)).toBe(false);
  expect(sight.hides(10, 0, 10, 20)).toBe(true);
  expect(sight.select(300, 300, 310, 310)).toBe(0);
});
