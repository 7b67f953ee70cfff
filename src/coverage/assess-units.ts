/**
 * Unit by unit and service by service: who is served, and does the unit fail?
 *
 * A unit fails a service if more than 1 − θ of its demand is not met (θ by default 0.8, an assumption: check-ups leave the
 * test to cities). Where the demand that cannot be judged could turn the answer, there is none.
 */
import { itemAt } from "../base/at.js";
import { comparableDemand, type Demand, demandFor, peopleOf, type Weight } from "../places/demand.js";
import { type Unit, type UnitLevel, unitsOf } from "../places/unit-levels.js";
import type { Requirement } from "../standards/requirement.js";
import {
  type GapReport,
  REASONS,
  type Reason,
  reasonAt,
  type ServiceGaps,
  type Split,
  VERDICTS,
  verdictAt,
} from "./gap-report.js";
import { splitOf } from "./summarise.js";

/** What a unit fails by. */
export type FailClause = "distance" | "absent" | "area" | "capacity";

export interface AssessUnitsOptions {
  /** Default `population`. */
  readonly weight?: Weight | undefined;
  /** Least share of the demand that has to be met; default 0.8. */
  readonly metShare?: number | undefined;
}

/** People in blocks that are not met; null where no block of the unit gives the group. */
export interface Affected {
  readonly residents: number | null;
  readonly older: number | null;
  readonly small: number | null;
}

/** One service in one unit: demand by verdict, the share that is met, and whether the unit fails. */
export interface UnitTally {
  readonly service: string;
  readonly requirement: Requirement;
  /** Demand by verdict, in people of the group; in dwellings or blocks where some block does not give people; or in m². */
  readonly group: string;
  readonly demand: Split;
  /** Blocks whose people (dwellings, m²) are not known; the unit has a verdict only if they could not turn it. */
  readonly blocksWithoutDemand: number;
  /** Met ÷ (met + gap); null where nothing could be judged. */
  readonly share: number | null;
  /** Null where it cannot be judged. */
  readonly fails: boolean | null;
  readonly clause: FailClause | null;
  readonly affected: Affected;
}

/** One unit with one entry per service, in the order of the report. */
export interface UnitResult {
  readonly unit: Unit;
  readonly residents: number | null;
  readonly households: number | null;
  readonly services: readonly UnitTally[];
}

/**
 * Verdicts by unit of one level (community, district …): which units fail, and what share of their demand is
 * met.
 */
export interface UnitReport {
  readonly level: UnitLevel;
  readonly weight: Weight;
  readonly metShare: number;
  readonly blocksWithout: number;
  readonly units: readonly UnitResult[];
}

/** Judges every unit of one level. */
export function assessUnits(
  report: GapReport,
  level: UnitLevel,
  { weight = "population", metShare = 0.8 }: AssessUnitsOptions = {},
): UnitReport {
  const { blocks } = report.blocks;
  const { units, blocksWithout } = unitsOf(blocks, level);
  const demands = report.services.map(({ requirement }) => ({
    shown: comparableDemand(blocks, requirement, weight),
    people: demandFor(blocks, requirement, weight),
  }));
  const results = units.map((unit) => ({
    unit,
    residents: sumKnown(unit.blocks, (b) => itemAt(blocks, b).residents),
    households: sumKnown(unit.blocks, (b) => itemAt(blocks, b).households),
    services: report.services.map((gaps, s) => judgeUnit(report, unit, gaps, itemAt(demands, s), metShare)),
  }));
  return { level, weight, metShare, blocksWithout, units: results };
}

function judgeUnit(
  report: GapReport,
  unit: Unit,
  gaps: ServiceGaps,
  { shown, people }: { readonly shown: Demand; readonly people: Demand },
  metShare: number,
): UnitTally {
  const demand = splitDemand(unit, gaps, shown);
  const judged = demand.met + demand.gap;
  const withoutPeople = unit.blocks.filter((b) => people.amount[b] === null);
  const fails = failsWhoever(splitDemand(unit, gaps, people), gaps, withoutPeople, metShare);
  const missing = unit.blocks.filter((b) => gaps.verdict[b] === VERDICTS.indexOf("gap"));
  const absent = missing.every((b) => gaps.reason[b] === REASONS.indexOf("absent"));
  return {
    service: gaps.service,
    requirement: gaps.requirement,
    group: shown.group,
    demand,
    blocksWithoutDemand: withoutPeople.length,
    share: judged > 0 ? demand.met / judged : null,
    fails,
    clause: fails === true ? (absent ? "absent" : clauseOf(gaps, missing)) : null,
    affected: affectedBy(report, missing),
  };
}

function splitDemand(unit: Unit, gaps: ServiceGaps, { amount }: Demand): Split {
  const known = unit.blocks.filter((b) => amount[b] !== null);
  return splitOf(gaps.verdict, known, (b) => amount[b] ?? 0);
}

/**
 * The verdict whoever lives in the blocks whose people are not known: it stands only if all of these point the same way,
 * and is theirs where nobody else is known.
 */
function failsWhoever(
  known: Split,
  gaps: ServiceGaps,
  withoutPeople: readonly number[],
  metShare: number,
): boolean | null {
  const fails = failsAt(known, metShare);
  if (withoutPeople.length === 0) return fails;
  const verdicts = new Set(withoutPeople.map((b) => verdictAt(gaps, b)));
  const [only] = verdicts;
  if (verdicts.size > 1 || only === "unknown") return null;
  const theirs = only === "gap";
  const isAlone = known.met + known.gap + known.unknown === 0;
  return isAlone || fails === theirs ? theirs : null;
}

/** Whether more than 1 − θ is a gap whatever the unknown part turns out to be; null where that decides, or nobody is there. */
export function failsAt({ met, gap, unknown }: Split, metShare: number): boolean | null {
  const all = met + gap + unknown;
  if (!(all > 0)) return null;
  const allowed = (1 - metShare) * all * (1 + 1e-12);
  if (gap > allowed) return true;
  return gap + unknown > allowed ? null : false;
}

/** The clause of most of the blocks that are not met. */
function clauseOf(gaps: ServiceGaps, missing: readonly number[]): FailClause {
  const of = (name: Reason) => missing.filter((b) => reasonAt(gaps, b) === name).length;
  const [area, capacity] = [of("too-small"), of("too-full")];
  if (2 * capacity > missing.length) return "capacity";
  return 2 * area > missing.length ? "area" : "distance";
}

function affectedBy({ blocks: { blocks } }: GapReport, missing: readonly number[]): Affected {
  return {
    residents: sumKnown(missing, (b) => itemAt(blocks, b).residents),
    older: sumKnown(missing, (b) => peopleOf(itemAt(blocks, b), "60+")),
    small: sumKnown(missing, (b) => peopleOf(itemAt(blocks, b), "0-2")),
  };
}

/** The sum of what is known, the same in any order; null where nothing is. */
function sumKnown(chosen: readonly number[], value: (i: number) => number | null): number | null {
  const values = chosen.map(value).filter((v): v is number => v !== null);
  return values.length === 0
    ? null
    : Float64Array.from(values)
        .sort()
        .reduce((sum, v) => sum + v, 0);
}
