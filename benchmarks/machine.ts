/** What a benchmark ran on: no number stands without it. */
import { spawnSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly node: string;
  /** Short hash, with `+` where the work tree differs from it. */
  readonly commit: string;
  /** Day, ISO 8601. */
  readonly date: string;
}

export function machine(): Machine {
  const git = (...args: string[]) => spawnSync("git", args, { encoding: "utf8" }).stdout?.trim() ?? "";
  const changed = git("status", "--porcelain", "--untracked-files=no") === "" ? "" : "+";
  return {
    cpu: cpus()[0]?.model ?? "unknown processor",
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.versions.node,
    commit: `${git("rev-parse", "--short", "HEAD")}${changed}`,
    date: new Date().toISOString().slice(0, 10),
  };
}
