import fc from "fast-check";
import { expect, test } from "vitest";
import { metres, UNREACHED } from "../../src/base/cost-units.js";
import { threadsAllowed } from "../../src/base/thread-pool.js";
import { linkNodes } from "../../src/network/link-nodes.js";
import { linkPoints } from "../../src/network/link-points.js";
import { networkFromEdges } from "../../src/network/network-from-edges.js";
import { DISTANCE_BASIS, PROFILES } from "../../src/network/profiles.js";
import { type WalkCosts, walkCosts } from "../../src/network/walk-costs.js";
import { chainGraph } from "../../src/search/engine/chains.js";
import { Kernel } from "../../src/search/engine/kernel.js";
import { KernelMemory } from "../../src/search/engine/kernel-memory.js";
import { ownEngine, rowsTask, taskBetween } from "../../src/search/engine/own-engine.js";
import { PlainEngine } from "../../src/search/engine/plain-engine.js";
import type { Engine } from "../../src/search/engine/tasks.js";
import { wholeWeights } from "../../src/search/engine/weights.js";
import { WholeSearch, wholeSearch } from "../../src/search/engine/whole-search.js";
import { nearestCosts } from "../../src/search/nearest.js";
import { sumsByPoint, sumsTask, sumWithinLimit } from "../../src/search/sum-within-limit.js";
import { randomTown, SEED } from "../support/random-town.js";
import { expectSameColumns } from "../support/same-columns.js";
import { gridPlan, onHills, pointsAt, town } from "../support/town.js";
import { wholeMatrix, wholeNearest } from "../support/whole-search.js";

const LINK = { minComponentPoints: 1 };
const coordinates = fc.tuple(fc.integer({ min: -20, max: 420 }), fc.integer({ min: -20, max: 420 }));
const places = fc.array(coordinates, { minLength: 1, maxLength: 40 });
const limits = fc.oneof(fc.integer({ min: 0, max: 900_000 }), fc.constant(0x7ffffffe));
const ENGINES: readonly (readonly [string, Engine])[] = [
  ["kernel", ownEngine()],
  ["plain", new PlainEngine()],
];

test("the kernel runs here", () => {
  expect(Kernel.create()).not.toBeNull();
  expect(ownEngine()).toBeInstanceOf(Kernel);
});

/** Every question, both directions, on both engines, against searches on the whole network. */
function compareAll(
  costs: WalkCosts,
  origins: ReturnType<typeof linkNodes>,
  destinations: ReturnType<typeof linkNodes>,
  limit: number,
  weights: readonly number[],
) {
  for (const direction of ["to", "from"] as const) {
    const matrix = wholeMatrix(costs, origins, destinations, limit, direction);
    const nearest = wholeNearest(costs, origins, destinations, limit, direction);
    const summed = Array.from({ length: matrix.rows }, (_, r) =>
      matrix.column.subarray(matrix.first[r], matrix.first[r + 1]).reduce((sum, c) => sum + weights[c]!, 0),
    );
    const wholeNumbers = wholeWeights(weights);
    const rowsAsked = {
      ...rowsTask(origins, destinations, direction === "from", limit),
      from: 0,
      to: origins.pointCount,
    };
    const nearestTask = {
      kind: "nearest" as const,
      ...taskBetween(origins, destinations, direction === "to", limit),
    };
    const limitOf = { unit: costs.unit, value: limit };
    const sums = sumsTask(origins, destinations, wholeNumbers, { limit: limitOf, direction });
    const whole = wholeSearch(costs)!;
    const toFacility = direction === "to";
    for (const [from, to] of [[origins, destinations] as const, [destinations, origins] as const]) {
      const due = wholeNearest(costs, from, to, limit, direction);
      expectSameColumns(whole.nearest(from, to, toFacility, limit), due);
    }
    for (const [name, engine] of ENGINES) {
      const rows = engine.rows(rowsAsked);
      expect([name, ...rows.first]).toEqual([name, ...matrix.first]);
      expectSameColumns([name, rows.column, rows.cost], [name, matrix.column, matrix.cost]);
      expectSameColumns([name, engine.nearest(nearestTask)], [name, nearest]);
      // The second time all labels of the first are to be forgotten.
      expectSameColumns([name, engine.nearest(nearestTask)], [name, nearest]);
      const found = engine.sums({ ...sums, from: 0, to: origins.pointCount });
      expect([name, ...sumsByPoint(sums, 0, found)]).toEqual([name, ...summed]);
    }
  }
}

