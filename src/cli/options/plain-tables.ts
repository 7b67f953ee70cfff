/**
 * Tables without places that a command reads: matrices, supply, demand, candidates, ranks.
 */
import { type PlainTable, readTable, type TableSource } from "../../read/tables/plain-table.js";
import type { OptionSpec } from "./command-spec.js";
import { decimalOf, parseRow } from "./options.js";

/** How the tables of a command are written. */
export interface PlainTableFlags {
  readonly decimal?: string;
  readonly headerRow?: number;
}

export const PLAIN_TABLE_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--decimal <sign>",
    says: "sign before the decimals in the tables, a comma or a point (default: a point)",
  },
  {
    flags: "--header-row <n>",
    says: "row in which the heads of the tables stand (default: the first that looks like one)",
    parse: parseRow,
  },
];

/** Reads the tables that are named, each once; one that is not among them stays a path. */
export async function openTables(
  paths: readonly (string | undefined)[],
  { decimal, headerRow }: PlainTableFlags,
): Promise<(path: string) => TableSource> {
  const tables = new Map<string, PlainTable>();
  for (const path of new Set(paths))
    if (path !== undefined)
      tables.set(path, await readTable(path, { decimal: decimalOf(decimal), headerRow }));
  return (path) => tables.get(path) ?? path;
}
