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
  UsageError,
} from "../../../../src/cli/options/options.js";

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
