/**
 * `demo`: the main job on the sample city.
 */
import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { cliFolder } from "../../support/cli.js";
import { expectGolden } from "../../support/golden.js";

const { run, read, readJson, at } = cliFolder();
const FILES = [
  "account.csv",
  "audit.csv",
  "audit.geojson",
  "facilities.geojson",
  "gaps.csv",
  "gaps.geojson",
  "indicators.csv",
  "isochrones.geojson",
  "ledger-community.csv",
  "manifest.json",
  "map.svg",
  "report-data.json",
  "report.html",
  "report.json",
  "sites.geojson",
  "units-community.csv",
];

function demo(out: string): string {
  const { status, stdout } = run("demo", "--out", out, "--quiet");
  expect(status).toBe(0);
  return stdout.replaceAll(out, "OUT");
}

let printed: string;
beforeAll(() => {
  printed = demo("run-1");
});

test("the demo writes all files of an analysis and the first sites", () => {
  expect(readdirSync(at("run-1")).sort()).toEqual(FILES);
});

test("the demo writes the same bytes when it runs again", () => {
  expect(demo("run-2")).toBe(printed);
  expect(readdirSync(at("run-2")).sort()).toEqual(FILES);
  for (const name of FILES) {
    const [one, two] = ["run-1", "run-2"].map((out) => readFileSync(at(`${out}/${name}`)));
    expect(one!.equals(two!), name).toBe(true);
  }
});

test("report writes the page of the demo again, the sites included", () => {
  const page = read("run-1/report.html");
  expect(run("report", "run-1").status).toBe(0);
  expect(read("run-1/report.html") === page).toBe(true);
});

test("the numbers of the demo are those that were looked at once", () => {
  const { services, network, blocks, facilities } = readJson("run-1/report.json");
  expectGolden("astana-summary.json", { network, blocks, facilities: facilities.count, services });
});
