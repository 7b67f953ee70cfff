import { area } from "@turf/turf";
import fc from "fast-check";
import { expect, test } from "vitest";
import { metres, minutes } from "../../../src/base/cost-units.js";
import { checkIsochrone } from "../../../src/isochrone/check-isochrone.js";
import { eachIsochrone } from "../../../src/isochrone/each-isochrone.js";
import { type Isochrones, isochrone } from "../../../src/isochrone/isochrone.js";
import { linkPoints } from "../../../src/network/link-points.js";
import { DISTANCE_BASIS, PROFILES } from "../../../src/network/profiles.js";
import { EdgeFlag } from "../../../src/network/street-draft.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { randomTown, SEED } from "../../support/random-town.js";
import { gridPlan, onHills, place, pointsAt, type TownPlan, town } from "../../support/town.js";

const ANY_SIZE = { minComponentPoints: 1 };

function circles(plan: TownPlan, at: readonly [number, number][], cutoffsM: readonly number[], options = {}) {
  const costs = walkCosts(town(plan), DISTANCE_BASIS);
  const origins = linkPoints(costs, pointsAt(at), ANY_SIZE);
  return { origins, found: isochrone(costs, origins, { cutoffs: cutoffsM.map(metres), ...options }) };
}

function areaM2({ polygons }: Isochrones, i: number): number {
  return area({ type: "MultiPolygon", coordinates: polygons[i]! });
}

function covers(isochrones: Isochrones, i: number, east: number, north: number): boolean {
  const [lon, lat] = place(east, north);
  let inside = false;
  for (const ring of isochrones.polygons[i]!.flat()) {
    for (let k = 1; k < ring.length; k++) {
      const [a, b] = [ring[k - 1]!, ring[k]!];
      if (a[1] > lat !== b[1] > lat && lon < a[0] + ((lat - a[1]) / (b[1] - a[1])) * (b[0] - a[0]))
        inside = !inside;
    }
  }
  return inside;
}

const STREET: TownPlan = { points: { a: [-2000, 0], b: [2000, 0] }, streets: [{ over: ["a", "b"] }] };

test("along one straight street the circle is a stadium of the predicted size", () => {
  // 500 m each way and 30 m beside: 2 · 30 · 1000 + π · 30² m²; the outline may be off by half a cell, 5 m, of
  // 2 · 1000 + 2 π · 30 m of rim.
  const { found } = circles(STREET, [[0, 0]], [500]);
  const exact = 2 * 30 * 1000 + Math.PI * 900;
  expect(areaM2(found, 0)).toBeGreaterThan(exact * 0.99);
  expect(areaM2(found, 0)).toBeLessThan(exact + 5 * (2000 + 2 * Math.PI * 30));
  expect(found.reachedMm).toEqual([1_000_000]);
});

test("cutoffs nest, in whatever order they are given", () => {
  const { found, origins } = circles(
    gridPlan({ columns: 9, rows: 9, spacingM: 100 }),
    [[400, 400]],
    [360, 120, 240],
  );
  expect(found.cutoffs).toEqual([120_000, 240_000, 360_000]);
  expect(areaM2(found, 0)).toBeLessThan(areaM2(found, 1));
  expect(areaM2(found, 1)).toBeLessThan(areaM2(found, 2));
  expect(checkIsochrone(origins, found)).toMatchObject({ ok: true, violations: [] });
});

test("shells run against the clock and holes with it, and every ring is closed", () => {
  const { found } = circles(gridPlan({ columns: 6, rows: 6, spacingM: 250 }), [[500, 500]], [600], {
    fillHolesM2: 0,
  });
  let holes = 0;
  for (const part of found.polygons[0]!) {
    part.forEach((ring, r) => {
      let double = 0;
      for (let k = 1; k < ring.length; k++)
        double += ring[k - 1]![0] * ring[k]![1] - ring[k]![0] * ring[k - 1]![1];
      expect(Math.sign(double)).toBe(r === 0 ? 1 : -1);
      expect(ring[0]).toEqual(ring[ring.length - 1]);
      if (r > 0) holes++;
    });
  }
  expect(holes).toBeGreaterThan(0);
});

