import fc from "fast-check";
import { expect, test } from "vitest";
import { UNREACHED } from "../../../src/base/cost-units.js";
import { ReachedParts } from "../../../src/isochrone/reached-parts.js";
import { placeCosts } from "../../../src/network/edge-place.js";
import { linkPoints } from "../../../src/network/link-points.js";
import { DISTANCE_BASIS, PROFILES } from "../../../src/network/profiles.js";
import { EdgeFlag } from "../../../src/network/street-draft.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { BoundedSearch } from "../../../src/search/bounded-search.js";
import { seedsOf } from "../../../src/search/seeds.js";
import { randomTown, SEED } from "../../support/random-town.js";
import { pointsAt, type TownPlan, town } from "../../support/town.js";

const ANY_SIZE = { minComponentPoints: 1 };

function reach(
  plan: TownPlan,
  at: readonly [number, number][],
  limitValue: number,
  reversed: boolean,
  timed: boolean,
) {
  const costs = timed
    ? walkCosts<"ms" | "mm">(town(plan), PROFILES.adult)
    : walkCosts<"ms" | "mm">(town(plan), DISTANCE_BASIS);
  const origins = linkPoints(costs, pointsAt(at), ANY_SIZE);
  const search = new BoundedSearch(costs, { reversed });
  search.run(seedsOf(origins, reversed), limitValue);
  const parts = new ReachedParts(costs);
  const of = (edge: number) => {
    const links = Array.from(origins.edge, (e, l) => [e, l] as const).filter(([e]) => e === edge);
    const count = parts.find(
      edge,
      search,
      limitValue,
      origins,
      links.length === 0 ? undefined : links.map(([, l]) => l),
    );
    return Array.from({ length: count }, (_, i) => [parts.startMm[i]!, parts.endMm[i]!] as const);
  };
  /** Door-to-door cost between the origins and a place on an edge, written out from the definition. */
  const walk = (edge: number, mm: number): number => {
    const { network, edgeCostForward, edgeCostBackward } = costs;
    const here = placeCosts(costs, edge, mm);
    const isPrivate = (network.edgeAttributes[edge]! & EdgeFlag.private) !== 0;
    const label = (node: number) =>
      isPrivate
        ? Math.min(search.cost[network.nodeOut[node]!]!, search.cost[network.nodeIn[node]!]!)
        : search.cost[node]!;
    const sum = (a: number, b: number) => (a === UNREACHED || b === UNREACHED ? Infinity : a + b);
    const rest = (whole: number, part: number) => (part === UNREACHED ? UNREACHED : whole - part);
    const fromStart = reversed ? rest(edgeCostBackward[edge]!, here.backward) : here.forward;
    const fromEnd = reversed ? rest(edgeCostForward[edge]!, here.forward) : here.backward;
    const walks = [
      sum(label(network.edgeFrom[edge]!), fromStart),
      sum(label(network.edgeTo[edge]!), fromEnd),
    ];
    for (let l = 0; l < origins.edge.length; l++) {
      if (origins.edge[l] !== edge) continue;
      const off = origins.offStreetCost[l]!;
      const ahead = reversed ? origins.alongMm[l]! - mm : mm - origins.alongMm[l]!;
      const [f, b] = reversed
        ? [origins.forwardCost[l]! - here.forward, origins.backwardCost[l]! - here.backward]
        : [here.forward - origins.forwardCost[l]!, here.backward - origins.backwardCost[l]!];
      if (ahead === 0) walks.push(off);
      if (ahead > 0 && here.forward !== UNREACHED) walks.push(off + f);
      if (ahead < 0 && here.backward !== UNREACHED) walks.push(off + b);
    }
    return Math.min(...walks);
  };
  return { costs, of, walk, at: origins.alongMm[0]! };
}

const BENT: TownPlan = {
  // One street of 100 m east, then 100 m north.
  points: { a: [0, 0], m: [100, 0], b: [100, 100] },
  streets: [{ over: ["a", "m", "b"] }],
};

test("from an origin in the middle of a street the part runs both ways to the millimetre", () => {
  // Linked 40 m along (to the centimetre of coordinates); 30 m each way.
  const { of, at } = reach(BENT, [[40, 0]], 30_000, false, false);
  expect(Math.abs(at - 40_000)).toBeLessThan(10);
  expect(of(0)).toEqual([[at - 30_000, at + 30_000]]);
});

test("a cut inside a later piece counts the pieces before it", () => {
  // 40 m along; 90 m on is 30 m past the bend at 100 m; back to the start is 40 m.
  const { of, at } = reach(BENT, [[40, 0]], 90_000, false, false);
  expect(of(0)).toEqual([[0, at + 90_000]]);
});

test("parts from both ends of a street stay apart while a gap is left between them", () => {
  // A loop street of 400 m from a square corner; 150 m each way leaves 100 m.
  const loop: TownPlan = {
    points: { a: [0, 0], b: [100, 0], c: [100, 100], d: [0, 100] },
    streets: [{ over: ["a", "b", "c", "d", "a"] }],
  };
  expect(reach(loop, [[0, 0]], 150_000, false, false).of(0)).toEqual([
    [0, 150_000],
    [250_000, 400_000],
  ]);
  expect(reach(loop, [[0, 0]], 200_000, false, false).of(0)).toEqual([[0, 400_000]]);
});

test("a one-way street is reached onwards only, and towards the origin from behind only", () => {
  const oneWay: TownPlan = {
    points: { a: [0, 0], b: [100, 0] },
    streets: [{ over: ["a", "b"], attributes: EdgeFlag.backwardClosed }],
  };
  const from = reach(oneWay, [[40, 0]], 20_000, false, false);
  expect(from.of(0)).toEqual([[from.at, from.at + 20_000]]);
  const to = reach(oneWay, [[40, 0]], 20_000, true, false);
  expect(to.of(0)).toEqual([[to.at - 20_000, to.at]]);
});

test("a limit of nothing reaches the origin's own place and no length", () => {
  const { of, at } = reach(BENT, [[40, 0]], 0, false, false);
  expect(of(0)).toEqual([[at, at]]);
});

test("in any town parts end exactly where the walk exceeds the limit, in both directions and units", () => {
  const at = fc.tuple(fc.integer({ min: -20, max: 420 }), fc.integer({ min: -20, max: 420 }));
  fc.assert(
    fc.property(
      randomTown(),
      fc.array(at, { minLength: 1, maxLength: 3 }),
      fc.integer({ min: 0, max: 400_000 }),
      fc.boolean(),
      fc.boolean(),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
      (plan, places, limitValue, reversed, timed, shares) => {
        const { costs, of, walk } = reach(plan, places, limitValue, reversed, timed);
        for (let edge = 0; edge < costs.network.edgeCount; edge++) {
          const lengthMm = costs.network.edgeLengthMm[edge]!;
          const parts = of(edge);
          const probes = [0, lengthMm, ...shares.map((s) => Math.round(s * lengthMm))];
          for (const [from, to] of parts) probes.push(from - 1, from, to, to + 1);
          for (const mm of probes) {
            if (mm < 0 || mm > lengthMm) continue;
            const inPart = parts.some(([from, to]) => mm >= from && mm <= to);
            expect([edge, mm, inPart]).toEqual([edge, mm, walk(edge, mm) <= limitValue]);
          }
        }
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
});
