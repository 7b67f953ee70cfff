/**
 * The questions W1 – W4 and W3u: seeded node lists, the limit, and checksums that no order of rows changes.
 *
 * Every engine gets the same nodes of the same graph and answers in whole millimetres, so that checksums agree to the
 * last digit. A checksum is `{ count, sum, mixed }`: how many answers, their sum, and the sum of answer × weight of
 * its place, modulo a prime (`mixed` sees two answers that changed places).
 */

/** 15 minutes at 4.8 km/h. */
export const LIMIT_MM = 1_200_000;
export const SEED = 20261125;
const PRIME = 1_000_000_007;

/**
 * The seeded lists of a graph.
 *
 * @returns `facilities` 200 (W1), `origins` 2000 (W2), `rows` 1000 and `columns` 200 (W3, W3u), all without
 *   repetition, and `weights`, one whole number 0 … 99 a node (W4)
 */
export function makeWorkload(nodeCount) {
  const random = generator(SEED);
  const pick = (count) => {
    const chosen = new Set();
    while (chosen.size < Math.min(count, nodeCount)) chosen.add(Math.floor(random() * nodeCount));
    return Uint32Array.from(chosen);
  };
  return {
    limitMm: LIMIT_MM,
    seed: SEED,
    facilities: pick(200),
    origins: pick(2000),
    rows: pick(1000),
    columns: pick(200),
    weights: Uint32Array.from({ length: nodeCount }, () => Math.floor(random() * 100)),
  };
}

/** W1, W4: one answer a node; `missing` is what stands where there is none. */
export function checksumOfColumn(values, missing = 0xffffffff) {
  let [count, sum, mixed] = [0, 0, 0];
  for (let v = 0; v < values.length; v++) {
    if (values[v] === missing) continue;
    count++;
    sum += values[v];
    mixed = (mixed + values[v] * ((v % 1009) + 1)) % PRIME;
  }
  return { count, sum, mixed };
}

/** W2, W3, W3u: sparse rows `first`, `column`, `cost`; the order inside a row does not matter. */
export function checksumOfRows({ rows, first, column, cost }) {
  let [count, sum, mixed] = [0, 0, 0];
  for (let r = 0; r < rows; r++) {
    for (let k = first[r]; k < first[r + 1]; k++) {
      count++;
      sum += cost[k];
      mixed = (mixed + cost[k] * (((1009 * r + column[k]) % 9973) + 1)) % PRIME;
    }
  }
  return { count, sum, mixed };
}

/** xorshift32, 0 … 1. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 0x100000000;
  };
}
