import { expect, test } from "vitest";
import { profileOf, walkersOf } from "../../../../src/cli/options/analyze-config.js";

const STREETS = { streets: { file: "a.osm" } };

test("the first of several profiles decides, a flag goes before it, and an adult walks where nobody is named", () => {
  expect(profileOf({}).id).toBe("adult");
  expect(profileOf({ profiles: ["senior80", "adult"] }).id).toBe("senior80");
  // A flag sets the one profile, whatever the file lists.
  expect(profileOf({ profile: "stroller", profiles: ["senior80", "adult"] }).id).toBe("stroller");
});

test("several profiles are compared, and who decides is one of them", () => {
  const idsOf = (...asked: Parameters<typeof walkersOf>) => walkersOf(...asked).map(({ id }) => id);
  expect(idsOf({ ...STREETS }, undefined)).toEqual([]);
  expect(idsOf({ ...STREETS, profiles: ["adult"] }, undefined)).toEqual([]);
  expect(idsOf({ ...STREETS, profiles: ["adult", "senior80"] }, undefined)).toEqual(["adult", "senior80"]);
  expect(idsOf({ ...STREETS, profile: "stroller", profiles: ["adult"] }, undefined)).toEqual([
    "stroller",
    "adult",
  ]);
  expect(idsOf({ ...STREETS, profiles: ["adult", "senior80"] }, "all")).toHaveLength(6);
  expect(idsOf({ ...STREETS }, "wheelchair,adult")).toEqual(["wheelchair", "adult"]);
});

test("figures of the configuration hold for who decides and for who is compared", () => {
  const walkers = { senior80: { speedMps: 0.6 } };
  expect(profileOf({ profile: "senior80", walkers }).speedMps).toBe(0.6);
  expect(walkersOf({ ...STREETS, walkers }, "adult,senior80").map(({ speedMps }) => speedMps)).toEqual([
    1.2, 0.6,
  ]);
});
