import { expect, test } from "vitest";
import { profileOf } from "../../../../src/city/open/study.js";
import { walkersOf } from "../../../../src/cli/options/analyze-config.js";

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
