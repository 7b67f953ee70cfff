/**
 * The script that compares two builds, on builds made up here: their command line writes files that lie ready.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const SCRIPT = path.resolve(import.meta.dirname, "../../../benchmarks/compare-results.mjs");
const FOLDER = mkdtempSync(path.join(tmpdir(), "living-circle-compare-"));
afterAll(() => rmSync(FOLDER, { recursive: true }));

const GAPS = "block_id,reason,residents\nb1,unlinked,40\nb2,too-far,60\n";
const REPORT = { lineage: { library: "living-circle 1" }, notes: [{ count: 3, message: "3 ways left out" }] };
/** A square of 0.001°, about 111 m, with a point in the middle of its lower side that can be moved up. */
const ring = (dent: number) => [
  [0, 0],
  [0.0005, dent],
  [0.001, 0],
  [0.001, 0.001],
  [0, 0.001],
  [0, 0],
];
const circle = (dent: number) => ({
  type: "FeatureCollection",
  features: [{ properties: { area_m2: 9 }, geometry: { type: "Polygon", coordinates: [ring(dent)] } }],
});

/** What a build writes; the page's columns are packed as themselves. */
function build(name: string, files: Record<string, unknown>): string {
  const checkout = path.join(FOLDER, name);
  const all: Record<string, unknown> = {
    ...Object.fromEntries(Object.entries(files).map(([file, content]) => [`results/${file}`, content])),
    "package.json": { type: "module" },
    "docs/cases/town/living-circle.yaml": "title: Town\n",
    "dist/report/page/columns.js":
      "export const unpackNumbers = ({ bytes }) => bytes; export const unpackTexts = ({ heads }) => heads;",
    "dist/cli/main.js": `import { cpSync } from "node:fs";
      cpSync(new URL("../../results", import.meta.url), process.cwd(), { recursive: true });
      console.log("kindergarten  1 met");`,
  };
  for (const [file, content] of Object.entries(all)) {
    const target = path.join(checkout, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content));
  }
  return checkout;
}

function compare(before: string, after: string, renames: object = {}, flags: readonly string[] = []) {
  const table = path.join(FOLDER, "renames.json");
  writeFileSync(table, JSON.stringify({ files: {}, names: {}, values: {}, added: [], ...renames }));
  const out = path.join(FOLDER, "out");
  const args = ["--before", before, "--after", after, "--renames", table, "--out", out, ...flags];
  const { status, stdout } = spawnSync(process.execPath, [SCRIPT, ...args], { encoding: "utf8" });
  return { status, stdout };
}

const BEFORE = build("before", { "gaps.csv": GAPS, "report.json": REPORT, "isochrones.geojson": circle(0) });

test("a build gives the same results as itself", () => {
  const { status, stdout } = compare(BEFORE, BEFORE);
  expect(stdout).toContain("cases: 1; files: 4 equal, 0 renamed, 0 words, 0 drawn, 0 different");
  expect(status).toBe(0);
});

test("a changed walk or count is a difference, with its place", () => {
  const after = build("counts", {
    "gaps.csv": GAPS.replace("60", "61"),
    "report.json": { ...REPORT, notes: [{ count: 4, message: "3 ways left out" }] },
    "isochrones.geojson": circle(0),
  });
  const { status, stdout } = compare(BEFORE, after);
  expect(stdout).toContain('≠ row 3 (b2), residents: "60" → "61"');
  expect(stdout).toContain("≠ notes[0].count: 3 → 4");
  expect(status).toBe(1);
});

test("names, codes and files in the table may change; one that is missing from it may not", () => {
  const after = build("names", {
    "coverage.csv": GAPS.replace("residents", "people").replace("unlinked", "not-linked"),
    "report.json": REPORT,
    "isochrones.geojson": circle(0),
  });
  const renames = {
    files: { "gaps.csv": "coverage.csv" },
    names: { "gaps.csv:residents": "people", places: "capacity" },
    values: { reason: { unlinked: "not-linked" } },
  };
  const { status, stdout } = compare(BEFORE, after, renames);
  expect(stdout).toContain("renamed   coverage.csv (was gaps.csv; names by renames.json)");
  expect(stdout).toContain('renames.json: "places" was not used');
  expect(status).toBe(0);
  expect(compare(BEFORE, after, { ...renames, values: {} }).stdout).toContain('"unlinked" → "not-linked"');
  expect(compare(BEFORE, after).stdout).toContain("different gaps.csv (is missing)");
});

test("prose may change and is listed, but not its numbers; the version of the library may", () => {
  const worded = (message: string) =>
    build("words", {
      "gaps.csv": GAPS,
      "report.json": { lineage: { library: "living-circle 2" }, notes: [{ count: 3, message }] },
      "isochrones.geojson": circle(0),
    });
  const reworded = compare(BEFORE, worded("left out 3 ways"));
  expect(reworded.stdout).toContain('words (1) notes[0].message: "3 ways left out" → "left out 3 ways"');
  expect(reworded.status).toBe(0);
  expect(compare(BEFORE, worded("left out 4 ways")).status).toBe(1);
});

test("a drawn line that moved is measured, and fails unless thinning is allowed", () => {
  const after = build("drawn", {
    "gaps.csv": GAPS,
    "report.json": REPORT,
    // The lower side's middle rises by 0.0001°, 11.12 m; the nearest drawn piece is the lower side itself.
    "isochrones.geojson": circle(0.0001),
  });
  const { status, stdout } = compare(BEFORE, after);
  expect(stdout).toContain("drawn geometry: 1 shapes, at most 11.12 m apart, at features[0].geometry");
  expect(status).toBe(1);
  expect(compare(BEFORE, after, {}, ["--allow-thinning"]).status).toBe(0);
});

test("what was kept of the first build is used again, and a case without data is skipped loudly", () => {
  compare(BEFORE, BEFORE);
  expect(compare(BEFORE, BEFORE, {}, ["--reuse-before"]).stdout).toContain("(kept)");
  writeFileSync(path.join(BEFORE, "docs/cases/town/living-circle.yaml"), "data: /nowhere/at-all\n");
  const { status, stdout } = compare(BEFORE, BEFORE);
  expect(stdout).toContain("town: SKIPPED, its data are absent");
  expect(status).toBe(1);
});
