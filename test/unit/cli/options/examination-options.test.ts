import { expect, test } from "vitest";
import {
  EXAMINATION_OPTIONS,
  examinationConfig,
  rangesOf,
} from "../../../../src/cli/options/examination-options.js";
import { UsageError } from "../../../../src/cli/options/usage-error.js";

const STREETS = { streets: { file: "a.osm" } };

test("without ranges in flags or configuration there are none", () => {
  expect(rangesOf(STREETS, {})).toBeNull();
});

test("flags go before the ranges of the configuration, each by itself", () => {
  const config = { ...STREETS, ranges: { speedMps: [1, 1.3] as [number, number], positionM: 20 } };
  expect(rangesOf(config, { positionError: 5 })).toEqual({ speedMps: [1, 1.3], positionM: 5 });
  expect(rangesOf(config, { speedRange: "0.8,1.2" })).toEqual({ speedMps: [0.8, 1.2], positionM: 20 });
});

test("a range of capacity, or places where none are given, is a range of capacity", () => {
  expect(rangesOf(STREETS, { capacityRange: "0.8,1.2" })!.capacity).toMatchObject({ factor: [0.8, 1.2] });
  expect(rangesOf(STREETS, { unknownPlaces: 0 })!.capacity).toMatchObject({ unknownPlaces: 0 });
});

test.each([
  { speedRange: "1" },
  { speedRange: "1,2,3" },
  { capacityRange: "0.8" },
])("%o is not a range", (flags) => {
  expect(() => rangesOf(STREETS, flags)).toThrow(UsageError);
});

test("sizes, demand and weights become keys of the configuration, and nothing else does", () => {
  const flags = { sizes: "a, b", demandPer1000: "childcare=200,meals=0", weight: "dwellings", metShare: 0.9 };
  expect(examinationConfig(flags)).toEqual({
    sizes: ["a", "b"],
    demandPer1000: { childcare: 200, meals: 0 },
    weight: "dwellings",
    metShare: 0.9,
  });
  expect(examinationConfig({})).toEqual({});
});

test.each([
  "childcare",
  "childcare=",
  "childcare=1001",
  "childcare=-1",
  "childcare=x",
])("%o is not a demand", (demandPer1000) => {
  expect(() => examinationConfig({ demandPer1000 })).toThrow(UsageError);
});

test("a service or a weight that there is not is refused", () => {
  expect(() => examinationConfig({ demandPer1000: "zoo=1" })).toThrow(/zoo/);
  expect(() => examinationConfig({ weight: "cats" })).toThrow(UsageError);
});

test("a share that has to be met lies above 0 and up to 1", () => {
  const { parse } = EXAMINATION_OPTIONS.find(({ flags }) => flags.startsWith("--met-share"))!;
  expect([parse!("1"), parse!("0.05")]).toEqual([1, 0.05]);
  for (const text of ["0", "1.1", "", "x"]) expect(() => parse!(text), text).toThrow(UsageError);
});
