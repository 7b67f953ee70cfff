/**
 * Who is covered for each service as premises are taken one after the other.
 */
import { countReach, weightInReach, weightWhere } from "../matrix-rows.js";
import type { PlannedService, PremisesQuestion } from "./premises-question.js";

/** Who is covered for one service, and by how many. */
export interface CoverState {
  readonly service: PlannedService;
  /** Per place: existing cover counts one, each of the premises one more. */
  readonly counts: Uint32Array;
}

/** The services as they are covered today. */
export function coverStates({ services }: PremisesQuestion): CoverState[] {
  return services.map((service) => ({
    service,
    counts: Uint32Array.from(service.covered, (c) => (c === 0 ? 0 : 1)),
  }));
}

/** Adds (1) or takes away (−1) a service in premises `j`. */
export function cover({ service: { matrix }, counts }: CoverState, j: number, by: 1 | -1 = 1): void {
  countReach(matrix, j, counts, by);
}

/** People that a service in premises `j` would add; with `among` 1, those it alone covers now. */
export function gainAt({ service: { matrix, people }, counts }: CoverState, j: number, among = 0): number {
  return weightInReach(matrix, j, { weight: people, counts, among });
}

/** People covered now and not before. */
export function newlyCovered({ service: { people, covered }, counts }: CoverState): number {
  return weightWhere(people, (i) => counts[i] !== 0 && covered[i] === 0);
}
