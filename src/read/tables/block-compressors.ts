/**
 * Decompressors that Node itself does not have, loaded when a file asks for them.
 */
import { loadPackage } from "../../base/optional-package.js";

/**
 * The optional package of decompressors.
 *
 * @param form - what is read, for the message
 * @throws {UnsupportedFileError} if it is not installed
 */
export function loadCompressors(path: string, form: string) {
  return loadPackage(path, form, "hyparquet-compressors", () => import("hyparquet-compressors"));
}
