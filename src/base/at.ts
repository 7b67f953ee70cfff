/**
 * Reads that must give a value, where the code around proves the index or the key.
 */

/** Item `index` of `list`; a negative index counts from the end. */
export function itemAt<T>(list: ArrayLike<T>, index: number): T {
  const item = list[index < 0 ? list.length + index : index];
  return item === undefined ? nothingAt(index) : item;
}

/** Start and end of row `row` in columns of rows that follow each other: `offsets[row]` and `offsets[row + 1]`. */
export function spanAt(offsets: ArrayLike<number>, row: number): readonly [start: number, end: number] {
  return [itemAt(offsets, row), itemAt(offsets, row + 1)];
}

/** The value of `key`. */
export function lookUp<K, V>(map: { get(key: K): V | undefined }, key: K): V {
  const value = map.get(key);
  return value === undefined ? nothingAt(key) : value;
}

/** The value of `key` in an object that has it. */
export function fieldOf<T>(record: Readonly<Record<string, T>>, key: string): T {
  const value = record[key];
  return value === undefined ? nothingAt(key) : value;
}

/** Adds to item `index` of `list`. */
export function addAt(
  list: { [index: number]: number; readonly length: number },
  index: number,
  amount = 1,
): void {
  list[index] = itemAt(list, index) + amount;
}

/** Throws, as nothing stands at `key`: a mistake of this library. */
export function nothingAt(key: unknown): never {
  throw new RangeError(`nothing at ${String(key)}`);
}
