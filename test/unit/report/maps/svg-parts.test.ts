import { expect, test } from "vitest";
import { niceLength } from "../../../../src/report/maps/svg-parts.js";

test("a scale bar has a round length", () => {
  expect([3, 7.9, 45, 199, 500, 1_234].map(niceLength)).toEqual([2, 5, 20, 100, 500, 1000]);
});
