/**
 * Neighbours in a list.
 */

/** Each item with the one after it: the pieces of a line of places. */
export function consecutive<T>(items: readonly T[]): [item: T, next: T][] {
  return items.slice(1).map((next, i) => [items[i], next]);
}
