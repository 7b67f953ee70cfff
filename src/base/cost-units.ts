/**
 * Units of walking costs, so that minutes and metres are never mixed.
 *
 * What searches minimise is an integer: whole milliseconds (time basis) or whole millimetres (distance basis).
 * A limit carries its unit at run time as well as in its type.
 */
import { aNumber, aWord, checkArgument } from "./check-call.js";
import { InvalidInputError } from "./errors.js";

/** `ms` on the time basis, `mm` on the distance basis. */
export type CostUnit = "ms" | "mm";

/** Marks a place that no walk reaches; test for it before adding anything. */
export const UNREACHED = 0xffffffff;

/** The sum of two costs: unreached if one is, or if the sum does not fit. */
export function addCosts(a: number, b: number): number {
  return Math.min(UNREACHED, a + b);
}

/** What is left of a whole cost after a part of it: unreached if one is. */
export function subtractCosts(whole: number, part: number): number {
  return whole === UNREACHED || part === UNREACHED ? UNREACHED : whole - part;
}

/** In columns of facility indices: no facility is reached. */
export const NO_FACILITY = 0xffffffff;

/** The largest limit: one more, plus any cost up to 2^31, still fits an unsigned 32-bit integer. */
const LARGEST_LIMIT = 0x7ffffffe;

/**
 * How far a search goes, door to door.
 *
 * Searches and isochrones take limits in the unit of their costs alone: `metres(300)` with costs in milliseconds does not
 * compile.
 */
export interface Limit<U extends CostUnit = CostUnit> {
  readonly unit: U;
  /** Whole milliseconds or whole millimetres, 0 … 2^31 − 2. */
  readonly value: number;
}

/**
 * A limit in minutes of walking.
 *
 * @param value - minutes, from 0
 * @returns the limit in whole milliseconds, for costs of a profile that walks in time
 * @throws {InvalidInputError} if the value is negative, not finite, or beyond 24 days
 *
 * @example
 * minutes(15); // => { unit: "ms", value: 900_000 }
 */
export function minutes(value: number): Limit<"ms"> {
  requireNumber("minutes", value);
  return limit("ms", value * 60_000, `${value} minutes`);
}

/**
 * A limit in metres of street.
 *
 * @param value - metres, from 0
 * @returns the limit in whole millimetres, for costs on the distance basis (`DISTANCE_BASIS`)
 * @throws {InvalidInputError} if the value is negative, not finite, or beyond 2,147 km
 *
 * @example
 * metres(300); // => { unit: "mm", value: 300_000 }
 */
export function metres(value: number): Limit<"mm"> {
  requireNumber("metres", value);
  return limit("mm", value * 1000, `${value} metres`);
}

/**
 * The largest limit there is, for searches that should reach everything.
 *
 * @param unit - unit of the costs: `ms` or `mm`
 * @returns a limit of 2^31 − 2 milliseconds (24 days) or millimetres (2,147 km)
 * @throws {InvalidInputError} if the unit is neither `ms` nor `mm`
 *
 * @example
 * const { cost } = nearestCosts(costs, pharmacies, homes, { limit: unlimited(costs.unit) });
 */
export function unlimited<U extends CostUnit>(unit: U): Limit<U> {
  checkArgument("unit", unit, aWord(["ms", "mm"]));
  return { unit, value: LARGEST_LIMIT };
}

/** @throws {InvalidInputError} if a value is not a number: `null` and lists would count as 0 */
function requireNumber(name: string, value: unknown): void {
  if (typeof value !== "number") checkArgument(name, value, aNumber({ from: 0 }));
}

function limit<U extends CostUnit>(unit: U, value: number, text: string): Limit<U> {
  if (!(value >= 0 && value <= LARGEST_LIMIT)) {
    throw new InvalidInputError(
      `A limit of ${text} is not usable: expected a number from 0 to ${LARGEST_LIMIT} ${unit}`,
    );
  }
  return { unit, value: Math.round(value) };
}
