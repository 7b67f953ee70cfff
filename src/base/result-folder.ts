/**
 * A folder of results is a unit: a stop at any moment leaves the older result or the new one.
 *
 * A run writes into a folder of its own inside the folder of results. When all is written, that folder is renamed, which
 * is the one moment of change; its files are then moved up and `manifest.json` comes last. A stop among the moves leaves
 * the renamed folder, and whoever opens the results next makes the moves that are missing.
 */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync } from "node:fs";
import path from "node:path";
import { FileAccessError, InputFileError } from "./errors.js";
import { lockFolder } from "./folder-lock.js";
import { parseJson, readBytes } from "./read-file.js";
import { announcePart, isAlive, makeFolder, writeFileWhole } from "./write-file.js";

const MANIFEST = "manifest.json";
/** All is written and only to be moved. */
const READY = ".living-circle.ready";
/** In the ready folder: names of the earlier run that the new one does not write. */
const OBSOLETE = ".obsolete.json";
const STAGE = /^\.living-circle\.\d+\.part$/;
/** What a process leaves that is stopped while it takes the lock. */
const LOCK_REST = /^\.living-circle\.lock\.(\d+)\.(part|dead)$/;
/** Moving files takes milliseconds; a reader waits for another process to be done with it. */
const MOVES_MS = 5000;

/** Another run that writes here is waited for; after that long, this one is refused. */
const OTHER_RUN_MS = 60_000;

interface Manifest {
  /** Of the names and hashes of all files: equal results have equal ids. */
  readonly run: string;
  readonly files: readonly ManifestFile[];
}

interface ManifestFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/**
 * Writes a result as a whole, in place of the one that an earlier run left.
 *
 * @param out - folder of the results; made where there is none
 * @param write - writes files into the folder that it gets and returns their paths
 * @param options.adds - the files join the run that is there, e.g. a page written again; by default the earlier run's
 *   files are removed. Files that no run wrote stay.
 * @returns the paths, in `out`
 * @throws {FileAccessError} if another process writes there for a minute, or something cannot be written; the older result stays then
 */
export async function writeFolder(
  out: string,
  write: (into: string) => readonly string[] | Promise<readonly string[]>,
  { adds = false }: { readonly adds?: boolean | undefined } = {},
): Promise<string[]> {
  const unlock = lockFolder(out, OTHER_RUN_MS);
  const stage = path.resolve(out, `.living-circle.${process.pid}.part`);
  try {
    finishMoves(out);
    removeRests(out);
    announcePart(stage, false);
    makeFolder(stage);
    const names = (await write(stage)).map((file) => path.basename(file));
    commit(out, stage, adds);
    return names.map((name) => path.join(out, name));
  } catch (cause) {
    throw isOfSystem(cause) ? unwritable(out, cause) : cause;
  } finally {
    remove(stage);
    announcePart(stage, true);
    unlock();
    removeIfEmpty(out);
  }
}

/** Under the lock every folder of a run is one of a run that was stopped. */
function removeRests(out: string): void {
  for (const name of readdirSync(out)) {
    const pid = LOCK_REST.exec(name)?.[1];
    if (STAGE.test(name) || (pid !== undefined && !isAlive(Number(pid)))) remove(path.join(out, name));
  }
}

function isOfSystem(cause: unknown): boolean {
  return cause instanceof Error && (cause as NodeJS.ErrnoException).syscall !== undefined;
}

function commit(out: string, stage: string, adds: boolean): void {
  const old = readManifest(out)?.files ?? [];
  const files = readdirSync(stage)
    .sort()
    .map((name) => describe(stage, name));
  const names = new Set(files.map(({ name }) => name));
  const others = old.filter(({ name }) => !names.has(name));
  const all = adds ? [...others, ...files].sort((a, b) => (a.name < b.name ? -1 : 1)) : files;
  const run = createHash("sha256").update(JSON.stringify(all)).digest("hex").slice(0, 16);
  const manifest: Manifest = { run, files: all };
  writeFileWhole(path.join(stage, MANIFEST), [`${JSON.stringify(manifest, null, 1)}\n`]);
  const obsolete = adds ? [] : others.map(({ name }) => name);
  writeFileWhole(path.join(stage, OBSOLETE), [JSON.stringify(obsolete)]);
  renameSync(stage, path.join(out, READY));
  finishMoves(out);
}

