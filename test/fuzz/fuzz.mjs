/**
 * Reads damaged files by the thousand, and counts what comes of them.
 *
 *     npm run fuzz                                   every reader, 2,000 inputs each
 *     npm run fuzz -- --reader tif,fgb --minutes 5   these, as many as five minutes each allow
 *     npm run fuzz -- --inputs 60000 --seed 7 --save keeps the counts and renews the table in benchmarks/README.md
 *
 * An input is read, or refused by an error of the library; all else is a finding: a foreign error, one that is large (500 MiB)
 * or slow (2 s of the processor), a process that hangs (30 s) or dies. Findings are kept, one of each kind, in `--keep`
 * (default out/fuzz); a seed and a number give the same input again on every machine. Ends with 1 where there are any.
 */
import { fork } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { headLine, renewBlock, resultHead } from "../../benchmarks/result-table.mjs";
import { inputOf } from "./inputs.mjs";
import { keepInput, READERS } from "./readers.mjs";

const HANGS_MS = 30_000;
const TABLE = "benchmarks/results/fuzz.json";

const { values: given } = parseArgs({
  options: {
    reader: { type: "string" },
    inputs: { type: "string" },
    minutes: { type: "string" },
    seed: { type: "string", default: "1" },
    keep: { type: "string", default: "out/fuzz" },
    jobs: { type: "string", default: "1" },
    save: { type: "boolean", default: false },
  },
});
const seed = Number(given.seed);
const names = given.reader?.split(",") ?? Object.keys(READERS);
const unknown = names.filter((name) => !(name in READERS));
if (unknown.length > 0) {
  process.stderr.write(
    `there is no reader ${unknown.join(", ")}; there are ${Object.keys(READERS).join(", ")}\n`,
  );
  process.exit(2);
}

/** One process, from input `from` on; where the next one begins, or null where nothing is left. */
function runChild(name, from, to, until, total, folder) {
  const child = fork(
    path.join(import.meta.dirname, "child.mjs"),
    [name, String(seed), String(from), String(to), folder],
    {
      execArgv: ["--max-old-space-size=2048"],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    },
  );
  return new Promise((resolve) => {
    let next = from;
    let watch = setTimeout(() => {}, 0);
    let hung = false;
    const at = () => Number(readFileSync(path.join(folder, "at"), "utf8").trim() || from);
    let last = -1;
    const look = () => {
      const now = existsSync(path.join(folder, "at")) ? at() : from;
      if (now === last) {
        hung = true;
        child.kill("SIGKILL");
        return;
      }
      last = now;
      watch = setTimeout(look, HANGS_MS);
    };
    look();
    child.on("message", (message) => {
      if ("outcome" in message) addFinding(total, name, message);
      else {
        total.read += message.counts.read;
        total.refused += message.counts.refused;
        total.longest = Math.max(total.longest, message.longest);
        next = message.next;
        if (Date.now() > until) child.kill("SIGKILL");
      }
    });
    child.on("exit", (code, signal) => {
      clearTimeout(watch);
      if (code === 0) return resolve(next >= to ? null : next);
      if (!hung && signal === "SIGKILL" && Date.now() > until) return resolve(null);
      const i = at();
      addFinding(total, name, {
        i,
        outcome: hung ? "hangs" : "dies",
        seconds: 0,
        mib: 0,
        error: String(signal ?? code),
      });
      // What it had counted since its last report is lost.
      total.lost += Math.max(0, i - next);
      resolve(i + 1);
    });
  });
}

function addFinding(total, name, { i, outcome, seconds, mib, error }) {
  total[outcome] = (total[outcome] ?? 0) + 1;
  const lines = String(error).split("\n");
  const what = `${outcome} ${lines[0].replace(/["'].*["']|\/\S+|\d+/g, "…").slice(0, 120)} ${lines.slice(1, 2).join("").replace(/\?.*$/, "")}`;
  if (total.kinds.has(what)) return;
  total.kinds.add(what);
  const file = keepInput(given.keep, `${name}-${seed}-${i}${READERS[name].ending}`, inputOf(name, seed, i));
  process.stdout.write(
    `${name} ${i}: ${outcome} (${seconds.toFixed(1)} s, ${Math.round(mib)} MiB) ${file}\n    ${lines.slice(0, 4).join("\n    ")}\n`,
  );
}

async function runReader(name) {
  const folder = mkdtempSync(
    path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "living-circle-fuzz-"),
  );
  const total = {
    reader: name,
    read: 0,
    refused: 0,
    foreign: 0,
    large: 0,
    slow: 0,
    hangs: 0,
    dies: 0,
    lost: 0,
    longest: 0,
    kinds: new Set(),
  };
  const until =
    given.minutes === undefined ? Number.POSITIVE_INFINITY : Date.now() + Number(given.minutes) * 60_000;
  const to = given.minutes === undefined ? Number(given.inputs ?? 2000) : Number.MAX_SAFE_INTEGER;
  try {
    for (let from = 0; from !== null && from < to && Date.now() < until; ) {
      from = await runChild(name, from, to, until, total, folder);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return total;
}

const FINDINGS = ["foreign", "large", "slow", "hangs", "dies"];
const totals = [];
const left = [...names];
await Promise.all(
  Array.from({ length: Math.min(Number(given.jobs), availableParallelism()) }, async () => {
    for (let name = left.shift(); name !== undefined; name = left.shift()) {
      const { kinds, ...counts } = await runReader(name);
      const inputs = counts.read + counts.refused + FINDINGS.reduce((sum, key) => sum + counts[key], 0);
      totals.push({ inputs, ...counts });
      const found = FINDINGS.filter((key) => counts[key] > 0)
        .map((key) => `, ${counts[key]} ${key}`)
        .join("");
      process.stdout.write(
        `${name}: ${inputs} inputs, ${counts.read} read, ${counts.refused} refused${found}\n`,
      );
    }
  }),
);
if (given.save) save();
process.exitCode = totals.some((counts) => FINDINGS.some((key) => counts[key] > 0)) ? 1 : 0;

/** Readers that were not run keep their older counts. */
function save() {
  const old = existsSync(TABLE) ? JSON.parse(readFileSync(TABLE, "utf8")).readers : [];
  const order = Object.keys(READERS);
  const readers = [
    ...old.filter(({ reader }) => !names.includes(reader)),
    ...totals.map((counts) => ({ ...counts, seed })),
  ];
  readers.sort((a, b) => order.indexOf(a.reader) - order.indexOf(b.reader));
  const head = resultHead();
  mkdirSync(path.dirname(TABLE), { recursive: true });
  writeFileSync(TABLE, `${JSON.stringify({ ...head, readers }, null, 2)}\n`);
  renewBlock("benchmarks/README.md", "fuzz", tableOf(head, readers));
}

function tableOf(head, readers) {
  const columns = ["inputs", "read", "refused", ...FINDINGS];
  const number = (value) => value.toLocaleString("en-US").replaceAll(",", " ");
  const sum = Object.fromEntries(
    columns.map((key) => [key, readers.reduce((all, row) => all + row[key], 0)]),
  );
  const row = (label, counts) => `| ${label} | ${columns.map((key) => number(counts[key])).join(" | ")} |`;
  return [
    headLine(head),
    "",
    `| reader | ${columns.join(" | ")} |`,
    `| --- |${" --: |".repeat(columns.length)}`,
    ...readers.map((counts) => row(`${counts.reader} (seed ${counts.seed})`, counts)),
    row("**all**", sum),
  ].join("\n");
}
