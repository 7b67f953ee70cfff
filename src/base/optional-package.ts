/**
 * Packages that only some users need, loaded when a file asks for them.
 */
import { UnsupportedFileError } from "./errors.js";

/**
 * Loads a package, or says how to get it.
 *
 * @param load - the dynamic import
 * @throws {UnsupportedFileError} if the package is not installed
 */
export async function loadPackage<T>(
  path: string,
  form: string,
  name: string,
  load: () => Promise<T>,
): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") throw cause;
    const problem = `${form} needs the package ${name}, which is not installed: npm install ${name}`;
    throw new UnsupportedFileError({ path }, problem, { cause });
  }
}
