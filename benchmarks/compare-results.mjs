/**
 * `node benchmarks/compare-results.mjs --before FOLDER --after FOLDER`: whether two builds give the same results.
 *
 * Both folders are checkouts with `dist`. Each build analyses its own worked cases (`docs/cases`); every file that it
 * writes, and the table that it prints, are compared once the renames of `renames.json` are applied to the first build.
 * Prose may be worded anew as long as its numbers stay. Not compared: the version of the library, the hash of a
 * configuration, and `report.html`, which is drawn from `report-data.json`.
 *
 * Options: `--cases a,b` · `--out FOLDER` for what the builds write (default `out/compare`) · `--before-out FOLDER` for
 * that of the first build alone (default `before` in `--out`) · `--reuse-before` takes what lies there from an earlier
 * run · `--allow-thinning` lets drawn lines differ · `-- FLAGS` are handed to `analyze` of both builds.
 *
 * Ends with 0 if all are equal, 1 if not, 2 if it was called wrongly.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { differences } from "./compare/differences.mjs";
import { readResult, unpackerOf } from "./compare/read-result.mjs";
import { readRenames } from "./compare/renames.mjs";

const ROOT = path.resolve(import.meta.dirname, "..");
const DATA = process.env.LIVING_CIRCLE_DATA ?? path.resolve(ROOT, "../shared/data");
/** How many differences of a file are printed. */
const MAX_SHOWN = 5;

const options = readOptions();
const renames = readRenames(options.renames);
const unpack = { before: await unpackerOf(options.before), after: await unpackerOf(options.after) };
const tally = { cases: 0, equal: 0, renamed: 0, words: 0, drawn: 0, different: 0 };
for (const name of options.cases) {
  if (!hasData(name))
    console.log(`${name}: SKIPPED, its data are absent (LIVING_CIRCLE_DATA names the folder)`);
  else compareCase(name);
}
const { cases, ...files } = tally;
const counts = Object.entries(files).map(([status, count]) => `${count} ${status}`);
console.log(`\ncases: ${cases}; files: ${counts.join(", ")}`);
if (!options.some) for (const name of renames.unused()) console.log(`renames.json: "${name}" was not used`);
process.exit(tally.different > 0 || cases === 0 ? 1 : 0);

function readOptions() {
  const usage = (text) => {
    console.error(text);
    process.exit(2);
  };
  const folder = { type: "string" };
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: {
        before: folder,
        after: folder,
        cases: { type: "string" },
        out: { type: "string", default: path.join(ROOT, "out/compare") },
        "before-out": folder,
        renames: { type: "string", default: path.join(ROOT, "benchmarks/renames.json") },
        "reuse-before": { type: "boolean", default: false },
        "allow-thinning": { type: "boolean", default: false },
      },
    });
  } catch (error) {
    usage(error.message);
  }
  const { values, positionals: flags } = parsed;
  for (const side of ["before", "after"]) {
    if (!existsSync(path.join(values[side] ?? "", "dist/cli/main.js")))
      usage(`--${side} ${values[side] ?? ""}: expected a checkout with dist/cli/main.js (npm run build)`);
  }
  const known = casesOf(values.before);
  const cases = values.cases?.split(",") ?? known;
  const unknown = cases.find((name) => !known.includes(name));
  if (unknown !== undefined) usage(`there is no case "${unknown}"; there are ${known.join(", ")}`);
  return {
    ...values,
    flags,
    cases,
    some: values.cases !== undefined,
    keptIn: path.resolve(values["before-out"] ?? path.join(values.out, "before")),
    runIn: path.resolve(values.out, "after"),
  };
}

function configurationOf(checkout, name) {
  return path.resolve(checkout, "docs/cases", name, "living-circle.yaml");
}

function casesOf(checkout) {
  const folders = readdirSync(path.join(checkout, "docs/cases"));
  return folders.filter((name) => existsSync(configurationOf(checkout, name))).sort();
}

function hasData(name) {
  const file = configurationOf(options.before, name);
  const folder = /^data:\s*(\S+)/m.exec(readFileSync(file, "utf8"))?.[1] ?? ".";
  return existsSync(
    path.resolve(
      path.dirname(file),
      folder.replace(/\$\{LIVING_CIRCLE_DATA\}/, () => DATA),
    ),
  );
}