function describe(folder: string, name: string): ManifestFile {
  const bytes = readFileSync(path.join(folder, name));
  return { name, sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length };
}

/** Makes the moves that are missing; nothing where none are. */
function finishMoves(out: string): void {
  const ready = path.join(out, READY);
  if (!existsSync(ready)) return;
  const manifest = path.join(ready, MANIFEST);
  if (existsSync(manifest)) {
    const obsolete = parseJson({ path: ready }, readBytes(path.join(ready, OBSOLETE))) as string[];
    remove(path.join(out, MANIFEST));
    for (const name of obsolete) remove(path.join(out, path.basename(name)));
    for (const name of readdirSync(ready))
      if (name !== MANIFEST && name !== OBSOLETE) renameSync(path.join(ready, name), path.join(out, name));
    renameSync(manifest, path.join(out, MANIFEST));
  }
  remove(ready);
}

/** The files of a finished run, by name. */
export interface ResultFiles {
  /** Whether a manifest names the files; without one they may come from different runs. */
  readonly isListed: boolean;
  /** Whether the run wrote such a file. */
  has(name: string): boolean;
  /**
   * The path of a file, which is as the run left it.
   *
   * @throws {InputFileError} if the run did not write it, or it has changed since
   */
  path(name: string): string;
}

/**
 * Opens a folder of results for reading; moves that a stop left undone are made first.
 *
 * @throws {FileAccessError} if another process is still moving files, or they cannot be moved
 * @throws {InputFileError} if the manifest is damaged
 */
export function openResults(folder: string): ResultFiles {
  if (existsSync(path.join(folder, READY))) {
    const unlock = lockFolder(folder, MOVES_MS);
    try {
      finishMoves(folder);
    } catch (cause) {
      throw unwritable(folder, cause);
    } finally {
      unlock();
    }
  }
  const manifest = readManifest(folder);
  const listed = new Map(manifest?.files.map((file) => [file.name, file]));
  return {
    isListed: manifest !== null,
    has: (name) => (manifest === null ? existsSync(path.join(folder, name)) : listed.has(name)),
    path: (name) => {
      const file = path.join(folder, name);
      if (manifest === null || !existsSync(file)) return file;
      const hint = "run the analysis again, or remove manifest.json to read the files as they are";
      const entry = listed.get(name);
      if (entry === undefined)
        throw new InputFileError({ path: file }, `the run in this folder did not write it; ${hint}`);
      if (describe(folder, name).sha256 !== entry.sha256)
        throw new InputFileError({ path: file }, `it is not as the run in this folder left it; ${hint}`);
      return file;
    },
  };
}

function readManifest(folder: string): Manifest | null {
  const file = path.join(folder, MANIFEST);
  if (!existsSync(file)) return null;
  const { run, files } = (parseJson({ path: file }, readBytes(file)) ?? {}) as Partial<Manifest>;
  // Other programs write files of this name too.
  if (typeof run !== "string" || !Array.isArray(files)) return null;
  for (const { name } of files) {
    if (typeof name !== "string" || name !== path.basename(name) || /^\.*$/.test(name))
      throw new InputFileError(
        { path: file },
        `it names ${JSON.stringify(name)}, expected a file of this folder`,
      );
  }
  return { run, files };
}

function remove(target: string): void {
  rmSync(target, { recursive: true, force: true });
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // It holds something, as it should.
  }
}

function unwritable(folder: string, cause: unknown): FileAccessError {
  const problem = `the results cannot be written (${(cause as Error).message})`;
  return new FileAccessError({ path: folder }, problem, { cause });
}
