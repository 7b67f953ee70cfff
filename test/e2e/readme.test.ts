/**
 * Every example in the README is run, and type-checked, as a user would paste it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** Inside the package, so that it resolves its own name; not under version control. */
const WORK = path.join(ROOT, ".living-circle", "readme");
const examples = [
  ...readFileSync(path.join(ROOT, "README.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/g),
].map((m) => m[1]!);

beforeAll(() => {
  mkdirSync(WORK, { recursive: true });
  examples.forEach((code, i) => {
    writeFileSync(path.join(WORK, `example-${i}.mts`), code);
    writeFileSync(path.join(WORK, `example-${i}.mjs`), code);
  });
});

afterAll(() => rmSync(WORK, { recursive: true, force: true }));

test("the README has examples", () => {
  expect(examples.length).toBeGreaterThanOrEqual(2);
});

test.each(examples.map((_, i) => i))("example %i runs and prints something", (i) => {
  const output = execFileSync("node", [path.join(WORK, `example-${i}.mjs`)], { cwd: ROOT, encoding: "utf8" });
  expect(output.length).toBeGreaterThan(3);
});

test("the examples are well typed", () => {
  const config = {
    compilerOptions: {
      module: "nodenext",
      target: "es2022",
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: ["node"],
    },
    files: examples.map((_, i) => `example-${i}.mts`),
  };
  writeFileSync(path.join(WORK, "tsconfig.json"), JSON.stringify(config));
  let output = "";
  try {
    execFileSync(path.join(ROOT, "node_modules/.bin/tsc"), ["-p", WORK], { encoding: "utf8" });
  } catch (error) {
    output = String((error as { stdout?: string }).stdout);
  }
  expect(output).toBe("");
});