test("on random towns every engine gives the answers of the whole network, to the integer", () => {
  let contracted = 0;
  fc.assert(
    fc.property(
      randomTown(),
      places,
      places,
      limits,
      fc.boolean(),
      fc.constantFrom("metres", "minutes", "minutes on hills"),
      fc.infiniteStream(fc.integer({ min: 0, max: 1000 })),
      (plan, from, to, limit, keepAllPoints, basis, weight) => {
        const flat = town(plan, { keepAllPoints });
        const costs: WalkCosts = walkCosts(
          basis === "minutes on hills" ? onHills(flat) : flat,
          basis === "metres" ? DISTANCE_BASIS : PROFILES.senior60,
        );
        const linked = linkPoints(costs, pointsAt(from), LINK);
        const residentsOnly = Uint8Array.from(from, (_, i) => (i % 3 === 0 ? 1 : 0));
        const origins = { ...linked, points: { ...linked.points, residentsOnly } };
        const destinations = linkPoints(costs, pointsAt(to), LINK);
        const weights = to.map(() => weight.next().value as number);
        compareAll(costs, origins, destinations, limit, weights);
        if (chainGraph(costs).coreCount < costs.network.nodeCount) contracted++;
      },
    ),
    { seed: SEED, numRuns: 1500 },
  );
  expect(contracted).toBeGreaterThan(300);
});

test("node to node on random graphs with loops, parallel and zero edges, islands and one-ways", () => {
  const graph = fc.integer({ min: 2, max: 30 }).chain((nodes) =>
    fc.record({
      nodes: fc.constant(nodes),
      oriented: fc.boolean(),
      // Mostly from a node to the next, so that chains, dead ends and rings are common.
      edges: fc.array(
        fc.tuple(
          fc.integer({ min: 0, max: nodes - 1 }),
          fc.oneof(fc.constant(null), fc.integer({ min: 0, max: nodes - 1 })),
          fc.oneof(
            { weight: 1, arbitrary: fc.constant(0) },
            { weight: 3, arbitrary: fc.integer({ min: 0, max: 60_000 }) },
          ),
        ),
        { minLength: 1, maxLength: 45 },
      ),
    }),
  );
  fc.assert(
    fc.property(
      graph,
      fc.oneof(fc.integer({ min: 0, max: 150_000 }), fc.constant(0x7ffffffe)),
      ({ nodes, oriented, edges }, limit) => {
        const ends = edges.map(([a, b]) => [a, b ?? (a + 1) % nodes] as const).filter(([a, b]) => a !== b);
        if (ends.length === 0) return;
        const { network } = networkFromEdges({
          from: ends.map(([a]) => a),
          to: ends.map(([, b]) => b),
          lengthMm: edges.filter(([a, b]) => a !== (b ?? (a + 1) % nodes)).map(([, , mm]) => mm),
          xM: Array.from({ length: nodes }, (_, v) => (v % 6) * 10),
          yM: Array.from({ length: nodes }, (_, v) => Math.floor(v / 6) * 10),
          oriented,
        });
        const costs: WalkCosts = walkCosts(network, DISTANCE_BASIS);
        const all = linkNodes(costs);
        compareAll(
          costs,
          all,
          all,
          limit,
          Array.from({ length: all.pointCount }, (_, v) => v % 7),
        );
      },
    ),
    { seed: SEED, numRuns: 1500 },
  );
});

