/**
 * Kills commands at random moments and fills disks at random bytes, and looks at what is left.
 *
 *     npm run faults                                   10 kills and 10 full disks of each command
 *     npm run faults -- --kills 100 --full 100 --save  keeps the counts and renews the table in benchmarks/README.md
 *     npm run faults -- --command plan --seed 7        one command, other moments
 *
 * Each command writes one of two results in turn over the other. After a kill (SIGKILL) or a full disk the files must be,
 * byte for byte, those of one of the two; the next command must run at once, and nothing else of ours may be left. A full
 * disk must also end with exit code 3 and a message, no stack. Whatever else is a finding, printed with its seed; the run
 * ends with 1 where there are any. Full disks are mounted (tmpfs), which needs root: they are left out without it.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { headLine, renewBlock, resultHead } from "../../benchmarks/result-table.mjs";
import { randomFrom } from "../fuzz/random.mjs";

const ROOT = path.join(import.meta.dirname, "../..");
const MAIN = path.join(ROOT, "dist/cli/main.js");
const SAMPLE = path.join(ROOT, "data/sample");
const TOWN = path.join(SAMPLE, "toa-payoh");
const TABLE = path.join(ROOT, "benchmarks/results/faults.json");
/** A run after a kill must not take that much longer than an undisturbed one: a lock of the dead would take a minute. */
const SLOW_MS = 30_000;

const { values: given } = parseArgs({
  options: {
    command: { type: "string" },
    kills: { type: "string", default: "10" },
    full: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
    save: { type: "boolean", default: false },
  },
});

/** Premises for `plan`, in folder `work`: one block in ten, as rooms. */
function premisesIn(work) {
  const [, ...rows] = readFileSync(path.join(TOWN, "blocks.csv"), "utf8").trim().split("\n");
  const rooms = rows
    .filter((_, i) => i % 10 === 0)
    .map((row, i) => `${i},${row.split(",").slice(-2).join(",")},300`);
  const file = path.join(work, "premises.csv");
  writeFileSync(file, `${["id,lon,lat,area_m2", ...rooms].join("\n")}\n`);
  return file;
}

/** The arguments of result 0 and 1 of each command; `out` is the folder that is looked at. */
const COMMANDS = {
  analyze: (out, which) => [
    ...["analyze", path.join(TOWN, "living-circle.yaml"), "--services", "elderly,childcare,meals"],
    ...["--minutes", which === 0 ? "5,10" : "10,15", "--out", out, "--quiet"],
  ],
  plan: (out, which, work) => [
    ...[
      "plan",
      path.join(TOWN, "living-circle.yaml"),
      "--premises",
      premisesIn(work),
      "--premises-crs",
      "WGS84",
    ],
    ...["--rooms", "elderly=150,meals=120", "--max-premises", which === 0 ? "2" : "4"],
    ...["--sites-out", path.join(out, "sites.geojson"), "--quiet"],
  ],
  "network build": (out, which) => [
    ...[
      "network",
      "build",
      which === 0 ? path.join(TOWN, "streets-edges.csv") : path.join(SAMPLE, "astana.osm.pbf"),
    ],
    ...(which === 0
      ? ["--street-nodes", path.join(TOWN, "streets-nodes.csv"), "--streets-crs", "WGS84"]
      : []),
    ...["--out", path.join(out, "city.lcn"), "--quiet"],
  ],
};

const names = given.command === undefined ? Object.keys(COMMANDS) : [given.command];
const isRoot = process.getuid?.() === 0;
const FINDINGS = ["mixed", "left over", "stuck", "no message"];
const random = randomFrom(Number(given.seed));
const totals = [];
for (const name of names) totals.push(await runCommand(name));
if (given.save) save();
process.exitCode = totals.some((counts) => FINDINGS.some((key) => counts[key] > 0)) ? 1 : 0;

