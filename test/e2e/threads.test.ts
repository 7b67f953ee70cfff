/**
 * Threads run the built library, as users get it.
 */
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type * as Library from "../../src/index.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const built = path.join(ROOT, "dist/index.js");
const library = (await import(built)) as typeof Library;
const { buildWalkNetwork, DISTANCE_BASIS, linkNodes, metres, openWalkEngine, readOsmPbf, walkCosts } =
  library;

const network = buildWalkNetwork(await readOsmPbf(path.join(ROOT, "data/sample/astana.osm.pbf")));
const costs = walkCosts(network, DISTANCE_BASIS);
const everyNode = linkNodes(costs);
const rows = linkNodes(
  costs,
  Uint32Array.from({ length: 700 }, (_, i) => i * 17),
);
const columns = linkNodes(
  costs,
  Uint32Array.from({ length: 900 }, (_, i) => i * 13),
);
const weights = Float64Array.from({ length: everyNode.pointCount }, (_, v) => v % 11);
const fractions = weights.map((weight) => weight / 7);
const limit = metres(400);

const alone = openWalkEngine(costs, { threads: 1 });
const engines = [
  openWalkEngine(costs, { threads: 2 }),
  openWalkEngine(costs, { threads: 3 }),
  openWalkEngine(costs, { threads: 2, webAssembly: false }),
  openWalkEngine(costs, { threads: 1, webAssembly: false }),
];
afterAll(() => Promise.all(engines.map((engine) => engine.close())));

test("sums and matrices are the same bytes for one, two and three threads, with WebAssembly and without", async () => {
  const matrix = await alone.matrix(rows, columns, { limit });
  const sums = await alone.sum(everyNode, everyNode, weights, { limit });
  const real = await alone.sum(everyNode, everyNode, fractions, { limit });
  expect(matrix).toEqual(library.costMatrix(costs, rows, columns, { limit }));
  expect(sums).toEqual(library.sumWithinLimit(costs, everyNode, everyNode, weights, { limit }));
  expect(matrix.column.length).toBeGreaterThan(1000);
  for (const engine of engines) {
    expect(await engine.matrix(rows, columns, { limit })).toEqual(matrix);
    expect(await engine.sum(everyNode, everyNode, weights, { limit })).toEqual(sums);
    expect(await engine.sum(everyNode, everyNode, fractions, { limit })).toEqual(real);
  }
});

test("an engine answers as the functions of the same name", async () => {
  const facilities = linkNodes(costs, [5, 500, 5000]);
  const nearest = await engines[0]!.nearest(facilities, rows, { limit });
  expect(nearest).toEqual(library.nearestCosts(costs, facilities, rows, { limit }));
  const three = await engines[0]!.kNearest(columns, rows, { limit, k: 3 });
  expect(three).toEqual(library.kNearestCosts(costs, columns, rows, { limit, k: 3 }));
});

test("work tells how far it is, and stops when it is told to", async () => {
  const seen: number[] = [];
  const onProgress = (done: number, total: number) => {
    expect(total).toBe(everyNode.pointCount);
    seen.push(done);
  };
  await engines[0]!.sum(everyNode, everyNode, weights, { limit, onProgress });
  expect(seen.length).toBeGreaterThan(3);
  expect(seen[seen.length - 1]).toBe(everyNode.pointCount);

  for (const engine of [alone, engines[0]!]) {
    const controller = new AbortController();
    const stopAtOnce = () => controller.abort(new Error("enough"));
    const stopped = engine.sum(everyNode, everyNode, weights, {
      limit,
      signal: controller.signal,
      onProgress: stopAtOnce,
    });
    await expect(stopped).rejects.toThrow("enough");
    // And is ready for the next question.
    const { first } = await engine.matrix(rows, columns, { limit });
    expect(first.length).toBe(rows.pointCount + 1);
  }
});

test("a signal that has fired already stops work before it begins", async () => {
  const signal = AbortSignal.abort(new Error("too late"));
  await expect(alone.matrix(rows, columns, { limit, signal })).rejects.toThrow("too late");
});

test("a number of threads that cannot be is refused", () => {
  expect(() => openWalkEngine(costs, { threads: 0 })).toThrow("threads is 0: due is a whole number from 1");
});
