import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { compareYearsCommand } from "../../../../src/cli/commands/compare-years.js";
import { assessUnits } from "../../../../src/coverage/assess-units.js";
import { unitsCsv } from "../../../../src/report/tables/ledger-csv.js";
import { reportJson } from "../../../../src/report/tables/report-json.js";
import { block, MEALS, measures, report } from "../../../support/gap-input.js";
import { tempFolder } from "../../../support/temp-folder.js";
import { town } from "../../../support/town.js";

const { folder } = tempFolder();

const NETWORK = town({ points: { w: [0, 0], e: [1000, 0] }, streets: [{ over: ["w", "e"] }] });

/** The files of a run: walks in metres at 1 m/s, so that 900 are within the fifteen minutes. */
function analyzed(year: string, walksM: readonly number[], people: number, minutes = 15): string {
  const out = path.join(folder, year);
  mkdirSync(out);
  const blocks = walksM.map((_, i) => block(`b${i}`, people, { units: { community: `C${i}` } }));
  const found = report(blocks, [measures({ ...MEALS, limit: minutes }, walksM)]);
  writeFileSync(path.join(out, "report.json"), reportJson(found, NETWORK));
  writeFileSync(
    path.join(out, "units-community.csv"),
    [...unitsCsv(found, assessUnits(found, "community"))].join(""),
  );
  return out;
}

const Y2024 = analyzed("2024", [800, 1000, 1000], 10);
const Y2025 = analyzed("2025", [1000, 1000, 800], 12);

test("folders of analyze are compared: C0 newly fails, C1 fails still, C2 has recovered", async () => {
  const out = path.join(folder, "out");
  mkdirSync(out);
  const printed = await compareYearsCommand([Y2024, Y2025], { out });
  expect(printed).toContain("community\tmeals\t2\t2\t1\t1\t1\t0\t0");
  expect(printed).toContain("units with other residents: 3");
  expect(printed).not.toContain("not alike");
  expect(readdirSync(out).sort()).toEqual([
    "ledger-changes.csv",
    "ledger-changes.json",
    "manifest.json",
    "residents-changes.csv",
  ]);
  const rows = readFileSync(path.join(out, "ledger-changes.csv"), "utf8").split("\r\n");
  expect(rows[0]).toMatch(/^\uFEFFstate,level,unit_id,.*OpenStreetMap contributors/);
  expect(rows.slice(1, 4).map((row) => row.split(",").slice(0, 8).join(","))).toEqual([
    "newly-failing,community,community/C0,C0,meals,2025,1,2024",
    "still-failing,community,community/C1,C1,meals,2024,2,2024",
    "recovered,community,community/C2,C2,meals,2024,1,2024",
  ]);
  expect(readFileSync(path.join(out, "residents-changes.csv"), "utf8")).toContain(
    "community,community/C0,C0,10,12,2",
  );
});

test("another rule is reported, runs may be given names, and a folder without a run is refused", async () => {
  const stricter = analyzed("stricter", [1000, 1000, 800], 12, 10);
  const printed = await compareYearsCommand([Y2025, stricter], { labels: "a,b" });
  expect(printed).toContain(
    "not alike — rule of meals: x.fifteen-minute/minutes.meals, 15 min, 0.8 of all by population before",
  );
  expect(printed).toContain("meals (another rule)\t2\t3");
  const parsed = JSON.parse(await compareYearsCommand([Y2024, Y2025, stricter], { json: true }));
  expect(parsed).toMatchObject({ before: "2025", after: "stricter" });
  await expect(compareYearsCommand([Y2024], {})).rejects.toThrow("two or more folders");
  await expect(compareYearsCommand([Y2024, Y2025], { labels: "a" })).rejects.toThrow(
    "1 labels are given for 2 folders",
  );
  await expect(compareYearsCommand([Y2024, folder], {})).rejects.toThrow(
    "expected a folder that analyze wrote",
  );
  const bare = path.join(folder, "bare");
  mkdirSync(bare);
  writeFileSync(path.join(bare, "report.json"), readFileSync(path.join(Y2024, "report.json")));
  await expect(compareYearsCommand([Y2024, bare], {})).rejects.toThrow("no table of units");
});
