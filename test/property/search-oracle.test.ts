import fc from "fast-check";
import { expect, test } from "vitest";
import { metres, UNREACHED, unlimited } from "../../src/base/cost-units.js";
import { createNgraphRouter, fromNgraph, toNgraph } from "../../src/doors/ngraph.js";
import { linkPoints } from "../../src/network/link-points.js";
import { DISTANCE_BASIS, PROFILES } from "../../src/network/profiles.js";
import { walkCosts } from "../../src/network/walk-costs.js";
import { BoundedSearch } from "../../src/search/bounded-search.js";
import { costMatrix } from "../../src/search/cost-matrix.js";
import { kNearestCosts, nearestCosts } from "../../src/search/nearest.js";
import { seedsOf } from "../../src/search/seeds.js";
import { shortestPath } from "../../src/search/shortest-path.js";
import { faultOf } from "../support/certificate.js";
import { randomTown, SEED } from "../support/random-town.js";
import { pointsAt, type TownPlan, town } from "../support/town.js";

const RUNS = { seed: SEED, numRuns: 400 };
const coordinates = fc.tuple(fc.integer({ min: -20, max: 420 }), fc.integer({ min: -20, max: 420 }));
const places = fc.array(coordinates, { minLength: 1, maxLength: 6 });
const LINK = { minComponentPoints: 1 };

function at(node: number) {
  return { count: 1, node: Uint32Array.of(node), cost: Uint32Array.of(0), label: Uint32Array.of(0) };
}

test("node to node, the search and ngraph.path agree to the integer", () => {
  let pairs = 0;
  fc.assert(
    fc.property(randomTown(), (plan) => {
      const costs = walkCosts(town(plan), PROFILES.adult);
      const router = createNgraphRouter(toNgraph(costs));
      const search = new BoundedSearch(costs);
      for (let from = 0; from < costs.network.nodeCount; from++) {
        search.run(at(from), unlimited("ms").value);
        for (let to = 0; to < costs.network.nodeCount; to++) {
          expect(search.cost[to]).toBe(router.find(from, to)?.cost ?? UNREACHED);
          pairs++;
        }
      }
    }),
    { ...RUNS, numRuns: 100 },
  );
  expect(pairs).toBeGreaterThan(5000);
});

test("the costs of a search are certified, in both directions and for every limit", () => {
  fc.assert(
    fc.property(
      randomTown(),
      places,
      fc.integer({ min: 0, max: 900 }),
      fc.boolean(),
      (plan, at, limitM, reversed) => {
        const costs = walkCosts(town(plan), DISTANCE_BASIS);
        const seeds = seedsOf(linkPoints(costs, pointsAt(at), LINK), reversed);
        const search = new BoundedSearch(costs, { reversed });
        search.run(seedsOf(linkPoints(costs, pointsAt([[0, 0]]), LINK), reversed), metres(5000).value);
        search.run(seeds, metres(limitM).value);
        expect(faultOf(costs, reversed, seeds, metres(limitM).value, search.cost)).toBeNull();
      },
    ),
    RUNS,
  );
});

test("merged and unmerged networks give the same walks between linked points", () => {
  fc.assert(
    fc.property(randomTown(), places, places, (plan, from, to) => {
      const matrices = [false, true].map((keepAllPoints) => {
        const costs = walkCosts(town(plan, { keepAllPoints }), PROFILES.adult);
        const origins = linkPoints(costs, pointsAt(from), LINK);
        const destinations = linkPoints(costs, pointsAt(to), LINK);
        return costMatrix(costs, origins, destinations, { limit: unlimited("ms") });
      });
      expect(matrices[1]).toEqual(matrices[0]);
    }),
    RUNS,
  );
});

test("nearest, k nearest, matrix and path give the same walks", () => {
  fc.assert(
    fc.property(
      randomTown(),
      places,
      places,
      fc.integer({ min: 50, max: 900 }),
      (plan, homes, shops, limitM) => {
        const costs = walkCosts(town(plan), DISTANCE_BASIS);
        const facilities = linkPoints(costs, pointsAt(shops), LINK);
        const blocks = linkPoints(costs, pointsAt(homes), LINK);
        const limit = metres(limitM);
        const nearest = nearestCosts(costs, facilities, blocks, { limit });
        const three = kNearestCosts(costs, facilities, blocks, { limit, k: 3 });
        const matrix = costMatrix(costs, blocks, facilities, { limit });
        const turned = costMatrix(costs, facilities, blocks, { limit, direction: "from" });
        for (let b = 0; b < homes.length; b++) {
          const walks = shops.map((_, f) => shortestPath(costs, blocks, b, facilities, f, { limit }));
          const row = Array.from(matrix.column.subarray(matrix.first[b], matrix.first[b + 1]));
          expect(row).toEqual(walks.flatMap((w, f) => (w === null ? [] : [f])));
          row.forEach((f, i) => {
            const walk = walks[f]!;
            expect(matrix.cost[matrix.first[b]! + i]).toBe(walk.cost);
            // On the distance basis the cost is the length of street and legs, up to a rounding at each cut piece.
            expect(Math.abs(walk.streetMm + walk.offStreetMm - walk.cost)).toBeLessThanOrEqual(0);
          });
          const ranked = row
            .map((f) => [walks[f]!.cost, f] as const)
            .sort((x, y) => x[0] - y[0] || x[1] - y[1]);
          expect([nearest.cost[b], nearest.facility[b]]).toEqual(ranked[0] ?? [UNREACHED, UNREACHED]);
          for (let i = 0; i < 3; i++) {
            expect([three.cost[3 * b + i], three.facility[3 * b + i]]).toEqual(
              ranked[i] ?? [UNREACHED, UNREACHED],
            );
          }
        }
        expect(sum(turned.cost)).toBe(sum(matrix.cost));
      },
    ),
    RUNS,
  );
});

