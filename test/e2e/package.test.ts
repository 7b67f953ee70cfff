/**
 * The packed package as a user gets it: what is in the tarball, and that every door opens from JavaScript and
 * from TypeScript.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { VERSION } from "../../src/base/version.js";
import { codeBlocks } from "../support/doc-blocks.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DOORS = Object.keys(manifest.exports)
  .filter((door) => door !== "./package.json")
  .map((door) => door.replace(/^\./, "living-circle"));

/** How users let the compiler find packages. */
const RESOLUTIONS = {
  bundler: { module: "esnext", moduleResolution: "bundler" },
  node16: { module: "node16", moduleResolution: "node16" },
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  node10: { module: "esnext", moduleResolution: "node10", ignoreDeprecations: "6.0" },
} as const;

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
  // A consumer's node_modules: the unpacked package, and our own installed dependencies beside it.
  for (const user of ["consumer", "stranger"])
    mkdirSync(path.join(work, user, "node_modules"), { recursive: true });
  execFileSync("cp", [
    "-r",
    path.join(work, "package"),
    path.join(work, "stranger/node_modules/living-circle"),
  ]);
  execFileSync("mv", [path.join(work, "package"), path.join(work, "consumer/node_modules/living-circle")]);
  installInto("consumer", [...Object.keys(manifest.dependencies), "@types/node", "undici-types"]);
  installInto("stranger", Object.keys(manifest.dependencies));
});

/** Puts installed packages beside the unpacked one. */
function installInto(user: string, packages: readonly string[]): void {
  for (const name of packages) {
    const target = path.join(work, user, "node_modules", name);
    mkdirSync(path.dirname(target), { recursive: true });
    symlinkSync(path.join(ROOT, "node_modules", name), target);
  }
  writeFileSync(path.join(work, user, "package.json"), '{ "type": "module" }');
}

/** What the type checker says of files in a user's folder; empty if nothing. */
function typeErrors(
  user: string,
  files: readonly string[],
  resolution: keyof typeof RESOLUTIONS,
  compilerOptions: Readonly<Record<string, unknown>>,
): string {
  // Without the DOM, which a server does not have and which takes most of the time to check.
  const common = { target: "es2022", lib: ["es2022"], strict: true, noEmit: true, skipLibCheck: false };
  const options = { ...common, ...RESOLUTIONS[resolution], ...compilerOptions };
  const config = path.join(work, user, `tsconfig.${resolution}.json`);
  writeFileSync(config, JSON.stringify({ compilerOptions: options, files }));
  return spawnSync(path.join(ROOT, "node_modules/.bin/tsc"), ["-p", config], { encoding: "utf8" }).stdout;
}

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
  const others = files.filter((f) => f.startsWith("dist/") && !/\.(js|d\.ts)$/.test(f));
  // The bill of materials is there once it was made.
  expect(others.filter((f) => f !== "dist/sbom.cdx.json")).toEqual([
    // Licences of the packages that are bundled with the commands.
    "dist/cli/bundle/LICENSES.txt",
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
] as const)("the types of every door resolve under moduleResolution %s", (resolution) => {
  const imports = DOORS.map((door, i) => `import * as door${i} from ${JSON.stringify(door)};`);
  const uses = DOORS.map((_, i) => `export const n${i}: number = Object.keys(door${i}).length;`);
  const typed = "export const limit: { readonly unit: 'ms'; readonly value: number } = door0.minutes(15);";
  const file = `doors-${resolution}.ts`;
  writeFileSync(path.join(work, "consumer", file), [...imports, ...uses, typed, ""].join("\n"));
  expect(typeErrors("consumer", [file], resolution, { types: ["node"] })).toBe("");
});

/** What Node and browsers have, and the language does not. */
const GLOBALS = `declare const console: { log(...values: unknown[]): void };
interface AbortSignal { readonly aborted: boolean }
interface URL { readonly href: string }
`;

function strangersErrors(
  files: Readonly<Record<string, string>>,
  resolution: keyof typeof RESOLUTIONS,
  compilerOptions: Readonly<Record<string, unknown>>,
): string {
  const all = { "globals.d.ts": GLOBALS, ...files };
  for (const [name, code] of Object.entries(all)) writeFileSync(path.join(work, "stranger", name), code);
  return typeErrors("stranger", Object.keys(all), resolution, { types: [], ...compilerOptions });
}

test.each([
  "bundler",
  "node16",
  "nodenext",
] as const)("the code of the README, of the page on the library and a stranger's wrappers compile under %s with ES2022 alone", (resolution) => {
  const pages = ["README.md", "docs/code.md"];
  const blocks = codeBlocks().filter(({ page, language }) => pages.includes(page) && language === "ts");
  const files = Object.fromEntries(blocks.map(({ code }, i) => [`block-${i}.ts`, code]));
  expect(blocks).toHaveLength(3);
  const wrappers = readFileSync(path.join(ROOT, "test/e2e/consumer/wrappers.ts"), "utf8");
  // The declarations are the same files each time: checking them once is enough.
  const skipLibCheck = resolution !== "nodenext";
  expect(strangersErrors({ ...files, "wrappers.ts": wrappers }, resolution, { skipLibCheck })).toBe("");
});

test("a city is closed by `await using` where the library of types has it", () => {
  const code = `import { openCity } from "living-circle";
export async function gaps(file: string): Promise<number> {
  await using city = await openCity(file);
  return (await city.analyze()).rows({ verdict: "gap" }).length;
}
`;
  const options = { lib: ["ES2022", "ESNext.Disposable"], skipLibCheck: true };
  expect(strangersErrors({ "using.ts": code }, "nodenext", options)).toBe("");
});
