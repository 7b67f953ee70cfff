import { expect, test } from "vitest";
import { cutoffMinutes, examineOptions } from "../../../../src/city/ask/lineage-options.js";
import { openStreetCity } from "../../../support/street-city.js";

test("the minutes of the circles ascend, and are 5, 10 and 15 where none are given", () => {
  expect(cutoffMinutes({ minutes: [10, 5] })).toEqual([5, 10]);
  expect(cutoffMinutes({})).toEqual([5, 10, 15]);
});

test("sizes, weight and share are those of the configuration", () => {
  const { sizes, weight, metShare } = examineOptions({
    streets: { file: "city.osm.pbf" },
    sizes: ["cn.gb50180-2018"],
    weight: "dwellings",
    metShare: 0.9,
  });
  expect(sizes).toEqual(["cn.gb50180-2018"]);
  expect([weight, metShare]).toEqual(["dwellings", 0.9]);
});

test("the lineage holds the options that were given, and no others", async () => {
  const { lineage } = await (await openStreetCity()).analyze();
  expect(lineage.options).toEqual({
    minutes: [5],
    complete: [],
    residents: null,
    walker: "adult at 1.2 m/s; steps 3 times the time of flat street",
  });
  const asked = await openStreetCity({
    at: "2026-11-25T12:00",
    allow: ["shifted"],
    demandPer1000: { childcare: 300 },
    metShare: 0.9,
  });
  expect((await asked.analyze()).lineage.options).toMatchObject({
    at: "2026-11-25T12:00",
    timeZone: null,
    allowed: ["shifted"],
    demandPer1000: ["childcare=300"],
    metShare: 0.9,
  });
});
