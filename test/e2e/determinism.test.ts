/**
 * The same inputs give the same bytes, whatever runs them: threads, WebAssembly, folder, language and time zone of the
 * machine, version of Node.
 *
 * Other versions of Node are taken from `out/nodes` where `.ci/run` has put them; without them their tests are skipped.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { MAIN, ROOT } from "../support/cli.js";
import { tempFolder } from "../support/temp-folder.js";

const SAMPLE = path.join(ROOT, "data/sample/toa-payoh");
const NODES = path.join(ROOT, "out/nodes/node_modules");
const { at } = tempFolder();

interface Machine {
  readonly node?: string;
  readonly flags?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The package that writes a GeoPackage is WebAssembly itself. */
const GPKG = ["--format", "gpkg"];

let runs = 0;

/** Files of an analysis of a city by their hash; the city's folder is the working folder. */
function analysed(
  city: string,
  { node = process.execPath, flags = [], args = GPKG, env = {} }: Machine = {},
) {
  const out = at(`out-${++runs}`);
  const command = [...flags, MAIN, "analyze", "living-circle.yaml", "--explain", "1", "--walkers", "all"];
  const { status, stderr } = spawnSync(node, [...command, "--quiet", "--out", out, ...args], {
    cwd: city,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  expect(status, stderr).toBe(0);
  return Object.fromEntries(
    readdirSync(out).map((name) => {
      const bytes = readFileSync(path.join(out, name));
      return [name, createHash("sha256").update(bytes).digest("hex")];
    }),
  );
}

let usual: ReturnType<typeof analysed>;
beforeAll(() => {
  usual = analysed(SAMPLE);
  expect(Object.keys(usual)).toContain("report.html");
});

test.each<[string, Machine]>([
  ["again", {}],
  ["one thread", { args: [...GPKG, "--threads", "1"] }],
  ["two threads", { args: [...GPKG, "--threads", "2"] }],
  ["a Chinese machine", { env: { LANG: "zh_CN.UTF-8", LC_ALL: "zh_CN.UTF-8", TZ: "Asia/Shanghai" } }],
  [
    "a Turkish machine on Samoa's clock",
    { env: { LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Apia" } },
  ],
])("the same bytes: %s", (_, machine) => {
  expect(analysed(SAMPLE, machine)).toEqual(usual);
});

test("the same bytes: without WebAssembly", () => {
  const { "results.gpkg": _, "manifest.json": __, ...others } = usual;
  const { "manifest.json": ___, ...without } = analysed(SAMPLE, { flags: ["--no-expose-wasm"], args: [] });
  expect(without).toEqual(others);
});

test("the same bytes: another folder", () => {
  const other = at("another folder 街道");
  cpSync(SAMPLE, other, { recursive: true });
  expect(analysed(other)).toEqual(usual);
});

for (const version of ["node22", "node24"]) {
  const node = path.join(NODES, version, "bin/node");
  test.skipIf(!existsSync(node))(`the same bytes: ${version} (from ${path.relative(ROOT, node)})`, () => {
    expect(analysed(SAMPLE, { node })).toEqual(usual);
  });
}

test("rows shuffled: the same rows of gaps.csv, each the same bytes", () => {
  const [plain, shuffled] = ["plain", "shuffled"].map((name) => {
    const city = at(name);
    cpSync(SAMPLE, city, { recursive: true });
    for (const file of ["blocks.csv", "facilities.csv"]) {
      const [head, ...rows] = readFileSync(path.join(city, file), "utf8").trim().split("\n");
      const named = rows.map((row, i) => `${file[0]}${i},${row}`);
      // 97 is prime to the numbers of rows, 372 and 542: every row comes once.
      const order = named.map((_, i) => (name === "plain" ? i : (i * 97) % named.length));
      writeFileSync(path.join(city, file), `${[`id,${head}`, ...order.map((i) => named[i])].join("\n")}\n`);
    }
    const before = runs;
    analysed(city);
    return readFileSync(at(`out-${before + 1}/gaps.csv`), "utf8")
      .split("\n")
      .sort();
  });
  expect(plain!.length).toBeGreaterThan(1000);
  expect(shuffled).toEqual(plain);
});
