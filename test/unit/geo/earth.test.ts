import { expect, test } from "vitest";
import { degreeLengths, distanceM, segmentLengthMm } from "../../../src/geo/earth.js";

test("a degree is as long as on the WGS 84 ellipsoid", () => {
  // Published lengths of a degree: equator 111,319.49 m of longitude and 110,574.3 m of latitude; at 45° 78,846.8 and
  // 111,131.8 m; at 60° 55,800.0 and 111,412.2 m.
  expect(degreeLengths(0).lonM).toBeCloseTo(111_319.49, 2);
  expect(degreeLengths(0).latM).toBeCloseTo(110_574.3, 0);
  expect(degreeLengths(45).lonM).toBeCloseTo(78_846.8, 0);
  expect(degreeLengths(45).latM).toBeCloseTo(111_131.8, 0);
  expect(degreeLengths(60).lonM).toBeCloseTo(55_800.0, 0);
  expect(degreeLengths(60).latM).toBeCloseTo(111_412.2, 0);
});

test("distances agree with the geodesic to a millimetre up to 8 km", () => {
  // Geodesics of GeographicLib: Astana along the meridian and across, Shanghai, Helsinki.
  expect(distanceM(71.43, 51.12, 71.43, 51.14)).toBeCloseTo(2225.0153, 3);
  expect(distanceM(71.43, 51.12, 71.5, 51.18)).toBeCloseTo(8279.2937, 2);
  expect(distanceM(121.4737, 31.2304, 121.49, 31.24)).toBeCloseTo(1882.6499, 3);
  expect(distanceM(24.9384, 60.1699, 24.9584, 60.1799)).toBeCloseTo(1572.7896, 3);
});

test("pieces are whole millimetres, the same in both directions", () => {
  const there = segmentLengthMm(714_300_000, 511_200_000, 714_312_345, 511_254_321);
  expect(Number.isInteger(there)).toBe(true);
  expect(segmentLengthMm(714_312_345, 511_254_321, 714_300_000, 511_200_000)).toBe(there);
});

test("a piece across the date line is short", () => {
  expect(distanceM(179.9995, 0, -179.9995, 0)).toBeCloseTo(111.319, 2);
});
