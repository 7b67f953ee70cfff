/**
 * `npm run bench [-- GRAPH …] [-- --save]`: this library on cities and mosaics of growing size.
 *
 * Prints a table, the exponents of cost against size, thread scaling, and the change since the last run; writes
 * `benchmarks/results/local/bench.json`, with `--save` also `benchmarks/results/bench.json` and the tables of the
 * READMEs.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cityTable, exponentLine, microTable } from "../out/benchmarks/city-table.js";
import { machine } from "../out/benchmarks/machine.js";
import { renewTables } from "../out/benchmarks/renew-tables.js";
import { GRAPH_NAMES } from "./graphs.mjs";

const HERE = import.meta.dirname;
const LOCAL = path.join(HERE, "results/local/bench.json");
const KEPT = path.join(HERE, "results/bench.json");

const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const unknown = asked.find((name) => !GRAPH_NAMES.includes(name));
if (unknown !== undefined) {
  console.error(`There is no graph "${unknown}"; there are ${GRAPH_NAMES.join(", ")}`);
  process.exit(2);
}

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null);
const before = read(LOCAL) ?? read(KEPT);
const results = { machine: machine(), cities: [], missing: [] };
for (const name of asked.length > 0 ? asked : GRAPH_NAMES) {
  console.log(`${name} …`);
  // A mosaic of four million nodes is made, kept beside its network and asked: give the heap room.
  const run = spawnSync(process.execPath, ["--max-old-space-size=6000", path.join(HERE, "city.mjs"), name], {
    encoding: "utf8",
    maxBuffer: 2 ** 24,
    timeout: 400_000,
  });
  const line = run.stdout.split("\n").find((text) => text.startsWith("{"));
  if (line === undefined) {
    results.missing.push(`${name}: ${run.error?.message ?? run.stderr.trim().split("\n").at(-1)}`);
  } else if (JSON.parse(line).missing) {
    results.missing.push(`${name}: SKIPPED, the data folder does not hold it`);
  } else results.cities.push(JSON.parse(line));
}

console.log(`\n${cityTable(results)}\n\n${exponentLine(results)}\n\n${microTable(results)}`);
for (const text of results.missing) console.log(text);
compareWith(before);

mkdirSync(path.dirname(LOCAL), { recursive: true });
writeFileSync(LOCAL, `${JSON.stringify(results, null, 2)}\n`);
if (process.argv.includes("--save")) {
  writeFileSync(KEPT, `${JSON.stringify(results, null, 2)}\n`);
  renewTables();
}
if (results.missing.some((text) => !text.includes("SKIPPED"))) process.exit(1);

/** Says what became slower or faster than a tenth, and whether an answer changed. */
function compareWith(last) {
  if (last === null) return;
  console.log(`\nSince ${last.machine.commit} (${last.machine.date}):`);
  for (const city of results.cities) {
    const old = last.cities.find(({ name }) => name === city.name);
    if (old === undefined) continue;
    const changes = Object.entries(city.works).flatMap(([work, { cpuS, checksum }]) => {
      const was = old.works[work];
      if (was === undefined) return [];
      if (JSON.stringify(was.checksum) !== JSON.stringify(checksum)) return [`${work} ANSWERS OTHERWISE`];
      const ratio = cpuS / was.cpuS;
      return Math.abs(ratio - 1) < 0.1 ? [] : [`${work} ×${ratio.toFixed(2)}`];
    });
    console.log(`  ${city.name}: ${changes.join(", ") || "as before, within a tenth"}`);
  }
}
