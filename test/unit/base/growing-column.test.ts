/**
 * Columns that grow keep what they hold and its kind.
 */
import { expect, test } from "vitest";
import { GrowingColumn, grown } from "../../../src/base/growing-column.js";

test("a grown column holds the same numbers, of the same kind, and then zeros", () => {
  expect(grown(Uint16Array.of(7, 9))).toEqual(Uint16Array.of(7, 9, 0, 0));
  expect(grown(Float64Array.of(0.5), 3)).toEqual(Float64Array.of(0.5, 0, 0));
});

test("numbers are pushed past any room, and cleared by length", () => {
  const column = new GrowingColumn(new Int32Array(1));
  for (let i = 0; i < 5; i++) column.push(-i);
  expect(column.done()).toEqual(Int32Array.of(0, -1, -2, -3, -4));

  column.length = 0;
  column.push(8);
  expect(column.done()).toEqual(Int32Array.of(8));
});

test("room is reserved for as many more as asked for", () => {
  const column = new GrowingColumn(new Uint8Array(2));
  column.push(1);
  column.reserve(9);
  // One entry is filled, nine more have room.
  expect(column.data.length).toBe(10);
  expect(column.done()).toEqual(Uint8Array.of(1));
});
