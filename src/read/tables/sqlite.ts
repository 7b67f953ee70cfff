/**
 * SQLite databases in memory.
 */

import { existsSync, statSync } from "node:fs";
import type { Database, Statement } from "sql.js";
import { InputFileError } from "../../base/errors.js";
import { loadPackage } from "../../base/optional-package.js";
import { readBytes } from "../../base/read-file.js";

/** A database; whoever opens it closes it. */
export type { Database, Statement };

/** Memory that questions may take beside the file itself; one value may be made to fill it. */
const HEAP_BYTES = 512 * 2 ** 20;

/** @throws {InputFileError} if the file is not a sound database, or edits stand in a log beside it; {UnsupportedFileError} without sql.js */
export async function openDatabase(path: string): Promise<Database> {
  const SQL = await engine(path);
  const bytes = readBytes(path);
  requireClosed(path);
  const database = new SQL.Database(bytes);
  try {
    database.exec(`pragma hard_heap_limit = ${HEAP_BYTES}`);
    database.exec("select count(*) from sqlite_master");
    return database;
  } catch (cause) {
    database.close();
    throw new InputFileError({ path }, `the database is damaged: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Edits that a program which has the file open keeps beside it: the write-ahead log has a head of 32 bytes and then its
 * pages, a rollback journal holds what an unfinished edit has overwritten.
 */
function requireClosed(path: string): void {
  for (const [ending, most] of [
    ["-wal", 32],
    ["-journal", 0],
  ] as const) {
    const beside = `${path}${ending}`;
    if (!existsSync(beside) || statSync(beside).size <= most) continue;
    throw new InputFileError(
      { path },
      `${beside} holds edits that are not in the file yet: save and close it in the program that has it open`,
    );
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
