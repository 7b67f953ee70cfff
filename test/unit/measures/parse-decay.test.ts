import { expect, test } from "vitest";
import { parseDecay } from "../../../src/measures/parse-decay.js";

test.each([
  ["none", (t: number) => (t <= 15 ? 1 : 0)],
  ["exponential:0.1", (t: number) => Math.exp(-0.1 * t)],
  ["power:1.5", (t: number) => Math.max(t, 1) ** -1.5],
  ["gaussian:8", (t: number) => Math.exp((-t * t) / 128)],
  ["linear", (t: number) => 1 - t / 15],
  ["linear:30", (t: number) => 1 - t / 30],
  ["zones:7=1,15=0.5", (t: number) => (t <= 7 ? 1 : 0.5)],
])("%s is the weight of its name", (text, weight) => {
  const decay = parseDecay(text, 15);
  for (const minutes of [0, 1, 7, 8, 15]) expect(decay(minutes)).toBeCloseTo(weight(minutes), 12);
});

test("a decay that there is not, and a zone without a weight, are refused", () => {
  expect(() => parseDecay("steps:3", 15)).toThrow('no decay "steps:3"');
  expect(() => parseDecay("linear:0", 15)).toThrow("cutoff is 0");
  expect(() => parseDecay("logistic:10", 15)).toThrow("standard deviation is NaN");
  expect(() => parseDecay("zones:5=", 15)).toThrow("Zone weights");
});
