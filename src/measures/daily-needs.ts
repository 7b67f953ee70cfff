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
 * Per place the share of the needed services with a facility within its limit; 1 means all of them.
 *
 * @param limits - per needed service the largest cost that counts; one limit stays one even if a nearer facility of
 *   another service is by
 * @throws {InvalidInputError} if nothing is needed, or there are not services for each facility
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
 * Per place the mean over services of the mean cost to its `nearest` facilities of each.
 *
 * @param options.services - those that count, each once
 * @param options.nearest - how many facilities of a service are averaged; fewer in reach leave the place at `Infinity`
 * @throws {InvalidInputError} if no service counts, or `nearest` is no whole number from 1
 */
export function proximityTime(
  input: NeedsInput,
  { services, nearest }: { readonly services: readonly string[]; readonly nearest: number },
): Float64Array {
  requireServices(input, services.length);
  if (!(Number.isInteger(nearest) && nearest >= 1)) {
    throw new InvalidInputError(`The nearest ${nearest} are to be averaged: due is a whole number from 1`);
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
      `Services of ${services.length} facilities were given when ${matrix.columns} were due`,
    );
  }
  if (needed === 0) throw new InvalidInputError("No service is needed: due is at least one");
}
