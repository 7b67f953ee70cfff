/**
 * Places as they are typed.
 */
import { expect, test } from "vitest";
import { parsePlace } from "../../../../src/cli/options/typed-place.js";
import { UsageError } from "../../../../src/cli/options/usage-error.js";

test("a place is longitude and latitude in degrees", () => {
  expect(parsePlace("71.43, 51.13")).toEqual([71.43, 51.13]);
  expect(parsePlace("-180,90")).toEqual([-180, 90]);
});

test.each(["", "71.43", "1,2,3", "one,2", "1,", "181,0", "0,90.5", "0x10,5"])("%o is not a place", (text) => {
  expect(() => parsePlace(text)).toThrow(UsageError);
});

test("latitude before longitude is pointed out where it shows", () => {
  expect(() => parsePlace("31.2,121.5")).toThrow("is that latitude, longitude? Longitude comes first");
  expect(() => parsePlace("200,300")).not.toThrow("Longitude comes first");
});

test.each([
  "114.295,30.59",
  "113.26,23.13",
  "121.54,25.03",
])("a place in China, %s, must say its system", (text) => {
  expect(() => parsePlace(text)).toThrow(UsageError);
  expect(() => parsePlace(text)).toThrow(/--place-crs: "GCJ-02" if .* "BD-09" .* "WGS84"/);
  expect(parsePlace(text, "WGS84")).toEqual(text.split(",").map(Number));
});

test("a place is brought into WGS 84 from the system it is typed in", () => {
  // The published formula moves 114.289574, 30.592434 to 114.295, 30.59.
  const [lon, lat] = parsePlace("114.295,30.59", "GCJ-02");
  expect(lon).toBeCloseTo(114.289574, 5);
  expect(lat).toBeCloseTo(30.592434, 5);
  // Zone 38 of three degrees has its meridian at 114° E and its false easting of 500 km: there x says 114° exactly.
  expect(parsePlace("38500000,3386000", "EPSG:4526")[0]).toBeCloseTo(114, 9);
  expect(() => parsePlace("114.295,30.59", "GCJ-3")).toThrow(/"GCJ-3" is not known/);
});

test("degrees may have minutes, seconds and letters; letters of the other axis are refused", () => {
  // 71 + 25/60 + 48/3600 = 71.43, 51 + 7/60 + 48/3600 = 51.13.
  const [lon, lat] = parsePlace("71°25'48\"E,51°7'48\"N");
  expect([lon, lat].map((degrees) => Number(degrees.toFixed(9)))).toEqual([71.43, 51.13]);
  expect(parsePlace("W71.5,S51.25")).toEqual([-71.5, -51.25]);
  expect(() => parsePlace("51.13N,71.43E")).toThrow(UsageError);
});
