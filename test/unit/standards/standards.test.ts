import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { SERVICES } from "../../../src/access/services.js";
import { FileAccessError, InputFileError, InvalidInputError } from "../../../src/errors.js";
import { listStandards, loadStandard } from "../../../src/standards/load-standard.js";
import {
  defaultRequirements,
  requirementsOf,
  tierRequirements,
  timeRequirements,
} from "../../../src/standards/requirements.js";

const folder = mkdtempSync(path.join(tmpdir(), "living-circle-standards-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const GB = loadStandard("cn.gb50180-2018");

test("every shipped rule set loads and names only services that exist", () => {
  expect(listStandards()).toEqual(["cn.gb50180-2018", "x.fifteen-minute"]);
  const known = SERVICES.map(({ id }) => id);
  for (const id of listStandards()) {
    const standard = loadStandard(id);
    expect(standard.id).toBe(id);
    for (const { service, basis } of standard.records) {
      expect(known).toContain(service);
      expect(basis.no).not.toBe("");
    }
  }
});

test("GB 50180 asks for these metres, and none of them is called verified", () => {
  // Appendix C as far as it gives a radius for a service.
  const metresOf = (service: string) =>
    GB.records.filter((r) => r.service === service).map(({ tier, value }) => `${tier} ${value}`);
  expect(metresOf("elderly")).toEqual(["5-min 300"]);
  expect(metresOf("childcare")).toEqual(["5-min 300"]);
  expect(metresOf("kindergarten")).toEqual(["5-min 300"]);
  expect(metresOf("health")).toEqual(["5-min 300", "15-min 1000"]);
  expect(metresOf("convenience")).toEqual(["10-min 500"]);
  expect(metresOf("culture")).toEqual(["5-min 500", "15-min 1000"]);
  expect(metresOf("sports").sort()).toEqual([
    "10-min 500",
    "15-min 1000",
    "15-min 1000",
    "5-min 300",
    "5-min 300",
  ]);
  expect(metresOf("meals")).toEqual([]);
  expect(GB.records.every(({ status, unit }) => status === "H" && unit === "m")).toBe(true);
  expect(GB.tiers.map(({ value, alternative }) => [value, alternative])).toEqual([
    [300, undefined],
    [500, undefined],
    [1000, 800],
  ]);
});

test("no radius is ascribed to the plan of 2023, which gives none", () => {
  for (const id of listStandards()) {
    for (const { basis } of loadStandard(id).records)
      expect(`${basis.no} ${basis.doc}`).not.toMatch(/121号|2023/);
  }
});

test("each service takes the first rule set that knows it", () => {
  const requirements = defaultRequirements();
  expect(requirements.length).toBe(SERVICES.length);
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
  expect(() => tierRequirements(GB, "20-min", ["meals"])).toThrow("there are 5-min, 10-min, 15-min");
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
const record = (value: Record<string, unknown>) => (value.records as Record<string, unknown>[])[1]!;

test.each<[what: string, text: string, said: RegExp]>([
  ["no JSON", "{", /this is no JSON/],
  ["no id", changed((v) => delete v.id), /id: /],
  ["a negative radius", changed((v) => Object.assign(record(v), { value: -1 })), /records\.1\.value: /],
  ["an unknown unit", changed((v) => Object.assign(record(v), { unit: "km" })), /records\.1\.unit: /],
  [
    "minutes on the distance basis",
    changed((v) => Object.assign(record(v), { unit: "min" })),
    /records\.1\.unit: "min" in a rule set on the distance basis/,
  ],
  ["an unknown status", changed((v) => Object.assign(record(v), { status: "sure" })), /records\.1\.status: /],
  [
    "a field that nobody knows",
    changed((v) => Object.assign(record(v), { radius: 3 })),
    /records\.1: .*radius/,
  ],
  [
    "an id twice",
    changed((v) => Object.assign(record(v), { id: "radius.elderly-day-care" })),
    /records\.1\.id: "radius\.elderly-day-care" comes twice/,
  ],
  [
    "a record on a tier that does not exist",
    changed((v) => Object.assign(record(v), { tier: "20-min" })),
    /records\.1\.tier: there is no tier "20-min"; there are 5-min, 10-min, 15-min/,
  ],
  [
    "a tier in minutes on the distance basis",
    changed((v) => Object.assign((v.tiers as object[])[0]!, { unit: "min" })),
    /tiers\.0\.unit: "min" in a rule set on the distance basis/,
  ],
  [
    "a tier twice",
    changed((v) => Object.assign((v.tiers as object[])[1]!, { id: "5-min" })),
    /tiers\.1\.id: "5-min" comes twice/,
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
  expect(() => loadStandard("cn.gb50180")).toThrow("there are cn.gb50180-2018, x.fifteen-minute");
  expect(() => loadStandard(path.join(folder, "none.json"))).toThrow(FileAccessError);
});
