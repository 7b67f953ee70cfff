/**
 * The built command line as a user types it: a process of its own, in a folder of its own.
 */
import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { type TempFolder, tempFolder } from "./temp-folder.js";

export const ROOT = path.resolve(import.meta.dirname, "../..");

/** The file that `npx living-circle` runs. */
export const MAIN = path.join(ROOT, "dist/cli/main.js");

const COMMANDS = path.join(import.meta.dirname, "run-commands.mjs");

export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CliFolder extends TempFolder {
  /** Runs a command in the folder and waits for its end. */
  readonly run: (...args: string[]) => Outcome;
  /** Runs many small commands in one process, which takes a fraction of the time. */
  readonly runAll: (lines: readonly (readonly string[])[]) => Outcome[];
}

export function cliFolder(): CliFolder {
  const temporary = tempFolder();
  return {
    ...temporary,
    run: (...args) => {
      const options = { encoding: "utf8", maxBuffer: 2 ** 28, cwd: temporary.folder } as const;
      const { status, stdout, stderr } = spawnSync("node", [MAIN, ...args], options);
      return { status, stdout, stderr };
    },
    runAll: (lines) => {
      const options = { encoding: "utf8", cwd: temporary.folder, input: JSON.stringify(lines) } as const;
      return JSON.parse(execFileSync("node", [COMMANDS], options));
    },
  };
}

/**
 * A street of 40 pieces of 0.0005° from west to east at 30° south, one shop beside it, no building.
 *
 * 0.01° of longitude is 964.86 m there, so a piece is 48.2 m and the whole street 1.93 km.
 */
export const STREET_OSM = `<osm version="0.6">
${Array.from({ length: 41 }, (_, i) => `<node id="${i + 1}" lon="${(-51.2 + i * 0.0005).toFixed(4)}" lat="-30"/>`).join("\n")}
<node id="99" lon="-51.19" lat="-30.0003"><tag k="shop" v="convenience"/><tag k="name" v="Armazém"/></node>
<way id="1">${Array.from({ length: 41 }, (_, i) => `<nd ref="${i + 1}"/>`).join("")}<tag k="highway" v="residential"/><tag k="name" v="Rua da Praia"/></way>
</osm>`;
