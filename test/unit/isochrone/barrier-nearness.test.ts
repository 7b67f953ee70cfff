import { expect, test } from "vitest";
import { metres } from "../../../src/base/cost-units.js";
import { barrierNearness } from "../../../src/isochrone/barrier-nearness.js";
import { gridRule } from "../../../src/isochrone/grid-rule.js";
import { isochrone } from "../../../src/isochrone/isochrone.js";
import { IsochroneEngine } from "../../../src/isochrone/isochrone-engine.js";
import { linkPoints } from "../../../src/network/link-points.js";
import { DISTANCE_BASIS } from "../../../src/network/profiles.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { pointsAt, type TownPlan, town } from "../../support/town.js";

const PLAN: TownPlan = {
  points: { a: [0, 0], b: [200, 0], c: [400, 0], d: [400, 300] },
  streets: [{ over: ["a", "b", "c", "d"] }],
  barriers: [
    {
      kind: "wall",
      line: [
        [50, 20],
        [150, 20],
      ],
    },
  ],
};

test("a wall 20 m beside a street is near to that piece of it and to no other", () => {
  const network = town(PLAN);
  const nearness = barrierNearness(network, gridRule(30, 10));
  const walled: [number, number][] = [];
  for (let e = 0; e < network.edgeCount; e++) {
    for (let s = network.firstShape[e]! + 1; s < network.firstShape[e + 1]!; s++) {
      if (nearness.around(s) === undefined) continue;
      // Every piece with the wall around runs west of (200, 0): those two are 54 m apart from its end.
      const west = Math.min(network.shapeLonE7[s - 1]!, network.shapeLonE7[s]!);
      walled.push([west === network.nodeLonE7[0] ? 0 : 1, nearness.around(s)!.length]);
    }
  }
  expect(walled).toEqual([[0, 1]]);
});

test("what is remembered of barriers changes no byte of a later polygon, with other distances between", () => {
  const costs = walkCosts(town(PLAN), DISTANCE_BASIS);
  const places: [number, number][] = [
    [0, 0],
    [400, 200],
  ];
  const origins = linkPoints(costs, pointsAt(places), { minComponentPoints: 1 });
  const options = { cutoffs: [metres(150), metres(600)] };
  const engine = new IsochroneEngine(costs);
  const first = engine.run(origins, { ...options, point: 0 });
  engine.run(origins, { ...options, point: 1, direction: "to" });
  engine.run(origins, { ...options, distanceM: 15 });
  expect(engine.run(origins, { ...options, point: 0 })).toEqual(first);
  const fresh = walkCosts(town(PLAN), DISTANCE_BASIS);
  const again = linkPoints(fresh, pointsAt(places), { minComponentPoints: 1 });
  expect(isochrone(fresh, again, { ...options, point: 0 })).toEqual(first);
});
