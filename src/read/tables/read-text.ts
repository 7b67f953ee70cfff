/**
 * Text files: UTF-8 with or without a byte order mark, UTF-16 with one, GB 18030, and a clear word about anything else.
 */

import { readFileSync, statSync } from "node:fs";
import { InputFileError, InvalidInputError } from "../../base/errors.js";
import { unreadable } from "../../base/read-file.js";
import { type DecodedText, decodeAs, detectText } from "./text-encoding.js";

/**
 * GBK read as UTF-8 turns most characters into U+FFFD, a cut name one of many: the share between is an assumption.
 * Below it readers of places note the rows.
 */
const MAX_DAMAGED = 0.05;

/** First bytes of files that are often saved under the name of a table. */
const SIGNATURES = [
  {
    head: [0x50, 0x4b, 0x03, 0x04],
    problem: "this is a workbook or an archive, expected text; save it as CSV first",
  },
];

/** Longest text read at once; Node's strings end a little above. */
export const MAX_BYTES = 500_000_000;

/**
 * The text of a file, perhaps with some U+FFFD in it, which was damaged before.
 *
 * @param encoding - as `TextDecoder` calls it; by default UTF-8, else GB 18030 where the text surely is
 * @throws {FileAccessError} if the file is missing or unreadable
 * @throws {InputFileError} if it is empty, too large, in no encoding that is known, or damaged throughout
 */
export function readText(path: string, encoding?: string): string {
  return readEncodedText(path, encoding).text;
}

/** The text of a file with the encoding it was read in. @throws as `readText` */
export function readEncodedText(path: string, encoding?: string): DecodedText {
  let bytes: Uint8Array;
  try {
    const { size } = statSync(path);
    if (size > MAX_BYTES)
      throw new InputFileError({ path }, `the file has ${size} bytes, at most ${MAX_BYTES} are read`);
    bytes = readFileSync(path);
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    throw unreadable(path, cause);
  }
  if (bytes.length === 0) throw new InputFileError({ path }, "the file is empty");
  const other = SIGNATURES.find(({ head }) => head.every((byte, i) => bytes[i] === byte));
  if (other !== undefined && encoding === undefined) throw new InputFileError({ path }, other.problem);
  const decodedText = decoded(path, bytes, encoding);
  const { text } = decodedText;
  if (damagedShare(text) > MAX_DAMAGED) {
    const line = text.slice(0, text.indexOf("\uFFFD")).split("\n").length;
    throw new InputFileError(
      { path, line },
      "the text holds U+FFFD: its encoding was damaged before, export it again",
    );
  }
  if (text.trim() === "") throw new InputFileError({ path }, "the file holds nothing but white space");
  return decodedText;
}

function decoded(path: string, bytes: Uint8Array, encoding: string | undefined): DecodedText {
  if (encoding === undefined) {
    const detectedText = detectText(bytes);
    if (detectedText !== null) return detectedText;
    const advice =
      "the text is neither UTF-8 nor surely GBK; declare its encoding (gbk, big5, …) or save it as UTF-8";
    throw new InputFileError({ path, byte: firstBadByte(bytes) }, advice);
  }
  try {
    return { text: decodeAs(bytes, encoding), encoding };
  } catch (cause) {
    if (cause instanceof InvalidInputError) throw cause;
    throw new InputFileError({ path }, `the text is not ${encoding}, which is declared`, { cause });
  }
}

/** How many of the characters beyond ASCII are U+FFFD, which decoders write for what they cannot read. */
function damagedShare(text: string): number {
  if (!text.includes("\uFFFD")) return 0;
  let [damaged, beyondAscii] = [0, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 127) beyondAscii++;
    if (unit === 0xfffd) damaged++;
  }
  return damaged / beyondAscii;
}

/** Halves the text until the first byte that does not decode is found. */
function firstBadByte(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}
