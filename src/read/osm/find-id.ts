/**
 * Positions of ids, by hashing.
 */
import { itemAt } from "../../base/at.js";
import { MISSING } from "./osm-data.js";

/** Looks ids up; tries the place after the last one found first, since ways run in order. `MISSING` where there is none. */
export function idFinder(ids: Float64Array): (id: number) => number {
  const bits = Math.max(1, Math.ceil(Math.log2(2 * ids.length + 1)));
  const slots = new Uint32Array(2 ** bits).fill(MISSING);
  const mask = slots.length - 1;
  // Numbers beyond 32 bits are folded; Knuth's multiplier spreads neighbours.
  const slotOf = (id: number) =>
    Math.imul((id % 0x100000000) ^ (id / 0x100000000), 0x9e3779b1) >>> (32 - bits);
  for (let i = 0; i < ids.length; i++) {
    let slot = slotOf(itemAt(ids, i));
    while (slots[slot] !== MISSING) slot = (slot + 1) & mask;
    slots[slot] = i;
  }
  let last = 0;
  return (id) => {
    if (ids[last + 1] === id) return ++last;
    for (let slot = slotOf(id); slots[slot] !== MISSING; slot = (slot + 1) & mask) {
      if (ids[itemAt(slots, slot)] !== id) continue;
      last = itemAt(slots, slot);
      return last;
    }
    return MISSING;
  };
}
