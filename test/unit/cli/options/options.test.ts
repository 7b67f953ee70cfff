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
  parsePositive,
  parseWhole,
  profileOrDistance,
} from "../../../../src/cli/options/options.js";
import { UsageError } from "../../../../src/cli/options/usage-error.js";

test("minutes are put in ascending order, each once", () => {
  expect(parseMinutes("15,5,10,5")).toEqual([5, 10, 15]);
  expect(parseMinutes("0.5,600")).toEqual([0.5, 600]);
});

test.each(["", "5,x", "0", "-5", "601", "5,,10"])("%o are not minutes", (text) => {
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
