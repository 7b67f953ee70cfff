/**
 * Files that are read at once, JSON above all, and what is wrong with them where that fails.
 */
import { readFileSync } from "node:fs";
import { FileAccessError, type FilePlace, InputFileError } from "./errors.js";

/** What the system's error codes mean. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "the file may not be read (permission denied)",
  EPERM: "the file may not be read (operation not permitted)",
  ENOTDIR: "a part of the path is not a folder",
  EISDIR: "this is a folder, expected a file",
};

/** The error for a file that could not be opened or read. */
export function unreadable(path: string, cause: unknown, hint?: string): FileAccessError {
  const { code = "", message } = cause as NodeJS.ErrnoException;
  const reason = REASONS[code] ?? `the file cannot be read (${code || message})`;
  return new FileAccessError({ path }, hint === undefined ? reason : `${reason}; ${hint}`, { cause });
}

/**
 * The bytes of a file.
 *
 * @param hint - what to do or to give instead; stands behind the reason of an error
 * @throws {FileAccessError} if it cannot be read
 */
export function readBytes(path: string, hint?: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw unreadable(path, cause, hint);
  }
}

/**
 * The value in a JSON file.
 *
 * @param hint - as in `readBytes`
 * @throws {FileAccessError} if it cannot be read
 * @throws {InputFileError} if it is not JSON in UTF-8
 */
export function readJson(path: string, hint?: string): unknown {
  return parseJson({ path }, readBytes(path, hint));
}

/**
 * The value of JSON text, or of its bytes in UTF-8; a byte order mark is passed over.
 *
 * @param problem - what is wrong where it is not JSON
 * @throws {InputFileError} at `place`
 */
export function parseJson(
  place: FilePlace,
  given: string | Uint8Array,
  problem = "this is not JSON",
): unknown {
  try {
    const text = typeof given === "string" ? given : new TextDecoder("utf-8", { fatal: true }).decode(given);
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    throw new InputFileError(place, `${problem}: ${(cause as Error).message}`, { cause });
  }
}

/** A JSON file of the folder `data` that comes with the library; its form is trusted. */
export function shippedJson<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../data/${name}`, import.meta.url), "utf8")) as T;
}
