/**
 * SQLite databases in memory.
 */

import type { Database } from "sql.js";
import { InputFileError } from "../../base/errors.js";
import { loadPackage } from "../../base/optional-package.js";
import { readBytes } from "../../base/read-file.js";

/** A database; whoever opens it closes it. */
export type { Database };

/** @throws {InputFileError} if the file is no sound database; {UnsupportedFileError} without sql.js */
export async function openDatabase(path: string): Promise<Database> {
  const SQL = await engine(path);
  const bytes = readBytes(path);
  const database = new SQL.Database(bytes);
  try {
    database.exec("select count(*) from sqlite_master");
    return database;
  } catch (cause) {
    database.close();
    throw new InputFileError({ path }, `the database is damaged: ${(cause as Error).message}`, { cause });
  }
}

/** A new, empty database. @param path - for messages */
export async function newDatabase(path: string): Promise<Database> {
  return new (await engine(path)).Database();
}

async function engine(path: string) {
  const { default: init } = await loadPackage(path, "GeoPackage", "sql.js", () => import("sql.js"));
  return init();
}
