/**
 * One writer at a time in a folder of results.
 *
 * The lock is a file that names its process. It binds while that process lives and, on the command line, freshens it;
 * a lock of a process that is gone, or that nobody has freshened for a minute, binds nobody.
 */
import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import path from "node:path";
import { FileAccessError } from "./errors.js";
import { announcePart, isAlive, makeFolder } from "./write-file.js";

const LOCK = ".living-circle.lock";
/** The command line's first thread freshens the lock twice a second; a minute is a hundred times that. */
const STALE_MS = 60_000;
const POLL_MS = 20;

/**
 * Locks a folder, which is made where there is none.
 *
 * @param waitMs - how long to wait for another writer
 * @returns what unlocks it again
 * @throws {FileAccessError} if another process writes there, or the folder cannot be written
 */
export function lockFolder(folder: string, waitMs = 0): () => void {
  const lock = path.resolve(folder, LOCK);
  const own = JSON.stringify({ pid: process.pid, host: hostname() });
  try {
    makeFolder(folder);
    for (let waited = 0; !takes(lock, own); waited += POLL_MS) {
      const holder = livingHolder(lock);
      if (holder === null) breakLock(lock);
      else if (waited >= waitMs)
        throw new FileAccessError(
          { path: folder },
          `process ${holder} is writing its results there; wait for it`,
        );
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
    }
  } catch (cause) {
    if (cause instanceof FileAccessError) throw cause;
    const problem = `nothing can be written into this folder (${(cause as Error).message})`;
    throw new FileAccessError({ path: folder }, problem, { cause });
  }
  announcePart(lock, false);
  return () => {
    rmSync(lock, { force: true });
    announcePart(lock, true);
  };
}

/** Whether the lock is ours now: a link appears with its content, or not at all. */
function takes(lock: string, own: string): boolean {
  const mine = `${lock}.${process.pid}.part`;
  writeFileSync(mine, own);
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") return false;
    // Some file systems know no links.
    if (code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS") throw error;
    return takesWithoutLinks(lock, own);
  } finally {
    rmSync(mine, { force: true });
  }
}

function takesWithoutLinks(lock: string, own: string): boolean {
  try {
    writeFileSync(lock, own, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** The process that holds the lock; null if it is gone. */
function livingHolder(lock: string): number | null {
  const found = statSync(lock, { throwIfNoEntry: false });
  if (found === undefined || Date.now() - found.mtimeMs > STALE_MS) return null;
  try {
    const { pid, host } = JSON.parse(readFileSync(lock, "utf8")) as { pid: number; host: string };
    return host !== hostname() || isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

/** Removes a dead lock, under a name of its own first: of two who find it dead, one does. */
function breakLock(lock: string): void {
  const dead = `${lock}.${process.pid}.dead`;
  try {
    renameSync(lock, dead);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  rmSync(dead, { force: true });
}