test("without room for notes the search on the whole network says so, and the question is answered all the same", () => {
  // a - c 100 m, a - b 10 m, b - c 10 m: c is first reached at 100 m, then from b at 20 m, an earlier bucket.
  const costs: WalkCosts = walkCosts(
    networkFromEdges({
      from: [0, 0, 1],
      to: [2, 1, 2],
      lengthMm: [100_000, 10_000, 10_000],
      xM: [0, 10, 20],
      yM: [0, 0, 0],
    }).network,
    DISTANCE_BASIS,
  );
  const all = linkNodes(costs);
  const start = linkNodes(costs, [0]);
  const search = (notes?: number) => new WholeSearch(costs, KernelMemory.open()!, notes);
  expect(search(0).nearest(start, all, false, 1_000_000)).toBeNull();
  expect([...search().nearest(start, all, false, 1_000_000)!.cost]).toEqual([0, 10_000, 20_000]);
});

test("a question gets the same answer every time, on the whole network and then on its chains", () => {
  const costs = walkCosts(town(gridPlan({ columns: 6, rows: 6, spacingM: 60 })), DISTANCE_BASIS);
  const all = linkNodes(costs);
  const two = linkNodes(costs, [3, 30]);
  const ask = () => nearestCosts(costs, two, all, { limit: metres(200) });
  const first = ask();
  expect(chainGraph.has(costs)).toBe(false);
  for (let again = 0; again < 40; again++) expect(ask()).toEqual(first);
  expect(chainGraph.has(costs)).toBe(true);
  expect(first).toEqual(wholeNearest(costs, two, all, 200_000));
});

test("weights that are no whole numbers give the same bytes on both engines, near the sum of reals", () => {
  const costs: WalkCosts = walkCosts(
    town(
      { points: { a: [0, 0], b: [100, 0], c: [300, 0] }, streets: [{ over: ["a", "b", "c"] }] },
      { keepAllPoints: true },
    ),
    DISTANCE_BASIS,
  );
  const all = linkNodes(costs);
  // Walks of 150 m: a and b reach each other, c (200 m from b) stays alone.
  const weights = wholeWeights([0.1, -0.7, 1e6 + 1 / 3]);
  const task = sumsTask(all, all, weights, { limit: { unit: "mm", value: 150_000 } });
  const [first, second] = ENGINES.map(([, engine]) =>
    sumsByPoint(task, 0, engine.sums({ ...task, from: 0, to: 3 })),
  );
  expect(first).toEqual(second);
  expect(first![0]).toBeCloseTo(-0.6, 9);
  expect(first![2]).toBeCloseTo(1e6 + 1 / 3, 9);
});

test("sums are the same whether places are rare and searched from, or many", () => {
  const plan = gridPlan({ columns: 12, rows: 12, spacingM: 50 });
  const costs = walkCosts(town(plan), DISTANCE_BASIS);
  const all = linkNodes(costs);
  const two = linkNodes(costs, [0, 77]);
  const weights = [1 / 3, 1e5 + 0.1];
  const limit = metres(220);
  // Two places for 144 origins: searched from the places. One origin alone: searched from it.
  const together = sumWithinLimit(costs, all, two, weights, { limit });
  const apart = Array.from({ length: all.pointCount }, (_, v) =>
    sumWithinLimit(costs, linkNodes(costs, [v]), two, weights, { limit }),
  );
  expect([...together]).toEqual(apart.map(([sum]) => sum));
  expect(new Set(together).size).toBe(3);
});

test("the free memory limits the number of threads", () => {
  expect(threadsAllowed(2 ** 60)).toBe(1);
  expect(threadsAllowed(1)).toBeGreaterThanOrEqual(1);
});

test("an empty question has an empty answer", () => {
  const costs: WalkCosts = walkCosts(
    town({ points: { a: [0, 0], b: [100, 0] }, streets: [{ over: ["a", "b"] }] }),
    DISTANCE_BASIS,
  );
  const none = linkNodes(costs, []);
  const all = linkNodes(costs);
  compareAll(costs, none, all, 1000, [1, 1]);
  compareAll(costs, all, none, 1000, []);
  for (const [, engine] of ENGINES) {
    const { cost } = engine.nearest({ kind: "nearest", ...taskBetween(none, all, true, 1000) });
    expect([...cost]).toEqual([UNREACHED, UNREACHED]);
  }
});
