import { expect, test } from "vitest";
import { profileOf, walkersOf } from "../../../src/cli/analyze-config.js";

const STREETS = { streets: { file: "a.osm" } };

test("the first of several profiles decides, a flag goes before it, and an adult walks where nobody is named", () => {
  expect(profileOf({}).id).toBe("adult");
  expect(profileOf({ profiles: ["senior80", "adult"] }).id).toBe("senior80");
  // A flag sets the one profile, whatever the file lists.
  expect(profileOf({ profile: "stroller", profiles: ["senior80", "adult"] }).id).toBe("stroller");
});

test("several profiles are compared, and who decides is one of them", () => {
  expect(walkersOf({ ...STREETS }, undefined)).toBeUndefined();
  expect(walkersOf({ ...STREETS, profiles: ["adult"] }, undefined)).toBeUndefined();
  expect(walkersOf({ ...STREETS, profiles: ["adult", "senior80"] }, undefined)).toBe("adult,senior80");
  expect(walkersOf({ ...STREETS, profile: "stroller", profiles: ["adult"] }, undefined)).toBe(
    "stroller,adult",
  );
  expect(walkersOf({ ...STREETS, profiles: ["adult", "senior80"] }, "all")).toBe("all");
});
