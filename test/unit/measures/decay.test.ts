import { expect, test } from "vitest";
import { fourZoneDecay } from "../../../src/measures/decay.js";

test("3SFCA weighs four zones by default, a sixth, a third and a half of the cutoff and the rest", () => {
  const weight = fourZoneDecay(60);
  expect([10, 20, 30, 60, 61].map(weight)).toEqual([0.962, 0.704, 0.377, 0.042, 0]);
});