test("cutting a street in the middle of a piece changes no walk", () => {
  fc.assert(
    fc.property(randomTown({ privates: false }), places, places, fc.nat(), (plan, homes, shops, which) => {
      const street = plan.streets[which % plan.streets.length]!;
      const [first, second, ...rest] = street.over;
      const [a, b] = [plan.points[first!]!, plan.points[second!]!];
      fc.pre(a[0] !== b[0] || a[1] !== b[1]);
      const points = { ...plan.points, middle: [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const };
      const halves = [
        { ...street, over: [first!, "middle"] },
        { ...street, over: ["middle", second!, ...rest] },
      ];
      const cut = { points, streets: plan.streets.flatMap((s) => (s === street ? halves : [s])) };
      const walk = (p: TownPlan) => {
        const costs = walkCosts(town(p), DISTANCE_BASIS);
        const facilities = linkPoints(costs, pointsAt(shops), LINK);
        return nearestCosts(costs, facilities, linkPoints(costs, pointsAt(homes), LINK), {
          limit: unlimited("mm"),
        }).cost;
      };
      const [whole, split] = [walk(plan), walk(cut)];
      // The halves are rounded to whole millimetres and placed to whole 1e-7 degrees (about a centimetre), at both ends.
      for (const [i, cost] of whole.entries()) expect(Math.abs(cost - split[i]!)).toBeLessThanOrEqual(40);
    }),
    RUNS,
  );
});

test("one more facility never lengthens a walk", () => {
  fc.assert(
    fc.property(randomTown(), places, places, coordinates, (plan, homes, shops, added) => {
      const costs = walkCosts(town(plan), PROFILES.senior60);
      const blocks = linkPoints(costs, pointsAt(homes), LINK);
      const walk = (at: readonly (readonly [number, number])[]) =>
        nearestCosts(costs, linkPoints(costs, pointsAt(at), LINK), blocks, { limit: unlimited("ms") }).cost;
      const before = walk(shops);
      const after = walk([...shops, added]);
      for (let b = 0; b < homes.length; b++) expect(after[b]).toBeLessThanOrEqual(before[b]!);
    }),
    RUNS,
  );
});

test("turning every street round changes nothing where no direction binds", () => {
  fc.assert(
    fc.property(randomTown({ oneWays: false }), places, places, (plan, homes, shops) => {
      const turned = { ...plan, streets: plan.streets.map((s) => ({ ...s, over: [...s.over].reverse() })) };
      const walk = (p: typeof plan) => {
        const costs = walkCosts(town(p), DISTANCE_BASIS);
        const facilities = linkPoints(costs, pointsAt(shops), LINK);
        return nearestCosts(costs, facilities, linkPoints(costs, pointsAt(homes), LINK), {
          limit: unlimited("mm"),
        });
      };
      expect(walk(turned)).toEqual(walk(plan));
    }),
    RUNS,
  );
});

test("a network goes to ngraph and back with every walk unchanged", () => {
  fc.assert(
    fc.property(randomTown({ privates: false }), (plan) => {
      const costs = walkCosts(town(plan), DISTANCE_BASIS);
      const { network, nodeOf } = fromNgraph(toNgraph(costs), {
        lengthM: (link) => link.data.cost / 1000,
        oriented: true,
      });
      const again = walkCosts(network, DISTANCE_BASIS);
      const there = new BoundedSearch(costs);
      const back = new BoundedSearch(again);
      for (let from = 0; from < costs.network.nodeCount; from++) {
        const start = nodeOf.get(from);
        if (start === undefined) continue;
        there.run(at(from), unlimited("mm").value);
        back.run(at(start), unlimited("mm").value);
        for (const [id, node] of nodeOf) expect(back.cost[node]).toBe(there.cost[id as number]);
      }
    }),
    { ...RUNS, numRuns: 100 },
  );
});

function sum(values: Uint32Array): number {
  return values.reduce((a, b) => a + b, 0);
}
