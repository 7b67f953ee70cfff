/**
 * `--help` and `--version`.
 */
import { expect, test } from "vitest";
import { VERSION } from "../../../src/base/version.js";
import { cliFolder } from "../../support/cli.js";

const { run, runAll } = cliFolder();

const COMMANDS = [
  "analyze",
  "audit",
  "isochrone",
  "walk",
  "measure",
  "sites",
  "plan",
  "what-if",
  "compare",
  "demo",
  "doctor",
  "completion",
];

test("help lists the commands and the exit codes", () => {
  const { status, stdout } = run("--help");
  expect(status).toBe(0);
  for (const command of COMMANDS) expect(stdout).toContain(command);
  expect(stdout).toContain("Exit codes:");
});

test("every command has help of its own", () => {
  const outcomes = runAll(COMMANDS.map((command) => [command, "--help"]));
  expect(outcomes.map(({ status, stderr }) => `${status}${stderr}`)).toEqual(COMMANDS.map(() => "0"));
  for (const [i, command] of COMMANDS.entries())
    expect(outcomes[i]!.stdout).toContain(`Usage: living-circle ${command}`);
});

test("--version prints the version of the package", () => {
  expect(run("--version").stdout.trim()).toBe(VERSION);
});
