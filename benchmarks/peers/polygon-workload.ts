/**
 * The workload of W5: a walking network as built from an extract, and places to draw polygons around.
 *
 * | file           | what                                                                                  |
 * |----------------|---------------------------------------------------------------------------------------|
 * | `places.f64`   | longitude and latitude of each place, degrees                                          |
 * | `nodes.i32`    | longitude and latitude of each junction, 1e-7 degrees                                  |
 * | `edges.u32`    | two junctions and the length in millimetres of each street edge                        |
 * | `snapped.u32`  | for each place the nearer end of the street it joins, for engines that start at nodes   |
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildWalkNetwork, DISTANCE_BASIS, linkPoints, readOsmPbf, walkCosts } from "living-circle";

/** How many places are drawn around. */
const PLACES = 200;

/** Writes it unless it stands already; `table` is a CSV with the columns id, lon, lat first. */
export async function writePolygonWorkload(extract: string, table: string, folder: string): Promise<string> {
  if (existsSync(path.join(folder, "snapped.u32"))) return folder;
  const network = buildWalkNetwork(await readOsmPbf(extract));
  const costs = walkCosts(network, DISTANCE_BASIS);
  const rows = readFileSync(table, "utf8").trim().split("\n").slice(1);
  const all = rows.map((row) => row.split(",").slice(1, 3).map(Number));
  const linked = linkPoints(costs, {
    lon: Float64Array.from(all, ([lon]) => lon!),
    lat: Float64Array.from(all, ([, lat]) => lat!),
    entrances: null,
    residentsOnly: null,
  });
  const joined = all.flatMap((_, p) => (linked.firstLink[p + 1]! > linked.firstLink[p]! ? [p] : []));
  // Every sixth or so of them, spread over the whole table.
  const chosen = Array.from({ length: PLACES }, (_, i) => joined[Math.floor((i * joined.length) / PLACES)]!);
  const snapped = Uint32Array.from(chosen, (p) => {
    const link = linked.firstLink[p]!;
    const edge = linked.edge[link]!;
    const nearer = linked.alongMm[link]! * 2 <= network.edgeLengthMm[edge]!;
    return nearer ? network.edgeFrom[edge]! : network.edgeTo[edge]!;
  });
  const { streetNodeCount: count, edgeCount } = network;
  const nodes = new Int32Array(2 * count);
  for (let v = 0; v < count; v++) nodes.set([network.nodeLonE7[v]!, network.nodeLatE7[v]!], 2 * v);
  const edges = new Uint32Array(3 * edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    edges.set([network.edgeFrom[e]!, network.edgeTo[e]!, network.edgeLengthMm[e]!], 3 * e);
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (name: string, column: Float64Array | Int32Array | Uint32Array) =>
    writeFileSync(path.join(folder, name), new Uint8Array(column.buffer));
  write("places.f64", Float64Array.from(chosen.flatMap((p) => all[p]!)));
  write("nodes.i32", nodes);
  write("edges.u32", edges);
  write("snapped.u32", snapped);
  return folder;
}

export function readPlaces(folder: string): { readonly lon: Float64Array; readonly lat: Float64Array } {
  const bytes = readFileSync(path.join(folder, "places.f64"));
  const flat = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return { lon: flat.filter((_, i) => i % 2 === 0), lat: flat.filter((_, i) => i % 2 === 1) };
}
