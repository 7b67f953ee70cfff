/**
 * Prepares the notebooks and executes them without a browser.
 *
 * `node docs/notebooks/run.mjs prepare` packs the built library and unpacks it here as npm would, so that notebooks get
 * what users get, and tells Jupyter of the two kernels. `… tslab` and `… deno` execute all notebooks, or those named
 * (paths are relative to this folder), into out/notebooks/KERNEL; exit code 3 says that a kernel is not installed. Needs `jupyter nbconvert` and
 * `npm ci --prefix docs/notebooks`.
 */
import { execFile, execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const HERE = import.meta.dirname;
const ROOT = path.resolve(HERE, "../..");
const JUPYTER = path.join(HERE, ".jupyter", "share", "jupyter");
/** Seconds a cell may take. */
const CELL_LIMIT_S = 300;

const NOTEBOOKS = readdirSync(HERE).filter((name) => name.endsWith(".ipynb"));

/** How each kernel is started. */
const KERNELS = {
  tslab: {
    program: path.join(HERE, "node_modules/tslab/bin/tslab"),
    start: (program) => [process.execPath, program, "kernel", "--config-path", "{connection_file}"],
    name: "TypeScript",
  },
  deno: {
    program: path.join(HERE, "node_modules/.bin/deno"),
    start: (program) => [program, "jupyter", "--kernel", "--conn", "{connection_file}"],
    name: "Deno",
  },
};

/** What is missing for a kernel, in words; empty if it can run. */
function missingFor(kernel) {
  try {
    execFileSync("jupyter", ["nbconvert", "--version"], { stdio: "ignore" });
  } catch {
    return "jupyter nbconvert is not installed";
  }
  const { program } = KERNELS[kernel];
  return existsSync(program)
    ? ""
    : `${path.relative(ROOT, program)} is absent (npm ci --prefix docs/notebooks)`;
}

/** Puts the packed library and the two kernels where notebooks find them. Needs a build. */
function prepare() {
  const modules = path.join(HERE, "node_modules");
  mkdirSync(modules, { recursive: true });
  const work = mkdtempSync(path.join(modules, ".packed-"));
  try {
    const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", work];
    const answer = execFileSync("npm", args, {
      cwd: ROOT,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      shell: process.platform === "win32",
    });
    const target = path.join(modules, "living-circle");
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target);
    execFileSync("tar", [
      "xzf",
      path.join(work, JSON.parse(answer)[0].filename),
      "-C",
      target,
      "--strip-components=1",
    ]);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  for (const [id, { program, start, name }] of Object.entries(KERNELS)) {
    const folder = path.join(JUPYTER, "kernels", id);
    mkdirSync(folder, { recursive: true });
    const spec = { argv: start(program), display_name: name, language: "typescript" };
    writeFileSync(path.join(folder, "kernel.json"), `${JSON.stringify(spec, null, 2)}\n`);
  }
}

/** Executes a notebook; throws with what the failed cell printed. */
async function execute(notebook, kernel) {
  const folder = path.join(ROOT, "out", "notebooks", kernel);
  mkdirSync(folder, { recursive: true });
  // Written beside and moved, so that nobody reads half of it.
  const work = mkdtempSync(path.join(folder, ".running-"));
  const args = ["nbconvert", "--to", "notebook", "--execute", "--allow-errors", path.resolve(HERE, notebook)];
  args.push(`--ExecutePreprocessor.kernel_name=${kernel}`, `--ExecutePreprocessor.timeout=${CELL_LIMIT_S}`);
  // On a busy machine the default of four seconds loses outputs silently.
  args.push("--ExecutePreprocessor.iopub_timeout=120", "--ExecutePreprocessor.raise_on_iopub_timeout=True");
  await promisify(execFile)("jupyter", [...args, "--output-dir", work], {
    cwd: HERE,
    env: {
      ...process.env,
      JUPYTER_PATH: JUPYTER,
      DENO_DIR: path.join(HERE, ".deno"),
      DENO_NO_UPDATE_CHECK: "1",
      NO_COLOR: "1",
    },
  });
  const executed = path.join(folder, path.basename(notebook));
  renameSync(path.join(work, path.basename(notebook)), executed);
  rmSync(work, { recursive: true });
  const { cells } = JSON.parse(readFileSync(executed, "utf8"));
  const outputs = cells.flatMap((cell) => cell.outputs ?? []);
  // tslab tells errors on the error stream of the cell only; Deno has them as outputs.
  const errors = outputs.flatMap((output) =>
    output.output_type === "error"
      ? [`${output.ename}: ${output.evalue}`]
      : output.name === "stderr"
        ? [[output.text].flat().join("")]
        : [],
  );
  if (errors.length > 0) throw new Error(`${notebook} on ${kernel}:\n${errors.join("\n")}`);
}

const [order, ...asked] = process.argv.slice(2);
if (order === "prepare") prepare();
else if (order === "check") canRun(asked[0]);
else if (order in KERNELS) await run(order, asked.length > 0 ? asked : NOTEBOOKS);
else {
  console.error(
    "usage: node docs/notebooks/run.mjs prepare | check KERNEL | KERNEL [notebook …]    KERNEL: tslab, deno",
  );
  process.exitCode = 2;
}

function canRun(kernel) {
  const missing = missingFor(kernel);
  if (missing === "") return true;
  console.error(`cannot run ${kernel}: ${missing}`);
  process.exitCode = 3;
  return false;
}

async function run(kernel, notebooks) {
  if (!canRun(kernel)) return;
  for (const notebook of notebooks) {
    try {
      await execute(notebook, kernel);
      console.log(`${kernel}: ${notebook} → out/notebooks/${kernel}/${path.basename(notebook)}`);
    } catch (error) {
      console.error(error.message);
      process.exitCode = 1;
    }
  }
}
