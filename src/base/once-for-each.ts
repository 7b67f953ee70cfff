/**
 * What is computed from an object once and remembered as long as the object lives.
 *
 * The result has to follow from the object alone, and the object may not change.
 */

/** A function that remembers its answers; `has` tells whether one is there already. */
export interface OnceForEach<K extends object, V> {
  (key: K): V;
  readonly has: (key: K) => boolean;
}

/** Turns a function of one object into one that computes once for each. */
export function onceForEach<K extends object, V>(make: (key: K) => V): OnceForEach<K, V> {
  const made = new WeakMap<K, { readonly value: V }>();
  const get = (key: K): V => {
    let known = made.get(key);
    if (known === undefined) {
      known = { value: make(key) };
      made.set(key, known);
    }
    return known.value;
  };
  return Object.assign(get, { has: (key: K) => made.has(key) });
}
