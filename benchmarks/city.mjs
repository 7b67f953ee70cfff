/**
 * `node city.mjs GRAPH`: one graph in a process of its own, from plain columns to answers, as one line of JSON.
 *
 * CPU seconds are of the whole process (all threads, garbage collection, compilation). A question is asked cold once,
 * then again for two seconds or until it was asked five times; the least of those is warm. Large mosaics are asked
 * each question once.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import {
  costMatrix,
  DISTANCE_BASIS,
  linkNodes,
  linkPoints,
  loadNetwork,
  metres,
  nearestCosts,
  networkFromEdges,
  openWalkEngine,
  saveNetwork,
  shortestPath,
  streamIsochrones,
  sumWithinLimit,
  unlimited,
  walkCosts,
} from "living-circle";
import { BoundedSearch } from "living-circle/walk";
import { makeGraph } from "./graphs.mjs";
import { checksumOfColumn, checksumOfRows, makeWorkload } from "./workloads.mjs";

/** From here on every question is asked once. */
const LARGE = 900_000;
/** Uncapped matrices from here on would take minutes. */
const TOO_LARGE_FOR_UNCAPPED = 2_000_000;

const name = process.argv[2];
const graph = await makeGraph(name);
if (graph === null) {
  console.log(JSON.stringify({ name, missing: true }));
  process.exit(0);
}

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const round = (seconds) => Math.round(seconds * 1e5) / 1e5;
const stages = {};
const works = {};

function stage(label, work) {
  const [cpu, wall] = [cpuSeconds(), performance.now()];
  const result = work();
  stages[label] = { cpuS: round(cpuSeconds() - cpu), wallS: round((performance.now() - wall) / 1000) };
  return result;
}

/** Asks a question until it is warm; `checksum` looks at the answer outside the clock. */
async function ask(label, work, checksum, details = () => ({})) {
  const cpu = [];
  const wall = [];
  let answer = null;
  const once = graph.x.length >= LARGE;
  const started = performance.now();
  do {
    answer = null;
    const [cpu0, wall0] = [cpuSeconds(), performance.now()];
    answer = await work();
    cpu.push(cpuSeconds() - cpu0);
    wall.push((performance.now() - wall0) / 1000);
  } while (!once && cpu.length < 6 && (cpu.length < 2 || performance.now() - started < 2000));
  const warm = cpu.length > 1 ? cpu.slice(1) : cpu;
  const warmWall = wall.length > 1 ? wall.slice(1) : wall;
  works[label] = {
    coldCpuS: round(cpu[0]),
    cpuS: round(Math.min(...warm)),
    meanCpuS: round(warm.reduce((a, b) => a + b, 0) / warm.length),
    wallS: round(Math.min(...warmWall)),
    runs: cpu.length,
    checksum: checksum(answer),
    ...details(answer),
  };
}

const nodes = graph.x.length;
const workload = makeWorkload(nodes);
const columns = graph.planar ? { xM: graph.x, yM: graph.y } : { lon: graph.x, lat: graph.y };
const { from, to, lengthMm } = graph;
const { network: built, nodeOf } = stage("build", () => networkFromEdges({ from, to, lengthMm, ...columns }));

const folder = mkdtempSync(path.join(tmpdir(), "living-circle-bench-"));
const file = path.join(folder, "city.network");
stage("save", () => saveNetwork(built, file));
const network = stage("load", () => loadNetwork(file));
const savedMiB = Math.round(statSync(file).size / 2 ** 20);
rmSync(folder, { recursive: true });

const costs = stage("costs", () => walkCosts(network, DISTANCE_BASIS));
const linked = (list) =>
  linkNodes(
    costs,
    Uint32Array.from(list, (v) => nodeOf[v]),
  );
const [facilities, origins, rows, targets] = ["facilities", "origins", "rows", "columns"].map((list) =>
  linked(workload[list]),
);
const everyNode = stage("linkNodes", () => linkNodes(costs, nodeOf));
const limit = metres(workload.limitMm / 1000);

