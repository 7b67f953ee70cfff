/**
 * Threads run the built library, as users get it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import type * as WalkDoor from "../../src/doors/walk.js";
import type * as Library from "../../src/index.js";

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
const folder = mkdtempSync(path.join(tmpdir(), "living-circle-threads-"));
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()));
  rmSync(folder, { recursive: true, force: true });
});

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

const SIDE = 40;
const lonOf = (column: number) => (10 + column * 0.0008).toFixed(4);
const latOf = (row: number) => (50 + row * 0.0005).toFixed(4);

/** A town of 40 × 40 crossings with a register of places and areas, and blocks with people, ages and units. */
function writeTown(): void {
  const cells = Array.from({ length: SIDE * SIDE }, (_, i) => [i % SIDE, Math.floor(i / SIDE)] as const);
  const node = ([x, y]: readonly [number, number]) => 1 + y * SIDE + x;
  const way = (id: number, nodes: readonly number[]) =>
    `<way id="${id}">${nodes.map((ref) => `<nd ref="${ref}"/>`).join("")}<tag k="highway" v="residential"/></way>`;
  const lines = Array.from({ length: SIDE }, (_, k) => [
    way(k + 1, cells.filter(([, y]) => y === k).map(node)),
    way(SIDE + k + 1, cells.filter(([x]) => x === k).map(node)),
  ]).flat();
  const nodes = cells.map(([x, y]) => `<node id="${node([x, y])}" lon="${lonOf(x)}" lat="${latOf(y)}"/>`);
  const write = (name: string, rows: readonly string[]) =>
    writeFileSync(path.join(folder, name), `${rows.join("\n")}\n`);
  write("town.osm", [`<osm version="0.6">`, ...nodes, ...lines, "</osm>"]);
  write("blocks.csv", [
    "id,lon,lat,residents,households,0-2,60+,area_m2,community,subdistrict,district",
    ...cells
      .filter((_, i) => i % 5 === 0)
      .map(([x, y], i) => {
        const units = `c${Math.floor(x / 10)}${Math.floor(y / 10)},s${Math.floor(x / 20)},d`;
        return `b${i},${lonOf(x)},${latOf(y)},${20 + (i % 90)},${10 + (i % 40)},${i % 7},${i % 23},${500 + i},${units}`;
      }),
  ]);
  write("register.csv", [
    "id,lon,lat,service,places,area_m2",
    ...cells
      .filter((_, i) => i % 97 === 0)
      .map(([x, y], i) => {
        const service = ["childcare", "elderly-residential", "elderly;meals;culture"][i % 3];
        return `f${i},${lonOf(x)},${latOf(y)},${service},${i % 4 === 0 ? "" : 5 + i},${100 + 60 * i}`;
      }),
  ]);
}

/** Every file that `analyze` writes when all is asked of it. */
function analyzed(out: string, threads: number): Map<string, Buffer> {
  const asked = [
    ...["analyze", "town.osm", "--blocks", "blocks.csv", "--facilities", "register.csv", "--quiet"],
    ...["--walkers", "adult,senior80", "--speed-range", "0.9,1.3", "--position-error", "20"],
    ...["--capacity-range", "0.8,1.2", "--unknown-places", "0", "--sizes", "cn.gb50180-2018"],
    ...[
      "--standard",
      "cn.gb50180-2018",
      "--demand-per-1000",
      "childcare=300",
      "--services",
      "childcare,elderly,elderly-residential,meals",
    ],
    ...[
      "--weight",
      "dwellings",
      "--met-share",
      "0.9",
      "--format",
      "gpkg,parquet",
      "--out",
      out,
      "--threads",
      String(threads),
    ],
  ];
  const run = spawnSync("node", [path.join(ROOT, "dist/cli/main.js"), ...asked], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(run.stderr).toBe("");
  const files = readdirSync(path.join(folder, out)).sort();
  return new Map(files.map((name) => [name, readFileSync(path.join(folder, out, name))]));
}

test("analyze writes the same bytes when it runs twice, with one thread and with two", () => {
  writeTown();
  const one = analyzed("one", 1);
  const due = [
    "area.csv audit.csv audit.geojson capacity-blocks.csv capacity-facilities.csv capacity.csv complexes.csv",
    "facilities.geojson",
    "facilities.parquet gaps.csv gaps.geojson gaps.parquet indicators.csv isochrones.geojson isochrones.parquet",
    "ledger-community.csv ledger-district.csv ledger-subdistrict.csv map.svg ranges-blocks.csv ranges.csv",
    "report-data.json report.html report.json results.gpkg units-community.csv units-district.csv",
    "units-subdistrict.csv walkers.csv",
  ].flatMap((names) => names.split(" "));
  expect([...one.keys()]).toEqual(expect.arrayContaining(due));
  // None of them is empty of what it is for.
  expect(one.get("ranges-blocks.csv")!.toString()).toContain(",capacity,");
  expect(one.get("capacity-blocks.csv")!.toString().split("\n").length).toBeGreaterThan(10);
  const two = analyzed("two", 2);
  expect([...two.keys()]).toEqual([...one.keys()]);
  for (const [name, bytes] of one) expect(two.get(name)!.equals(bytes), name).toBe(true);
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
  expect(workers()).toBe(before);

  const stop = new AbortController();
  const read = async () => {
    for await (const circle of library.streamIsochrones(costs, origins, { ...options, signal: stop.signal }))
      if (circle.origins[0]!.point === 40) stop.abort(new Error("enough"));
  };
  await expect(read()).rejects.toThrow("enough");
  expect(workers()).toBe(before);

  const ask = (bad: object) => library.streamIsochrones(costs, origins, { ...options, ...bad }).next();
  await expect(ask({ threads: 0 })).rejects.toThrow("threads is 0");
  await expect(ask({ cutoffs: [] })).rejects.toThrow("No cutoff");
});
