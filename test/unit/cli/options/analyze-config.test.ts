import { expect, test } from "vitest";
import { profileOf } from "../../../../src/city/open/study.js";
import { configOf, walkersOf } from "../../../../src/cli/options/analyze-config.js";
import { UsageError } from "../../../../src/cli/options/usage-error.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { write, at } = tempFolder();

const STREETS = { streets: { file: "a.osm" } };

test("the first of several profiles decides, a flag goes before it, and an adult walks where nobody is named", () => {
  expect(profileOf({}).id).toBe("adult");
  expect(profileOf({ profiles: ["senior80", "adult"] }).id).toBe("senior80");
  // A flag sets the one profile, whatever the file lists.
  expect(profileOf({ profile: "stroller", profiles: ["senior80", "adult"] }).id).toBe("stroller");
});

test("several profiles are compared, and who decides is one of them", () => {
  expect(walkersOf({ ...STREETS }, undefined)).toEqual([]);
  expect(walkersOf({ ...STREETS, profiles: ["adult"] }, undefined)).toEqual([]);
  expect(walkersOf({ ...STREETS, profiles: ["adult", "senior80"] }, undefined)).toEqual([
    "adult",
    "senior80",
  ]);
  expect(walkersOf({ ...STREETS, profile: "stroller", profiles: ["adult"] }, undefined)).toEqual([
    "stroller",
    "adult",
  ]);
  expect(walkersOf({ ...STREETS, profiles: ["adult", "senior80"] }, "all")).toHaveLength(6);
  expect(walkersOf({ ...STREETS }, "wheelchair,adult")).toEqual(["wheelchair", "adult"]);
});

test("figures of the configuration hold for who decides", () => {
  const walkers = { senior80: { speedMps: 0.6 } };
  expect(profileOf({ profile: "senior80", walkers }).speedMps).toBe(0.6);
});

test("flags alone make a configuration", () => {
  const flags = {
    blocks: "homes.csv",
    blocksCrs: "GCJ-02",
    facilities: "clinics.csv",
    service: "health",
    services: "health,meals",
    minutes: "10,5",
    area: "districts.geojson",
    areaName: "East",
    buffer: 500,
    dataDate: "2026",
    attribution: "Town survey",
    elevation: "srtm.tif",
    format: "gpkg,geojson",
    out: "out",
  };
  expect(configOf("town.osm", flags)).toEqual({
    streets: { file: "town.osm", date: "2026", licence: "Town survey" },
    blocks: { file: "homes.csv", crs: "GCJ-02" },
    facilities: [{ file: "clinics.csv", service: "health" }],
    services: ["health", "meals"],
    minutes: [5, 10],
    area: { file: "districts.geojson", name: "East", bufferM: 500 },
    elevation: { file: "srtm.tif" },
    outputs: { folder: "out", formats: ["gpkg"] },
  });
});

test("flags override the configuration that the argument or --config names, and leave the rest", () => {
  const file = write("city.yaml", "title: Town\nstreets: { file: a.osm, licence: Survey }\nminutes: [5]\n");
  const config = configOf(file, { minutes: "20", lang: "zh" });
  expect(config).toMatchObject({ title: "Town", minutes: [20], language: "zh" });
  expect(config.streets).toEqual({ file: at("a.osm"), licence: "Survey" });
  // Other streets bring nothing of what was said of the first ones.
  expect(configOf("b.osm", { config: file }).streets).toEqual({ file: "b.osm" });
});

test("the hull of the streets is an area, and `all` stands for all services", () => {
  const config = configOf("town.osm", { area: "streets", services: "all" });
  expect([config.area, config.services]).toEqual([{ of: "streets" }, ["all"]]);
});

test.each<[what: string, file: string | undefined, flags: Parameters<typeof configOf>[1]]>([
  ["no streets and no configuration", undefined, {}],
  ["two configurations", "a.yaml", { config: "b.yaml" }],
  ["a service without a register", "town.osm", { service: "meals" }],
  ["a coordinate system without blocks", "town.osm", { blocksCrs: "GCJ-02" }],
  ["a buffer without an area", "town.osm", { buffer: 500 }],
  ["a format that is not written", "town.osm", { format: "dwg" }],
])("%s is refused", (_, file, flags) => {
  expect(() => configOf(file, flags)).toThrow(UsageError);
});
