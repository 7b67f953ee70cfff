import { expect, test } from "vitest";
import { systemOfForm } from "../../../../src/city/open/guess-system.js";

const AMAP = ["id", "name", "type", "typecode", "address", "location", "pname", "cityname", "adname"];

test("an export of AMap is GCJ-02 by its columns, and what the streets say besides is told", () => {
  expect(systemOfForm(AMAP, null)).toEqual({
    crs: "GCJ-02",
    because: "its columns are those of an export of AMap",
  });
  expect(systemOfForm(AMAP, { crs: "GCJ-02", because: "by the fit" })?.because).not.toContain("though");
  expect(systemOfForm(AMAP, { crs: "BD-09", because: "by the fit" })?.because).toMatch(/though .* BD-09$/);
  // A table of one's own with a column of that name is none.
  expect(systemOfForm(["id", "name", "type", "location"], null)).toBeNull();
});
