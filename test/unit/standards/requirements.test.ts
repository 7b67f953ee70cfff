import { expect, test } from "vitest";
import { DEFAULT_SERVICES } from "../../../src/places/services.js";
import { loadStandard } from "../../../src/standards/load-standard.js";
import {
  defaultRequirements,
  recordsUpTo,
  requirementsOf,
  timeRequirements,
} from "../../../src/standards/requirements.js";
import type { Standard, StandardRecord } from "../../../src/standards/schema.js";

const GB = loadStandard("cn.gb50180-2018");

test("an area owes its own tier and all lower ones; a higher facility does not discharge a lower duty", () => {
  const owed = recordsUpTo(GB, "15-min").map(({ service }) => service);
  for (const service of ["health", "health-centre", "culture", "culture-centre", "kindergarten", "parcel"])
    expect(owed).toContain(service);
  const small = recordsUpTo(GB, "5-min").map(({ service }) => service);
  expect(small).toContain("health");
  expect(small).not.toContain("health-centre");
  expect(() => recordsUpTo(GB, "20-min")).toThrow("there are block, 5-min, 10-min, 15-min");
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

test("minutes given by the user are an assumption, and must be positive", () => {
  expect(timeRequirements(["meals"], 10, "senior80")).toMatchObject([
    { limit: 10, profile: "senior80", status: "assumption" },
  ]);
  expect(() => timeRequirements(["meals"], 0, "adult")).toThrow("0 minutes");
});
