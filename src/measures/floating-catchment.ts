/**
 * Access to capacity: how much of a service each demand place can count on.
 *
 * All measures read one capped, weighted matrix `w(i, j) = decay(cost)` for pairs within the cutoff, so supply and
 * demand are weighed over the same pairs. Sums run in the order of the matrix: equal input gives equal bytes. A
 * facility with no demand in its catchment has no ratio; it is listed, and gives nothing, never NaN.
 */
import { InvalidInputError } from "../base/errors.js";
import { type Decay, noDecay } from "./decay.js";
import { requireAmounts, type TravelMatrix } from "./travel-matrix.js";

/**
 * Who walks how far to what: the input of cumulative opportunities, gravity and the floating catchment
 * family.
 */
export interface CatchmentInput {
  /** Demand places × facilities. */
  readonly matrix: TravelMatrix;
  /** Per facility: places, beds or area. */
  readonly supply: ArrayLike<number>;
  /** Per demand place: people. */
  readonly demand: ArrayLike<number>;
  /** Largest cost that counts, in the unit of the matrix. */
  readonly cutoff: number;
  /** Weight by cost; default 1 up to the cutoff. */
  readonly decay?: Decay | undefined;
}

/**
 * Access of each demand place, in supply per head (or in supply, for spatial availability), and the facilities that
 * nobody reaches.
 */
export interface CatchmentResult {
  /** Per demand place. */
  readonly access: Float64Array;
  /** Facilities that nobody is in reach of: their supply is in no value. */
  readonly unusedFacilities: readonly number[];
}

/**
 * Supply within reach, `Σ_j S_j w_ij`: cumulative opportunities without a decay, a gravity measure with one (Hansen
 * 1959).
 *
 * @returns `Float64Array` with one sum per demand place, in the unit of the supply
 * @throws {InvalidInputError} if `supply` does not have one number from 0 per facility, or the cutoff is not a number
 *   from 0
 *
 * @example
 * [...cumulativeOpportunities({ matrix, supply, cutoff: 30 })]; // => [6, 4]
 */
export function cumulativeOpportunities({ matrix, supply, cutoff, decay }: Omit<CatchmentInput, "demand">) {
  const weight = weights(matrix, cutoff, decay);
  requireAmounts("supply", supply, matrix.columns);
  return sumRows(matrix, (_, k, j) => supply[j] * weight[k]);
}

/**
 * Two-step floating catchment area (2SFCA): each facility's supply divided by the demand around it, then summed around
 * each place.
 *
 * With a decay this is the enhanced form (E2SFCA, Luo & Qi 2009) or the Gaussian one (Dai 2010). `R_j = S_j / Σ_k P_k
 * w_kj`, `A_i = Σ_j R_j w_ij`; the people-weighted sum of A is the supply in use.
 *
 * @returns access in supply per person
 * @throws {InvalidInputError} if supply or demand does not have one number from 0 per facility or place, or the cutoff
 *   is not a number from 0
 * @see Luo, W. & Wang, F. (2003). Environment and Planning B 30(6).
 *
 * @example
 * [...twoStepFloatingCatchment({ matrix, supply, demand, cutoff: 30 }).access]; // => [0.03, 0.01]
 */
export function twoStepFloatingCatchment(input: CatchmentInput): CatchmentResult {
  const { matrix, weight } = checked(input);
  const { ratio, unused } = ratios(input, (k, i) => input.demand[i] * weight[k]);
  return { access: sumRows(matrix, (_, k, j) => ratio[j] * weight[k]), unusedFacilities: unused };
}

/**
 * Three-step floating catchment area (3SFCA): each demand place first splits its people over the facilities in its
 * reach.
 *
 * `G_ij = w_ij / Σ_k w_ik`, then both steps with `G_ij w_ij` in place of `w_ij`.
 *
 * @returns access in supply per person
 * @throws {InvalidInputError} as `twoStepFloatingCatchment`
 * @see Wan, N., Zou, B. & Sternberg, T. (2012). Int. J. of Geographical Information Science 26(6).
 *
 * @example
 * const { access } = threeStepFloatingCatchment({ matrix, supply, demand, cutoff: 30 });
 * [...access].map((doctors) => doctors.toFixed(3)); // => ["0.026", "0.011"]
 */
export function threeStepFloatingCatchment(input: CatchmentInput): CatchmentResult {
  const { matrix, weight } = checked(input);
  const rowSum = sumRows(matrix, (_, k) => weight[k]);
  const choice = new Float64Array(weight.length);
  eachPair(matrix, (i, k) => {
    choice[k] = part(weight[k], rowSum[i]) * weight[k];
  });
  const { ratio, unused } = ratios(input, (k, i) => input.demand[i] * choice[k]);
  return { access: sumRows(matrix, (_, k, j) => ratio[j] * choice[k]), unusedFacilities: unused };
}

