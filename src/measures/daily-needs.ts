/**
 * Many services at once: how much of what a place needs lies near, and how long one walks for it on average.
 */
import { InvalidInputError } from "../base/errors.js";
import type { TravelMatrix } from "./travel-matrix.js";

/** Travel costs from demand places to facilities that offer services. */
export interface NeedsInput {
  /** Demand places × facilities. */
  readonly matrix: TravelMatrix;
  /** Per facility the services that it offers. */
  readonly services: readonly (readonly string[])[];
}

/**
 * Share of the needed services that each place has within their limits; 1 means all of them.
 *
 * @param input - costs, and what each facility offers
 * @param limits - the largest cost that counts, by needed service, in the unit of the matrix
 * @returns `Float64Array` with one share per place, 0 to 1
 * @throws {InvalidInputError} if nothing is needed, or `services` does not have one entry per facility
 *
 * @example
 * const services = [["doctor"], ["doctor", "pharmacy"]];
 * const limits = new Map([["doctor", 10], ["pharmacy", 15]]);
 * [...completeness({ matrix, services }, limits)]; // => [0.5, 1]
 */
export function completeness(input: NeedsInput, limits: ReadonlyMap<string, number>): Float64Array {
  requireServices(input, limits.size);
  const share = new Float64Array(input.matrix.rows);
  for (const [service, limit] of limits) {
    const costs = costsOf(input, service);
    for (let i = 0; i < share.length; i++) {
      if (costs(i).some((cost) => cost <= limit)) share[i] += 1;
    }
  }
  return share.map((count) => count / limits.size);
}

/**
 * Mean cost from each place to its `nearest` facilities of each service, averaged over services.
 *
 * @param input - costs, and what each facility offers
 * @param options.services - the services that count, each once
 * @param options.nearest - how many facilities of a service are averaged; fewer in reach leave the place at `Infinity`
 * @returns `Float64Array` with one mean per place, in the unit of the matrix
 * @throws {InvalidInputError} if no service counts, or `nearest` is not a whole number from 1
 *
 * @example
 * const offers = { matrix, services: [["doctor"], ["doctor", "pharmacy"]] };
 * [...proximityTime(offers, { services: ["doctor", "pharmacy"], nearest: 1 })]; // => [12.5, 10]
 */
export function proximityTime(
  input: NeedsInput,
  { services, nearest }: { readonly services: readonly string[]; readonly nearest: number },
): Float64Array {
  requireServices(input, services.length);
  if (!(Number.isInteger(nearest) && nearest >= 1)) {
    throw new InvalidInputError(`The nearest ${nearest} are to be averaged: expected a whole number from 1`);
  }
  const sum = new Float64Array(input.matrix.rows);
  for (const service of services) {
    const costs = costsOf(input, service);
    for (let i = 0; i < sum.length; i++) {
      const chosen = costs(i)
        .sort((a, b) => a - b)
        .slice(0, nearest);
      sum[i] +=
        chosen.length < nearest ? Infinity : chosen.reduce((total, cost) => total + cost, 0) / nearest;
    }
  }
  return sum.map((total) => total / services.length);
}

/** The costs from a place to the facilities of one service. */
function costsOf({ matrix, services }: NeedsInput, service: string): (place: number) => number[] {
  const offers = services.map((offered) => offered.includes(service));
  return (place) => {
    const costs: number[] = [];
    for (let k = matrix.first[place]; k < matrix.first[place + 1]; k++) {
      if (offers[matrix.column[k]]) costs.push(matrix.cost[k]);
    }
    return costs;
  };
}

function requireServices({ matrix, services }: NeedsInput, needed: number): void {
  if (services.length !== matrix.columns) {
    throw new InvalidInputError(
      `services has ${services.length} entries, expected ${matrix.columns} (one per facility)`,
    );
  }
  if (needed === 0) throw new InvalidInputError("No service is needed: expected at least one");
}
