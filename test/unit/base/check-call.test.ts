/**
 * Arguments of public calls against what is expected of them.
 */
import { expect, test } from "vitest";
import {
  aColumn,
  aFlag,
  aList,
  aNumber,
  anObject,
  aRecord,
  aText,
  aWord,
  checkCall,
  type Expected,
  either,
  orNothing,
  orNull,
  shown,
} from "../../../src/base/check-call.js";
import { InvalidInputError } from "../../../src/base/errors.js";

/** What is wrong with a value; null where nothing is. */
function problem(form: Expected, value: unknown): string | null {
  return form.problem(value, "x");
}

test("numbers keep to their bounds, and no text counts as one", () => {
  expect(problem(aNumber({ from: 0 }), 0)).toBeNull();
  expect(problem(aNumber({ above: 0, to: 1 }), 1)).toBeNull();
  expect(problem(aNumber({ above: 0, to: 1 }), 0)).toBe("x is 0: expected a number above 0 and at most 1");
  expect(problem(aNumber({ from: 1, whole: true }), 1.5)).toBe("x is 1.5: expected a whole number from 1");
  for (const value of ["1", Number.NaN, Number.POSITIVE_INFINITY, null, [1], 1n])
    expect(problem(aNumber(), value)).toContain("expected a number");
});

test("a strange word names the one that was perhaps meant", () => {
  expect(problem(aWord(["met", "gap", "unknown"]), "gaps")).toBe(
    'x is "gaps": expected one of met, gap, unknown; is "gap" meant?',
  );
  expect(problem(aWord(["from", "to"]), 5)).toBe('x is 5: expected "from" or "to"');
});

test("an entry of a list or column is named by its position", () => {
  expect(problem(aList(aText), ["a", 5])).toBe("x[1] is 5: expected a text");
  expect(problem(aList(aText), "a")).toBe('x is "a": expected a list, each a text');
  expect(problem(aList(aText, { notEmpty: true }), [])).toContain("x is an empty list");
  expect(problem(aColumn(aNumber({ from: 0 })), new Float64Array([1, -2]))).toBe(
    "x[1] is -2: expected a number from 0",
  );
});

test("an object has its keys and no other, and those that it needs", () => {
  const form = anObject<{ minutes?: number; open: boolean }>({ minutes: aNumber(), open: aFlag }, ["open"]);
  expect(problem(form, { open: true, minutes: undefined })).toBeNull();
  expect(problem(form, { minutes: 5 })).toBe("x.open is missing: expected true or false");
  expect(problem(form, { open: true, minuts: 5 })).toBe(
    'x has no "minuts"; is "minutes" meant?; there are minutes, open',
  );
  for (const value of [null, [], new Map(), new Date(0), "x"])
    expect(problem(form, value)).toContain("expected an object, { minutes, open }");
});

test("rows of tables may have further keys", () => {
  const form = anObject<{ id: string }>({ id: aText }, ["id"], { otherKeys: true });
  expect(problem(form, { id: "a", colour: "red" })).toBeNull();
});

test("values of a record are named by their key", () => {
  expect(problem(aRecord(aNumber()), { meals: 1, health: undefined })).toBeNull();
  expect(problem(aRecord(aNumber()), { meals: "1" })).toBe('x.meals is "1": expected a number');
});

test("of several forms the one that was meant says what is wrong", () => {
  const form = either(aNumber({ from: 0 }), aList(aNumber({ from: 0 })));
  expect([problem(form, 5), problem(form, [5])]).toEqual([null, null]);
  expect(problem(form, -5)).toBe("x is -5: expected a number from 0");
  expect(problem(form, [5, "6"])).toBe('x[1] is "6": expected a number from 0');
  expect(problem(form, true)).toBe("x is true: expected a number from 0; or a list, each a number from 0");
});

test("nothing and null fit where they may stand, and nowhere else", () => {
  expect([problem(orNothing(aText), undefined), problem(orNull(aText), null)]).toEqual([null, null]);
  expect(problem(orNothing(aText), null)).toBe("x is null: expected a text");
  expect(problem(orNull(aText), undefined)).toBe("x is undefined: expected a text");
});

test("any value can be shown", () => {
  const values = [
    "a",
    5,
    5n,
    Symbol("s"),
    null,
    undefined,
    [],
    [5],
    [1, 2],
    {},
    { a: 1 },
    new Map(),
    () => 1,
  ];
  expect(values.map(shown)).toEqual([
    '"a"',
    "5",
    "5n",
    "Symbol(s)",
    "null",
    "undefined",
    "an empty list",
    "[5]",
    "a list of 2",
    "an empty object",
    "an object with a",
    "a Map",
    "a function",
  ]);
  expect(shown(Object.create(null))).toBe("an empty object");
  expect(shown("x".repeat(100))).toHaveLength(63);
});

test("the error names the call", () => {
  expect(() => checkCall("city.walk", ["from", 5, aText])).toThrow(
    new InvalidInputError("city.walk: from is 5: expected a text"),
  );
  expect(() => checkCall("city.walk", ["from", "a", aText], ["to", "b", aText])).not.toThrow();
});
