/**
 * `node benchmarks/or-library.mjs FOLDER [from to]`: the p-median files pmed1 … pmed40 against their published optima.
 *
 * The files come from the OR-Library (J. E. Beasley, 1990) and are not kept here. Run `npm run build` before.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { readOrLibrary } from "../dist/doors/io.js";
import { allPairs, coverageMatrix, selectSites } from "../dist/doors/siting.js";

/** Published optima, pmed1 first (pmedopt of the OR-Library). */
const OPTIMA = [
  5819, 4093, 4250, 3034, 1355, 7824, 5631, 4445, 2734, 1255, 7696, 6634, 4374, 2968, 1729, 8162, 6999, 4809,
  2845, 1789, 9138, 8579, 4619, 2961, 1828, 9917, 8307, 4498, 3033, 1989, 10086, 9297, 4700, 3013, 10400,
  9934, 5057, 11060, 9423, 5128,
];

const [folder = ".", from = "1", to = "40"] = process.argv.slice(2);
console.log(
  "| file | nodes | p | optimum | objective | bound | status | s |\n|---|---|---|---|---|---|---|---|",
);
for (let k = Number(from); k <= Number(to); k++) {
  const file = path.join(folder, `pmed${k}.txt`);
  if (!existsSync(file)) {
    console.log(`| pmed${k} | not found in ${folder} | | | | | | |`);
    continue;
  }
  const { nodeCount, edges, p } = readOrLibrary(file);
  const matrix = coverageMatrix(allPairs(nodeCount, edges));
  const start = performance.now();
  const { objective, bound, status } = await selectSites({ model: "p-median", matrix, p });
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  console.log(
    `| pmed${k} | ${nodeCount} | ${p} | ${OPTIMA[k - 1]} | ${objective} | ${bound} | ${status} | ${seconds} |`,
  );
}
