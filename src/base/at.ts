/**
 * Reads that must give a value, where the code around proves the index or the key.
 *
 * A loop over millions of entries reads `column[i] ?? missing(i)` in place of `at(column, i)`: the engine compiles that for
 * the one kind of column that stands there.
 */

/** Item `index` of `list`; a negative index counts from the end. */
export function at<T>(list: ArrayLike<T>, index: number): T {
  const value = list[index < 0 ? list.length + index : index];
  return value === undefined ? missing(index) : value;
}

/** The value of `key`. */
export function lookUp<K, V>(map: { get(key: K): V | undefined }, key: K): V {
  const value = map.get(key);
  return value === undefined ? missing(key) : value;
}

/** Throws, as nothing stands at `key`: a mistake of this library. */
export function missing(key: unknown): never {
  throw new RangeError(`nothing at ${String(key)}`);
}
