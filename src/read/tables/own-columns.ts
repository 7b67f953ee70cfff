/**
 * Columns of tables that have meanings of their own (premises, matrices, demand): by the heads that blocks and registers
 * are read by, so that case, units in brackets, ten letters of a shapefile and the order of columns make no difference.
 */
import { basename } from "node:path";
import type { ReadNote } from "../../base/notes.js";
import { cutNames } from "./column-names.js";
import { headerText } from "./header-text.js";

/** Names of each meaning, the preferred ones first. */
export type OwnNames<Meaning extends string> = Readonly<Record<Meaning, readonly string[]>>;

/** A column with how many of the base unit its numbers count. */
export interface OwnColumn {
  readonly column: string;
  readonly factor: number;
}

/** The columns of a table by what they mean, and those that are not used. */
export interface OwnColumns<Meaning extends string> {
  readonly chosen: Readonly<Partial<Record<Meaning, OwnColumn>>>;
  readonly unused: readonly string[];
}

/**
 * Chooses the columns of a table.
 *
 * @param named - columns that the user names for meanings; null where none has it
 */
export function ownColumns<Meaning extends string>(
  columns: readonly string[],
  names: OwnNames<Meaning>,
  named?: Readonly<Partial<Record<Meaning, string | null | undefined>>>,
): OwnColumns<Meaning> {
  const chosen: Partial<Record<Meaning, OwnColumn>> = {};
  for (const meaning of Object.keys(names) as Meaning[]) {
    const own = named?.[meaning];
    const column = own === undefined ? columnFor(meaning, columns, names) : own;
    if (column === null || column === undefined) continue;
    chosen[meaning] = { column, factor: headerText(column).factor };
  }
  const used = new Set((Object.values(chosen) as OwnColumn[]).map(({ column }) => column));
  return { chosen, unused: columns.filter((column) => !used.has(column)) };
}

/** The column whose name is preferred; of two of one name the first by alphabet, whatever their order. */
function columnFor<Meaning extends string>(
  meaning: Meaning,
  columns: readonly string[],
  names: OwnNames<Meaning>,
): string | undefined {
  const ranked = columns.flatMap((column) => {
    const plain = plainName(column);
    const at = names[meaning].indexOf(plain);
    const isCut = at < 0 && cutNames(plain, names).join() === meaning;
    return at >= 0 || isCut ? [{ column, rank: isCut ? names[meaning].length : at }] : [];
  });
  return ranked.sort((a, b) => a.rank - b.rank || (a.column < b.column ? -1 : 1))[0]?.column;
}

/** The column that is asked for by a name: as it stands, else one whose plain name is the same. */
export function columnCalled(columns: readonly string[], name: string): string | undefined {
  if (columns.includes(name)) return name;
  const alike = columns.filter((column) => plainName(column) === plainName(name));
  return alike.length === 1 ? alike[0] : undefined;
}

/** Units of walks; numbers keep the unit of their file. */
const WALK_UNIT = /_?\((?:min|mins|minutes|分钟|分|s|sec|seconds|秒|m|metres|meters|米|km|公里)\)$/;

/** A head without its unit, in lower case. */
export function plainName(column: string): string {
  return headerText(column).plain.replace(WALK_UNIT, "");
}

/** Names the columns that are not used, in one note. */
export function unusedColumns(path: string, columns: readonly string[]): ReadNote[] {
  if (columns.length === 0) return [];
  const names = columns.map((column) => `"${column}"`).join(", ");
  return [
    {
      code: "columns-not-used",
      count: columns.length,
      file: basename(path),
      message: `columns are not used: ${names}`,
      zh: `列未采用：${names}`,
      outcome: "not-used",
    },
  ];
}
