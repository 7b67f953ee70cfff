/**
 * A throw-away Python environment with the peers that live in Python, made once wherever Python is found.
 *
 * Packages are installed one by one from their ordinary index, wheels only, so that one which does not install leaves
 * the others standing; what is missing is returned and said.
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const PACKAGES = [
  "numpy",
  "scipy",
  "pandana",
  "igraph",
  "networkit",
  "networkx",
  "cityseer",
  "osmnx",
  "pyrosm",
  "pyvalhalla-weekly",
];

export interface PythonPeers {
  /** The interpreter, or null where there is none. */
  readonly python: string | null;
  readonly missing: readonly { readonly name: string; readonly why: string }[];
}

/** Finds or makes the environment; `LIVING_CIRCLE_PEERS` names another folder than the default. */
export function preparePython(): PythonPeers {
  const folder = process.env.LIVING_CIRCLE_PEERS ?? path.join(tmpdir(), "living-circle-peers");
  const python = path.join(folder, "bin", "python");
  if (!existsSync(python)) {
    const made = spawnSync("python3", ["-m", "venv", folder], { encoding: "utf8" });
    if (made.status !== 0)
      return { python: null, missing: [{ name: "Python", why: "python3 -m venv failed" }] };
  }
  const listed =
    spawnSync(python, ["-m", "pip", "list", "--format=freeze"], { encoding: "utf8" }).stdout ?? "";
  const installed = new Set(listed.split("\n").map((line) => line.split("==")[0]!.toLowerCase()));
  const missing = PACKAGES.filter((name) => !installed.has(name)).flatMap((name) => {
    console.error(`installing ${name}`);
    const run = spawnSync(python, ["-m", "pip", "install", "-q", "--only-binary", ":all:", name], {
      encoding: "utf8",
      timeout: 240_000,
    });
    const why = (run.stderr ?? "").trim().split("\n").at(-1) ?? "pip failed";
    return run.status === 0 ? [] : [{ name, why }];
  });
  return { python, missing };
}