async function runCommand(name) {
  const work = mkdtempSync(path.join(tmpdir(), "living-circle-faults-"));
  const out = path.join(work, "out");
  const argsOf = (which) => COMMANDS[name](out, which, work);
  const counts = { command: name, kills: 0, full: 0, older: 0, newer: 0 };
  for (const key of FINDINGS) counts[key] = 0;
  const finding = (key, text) => {
    counts[key]++;
    process.stdout.write(`${name}: ${key}: ${text}\n`);
  };
  try {
    mkdirSync(out, { recursive: true });
    const runs = [0, 1].map((which) => {
      const begun = performance.now();
      const { status, stderr } = spawnSync("node", [MAIN, ...argsOf(which)], { encoding: "utf8" });
      if (status !== 0) throw new Error(`${name} ends with ${status}: ${stderr}`);
      const kept = path.join(work, `result-${which}`);
      cpSync(out, kept, { recursive: true });
      return { ms: performance.now() - begun, kept, hash: hashOf(out), bytes: sizeOf(out) };
    });
    let last = 1;
    for (let kill = 0; kill < Number(given.kills); kill++) {
      const which = 1 - last;
      const afterMs = random(Math.ceil(runs[which].ms * 1.1));
      await killedAfter(afterMs, argsOf(which));
      counts.kills++;
      // What opens a folder next finishes the moves of a run that was stopped among them.
      finishMoves(name, out);
      const state = runs.findIndex(({ hash }) => hash === hashOf(out));
      if (state < 0) finding("mixed", `killed after ${afterMs} ms: ${describe(out)}`);
      else counts[state === which ? "newer" : "older"]++;
      if (kill % 10 === 9 || state < 0)
        checkNext(argsOf(which), runs[which], out, `after kill ${kill}`, finding);
      last = state < 0 || kill % 10 === 9 ? which : state;
    }
    for (let full = 0; isRoot && full < Number(given.full); full++) {
      const [old, fresh] = full % 2 === 0 ? [0, 1] : [1, 0];
      const room = random(Math.ceil(runs[fresh].bytes * 1.2));
      fillDisk(out, runs[old], room, argsOf(fresh), ({ status, stderr }) => {
        counts.full++;
        finishMoves(name, out);
        const state = runs.findIndex(({ hash }) => hash === hashOf(out));
        if (state !== (status === 0 ? fresh : old))
          finding("mixed", `full after ${room} bytes, exit code ${status}: ${describe(out)}`);
        else counts[state === fresh ? "newer" : "older"]++;
        if (status !== 0 && (status !== 3 || !stderr.includes("error: ") || /^ +at /m.test(stderr)))
          finding("no message", `full after ${room} bytes, exit code ${status}: ${stderr.slice(0, 300)}`);
        const rest = readdirSync(out).filter((file) => file.startsWith("."));
        if (status !== 0 && rest.length > 0)
          finding("left over", `full after ${room} bytes: ${rest.join(", ")}`);
      });
    }
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const found = FINDINGS.filter((key) => counts[key] > 0).map((key) => `, ${counts[key]} ${key}`);
  process.stdout.write(
    `${name}: ${counts.kills} kills, ${counts.full} full disks, ${counts.older} older, ${counts.newer} newer${found.join("")}\n`,
  );
  return counts;
}

function killedAfter(ms, args) {
  const child = spawn("node", [MAIN, ...args], { stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGKILL"), ms);
  return new Promise((resolve) =>
    child.on("exit", () => {
      clearTimeout(timer);
      resolve();
    }),
  );
}

/** Any command that opens a folder of results; of the others the file alone counts. */
function finishMoves(name, out) {
  if (name === "analyze") spawnSync("node", [MAIN, "compare", out, out, "--json"]);
}

/** A whole run after a disturbed one: as fast as ever, its own bytes, nothing else. */
function checkNext(args, { ms, hash, kept }, out, when, finding) {
  const begun = performance.now();
  const { status, stderr } = spawnSync("node", [MAIN, ...args], { encoding: "utf8" });
  const tookMs = performance.now() - begun;
  if (status !== 0 || tookMs > ms + SLOW_MS)
    finding("stuck", `${when}: exit code ${status} in ${Math.round(tookMs)} ms: ${stderr.slice(0, 300)}`);
  if (hashOf(out) !== hash) finding("mixed", `${when}, after a whole run: ${describe(out)}`);
  const rest = readdirSync(out).filter((name) => !readdirSync(kept).includes(name));
  if (rest.length > 0) finding("left over", `${when}: ${rest.join(", ")}`);
}

/** Runs a command where the older result lies and `room` bytes are free. */
function fillDisk(out, old, room, args, look) {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out);
  const mount = (...options) => {
    const { status, stderr } = spawnSync("mount", options, { encoding: "utf8" });
    if (status !== 0) throw new Error(`mount ends with ${status}: ${stderr}`);
  };
  mount("-t", "tmpfs", "-o", "size=1g", "tmpfs", out);
  try {
    cpSync(old.kept, out, { recursive: true });
    const used = Number(
      spawnSync("df", ["--output=used", "-B1", out], { encoding: "utf8" }).stdout.split("\n")[1],
    );
    mount("-o", `remount,size=${used + room}`, out);
    look(spawnSync("node", [MAIN, ...args], { encoding: "utf8" }));
  } finally {
    spawnSync("umount", [out]);
  }
}

/** Files that readers see, by name and bytes. */
function hashOf(folder) {
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).sort()) {
    if (file.startsWith(".")) continue;
    hash.update(`${file}\0`).update(readFileSync(path.join(folder, file)));
  }
  return hash.digest("hex");
}

function sizeOf(folder) {
  return readdirSync(folder).reduce((sum, file) => sum + readFileSync(path.join(folder, file)).length, 0);
}

function describe(folder) {
  return readdirSync(folder)
    .map((file) => `${file} ${readFileSync(path.join(folder, file)).length}`)
    .join(", ");
}

/** Commands that were not run keep their older counts. */
function save() {
  const old = existsSync(TABLE) ? JSON.parse(readFileSync(TABLE, "utf8")).commands : [];
  const commands = [...old.filter(({ command }) => !names.includes(command)), ...totals];
  commands.sort(
    (a, b) => Object.keys(COMMANDS).indexOf(a.command) - Object.keys(COMMANDS).indexOf(b.command),
  );
  const head = { ...resultHead(), seed: Number(given.seed) };
  writeFileSync(TABLE, `${JSON.stringify({ ...head, commands }, null, 2)}\n`);
  const columns = ["kills", "full", "older", "newer", ...FINDINGS];
  const lines = [
    headLine(head),
    "",
    `| command | kills | full disks | ${columns.slice(2).join(" | ")} |`,
    `| --- |${" --: |".repeat(columns.length)}`,
    ...commands.map((counts) => `| ${counts.command} | ${columns.map((key) => counts[key]).join(" | ")} |`),
  ];
  renewBlock(path.join(ROOT, "benchmarks/README.md"), "faults", lines.join("\n"));
}
