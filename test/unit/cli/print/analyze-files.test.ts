import path from "node:path";
import { expect, test } from "vitest";
import { UsageError } from "../../../../src/cli/options/usage-error.js";
import { writeResults } from "../../../../src/cli/print/analyze-files.js";
import { createProgress } from "../../../../src/cli/print/progress.js";
import { at, openStreetCity } from "../../../support/street-city.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { at: file, read, readJson } = tempFolder();
const progress = createProgress(true);

async function write(
  name: string,
  input: Parameters<typeof openStreetCity>[0],
  explain = 0,
): Promise<string[]> {
  const city = await openStreetCity(input);
  const options = { out: file(name), lang: "en", ranges: null, explain } as const;
  const written = await writeResults(city, await city.examine(), options, progress);
  return written.map((target) => path.basename(target));
}

test("report, layers, table, map and page are written in this order", async () => {
  expect(await write("all", {})).toEqual([
    "report.json",
    "account.csv",
    "facilities.geojson",
    "isochrones.geojson",
    "gaps.geojson",
    "gaps.csv",
    "map.svg",
    "report-data.json",
    "report.html",
  ]);
  expect(readJson("all/gaps.geojson").features.map(({ id }: { id: string }) => id)).toEqual(["e"]);
});

test("each service with facilities has the circle of its rule and those of the minutes, each once", async () => {
  const facilities = [
    { id: "c", services: ["meals"], ...at(200) },
    { id: "k", services: ["kindergarten"], ...at(500) },
  ];
  await write("circles", { facilities, services: ["meals", "kindergarten", "health"], minutes: [2, 5] });
  const { features } = readJson("circles/isochrones.geojson");
  const kinds = features.map(
    ({ properties }: { properties: { service: string; minutes: number; rule_id?: string } }) =>
      `${properties.service} ${properties.minutes}${properties.rule_id === undefined ? "" : " by rule"}`,
  );
  expect(kinds).toEqual(["meals 5 by rule", "meals 2", "kindergarten 5 by rule", "kindergarten 2"]);
});

test("without homes there are no gaps to write", async () => {
  const names = await write("homeless", { blocks: [] });
  expect(names).not.toContain("gaps.geojson");
  expect(names).not.toContain("gaps.csv");
  expect(names).toContain("report.html");
});

test("other formats come beside GeoJSON", async () => {
  const outputs = { formats: ["gpkg", "parquet"] as ("gpkg" | "parquet")[] };
  expect(await write("formats", { outputs })).toEqual(
    expect.arrayContaining(["results.gpkg", "gaps.parquet", "facilities.parquet", "isochrones.parquet"]),
  );
});

test("gaps that are too far in a straight line are not explained on the page", async () => {
  // 250 m from the canteen in a straight line and 1650 m on foot would be explained; East House lies 800 m away, and no
  // street mends what is too far in a straight line.
  await write("explained", {}, 3);
  expect(readJson("explained/report-data.json").explanations ?? []).toEqual([]);
});

test("the map shows the chosen service, and one that is not judged is refused", async () => {
  await write("map", { services: ["meals", "health"], outputs: { map: "health" } });
  expect(read("map/map.svg")).toContain("health");
  await expect(write("none", { outputs: { map: "sports" } })).rejects.toThrow(UsageError);
});
