/**
 * Completion scripts: written from the commands, and tried in the shells that are installed.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { completionScript } from "../../../../src/cli/commands/completion.js";
import { COMMANDS, loadCommand } from "../../../../src/cli/commands.js";
import type { CommandSpec } from "../../../../src/cli/options/command-spec.js";
import { UsageError } from "../../../../src/cli/options/usage-error.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

const SPECS = await Promise.all(COMMANDS.map(loadCommand));
const FEW: readonly CommandSpec[] = [
  {
    name: "walk",
    alias: "go",
    says: "how far it's",
    arguments: [{ name: "<streets>", says: "" }],
    options: [
      { flags: "--lang <code>", says: "", values: ["en", "zh"] },
      { flags: "--out <file>", says: "" },
      { flags: "--json", says: "" },
    ],
  },
  {
    name: "rules",
    says: "",
    commands: [
      { name: "list", says: "" },
      { name: "show", says: "" },
    ],
  },
];

/** What bash offers for the last of the words. */
function offered(commands: readonly CommandSpec[], ...words: string[]): string[] {
  const script = `${completionScript("bash", commands)}
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _living_circle; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", script, "-", "living-circle", ...words], {
    encoding: "utf8",
    cwd: import.meta.dirname,
  });
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

test("bash offers commands, options and the words that an option takes, and files where they may come", () => {
  expect(offered(FEW, "w")).toEqual(["walk"]);
  expect(offered(FEW, "rules", "")).toEqual(["list", "show", "--help", "--verbose", "--debug"]);
  expect(offered(FEW, "go", "--l")).toEqual(["--lang"]);
  expect(offered(FEW, "walk", "a.osm", "--lang", "")).toEqual(["en", "zh"]);
  expect(offered(FEW, "walk", "--json", "completion.t")).toEqual(["completion.test.ts"]);
  expect(offered(FEW, "walk", "--out", "completion.t")).toEqual(["completion.test.ts"]);
  expect(offered(FEW, "rules", "list", "completion.t")).toEqual([]);
});

test("the scripts of all commands are sound in every shell that is here", () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const file = path.join(folder, shell);
    writeFileSync(file, completionScript(shell, SPECS));
    const { error, stderr } = spawnSync(shell, ["-n", file], { encoding: "utf8" });
    if (error === undefined) expect([shell, stderr]).toEqual([shell, ""]);
  }
  expect(offered(SPECS, "standards", "show", "--t")).toEqual(["--tier"]);
  // A quote in a text would end the word in which fish reads it.
  expect(completionScript("fish", FEW)).toContain("-a walk -d 'how far it\\'s'");
  expect(() => completionScript("tcsh", FEW)).toThrow(UsageError);
});
