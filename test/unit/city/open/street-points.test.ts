import { expect, test } from "vitest";
import { streetPoints } from "../../../../src/city/open/street-points.js";
import { EdgeFlag } from "../../../../src/network/street-draft.js";
import { place, town } from "../../../support/town.js";

const near = (eastM: number, northM = 0) => place(eastM, northM).map((degree) => degree.toFixed(6));

test("a street is cut into equal pieces with a point in the middle of each", () => {
  const network = town({ points: { w: [0, 0], e: [100, 0] }, streets: [{ over: ["w", "e"] }] });
  // 100 m by steps of about 30 m: three pieces of 33.3 m, with middles at 16.7, 50 and 83.3 m.
  const points = streetPoints(network, 30);
  expect(points.map(({ weight }) => Math.round(weight))).toEqual([33_333, 33_333, 33_333]);
  expect(points.map(({ lon, lat }) => [lon.toFixed(6), lat.toFixed(6)])).toEqual([
    near(100 / 6),
    near(50),
    near(500 / 6),
  ]);
});

test("a street shorter than a step has one point", () => {
  const network = town({ points: { w: [0, 0], e: [10, 0] }, streets: [{ over: ["w", "e"] }] });
  expect(streetPoints(network, 30).map(({ weight }) => weight)).toEqual([10_000]);
});

test("nobody lives on squares, steps, bridges, in tunnels, indoors or on platforms", () => {
  const points = { a: [0, 0], b: [100, 0] } as const;
  const pointsOn = (street: object) => {
    const network = town({ points, streets: [{ over: ["a", "b"], ...street }] });
    return streetPoints(network, 50).length;
  };
  for (const flag of ["square", "steps", "bridge", "tunnel", "indoor"] as const)
    expect([flag, pointsOn({ attributes: EdgeFlag[flag] })]).toEqual([flag, 0]);
  expect(pointsOn({ streetClass: "platform" })).toBe(0);
  expect(pointsOn({ attributes: EdgeFlag.private })).toBe(2);
});
