import { expect, test } from "vitest";
import { compareStandards } from "../../../src/standards/compare-standards.js";
import { loadStandard } from "../../../src/standards/load-standard.js";

const GB = loadStandard("cn.gb50180-2018");

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
