/**
 * Spatial pattern: do low values lie beside low values, and where?
 *
 * Permutation tests draw from a seeded generator, so equal input and seed give equal bytes.
 */
import { InvalidInputError } from "../base/errors.js";
import { type Random, seededRandom } from "./seeded-random.js";
import { type TravelMatrix, travelMatrix } from "./travel-matrix.js";

/** Neighbours of each place with their weights; `cost` holds the weight. A place is not a neighbour of itself. */
export type Neighbours = TravelMatrix;

/** How many permutations are drawn, and from which seed. */
export interface PermutationOptions {
  /** Draws; default 999. */
  readonly permutations?: number | undefined;
  /** Default 1. */
  readonly seed?: number | undefined;
}

/** Moran's I of all places together. */
export interface MoransI {
  readonly value: number;
  /** `−1 / (n − 1)`: what no pattern at all would give on average. */
  readonly expected: number;
  /** Places without neighbours, or with weights of 0 alone: they count in the mean and in n, and add nothing else. */
  readonly islands: number;
  /** Share of draws at least as far out on the observed side, the observed one included. */
  readonly p: number;
}

/**
 * Where a place stands beside its neighbours: high among high, low among low, and the two mixtures. An island has no
 * neighbours, or weights of 0 alone, and lies in no cluster.
 */
export type Cluster = "HH" | "LL" | "HL" | "LH" | "island";

/** Local Moran's I (LISA): one entry per place. */
export interface LocalMoran {
  /** `z_i Σ_j w_ij z_j`, z standardised; their mean over weights is Moran's I. 0 for islands. */
  readonly value: Float64Array;
  /** By conditional permutations; 1 for islands. */
  readonly p: Float64Array;
  /** `p` adjusted for looking at every place with neighbours (Benjamini–Hochberg); 1 for islands. */
  readonly q: Float64Array;
  readonly cluster: readonly Cluster[];
}

/**
 * Weights whose rows each add up to 1; rows without neighbours stay empty.
 *
 * @returns a copy with the same neighbours
 *
 * @example
 * const neighbours = nearestNeighbours([0, 1, 2], [0, 0, 0], 2);
 * [...rowStandardised(neighbours).cost]; // => [0.5, 0.5, 0.5, 0.5, 0.5, 0.5]
 */
export function rowStandardised(neighbours: Neighbours): Neighbours {
  const cost = neighbours.cost.slice();
  for (let i = 0; i < neighbours.rows; i++) {
    const [from, to] = [neighbours.first[i], neighbours.first[i + 1]];
    const sum = cost.subarray(from, to).reduce((total, weight) => total + weight, 0);
    for (let k = from; k < to && sum > 0; k++) cost[k] /= sum;
  }
  return { ...neighbours, cost };
}

/**
 * The `k` nearest places of each place, in a straight line in the plane; ties to the lower index.
 *
 * @param x - east of each place, metres
 * @param y - north of each place, metres
 * @param k - how many neighbours, at least 1
 * @returns weights of 1, as a sparse matrix of places by places
 * @throws {InvalidInputError} if `k` is not a whole number from 1
 *
 * @example
 * [...nearestNeighbours([0, 1, 2, 9], [0, 0, 0, 0], 1).column]; // => [1, 0, 1, 2]
 */
export function nearestNeighbours(x: ArrayLike<number>, y: ArrayLike<number>, k: number): Neighbours {
  if (!(Number.isInteger(k) && k >= 1))
    throw new InvalidInputError(`${k} neighbours: expected a whole number from 1`);
  const n = x.length;
  const pairs = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => ({ j, apart: (x[i] - x[j]) ** 2 + (y[i] - y[j]) ** 2 }))
      .filter(({ j }) => j !== i)
      .sort((a, b) => a.apart - b.apart || a.j - b.j)
      .slice(0, k)
      .map(({ j }) => ({ row: i, column: j, cost: 1 })),
  );
  return travelMatrix(n, n, pairs.flat());
}

/**
 * Moran's I: above its expectation where like lies beside like. `n / ΣW · Σ w_ij z_i z_j / Σ z_i²`.
 *
 * @param values - one finite number per place
 * @returns the statistic and its pseudo p-value; null where all values are the same, or no place has a neighbour
 * @throws {InvalidInputError} if there is not one finite value per place, or a place is its own neighbour
 *
 * @example
 * const neighbours = nearestNeighbours([0, 1, 10, 11], [0, 0, 0, 0], 1);
 * moransI([1, 1, 5, 5], neighbours)?.value; // => 1
 */
export function moransI(
  values: ArrayLike<number>,
  neighbours: Neighbours,
  { permutations = 999, seed = 1 }: PermutationOptions = {},
): MoransI | null {
  const z = standardised(values, neighbours);
  const weight = neighbours.cost.reduce((sum, w) => sum + w, 0);
  if (z === null || !(weight > 0)) return null;
  const statistic = (column: Float64Array) => {
    let sum = 0;
    for (let i = 0; i < column.length; i++) sum += column[i] * lagOf(column, neighbours, i);
    return sum / weight;
  };
  const value = statistic(z);
  const random = seededRandom(seed);
  const shuffled = z.slice();
  let atLeast = 0;
  for (let draw = 0; draw < permutations; draw++) {
    shuffle(shuffled, shuffled.length, random);
    if (isAtLeast(statistic(shuffled), value)) atLeast++;
  }
  const islands = islandsOf(neighbours).reduce((count, isIsland) => count + isIsland, 0);
  return { value, expected: -1 / (z.length - 1), islands, p: pseudoP(atLeast, permutations) };
}

