/**
 * Reach: how far the nearest facility is, how many there are to choose from, how far one goes for enough of them.
 *
 * A facility without supply offers nothing and is passed over. What cannot be reached costs `Infinity`, which is no
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

/** Per place the cost to its nearest facility that has supply; `Infinity` where none is in reach. */
export function nearestCost(input: ReachInput): Float64Array {
  return costToClosest(input, 0);
}

/**
 * Per place the smallest cost at which at least `amount` of supply is in reach; `Infinity` where it never is.
 *
 * @param amount - supply wanted; 0 for any
 * @throws {InvalidInputError} unless the amount is a finite number from 0
 */
export function costToClosest(input: ReachInput, amount: number): Float64Array {
  if (!(amount >= 0 && Number.isFinite(amount))) {
    throw new InvalidInputError(`An amount of ${amount} is wanted: due is a finite number from 0`);
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

/** Per place how many facilities with supply are in reach. */
export function choiceCount(input: ReachInput): Float64Array {
  return eachPlace(input, (options) => options.length);
}

/** Per place 1 where a facility with supply is in reach, else 0. */
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
  if (!(cutoff >= 0)) throw new InvalidInputError(`The cutoff is ${cutoff}: due is a number from 0`);
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
