import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FileAccessError, InputFileError, InvalidInputError } from "../../../src/base/errors.js";
import { PROFILES } from "../../../src/network/profiles.js";
import { DEFAULT_SERVICES, SERVICES } from "../../../src/places/services.js";
import { compareStandards } from "../../../src/standards/compare-standards.js";
import { listStandards, loadStandard } from "../../../src/standards/load-standard.js";
import {
  defaultRequirements,
  recordsUpTo,
  requirementsOf,
  tierRequirements,
  timeRequirements,
  walksOf,
} from "../../../src/standards/requirements.js";
import { type Standard, type StandardRecord, standardJsonSchema } from "../../../src/standards/schema.js";
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

test("an area owes its own tier and all lower ones; a higher facility does not discharge a lower duty", () => {
  const owed = recordsUpTo(GB, "15-min").map(({ service }) => service);
  for (const service of ["health", "health-centre", "culture", "culture-centre", "kindergarten", "parcel"])
    expect(owed).toContain(service);
  const small = recordsUpTo(GB, "5-min").map(({ service }) => service);
  expect(small).toContain("health");
  expect(small).not.toContain("health-centre");
  expect(() => recordsUpTo(GB, "20-min")).toThrow("there are block, 5-min, 10-min, 15-min");
});

test("walking profiles of the rule set are those of the code", () => {
  const { records } = loadStandard("profile.walk-default");
  const figure = (id: string) => records.find((one) => one.id === id)?.value;
  for (const { id, speedMps, stepsFactor, maxSlope } of Object.values(PROFILES)) {
    expect([id, figure(`speed.${id}`)]).toEqual([id, speedMps]);
    expect([id, figure(`steps.${id}`) ?? null]).toEqual([id, stepsFactor]);
    // The record is rounded: 8.3 % is 1 in 12.
    expect(figure(`slope.${id}`) ?? null).toEqual(
      maxSlope === null ? null : Math.round(maxSlope * 1000) / 1000,
    );
  }
});

/** A local rule set with one walk to kindergartens. */
function localWalk(metres: number, more: Partial<StandardRecord> = {}): Standard {
  const kindergarten = GB.records.find(({ id }) => id === "radius.kindergarten")!;
  return { ...GB, id: "local.town", level: "local", records: [{ ...kindergarten, value: metres, ...more }] };
}

test("a local figure counts where it is stricter, a looser one only where relaxation is allowed and marked", () => {
  const limit = (local: Standard, options = {}) => requirementsOf([GB, local], ["kindergarten"], options)[0]!;
  expect(limit(localWalk(250))).toMatchObject({ limit: 250, ruleSet: "local.town" });
  expect(limit(localWalk(400))).toMatchObject({ limit: 300, ruleSet: "cn.gb50180-2018" });
  expect(limit(localWalk(400), { allowRelax: true })).toMatchObject({ limit: 400, ruleSet: "local.town" });
  expect(limit(localWalk(400, { relaxed: true })).source).toContain("relaxed locally");
  expect(limit(localWalk(250)).source).not.toContain("relaxed");
  // Metres and minutes cannot be compared: the national figure stays.
  expect(limit({ ...localWalk(5, { unit: "min" }), basis: "time" })).toMatchObject({
    limit: 300,
    basis: "distance",
  });
  // Its place in the list does not matter, and alone it counts.
  expect(requirementsOf([localWalk(400), GB], ["kindergarten"])[0]).toMatchObject({ limit: 300 });
  expect(requirementsOf([localWalk(400)], ["kindergarten"])[0]).toMatchObject({ limit: 400 });
});

test("two rule sets are compared figure by figure", () => {
  expect(compareStandards(GB, GB)).toEqual([]);
  const other = { ...GB, records: GB.records.filter(({ id }) => id !== "radius.market") };
  const [first] = compareStandards(GB, {
    ...other,
    records: other.records.map((r, i) => (i === 0 ? { ...r, value: 9 } : r)),
  });
  expect(first).toMatchObject({ of: "walk of elderly, 5-min", a: { value: 300 }, b: { value: 9 } });
  expect(compareStandards(GB, other)).toMatchObject([{ a: { id: "radius.market" }, b: null }]);
  expect(compareStandards(other, GB)).toMatchObject([{ a: null, b: { id: "radius.market" } }]);
});

test("the JSON Schema that is shipped is the form that is checked", () => {
  const file = path.resolve(import.meta.dirname, "../../../data/schema/standard.schema.json");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(JSON.parse(JSON.stringify(standardJsonSchema())));
});

