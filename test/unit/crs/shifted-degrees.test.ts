import fc from "fast-check";
import { expect, test } from "vitest";
import { BD09, type Crs, convertGeometry, GCJ02, parseCrs } from "../../../src/crs/index.js";
import { distanceM } from "../../../src/geo/earth.js";

const apartM = (a: readonly [number, number], b: readonly [number, number]) =>
  distanceM(a[0], a[1], b[0], b[1]);

test("the shifts are the published ones", () => {
  // Pairs printed in the documentation of several open coordinate libraries, all for 116.404, 39.915.
  expect(apartM(GCJ02.fromWgs84(116.404, 39.915), [116.41024449916938, 39.91640428150164])).toBeLessThan(
    0.001,
  );
  const gcj = GCJ02.toWgs84(116.404, 39.915);
  expect(apartM(BD09.fromWgs84(...gcj), [116.41036949371029, 39.92133699351021])).toBeLessThan(0.01);
});

test("the forward formula is the published one, written here anew", () => {
  const inChina = fc.tuple(
    fc.double({ min: 74, max: 135, noNaN: true }),
    fc.double({ min: 18, max: 53, noNaN: true }),
  );
  fc.assert(
    fc.property(inChina, ([lon, lat]) => apartM(GCJ02.fromWgs84(lon, lat), published(lon, lat)) < 0.001),
    { seed: 20, numRuns: 500 },
  );
});

test.each([GCJ02, BD09])("$id there and back is one place to a centimetre", (crs) => {
  const inChina = fc.tuple(
    fc.double({ min: 73.5, max: 135.5, noNaN: true }),
    fc.double({ min: 17, max: 54, noNaN: true }),
  );
  fc.assert(
    fc.property(inChina, ([lon, lat]) => apartM(crs.toWgs84(...crs.fromWgs84(lon, lat)), [lon, lat]) < 0.01),
    { seed: 21, numRuns: 2000 },
  );
});

test.each([GCJ02, BD09])("$id moves nothing outside the box, and ends on its edge", (crs) => {
  for (const [lon, lat] of [
    [71.43, 51.13],
    [-51.2, -30.03],
    [140, 36],
    [114, 56],
    [103.8, 0.5],
  ] as const) {
    expect(crs.fromWgs84(lon, lat)).toEqual([lon, lat]);
    expect(crs.toWgs84(lon, lat)).toEqual([lon, lat]);
  }
  for (const [lon, lat] of [
    [72.0045, 40],
    [137.8345, 30],
    [100, 0.8295],
    [100, 55.8269],
  ] as const) {
    expect(apartM(crs.toWgs84(lon, lat), [lon, lat])).toBeLessThan(3000);
  }
});

test("one layer given in five systems is the same layer within a millimetre or two", () => {
  const home: [number, number] = [114.3055, 30.5928];
  const ring: [number, number][] = [home, [114.31, 30.5928], [114.31, 30.6], home];
  const systems: Crs[] = [
    "WGS84",
    "GCJ-02",
    "BD-09",
    "EPSG:4547",
    "EPSG:4526",
    "EPSG:32650",
    "EPSG:4490",
  ].map(parseCrs);
  for (const crs of systems) {
    const given = {
      type: "Polygon" as const,
      coordinates: [ring.map(([lon, lat]) => [...crs.fromWgs84(lon, lat)])],
    };
    const back = convertGeometry(given, crs);
    back.coordinates[0]!.forEach((place, i) => {
      expect(apartM(place as [number, number], ring[i]!)).toBeLessThan(0.01);
    });
  }
});

test("a vertex that closes its ring by being the same array is converted once, and the input stays as it was", () => {
  const corner = [...GCJ02.fromWgs84(114.3, 30.6), 12];
  const ring = [corner, [114.32, 30.6], [114.32, 30.61], corner];
  const before = structuredClone(ring);
  const { coordinates } = convertGeometry({ type: "Polygon" as const, coordinates: [ring] }, GCJ02);
  expect(ring).toEqual(before);
  expect(coordinates[0]![0]).toEqual(coordinates[0]![3]);
  expect(apartM(coordinates[0]![0] as [number, number], [114.3, 30.6])).toBeLessThan(0.01);
  expect(coordinates[0]![0]![2]).toBe(12);
  expect(
    convertGeometry(
      { type: "GeometryCollection", geometries: [{ type: "Point", coordinates: corner }] },
      GCJ02,
    ),
  ).toEqual({
    type: "GeometryCollection",
    geometries: [{ type: "Point", coordinates: coordinates[0]![0] }],
  });
});

/** GCJ-02 with the constants of its publication: a = 6 378 245 m, e² = 0.00669342162296594323, origin 105° E, 35° N. */
function published(lon: number, lat: number): [number, number] {
  const [a, e2] = [6378245, 0.006693421622965943];
  const [x, y] = [lon - 105, lat - 35];
  const wave = (t: number, high: number, low: number) =>
    high * Math.sin(t * Math.PI) + low * Math.sin((t * Math.PI) / 3);
  const common = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) / 1.5;
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    common +
    wave(y, 20, 40) / 1.5 +
    (160 * Math.sin((y * Math.PI) / 12) + 320 * Math.sin((y * Math.PI) / 30)) / 1.5;
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    common +
    wave(x, 20, 40) / 1.5 +
    (150 * Math.sin((x * Math.PI) / 12) + 300 * Math.sin((x * Math.PI) / 30)) / 1.5;
  const phi = (lat * Math.PI) / 180;
  const w2 = 1 - e2 * Math.sin(phi) ** 2;
  const radian = 180 / Math.PI;
  return [
    lon + (east * radian) / ((a / Math.sqrt(w2)) * Math.cos(phi)),
    lat + (north * radian) / ((a * (1 - e2)) / (w2 * Math.sqrt(w2))),
  ];
}
