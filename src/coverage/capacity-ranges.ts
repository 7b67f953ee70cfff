/**
 * Which blocks are served enough if the numbers of places and the floor areas are off.
 *
 * The allocation is made again with the fewest and with the most places; walks stay those of the report.
 */
import { InvalidInputError } from "../base/errors.js";
import type { GapReport } from "./gap-report.js";
import {
  type CapacityRule,
  type CapacitySupposition,
  serviceCapacity,
  shortageAt,
} from "./judge-capacity.js";

/** How far capacities and floor areas may be off. */
export interface CapacityRange {
  /** Least and largest share of the given places and areas that there may be; default `[1, 1]`. */
  readonly factor?: readonly [least: number, most: number] | undefined;
  /**
   * Places of a facility that gives none, where they are fewest; where they are most it takes everybody. By default it
   * takes everybody at both ends.
   */
  readonly unknownPlaces?: number | undefined;
}

/** Per block whether what it has in reach is enough: as the report has it, and at both ends. */
export type EnoughAt = (block: number) => readonly boolean[];

/** @throws {InvalidInputError} if the shares are upside down or not from 0, or places not a number from 0 */
export function checkCapacityRange({
  factor: [least, most] = [1, 1],
  unknownPlaces = 0,
}: CapacityRange): void {
  if (!(least >= 0 && most >= least && Number.isFinite(most))) {
    throw new InvalidInputError(
      `Shares of capacity from ${least} to ${most}: expected numbers from 0, the smaller first`,
    );
  }
  if (!(unknownPlaces >= 0 && Number.isFinite(unknownPlaces))) {
    throw new InvalidInputError(
      `Facilities without a number have ${unknownPlaces} places: expected a number from 0`,
    );
  }
}

/** Judges capacity and size again at both ends of the range. */
export function enoughAtEnds(
  report: GapReport,
  rule: CapacityRule,
  { factor: [least, most] = [1, 1], unknownPlaces }: CapacityRange,
): EnoughAt {
  const ends = [
    { rule, factor: 1 },
    { rule: supposed(report, rule, { factor: least, unknownPlaces }), factor: least },
    { rule: supposed(report, rule, { factor: most }), factor: most },
  ];
  return (block) => ends.map((end) => shortageAt(report, end.rule, block, end.factor) === null);
}

function supposed(report: GapReport, rule: CapacityRule, given: CapacitySupposition): CapacityRule {
  if (rule.capacity === null) return rule;
  return {
    ...rule,
    capacity: serviceCapacity(report, rule.reach, { demandPer1000: rule.demandPer1000, ...given }),
  };
}
