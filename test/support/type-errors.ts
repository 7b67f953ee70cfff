/**
 * What the compiler finds in examples, checked as strictly as users' own code.
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";

const TSC = path.resolve(import.meta.dirname, "../../node_modules/.bin/tsc");

/** Type errors in the files of a folder that match `include`, a line each; writes its `tsconfig.json`. */
export function typeErrors(folder: string, include: string): string[] {
  const compilerOptions = {
    module: "nodenext",
    target: "es2022",
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
  };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: [include] }));
  const { stdout } = spawnSync(TSC, ["-p", folder, "--pretty", "false"], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(": error TS"));
}