/**
 * Local Moran's I of every place: the kind of cluster it lies in, and how sure that is.
 *
 * @param values - one finite number per place
 * @returns columns with one entry per place; null where all values are the same
 * @throws {InvalidInputError} as `moransI`
 *
 * @example
 * const neighbours = nearestNeighbours([0, 1, 10, 11], [0, 0, 0, 0], 1);
 * localMorans([1, 1, 5, 5], neighbours)?.cluster; // => ["LL", "LL", "HH", "HH"]
 */
export function localMorans(
  values: ArrayLike<number>,
  neighbours: Neighbours,
  { permutations = 999, seed = 1 }: PermutationOptions = {},
): LocalMoran | null {
  const z = standardised(values, neighbours);
  if (z === null) return null;
  const random = seededRandom(seed);
  const value = new Float64Array(z.length);
  const p = new Float64Array(z.length).fill(1);
  const cluster: Cluster[] = [];
  const others = new Float64Array(z.length - 1);
  const islands = islandsOf(neighbours);
  for (let i = 0; i < z.length; i++) {
    if (islands[i] === 1) {
      cluster.push("island");
      continue;
    }
    const lag = lagOf(z, neighbours, i);
    value[i] = z[i] * lag;
    cluster.push(`${z[i] >= 0 ? "H" : "L"}${lag >= 0 ? "H" : "L"}`);
    const [from, to] = [neighbours.first[i], neighbours.first[i + 1]];
    others.set(z.subarray(0, i));
    others.set(z.subarray(i + 1), i);
    let atLeast = 0;
    for (let draw = 0; draw < permutations; draw++) {
      shuffle(others, to - from, random);
      let drawn = 0;
      for (let k = from; k < to; k++) drawn += neighbours.cost[k] * others[k - from];
      if (isAtLeast(z[i] * drawn, value[i])) atLeast++;
    }
    p[i] = pseudoP(atLeast, permutations);
  }
  const tested = Uint32Array.from(p.keys()).filter((i) => islands[i] === 0);
  const q = new Float64Array(z.length).fill(1);
  adjusted(Float64Array.from(tested, (i) => p[i])).forEach((one, n) => {
    q[tested[n]] = one;
  });
  return { value, p, q, cluster };
}

/** Benjamini–Hochberg: the smallest rate of false discoveries at which each of the tests would still be one. */
export function adjusted(p: Float64Array): Float64Array {
  const order = Uint32Array.from(p, (_, i) => i).sort((a, b) => p[a] - p[b] || a - b);
  const q = new Float64Array(p.length);
  let least = 1;
  for (let k = order.length - 1; k >= 0; k--) {
    least = Math.min(least, (p[order[k]] * p.length) / (k + 1));
    q[order[k]] = least;
  }
  return q;
}

/** A draw of the same values in another order is a tie, though its sum may differ in the last bits. */
function isAtLeast(drawn: number, observed: number): boolean {
  return drawn >= observed - 1e-12 * Math.max(1, Math.abs(observed));
}

/** The folded share of draws: on whichever side of them the observed value lies. */
function pseudoP(atLeast: number, permutations: number): number {
  return (Math.min(atLeast, permutations - atLeast) + 1) / (permutations + 1);
}

/** Values less their mean over their standard deviation; null where they do not vary. */
function standardised(
  values: ArrayLike<number>,
  { rows, columns, first, column }: Neighbours,
): Float64Array | null {
  if (values.length !== rows || rows !== columns) {
    throw new InvalidInputError(
      `${values.length} values were given with neighbours of ${rows} × ${columns} places`,
    );
  }
  const z = Float64Array.from({ length: rows }, (_, i) => values[i]);
  if (!z.every(Number.isFinite))
    throw new InvalidInputError("A value is not a finite number; leave such places out");
  for (let i = 0; i < rows; i++) {
    if (column.subarray(first[i], first[i + 1]).includes(i))
      throw new InvalidInputError(`Place ${i} is given as its own neighbour`);
  }
  if (rows < 2 || z.every((v) => v === z[0])) return null;
  const mean = z.reduce((sum, v) => sum + v, 0) / rows;
  const spread = Math.sqrt(z.reduce((sum, v) => sum + (v - mean) ** 2, 0) / rows);
  return z.map((v) => (v - mean) / spread);
}

/** 1 for each place without neighbours, or with weights of 0 alone. */
function islandsOf({ rows, first, cost }: Neighbours): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, i) =>
    cost.subarray(first[i], first[i + 1]).some((weight) => weight !== 0) ? 0 : 1,
  );
}

function lagOf(z: Float64Array, { first, column, cost }: Neighbours, i: number): number {
  let sum = 0;
  for (let k = first[i]; k < first[i + 1]; k++) sum += cost[k] * z[column[k]];
  return sum;
}

/** Puts `count` values drawn without repetition to the front (Fisher & Yates). */
function shuffle(values: Float64Array, count: number, random: Random): void {
  for (let i = 0; i < count && i < values.length - 1; i++) {
    const j = i + Math.floor(random() * (values.length - i));
    const held = values[i];
    values[i] = values[j];
    values[j] = held;
  }
}
