/**
 * The packed package as a user gets it: what is in the tarball, and that every door opens from JavaScript and
 * from TypeScript.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { VERSION } from "../../src/base/version.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DOORS = Object.keys(manifest.exports)
  .filter((door) => door !== "./package.json")
  .map((door) => door.replace(/^\./, "living-circle"));

let work: string;
let files: string[];

beforeAll(() => {
  work = mkdtempSync(path.join(tmpdir(), "living-circle-package-"));
  const npm = (...args: string[]) =>
    execFileSync("npm", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  const [packed] = JSON.parse(npm("pack", "--json", "--ignore-scripts", "--pack-destination", work)) as {
    filename: string;
    files: { path: string }[];
  }[];
  files = packed!.files.map((f) => f.path);
  execFileSync("tar", ["xzf", packed!.filename], { cwd: work });
  // The consumer's node_modules: the unpacked package, and our own installed dependencies beside it.
  const modules = path.join(work, "consumer", "node_modules");
  mkdirSync(modules, { recursive: true });
  execFileSync("mv", [path.join(work, "package"), path.join(modules, "living-circle")]);
  for (const name of [...Object.keys(manifest.dependencies), "@types/node", "undici-types"]) {
    const target = path.join(modules, name);
    mkdirSync(path.dirname(target), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules", name), target);
  }
});

afterAll(() => rmSync(work, { recursive: true, force: true }));

test("the version in the code is the version of the package", () => {
  expect(VERSION).toBe(manifest.version);
});

test("the tarball holds the build, the data and the papers, and nothing else", () => {
  const top = [...new Set(files.map((f) => f.split("/")[0]))].sort();
  expect(top).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "data", "dist", "package.json"]);
  expect(files).toContain("dist/cli/main.js");
  expect(files).toContain("data/sample/astana.osm.pbf");
  expect(files).toContain("data/standards/cn.gb50180-2018.json");
  expect(files.filter((f) => f.startsWith("dist/") && !/\.(js|d\.ts)$/.test(f))).toEqual([
    // Script and styles of the report page.
    "dist/report/page/client.json",
  ]);
});

test("publint finds nothing to object to", async () => {
  const { messages } = await publint({
    pkgDir: path.join(work, "consumer/node_modules/living-circle"),
    pack: false,
  });
  expect(messages.map((m) => formatMessage(m, manifest))).toEqual([]);
});

test.each(DOORS)("%s opens from JavaScript", (door) => {
  const script = `const door = await import(${JSON.stringify(door)}); process.stdout.write(String(Object.keys(door).length));`;
  const names = execFileSync("node", ["--input-type=module", "-e", script], {
    cwd: path.join(work, "consumer"),
    encoding: "utf8",
  });
  expect(Number(names)).toBeGreaterThan(0);
});

test.each([
  "nodenext",
  "bundler",
  "node10",
])("the types of every door resolve under moduleResolution %s", (resolution) => {
  const consumer = path.join(work, "consumer");
  const imports = DOORS.map((door, i) => `import * as door${i} from ${JSON.stringify(door)};`);
  const uses = DOORS.map((_, i) => `export const n${i}: number = Object.keys(door${i}).length;`);
  const typed = "export const limit: { readonly unit: 'ms'; readonly value: number } = door0.minutes(15);";
  writeFileSync(path.join(consumer, `${resolution}.ts`), [...imports, ...uses, typed, ""].join("\n"));
  writeFileSync(path.join(consumer, "package.json"), '{ "type": "module" }');
  const modern = resolution === "nodenext";
  const options = {
    compilerOptions: {
      module: modern ? "nodenext" : "esnext",
      moduleResolution: resolution,
      ...(resolution === "node10" ? { ignoreDeprecations: "6.0" } : {}),
      target: "es2022",
      // Without the DOM, which a server does not have and which takes most of the time to check.
      lib: ["es2022"],
      strict: true,
      noEmit: true,
      skipLibCheck: false,
      types: ["node"],
    },
    files: [`${resolution}.ts`],
  };
  writeFileSync(path.join(consumer, `tsconfig.${resolution}.json`), JSON.stringify(options));
  const tsc = path.join(ROOT, "node_modules/.bin/tsc");
  let output = "";
  try {
    execFileSync(tsc, ["-p", `tsconfig.${resolution}.json`], { cwd: consumer, encoding: "utf8" });
  } catch (error) {
    output = String((error as { stdout?: string }).stdout);
  }
  expect(output).toBe("");
});
