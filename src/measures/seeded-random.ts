/**
 * Random numbers that a seed decides, the same on every machine.
 */

/** From 0 up to, not including, 1. */
export type Random = () => number;

/** @param seed - any integer; only its lower 32 bits count */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4294967296;
  };
}
