/** A few kills and full disks of every command that writes results, by a seed of their own. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "../..");

test("after a kill or a full disk the older result or the new one is there, whole", () => {
  const args = ["test/faults/faults.mjs", "--kills", "3", "--full", "2", "--seed", "20261201"];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  // Whatever else it prints is a finding; full disks need root.
  expect(run.stdout.replace(/\d+ full disks, \d+ older, \d+ newer/g, "…").split("\n")).toEqual([
    "analyze: 3 kills, …",
    "plan: 3 kills, …",
    "network build: 3 kills, …",
    "",
  ]);
  expect(run.status).toBe(0);
});
