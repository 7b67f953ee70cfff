/**
 * Where the head of a table is: below titles and remarks, in one row or two.
 *
 * A title fills the first cell of its row alone (or, merged, all of them alike). A head of two rows has groups above and
 * names below: where the upper row names a single column, the lower one is empty or says the same.
 */
import { ageGroupOf } from "./age-columns.js";
import { numberOf } from "./check-place.js";
import { COLUMN_MEANINGS, rankOf } from "./column-names.js";
import { placeHead } from "./place-heads.js";

/** How far down a head is looked for; an assumption. */
const MAX_ABOVE = 10;

type Cells = readonly string[];

/** A table taken apart. */
export interface TableHead {
  readonly head: Cells;
  readonly rows: readonly Cells[];
  /** Rows of titles and remarks above the head, which are not read. */
  readonly above: number;
}

/**
 * Finds the head; the first row where nothing says otherwise.
 *
 * @param isFirst - whether the user says that it is the first
 */
export function splitHead(cells: readonly Cells[], isFirst = false): TableHead {
  let above = 0;
  while (!isFirst && above < Math.min(MAX_ABOVE, cells.length - 1) && isTitle(cells[above] ?? [])) above++;
  if (!isHead(cells[above] ?? [])) above = 0;
  const [head = [], below = [], ...rows] = cells.slice(above);
  const names = isSecondRow(head, below) ? namesOf(head, below) : null;
  return names === null ? { head, rows: cells.slice(above + 1), above } : { head: names, rows, above };
}

function isTitle(row: Cells): boolean {
  const [first = "", ...others] = row;
  return (
    row.length > 1 &&
    first !== "" &&
    (others.every((cell) => cell === "") || others.every((cell) => cell === first))
  );
}

function isHead(row: Cells): boolean {
  const filled = row.filter((cell) => cell !== "");
  return filled.length > 1 && filled.every((cell) => Number.isNaN(numberOf(cell)));
}

/** Whether the row below the head names its columns, and is not the first of the data. */
function isSecondRow(head: Cells, below: Cells): boolean {
  const grouped = head.map((_, i) => groupAt(head, i) !== null);
  const isBelow =
    below.filter((cell) => cell !== "").length > 0 && below.every((cell) => Number.isNaN(numberOf(cell)));
  return (
    isBelow &&
    grouped.some(Boolean) &&
    head.every((cell, i) => (grouped[i] ? below[i] !== "" : below[i] === "" || below[i] === cell))
  );
}

/** The name of the group over a column: the last one to its left where several columns share one; null for a single one. */
function groupAt(head: Cells, column: number): string | null {
  let start = column;
  while (start > 0 && head[start] === "") start--;
  const name = head[start] ?? "";
  const next = head[column + 1];
  const isShared = head[column] === "" || next === "" || next === name || head[column - 1] === name;
  return name === "" || !isShared ? null : name;
}

/** The lower names; those that say nothing by themselves with their group before them. */
function namesOf(head: Cells, below: Cells): string[] {
  return head.map((cell, i) => {
    const [group, name = ""] = [groupAt(head, i), below[i]];
    if (group === null) return cell;
    // The group over 经度 and 纬度 may say in which system they are.
    const namesDatum = (placeHead(`${group} ${name}`)?.datum ?? null) !== null;
    const isPlain = isKnown(name) && below.indexOf(name) === i && !namesDatum;
    return isPlain ? name : `${group} ${name}`;
  });
}

function isKnown(name: string): boolean {
  return (
    placeHead(name) !== null ||
    /^wkt$/i.test(name) ||
    ageGroupOf(name) !== null ||
    COLUMN_MEANINGS.some((meaning) => rankOf(name, meaning, "blocks") !== null)
  );
}
