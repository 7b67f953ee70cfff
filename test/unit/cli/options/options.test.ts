/**
 * What users type, as values: each parser with what it takes and what it refuses.
 */
import { expect, test } from "vitest";
import {
  knownWords,
  languageOf,
  parseFrom0,
  parseLength,
  parseList,
  parseMinutes,
  parsePlace,
  parsePositive,
  parseWhole,
  profileOrDistance,
} from "../../../../src/cli/options/options.js";
import { UsageError } from "../../../../src/cli/options/usage-error.js";

test("a place is longitude and latitude in degrees", () => {
  expect(parsePlace("71.43, 51.13")).toEqual([71.43, 51.13]);
  expect(parsePlace("-180,90")).toEqual([-180, 90]);
});

test.each(["", "71.43", "1,2,3", "one,2", "1,", "181,0", "0,90.5"])("%o is no place", (text) => {
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

test("minutes are put in ascending order, each once", () => {
  expect(parseMinutes("15,5,10,5")).toEqual([5, 10, 15]);
  expect(parseMinutes("0.5,600")).toEqual([0.5, 600]);
});

test.each(["", "5,x", "0", "-5", "601", "5,,10"])("%o are no minutes", (text) => {
  expect(() => parseMinutes(text)).toThrow(UsageError);
});

test.each([
  [parsePositive, ["2", "0.5"], [2, 0.5], ["0", "-1", "", "x", "Infinity"]],
  [parseFrom0, ["0", "1.5"], [0, 1.5], ["-1", "", "x"]],
  [parseWhole, ["0", "7"], [0, 7], ["1.5", "-1", "", "9007199254740993"]],
  [parseLength, ["0", " 0 ", "12.5"], [0, 0, 12.5], ["-1", "x"]],
] as const)("%o takes numbers of its kind alone", (parse, texts, values, refused) => {
  expect(texts.map(parse)).toEqual(values);
  for (const text of refused) expect(() => parse(text), text).toThrow(UsageError);
});

test("a list is parted by commas, and empty parts count nothing", () => {
  expect(parseList("a, b,,c ")).toEqual(["a", "b", "c"]);
  expect(parseList("")).toEqual([]);
});

test("words that are not known are refused with those that are, and the one that is meant", () => {
  expect(knownWords("bikr", ["bike", "walk"])).toBe('bike, walk; is "bike" meant?');
  expect(() => languageOf("fr")).toThrow(UsageError);
  expect(languageOf("zh")).toBe("zh");
});

test("distance is a basis beside the profiles", () => {
  expect(profileOrDistance("distance").unit).toBe("mm");
  expect(profileOrDistance("adult").unit).toBe("ms");
  expect(() => profileOrDistance("adlut")).toThrow(/is "adult" meant\?/);
});
