/**
 * `node benchmarks/write-workloads.mjs [graph …]`: graphs and node lists as files, for engines in other languages.
 *
 * Beside the columns of the graph each folder gets `facilities.bin`, `origins.bin`, `rows.bin`, `columns.bin` and
 * `weights.bin` (u32, little-endian), and `workload.json` with the limit and the seed.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { makeGraph, writeGraph } from "./graphs.mjs";
import { makeWorkload } from "./workloads.mjs";

const names = process.argv.length > 2 ? process.argv.slice(2) : ["astana", "porto-alegre", "porto"];
for (const name of names) {
  const graph = await makeGraph(name);
  if (graph === null) {
    console.log(`${name}: SKIPPED, the data folder does not hold it`);
    continue;
  }
  const folder = writeGraph(graph);
  const { limitMm, seed, ...lists } = makeWorkload(graph.x.length);
  for (const [list, nodes] of Object.entries(lists)) writeFileSync(path.join(folder, `${list}.bin`), nodes);
  writeFileSync(path.join(folder, "workload.json"), `${JSON.stringify({ limitMm, seed })}\n`);
  console.log(`${name}: ${graph.x.length} nodes, ${graph.from.length} edges → ${folder}`);
}
