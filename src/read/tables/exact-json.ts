/**
 * JSON whose whole numbers stay as they were given: beyond 2^53 they come as text, so that an id of 18 digits is not
 * rounded to another.
 */
import { isInteger, isSafeNumber, parse } from "lossless-json";
import type { FilePlace } from "../../base/errors.js";
import { InputFileError } from "../../base/errors.js";
import { parseJson } from "../../base/read-file.js";

/** Sixteen digits that are not decimals: whole numbers of fewer are exact. */
const LONG_NUMBER = /(?:^|[^.\d])\d{16}/;

/** @throws {InputFileError} if the text is not JSON; `problem` says what it then is */
export function parseExactJson(at: FilePlace, text: string, problem: string): unknown {
  if (!LONG_NUMBER.test(text)) return parseJson(at, text, problem);
  try {
    return parse(text, undefined, exactNumber);
  } catch (cause) {
    throw new InputFileError(at, `${problem}: ${(cause as Error).message}`, { cause });
  }
}

/** A number of the text, or its digits where a number would round them. */
function exactNumber(digits: string): number | string {
  return isInteger(digits) && !isSafeNumber(digits) ? digits : Number(digits);
}
