import fc from "fast-check";
import { expect, test } from "vitest";
import { distanceM } from "../../../src/geo/earth.js";
import {
  createFacilityIndex,
  pointsOfFacilities,
  pointsOfPlaces,
} from "../../../src/places/facility-index.js";
import { block, facility } from "../../support/gap-input.js";
import { SEED } from "../../support/random-town.js";

test("a circle across the date line finds both sides", () => {
  const index = createFacilityIndex([
    facility("west", ["play"], { lon: 179.9995, lat: 0 }),
    facility("east", ["play"], { lon: -179.9995, lat: 0 }),
  ]);
  // A thousandth of a degree on the equator is 111.3 m.
  expect(index.within(179.9995, 0, 112)).toEqual([0, 1]);
  expect(index.within(-179.9995, 0, 112)).toEqual([0, 1]);
  expect(index.within(-179.9995, 0, 111)).toEqual([1]);
});

test("the window of degrees is wide enough at the equator and beside the pole", () => {
  // 29,900 m due north at the equator are 0.2704°, as much as 30,205 m at the pole would be.
  const north = createFacilityIndex([facility("north", ["play"], { lon: 0, lat: 0.2704 })]);
  expect(north.within(0, 0, 30_000)).toEqual([0]);
  // At 89.9° a degree of longitude is 195 m and at 89.8° 390 m: 55° of it are farther round than 20 km at 89.8°.
  const polar = createFacilityIndex([facility("polar", ["play"], { lon: 55, lat: 89.9 })]);
  expect(distanceM(0, 89.8, 55, 89.9)).toBeLessThan(20_000);
  expect(polar.within(0, 89.8, 20_000)).toEqual([0]);
});

test("wherever on earth, the index finds what a look at every facility finds", () => {
  const near = fc.tuple(
    fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    fc.double({ min: -0.1, max: 0.1, noNaN: true }),
  );
  fc.assert(
    fc.property(
      fc.array(near, { maxLength: 40 }),
      fc.constantFrom([0, 0], [116.4, 39.9], [-180, 65], [180, -70], [25, 89.5], [25, -89.8]),
      fc.integer({ min: 0, max: 30_000 }),
      (offsets, [lon, lat], radiusM) => {
        const wrapped = (x: number) => (x > 180 ? x - 360 : x < -180 ? x + 360 : x);
        const list = offsets.map(([x, y], i) =>
          facility(`f${i}`, ["play"], { lon: wrapped(lon! + 3 * x), lat: lat! + y }),
        );
        const expected = list.flatMap((f, i) => (distanceM(lon!, lat!, f.lon, f.lat) <= radiusM ? [i] : []));
        expect(createFacilityIndex(list).within(lon!, lat!, radiusM)).toEqual(expected);
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
});

test("what comes and goes is found as in an index built afresh", () => {
  const places = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 15 });
  fc.assert(
    fc.property(places, places, fc.integer({ min: 0, max: 14 }), (before, added, gone) => {
      const list = [...before, ...added].map((x, i) => facility(`f${i}`, ["play"], { lon: x / 1000 }));
      const index = createFacilityIndex(list.slice(0, before.length));
      for (const one of list.slice(before.length)) index.insert(one);
      index.remove(gone);
      index.remove(gone);
      const left = createFacilityIndex(list)
        .within(0.01, 0, 900)
        .filter((i) => i !== gone);
      expect(index.within(0.01, 0, 900)).toEqual(left);
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test("an empty index finds nothing, and a radius of nought finds what lies there", () => {
  expect(createFacilityIndex([]).within(0, 0, 1e6)).toEqual([]);
  expect(createFacilityIndex([facility("a", ["play"])]).within(0, 0, 0)).toEqual([0]);
});

test("places become columns, with their entrances counted up and residents' places marked", () => {
  const entrances = [
    [1, 2],
    [3, 4],
  ] as const;
  const facilities = [
    facility("a", ["play"], { openToAll: false }),
    facility("b", ["play"], { entrances, lon: 5 }),
  ];
  const points = pointsOfFacilities(facilities);
  expect([...points.lon]).toEqual([0, 5]);
  expect([...points.entrances!.first]).toEqual([0, 0, 2]);
  expect([...points.entrances!.lat]).toEqual([2, 4]);
  // Whom a place serves is told apart from where it stands.
  expect(points.residentsOnly).toBeNull();
  const none = pointsOfPlaces([block("a", 1)]);
  expect([none.entrances, none.residentsOnly]).toEqual([null, null]);
  expect(pointsOfPlaces([]).lon.length).toBe(0);
});

test("the nearest door is the least of all distances within the radius", () => {
  const near = fc.tuple(
    fc.double({ min: -0.02, max: 0.02, noNaN: true }),
    fc.double({ min: -0.02, max: 0.02, noNaN: true }),
  );
  fc.assert(
    fc.property(fc.array(near, { maxLength: 30 }), fc.constantFrom(10, 60, 700, 5000), (places, radiusM) => {
      const index = createFacilityIndex(places.map(([lon, lat]) => ({ lon, lat })));
      const least = Math.min(...places.map(([lon, lat]) => distanceM(0, 0, lon, lat)));
      expect(index.nearest(0, 0, radiusM)?.straightM).toBe(least <= radiusM ? least : undefined);
    }),
    { numRuns: 200, seed: SEED },
  );
});
