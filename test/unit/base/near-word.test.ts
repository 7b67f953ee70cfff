import { expect, test } from "vitest";
import { meantPerhaps, nearWord } from "../../../src/base/near-word.js";

const KNOWN = ["residents", "households", "unit", "area_m2"];

test("a misspelt word is recognised, a strange one is not", () => {
  expect(nearWord("resident", KNOWN)).toBe("residents");
  expect(nearWord("Area M2", KNOWN)).toBe("area_m2");
  expect(nearWord("zebra", KNOWN)).toBeNull();
  // Up to three letters may differ by one, four by two.
  expect(nearWord("uni", KNOWN)).toBe("unit");
  expect(nearWord("un", KNOWN)).toBeNull();
  expect(nearWord("uint", KNOWN)).toBe("unit");
});

test("four letters or more may be the beginning of a longer word", () => {
  expect(nearWord("cn.gb50180", ["cn.gb50437-2018", "cn.gb50180-2018"])).toBe("cn.gb50180-2018");
  expect(nearWord("cn.", ["cn.gb50180-2018"])).toBeNull();
});

test("of two equally near the first is taken", () => {
  expect(nearWord("cat", ["bat", "hat"])).toBe("bat");
});

test("a suggestion is made where a word is near enough", () => {
  expect(meantPerhaps("housholds", KNOWN)).toBe('; is "households" meant?');
  expect(meantPerhaps("zebra", KNOWN)).toBe("");
});
