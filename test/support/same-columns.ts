/**
 * Answers made of typed arrays, compared to the last bit.
 *
 * `toEqual` looks at every element by itself, which takes longer on a city than the search that is tested.
 */
import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";

/** Fails with the place of the first difference between two answers. */
export function expectSameColumns(found: unknown, due: unknown): void {
  expect(firstDifference(found, due, "")).toBeNull();
}

/** Where two answers differ first, as `cost[17]: 5, not 6`; null where they are the same. */
export function firstDifference(found: unknown, due: unknown, at: string): string | null {
  if (ArrayBuffer.isView(found) && ArrayBuffer.isView(due)) return columnDifference(found, due, at);
  if (!isRecord(found) || !isRecord(due))
    return isDeepStrictEqual(found, due) ? null : `${at}: ${String(found)}, not ${String(due)}`;
  const names = [Object.keys(found), Object.keys(due)].map((list) => list.sort().join());
  if (names[0] !== names[1]) return `${at}: has ${names[0]}, not ${names[1]}`;
  for (const name of Object.keys(due)) {
    const difference = firstDifference(found[name], due[name], `${at}.${name}`);
    if (difference !== null) return difference;
  }
  return null;
}

function columnDifference(found: ArrayBufferView, due: ArrayBufferView, at: string): string | null {
  const [a, b] = [found, due].map((view) => Buffer.from(view.buffer, view.byteOffset, view.byteLength));
  const kinds = [found, due].map((view) => view.constructor.name);
  if (kinds[0] === kinds[1] && a!.equals(b!)) return null;
  const [x, y] = [found, due].map((view) => [...(view as unknown as Iterable<number>)]);
  const first = x!.findIndex((value, i) => !Object.is(value, y![i]));
  const lengths = `${kinds[0]} of ${x!.length}, ${kinds[1]} of ${y!.length}`;
  return `${at}[${first}]: ${x![first]}, not ${y![first]} (${lengths})`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
