/**
 * Items by key, in lists and in columns.
 */
import { expect, test } from "vitest";
import {
  addTo,
  groupBy,
  interleaved,
  itemsByKey,
  offsetsByKey,
  offsetsOf,
  placesByKey,
  sortedByKey,
} from "../../../src/base/grouping.js";

test("lists keep the order of items, keys that of their first item", () => {
  const lists = groupBy(["pear", "apple", "plum"], (name) => name[0]!);
  addTo(lists, "f", "fig");
  expect([...lists]).toEqual([
    ["p", ["pear", "plum"]],
    ["a", ["apple"]],
    ["f", ["fig"]],
  ]);
});

test("offsets are sums of lengths, with one entry more than there are rows", () => {
  // Rows of 2, 0 and 3 entries.
  expect(offsetsOf(3, (row) => [2, 0, 3][row]!)).toEqual(Uint32Array.of(0, 2, 2, 5));
  expect(offsetsOf(0, () => 1)).toEqual(Uint32Array.of(0));
});

test("a counting sort gives the place of each item and the items of each key", () => {
  const key = [2, 0, 2, 0, 2];
  // Key 0 holds items 1 and 3, key 1 none, key 2 items 0, 2 and 4, key 3 none.
  const first = Uint32Array.of(0, 2, 2, 5, 5);
  expect(offsetsByKey(key, 4)).toEqual(first);
  expect(placesByKey(key, 4)).toEqual({ first, place: Uint32Array.of(2, 0, 3, 1, 4) });
  expect(itemsByKey(key, 4)).toEqual({ first, item: Uint32Array.of(1, 3, 0, 2, 4) });
});

test("sorting by one key and then by another orders by the second, then the first", () => {
  const [small, large] = [Uint32Array.of(1, 0, 1, 0), Uint32Array.of(1, 1, 0, 0)];
  const items = Uint32Array.of(0, 1, 2, 3);
  // (large, small) of items 0 … 3: (1, 1), (1, 0), (0, 1), (0, 0).
  expect(sortedByKey(sortedByKey(items, small, 2), large, 2)).toEqual(Uint32Array.of(3, 2, 1, 0));
});

test("two columns are read as one by turns", () => {
  expect(interleaved([1, 2], [8, 9])).toEqual(Uint32Array.of(1, 8, 2, 9));
});
