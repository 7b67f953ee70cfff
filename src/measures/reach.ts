/**
 * Reach: how far the nearest facility is, how many there are to choose from, how far one goes for enough of them.
 *
 * A facility without supply offers nothing and is passed over. What cannot be reached costs `Infinity`, which is not a
 * number of minutes and not zero; nothing is ever NaN.
 */
import { InvalidInputError } from "../base/errors.js";
import { requireAmounts, type TravelMatrix } from "./travel-matrix.js";

/** Costs, supply and a cutoff, without people. */
export interface ReachInput {
  /** Demand places × facilities. */
  readonly matrix: TravelMatrix;
  /** Per facility: places, beds, area, or 1 each. */
  readonly supply: ArrayLike<number>;
  /** Largest cost that counts, in the unit of the matrix; default none. */
  readonly cutoff?: number | undefined;
}

/**
 * Cost from each place to its nearest facility that has supply.
 *
 * @returns `Float64Array` with one cost per place, in the unit of the matrix; `Infinity` where none is in reach
 * @throws {InvalidInputError} if `supply` does not have one number from 0 per facility, or the cutoff is not a number
 *   from 0
 *
 * @example
 * [...nearestCost({ matrix, supply, cutoff: 8 })]; // => [5, Infinity]
 */
export function nearestCost(input: ReachInput): Float64Array {
  return costToClosest(input, 0);
}

/**
 * The smallest cost at which each place has at least `amount` of supply in reach.
 *
 * @param amount - supply wanted, from 0; 0 for any
 * @returns `Float64Array` with one cost per place, in the unit of the matrix; `Infinity` where there is never enough
 * @throws {InvalidInputError} if the amount is not a finite number from 0, or as `nearestCost`
 *
 * @example
 * [...costToClosest({ matrix, supply }, 3)]; // => [20, 10]
 */
export function costToClosest(input: ReachInput, amount: number): Float64Array {
  if (!(amount >= 0 && Number.isFinite(amount))) {
    throw new InvalidInputError(`An amount of ${amount} is wanted: expected a finite number from 0`);
  }
  return eachPlace(input, (options) => {
    let gathered = 0;
    for (const { cost, supply } of options.sort((a, b) => a.cost - b.cost)) {
      gathered += supply;
      if (gathered >= amount) return cost;
    }
    return Infinity;
  });
}

/**
 * How many facilities with supply each place has in reach.
 *
 * @returns `Float64Array` with one count per place
 * @throws {InvalidInputError} as `nearestCost`
 *
 * @example
 * [...choiceCount({ matrix, supply })]; // => [2, 1]
 */
export function choiceCount(input: ReachInput): Float64Array {
  return eachPlace(input, (options) => options.length);
}

/**
 * Whether each place has a facility with supply in reach.
 *
 * @returns `Float64Array` with 1 or 0 per place
 * @throws {InvalidInputError} as `nearestCost`
 *
 * @example
 * [...coverage({ matrix, supply, cutoff: 8 })]; // => [1, 0]
 */
export function coverage(input: ReachInput): Float64Array {
  return eachPlace(input, (options) => (options.length > 0 ? 1 : 0));
}

/** A facility within the cutoff that has supply. */
interface Option {
  readonly cost: number;
  readonly supply: number;
}

function eachPlace(
  { matrix, supply, cutoff = Infinity }: ReachInput,
  value: (options: Option[]) => number,
): Float64Array {
  requireAmounts("supply", supply, matrix.columns);
  if (!(cutoff >= 0)) throw new InvalidInputError(`The cutoff is ${cutoff}: expected a number from 0`);
  const values = new Float64Array(matrix.rows);
  for (let i = 0; i < matrix.rows; i++) {
    const options: Option[] = [];
    for (let k = matrix.first[i]; k < matrix.first[i + 1]; k++) {
      const option = { cost: matrix.cost[k], supply: supply[matrix.column[k]] };
      if (option.supply > 0 && option.cost <= cutoff) options.push(option);
    }
    values[i] = value(options);
  }
  return values;
}
