/**
 * Files in a zip archive.
 */

import { unzipSync } from "fflate";
import { InputFileError } from "../../base/errors.js";
import { readBytes } from "../../base/read-file.js";

/** Most bytes that an archive may unpack to; against archives made to fill the memory. */
const MAX_BYTES = 4_000_000_000;

/** The files of an archive by name, folders and what macOS adds left out. @throws {InputFileError} if it is damaged */
export function readZip(path: string): Map<string, Uint8Array> {
  const bytes = readBytes(path);
  let total = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        total += originalSize;
        if (total > MAX_BYTES) throw new Error(`it unpacks to more than ${MAX_BYTES} bytes`);
        return !name.endsWith("/") && !name.startsWith("__MACOSX/");
      },
    });
    return new Map(Object.entries(files));
  } catch (cause) {
    throw new InputFileError({ path }, `the archive is damaged: ${(cause as Error).message}`, { cause });
  }
}
