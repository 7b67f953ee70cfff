/**
 * Input whose parts lie so deep within each other that a function which goes down with them runs out of stack.
 */
import { type FilePlace, InputFileError } from "./errors.js";

const PROBLEM = "its parts lie too deep within each other";

/** The error for a file in place of one that says that the stack is full; others as they are. */
export function tooDeepOr(place: FilePlace, cause: unknown): unknown {
  const isFull = cause instanceof RangeError && cause.message.startsWith("Maximum call stack");
  return isFull ? new InputFileError(place, PROBLEM, { cause }) : cause;
}

/** What a reader of a file gives. @throws {InputFileError} if the file is too deep for it */
export async function readDeep<T>(path: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    throw tooDeepOr({ path }, cause);
  }
}
