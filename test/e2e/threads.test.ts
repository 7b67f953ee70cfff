/**
 * Threads run the built library, as users get it.
 */
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type * as WalkDoor from "../../src/doors/walk.js";
import type * as Library from "../../src/index.js";
import { expectSameColumns } from "../support/same-columns.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const built = path.join(ROOT, "dist/index.js");
const library = (await import(built)) as typeof Library;
const walk = (await import(path.join(ROOT, "dist/doors/walk.js"))) as typeof WalkDoor;
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
  expectSameColumns(matrix, library.costMatrix(costs, rows, columns, { limit }));
  expectSameColumns(sums, library.sumWithinLimit(costs, everyNode, everyNode, weights, { limit }));
  expect(matrix.column.length).toBeGreaterThan(1000);
  for (const engine of engines) {
    expectSameColumns(await engine.matrix(rows, columns, { limit }), matrix);
    expectSameColumns(await engine.sum(everyNode, everyNode, weights, { limit }), sums);
    expectSameColumns(await engine.sum(everyNode, everyNode, fractions, { limit }), real);
  }
});

test("an engine answers as the functions of the same name", async () => {
  const facilities = linkNodes(costs, [5, 500, 5000]);
  const nearest = await engines[0]!.nearest(facilities, rows, { limit });
  expectSameColumns(nearest, library.nearestCosts(costs, facilities, rows, { limit }));
  const three = await engines[0]!.kNearest(columns, rows, { limit, k: 3 });
  expectSameColumns(three, library.kNearestCosts(costs, columns, rows, { limit, k: 3 }));
});

test("work reports its progress, and stops at its signal", async () => {
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
  expect(() => openWalkEngine(costs, { threads: 0 })).toThrow("threads is 0: expected a whole number from 1");
});

test("isochrones stream in the order of their points, the same bytes on one, two and three threads", async () => {
  const origins = linkNodes(
    costs,
    Uint32Array.from({ length: 80 }, (_, i) => i * 131),
  );
  const options = { cutoffs: [metres(200), metres(500)], lines: true };
  const alone = Array.from(walk.eachIsochrone(costs, origins, options));
  expect(alone.map((circle) => circle.origins[0]!.point)).toEqual(alone.map((_, i) => i));
  for (const threads of [1, 2, 3]) {
    const done: number[] = [];
    const streamed: typeof alone = [];
    const onProgress = (n: number) => done.push(n);
    for await (const circle of library.streamIsochrones(costs, origins, { ...options, threads, onProgress }))
      streamed.push(circle);
    expect(JSON.stringify(streamed)).toBe(JSON.stringify(alone));
    expect(done).toEqual(alone.map((_, i) => i + 1));
  }
});

test("a stream that is left or stopped ends its threads, and bad questions are refused before any starts", async () => {
  const origins = linkNodes(
    costs,
    Uint32Array.from({ length: 300 }, (_, i) => i),
  );
  const options = { cutoffs: [metres(400)], threads: 2 };
  const workers = () =>
    process.getActiveResourcesInfo().filter((name) => name.includes("MessagePort")).length;
  const before = workers();
  for await (const circle of library.streamIsochrones(costs, origins, options)) {
    expect(workers()).toBeGreaterThan(before);
    if (circle.origins[0]!.point === 20) break;
  }
  await expect.poll(workers).toBeLessThanOrEqual(before);

  const stop = new AbortController();
  const read = async () => {
    for await (const circle of library.streamIsochrones(costs, origins, { ...options, signal: stop.signal }))
      if (circle.origins[0]!.point === 40) stop.abort(new Error("enough"));
  };
  await expect(read()).rejects.toThrow("enough");
  await expect.poll(workers).toBeLessThanOrEqual(before);

  const ask = (bad: object) => library.streamIsochrones(costs, origins, { ...options, ...bad }).next();
  await expect(ask({ threads: 0 })).rejects.toThrow("threads is 0");
  await expect(ask({ cutoffs: [] })).rejects.toThrow("No cutoff");
});
