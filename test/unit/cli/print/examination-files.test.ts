import { readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { writeExamination, writeRanges, writeWalkers } from "../../../../src/cli/print/examination-files.js";
import { at, openStreetCity, STREET_CITY } from "../../../support/street-city.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { at: file, read } = tempFolder();
const namesOf = (written: readonly string[]) => written.map((name) => path.basename(name)).sort();

test("without units, places and areas there is nothing to write", async () => {
  const city = await openStreetCity();
  expect(writeExamination(await city.examine(), file("bare"))).toEqual([]);
});

test("each level has its ledger and its table, and places and areas have theirs", async () => {
  const blocks = STREET_CITY.blocks.map((block, i) => ({
    ...block,
    households: 10,
    ages: { ...block.ages, "0-2": 4 },
    units: { community: `C${i}`, district: "D" },
  }));
  const facilities = [
    { id: "n", services: ["childcare"], ...at(200), capacity: 10 },
    { id: "s", services: ["meals"], ...at(200), areaM2: 120 },
  ];
  const city = await openStreetCity({ blocks, facilities, services: ["meals", "childcare"] });
  const written = writeExamination(await city.examine(), file("full"));
  expect(namesOf(written)).toEqual([
    "area.csv",
    "capacity-blocks.csv",
    "capacity-facilities.csv",
    "capacity.csv",
    // Whether a place of known floor area could be a complex.
    "complexes.csv",
    "indicators.csv",
    "ledger-community.csv",
    "ledger-district.csv",
    "units-community.csv",
    "units-district.csv",
  ]);
  expect(readdirSync(file("full")).sort()).toEqual(namesOf(written));
  // The third community alone lies 800 m from the canteen.
  const ledger = read("full/ledger-community.csv");
  expect(ledger).toContain("C2");
  expect(ledger).not.toMatch(/C[01],.*meals/);
});

test("walkers and ranges are written where there are any", async () => {
  const city = await openStreetCity();
  const report = await city.analyze();
  expect(writeWalkers(report, [], file("w"))).toEqual([]);
  expect(writeRanges(report, null, file("w"))).toEqual([]);
  expect(namesOf(writeWalkers(report, await city.walkers(), file("w")))).toEqual(["walkers.csv"]);
  const ranges = { speedMps: [0.9, 1.5] as const };
  const judged = { ranges, verdicts: await city.ranges(ranges) };
  expect(namesOf(writeRanges(report, judged, file("w")))).toEqual(["ranges-blocks.csv", "ranges.csv"]);
  // The middle home, 300 m away, is met at 1.5 m/s alone.
  expect(read("w/ranges-blocks.csv")).toMatch(/\bm,.*speed/);
});
