import { InvalidInputError } from "../../base/errors.js";

/** @throws {InvalidInputError} unless a share is above 0 and at most 1, or not given */
export function requireShare(what: string, share: number | undefined): void {
  if (share === undefined || (typeof share === "number" && share > 0 && share <= 1)) return;
  throw new InvalidInputError(`${what} is ${share}: expected a number above 0 and at most 1`);
}