test("the far bank of a river is covered only from the bridge on", () => {
  // A quay along the south bank and one along the north bank 50 m apart, a bridge at 1000 m.
  const plan: TownPlan = {
    points: { a: [0, 0], b: [1000, 0], c: [0, 50], d: [1000, 50] },
    streets: [{ over: ["a", "b"] }, { over: ["c", "d"] }, { over: ["b", "d"] }],
    barriers: [
      {
        kind: "river",
        line: [
          [-100, 25],
          [1100, 25],
        ],
      },
    ],
  };
  const near = circles(plan, [[0, 0]], [800]);
  expect(covers(near.found, 0, 400, 10)).toBe(true);
  expect(covers(near.found, 0, 400, 45)).toBe(false);
  // Within a cell of the river line the outline may spread; 20 m beyond it may not.
  expect(checkIsochrone(near.origins, near.found).ok).toBe(true);
  const far = circles(plan, [[0, 0]], [1300]);
  expect(covers(far.found, 0, 900, 60)).toBe(true);
  expect(covers(far.found, 0, 300, 60)).toBe(false);
});

test("a small enclosed block is filled and a large one stays a hole", () => {
  const ring = (side: number): TownPlan => ({
    points: { a: [0, 0], b: [side, 0], c: [side, side], d: [0, side] },
    streets: [{ over: ["a", "b", "c", "d", "a"] }],
  });
  // 150 m less 2 · 30 m is a hole of 0.8 ha; 250 m leaves 3.6 ha.
  const holes = (side: number, options = {}) =>
    circles(ring(side), [[0, 0]], [2 * side], options).found.polygons[0]!.flat().length - 1;
  expect(holes(150)).toBe(0);
  expect(holes(150, { fillHolesM2: 0 })).toBe(1);
  expect(holes(250)).toBe(1);
});

test("one-way streets reach different places from a point and to it", () => {
  const plan: TownPlan = {
    points: { a: [-600, 0], o: [0, 0], b: [600, 0] },
    streets: [{ over: ["a", "o", "b"], attributes: EdgeFlag.backwardClosed }],
  };
  const from = circles(plan, [[0, 0]], [300], { direction: "from" });
  const to = circles(plan, [[0, 0]], [300], { direction: "to" });
  expect([covers(from.found, 0, 250, 0), covers(from.found, 0, -250, 0)]).toEqual([true, false]);
  expect([covers(to.found, 0, 250, 0), covers(to.found, 0, -250, 0)]).toEqual([false, true]);
  for (const { origins, found } of [from, to]) expect(checkIsochrone(origins, found).ok).toBe(true);
});

test("the leg off the street counts, and street lines are cut where the walk ends", () => {
  const { found } = circles(STREET, [[0, 40]], [240], { lines: true });
  // 40 m to the street leave 200 m each way.
  expect(Math.abs(found.reachedMm[0]! - 400_000)).toBeLessThanOrEqual(20);
  const lons = found.lines![0]!.flat().map(([lon]) => lon);
  expect(Math.max(...lons)).toBeCloseTo(place(200, 0)[0], 6);
  expect(Math.min(...lons)).toBeCloseTo(place(-200, 0)[0], 6);
});

test("an unlinked origin has empty circles and a note, and nothing is thrown", () => {
  const { found } = circles(STREET, [[0, 5000]], [300]);
  expect(found.polygons).toEqual([[]]);
  expect(found.notes.length).toBe(1);
});

test("minutes draw on the time basis, and limits in the other unit are refused", () => {
  const costs = walkCosts(town(STREET), PROFILES.adult);
  const origins = linkPoints(costs, pointsAt([[0, 0]]), ANY_SIZE);
  // 5 minutes at 1.2 m/s are 360 m each way.
  const [reachedMm] = isochrone(costs, origins, { cutoffs: [minutes(5)] }).reachedMm;
  expect(Math.abs(reachedMm! - 720_000)).toBeLessThanOrEqual(2);
  expect(() => isochrone<"ms" | "mm">(costs, origins, { cutoffs: [metres(5)] })).toThrow("use minutes()");
});

