/**
 * Plans for the report page, as users hold them.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { reportCommand } from "../../../../src/cli/commands/report.js";
import { UsageError } from "../../../../src/cli/options/usage-error.js";
import { readPlan } from "../../../../src/cli/print/report-plan.js";
import { InputFileError, InvalidInputError } from "../../../../src/index.js";
import { tempFolder } from "../../../support/temp-folder.js";
import { townReport } from "../../../support/town-report.js";

const { folder } = tempFolder();

function write(name: string, content: unknown): string {
  const file = path.join(folder, name);
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

const feature = (rank: number, name: string, gained: number, covered: number) => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [10 + rank, 50] },
  properties: { rank, name, residents_gained: gained, residents_covered: covered },
});

test("a layer of sites is read in its ranks, and its curve begins with what is covered already", async () => {
  // 300 are covered before; the first site adds 200, the second 100.
  const features = [feature(2, "B", 100, 600), feature(1, "A", 200, 500)];
  const file = write("sites.geojson", {
    type: "FeatureCollection",
    service: "meals",
    people: 1000,
    features,
  });
  const plan = await readPlan(file, {});
  expect(plan.sites.map(({ name, lon, gain }) => [name, lon, gain])).toEqual([
    ["A", 11, 200],
    ["B", 12, 100],
  ]);
  expect(plan).toMatchObject({ service: "meals", covered: [300, 500, 600], people: 1000 });
  expect((await readPlan(file, { service: "childcare" })).service).toBe("childcare");
  await expect(readPlan(file, { service: "zoo" })).rejects.toThrow(InvalidInputError);
});

test("an answer of sites needs the places of its sites; of a median no gain is shown", async () => {
  const answer = {
    model: "mclp",
    status: "optimal",
    gap: 0,
    ranking: [{ site: "x", gain: 50, covered: 50 }],
  };
  const places = write("places.csv", "id,name,lon,lat\nx,Old School,11.5,50.5\n");
  const file = write("answer.json", answer);
  await expect(readPlan(file, { service: "meals" })).rejects.toThrow(UsageError);
  await expect(readPlan(file, { places })).rejects.toThrow(/--plan-service/);
  const plan = await readPlan(file, { places, service: "meals" });
  expect(plan.sites).toEqual([{ name: "Old School", lon: 11.5, lat: 50.5, services: ["meals"], gain: 50 }]);
  expect(plan.covered).toEqual([0, 50]);
  const median = await readPlan(write("median.json", { ...answer, model: "p-median" }), {
    places,
    service: "meals",
  });
  expect([median.sites[0]!.gain, median.covered]).toEqual([null, []]);
  // Sites in China say their system, as blocks do.
  const wuhan = write("wuhan.csv", "编号,经度,纬度\nx,114.295,30.59\n");
  await expect(readPlan(file, { places: wuhan, service: "meals" })).rejects.toThrow(/"GCJ-02"/);
  const shifted = await readPlan(file, { places: wuhan, placesCrs: "GCJ-02", service: "meals" });
  expect(shifted.sites[0]?.lon).toBeCloseTo(114.289574, 5);
  const elsewhere = write("elsewhere.csv", "id,lon,lat\ny,1,2\n");
  await expect(readPlan(file, { places: elsewhere, service: "meals" })).rejects.toThrow(
    /no place for the site "x"/,
  );
});

test.each([
  ["[]", /this is not a plan/],
  ["{", /this is not JSON/],
  ["3", /not a JSON object/],
  ['{"features":[{"geometry":{"type":"Point","coordinates":[1,"2"]}}]}', /row 1: this is not a point/],
])("%s is refused as a plan", async (text, shown) => {
  const file = write("bad.json", text);
  await expect(readPlan(file, { service: "meals" })).rejects.toThrow(InputFileError);
  await expect(readPlan(file, { service: "meals" })).rejects.toThrow(shown);
});

test("the page is written again with the plan, and a name in it runs nothing", async () => {
  write("report-data.json", townReport([]));
  const plan = write("plan.geojson", {
    service: "meals",
    features: [feature(1, "<script>alert(1)</script>", 80, 180)],
  });
  const page = path.join(folder, "report.html");
  expect(await reportCommand(folder, { lang: "en", plan: [plan] })).toBe(`${page}\n`);
  const text = readFileSync(page, "utf8");
  expect(text).toContain('<th scope="row">&lt;script&gt;alert(1)&lt;/script&gt;</th><td>80</td>');
  expect(text).not.toContain("<script>alert");
  const both = {
    ...feature(1, "Old School", 80, 180),
    properties: { name: "Old School", services: ["meals", "kindergarten"] },
  };
  const one = { ...feature(2, "Depot", 5, 185), properties: { name: "Depot", services: ["meals"] } };
  await reportCommand(folder, { lang: "en", plan: [write("rooms.geojson", { features: [both, one] })] });
  const rooms = readFileSync(page, "utf8").replace(/<span class="zh".*?<\/span>|<\/?span[^>]*>/g, "");
  expect(rooms).toContain('Old School</th><td class="text">community meals, kindergarten (3–6)</td>');
  expect(rooms).toContain('Depot</th><td class="text">community meals</td>');
  await expect(reportCommand(folder, { lang: "en", places: "x.csv" })).rejects.toThrow(
    /no such file is named/,
  );
});
