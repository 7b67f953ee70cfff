/** Guesses of `init` stay guesses until somebody removes the mark. */
import { expect, test } from "vitest";
import { guessedEntries, guessNotes } from "../../../../src/city/config/guess-marks.js";

const TEXT = `# What is marked (guessed) is repeated by every run.
streets:
  file: "./town.osm"
blocks:
  crs: GCJ-02   # (guessed) by the fit of 300 places to the streets
  columns:
    residents: "人口"
facilities:
  - file: "./places.csv"
    services:
      "邻里中心": service-station   # (guessed) 3 rows
      # "警务室": null   # 1 rows; not known
      "药店": pharmacy   # 2 rows
`;

test("marked entries are found with their part, comments and entries without a mark are not", () => {
  expect(guessedEntries(TEXT)).toEqual([
    { part: "blocks", entry: "crs: GCJ-02" },
    { part: "facilities", entry: '"邻里中心": service-station' },
  ]);
});

test("they make one note that counts them, and none once the marks are gone", () => {
  expect(guessNotes(guessedEntries(TEXT))).toMatchObject([
    { code: "guesses-not-confirmed", count: 2, outcome: "assumed", layer: "configuration" },
  ]);
  expect(guessNotes(guessedEntries(TEXT.replaceAll("# (guessed)", "#")))).toEqual([]);
  expect(guessNotes()).toEqual([]);
});