const nearestOfAll = () => nearestCosts(costs, facilities, everyNode, { limit });
const cpuBefore = cpuSeconds();
nearestOfAll();
const firstCpuS = round(cpuSeconds() - cpuBefore);
// The first matrix contracts the chains and places all nodes on them.
const matrixFrom = (columns) =>
  costMatrix(costs, linked([0]), columns, { limit: metres(1), direction: "from" });
stage("contract", () => matrixFrom(linked([0])));
stage("place", () => matrixFrom(everyNode));
await ask("W1", nearestOfAll, ({ cost }) => checksumOfColumn(cost));
works.W1.coldCpuS = firstCpuS;
await ask(
  "W2",
  () => costMatrix(costs, origins, everyNode, { limit }),
  checksumOfRows,
  ({ column }) => ({
    reached: column.length,
  }),
);
await ask("W3", () => costMatrix(costs, rows, targets, { limit }), checksumOfRows);
if (nodes < TOO_LARGE_FOR_UNCAPPED) {
  await ask("W3u", () => costMatrix(costs, rows, targets, { limit: unlimited("mm") }), checksumOfRows);
}
const weights = Float64Array.from(workload.weights);
await ask("W4", () => sumWithinLimit(costs, everyNode, everyNode, weights, { limit }), checksumOfColumn);
const oneThread = JSON.stringify(works.W4.checksum);
for (let threads = 2; threads <= Math.min(8, availableParallelism()); threads *= 2) {
  const engine = openWalkEngine(costs, { threads });
  await ask(`W4x${threads}`, () => engine.sum(everyNode, everyNode, weights, { limit }), checksumOfColumn);
  await engine.close();
  if (JSON.stringify(works[`W4x${threads}`].checksum) !== oneThread)
    throw new Error("threads changed the sums");
}
// A polygon for each origin.
if (nodes < LARGE) {
  for (const threads of [1, 2]) {
    const circles = async () => {
      const reachedMm = [];
      for await (const circle of streamIsochrones(costs, origins, { cutoffs: [limit], threads }))
        reachedMm.push(circle.reachedMm[0]);
      return reachedMm;
    };
    await ask(threads === 1 ? "W5" : `W5x${threads}`, circles, checksumOfColumn);
  }
  if (JSON.stringify(works.W5.checksum) !== JSON.stringify(works.W5x2.checksum))
    throw new Error("threads changed the isochrones");
}
// How many nodes W4 reaches in all: each counts once, for each origin.
if (nodes < LARGE) {
  const ones = new Float64Array(nodes).fill(1);
  const reached = sumWithinLimit(costs, everyNode, everyNode, ones, { limit }).reduce((a, b) => a + b, 0);
  works.W4.reached = reached;
}

const micro = nodes < LARGE ? microSeconds() : null;

console.log(
  JSON.stringify({
    name,
    nodes,
    edges: from.length,
    savedMiB,
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    stages,
    works,
    micro,
  }),
);

/** Single questions, microseconds of CPU each, over the 2000 origins of W2. */
function microSeconds() {
  const search = new BoundedSearch(costs);
  const count = workload.origins.length;
  const start = (i) => ({
    count: 1,
    node: Uint32Array.of(nodeOf[workload.origins[i]]),
    cost: new Uint32Array(1),
    label: new Uint32Array(1),
  });
  const each = (times, work) => {
    for (let i = 0; i < times; i++) work(i);
    const cpu = cpuSeconds();
    for (let i = 0; i < times; i++) work(i);
    return Math.round(((cpuSeconds() - cpu) / times) * 1e7) / 10;
  };
  const singles = Array.from({ length: 200 }, (_, i) => linked([workload.origins[i]]));
  const beside = {
    lon: origins.points.lon.map((v) => v + 1e-4),
    lat: origins.points.lat,
    entrances: null,
    residentsOnly: null,
  };
  return {
    "search of the whole network within 1200 m": each(count, (i) => search.run(start(i), workload.limitMm)),
    "matrix of one origin and 200 places": each(200, (i) =>
      costMatrix(costs, singles[i], targets, { limit }),
    ),
    "path within 1200 m": each(200, (i) => shortestPath(costs, origins, i, origins, i + 1, { limit })),
    "link of a point": each(2, () => linkPoints(costs, beside)) / count,
  };
}
