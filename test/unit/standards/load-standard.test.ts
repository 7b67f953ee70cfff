import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FileAccessError, InputFileError, InvalidInputError } from "../../../src/base/errors.js";
import { PROFILES } from "../../../src/network/profiles.js";
import { SERVICES } from "../../../src/places/services.js";
import { listStandards, loadStandard } from "../../../src/standards/load-standard.js";
import { walksOf } from "../../../src/standards/requirements.js";
import { tempFolder } from "../../support/temp-folder.js";

const { folder } = tempFolder();

const GB = loadStandard("cn.gb50180-2018");

test("every shipped rule set loads and names only services that exist", () => {
  expect(listStandards()).toEqual([
    "cn.checkup-2023",
    "cn.complete-community-2020",
    "cn.fyp14-2021",
    "cn.gb50180-2018",
    "cn.gb50437-2018",
    "cn.plan2023",
    "local.anhui-2022",
    "local.shanghai-2024-draft",
    "local.yinchuan",
    "profile.walk-default",
    "x.fifteen-minute",
  ]);
  const known = [...SERVICES.map(({ id }) => id), "all", "complex", "walk"];
  for (const id of listStandards()) {
    const standard = loadStandard(id);
    expect(standard.id).toBe(id);
    for (const { service, basis } of standard.records) {
      expect(known).toContain(service);
      expect(basis.no).not.toBe("");
    }
    for (const { service } of walksOf(standard)) expect(SERVICES.map((one) => one.id)).toContain(service);
  }
});

test("GB 50180 asks for these metres, and none of them is called verified", () => {
  // Appendix C as far as it gives a radius for a service.
  const metresOf = (service: string) =>
    walksOf(GB)
      .filter((r) => r.service === service)
      .map(({ tier, value }) => `${tier} ${value}`);
  expect(metresOf("elderly")).toEqual(["5-min 300"]);
  expect(metresOf("childcare")).toEqual(["5-min 300"]);
  expect(metresOf("kindergarten")).toEqual(["5-min 300"]);
  expect(metresOf("health")).toEqual(["5-min 300"]);
  expect(metresOf("health-centre")).toEqual(["15-min 1000"]);
  expect(metresOf("convenience")).toEqual(["10-min 500"]);
  expect(metresOf("culture")).toEqual(["5-min 500"]);
  expect(metresOf("culture-centre")).toEqual(["15-min 1000"]);
  expect(metresOf("sports")).toEqual(["5-min 300", "5-min 300"]);
  expect(metresOf("sports-ground")).toEqual(["10-min 500", "15-min 1000"]);
  expect(metresOf("primary-school")).toEqual(["10-min 500"]);
  expect(metresOf("secondary-school")).toEqual(["15-min 1000"]);
  expect(metresOf("meals")).toEqual([]);
  expect(walksOf(GB).every(({ status, unit }) => status === "H" && unit === "m")).toBe(true);
  expect(GB.tiers.map(({ value, alternative }) => [value, alternative])).toEqual([
    [null, undefined],
    [300, undefined],
    [500, undefined],
    [1000, 800],
  ]);
});

test("the sizes of appendix C stand with both ends of their ranges", () => {
  const sizes = GB.records
    .filter(({ quantity }) => quantity === "floorArea" || quantity === "landArea" || quantity === "beds")
    .map(({ id, value, upTo }) => `${id} ${value}${upTo === undefined ? "" : `–${upTo}`}`);
  expect(sizes).toContain("floor.elderly-day-care 350–750");
  expect(sizes).toContain("floor.kindergarten 3150–4550");
  expect(sizes).toContain("land.kindergarten 5240–7580");
  expect(sizes).toContain("floor.health-station 120–270");
  expect(sizes).toContain("floor.culture-centre 3000–6000");
  expect(sizes).toContain("beds.care-home 200–500");
  expect(sizes).toContain("beds.nursing-home 100–500");
});

test("the plan of 2023 asks for areas and complexes, and for no walk at all", () => {
  const plan = loadStandard("cn.plan2023");
  expect(walksOf(plan)).toEqual([]);
  expect(plan.tiers.every(({ value }) => value === null)).toBe(true);
  const figures = Object.fromEntries(plan.records.map(({ id, value }) => [id, value]));
  expect(figures).toMatchObject({
    "area.per100hh.floor": 30,
    "area.per100hh.aspiration": 80,
    "complex.minArea": 600,
    "complex.prefArea": 800,
    "complex.minFunctions": 3,
    "complex.coreFunctions": 2,
  });
});

