/**
 * Ctrl-C in the middle of the work: heard at once, and nothing half-written is left.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";

const MAIN = path.resolve(import.meta.dirname, "../../dist/cli/main.js");
const folder = mkdtempSync(path.join(tmpdir(), "living-circle-interrupt-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the demo until `ready` says so, interrupts it, and tells how it ended. */
function interrupt(out: string, signal: NodeJS.Signals, ready: (said: string, files: string[]) => boolean) {
  return new Promise<{ code: number | null; said: string; files: string[] }>((resolve) => {
    const child = spawn("node", [MAIN, "demo", "--out", out, "--verbose"]);
    const files = () => {
      try {
        return readdirSync(out);
      } catch {
        return [];
      }
    };
    let said = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text;
    });
    const look = setInterval(() => {
      if (!ready(said, files())) return;
      clearInterval(look);
      child.kill(signal);
    }, 1);
    child.on("exit", (code) => {
      clearInterval(look);
      resolve({ code, said, files: files() });
    });
  });
}

test("an interrupted step ends in its middle, with exit code 130", async () => {
  const out = path.join(folder, "early");
  const { code, said, files } = await interrupt(out, "SIGINT", (text) => text.includes("building the"));
  expect(code).toBe(130);
  // The step after it was under way, one long turn of the working thread; had it been waited for, it would be told.
  expect(said).not.toContain("finding facilities");
  expect(files).toEqual([]);
});

test("a file that is being written when the signal comes is not left behind", async () => {
  const out = path.join(folder, "late");
  const { code, files } = await interrupt(out, "SIGTERM", (_, written) =>
    written.some((name) => name.endsWith(".part") && name.startsWith("isochrones")),
  );
  expect(code).toBe(143);
  expect(files.filter((name) => name.endsWith(".part"))).toEqual([]);
  expect(files).not.toContain("isochrones.geojson");
  expect(files).toContain("facilities.geojson");
});
