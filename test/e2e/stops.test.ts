/**
 * An analysis that is killed at some moment leaves the older result or the new one, and the next command ends its work.
 */
import { spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, expect, test } from "vitest";
import { cliFolder, MAIN } from "../support/cli.js";

const { folder, write, at, run } = cliFolder();

beforeAll(() => {
  write("street-nodes.csv", "id,lon,lat\n1,10,0\n2,10.0055,0\n");
  write("street-edges.csv", "from,to,length_m\n1,2,600\n");
  write("homes.csv", "id,lon,lat,residents\nh1,10,0,10\n");
  write("canteens.csv", "id,lon,lat,service\nc,10.0055,0,meals\n");
});

/** The home is met within 15 minutes, 600 m at some 1.3 m/s, and is a gap within 5. */
function argsOf(minutes: number): string[] {
  const inputs = ["street-edges.csv", "--blocks", "homes.csv", "--facilities", "canteens.csv"];
  return ["analyze", ...inputs, "--services", "meals", "--minutes", String(minutes), "--out", "out"];
}

function killedAfter(ms: number, minutes: number): Promise<void> {
  const child = spawn("node", [MAIN, ...argsOf(minutes)], { cwd: folder, stdio: "ignore" });
  const timer = setTimeout(() => child.kill("SIGKILL"), ms);
  return new Promise((resolve) =>
    child.on("exit", () => {
      clearTimeout(timer);
      resolve();
    }),
  );
}

test("after each of 12 kills all files are of one run, and nothing else of ours is left", async () => {
  expect(run(...argsOf(5)).status).toBe(0);
  const begun = performance.now();
  expect(run(...argsOf(15)).status).toBe(0);
  const wholeMs = performance.now() - begun;
  const names = readdirSync(at("out")).sort();
  for (let kill = 0; kill < 12; kill++) {
    // Most moments lie in the last third, where files are written.
    await killedAfter(wholeMs * (0.5 + kill / 20), kill % 2 === 0 ? 5 : 15);
    const compared = run("compare", "out", "out", "--json");
    expect(compared.status, compared.stderr).toBe(0);
    const [{ residentsMetAfter: met }] = JSON.parse(compared.stdout) as [{ residentsMetAfter: number }];
    // Only blocks that are not met stand among the gaps.
    const gaps = readFileSync(at("out/gaps.csv"), "utf8");
    expect(gaps.includes(",gap,"), `kill ${kill}`).toBe(met !== 10);
    expect(
      readdirSync(at("out"))
        .filter((name) => !name.startsWith("."))
        .sort(),
    ).toEqual(names);
  }
  expect(run(...argsOf(15)).status).toBe(0);
  expect(readdirSync(at("out")).sort()).toEqual(names);
}, 120_000);

test("a full or closed stdout ends with exit code 3 and no stack", () => {
  for (const target of ["> /dev/full", "| true"]) {
    const command = `node ${MAIN} ${argsOf(15).join(" ")} --json ${target}; echo "status \${PIPESTATUS[0]}" >&2`;
    const { stderr } = spawnSync("bash", ["-c", command], { cwd: folder, encoding: "utf8" });
    expect(stderr, target).toMatch(/error: stdout .*\nstatus 3\n$/s);
    expect(stderr).not.toMatch(/^ +at /m);
  }
});

test("escapes in names of rows and columns reach neither stdout nor stderr", () => {
  const home = "h\u001b[31m1\u009b2J";
  write("hostile.csv", `id,lon,lat,residents,\u001b]0;x\u0007\n${home},10,0,10,\n${home},10,0,ten,\n`);
  const outcome = run("audit", "street-edges.csv", "--blocks", "hostile.csv", "--out", path.join("hostile"));
  expect(outcome.stdout + outcome.stderr).toContain("\\u001b");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must be absent.
  expect(outcome.stdout + outcome.stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
});
