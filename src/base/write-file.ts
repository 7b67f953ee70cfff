/**
 * Writes a file whole or not at all.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { FileAccessError, LivingCircleError } from "./errors.js";

let announce: (part: string, written: boolean) => void = () => {};

/**
 * Tells of every temporary file before it is opened, and again when it is gone, so that whoever ends this thread from
 * outside can remove it.
 *
 * @param listener - gets the absolute path, and whether the file is whole now or was removed
 */
export function watchParts(listener: (part: string, written: boolean) => void): void {
  announce = listener;
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
 * Writes a file whole or not at all: under a temporary name beside `file`, which is then renamed. Folders are made.
 *
 * @param file - path of the file; an existing one is replaced
 * @param chunks - text (written as UTF-8) or bytes, in order
 * @throws {FileAccessError} if the folder or the file cannot be written; nothing is left behind then
 *
 * @example
 * writeFileWhole("out/gaps.csv", gapsCsv(report));
 */
export function writeFileWhole(file: string, chunks: Iterable<string | Uint8Array>): void {
  const temporary = `${file}.${process.pid}.part`;
  const part = path.resolve(temporary);
  announce(part, false);
  try {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    const handle = openSync(temporary, "w");
    try {
      for (const bytes of largePieces(chunks)) {
        for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
      }
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, file);
  } catch (cause) {
    if (existsSync(temporary)) rmSync(temporary);
    // Errors of the file system have a code, and so have ours, which whoever makes the chunks may throw.
    const isOurs = cause instanceof LivingCircleError;
    if (isOurs || (cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw new FileAccessError({ path: file }, `the file cannot be written (${(cause as Error).message})`, {
      cause,
    });
  } finally {
    announce(part, true);
  }
}
