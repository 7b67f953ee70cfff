/**
 * Checks at the public face of the searches.
 */
import { InvalidInputError } from "../base/errors.js";
import type { Linkage } from "../network/linkage.js";
import type { WalkCosts } from "../network/walk-costs.js";

/** @throws {InvalidInputError} if a linkage was made for other costs than these */
export function requireSameCosts(costs: WalkCosts, ...linkages: readonly Linkage[]): void {
  for (const linkage of linkages) {
    if (linkage.costs !== costs) {
      throw new InvalidInputError(
        `A linkage made for profile "${linkage.costs.profile.id}" was given with costs of profile ` +
          `"${costs.profile.id}": link the points with linkPoints() for the same costs`,
      );
    }
  }
}

/** @throws {InvalidInputError} if a number of threads is given that is not a whole number from 1 */
export function requireThreads(threads: number | undefined): void {
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1))
    throw new InvalidInputError(`threads is ${threads}: expected a whole number from 1`);
}
