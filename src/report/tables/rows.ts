/**
 * One block and one service of a gap report as a plain record, for tables and layers.
 */

import { itemAt } from "../../base/at.js";
import { NO_FACILITY, UNREACHED } from "../../base/cost-units.js";
import type { Barrier, GapReport, Reason, ServiceGaps, Verdict } from "../../coverage/gap-report.js";
import { reasonAt, VERDICTS, verdictAt } from "../../coverage/gap-report.js";
import { UNLINKED_REASONS } from "../../network/linkage.js";
import type { Block, Facility } from "../../places/places.js";
import { byBasis, type Requirement, walkOf } from "../../standards/requirement.js";

/** Whom a report has to name beside everything shown from it; empty where nobody. */
export function attributionOf({ lineage }: GapReport): string {
  return lineage.attribution ?? "";
}

/** What a rule's status means to a reader; nothing unverified is ever called compliant. */
export const STATUS_WORDS: Readonly<Record<Requirement["status"], Readonly<Record<"en" | "zh", string>>>> = {
  V: { en: "verified", zh: "已核对" },
  H: { en: "compare with print", zh: "须与纸质版核对" },
  local: { en: "local rule", zh: "地方规定" },
  assumption: { en: "assumption", zh: "假设" },
};

export interface GapRow {
  readonly block: Block;
  readonly service: ServiceGaps;
  readonly verdict: Verdict;
  readonly reason: Reason;
  /**
   * The facility that verdict and reason speak of: the nearest on foot that the block may use; where one lies within the
   * limit as the crow flies and the walk does not, that one. Null where there is none.
   */
  readonly nearest: Facility | null;
  /** Door to door to it; null where no walk leads there. */
  readonly walkM: number | null;
  readonly walkMin: number | null;
  readonly straightM: number | null;
  /** Walk ÷ straight line; null where either is not known or zero. */
  readonly detour: number | null;
  /** Mapped, across the straight line; null where none is. */
  readonly barrier: Barrier | null;
  /** The shortest walk of all, where it leads to another facility; else null. */
  readonly shortest: OtherWalk | null;
  /** A nearer facility that is not open to the block; null where there is none. */
  readonly notOpen: OtherWalk | null;
  readonly inReach: number;
  /** How much less the walk would have to be, in the unit of the requirement; null where met or not known. */
  readonly shortfall: number | null;
}

/** A facility beside the one that a row is about, and the walk to it. */
interface OtherWalk {
  readonly facility: Facility;
  readonly walkM: number | null;
  readonly walkMin: number | null;
}

/** The record of one block and service. */
export function gapRow(report: GapReport, service: ServiceGaps, block: number): GapRow {
  const { facilities } = report.facilities;
  const { facility: nearest, walkMm, walkMs, straightMm } = spokenOf(service, block);
  const [walkM, walkMin] = [scaled(walkMm, 1000), scaled(walkMs, 60_000)];
  const straightM = scaled(straightMm, 1000);
  const verdict = verdictAt(service, block);
  const walk = byBasis(service.requirement, walkM, walkMin);
  const isOther = service.nearest[block] !== nearest;
  return {
    block: itemAt(report.blocks.blocks, block),
    service,
    verdict,
    reason: reasonAt(service, block),
    walkM,
    walkMin,
    straightM,
    detour: walkM === null || !straightM ? null : rounded(walkM / straightM, 2),
    barrier: itemAt(service.barrier, block),
    shortest: isOther ? otherWalk(facilities, service, block, SHORTEST) : null,
    notOpen: otherWalk(facilities, service, block, NOT_OPEN),
    inReach: itemAt(service.inReach, block),
    nearest: nearest === NO_FACILITY ? null : itemAt(facilities, nearest),
    shortfall: verdict === "gap" && walk !== null ? rounded(walk - service.requirement.limit, 2) : null,
  };
}

/** Columns of a facility, of the walk to it in metres and minutes, and of the straight line. */
type WalkColumns = readonly [
  "nearest" | "across" | "notOpen",
  "walkMm" | "acrossMm" | "notOpenMm",
  "walkMs" | "acrossMs" | "notOpenMs",
  "straightToNearestMm" | "straightToAnyMm",
];
const SHORTEST: WalkColumns = ["nearest", "walkMm", "walkMs", "straightToNearestMm"];
const ACROSS: WalkColumns = ["across", "acrossMm", "acrossMs", "straightToAnyMm"];
const NOT_OPEN: WalkColumns = ["notOpen", "notOpenMm", "notOpenMs", "straightToNearestMm"];

/** The facility that verdict and reason speak of, `NO_FACILITY` where there is none, and the ways there. */
export function spokenOf(service: ServiceGaps, block: number) {
  const columns = service.across[block] === NO_FACILITY ? SHORTEST : ACROSS;
  const [facility, walkMm, walkMs, straightMm] = columns.map((column) => itemAt(service[column], block));
  return {
    facility: facility ?? NO_FACILITY,
    walkMm: walkMm ?? UNREACHED,
    walkMs: walkMs ?? UNREACHED,
    straightMm: straightMm ?? UNREACHED,
  };
}

function otherWalk(
  facilities: readonly Facility[],
  service: ServiceGaps,
  block: number,
  [facility, walkMm, walkMs]: WalkColumns,
): OtherWalk | null {
  const f = itemAt(service[facility], block);
  if (f === NO_FACILITY) return null;
  const walkM = scaled(itemAt(service[walkMm], block), 1000);
  return { facility: itemAt(facilities, f), walkM, walkMin: scaled(itemAt(service[walkMs], block), 60_000) };
}

/**
 * The worst gaps of one service: most residents first, or dwellings where those alone are known, then the longest walk,
 * then the order of the blocks.
 *
 * @returns positions of blocks, at most `count`
 */
export function worstGaps(report: GapReport, service: ServiceGaps, count: number): number[] {
  const gap = VERDICTS.indexOf("gap");
  const walk = walkOf(service);
  const { blocks } = report.blocks;
  const amount = amountColumn(blocks);
  const amountAt = (block: number) => itemAt(blocks, block)[amount] ?? 0;
  return [...service.verdict.keys()]
    .filter((block) => service.verdict[block] === gap)
    .sort((a, b) => amountAt(b) - amountAt(a) || itemAt(walk, b) - itemAt(walk, a) || a - b)
    .slice(0, count);
}

/** What blocks are compared by: residents where one block at least gives them, else dwellings where all do. */
export function amountColumn(blocks: readonly Block[]): "residents" | "households" {
  const inDwellings =
    blocks.length > 0 &&
    blocks.every(({ residents }) => residents === null) &&
    blocks.every(({ households }) => households !== null);
  return inDwellings ? "households" : "residents";
}

export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

function scaled(value: number, unit: number): number | null {
  return value === UNREACHED ? null : rounded(value / unit, unit === 1000 ? 1 : 2);
}

/** How many blocks join the streets, and how many do not, by reason; on the distance basis where there is one. */
export function countLinked({ services, blocks }: GapReport): Record<string, number> {
  const counts: Record<string, number> = { linked: 0 };
  const gaps = services.find(({ requirement }) => byBasis(requirement, true, false)) ?? services[0];
  for (let b = 0; b < blocks.blocks.length; b++) {
    const reason = itemAt(UNLINKED_REASONS, gaps?.unlinked[b] ?? 0);
    counts[reason] = (counts[reason] ?? 0) + 1;
  }
  return counts;
}
