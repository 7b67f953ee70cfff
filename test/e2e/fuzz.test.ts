/** A bounded run of the fuzzer over every reader, by a seed of its own. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { expect, test } from "vitest";

const ROOT = path.join(import.meta.dirname, "../..");

test("fifty damaged files of each form are read or refused by name", () => {
  const args = ["test/fuzz/fuzz.mjs", "--inputs", "50", "--seed", "20261201"];
  const run = spawnSync(process.execPath, args, { cwd: ROOT, encoding: "utf8" });
  expect(run.stdout.match(/: 50 inputs, /g)).toHaveLength(16);
  // Whatever else it prints is a finding.
  expect(
    run.stdout.split("\n").filter((line) => !/^[\w-]+: 50 inputs, \d+ read, \d+ refused$/.test(line)),
  ).toEqual([""]);
  expect(run.status).toBe(0);
});
