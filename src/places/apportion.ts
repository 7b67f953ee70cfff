/**
 * A number of people shared out by weights, to whole people, with nothing lost.
 *
 * Method: largest remainder (Hamilton): everyone gets the whole part of the exact share, what is left over goes to the
 * largest remainders, ties to the lower index. A fraction of a person in the total stays with the largest weight.
 */
import { addAt } from "../base/at.js";
import { InvalidInputError } from "../base/errors.js";

/**
 * @param total - people, a number from 0
 * @param weights - numbers from 0, one at least above 0
 * @returns one number a weight; their sum is `total` exactly
 * @throws {InvalidInputError} if total or weights are not so
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const isSound = Number.isFinite(total) && total >= 0 && sum > 0 && Number.isFinite(sum);
  if (!isSound || weights.some((weight) => !(weight >= 0))) {
    throw new InvalidInputError(`${total} cannot be shared by weights that add up to ${sum}`);
  }
  const whole = Math.floor(total);
  const exact = weights.map((weight) => (whole * weight) / sum);
  const shares = exact.map(Math.floor);
  const rests = exact.map((share) => share - Math.floor(share));
  const order = [...rests.entries()].sort(([a, restA], [b, restB]) => restB - restA || a - b);
  const left = whole - shares.reduce((a, b) => a + b, 0);
  for (const [i] of order.slice(0, left)) addAt(shares, i);
  addAt(shares, weights.indexOf(weights.reduce((most, weight) => Math.max(most, weight))), total - whole);
  return shares;
}
