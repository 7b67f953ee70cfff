/**
 * B, this library as a whole process: `node our-build.js EXTRACT`. From the file to a network with its costs, ready to
 * answer; CPU and memory are those of the process from its start, so Node's own start and compilation are in.
 */
import { readFileSync } from "node:fs";
import { buildWalkNetwork, DISTANCE_BASIS, readOsmPbf, walkCosts } from "living-circle/walk";
import { cpuSeconds, type Measured } from "./measure.js";

const [extract] = process.argv.slice(2);
const network = buildWalkNetwork(await readOsmPbf(extract!));
walkCosts(network, DISTANCE_BASIS);
const cpuS = cpuSeconds();
const measured: Measured = {
  engine: "living-circle",
  version: (JSON.parse(readFileSync("package.json", "utf8")) as { version: string }).version,
  work: "B",
  how: "readOsmPbf, buildWalkNetwork, walkCosts",
  loadS: 0,
  prepareS: 0,
  coldS: cpuS,
  cpuS,
  wallS: performance.now() / 1000,
  runs: 1,
  peakMiB: process.resourceUsage().maxRSS / 1024,
  checksum: { count: network.streetNodeCount, sum: network.edgeLengthMm.reduce((sum, mm) => sum + mm, 0) },
  scaledFrom: 1,
};
console.log(JSON.stringify(measured));