test("walking profiles of the rule set are those of the code", () => {
  const { records } = loadStandard("profile.walk-default");
  const figure = (id: string) => records.find((one) => one.id === id)?.value;
  expect(figure("width.wheelchair")).toBe(PROFILES.wheelchair.minWidthM);
  for (const { id, speedMps, stepsFactor, maxSlope, liftS } of Object.values(PROFILES)) {
    expect([id, figure("lift.time")]).toEqual([id, liftS]);
    expect([id, figure(`speed.${id}`)]).toEqual([id, speedMps]);
    expect([id, figure(`steps.${id}`) ?? null]).toEqual([id, stepsFactor]);
    // The record is rounded: 8.3 % is 1 in 12.
    expect(figure(`slope.${id}`) ?? null).toEqual(
      maxSlope === null ? null : Math.round(maxSlope * 1000) / 1000,
    );
  }
});

const changed = (change: (value: Record<string, unknown>) => void): string => {
  const value = structuredClone(GB) as unknown as Record<string, unknown>;
  change(value);
  return JSON.stringify(value);
};

/** The floor of elderly day care. */
const record = (value: Record<string, unknown>) => (value.records as Record<string, unknown>[])[1]!;

test.each<[what: string, text: string, message: RegExp]>([
  ["no JSON", "{", /this is not JSON/],
  ["no id", changed((v) => delete v.id), /id: /],
  ["a negative radius", changed((v) => Object.assign(record(v), { value: -1 })), /records\.1\.value: /],
  ["an unknown unit", changed((v) => Object.assign(record(v), { unit: "km" })), /records\.1\.unit: /],
  [
    "minutes on the distance basis",
    changed((v) => Object.assign((v.records as object[])[0]!, { unit: "min" })),
    /records\.0\.unit: "min" in a rule set on the distance basis/,
  ],
  ["an unknown status", changed((v) => Object.assign(record(v), { status: "sure" })), /records\.1\.status: /],
  ["an unknown field", changed((v) => Object.assign(record(v), { radius: 3 })), /records\.1\.radius: /],
  [
    "an id twice",
    changed((v) => Object.assign(record(v), { id: "radius.elderly-day-care" })),
    /records\.1\.id: "radius\.elderly-day-care" comes twice/,
  ],
  [
    "a record on a tier that does not exist",
    changed((v) => Object.assign(record(v), { tier: "20-min" })),
    /records\.1\.tier: there is no tier "20-min"; there are block, 5-min, 10-min, 15-min/,
  ],
  [
    "a tier in minutes on the distance basis",
    changed((v) => Object.assign((v.tiers as object[])[1]!, { unit: "min" })),
    /tiers\.1\.unit: "min" in a rule set on the distance basis/,
  ],
  [
    "a tier twice",
    changed((v) => Object.assign((v.tiers as object[])[2]!, { id: "5-min" })),
    /tiers\.2\.id: "5-min" comes twice/,
  ],
  [
    "an upper figure below the lower",
    changed((v) => Object.assign(record(v), { upTo: 1 })),
    /records\.1\.upTo: 1 lies below the value 350/,
  ],
  ["a list for a rule set", "[]", /the file: /],
  ["no records", changed((v) => Object.assign(v, { records: [] })), /records: /],
  ["a record without its source", changed((v) => delete record(v).basis), /records\.1\.basis: /],
])("a rule file with %s is refused, by place", (_, text, message) => {
  const file = path.join(folder, "rules.json");
  writeFileSync(file, text);
  expect(() => loadStandard(file)).toThrow(InputFileError);
  expect(() => loadStandard(file)).toThrow(message);
});

test("an unknown id names those that exist, a missing file is not a damaged one", () => {
  expect(() => loadStandard("cn.gb50180")).toThrow(InvalidInputError);
  expect(() => loadStandard("cn.gb50180")).toThrow(
    "there are cn.checkup-2023, cn.complete-community-2020, cn.fyp14-2021",
  );
  expect(() => loadStandard(path.join(folder, "none.json"))).toThrow(FileAccessError);
});
