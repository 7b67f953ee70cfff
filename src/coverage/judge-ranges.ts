/**
 * Verdicts that hold whatever the doubtful inputs turn out to be, and those that depend on them.
 *
 * Speed, position and capacity are given as ranges. A block is met or a gap only if it is so at both ends of every range
 * taken together; else its verdict is `depends`, with the input that decides: the one that turns the verdict alone, in
 * the order position, speed, capacity, or speed and position together. Capacity never turns a verdict only together with
 * another: what is too far is not asked whether it is full, and what is full stays so however fast one walks.
 */
import { itemAt } from "../base/at.js";
import { UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { demandFor } from "../places/demand.js";
import { byBasis } from "../standards/requirement.js";
import { type CapacityRange, checkCapacityRange, type EnoughAt, enoughAtEnds } from "./capacity-ranges.js";
import { type GapReport, type Reason, reasonAt, type ServiceGaps, verdictAt } from "./gap-report.js";
import type { CapacityRule } from "./judge-capacity.js";

/** How far inputs may be off; what is left out is taken as exact. */
export interface Ranges {
  /** Slowest and fastest walk, metres a second; counts for requirements in minutes. Default: the speed of the report. */
  readonly speedMps?: readonly [slow: number, fast: number] | undefined;
  /** How far the places of block and facility together may be off along the walk, metres. Default 0. */
  readonly positionM?: number | undefined;
  /** How far places, beds and floor areas may be off; by default not at all. */
  readonly capacity?: CapacityRange | undefined;
}

/** `RangeVerdicts.verdict` holds the index. */
export const RANGE_VERDICTS = ["met", "gap", "unknown", "depends"] as const;
/** `RangeVerdicts.decides` holds the index; `none` where nothing does. */
export const DECIDING = ["none", "speed", "position", "speed and position", "capacity"] as const;

/** The input that decides a verdict: one of `DECIDING`. */
export type Deciding = (typeof DECIDING)[number];

/**
 * One service judged over ranges. Columns have one entry per block: indices into `RANGE_VERDICTS` and
 * `DECIDING`.
 */
export interface RangeVerdicts {
  readonly service: string;
  readonly verdict: Uint8Array;
  readonly decides: Uint8Array;
  /** Whose demand is summed, and the sums by verdict and by what decides. */
  readonly group: string;
  readonly met: number;
  readonly gap: number;
  readonly unknown: number;
  readonly depends: Readonly<Record<Exclude<Deciding, "none">, number>>;
}

/**
 * Judges every block again under ranges; what is closed then stays so.
 *
 * @param report - judged by `rules` already, where there are any
 * @param rules - what enough means for services with places or sizes: `Examination.rules`; without, capacity is not asked
 * @throws {InvalidInputError} if a range is upside down, or not of positive speeds and numbers from 0
 */
export function judgeRanges(
  report: GapReport,
  ranges: Ranges,
  rules: readonly CapacityRule[] = [],
): RangeVerdicts[] {
  const { speedMps: at } = report.lineage;
  const { speedMps = [at, at], positionM = 0, capacity } = ranges;
  if (!(speedMps[0] > 0 && speedMps[1] >= speedMps[0] && Number.isFinite(speedMps[1]))) {
    throw new InvalidInputError(
      `Speeds from ${speedMps[0]} to ${speedMps[1]} m/s: expected positive, the slower first`,
    );
  }
  if (!(positionM >= 0 && Number.isFinite(positionM))) {
    throw new InvalidInputError(`Places are off by ${positionM} m: expected a number from 0`);
  }
  if (capacity !== undefined) checkCapacityRange(capacity);
  return report.services.map((gaps) => {
    const rule = rules.find(({ reach }) => reach.service === gaps.service);
    const enough: EnoughAt =
      rule === undefined || capacity === undefined
        ? (b) => [!isShort(gaps, b)]
        : enoughAtEnds(report, rule, capacity);
    return judgeService(report, gaps, { speedMps, positionM, enough });
  });
}

/** The walks that may be, and whether what is in reach is enough. */
interface WalkRanges {
  readonly speedMps: readonly [number, number];
  readonly positionM: number;
  readonly enough: EnoughAt;
}

function judgeService(report: GapReport, gaps: ServiceGaps, ranges: WalkRanges): RangeVerdicts {
  const { group, amount } = demandFor(report.blocks.blocks, gaps.requirement);
  const verdict = new Uint8Array(gaps.verdict.length);
  const decides = new Uint8Array(gaps.verdict.length);
  const sums = { met: 0, gap: 0, unknown: 0 };
  const depends = { speed: 0, position: 0, "speed and position": 0, capacity: 0 };
  for (let b = 0; b < verdict.length; b++) {
    const people = amount[b] ?? 0;
    const verdictName = verdictAt(gaps, b);
    const decided = dependsOnWalk(gaps, b) ? decidesAt(report, gaps, b, ranges) : "none";
    decides[b] = DECIDING.indexOf(decided);
    verdict[b] = RANGE_VERDICTS.indexOf(decided === "none" ? verdictName : "depends");
    if (decided === "none") sums[verdictName] += people;
    else depends[decided] += people;
  }
  return { service: gaps.service, verdict, decides, group, ...sums, depends };
}

/** Reasons that a shorter walk, or a faster one, would turn. */
const OF_WALK: readonly Reason[] = ["none", "too-far", "severed", "detour", "not-open"];

/** Whether the verdict hangs on a walk that leads somewhere, and on what is there. */
function dependsOnWalk(gaps: ServiceGaps, b: number): boolean {
  const reason = reasonAt(gaps, b);
  const isOfWalk = OF_WALK.includes(reason);
  return gaps.walkMm[b] !== UNREACHED && (isOfWalk || isShort(gaps, b));
}

function isShort(gaps: ServiceGaps, b: number): boolean {
  const reason = reasonAt(gaps, b);
  return reason === "too-small" || reason === "too-full" || reason === "capacity-unknown";
}

function decidesAt(
  report: GapReport,
  gaps: ServiceGaps,
  b: number,
  { speedMps: [slow, fast], positionM, enough }: WalkRanges,
): Deciding {
  const at = report.lineage.speedMps;
  const { limit } = gaps.requirement;
  const isNear = byBasis(
    gaps.requirement,
    (_: number, offM: number) => itemAt(gaps.walkMm, b) / 1000 + offM <= limit,
    (speed: number, offM: number) =>
      (itemAt(gaps.walkMs, b) / 1000) * (at / speed) + offM / speed <= limit * 60,
  );
  const turns = (speeds: readonly number[], offs: readonly number[], served: readonly boolean[]) => {
    const outcomes = speeds.flatMap((speed) =>
      offs.flatMap((off) => served.map((isServed) => isServed && isNear(speed, off))),
    );
    return outcomes.some((met) => met !== outcomes[0]);
  };
  const speeds = [slow, fast];
  const offs = [-positionM, positionM];
  const [now = true, ...ends] = enough(b);
  if (turns([at], offs, [now])) return "position";
  if (turns(speeds, [0], [now])) return "speed";
  if (turns([at], [0], [now, ...ends])) return "capacity";
  return turns(speeds, offs, [now]) ? "speed and position" : "none";
}
