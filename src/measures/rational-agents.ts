/**
 * Rational agent access model (RAAM): what a facility costs its visitors in travel and in crowding, where everybody goes
 * where that sum is least.
 *
 * The equilibrium is the least of a convex function, `Σ_j L_j² / (2 S_j ρ) + Σ x_ij t_ij / τ` with L_j the people who go to
 * j. It is found place by place: the people of one place are spread over its facilities so that all that are used cost
 * the same, the people of the others standing still, and so on round after round. Each step is exact and lowers the
 * function, so the order of the rows changes no more than the last digits.
 */
import { InvalidInputError } from "../base/errors.js";
import { requireAmounts, type TravelMatrix } from "./travel-matrix.js";

/** Who walks how far to what, and how travel weighs against crowding. */
export interface RationalAgentInput {
  /** Demand places × facilities; a missing pair is out of reach. */
  readonly matrix: TravelMatrix;
  /** Per facility: places, doctors, beds. One without any is used by nobody. */
  readonly supply: ArrayLike<number>;
  /** Per demand place: people. */
  readonly demand: ArrayLike<number>;
  /** Travel that weighs as much as a crowding of ρ, in the unit of the matrix. */
  readonly tau: number;
  /** People per unit of supply that count as 1; default all people over all supply. */
  readonly rho?: number | undefined;
  /** Largest cost that counts, in the unit of the matrix; default none. */
  readonly cutoff?: number | undefined;
}

/** The equilibrium. */
export interface RationalAgentResult {
  /** Per demand place: crowding and travel at the best of its facilities; `Infinity` where none is in reach. */
  readonly cost: Float64Array;
  /** Per facility: the people who go there. */
  readonly load: Float64Array;
  /** Share of all cost that people could save by going elsewhere: 0 but for rounding, unless 5,000 rounds are too few. */
  readonly gap: number;
  readonly rounds: number;
}

const MAX_ROUNDS = 5000;
/** In a round no cost moves by more than this share of itself. */
const MAX_MOVE = 1e-12;

/**
 * Cost of access where everybody chooses rationally: `min_j [(L_j / S_j) / ρ + t_ij / τ]`.
 *
 * @param input.tau - travel that weighs as much as a crowding of ρ, in the unit of the matrix
 * @param input.rho - people per unit of supply that count as 1; default all people over all supply
 * @returns the cost of each place, without a unit: 1 is the mean crowding at no distance; lower is better
 * @throws {InvalidInputError} if supply or demand does not have one number from 0 per facility or place, or τ or ρ is
 *   not above 0
 * @see Saxon, J. & Snow, D. (2020). A rational agent model for the spatial accessibility of primary health care. Annals
 *   of the American Association of Geographers 110(1). https://doi.org/10.1080/24694452.2019.1629867
 *
 * @example
 * const { cost } = rationalAgentAccess({ matrix, supply, demand, tau: 30 });
 * [...cost].map((each) => each.toFixed(2)); // => ["0.92", "1.46"]
 */
export function rationalAgentAccess(input: RationalAgentInput): RationalAgentResult {
  const { matrix, supply, demand, tau, cutoff = Infinity } = input;
  requireAmounts("supply", supply, matrix.columns);
  requireAmounts("demand", demand, matrix.rows);
  const [people, places] = [sum(demand), sum(supply)];
  // Where nobody lives or nothing is offered there is no crowding to measure by.
  const rho = input.rho ?? (people > 0 && places > 0 ? people / places : 1);
  for (const [name, value] of [
    ["tau", tau],
    ["rho", rho],
  ] as const)
    if (!(value > 0 && Number.isFinite(value)))
      throw new InvalidInputError(`${name} is ${value}: expected a number above 0`);
  const travel = matrix.cost.map((cost) => cost / tau);
  const crowding = Float64Array.from({ length: matrix.columns }, (_, j) => 1 / (supply[j] * rho));
  const pairs = Array.from({ length: matrix.rows }, (_, i) => {
    const all = Array.from({ length: matrix.first[i + 1] - matrix.first[i] }, (_, n) => matrix.first[i] + n);
    return all.filter((k) => supply[matrix.column[k]] > 0 && matrix.cost[k] <= cutoff);
  });
  const load = new Float64Array(matrix.columns);
  const share = new Float64Array(matrix.cost.length);
  const costOf = (k: number) => travel[k] + load[matrix.column[k]] * crowding[matrix.column[k]];
  const best = (i: number) => pairs[i].reduce((least, k) => Math.min(least, costOf(k)), Infinity);
  let [moved, rounds] = [Infinity, 0];
  for (; rounds < MAX_ROUNDS && moved > MAX_MOVE; rounds++) {
    moved = 0;
    for (let i = 0; i < matrix.rows; i++) moved = Math.max(moved, spread(demand[i], pairs[i]));
  }
  return { cost: Float64Array.from({ length: matrix.rows }, (_, i) => best(i)), load, gap: gapNow(), rounds };

  /**
   * Spreads the people of a place so that what they use costs the same, and what they do not use no less: by how much of it
   * the cost of a facility moved.
   */
  function spread(people: number, own: readonly number[]): number {
    if (people === 0 || own.length === 0) return 0;
    for (const k of own) load[matrix.column[k]] -= share[k];
    const open = own
      .map((k) => ({ k, cost: costOf(k), slope: crowding[matrix.column[k]] }))
      .sort((a, b) => a.cost - b.cost || a.k - b.k);
    // At the level λ a facility takes (λ − cost) / slope; the level is raised until all people are taken.
    let [perLevel, atZero] = [0, 0];
    let level = 0;
    for (const [n, { cost, slope }] of open.entries()) {
      perLevel += 1 / slope;
      atZero += cost / slope;
      level = (people + atZero) / perLevel;
      if (n + 1 === open.length || level <= open[n + 1].cost) break;
    }
    let most = 0;
    for (const { k, cost, slope } of open) {
      const people = Math.max(0, (level - cost) / slope);
      most = Math.max(most, (Math.abs(people - share[k]) * slope) / Math.max(1, level));
      share[k] = people;
      load[matrix.column[k]] += people;
    }
    return most;
  }

  /** What people pay beyond the best that they have, over all that they pay. */
  function gapNow(): number {
    let [paid, least] = [0, 0];
    for (let i = 0; i < matrix.rows; i++) {
      if (demand[i] === 0 || pairs[i].length === 0) continue;
      for (const k of pairs[i]) paid += share[k] * costOf(k);
      least += demand[i] * best(i);
    }
    return paid > 0 ? (paid - least) / paid : 0;
  }
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((total, value) => total + value, 0);
}
