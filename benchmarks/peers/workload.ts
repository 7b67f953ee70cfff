/**
 * The files of `write-workloads.mjs` as columns, and the graph in them as a walking network.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { DISTANCE_BASIS, networkFromEdges, type WalkCosts, walkCosts } from "living-circle";

export interface Workload {
  readonly nodes: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly lengthMm: Uint32Array;
  /** Degrees. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly limitMm: number;
  readonly facilities: Uint32Array;
  readonly origins: Uint32Array;
  readonly rows: Uint32Array;
  readonly columns: Uint32Array;
  readonly weights: Uint32Array;
  /** From and to of single pairs, in turn: the first rows with the first origins. */
  readonly pairs: Uint32Array;
}

const PAIRS = 200;

export function readWorkload(folder: string): Workload {
  const bytes = (name: string) => {
    const read = readFileSync(path.join(folder, name));
    return read.buffer.slice(read.byteOffset, read.byteOffset + read.length) as ArrayBuffer;
  };
  const words = (name: string) => new Uint32Array(bytes(`${name}.bin`));
  const head = (name: string) => JSON.parse(readFileSync(path.join(folder, name), "utf8"));
  const [rows, origins] = [words("rows"), words("origins")];
  return {
    nodes: (head("graph.json") as { nodes: number }).nodes,
    limitMm: (head("workload.json") as { limitMm: number }).limitMm,
    from: words("from"),
    to: words("to"),
    lengthMm: words("lengthMm"),
    x: new Float64Array(bytes("x.bin")),
    y: new Float64Array(bytes("y.bin")),
    facilities: words("facilities"),
    origins,
    rows,
    columns: words("columns"),
    weights: words("weights"),
    pairs: Uint32Array.from({ length: 2 * PAIRS }, (_, i) => (i % 2 === 0 ? rows : origins)[i >> 1]!),
  };
}

/** Node `v` of the network is node `v` of the workload. */
export function workloadCosts({ from, to, lengthMm, x, y, nodes }: Workload): WalkCosts<"mm"> {
  const { network, nodeOf } = networkFromEdges({ from, to, lengthMm, lon: x, lat: y });
  for (let v = 0; v < nodes; v++) {
    if (nodeOf[v] !== v) throw new Error(`Node ${v} of the workload became node ${nodeOf[v]}`);
  }
  return walkCosts(network, DISTANCE_BASIS);
}

/** The edges without loops, and of parallel ones the shortest: for engines that hold one edge between two nodes. */
export function plainEdges({ from, to, lengthMm, nodes }: Workload): { readonly edge: Uint32Array } {
  const shortest = new Map<number, number>();
  for (let e = 0; e < from.length; e++) {
    if (from[e] === to[e]) continue;
    const key = Math.min(from[e]!, to[e]!) * nodes + Math.max(from[e]!, to[e]!);
    const known = shortest.get(key);
    if (known === undefined || lengthMm[e]! < lengthMm[known]!) shortest.set(key, e);
  }
  return { edge: Uint32Array.from(shortest.values()) };
}
