/**
 * Traits of streets, each combination once.
 */
import type { StreetTrait } from "../../network/street-traits.js";

export interface TraitTable {
  /** `all[0]` is empty: no trait. */
  readonly all: readonly StreetTrait[];
  /** The index of some traits; null is 0. */
  readonly indexOf: (trait: StreetTrait | null) => number;
}

export function createTraitTable(): TraitTable {
  const all: StreetTrait[] = [{}];
  const index = new Map<string, number>();
  return {
    all,
    indexOf(trait) {
      if (trait === null) return 0;
      const key = JSON.stringify(trait);
      const at = index.get(key) ?? all.push(trait) - 1;
      index.set(key, at);
      return at;
    },
  };
}
