/**
 * Opens a file to be read, and looks at how it begins.
 */

import { type FileHandle, open, stat } from "node:fs/promises";
import { FileAccessError, InputFileError, UnsupportedFileError } from "../../base/errors.js";
import { unreadable } from "../../base/read-file.js";

/** First bytes (as Latin-1) of forms that users try, and what to do instead. */
const UNREAD: readonly (readonly [magic: string, problem: string])[] = [
  ["PK\u0003\u0004", "the file is a zip archive; unpack it first"],
  ["\u00fd7zXZ", "the file is xz; unpack it first, e.g. unxz"],
  ["7z\u00bc\u00af", "the file is a 7z archive; unpack it first"],
  ["\u0028\u00b5\u002f\u00fd", "the file is zstd; unpack it first, e.g. unzstd"],
  [
    "\u00ff\u00e0\u0004\u006f\u0035",
    "the file is o5m; convert it first, e.g. osmium cat city.o5m -o city.osm.pbf",
  ],
  ["SQLite format 3", "the file is an SQLite or GeoPackage database; expected an OpenStreetMap extract"],
  ["\u00ff\u00fe", "the file is UTF-16 text; save it as UTF-8"],
  ["\u00fe\u00ff", "the file is UTF-16 text; save it as UTF-8"],
];

/** What a file's first bytes say it is. */
export type FileForm = "gzip" | "bzip2" | "xml" | "json" | "other";

export interface OpenInput {
  readonly handle: FileHandle;
  readonly size: number;
  readonly form: FileForm;
}

/**
 * Opens a regular file; the caller closes the handle.
 *
 * @throws {FileAccessError} if the path is missing, unreadable, a folder or a device
 * @throws {InputFileError} if the file is empty
 * @throws {UnsupportedFileError} if its first bytes are those of an archive or of another known form
 */
export async function openInput(path: string): Promise<OpenInput> {
  try {
    // Asked before opening: to open a pipe would wait for its writer.
    const kind = await stat(path);
    if (kind.isDirectory()) throw unreadable(path, { code: "EISDIR" });
    if (!kind.isFile()) throw new FileAccessError({ path }, "this is a device or a pipe, expected a file");
    const handle = await open(path, "r");
    try {
      const { size } = await handle.stat();
      if (size === 0) throw new InputFileError({ path }, "the file is empty");
      return { handle, size, form: await formOf(path, handle) };
    } catch (cause) {
      await handle.close();
      throw cause;
    }
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    throw unreadable(path, cause);
  }
}

async function formOf(path: string, handle: FileHandle): Promise<FileForm> {
  const bytes = new Uint8Array(512);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
  const head = String.fromCharCode(...bytes.subarray(0, bytesRead));
  for (const [magic, problem] of UNREAD) {
    if (head.startsWith(magic)) throw new UnsupportedFileError({ path, byte: 0 }, problem);
  }
  if (head.startsWith("\u001f\u008b")) return "gzip";
  if (head.startsWith("BZh")) return "bzip2";
  const text = head.replace(/^\u00ef\u00bb\u00bf/, "").trimStart();
  if (text.startsWith("<")) return "xml";
  return text.startsWith("{") || text.startsWith("[") ? "json" : "other";
}
