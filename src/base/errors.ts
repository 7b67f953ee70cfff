/**
 * What can go wrong, by kind.
 *
 * An outcome (unreached, unlinked, infeasible) is a value with a name; these classes are for misuse and for
 * input that cannot be believed. Every message says what came and what was expected.
 */

/**
 * What kind of error it is. Codes stay the same from version to version; messages may change.
 *
 * - `invalid-input`: a call that cannot be answered (`InvalidInputError`)
 * - `input-file`: a file that is damaged, or holds something else than expected (`InputFileError`)
 * - `file-access`: a file that is missing, or may not be read or written (`FileAccessError`)
 * - `unsupported-file`: a file with a feature that this library does not read (`UnsupportedFileError`)
 * - `audit-failed`: the audit found what would make results false (`AuditError`)
 * - `computation-failed`: a computation gave up, e.g. the solver for want of memory (`LivingCircleError` itself)
 *
 * @example
 * try {
 *   await readBlocks("estates.csv");
 * } catch (error) {
 *   if (error instanceof LivingCircleError && error.code === "file-access") console.log("upload the table first");
 *   else throw error;
 * }
 */
export type ErrorCode =
  | "invalid-input"
  | "input-file"
  | "file-access"
  | "unsupported-file"
  | "audit-failed"
  | "computation-failed";

/** Any error thrown on purpose by this library; `code` names its kind. */
export class LivingCircleError extends Error {
  override readonly name: string = "LivingCircleError";
  readonly code: ErrorCode = "computation-failed";
}

/** A call that cannot be answered: a wrong option, a limit in the wrong unit, columns of unequal length. */
export class InvalidInputError extends LivingCircleError {
  override readonly name = "InvalidInputError";
  override readonly code = "invalid-input";
}

/** Where in a file something is wrong; all parts are optional but `path`. */
export interface FilePlace {
  readonly path: string;
  /** Byte offset from the start of the file (of the decompressed text, for `.gz`). */
  readonly byte?: number | undefined;
  /** Line of a text file, from 1. */
  readonly line?: number | undefined;
  /** Row of a table or feature of a layer, from 1, the header not counted. */
  readonly row?: number | undefined;
  /** Column or property name. */
  readonly column?: string | undefined;
}

/** A file that is damaged, or holds something other than expected. */
export class InputFileError extends LivingCircleError {
  override readonly name: string = "InputFileError";
  override readonly code: "input-file" | "file-access" | "unsupported-file" = "input-file";
  readonly place: FilePlace;

  /**
   * An error at a place in a file.
   *
   * @param place - file, and byte, line, row or column where known; stands at the head of the message
   * @param problem - what came and what was expected
   * @param options.cause - the foreign error, if one was caught
   */
  constructor(place: FilePlace, problem: string, options?: ErrorOptions) {
    super(`${describePlace(place)}: ${problem}`, options);
    this.place = place;
  }
}

/** A file or folder that is missing, or that may not be read or written. */
export class FileAccessError extends InputFileError {
  override readonly name = "FileAccessError";
  override readonly code = "file-access";
}

/** A file that is sound but uses a feature this library does not read (named in the message). */
export class UnsupportedFileError extends InputFileError {
  override readonly name = "UnsupportedFileError";
  override readonly code = "unsupported-file";
}

function describePlace({ path, byte, line, row, column }: FilePlace): string {
  const parts = [path];
  if (line !== undefined) parts.push(`line ${line}`);
  if (row !== undefined) parts.push(`row ${row}`);
  if (column !== undefined) parts.push(`column "${column}"`);
  if (byte !== undefined) parts.push(`byte ${byte}`);
  return parts.join(", ");
}
