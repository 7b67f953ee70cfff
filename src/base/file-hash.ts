/**
 * The SHA-256 of a file of any size, for the lineage of results.
 */

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { unreadable } from "./read-file.js";

/** @throws {FileAccessError} if the file cannot be read */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  try {
    for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return hash.digest("hex");
}
