/**
 * Enough, not only near: blocks in reach of a service that is too small or too full for them.
 *
 * A block is `too-small` where every facility in its reach has a known size below the required one; `too-full` where
 * more of its people are left over by the allocation than are served. A facility without the figure that is asked for is
 * neither full nor enough: a block whose verdict hangs on it is unknown, `capacity-unknown`.
 */
import { itemAt, nothingAt, spanAt } from "../base/at.js";
import type { TravelMatrix } from "../measures/travel-matrix.js";
import { DEMAND_PER_1000, demandFor, GROUP_OF_SERVICE } from "../places/demand.js";
import { type Allocation, allocatePeople } from "./allocate.js";
import { type GapReport, REASONS, type ServiceGaps, VERDICTS } from "./gap-report.js";
import { summarise } from "./summarise.js";

/** Walks within the limit from every block to the facilities of one service. */
export interface ServiceReach {
  readonly service: string;
  /** Blocks × facilities of the service; whole costs. */
  readonly matrix: TravelMatrix;
  /** Positions of the columns in the facility set. */
  readonly facilities: readonly number[];
}

/** Who finds a place in reach of one service, who is left over, and where they queue. */
export interface ServiceCapacity {
  readonly service: string;
  /** Whose demand was allocated: `60+`, `0-2`, `3-5`, `all`. */
  readonly group: string;
  readonly facilities: readonly number[];
  readonly allocation: Allocation;
  /** People of the group, and the places they need, whole numbers. */
  readonly groupPeople: number;
  readonly people: number;
  /** Places of the facilities in reach of somebody, as far as they give them. */
  readonly places: number;
  /** Facilities in reach that give none; as many as ask find a place there, unless the user says how many there are. */
  readonly withoutPlaces: number;
  /** Blocks whose demand is not known, or that join no street: taken as nobody. */
  readonly blocksWithoutDemand: number;
}

/** What is supposed of the numbers that a register gives, and of those that it does not. */
export interface CapacitySupposition {
  /** Places needed per 1,000 people of the target group; by default `DEMAND_PER_1000`. */
  readonly demandPer1000?: number | undefined;
  /** Share of the given places that there are; default 1. */
  readonly factor?: number | undefined;
  /** Places of a facility that gives none; by default as many as ask. */
  readonly unknownPlaces?: number | undefined;
}

/**
 * Allocates the demand for a service.
 *
 * @returns null where no facility gives places and nothing is supposed of them, no block gives people, or nothing says
 *   how many ask for a place
 */
export function serviceCapacity(
  report: GapReport,
  reach: ServiceReach,
  { demandPer1000 = DEMAND_PER_1000[reach.service], factor = 1, unknownPlaces }: CapacitySupposition = {},
): ServiceCapacity | null {
  const { service, matrix, facilities } = reach;
  const { unlinked, requirement } =
    report.services.find((gaps) => gaps.service === service) ?? nothingAt(service);
  const { group, amount: everybody } = demandFor(report.blocks.blocks, requirement);
  // Who joins no street can neither be served nor be said to queue.
  const amount = everybody.map((count, b) => (unlinked[b] === 0 ? count : null));
  const given = facilities.map((f) => itemAt(report.facilities.facilities, f).capacity);
  const isOwnGroup = group === (requirement.group ?? GROUP_OF_SERVICE[service]);
  const isGiven = unknownPlaces !== undefined || given.some((places) => places !== null);
  if (demandPer1000 === undefined || !isOwnGroup || !isGiven) return null;
  const people = wholeParts(amount.map((count) => (demandPer1000 / 1000) * (count ?? 0)));
  const all = people.reduce((sum, count) => sum + count, 0);
  const allocation = allocatePeople({
    matrix,
    people,
    places: given.map((places) =>
      places === null ? Math.floor(unknownPlaces ?? all) : Math.floor(factor * places),
    ),
    cutoff: Infinity,
  });
  const inReach = new Set(matrix.column);
  return {
    service,
    group,
    facilities,
    allocation,
    groupPeople: amount.reduce<number>((sum, count) => sum + (count ?? 0), 0),
    people: all,
    places: given.reduce<number>((sum, places, f) => sum + (inReach.has(f) ? Math.floor(places ?? 0) : 0), 0),
    withoutPlaces: given.filter((places, f) => places === null && inReach.has(f)).length,
    blocksWithoutDemand: amount.filter((count) => count === null).length,
  };
}

