/**
 * Random numbers from a seed: the same on every machine and in every version of Node (mulberry32).
 */

/** @param {number} seed @returns {(below: number) => number} whole numbers from 0 to before `below` */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One of a list. */
export function oneOf(random, list) {
  return list[random(list.length)];
}
