import { expect, test } from "vitest";
import { MEASURE_NAMES, measureAccess } from "../../../src/measures/measure.js";
import { parseDecay } from "../../../src/measures/parse-decay.js";
import { VILLAGES } from "../../support/villages.js";

test("measures are found by their names, in any case, and wrong ones name all", () => {
  expect([...measureAccess("Spatial_Availability", VILLAGES)]).toEqual([
    ...measureAccess("availability", VILLAGES),
  ]);
  expect([...measureAccess("gaussian-2sfca", VILLAGES)]).toEqual([...measureAccess("ga2sfca", VILLAGES)]);
  expect(() => measureAccess("4sfca", VILLAGES)).toThrow(MEASURE_NAMES.join(", "));
  expect(() => measureAccess("gravity", VILLAGES)).toThrow("needs a decay");
  expect(() => measureAccess("nearest", { ...VILLAGES, decay: parseDecay("none", 15) })).toThrow(
    "takes no decay",
  );
});