/** Whole numbers that add up to the rounded sum: each takes what its predecessors rounded away. */
function wholeParts(amounts: readonly number[]): number[] {
  let [sum, given] = [0, 0];
  return amounts.map((amount) => {
    sum += amount;
    const part = Math.round(sum) - given;
    given += part;
    return part;
  });
}

/** What enough means for one service. */
export interface CapacityRule {
  readonly reach: ServiceReach;
  /** Smallest facility that counts, m²; null where no rule set gives a size. */
  readonly leastAreaM2: number | null;
  /** Places needed per 1,000 people of the target group, where it is not `DEMAND_PER_1000`. */
  readonly demandPer1000?: number | undefined;
  readonly capacity: ServiceCapacity | null;
  /**
   * The same allocation with no place at facilities that give no number; absent where each gives one, or the user says
   * what to suppose.
   */
  readonly atLeast?: ServiceCapacity | null | undefined;
  /** Places are asked for, and no facility gives any. */
  readonly withoutFigures?: boolean | undefined;
  /** The user takes facilities without an area as large enough. */
  readonly unknownAreaIsEnough?: boolean | undefined;
}

/** The report with verdicts of blocks that are near enough but not served enough. */
export function judgeCapacity(report: GapReport, rules: readonly CapacityRule[]): GapReport {
  const services = report.services.map((gaps) => {
    const rule = rules.find(({ reach }) => reach.service === gaps.service);
    return rule === undefined ? gaps : judgeService(report, gaps, rule);
  });
  return { ...report, services };
}

function judgeService(report: GapReport, gaps: ServiceGaps, rule: CapacityRule): ServiceGaps {
  const verdict = gaps.verdict.slice();
  const reason = gaps.reason.slice();
  for (let b = 0; b < verdict.length; b++) {
    if (VERDICTS[itemAt(verdict, b)] !== "met") continue;
    const why = shortageAt(report, rule, b);
    if (why === null) continue;
    verdict[b] = VERDICTS.indexOf(why === "capacity-unknown" ? "unknown" : "gap");
    reason[b] = REASONS.indexOf(why);
  }
  const judged = { ...gaps, verdict, reason };
  return { ...judged, summary: summarise(judged, report.blocks.blocks) };
}

/**
 * Why what a block has in reach is not enough for it, or not known to be; null where it is, or where nothing is in reach.
 *
 * @param factor - share of the given areas that there is; default 1
 */
export function shortageAt(
  report: GapReport,
  rule: CapacityRule,
  block: number,
  factor = 1,
): "too-small" | "too-full" | "capacity-unknown" | null {
  const { first, column } = rule.reach.matrix;
  const near = column.subarray(...spanAt(first, block));
  if (near.length === 0) return null;
  const size = sizeOf(report, rule, near, factor);
  if (size === "too-small") return size;
  const { capacity, atLeast } = rule;
  if (capacity !== null && isFull(capacity, block)) return "too-full";
  const hangs = capacity === null ? rule.withoutFigures === true : atLeast != null && isFull(atLeast, block);
  return size ?? (hangs ? "capacity-unknown" : null);
}

/** Whether one facility in reach is large enough; unknown where only one without an area could be. */
function sizeOf(
  { facilities }: GapReport,
  { reach, leastAreaM2, unknownAreaIsEnough = false }: CapacityRule,
  near: Uint32Array,
  factor: number,
): "too-small" | "capacity-unknown" | null {
  if (leastAreaM2 === null) return null;
  const areas = [...near].map((f) => itemAt(facilities.facilities, itemAt(reach.facilities, f)).areaM2);
  if (areas.some((areaM2) => areaM2 !== null && factor * areaM2 >= leastAreaM2)) return null;
  if (areas.every((areaM2) => areaM2 !== null)) return "too-small";
  return unknownAreaIsEnough ? null : "capacity-unknown";
}

/** More people of the block are left over than find a place. */
function isFull({ allocation: { leftOver, served } }: ServiceCapacity, block: number): boolean {
  return itemAt(leftOver, block) > itemAt(served, block);
}
