/**
 * Opens a file to be read, with a clear word if it cannot be.
 *
 * Layer: osm. Imports errors.
 */
import { type FileHandle, open } from "node:fs/promises";
import { FileAccessError, InputFileError } from "../errors.js";

const SAID: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "the file may not be read (permission denied)",
  EPERM: "the file may not be read (operation not permitted)",
  ENOTDIR: "a part of the path is not a folder",
  EISDIR: "this is a folder, due is a file",
};

/**
 * @throws {FileAccessError} if the path is missing, unreadable or a folder
 * @throws {InputFileError} if the file is empty
 */
export async function openInput(path: string): Promise<{ handle: FileHandle; size: number }> {
  let handle: FileHandle;
  try {
    handle = await open(path, "r");
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    throw new FileAccessError({ path }, SAID[code] ?? `the file cannot be opened (${code})`, { cause });
  }
  const stat = await handle.stat();
  const problem = stat.isDirectory()
    ? SAID.EISDIR
    : stat.size === 0 && stat.isFile()
      ? "the file is empty"
      : null;
  if (problem != null) {
    await handle.close();
    throw new InputFileError({ path }, problem);
  }
  return { handle, size: stat.size };
}
