/**
 * `npm run bench:siting [-- 1000x100 …]`: how long it takes to choose sites, beside spopt where Python has it.
 *
 * Seeded points in a square, whole metres; MCLP with p sites. Ours in three steps: the matrix (pairs found by a grid of cells,
 * not timed as a network search), the heuristic plan with its bound, and the plan as `selectSites` makes it. spopt gets
 * the same points and radius; its default solver (CBC through PuLP) has ten minutes. `PYTHON` names the interpreter.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { coverageMatrix, greedySites, selectSites } from "../dist/doors/siting.js";

const SEED = 20261125;
const SIZES = {
  "1000x100": { demand: 1000, candidates: 100, p: 10, radiusM: 1200, sideM: 10_000 },
  "10000x1000": { demand: 10_000, candidates: 1000, p: 50, radiusM: 500, sideM: 10_000 },
  "20000x5000": { demand: 20_000, candidates: 5000, p: 100, radiusM: 500, sideM: 20_000 },
};

/** Numbers in 0 … 1 that repeat (mulberry32). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function makeInstance({ demand, candidates, sideM, ...rest }) {
  const random = generator(SEED);
  const coordinate = () => Math.floor(random() * sideM);
  return {
    ...rest,
    sideM,
    demand: Array.from({ length: demand }, () => [coordinate(), coordinate()]),
    people: Array.from({ length: demand }, () => 1 + Math.floor(random() * 500)),
    candidates: Array.from({ length: candidates }, () => [coordinate(), coordinate()]),
  };
}

/** Pairs within the radius, by cells as wide as it. */
function pairsInReach({ demand, candidates, radiusM }) {
  const cells = new Map();
  const cellOf = (x, y) => `${Math.floor(x / radiusM)},${Math.floor(y / radiusM)}`;
  candidates.forEach(([x, y], j) => {
    const key = cellOf(x, y);
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(j);
  });
  const first = new Uint32Array(demand.length + 1);
  const column = [];
  const cost = [];
  demand.forEach(([x, y], i) => {
    const near = [];
    for (const dx of [-radiusM, 0, radiusM])
      for (const dy of [-radiusM, 0, radiusM]) near.push(...(cells.get(cellOf(x + dx, y + dy)) ?? []));
    for (const j of near.sort((a, b) => a - b)) {
      const metres = Math.hypot(x - candidates[j][0], y - candidates[j][1]);
      if (metres > radiusM) continue;
      column.push(j);
      cost.push(metres);
    }
    first[i + 1] = column.length;
  });
  return {
    rows: demand.length,
    columns: candidates.length,
    first,
    column: Uint32Array.from(column),
    cost: Float64Array.from(cost),
  };
}

async function timed(run) {
  const start = performance.now();
  const answer = await run();
  return { answer, seconds: (performance.now() - start) / 1000 };
}

function row(tool, { answer, seconds }) {
  const gap = answer.gap === null || answer.gap === undefined ? "–" : `${(100 * answer.gap).toFixed(3)} %`;
  console.log(
    `| ${tool} | ${answer.objective ?? "–"} | ${answer.bound ?? "–"} | ${gap} | ${answer.status} | ${seconds.toFixed(2)} |`,
  );
}

function spopt(name, instance) {
  const folder = path.resolve("out/bench");
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `siting-${name}.json`);
  writeFileSync(file, JSON.stringify(instance));
  const python = process.env.PYTHON ?? "python3";
  const script = path.resolve(import.meta.dirname, "peers/siting-spopt.py");
  const { stdout, stderr } = spawnSync(python, [script, file], { encoding: "utf8", timeout: 900_000 });
  const last = stdout?.trim().split("\n").at(-1);
  if (!last?.startsWith("{")) {
    console.log(
      `| spopt | – | – | – | ${(stderr ?? "").includes("No module") ? "not found" : "no answer"} | – |`,
    );
    return;
  }
  const { version, buildS, solveS, ...answer } = JSON.parse(last);
  row(`spopt ${version} (model ${buildS.toFixed(1)} s, solve ${solveS.toFixed(1)} s)`, {
    answer,
    seconds: buildS + solveS,
  });
}

console.log(`Node ${process.version}, ${cpus()[0].model}, ${cpus().length} cores, seed ${SEED}\n`);
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SIZES);
for (const name of names) {
  const instance = makeInstance(SIZES[name]);
  const built = await timed(() => coverageMatrix(pairsInReach(instance)));
  const question = { model: "mclp", matrix: built.answer, weight: instance.people, p: instance.p };
  const pairs = built.answer.candidate.length;
  console.log(`${name}, p = ${instance.p}, ${pairs} pairs in reach, matrix ${built.seconds.toFixed(2)} s\n`);
  console.log("| tool | people covered | bound | gap | status | s |\n|---|---|---|---|---|---|");
  row("greedySites", await timed(() => greedySites(question)));
  row("selectSites", await timed(() => selectSites(question)));
  spopt(name, instance);
  console.log("");
}