/** Runs `analyze` in an empty folder; a record beside the folder says that it ended well, and with which flags. */
function analyze(checkout, name, into) {
  const folder = path.join(into, name);
  const record = `${folder}.json`;
  for (const old of [folder, record]) rmSync(old, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const main = path.resolve(checkout, "dist/cli/main.js");
  const args = [main, "analyze", configurationOf(checkout, name), "--quiet", "--out", ".", ...options.flags];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, LIVING_CIRCLE_DATA: DATA },
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) return { folder, error: stderr.trim() || `ended with ${status}` };
  writeFileSync(path.join(folder, "table.txt"), stdout);
  const seconds = (performance.now() - started) / 1000;
  writeFileSync(record, JSON.stringify({ flags: options.flags, seconds }));
  return { folder, seconds };
}

/** The outputs that an earlier run of the first build left, if it had the same flags. */
function keptRun(name) {
  const folder = path.join(options.keptIn, name);
  if (!options["reuse-before"] || !existsSync(`${folder}.json`)) return null;
  const { flags, seconds } = JSON.parse(readFileSync(`${folder}.json`, "utf8"));
  return flags.join(" ") === options.flags.join(" ") ? { folder, seconds, kept: true } : null;
}

function compareCase(name) {
  tally.cases++;
  const before = keptRun(name) ?? analyze(options.before, name, options.keptIn);
  const after = analyze(options.after, name, options.runIn);
  for (const [side, { error }] of Object.entries({ before, after })) {
    if (error === undefined) continue;
    console.log(`${name}: the ${side} build failed: ${error}`);
    tally.different++;
    return;
  }
  const started = performance.now();
  const lines = compareFolders(before.folder, after.folder);
  const [first, second, compared] = [before.seconds, after.seconds, (performance.now() - started) / 1000].map(
    (seconds) => `${seconds.toFixed(1)} s`,
  );
  console.log(
    `${name}: before ${first}${before.kept ? " (kept)" : ""}, after ${second}, compared in ${compared}`,
  );
  for (const line of lines) console.log(`  ${line}`);
}

function compareFolders(before, after) {
  const left = new Set(readdirSync(after));
  const lines = [];
  for (const file of readdirSync(before).sort()) {
    const name = renames.fileOf(file);
    if (name === null) continue;
    if (left.delete(name)) lines.push(...compareFiles(path.join(before, file), path.join(after, name)));
    else lines.push(count("different", name, "is missing"));
  }
  for (const name of left)
    lines.push(
      renames.isAdded("", name) ? count("equal", name, "added") : count("different", name, "is new"),
    );
  return lines;
}

/** The line of a file, and below it what differs. */
function compareFiles(before, after) {
  const [file, name] = [before, after].map((whole) => path.basename(whole));
  const isMoved = file !== name;
  const moved = isMoved ? `was ${file}` : "";
  if (readFileSync(before).equals(readFileSync(after)))
    return [count(isMoved ? "renamed" : "equal", name, moved)];
  const values = [readResult(before, unpack.before), readResult(after, unpack.after)];
  if (values[0] === null) return [count("equal", name, "not compared inside")];
  const { real, words, drawn, renamed } = differences(file, ...values, renames);
  const prose = [...words.values()];
  const statuses = [
    ["different", real.length > 0 || (drawn.length > 0 && !options["allow-thinning"])],
    ["drawn", drawn.length > 0],
    ["words", prose.length > 0],
    ["renamed", renamed || isMoved],
    ["equal", true],
  ];
  const notes = [
    moved,
    real.length > 0 && `${real.length} different`,
    drawn.length > 0 && `drawn geometry: ${drawn.length} shapes, ${farthestOf(drawn)}`,
    prose.length > 0 && `words: ${prose.reduce((sum, { count }) => sum + count, 0)}`,
    renamed && "names by renames.json",
  ];
  const [status] = statuses.find(([, holds]) => holds);
  return [
    count(status, name, notes.filter(Boolean).join("; ")),
    ...real.slice(0, MAX_SHOWN).map((text) => `  ≠ ${text}`),
    ...prose.slice(0, MAX_SHOWN).map(({ text, count }) => `  words (${count}) ${text}`),
  ];
}

function farthestOf(drawn) {
  const { by, unit, place } = drawn.reduce((worst, each) => (each.by > worst.by ? each : worst));
  return `at most ${by.toFixed(2)} ${unit} apart, at ${place}`;
}

function count(status, name, note) {
  tally[status]++;
  return `${status.padEnd(10)}${name}${note === "" ? "" : ` (${note})`}`;
}