/**
 * Modified two-step floating catchment area (M2SFCA): distance lowers access even where demand does not compete.
 *
 * `A_i = Σ_j S_j w_ij² / Σ_k P_k w_kj`; the total is at most the supply, by design.
 *
 * @returns access in supply per person
 * @throws {InvalidInputError} as `twoStepFloatingCatchment`
 * @see Delamater, P. L. (2013). Spatial and Spatio-temporal Epidemiology 6.
 *
 * @example
 * const decay = parseDecay("zones:10=1,30=0.5", 30);
 * const { access } = modifiedTwoStepFloatingCatchment({ matrix, supply, demand, cutoff: 30, decay });
 * [...access].map((doctors) => doctors.toFixed(3)); // => ["0.023", "0.011"]
 */
export function modifiedTwoStepFloatingCatchment(input: CatchmentInput): CatchmentResult {
  const { matrix, weight } = checked(input);
  const { ratio, unused } = ratios(input, (k, i) => input.demand[i] * weight[k]);
  return {
    access: sumRows(matrix, (_, k, j) => ratio[j] * weight[k] * weight[k]),
    unusedFacilities: unused,
  };
}

/**
 * Spatial availability: each facility's supply divided among the demand places in proportion to people × weight.
 *
 * `V_i = Σ_j S_j P_i w_ij / Σ_k P_k w_kj`: amounts, not ratios; they add up to the supply in use.
 *
 * @returns access in the unit of the supply
 * @throws {InvalidInputError} as `twoStepFloatingCatchment`
 * @see Soukhov, A. et al. (2023). PLOS ONE 18(1).
 *
 * @example
 * [...spatialAvailability({ matrix, supply, demand, cutoff: 30 }).access]; // => [3, 3]
 */
export function spatialAvailability(input: CatchmentInput): CatchmentResult {
  const { matrix, weight } = checked(input);
  const { ratio, unused } = ratios(input, (k, i) => input.demand[i] * weight[k]);
  const access = sumRows(matrix, (i, k, j) => ratio[j] * input.demand[i] * weight[k]);
  return { access, unusedFacilities: unused };
}

/**
 * Balanced floating catchment area (BFCA): nobody is counted twice, and no facility gives more than it has.
 *
 * People are split over facilities by `w_ij / Σ_j w_ij`, levels of service over places by `w_ij / Σ_i w_ij`: `R_j = S_j
 * / Σ_i P_i w_ij / Σ_j w_ij`, `A_i = Σ_j R_j w_ij / Σ_i w_ij`. Σ A is Σ R.
 *
 * @returns access in supply per person
 * @throws {InvalidInputError} as `twoStepFloatingCatchment`
 * @see Páez, A., Higgins, C. D. & Vivona, S. F. (2019). PLOS ONE 14(6).
 *
 * @example
 * const { access } = balancedFloatingCatchment({ matrix, supply, demand, cutoff: 30 });
 * [...access].map((doctors) => doctors.toFixed(3)); // => ["0.046", "0.006"]
 */
export function balancedFloatingCatchment(input: CatchmentInput): CatchmentResult {
  const { matrix, weight } = checked(input);
  const rowSum = sumRows(matrix, (_, k) => weight[k]);
  const columnSum = new Float64Array(matrix.columns);
  eachPair(matrix, (_, k, j) => {
    columnSum[j] += weight[k];
  });
  const { ratio, unused } = ratios(input, (k, i) => input.demand[i] * part(weight[k], rowSum[i]));
  const access = sumRows(matrix, (_, k, j) => ratio[j] * part(weight[k], columnSum[j]));
  return { access, unusedFacilities: unused };
}

/** A weight's share of a sum, 0 of nothing. */
function part(weight: number, sum: number): number {
  return sum > 0 ? weight / sum : 0;
}

function checked(input: CatchmentInput): { matrix: TravelMatrix; weight: Float64Array } {
  requireAmounts("supply", input.supply, input.matrix.columns);
  requireAmounts("demand", input.demand, input.matrix.rows);
  return { matrix: input.matrix, weight: weights(input.matrix, input.cutoff, input.decay) };
}

/** Per pair: its weight, 0 past the cutoff. */
function weights(matrix: TravelMatrix, cutoff: number, decay: Decay = noDecay): Float64Array {
  if (!(cutoff >= 0)) throw new InvalidInputError(`The cutoff is ${cutoff}: expected a number from 0`);
  return matrix.cost.map((cost) => (cost <= cutoff ? decay(cost) : 0));
}

/** Supply per unit of weighed demand, 0 for facilities without any. */
function ratios({ matrix, supply }: CatchmentInput, weighed: (pair: number, row: number) => number) {
  const load = new Float64Array(matrix.columns);
  eachPair(matrix, (i, k, j) => {
    load[j] += weighed(k, i);
  });
  const ratio = load.map((demand, j) => (demand > 0 ? supply[j] / demand : 0));
  return { ratio, unused: [...load.keys()].filter((j) => !(load[j] > 0)) };
}

function sumRows(
  matrix: TravelMatrix,
  term: (row: number, pair: number, column: number) => number,
): Float64Array {
  const sum = new Float64Array(matrix.rows);
  eachPair(matrix, (i, k, j) => {
    sum[i] += term(i, k, j);
  });
  return sum;
}

function eachPair(matrix: TravelMatrix, visit: (row: number, pair: number, column: number) => void): void {
  for (let i = 0; i < matrix.rows; i++) {
    for (let k = matrix.first[i]; k < matrix.first[i + 1]; k++) visit(i, k, matrix.column[k]);
  }
}
