/**
 * Items by key: lists in a map, or, where keys are small whole numbers, positions in columns by a counting sort.
 */

/** Adds an item to the list of its key. */
export function addTo<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [item]);
  else list.push(item);
}

/** Lists of items by key: items in their order, keys in that of their first item. */
export function groupBy<K, T>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const lists = new Map<K, T[]>();
  for (const item of items) addTo(lists, keyOf(item), item);
  return lists;
}

/** Offsets of rows that follow each other: row `i` of `lengthOf(i)` entries is `first[i]` … `first[i + 1] - 1`. */
export function offsetsOf(rows: number, lengthOf: (row: number) => number): Uint32Array<ArrayBuffer> {
  const first = new Uint32Array(rows + 1);
  for (let i = 0; i < rows; i++) first[i + 1] = first[i] + lengthOf(i);
  return first;
}

/** Where the items of key `k` stand once items are sorted by key: `first[k]` … `first[k + 1] - 1`. */
export function offsetsByKey(key: ArrayLike<number>, keyCount: number): Uint32Array<ArrayBuffer> {
  const first = new Uint32Array(keyCount + 1);
  for (let i = 0; i < key.length; i++) first[key[i] + 1]++;
  for (let k = 0; k < keyCount; k++) first[k + 1] += first[k];
  return first;
}

/** For each item its place once items are sorted by key; those of one key keep their order. `first` as `offsetsByKey`. */
export function placesByKey(key: ArrayLike<number>, keyCount: number) {
  const first = offsetsByKey(key, keyCount);
  const next = first.slice(0, keyCount);
  const place = new Uint32Array(key.length);
  for (let i = 0; i < key.length; i++) place[i] = next[key[i]]++;
  return { first, place };
}

/** The items of each key, by position: `item[first[k]]` … `item[first[k + 1] - 1]`, ascending. */
export function itemsByKey(key: ArrayLike<number>, keyCount: number) {
  const first = offsetsByKey(key, keyCount);
  const next = first.slice(0, keyCount);
  const item = new Uint32Array(key.length);
  for (let i = 0; i < key.length; i++) item[next[key[i]]++] = i;
  return { first, item };
}

/** Two columns as one: `a[0], b[0], a[1], b[1]`, … */
export function interleaved(a: ArrayLike<number>, b: ArrayLike<number>): Uint32Array<ArrayBuffer> {
  const both = new Uint32Array(2 * a.length);
  for (let i = 0; i < a.length; i++) {
    both[2 * i] = a[i];
    both[2 * i + 1] = b[i];
  }
  return both;
}

/** Items in the order of their keys, `key[item]` being that of an item; those of one key keep their order. */
export function sortedByKey(
  items: Uint32Array,
  key: Uint32Array,
  keyCount: number,
): Uint32Array<ArrayBuffer> {
  const next = offsetsByKey(key, keyCount);
  const sorted = new Uint32Array(items.length);
  for (let i = 0; i < items.length; i++) sorted[next[key[items[i]]]++] = items[i];
  return sorted;
}
