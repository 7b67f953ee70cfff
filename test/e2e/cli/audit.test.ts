/**
 * `audit`, and the audit that `analyze` makes before it judges anything.
 */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write, read, readJson, at } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);
const HEAD = "id,name,lon,lat,residents\n";
/** The only home lies 10 km west of the street. */
const ELSEWHERE = write("elsewhere.csv", `${HEAD}a,A,-51.3,-30,100\n`);

test("a block beside no street and a block without people are found and written down", () => {
  const blocks = write("audited.csv", `${HEAD}a,A,-51.2,-30.0001,100\nb,B,-51.19,-30.003,0\n`);
  const { status, stdout, stderr } = run("audit", TOWN, "--blocks", blocks, "--out", "audited", "--quiet");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/warning +outside-streets +blocks +1 of 2 +b \(B\): lies outside the streets/);
  expect(stdout).toMatch(/info +zero-people +blocks +1 of 2 +b \(B\): nobody lives here/);
  expect(read("audited/audit.csv")).toContain("outside-streets,warning,blocks,b,B,-51.19,-30.003");
});

test("an analysis stops where no block joins a street, and leaves the audit alone", () => {
  const { status, stderr } = run("analyze", TOWN, "--blocks", ELSEWHERE, "--out", "stopped", "--quiet");
  expect(status).toBe(4);
  expect(stderr).toMatch(/nothing-joins.*none of the 1 blocks lies beside a street/);
  expect(readdirSync(at("stopped")).sort()).toEqual(["audit.csv", "audit.geojson", "manifest.json"]);
});

test("--allow lets the analysis run, and the lineage keeps what was allowed", () => {
  const allow = ["--allow", "nothing-joins"];
  const { status } = run("analyze", TOWN, "--blocks", ELSEWHERE, "--out", "allowed", ...allow, "--quiet");
  expect(status).toBe(0);
  expect(readJson("allowed/report.json").lineage.options.allowed).toEqual(["nothing-joins"]);
});

/** A unit 0.004° wide across the street. */
function unit(name: string, west: number) {
  const [w, e, s, n] = [west, west + 0.004, -30.001, -29.999];
  const ring = [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
  return { type: "Feature", properties: { name }, geometry: { type: "Polygon", coordinates: [ring] } };
}

// A and B share half of either, C lies apart and empty.
const UNITS = [unit("A", -51.2), unit("B", -51.198), unit("C", -51.188)];
write("united.csv", "id,lon,lat,residents\na,-51.1995,-30.0001,100\n");
write("united.geojson", JSON.stringify({ type: "FeatureCollection", features: UNITS }));
const UNITED = write(
  "united.yaml",
  "streets: { file: town.osm }\nblocks: { file: united.csv }\nunits: { file: united.geojson }\n",
);

test.each(["audit", "analyze"])("%s finds the units that overlap or hold no block", (command) => {
  const { status, stderr } = run(command, UNITED, "--out", `united-${command}`, "--quiet");
  expect([status, stderr]).toEqual([0, ""]);
  const table = read(`united-${command}/audit.csv`);
  expect(table).toMatch(/unit-overlap,warning,units,A,.*overlaps B on about 50 % of the smaller/);
  expect(table.match(/unit-empty,warning,units,./g)).toEqual([
    "unit-empty,warning,units,B",
    "unit-empty,warning,units,C",
  ]);
});
