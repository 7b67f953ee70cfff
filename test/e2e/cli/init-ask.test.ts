/**
 * `init --ask` on a terminal: the questions are put where somebody can answer them.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { folder, run, write, read } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);
const HOMES = write("homes.csv", "id,lon,lat,residents\nw,-51.2,-30.0001,100\n");
/** 社区老年食堂 is taken for meals, which is a guess. */
const REGISTER = write("register.csv", "id,lon,lat,type\nf,-51.19,-30.0001,社区老年食堂\n");
const MAIN = path.resolve(import.meta.dirname, "../../../dist/cli/main.js");
/** `script` of util-linux gives a program a terminal. */
const HAS_SCRIPT = spawnSync("script", ["--version"], { encoding: "utf8" }).stdout?.includes("util-linux");

/** Runs a command on a terminal of its own, and presses keys at the questions. */
function onTerminal(args: readonly string[], keys: readonly string[]): Promise<string> {
  const command = `stty cols 120 rows 40; ${[process.execPath, MAIN, ...args].map((a) => `'${a}'`).join(" ")}`;
  const child = spawn("script", ["-qec", command, "/dev/null"], { cwd: folder });
  let text = "";
  let pressed = 0;
  child.stdout.on("data", (bytes: Buffer) => {
    text += bytes.toString();
    const asked = text.split("◆").length - 1;
    if (asked > pressed && pressed < keys.length)
      setTimeout(() => child.stdin.write(keys[pressed++] ?? ""), 100);
  });
  return new Promise((resolve) => child.on("close", () => resolve(text)));
}

test.skipIf(HAS_SCRIPT !== true)("answers take the marks from the configuration", async () => {
  await onTerminal(["init", HOMES, REGISTER, TOWN, "--ask", "--out", "asked.yaml"], ["\r", "\r", "\r", "\r"]);
  expect(read("asked.yaml")).toContain('"社区老年食堂": meals');
  expect(read("asked.yaml")).not.toMatch(/meals +# \(guessed\)/);
  expect(run("analyze", "asked.yaml", "--out", "asked", "--quiet").stdout).not.toContain("nobody confirmed");
});

test.skipIf(HAS_SCRIPT !== true)("a question that is broken off writes nothing", async () => {
  const text = await onTerminal(["init", HOMES, REGISTER, TOWN, "--ask", "--out", "broken.yaml"], ["\u0003"]);
  expect(text).toContain("broken off: nothing is written");
  expect(existsSync(path.join(folder, "broken.yaml"))).toBe(false);
});

test("without a terminal nobody is asked", () => {
  const { status, stderr } = run("init", HOMES, REGISTER, TOWN, "--ask", "--out", "silent.yaml");
  expect(status).toBe(2);
  expect(stderr).toContain("--ask asks on a terminal, and this is none");
});
