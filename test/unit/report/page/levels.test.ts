/**
 * What a page goes by: the levels of units, and reasons told apart.
 */
import { expect, test } from "vitest";
import { gapReasons, gapSentences } from "../../../../src/report/page/gap-reasons.js";
import { openReport } from "../../../../src/report/page/report-model.js";
import { toReportData } from "../../../../src/report/page/to-report-data.js";
import { at, openStreetCity } from "../../../support/street-city.js";

async function modelOf(input: Parameters<typeof openStreetCity>[0]) {
  const city = await openStreetCity(input);
  return openReport(toReportData({ report: await city.analyze(), network: city.network, title: "Town" }));
}
const home = (id: string, eastM: number, more: object) => ({ id, ...at(eastM), residents: 10, ...more });

test("a page goes by community where there is one, and offers every other level", async () => {
  const units = (estate: string, community: string) => ({
    units: { estate, community, district: "Old Town" },
  });
  const { levels, blocks } = await modelOf({
    blocks: [
      home("a", 0, units("Lane 1", "Harbour")),
      home("b", 100, units("Lane 2", "Harbour")),
      home("c", 200, units("Lane 3", "Hill")),
    ],
  });
  expect(levels.map(({ level, units: names }) => [level, names])).toEqual([
    ["estate", ["Lane 1", "Lane 2", "Lane 3"]],
    ["community", ["Harbour", "Hill"]],
    ["district", ["Old Town"]],
  ]);
  expect(blocks.units).toEqual(["Harbour", "Hill"]);
});

test("a unit without a level is the smallest one, beside the levels that are named", async () => {
  const { levels } = await modelOf({
    blocks: [home("a", 0, { unit: "Plot 7", units: { district: "Old Town" } })],
  });
  expect(levels.map(({ level, units }) => [level, units])).toEqual([
    ["unit", ["Plot 7"]],
    ["district", ["Old Town"]],
  ]);
});

test("two communities of one name are told apart by what is larger", async () => {
  const { levels } = await modelOf({
    blocks: ["North", "South"].map((subdistrict, i) =>
      home(subdistrict, 100 * i, { units: { community: "First", subdistrict } }),
    ),
  });
  expect(levels[0]?.units).toEqual(["First (North)", "First (South)"]);
});

test("who lives too far is told apart from who finds no place left", async () => {
  // Ten places 100 m from 20 children and 150 m from 8; another house with 5 children lies 900 m away: the rule is 300 m.
  const children = (id: string, eastM: number, count: number, residents: number) => ({
    ...home(id, eastM, { ages: { "3-5": count } }),
    residents,
  });
  const model = await modelOf({
    services: ["kindergarten"],
    blocks: [children("many", 0, 20, 200), children("few", 250, 8, 80), children("far", 1000, 5, 50)],
    facilities: [{ id: "k", services: ["kindergarten"], ...at(100), capacity: 10 }],
  });
  const said = gapSentences(gapReasons(model, model.services[0]!)).map(({ en }) => en);
  // The ten places go to ten of the 20 who are nearest: not more are left over than served, so these count as met.
  expect(said).toEqual(["50 residents live too far", "80 residents find the places in reach taken"]);
});
