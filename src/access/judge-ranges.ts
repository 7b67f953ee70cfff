/**
 * Verdicts that hold whatever the doubtful inputs turn out to be, and those that depend on them.
 *
 * Speed and position are given as ranges. A block is met or a gap only if it is so at both ends of every range taken
 * together; else its verdict is `depends`, with the input that decides: the one that turns the verdict alone, the more
 * doubtful one first, or both together.
 *
 * Layer: access. Imports errors, units.
 */
import { InvalidInputError } from "../errors.js";
import { UNREACHED } from "../units.js";
import { demandFor } from "./demand.js";
import { type GapReport, REASONS, type ServiceGaps, VERDICTS } from "./gap-report.js";

/** How far inputs may be off; what is left out is taken as exact. */
export interface Ranges {
  /** Slowest and fastest walk, metres a second; counts for requirements in minutes. Default: the speed of the report. */
  readonly speedMps?: readonly [slow: number, fast: number];
  /** How far the places of block and facility together may be off along the walk, metres. Default 0. */
  readonly positionM?: number;
}

/** `RangeVerdicts.verdict` holds the index. */
export const RANGE_VERDICTS = ["met", "gap", "unknown", "depends"] as const;
/** `RangeVerdicts.decides` holds the index; `none` where nothing does. */
export const DECIDING = ["none", "speed", "position", "speed and position"] as const;

/**
 * One service judged over ranges. Columns have one entry a block: indices into `RANGE_VERDICTS` and
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
  readonly depends: Readonly<Record<Exclude<(typeof DECIDING)[number], "none">, number>>;
}

/**
 * Judges every block again under ranges; reasons other than the walk (too small, too full) stay as they are.
 *
 * @throws {InvalidInputError} if a range is upside down, or not of positive speeds and a position from 0
 */
export function judgeRanges(report: GapReport, ranges: Ranges): RangeVerdicts[] {
  const { speedMps: at } = report.lineage;
  const { speedMps = [at, at], positionM = 0 } = ranges;
  if (!(speedMps[0] > 0 && speedMps[1] >= speedMps[0] && Number.isFinite(speedMps[1]))) {
    throw new InvalidInputError(
      `Speeds from ${speedMps[0]} to ${speedMps[1]} m/s: due are positive, the slower first`,
    );
  }
  if (!(positionM >= 0 && Number.isFinite(positionM))) {
    throw new InvalidInputError(`Places are off by ${positionM} m: due is a number from 0`);
  }
  return report.services.map((gaps) => judgeService(report, gaps, { speedMps, positionM }));
}

function judgeService(report: GapReport, gaps: ServiceGaps, ranges: Required<Ranges>): RangeVerdicts {
  const { group, amount } = demandFor(report.blocks.blocks, gaps.service);
  const verdict = new Uint8Array(gaps.verdict.length);
  const decides = new Uint8Array(gaps.verdict.length);
  const sums = { met: 0, gap: 0, unknown: 0 };
  const depends = { speed: 0, position: 0, "speed and position": 0 };
  for (let b = 0; b < verdict.length; b++) {
    const people = amount[b] ?? 0;
    const said = VERDICTS[gaps.verdict[b]!]!;
    const decided = isWalkAsked(gaps, b) ? decidesAt(report, gaps, b, ranges) : "none";
    decides[b] = DECIDING.indexOf(decided);
    verdict[b] = RANGE_VERDICTS.indexOf(decided === "none" ? said : "depends");
    if (decided === "none") sums[said] += people;
    else depends[decided] += people;
  }
  return { service: gaps.service, verdict, decides, group, ...sums, depends };
}

/** Whether the verdict hangs on the length of a walk that leads somewhere. */
function isWalkAsked(gaps: ServiceGaps, b: number): boolean {
  const reason = REASONS[gaps.reason[b]!]!;
  return gaps.walkMm[b] !== UNREACHED && (reason === "none" || reason === "too-far" || reason === "severed");
}

function decidesAt(
  report: GapReport,
  gaps: ServiceGaps,
  b: number,
  { speedMps: [slow, fast], positionM }: Required<Ranges>,
): (typeof DECIDING)[number] {
  const at = report.lineage.speedMps;
  const isMet = (speed: number, offM: number) => {
    const { basis, limit } = gaps.requirement;
    if (basis === "distance") return gaps.walkMm[b]! / 1000 + offM <= limit;
    return (gaps.walkMs[b]! / 1000) * (at / speed) + offM / speed <= limit * 60;
  };
  const turns = (speeds: readonly number[], offs: readonly number[]) => {
    const said = speeds.flatMap((speed) => offs.map((off) => isMet(speed, off)));
    return said.some((met) => met !== said[0]);
  };
  const [speeds, offs] = [
    [slow, fast],
    [-positionM, positionM],
  ];
  if (turns([at], offs)) return "position";
  if (turns(speeds, [0])) return "speed";
  return turns(speeds, offs) ? "speed and position" : "none";
}
