/**
 * The pages of docs/cases: their numbers are what the configurations beside them give.
 *
 * To renew a page: put what the failing test shows between its two marks, and look at the map first.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { dataFile } from "../support/data-folder.js";
import { caseExamination } from "../support/examine-case.js";
import { CASES, caseNumbers, openCase, runCase } from "../support/run-case.js";

/** What stands between two marks of its name on every page that has them. */
const SECTIONS = { numbers: caseNumbers, examination: caseExamination } as const;

/** A file of the data folder that the case needs, by the name of its folder; null where it needs none. */
const NEEDS: Readonly<Record<string, string | null>> = {
  astana: null,
  beijing: "beijing/beijing-cau.osm",
  helsinki: "helsinki/helsinki-centre.osm.pbf",
  "porto-alegre": "porto-alegre/porto-alegre.osm.pbf",
  "singapore-toa-payoh": "singapore/toa-payoh-edges.csv",
  "taipei-daan": "taipei/daan-streets.geojson",
  wuhan: "wuhan/wuhan-streets.osm.pbf",
};

test("every case has a configuration and a page", () => {
  const folders = readdirSync(CASES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(Object.keys(NEEDS).sort());
  for (const { name } of folders) {
    expect(existsSync(path.join(CASES, name, "living-circle.yaml")), name).toBe(true);
    expect(existsSync(path.join(CASES, name, "README.md")), name).toBe(true);
  }
});

for (const [name, needed] of Object.entries(NEEDS)) {
  test.skipIf(needed !== null && dataFile(needed) === null)(
    `the numbers on the page of ${name} are those of a run`,
    async () => {
      const file = path.join(CASES, name, "README.md");
      const result = await runCase(`${name}/living-circle.yaml`);
      let page = readFileSync(file, "utf8");
      for (const [section, tell] of Object.entries(SECTIONS)) {
        const mark = `<!-- ${section} -->\n`;
        const [before, onPage, after] = page.split(mark);
        if (after === undefined) continue;
        const due = await tell(result);
        if (process.env.RENEW_CASES === "1") page = [before, `\n${due}\n`, after].join(mark);
        else expect(onPage!.trim()).toBe(due.trim());
      }
      if (process.env.RENEW_CASES === "1") writeFileSync(file, page);
    },
  );
}

test.skipIf(dataFile(NEEDS.wuhan!) === null)(
  "Wuhan is the same network from the extract and from GeoParquet",
  async () => {
    const [extract, parquet] = [
      await openCase("wuhan/living-circle.yaml"),
      await openCase("wuhan/living-circle.parquet.yaml"),
    ].map(({ network }) => network);
    expect(parquet!.streetNodeCount).toBe(extract!.streetNodeCount);
    expect(parquet!.edgeCount).toBe(extract!.edgeCount);
    const lengths = [extract!, parquet!].map(({ edgeLengthMm }) => Float64Array.from(edgeLengthMm).sort());
    // Coordinates come from UTM and are rounded to 1e-7°, about a centimetre: each edge may differ by a few.
    const worst = lengths[0]!.reduce((most, mm, i) => Math.max(most, Math.abs(mm - lengths[1]![i]!)), 0);
    expect(worst).toBeLessThan(100);
    const junctions = ({ nodeLonE7, nodeLatE7, streetNodeCount }: typeof extract & object) =>
      new Set(
        Array.from(
          { length: streetNodeCount },
          (_, v) => `${Math.round(nodeLonE7[v]! / 100)} ${Math.round(nodeLatE7[v]! / 100)}`,
        ),
      );
    const [a, b] = [junctions(extract!), junctions(parquet!)];
    // To 1e-5°, a metre; a few stand on the border of two such squares.
    expect([...a].filter((place) => !b.has(place)).length).toBeLessThan(a.size * 0.01);
  },
);
