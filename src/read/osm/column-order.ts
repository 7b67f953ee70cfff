/**
 * Columns and rows in another order than that of the file.
 */
import { itemAt } from "../../base/at.js";
import { offsetsOf } from "../../base/grouping.js";
import type { NumberColumn } from "../../base/growing-column.js";

/** Positions in the order of the file; null where that order stays. */
export type Order = Uint32Array | null;

/** A column in a new order. */
export function pick<A extends NumberColumn>(from: A, order: Order): A {
  if (order === null) return from;
  const to = new (from.constructor as new (length: number) => A)(order.length);
  for (let i = 0; i < order.length; i++) to[i] = itemAt(from, itemAt(order, i));
  return to;
}

/** Rows in a new order: `first` per row, and for each entry its place in the file's order, null where that stays. */
export function pickRows(end: Uint32Array, order: Order): { first: Uint32Array; entry: Order } {
  const lengthOf = (row: number) => itemAt(end, row) - (end[row - 1] ?? 0);
  if (order === null) return { first: offsetsOf(end.length, lengthOf), entry: null };
  const first = offsetsOf(order.length, (i) => lengthOf(itemAt(order, i)));
  const entry = new Uint32Array(itemAt(first, order.length));
  for (let i = 0; i < order.length; i++) {
    const from = end[itemAt(order, i) - 1] ?? 0;
    for (let k = itemAt(first, i); k < itemAt(first, i + 1); k++) entry[k] = from + k - itemAt(first, i);
  }
  return { first, entry };
}
