import * as turf from "@turf/turf";
import fc from "fast-check";
import { expect, test } from "vitest";
import { convexHull, distanceToEdgeM, liesInArea } from "../../../src/geo/area.js";
import type { LonLat } from "../../../src/geo/polygon-point.js";
import { SEED } from "../../support/random-town.js";

// A square of 0.02° around 0, 0 with a hole of 0.01°, and a second square east of it.
const SQUARE: LonLat[] = [
  [-0.01, -0.01],
  [0.01, -0.01],
  [0.01, 0.01],
  [-0.01, 0.01],
  [-0.01, -0.01],
];
const HOLE: LonLat[] = [
  [-0.005, -0.005],
  [0.005, -0.005],
  [0.005, 0.005],
  [-0.005, 0.005],
  [-0.005, -0.005],
];
const EAST = SQUARE.map(([lon, lat]): LonLat => [lon + 0.1, lat]);
const AREA = [[SQUARE, HOLE], [EAST]];

test("inside is inside a polygon and outside its holes", () => {
  const places: LonLat[] = [
    [0.007, 0],
    [0, 0],
    [0.1, 0.009],
    [0.05, 0],
    [0, 0.011],
  ];
  expect(places.map((place) => liesInArea(AREA, place))).toEqual([true, false, true, false, false]);
  expect(liesInArea([], [0, 0])).toBe(false);
});

test("the edge is as far as the nearest side, the hole's too, from both sides", () => {
  // At the equator 0.001° of longitude is 111.32 m, of latitude 110.57 m (WGS 84).
  expect(distanceToEdgeM(AREA, [0, 0.006])).toBeCloseTo(110.57, 1);
  expect(distanceToEdgeM(AREA, [0.011, 0])).toBeCloseTo(111.32, 1);
  expect(distanceToEdgeM(AREA, [0, 0])).toBeCloseTo(5 * 110.57, 0);
  expect(distanceToEdgeM([], [0, 0])).toBe(Number.POSITIVE_INFINITY);
});

test("the hull is the one that Turf finds, whatever the order and however often a place comes", () => {
  const place = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 40 }), (grid) => {
      const places = grid.map(([x, y]): LonLat => [x / 1024, y / 1024]);
      const hull = convexHull([...places, ...places]);
      const oracle = turf.convex(turf.points(places.map((p) => [...p])));
      if (oracle === null) {
        expect(hull).toEqual([]);
        return;
      }
      const corners = (ring: readonly (readonly number[])[]) => new Set(ring.map((p) => p.join()));
      // Powers of two, so that three in a line are so exactly. Turf may keep places in the middle of a side; every corner of ours is one of its.
      const theirs = corners(oracle.geometry.coordinates[0]!);
      for (const corner of corners(hull[0]![0]!)) expect(theirs.has(corner)).toBe(true);
      const area = turf.area(turf.polygon([hull[0]![0]!.map((p) => [...p])]));
      expect(area).toBeCloseTo(turf.area(oracle), 3);
    }),
    { seed: SEED, numRuns: 200 },
  );
});
