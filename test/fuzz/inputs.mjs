/**
 * The inputs of the fuzzer: a reader, a seed and a number give the same bytes on every machine.
 */
import { randomFrom } from "./random.mjs";
import { READERS, seedsOf } from "./readers.mjs";

const seeds = new Map();

/** Input `i` of a reader. */
export function inputOf(name, seed, i) {
  const files = seeds.get(name) ?? seedsOf(READERS[name]);
  seeds.set(name, files);
  const random = randomFrom(Math.imul(seed, 1_000_003) + i);
  // Neighbouring seeds begin alike.
  for (let k = 0; k < 3; k++) random(2);
  return READERS[name].mutate(random, Buffer.from(files[random(files.length)]), files);
}
