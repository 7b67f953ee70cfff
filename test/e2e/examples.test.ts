/**
 * Every code block of the README and the docs, as a user would paste it.
 *
 * TypeScript is type-checked and run. Commands are held against the options that there are; those marked `sh run` are run
 * in the order of the page, and every line of the `text` block below has to be printed (`…` stands for anything). JSON and
 * tables with a name are files of the page's folder; configurations are loaded; Python is parsed.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { COMMANDS, loadCommand } from "../../src/cli/commands.js";
import type { CommandSpec } from "../../src/cli/options/command-spec.js";
import { loadConfig } from "../../src/index.js";
import { type Block, codeBlocks } from "../support/doc-blocks.js";
import { typeErrors } from "../support/type-errors.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Inside the package, so that it resolves its own name; not under version control. */
const WORK = path.join(ROOT, ".living-circle", "examples");
const BLOCKS = codeBlocks();
const of = (language: string) => BLOCKS.filter((block) => block.language === language);
const TYPESCRIPT = of("ts");
const at = ({ page, line }: Block) => `${page}:${line}`;

/** What all commands take. */
const SPECS = await Promise.all(COMMANDS.map(loadCommand));
const EVERYWHERE = ["--help", "-h", "--version", "-V", "--debug", "--verbose", "--quiet"];

beforeAll(() => {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  symlinkSync(path.join(ROOT, "data"), path.join(WORK, "data"));
  symlinkSync(path.join(ROOT, "data/sample/astana.osm.pbf"), path.join(WORK, "city.osm.pbf"));
  // Pages that only show a method open the network from a saved file, which takes a moment.
  const build = ["network", "build", "city.osm.pbf", "--out", "city.lcn", "--quiet"];
  execFileSync("node", [path.join(ROOT, "dist/cli/main.js"), ...build], { cwd: WORK });
  for (const { rest, code } of BLOCKS) if (/^[\w-]+\.(json|csv|yaml)$/.test(rest)) write(rest, code);
  for (const [i, { code }] of TYPESCRIPT.entries()) write(`example-${i}.mts`, code);
});

afterAll(() => rmSync(WORK, { recursive: true, force: true }));

function write(name: string, text: string): void {
  writeFileSync(path.join(WORK, name), text);
}

test("the pages have blocks of every kind, and no kind that nobody tries", () => {
  const tried = ["sh", "ts", "json", "yaml", "csv", "python", "text"];
  expect(BLOCKS.filter(({ language }) => !tried.includes(language)).map(at)).toEqual([]);
  for (const language of tried) expect(of(language).length).toBeGreaterThan(0);
});

describe("TypeScript", () => {
  test.each(TYPESCRIPT.map((block, i) => [at(block), i] as const))("%s runs and prints something", (_, i) => {
    const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    write(
      `example-${i}.mjs`,
      ts.transpileModule(TYPESCRIPT[i]!.code, { compilerOptions: options }).outputText,
    );
    const output = execFileSync("node", [`example-${i}.mjs`], { cwd: WORK, encoding: "utf8" });
    expect(output.length).toBeGreaterThan(3);
  });

  test("all of it is well typed", () => {
    expect(typeErrors(WORK, "example-*.mts")).toEqual([]);
  });
});

describe("commands", () => {
  test.each(of("sh").map((block) => [at(block), block] as const))("%s names what there is", (_, { code }) => {
    const wrong = code
      .replaceAll("\\\n", " ")
      .split("\n")
      .flatMap((line) => problemsOf(line.replace(/\s#.*$/, "").trim()));
    expect(wrong).toEqual([]);
  });

  const pages = [...new Set(of("sh").flatMap(({ page, rest }) => (rest === "run" ? [page] : [])))];
  test.each(pages)("the commands of %s print what the page says", (page) => {
    const blocks = BLOCKS.filter((block) => block.page === page);
    blocks.forEach((block, b) => {
      if (block.language !== "sh" || block.rest !== "run") return;
      const printed = block.code.trim().split("\n").map(run).join("");
      const next = blocks[b + 1];
      if (next?.language === "text") expect(linesNotIn(printed, next.code), printed).toEqual([]);
    });
  });
});

/** What is wrong with one line of a shell: only commands that the reader of this project knows. */
function problemsOf(line: string): string[] {
  const words = line.split("&&").map((part) => part.trim().split(/\s+/));
  return words.flatMap((typed) => {
    const [program, ...rest] = typed.filter((word) => !/^[A-Z_]+=/.test(word));
    const known = program === "npx" ? rest.shift() : program;
    if (known === "living-circle") return problemsOfCommand(rest);
    if (known === "npm" && rest[0] === "run")
      return rest[1]! in manifest.scripts ? [] : [`npm run ${rest[1]}`];
    if (known === "node") return existsSync(path.join(ROOT, rest[0]!)) ? [] : [`node ${rest[0]}`];
    return known === "" || ["npm", "cp", "jupyter", "vitest"].includes(known!)
      ? []
      : [`unknown program: ${line}`];
  });
}

function problemsOfCommand(words: readonly string[]): string[] {
  let commands: readonly CommandSpec[] = SPECS;
  let command: CommandSpec | undefined;
  const rest = [...words];
  while (rest.length > 0 && !rest[0]!.startsWith("-")) {
    const found = commands.find(({ name, alias }) => name === rest[0] || alias === rest[0]);
    if (found === undefined) break;
    command = found;
    commands = found.commands ?? [];
    rest.shift();
  }
  if (command === undefined)
    return EVERYWHERE.includes(rest[0]!) ? [] : [`unknown command: ${words.join(" ")}`];
  const flags = (command.options ?? []).flatMap((option) => option.flags.match(/--?[a-z][\w-]*/g) ?? []);
  const asked = rest.filter((word) => /^-{1,2}[a-z]/.test(word));
  return asked
    .filter((flag) => ![...flags, ...EVERYWHERE].includes(flag))
    .map((flag) => `${command.name} ${flag}`);
}

function run(line: string): string {
  const words = [...line.replace(/\s#.*$/, "").matchAll(/"([^"]*)"|(\S+)/g)].map(
    (match) => match[1] ?? match[2]!,
  );
  expect(words.slice(0, 2)).toEqual(["npx", "living-circle"]);
  const main = path.join(ROOT, "dist/cli/main.js");
  return execFileSync("node", [main, ...words.slice(2)], {
    cwd: WORK,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Lines of the page that are not printed; a line that is `…` alone stands for any lines, and widths do not count. */
function linesNotIn(printed: string, page: string): string[] {
  const lines = printed.replace(/ +/g, " ").split("\n");
  return page.split("\n").filter((said) => {
    const parts = said.trimEnd().replace(/ +/g, " ").split("…");
    return !lines.some((line) => parts.every((part) => line.includes(part)) && line.startsWith(parts[0]!));
  });
}

describe("data", () => {
  test.each(of("json").map((block) => [at(block), block] as const))("%s is JSON", (_, { code }) => {
    expect(() => JSON.parse(code)).not.toThrow();
  });

  test.each(of("yaml").map((block) => [at(block), block] as const))("%s is a configuration", (_, {
    code,
  }) => {
    write("living-circle.yaml", code);
    expect(loadConfig(path.join(WORK, "living-circle.yaml"), {}).streets.file).not.toBe("");
  });

  test("Python is sound", () => {
    for (const { code } of of("python")) {
      const { status, error, stderr } = spawnSync(
        "python3",
        ["-c", "import ast, sys; ast.parse(sys.stdin.read())"],
        {
          input: code,
          encoding: "utf8",
        },
      );
      if (error === undefined) expect(status, stderr).toBe(0);
    }
  });
});
