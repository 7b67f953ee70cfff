/**
 * `demo`: the main job on the samples.
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

function demo(out: string, ...flags: string[]): string {
  const { status, stdout } = run("demo", "--out", out, "--quiet", ...flags);
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

test("elderly care, childcare and meals are each met by some blocks and a gap of others", () => {
  const { services, blocks } = readJson("run-1/report.json");
  const split = (id: string) => {
    const { met, gap, unknown } = services.find(({ service }: { service: string }) => service === id).blocks;
    return [met, gap, unknown];
  };
  // 372 blocks, 19 of which join no street.
  expect(blocks.count).toBe(372);
  expect(["elderly", "childcare", "meals"].map(split)).toEqual([
    [65, 288, 19],
    [208, 145, 19],
    [240, 113, 19],
  ]);
});

test("the demo says what stands for what, plans five stations, and ends with the page to open", () => {
  expect(printed).toContain("Hawker centres stand for community meals");
  expect(printed).toMatch(/The first 5 elderly-care stations .* of 33 765 dwellings in a gap/);
  expect(printed.trimEnd().endsWith("Open OUT/report.html in a browser.")).toBe(true);
  expect(readJson("run-1/sites.geojson").features).toHaveLength(5);
});

test("the extract of Astana is the other sample; its numbers are those that were looked at once", () => {
  demo("astana", "--sample", "astana");
  const { services, network, blocks, facilities } = readJson("astana/report.json");
  expectGolden("astana-summary.json", { network, blocks, facilities: facilities.count, services });
});
