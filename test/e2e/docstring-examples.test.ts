/**
 * Every example in a docstring is type-checked and run, in a folder with the middle of the sample city and small tables.
 *
 * Examples use names such as `city` and `network`. The docstring at the top of each door makes them, where readers see it
 * first. A line `expression; // => value` is compared with what the expression gives.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { type DocExample, docExamples, doorNouns } from "../support/doc-examples.js";
import { writeExampleFiles } from "../support/example-files.js";
import { typeErrors } from "../support/type-errors.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Inside the package, so that it resolves its own name; not under version control. */
const WORK = path.join(ROOT, ".living-circle", "docstrings");
const DOORS = Object.keys(manifest.exports).filter((door) => door !== "./package.json");

/** Examples that cannot run here, with the reason. */
const NOT_RUN: Readonly<Record<string, string>> = {};

const EXAMPLES = docExamples();
const NOUNS = doorNouns();
const fileOf = (index: number) => `example-${index}`;
const at = ({ file, line, name }: DocExample) => `${name} (${file}:${line})`;

let wrongTypes: readonly string[];
let failures: Readonly<Record<string, string>>;

beforeAll(async () => {
  rmSync(WORK, { recursive: true, force: true });
  await writeExampleFiles(WORK);
  const values = await namesOfDoors();
  const nouns = [...NOUNS.matchAll(/^export const (\w+)/gm)].map(([, name]) => name!);
  const modules = new Map([["nouns", `${importsFor(NOUNS, values)}\n${NOUNS}\n`]]);
  for (const [i, { code }] of EXAMPLES.entries()) {
    const town = `import { ${nouns.join(", ")} } from "./nouns.mjs";`;
    const [own, rest] = [imports(code), code.replace(/^import .*\n/gm, "")];
    modules.set(
      fileOf(i),
      [importsFor(code, values), town, SHOWN, own, `{\n${compared(rest)}}`, "export {};", ""].join("\n"),
    );
  }
  for (const [name, text] of modules) write(`${name}.mts`, text);
  wrongTypes = typeErrors(WORK, "*.mts");
  for (const [name, text] of modules) write(`${name}.mjs`, transpiled(text));
  failures = runAll();
});

afterAll(() => rmSync(WORK, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(WORK, name), text);
}

const SHOWN = 'import { deepStrictEqual as shows } from "node:assert";';

/** `expression; // => value` becomes a comparison. */
function compared(code: string): string {
  return code.replace(/^(\s*)(.+); \/\/ => (.+)$/gm, "$1shows($2, $3);");
}

function imports(code: string): string {
  return (code.match(/^import .*$/gm) ?? []).join("\n");
}

/** Names of every door, with the door to import them from: the main one where it has them. */
async function namesOfDoors(): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const door of DOORS) {
    const { default: built } = manifest.exports[door as "."];
    for (const name of Object.keys(await import(path.join(ROOT, built))))
      if (!names.has(name)) names.set(name, door.replace(".", "living-circle"));
  }
  return names;
}

/** Imports of the names that a code uses and does not import itself. */
function importsFor(code: string, doors: ReadonlyMap<string, string>): string {
  const own = imports(code);
  const used = [...doors].filter(([name]) => new RegExp(`\\b${name}\\b`).test(code.replaceAll(own, "")));
  return used.map(([name, door]) => `import { ${name} } from "${door}";`).join("\n");
}

function transpiled(text: string): string {
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

/** Runs all in one process, one after another; what fails, by its file. */
function runAll(): Record<string, string> {
  const files = EXAMPLES.flatMap(({ name }, i) => (name in NOT_RUN ? [] : [fileOf(i)]));
  const script = [
    'import { writeFileSync } from "node:fs";',
    'import "./nouns.mjs";',
    "const failures = {};",
    `for (const file of ${JSON.stringify(files)}) {`,
    `  try { await import("./" + file + ".mjs"); } catch (error) { failures[file] = String(error?.stack ?? error); }`,
    "}",
    'writeFileSync("failures.json", JSON.stringify(failures));',
    "process.exit();",
  ];
  write("run.mjs", script.join("\n"));
  execFileSync("node", ["run.mjs"], { cwd: WORK, stdio: ["ignore", "ignore", "pipe"] });
  return JSON.parse(readFileSync(path.join(WORK, "failures.json"), "utf8")) as Record<string, string>;
}

test("there are examples for most calls, and few of them are not run", () => {
  expect(EXAMPLES.length).toBeGreaterThan(150);
  expect(Object.keys(NOT_RUN).length).toBeLessThanOrEqual(5);
  const names = EXAMPLES.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(Object.keys(NOT_RUN)));
});

test("the names that examples use are well typed", () => {
  expect(wrongTypes.filter((line) => line.includes("nouns.mts"))).toEqual([]);
});

test.each(EXAMPLES.map((example, i) => [at(example), i] as const))("%s is well typed and runs", (_, i) => {
  expect(wrongTypes.filter((line) => line.includes(`${fileOf(i)}.mts`))).toEqual([]);
  expect(failures[fileOf(i)]).toBeUndefined();
});
