/**
 * For which years premises can be used: from the year of the plan, or when they are ready, to the end of the lease.
 *
 * Where a use departs from that of the land, it may stay five years without a change of land use (国办函〔2023〕121号, 存量房屋
 * 五年过渡期). An end that nobody knows closes nothing.
 */
/** Years that a use may depart from that of the land. */
const YEARS_AGAINST_LAND_USE = 5;

/** The years of a plan. */
export interface PlanYears {
  /** Year in which the plan is made: no room is used before. Default: rooms are used as soon as they are ready. */
  readonly asOf?: number | undefined;
  /** Rooms that are not ready by then are out; default: no such year. */
  readonly last?: number | undefined;
  /** Years that a room must serve; default 1. */
  readonly atLeast?: number | undefined;
}

/** What premises say of the years in which they can be used. */
interface Lease {
  readonly readyYear: number | null;
  readonly availableUntil: number | null;
  readonly mode: string | null;
  readonly changesLandUse: boolean | null;
}

/** The year from which premises without a ready date are used: that of the plan, else its last. */
export function planStart({ asOf, last }: PlanYears, { readyYear }: Lease): number | undefined {
  return asOf ?? (readyYear === null ? last : undefined);
}

/** The first year of use: the later of `asOf` and the year when they are ready; null where neither is known. */
function firstYearOfUse({ readyYear }: Lease, asOf: number | undefined): number | null {
  if (readyYear === null) return asOf ?? null;
  return asOf === undefined ? readyYear : Math.max(asOf, readyYear);
}

/** The last year of use; null where nobody knows an end. */
export function lastYearOfUse(premises: Lease, asOf: number | undefined): number | null {
  const { availableUntil, mode, changesLandUse } = premises;
  const first = firstYearOfUse(premises, asOf);
  const departs = changesLandUse ?? mode === "convert";
  if (!departs || first === null) return availableUntil;
  const landEnd = first + YEARS_AGAINST_LAND_USE - 1;
  return availableUntil === null ? landEnd : Math.min(availableUntil, landEnd);
}

/** How many years premises can be used; `Infinity` where an end or a beginning is not known. */
export function yearsOfUse(premises: Lease, asOf: number | undefined): number {
  const first = firstYearOfUse(premises, asOf);
  const last = lastYearOfUse(premises, asOf);
  return first === null || last === null ? Number.POSITIVE_INFINITY : Math.max(0, last - first + 1);
}
