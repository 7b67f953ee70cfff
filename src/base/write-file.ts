/**
 * Writes a file whole or not at all.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { FileAccessError, LivingCircleError } from "./errors.js";

let announce: (part: string, written: boolean) => void = () => {};

/**
 * Reports every temporary file before it is opened, and again when it is gone, so that whoever ends this thread from
 * outside can remove it.
 *
 * @param listener - gets the absolute path, and whether the file is whole now or was removed
 */
export function watchParts(listener: (part: string, written: boolean) => void): void {
  announce = listener;
}

/** Reports a file or folder that must not outlive this process, and again when it is gone. */
export function announcePart(part: string, written: boolean): void {
  announce(part, written);
}

/** Makes a folder and those above it. @throws {FileAccessError} if it cannot be made */
export function makeFolder(folder: string): void {
  try {
    makeEach(path.resolve(folder));
  } catch (cause) {
    throw new FileAccessError({ path: folder }, `the folder cannot be made (${(cause as Error).message})`, {
      cause,
    });
  }
}

/** Folder by folder: asked for all at once, Node never comes back from a place such as /proc that takes none. */
function makeEach(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return;
  if (path.dirname(folder) !== folder) makeEach(path.dirname(folder));
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}

/** Characters that are gathered before they are written: a table of lines is not written line by line. */
const GATHERED = 2 ** 18;

function* largePieces(chunks: Iterable<string | Uint8Array>): Generator<Uint8Array> {
  let text = "";
  for (const chunk of chunks) {
    if (typeof chunk === "string") {
      text += chunk;
      if (text.length < GATHERED) continue;
    }
    if (text !== "") yield Buffer.from(text, "utf8");
    text = "";
    if (typeof chunk !== "string") yield chunk;
  }
  if (text !== "") yield Buffer.from(text, "utf8");
}

/**
 * Writes a file whole or not at all: under a temporary name beside `file`, which is then renamed. Folders are made; what
 * a stopped process left under such a name is removed. A device or pipe is written into and stays what it is, and a link
 * stays a link.
 *
 * @param file - path of the file; an existing one is replaced
 * @param chunks - text (written as UTF-8) or bytes, in order
 * @throws {FileAccessError} if the folder or the file cannot be written; nothing is left behind then
 *
 * @example
 * writeFileWhole("out/gaps.csv", gapsCsv(report));
 */
export function writeFileWhole(file: string, chunks: Iterable<string | Uint8Array>): void {
  try {
    const found = statSync(file, { throwIfNoEntry: false });
    const target = found === undefined ? file : realpathSync(file);
    const isPlain = found === undefined || found.isFile();
    if (isPlain && !/^\/(proc|dev|sys)\//.test(target)) writeBeside(target, chunks);
    else writeInto(file, chunks);
  } catch (cause) {
    // Errors of the file system have a code, and so have ours, which whoever makes the chunks may throw.
    const isOurs = cause instanceof LivingCircleError;
    if (isOurs || (cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw new FileAccessError({ path: file }, `the file cannot be written (${(cause as Error).message})`, {
      cause,
    });
  }
}

function writeBeside(file: string, chunks: Iterable<string | Uint8Array>): void {
  const part = path.resolve(`${file}.${process.pid}.part`);
  announce(part, false);
  try {
    makeEach(path.dirname(part));
    removeDeadParts(part);
    const handle = openSync(part, "w");
    try {
      writeAll(handle, chunks);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, file);
  } finally {
    if (existsSync(part)) rmSync(part);
    announce(part, true);
  }
}

/** For what cannot be replaced: devices, pipes, files that are open elsewhere. */
function writeInto(file: string, chunks: Iterable<string | Uint8Array>): void {
  const handle = openSync(file, "w");
  try {
    writeAll(handle, chunks);
  } finally {
    closeSync(handle);
  }
}

function writeAll(handle: number, chunks: Iterable<string | Uint8Array>): void {
  for (const bytes of largePieces(chunks)) {
    for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
  }
}

/** Removes what processes that are gone left of the same file. */
function removeDeadParts(part: string): void {
  const [folder, own] = [path.dirname(part), path.basename(part)];
  const stem = own.replace(/\d+\.part$/, "");
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(stem) ? /^(\d+)\.part$/.exec(name.slice(stem.length))?.[1] : undefined;
    if (pid !== undefined && name !== own && !isAlive(Number(pid)))
      rmSync(path.join(folder, name), { force: true });
  }
}

/** Whether a process of this machine runs. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
