/**
 * Elements that stand in a file more than once: which of them counts.
 *
 * The newest version counts. Elements of that version, or of none, are one: it takes its tags from one that has tags and
 * its nodes, members or place from one that has those, since an answer of Overpass prints an element once in full and once
 * as a bare skeleton. A deletion removes what is not newer than itself, so a full history is read at its last state.
 */
import { itemAt } from "../../base/at.js";
import type { GrowingColumn } from "../../base/growing-column.js";
import { type Order, pick } from "./column-order.js";

/** Elements of one type as they came. */
export interface CollectedElements {
  readonly id: Float64Array;
  /** 0 where the file gives none. */
  readonly version: Uint32Array;
  readonly deletions: Deletions;
  readonly hasTags: (row: number) => boolean;
  /** Whether a way has nodes, a relation members, a node a place. */
  readonly hasBody: (row: number) => boolean;
  /** Elements without a body are left out. */
  readonly bodyNeeded: boolean;
}

/** What a file marks as deleted. */
export interface Deletions {
  readonly id: GrowingColumn<Float64Array>;
  /** 0 where the file gives none. */
  readonly version: GrowingColumn<Uint32Array>;
}

/** One row an element, ascending by id. */
export interface NewestElements {
  readonly id: Float64Array;
  /** Rows that give nodes, members or the place, and rows that give the tags. */
  readonly body: Order;
  readonly tags: Order;
  /** Rows beside the first of an element. */
  readonly again: number;
  readonly deleted: number;
  /** Elements left out because they have no body. */
  readonly bodiless: number;
}

export function newestElements(collected: CollectedElements): NewestElements {
  const { id, version, hasTags, hasBody, bodyNeeded } = collected;
  const deletedAt = deletionsById(collected.deletions);
  if (deletedAt.size === 0 && isAscending(id) && !(bodyNeeded && lacksBody(id.length, hasBody)))
    return { id, body: null, tags: null, again: 0, deleted: 0, bodiless: 0 };
  const order = Uint32Array.from(id, (_, i) => i);
  order.sort((a, b) => itemAt(id, a) - itemAt(id, b) || a - b);
  const body = new Uint32Array(order.length);
  const tags = new Uint32Array(order.length);
  let [count, overruled, bodiless, again] = [0, 0, 0, 0];
  for (let start = 0, end = 1; start < order.length; start = end++) {
    while (end < order.length && id[itemAt(order, end)] === id[itemAt(order, start)]) end++;
    again += end - start - 1;
    const rows = order.subarray(start, end);
    const newest = rows.reduce((most, row) => Math.max(most, itemAt(version, row)), 0);
    const deletion = deletedAt.get(itemAt(id, itemAt(rows, 0)));
    if (deletion !== undefined && deletion >= newest) continue;
    if (deletion !== undefined) overruled++;
    const rank = (row: number) => (version[row] === newest ? 2 : version[row] === 0 ? 1 : 0);
    const tagRow = best(rows, (row) => (hasTags(row) ? rank(row) : 0));
    const bodyRow =
      tagRow !== null && hasBody(tagRow) ? tagRow : best(rows, (row) => (hasBody(row) ? rank(row) : 0));
    if (bodyNeeded && bodyRow === null) {
      bodiless++;
      continue;
    }
    const either = tagRow ?? bodyRow ?? itemAt(rows, rows.length - 1);
    body[count] = bodyRow ?? either;
    tags[count++] = tagRow ?? either;
  }
  const bodies = body.slice(0, count);
  const deleted = deletedAt.size - overruled;
  return { id: pick(id, bodies), body: bodies, tags: tags.slice(0, count), again, deleted, bodiless };
}

/** The row that ranks highest, of equal ones the last in the file; null where all rank 0. */
function best(rows: Uint32Array, rankOf: (row: number) => number): number | null {
  let [bestRow, bestRank]: [number | null, number] = [null, 1];
  for (const row of rows) {
    const rank = rankOf(row);
    if (rank >= bestRank) [bestRow, bestRank] = [row, rank];
  }
  return bestRow;
}

/** The newest deletion of each id; one without a version removes every version. */
function deletionsById({ id, version }: Deletions): Map<number, number> {
  const deletedAt = new Map<number, number>();
  for (let i = 0; i < id.length; i++) {
    const at = version.data[i] === 0 ? Infinity : itemAt(version.data, i);
    deletedAt.set(itemAt(id.data, i), Math.max(at, deletedAt.get(itemAt(id.data, i)) ?? 0));
  }
  return deletedAt;
}

function isAscending(id: Float64Array): boolean {
  for (let i = 1; i < id.length; i++) if (!(itemAt(id, i) > itemAt(id, i - 1))) return false;
  return true;
}

function lacksBody(count: number, hasBody: (row: number) => boolean): boolean {
  for (let i = 0; i < count; i++) if (!hasBody(i)) return true;
  return false;
}
