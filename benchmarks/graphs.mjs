/**
 * The graphs of the benchmark, as plain columns that every peer reads: ends, whole millimetres, places of nodes.
 *
 * Real cities come unmerged (every mapped point is a node), as undirected edges without any rule of access, so that
 * all engines walk the same graph. Mosaics are tiles of one city laid side by side, joined by an edge between
 * neighbouring tiles.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildWalkNetwork, readOsmPbf } from "living-circle";

const ROOT = path.resolve(import.meta.dirname, "..");
const DATA = process.env.LIVING_CIRCLE_DATA ?? path.resolve(ROOT, "../shared/data");
/** Where graphs and workloads are written for the peers; not under version control. */
export const SHARED = path.join(ROOT, "benchmarks/results/local/graphs");

/** Graph by name: how to make it. `null` where its file is absent. */
const SOURCES = {
  astana: () => fromPbf(path.join(ROOT, "data/sample/astana.osm.pbf")),
  wuhan: () => fromPbf(path.join(DATA, "wuhan/wuhan-streets.osm.pbf")),
  "porto-alegre": () => fromPbf(path.join(DATA, "porto-alegre/porto-alegre.osm.pbf")),
  porto: () => fromPbf(path.join(DATA, "porto/porto.osm.pbf")),
  moscow: () => fromMoscow(path.join(DATA, "moscow")),
  "mosaic-1m": async () => mosaic(await makeGraph("porto"), 1_000_000),
  "mosaic-4m": async () => mosaic(await makeGraph("moscow"), 4_000_000),
};

export const GRAPH_NAMES = Object.keys(SOURCES);

/**
 * Columns of a graph: `from`, `to`, `lengthMm` per edge; `x`, `y` per node, in degrees or (planar) metres.
 *
 * @returns {Promise<Graph | null>} null if the data folder does not hold it
 *
 * @typedef {{ name: string, planar: boolean, from: Uint32Array, to: Uint32Array, lengthMm: Uint32Array,
 *   x: Float64Array, y: Float64Array }} Graph
 */
export async function makeGraph(name) {
  const columns = await SOURCES[name]();
  return columns === null ? null : { name, ...columns };
}

async function fromPbf(file) {
  if (!existsSync(file)) return null;
  const network = buildWalkNetwork(await readOsmPbf(file), { keepAllPoints: true });
  const places = (column) => Float64Array.from(column.subarray(0, network.streetNodeCount), (v) => v / 1e7);
  return {
    planar: false,
    from: network.edgeFrom,
    to: network.edgeTo,
    lengthMm: network.edgeLengthMm,
    x: places(network.nodeLonE7),
    y: places(network.nodeLatE7),
  };
}

function fromMoscow(folder) {
  const read = (name) => {
    const bytes = readFileSync(path.join(folder, name));
    return new Int32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  };
  if (!existsSync(path.join(folder, "moscow-edges.i32le.bin"))) return null;
  const xy = read("moscow-nodes.i32le.bin");
  const ends = read("moscow-edges.i32le.bin");
  const x = Float64Array.from({ length: xy.length / 2 }, (_, v) => xy[2 * v]);
  const y = Float64Array.from({ length: xy.length / 2 }, (_, v) => xy[2 * v + 1]);
  const from = Uint32Array.from({ length: ends.length / 2 }, (_, e) => ends[2 * e] - 1);
  const to = Uint32Array.from({ length: ends.length / 2 }, (_, e) => ends[2 * e + 1] - 1);
  const lengthMm = from.map((a, e) => Math.round(1000 * Math.hypot(x[a] - x[to[e]], y[a] - y[to[e]])));
  return { planar: true, from, to, lengthMm, x, y };
}

/** Tiles of a graph in a square until there are at least `nodes` nodes; node 0 of neighbours joined by 100 m. */
function mosaic(tile, nodes) {
  if (tile === null) return null;
  const n = tile.x.length;
  const m = tile.from.length;
  const tiles = Math.ceil(nodes / n);
  const columns = Math.ceil(Math.sqrt(tiles));
  const [stepX, stepY] = [span(tile.x), span(tile.y)].map((s) => s * 1.01);
  const joins = [];
  for (let t = 1; t < tiles; t++) joins.push([t * n, (t % columns === 0 ? t - columns : t - 1) * n]);
  const from = new Uint32Array(tiles * m + joins.length);
  const to = new Uint32Array(from.length);
  const lengthMm = new Uint32Array(from.length);
  const x = new Float64Array(tiles * n);
  const y = new Float64Array(tiles * n);
  for (let t = 0; t < tiles; t++) {
    for (let e = 0; e < m; e++) {
      from[t * m + e] = tile.from[e] + t * n;
      to[t * m + e] = tile.to[e] + t * n;
    }
    lengthMm.set(tile.lengthMm, t * m);
    for (let v = 0; v < n; v++) {
      x[t * n + v] = tile.x[v] + (t % columns) * stepX;
      y[t * n + v] = tile.y[v] + Math.floor(t / columns) * stepY;
    }
  }
  joins.forEach(([a, b], i) => {
    from[tiles * m + i] = a;
    to[tiles * m + i] = b;
    lengthMm[tiles * m + i] = 100_000;
  });
  return { planar: tile.planar, from, to, lengthMm, x, y };
}

function span(values) {
  let [low, high] = [Infinity, -Infinity];
  for (const v of values) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return high - low;
}

/** Writes a graph for the peers: little-endian columns beside `graph.json`. Returns the folder. */
export function writeGraph(graph) {
  const folder = path.join(SHARED, graph.name);
  mkdirSync(folder, { recursive: true });
  const hash = createHash("sha256");
  for (const name of ["from", "to", "lengthMm", "x", "y"]) {
    const bytes = new Uint8Array(graph[name].buffer, graph[name].byteOffset, graph[name].byteLength);
    hash.update(bytes);
    writeFileSync(path.join(folder, `${name}.bin`), bytes);
  }
  const head = {
    name: graph.name,
    nodes: graph.x.length,
    edges: graph.from.length,
    planar: graph.planar,
    columns: { from: "u32", to: "u32", lengthMm: "u32", x: "f64", y: "f64" },
    sha256: hash.digest("hex"),
  };
  writeFileSync(path.join(folder, "graph.json"), `${JSON.stringify(head, null, 2)}\n`);
  return folder;
}
