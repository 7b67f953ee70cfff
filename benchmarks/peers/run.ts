/**
 * `npm run bench:peers`: the same walking work on this library and on those that people know, in one run.
 *
 * Each engine does each work in a process of its own, with one thread, on the very same graph files; checksums are
 * compared. Loading and preparing are measured apart. What cannot be run here is said. `--save` keeps the results in
 * `benchmarks/results/peers.json` and renews the tables of the READMEs; otherwise they go to `results/local`.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { machine } from "../machine.js";
import { renewTables } from "../renew-tables.js";
import { disagreements } from "./agreement.js";
import type { Measured } from "./measure.js";
import { writePolygonWorkload } from "./polygon-workload.js";
import { preparePython } from "./python-environment.js";
import { type PeerResults, peerTable } from "./table.js";

const DATA = process.env.LIVING_CIRCLE_DATA ?? "../shared/data";
const HERE = import.meta.dirname;
const SCRIPTS = path.resolve("benchmarks/peers/python");
const SCRATCH = path.resolve("out/bench");

interface Job {
  readonly engine: string;
  readonly work: string;
  readonly command: readonly string[];
}

/** A job's lines, or why there are none. */
function runJob({ engine, work, command }: Job): Measured[] | string {
  const [program, ...args] = command;
  const run = spawnSync(program!, args, {
    encoding: "utf8",
    timeout: 150_000,
    maxBuffer: 64 * 2 ** 20,
    env: { ...process.env, PYTHONWARNINGS: "ignore", PYTHONDONTWRITEBYTECODE: "1", OMP_NUM_THREADS: "1" },
  });
  const lines = (run.stdout ?? "").split("\n").filter((text) => text.startsWith('{"engine"'));
  if (lines.length > 0) return lines.map((line) => JSON.parse(line) as Measured);
  if (run.error !== undefined) return `${engine} ${work}: ${run.error.message} (150 s is the most)`;
  return `${engine} ${work}: ${(run.stderr ?? "").trim().split("\n").at(-1) ?? "no answer"}`;
}

function jobsOf(python: string | null, graph: string, polygons: string | null): Job[] {
  const node = (file: string, ...args: string[]) => [
    process.execPath,
    path.join(HERE, `${file}.js`),
    ...args,
  ];
  const peers = (engine: string, works: readonly string[]): Job[] =>
    python === null
      ? []
      : works.map((work) => ({
          engine,
          work,
          command: [python, path.join(SCRIPTS, `${engine}_peer.py`), graph, work],
        }));
  const whole = (engine: string, work: string, script: string, ...args: string[]): Job[] =>
    python === null ? [] : [{ engine, work, command: [python, path.join(SCRIPTS, script), ...args] }];
  const porto = path.join(DATA, "porto/porto.osm.pbf");
  const xml = path.join(SCRATCH, "porto.osm");
  const alegre = path.join(DATA, "porto-alegre/porto-alegre.osm.pbf");
  const tiles = path.join(SCRATCH, "tiles");
  return [
    ...["W1", "W1-first", "W2", "W3", "W3u", "W4", "pairs"].map((work) => ({
      engine: "living-circle",
      work,
      command: node("ours", graph, work),
    })),
    ...peers("scipy", ["W1", "W2", "W3", "W3u", "W4"]),
    ...peers("pandana", ["W1", "W2", "W3", "W3u", "W4"]),
    ...peers("igraph", ["W3u"]),
    ...peers("networkit", ["W3u"]),
    ...peers("networkx", ["W1", "W2"]),
    ...peers("cityseer", ["W2"]),
    { engine: "ngraph.path", work: "pairs", command: node("ngraph", graph) },
    { engine: "geojson-path-finder", work: "pairs", command: node("geojson-path-finder", graph) },
    ...(polygons === null
      ? []
      : [
          { engine: "living-circle", work: "W5", command: node("our-polygons", polygons, alegre) },
          { engine: "pgRouting", work: "W5", command: node("pgrouting", polygons) },
          ...whole("Valhalla", "tiles", "valhalla_build.py", alegre, tiles),
          ...whole("Valhalla", "W5", "valhalla_polygons.py", polygons, tiles),
        ]),
    { engine: "living-circle", work: "B", command: node("our-build", porto) },
    ...whole("pyrosm", "B", "pyrosm_build.py", porto),
    ...whole("Valhalla", "B", "valhalla_build.py", porto, path.join(SCRATCH, "tiles-porto")),
    ...(existsSync(xml) ? whole("OSMnx", "B", "osmnx_build.py", xml) : []),
  ];
}

/** OSMnx reads XML only; osmium makes it. @returns what is missing */
function makeXml(extract: string): string[] {
  const xml = path.join(SCRATCH, "porto.osm");
  if (existsSync(xml)) return [];
  const run = spawnSync("osmium", ["cat", extract, "-o", xml, "-O"]);
  return run.status === 0 ? [] : ["OSMnx B: it reads no PBF, and osmium is not here to convert it"];
}

async function main(): Promise<void> {
  const porto = path.join(DATA, "porto/porto.osm.pbf");
  if (!existsSync(porto)) {
    console.log(`MISSING: ${porto}. The peers are compared on a real city: set LIVING_CIRCLE_DATA.`);
    process.exitCode = 3;
    return;
  }
  mkdirSync(SCRATCH, { recursive: true });
  const { python, missing } = preparePython();
  const absent = missing.map(({ name, why }) => `${name}: ${why}`);
  absent.push(
    "r5py: it installs, but fetches its engine, a Java archive, from where no package registry stands",
  );
  const graph = path.resolve("benchmarks/results/local/graphs/porto");
  spawnSync(process.execPath, ["benchmarks/write-workloads.mjs", "porto"], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const alegre = path.join(DATA, "porto-alegre/porto-alegre.osm.pbf");
  const places = path.join(DATA, "porto-alegre/hexgrid-population.csv");
  const polygons = existsSync(alegre)
    ? await writePolygonWorkload(alegre, places, path.join(SCRATCH, "places"))
    : null;
  absent.push(...makeXml(porto));
  const only = process.argv
    .find((argument) => argument.startsWith("--only="))
    ?.slice(7)
    .split(",");
  const rows: Measured[] = [];
  for (const job of jobsOf(python, graph, polygons)) {
    if (only !== undefined && !only.includes(job.work.replace("-first", "")) && !only.includes(job.engine))
      continue;
    console.error(`${job.engine} ${job.work}`);
    const told = runJob(job);
    if (typeof told === "string") absent.push(told);
    else if (job.work !== "tiles") rows.push(...told);
  }
  const results: PeerResults = { ...machine(), rows, missing: absent, disagreements: disagreements(rows) };
  const save = process.argv.includes("--save");
  const target = path.resolve("benchmarks/results", save ? "peers.json" : "local/peers.json");
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `${JSON.stringify(results, null, 2)}\n`);
  console.log(peerTable(results));
  for (const text of absent) console.log(`MISSING: ${text}`);
  for (const text of results.disagreements) console.log(`DISAGREES: ${text}`);
  if (save) renewTables();
  if (results.disagreements.length > 0) process.exitCode = 1;
}

await main();
