/**
 * Ctrl-C in the middle of the work: the process ends at once, and nothing half-written is left.
 *
 * Neither test depends on how fast the machine is: both interrupt a step that takes far longer than a signal.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { cliFolder, MAIN } from "../support/cli.js";

const { folder, write, at } = cliFolder();

/** Gaps of which each is explained by a search of its own, all in one turn of the working thread: some ten seconds. */
const HOMES = 4000;

beforeAll(() => {
  // A street that goes 600 m east, 100 m north and 600 m back west. The canteen stands at its end, the homes at its
  // start: 100 m apart in a straight line, so that the reason of every gap is looked for, and 1.3 km on foot.
  const corners = ["10,0", "10.0055,0", "10.0055,0.0009", "10,0.0009"];
  const nodes = corners.map((corner, i) => `${i + 1},${corner}\n`);
  write("street-nodes.csv", `id,lon,lat\n${nodes.join("")}`);
  write("street-edges.csv", "from,to,length_m\n1,2,600\n2,3,100\n3,4,600\n");
  const homes = Array.from({ length: HOMES }, (_, i) => `h${i},${(10 + i * 1e-7).toFixed(7)},0,10\n`);
  write("homes.csv", `id,lon,lat,residents\n${homes.join("")}`);
  write("canteens.csv", "id,lon,lat,service\nc,10,0.0009,meals\n");
});

/** An analysis that waits for a line on stdin, so that what it will meet can be laid out first. */
class Analysis {
  readonly child: ChildProcess;
  readonly exitCode: Promise<number | null>;
  stderr = "";

  constructor(out: string) {
    const inputs = ["street-edges.csv", "--blocks", "homes.csv", "--facilities", "canteens.csv"];
    const asked = ["--services", "meals", "--minutes", "5", "--explain", String(HOMES), "--verbose"];
    const command = ["node", MAIN, "analyze", ...inputs, ...asked, "--out", out];
    this.child = spawn("sh", ["-c", 'read go; exec "$@"', "sh", ...command], { cwd: folder });
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text;
    });
    this.exitCode = new Promise((resolve) => this.child.on("exit", resolve));
  }

  go(): void {
    this.child.stdin!.write("\n");
  }

  /** Waits for something to come about while the process runs; fails if the process ends before. */
  async until(hasHappened: () => boolean): Promise<void> {
    while (!hasHappened()) {
      if (this.child.exitCode !== null) expect.fail(`ended too early: ${this.stderr}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

test("an interrupted step ends in its middle, with exit code 130", async () => {
  const analysis = new Analysis("early");
  analysis.go();
  // A step is printed when it is done; the next one is under way then.
  await analysis.until(() => analysis.stderr.includes("writing files ("));
  analysis.child.kill("SIGINT");
  expect(await analysis.exitCode).toBe(130);
  expect(analysis.stderr).not.toContain("looking for barriers (");
  // Nothing of a result that is not whole.
  expect(existsSync(at("early")) ? readdirSync(at("early")) : []).toEqual([]);
});

test("files that are written when the signal comes are not left behind", async () => {
  const analysis = new Analysis("late");
  const stage = at(`late/.living-circle.${analysis.child.pid}.part`);
  analysis.go();
  // The layer of gaps is there, the page is still to be written: gaps are explained in between.
  await analysis.until(() => existsSync(`${stage}/gaps.geojson`));
  analysis.child.kill("SIGTERM");
  expect(await analysis.exitCode).toBe(143);
  expect(existsSync(at("late")) ? readdirSync(at("late")) : []).toEqual([]);
});