test("in any town the promise holds, piece by piece", () => {
  const at = fc.tuple(fc.integer({ min: -20, max: 420 }), fc.integer({ min: -20, max: 420 }));
  fc.assert(
    fc.property(
      randomTown(),
      fc.array(at, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 700 }),
      fc.boolean(),
      (plan, places, cutoffM, to) => {
        const { origins, found } = circles(plan, places, [cutoffM / 3, cutoffM], {
          direction: to ? "to" : "from",
        });
        expect(checkIsochrone(origins, found).violations).toEqual([]);
      },
    ),
    { seed: SEED, numRuns: 200 },
  );
});

test("on hills too, from a place and to it", () => {
  const at = fc.tuple(fc.integer({ min: -20, max: 420 }), fc.integer({ min: -20, max: 420 }));
  fc.assert(
    fc.property(randomTown(), at, fc.integer({ min: 1, max: 12 }), fc.boolean(), (plan, from, min, to) => {
      const costs = walkCosts(onHills(town(plan)), PROFILES.adult);
      const origins = linkPoints(costs, pointsAt([from]), ANY_SIZE);
      const direction = to ? "to" : "from";
      const found = isochrone(costs, origins, { cutoffs: [minutes(min / 3), minutes(min)], direction });
      expect(checkIsochrone(origins, found).violations).toEqual([]);
    }),
    { seed: SEED, numRuns: 150 },
  );
});

test("the proof finds what was tampered with", () => {
  const { origins, found } = circles(
    gridPlan({ columns: 9, rows: 9, spacingM: 100 }),
    [[400, 400]],
    [200, 300],
  );
  const kinds = (polygons: Isochrones["polygons"]) =>
    new Set(checkIsochrone(origins, { ...found, polygons }).violations.map(({ kind }) => kind));
  const square = (halfM: number): [number, number][] =>
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ].map(([x, y]) => place(400 + x! * halfM, 400 + y! * halfM));
  expect(kinds([[[square(50)]], found.polygons[1]!])).toEqual(new Set(["reached-outside"]));
  expect(kinds([found.polygons[0]!, [[square(400)]]])).toEqual(new Set(["unreached-inside"]));
  expect(kinds([found.polygons[1]!, found.polygons[0]!])).toContain("not-nested");
  const [first, ...rest] = found.polygons[1]![0]![0]!;
  expect(kinds([found.polygons[0]!, [[rest]]])).toContain("open-ring");
  const bow: [number, number][] = [place(0, 0), place(800, 800), place(800, 0), place(0, 800), place(0, 0)];
  expect(kinds([found.polygons[0]!, [[bow]]])).toContain("crossing-rings");
  expect(first).toBeDefined();
});

test("isochrones of many points are those of each point alone, and stop at their signal", () => {
  const plan = gridPlan({ columns: 9, rows: 9, spacingM: 100 });
  const costs = walkCosts(town(plan), DISTANCE_BASIS);
  // The third point lies 5 km off, and joins no street.
  const places: [number, number][] = [
    [100, 100],
    [400, 350],
    [5000, 5000],
    [800, 0],
  ];
  const origins = linkPoints(costs, pointsAt(places), ANY_SIZE);
  const done: number[] = [];
  const options = { cutoffs: [metres(200), metres(400)] };
  const streamed = [...eachIsochrone(costs, origins, { ...options, onProgress: (n) => done.push(n) })];
  expect(streamed).toEqual(places.map((_, point) => isochrone(costs, origins, { ...options, point })));
  expect(streamed[2]!.notes[0]!.code).toBe("unlinked-origin");
  expect(done).toEqual([1, 2, 3, 4]);

  const stop = new AbortController();
  const stopped = eachIsochrone(costs, origins, { ...options, signal: stop.signal });
  expect(stopped.next().done).toBe(false);
  stop.abort(new Error("enough"));
  expect(() => stopped.next()).toThrow("enough");
});
