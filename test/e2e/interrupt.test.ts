/**
 * Ctrl-C in the middle of the work: the process ends at once, and nothing half-written is left.
 *
 * Neither test depends on how fast the machine is: the first interrupts a step that takes far longer than a signal, the
 * second holds a file open until the signal has been handled.
 */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, constants, existsSync, mkdirSync, openSync, readdirSync, readSync } from "node:fs";
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
  expect(analysis.stderr).not.toContain("looking for what stands between (");
  // Nothing of a result that is not whole.
  expect(existsSync(at("early")) ? readdirSync(at("early")) : []).toEqual([]);
});

test("a file that is being written when the signal comes is not left behind", async () => {
  const analysis = new Analysis("late");
  // A pipe in the place of the temporary file: it takes 64 KB of 1 MB and then waits for its reader.
  const stage = `late/.living-circle.${analysis.child.pid}.part`;
  const part = at(`${stage}/gaps.geojson.${analysis.child.pid}.part`);
  mkdirSync(at(stage), { recursive: true });
  execFileSync("mkfifo", [part]);
  const pipe = openSync(part, constants.O_RDONLY | constants.O_NONBLOCK);
  analysis.go();
  await analysis.until(() => takeFrom(pipe) > 0);
  analysis.child.kill("SIGTERM");
  await analysis.until(() => !existsSync(part));
  // What is still to be written goes nowhere, and the writing thread comes to its end.
  const draining = setInterval(() => takeFrom(pipe), 5);
  expect(await analysis.exitCode).toBe(143);
  clearInterval(draining);
  closeSync(pipe);
  expect(existsSync(at("late")) ? readdirSync(at("late")) : []).toEqual([]);
});

/** Takes what is in a pipe and returns the number of bytes; 0 where it is empty or nobody writes to it. */
function takeFrom(pipe: number): number {
  try {
    return readSync(pipe, Buffer.alloc(2 ** 16));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EAGAIN") return 0;
    throw error;
  }
}
