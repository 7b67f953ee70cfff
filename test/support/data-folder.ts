/**
 * Real city extracts, where they are: a folder beside the project, never part of it.
 */
import { existsSync } from "node:fs";
import path from "node:path";

/** Where the extracts are. */
export const DATA_FOLDER =
  process.env.LIVING_CIRCLE_DATA ?? path.resolve(import.meta.dirname, "../../../shared/data");

/** The path of a data file, or null and a warning if it is absent. */
export function dataFile(relative: string): string | null {
  const file = path.join(DATA_FOLDER, relative);
  if (existsSync(file)) return file;
  console.warn(`SKIPPED: the data file ${relative} is absent (LIVING_CIRCLE_DATA names the folder)`);
  return null;
}
