/**
 * A folder for the files of one test file, removed when its tests are done.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

export interface TempFolder {
  readonly folder: string;
  /** The absolute path of a name within the folder. */
  readonly at: (name: string) => string;
  /** Writes a file, and the folders above it, and returns its absolute path. */
  readonly write: (name: string, content: string | Uint8Array) => string;
  readonly read: (name: string) => string;
  readonly readJson: (name: string) => ReturnType<typeof JSON.parse>;
}

/** To be called at the top of a test file. */
export function tempFolder(): TempFolder {
  const folder = mkdtempSync(path.join(tmpdir(), "living-circle-test-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string) => path.join(folder, name);
  const read = (name: string) => readFileSync(at(name), "utf8");
  return {
    folder,
    at,
    write: (name, content) => {
      mkdirSync(path.dirname(at(name)), { recursive: true });
      writeFileSync(at(name), content);
      return at(name);
    },
    read,
    readJson: (name) => JSON.parse(read(name)),
  };
}
