import { expect, test } from "vitest";
import { UsageError } from "../../../../src/cli/options/usage-error.js";
import { required, requireKnown, rowsOf } from "../../../../src/cli/print/measure-rows.js";

test("each id has its value, and none where nothing is reached", () => {
  expect(rowsOf(["a", "b", "c"], [1.5, Infinity, NaN])).toEqual([
    { id: "a", value: 1.5 },
    { id: "b", value: null },
    { id: "c", value: null },
  ]);
});

test("ids that only the matrix names are listed, five of them at most", () => {
  const ids = ["a", "b", "1", "2", "3", "4", "5", "6"];
  expect(() => requireKnown("m.csv", ids, ["a", "b"], "d.csv")).toThrow(UsageError);
  expect(() => requireKnown("m.csv", ids, ["a", "b"], "d.csv")).toThrow(/6 ids.*d\.csv.*: 1, 2, 3, 4, 5$/);
  expect(() => requireKnown("m.csv", ["a"], ["a", "b"], "d.csv")).not.toThrow();
});

test("an option that a measure needs is named", () => {
  expect(required("cutoff", 5, "2sfca")).toBe(5);
  expect(() => required("cutoff", undefined, "2sfca")).toThrow(/"2sfca" needs --cutoff/);
});