test("each service takes the first rule set that knows it", () => {
  const requirements = defaultRequirements();
  expect(requirements.map(({ service }) => service)).toEqual([...DEFAULT_SERVICES]);
  const of = (service: string) => requirements.find((r) => r.service === service);
  expect(of("kindergarten")).toMatchObject({
    basis: "distance",
    limit: 300,
    profile: "distance",
    status: "H",
  });
  expect(of("meals")).toMatchObject({ basis: "time", limit: 15, profile: "adult", status: "assumption" });
  const fifteen = loadStandard("x.fifteen-minute");
  expect(requirementsOf([fifteen, GB], ["kindergarten"])[0]).toMatchObject({
    basis: "time",
    ruleSet: "x.fifteen-minute",
  });
  expect(requirementsOf([GB], ["meals"])).toEqual([]);
});

test("of several records for a service the strictest counts", () => {
  const record = GB.records[0]!;
  const two = {
    ...GB,
    records: [
      { ...record, id: "a", value: 400 },
      { ...record, id: "b", value: 200 },
    ],
  };
  expect(requirementsOf([two], ["elderly"])[0]).toMatchObject({ limit: 200, recordId: "b" });
});

test("a tier asks the same walk of every service, 800 m instead of 1000 m on request", () => {
  expect(tierRequirements(GB, "15-min", ["meals", "health"])).toMatchObject([
    {
      service: "meals",
      basis: "distance",
      limit: 1000,
      profile: "distance",
      recordId: "tier.15-min",
      status: "H",
    },
    { service: "health", limit: 1000 },
  ]);
  expect(tierRequirements(GB, "15-min", ["meals"], { shorter: true })[0]!.limit).toBe(800);
  expect(tierRequirements(GB, "10-min", ["meals"])[0]).toMatchObject({ limit: 500, status: "V" });
  expect(() => tierRequirements(GB, "20-min", ["meals"])).toThrow("there are block, 5-min, 10-min, 15-min");
  expect(() => tierRequirements(GB, "5-min", ["meals"], { shorter: true })).toThrow("one figure only, 300 m");
});

test("minutes asked for by the user are an assumption, and must be positive", () => {
  expect(timeRequirements(["meals"], 10, "senior80")).toMatchObject([
    { limit: 10, profile: "senior80", status: "assumption" },
  ]);
  expect(() => timeRequirements(["meals"], 0, "adult")).toThrow("0 minutes");
});

const changed = (change: (value: Record<string, unknown>) => void): string => {
  const value = structuredClone(GB) as unknown as Record<string, unknown>;
  change(value);
  return JSON.stringify(value);
};
/** The floor of elderly day care. */
const record = (value: Record<string, unknown>) => (value.records as Record<string, unknown>[])[1]!;

test.each<[what: string, text: string, said: RegExp]>([
  ["no JSON", "{", /this is no JSON/],
  ["no id", changed((v) => delete v.id), /id: /],
  ["a negative radius", changed((v) => Object.assign(record(v), { value: -1 })), /records\.1\.value: /],
  ["an unknown unit", changed((v) => Object.assign(record(v), { unit: "km" })), /records\.1\.unit: /],
  [
    "minutes on the distance basis",
    changed((v) => Object.assign((v.records as object[])[0]!, { unit: "min" })),
    /records\.0\.unit: "min" in a rule set on the distance basis/,
  ],
  ["an unknown status", changed((v) => Object.assign(record(v), { status: "sure" })), /records\.1\.status: /],
  [
    "a field that nobody knows",
    changed((v) => Object.assign(record(v), { radius: 3 })),
    /records\.1\.radius: /,
  ],
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
])("a rule file with %s is refused, by place", (_, text, said) => {
  const file = path.join(folder, "rules.json");
  writeFileSync(file, text);
  expect(() => loadStandard(file)).toThrow(InputFileError);
  expect(() => loadStandard(file)).toThrow(said);
});

test("an unknown id names those that exist, a missing file is no damaged one", () => {
  expect(() => loadStandard("cn.gb50180")).toThrow(InvalidInputError);
  expect(() => loadStandard("cn.gb50180")).toThrow(
    "there are cn.checkup-2023, cn.complete-community-2020, cn.fyp14-2021",
  );
  expect(() => loadStandard(path.join(folder, "none.json"))).toThrow(FileAccessError);
});
