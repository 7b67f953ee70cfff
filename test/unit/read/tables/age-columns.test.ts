/**
 * Age groups by heads that a shapefile cut at ten bytes.
 */
import { expect, test } from "vitest";
import { ageGroupOf } from "../../../../src/read/tables/age-columns.js";

test.each([
  ["age_60_plu", "60+"],
  ["age_65_and", "65+"],
  ["pop_80_plu", "80+"],
  ["AGE_60_OR_", "60+"],
])("%s is %s", (head, group) => {
  expect(ageGroupOf(head)).toBe(group);
});

// Too long or too short to be cut, another word, or a year.
test.each([
  "age_60_plural",
  "age_60_p",
  "age_60_pup",
  "y_60_pl",
  "pop_2020_pl",
])("%s is not a group", (head) => {
  expect(ageGroupOf(head)).toBeNull();
});
