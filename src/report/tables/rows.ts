/**
 * One block and one service of a gap report as a plain record, for tables and layers.
 */

import { itemAt } from "../../base/at.js";
import { NO_FACILITY, UNREACHED } from "../../base/cost-units.js";
import type { GapReport, Reason, ServiceGaps, Verdict } from "../../coverage/gap-report.js";
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
  /** Door to door to the nearest facility; null where none is reached. */
  readonly walkM: number | null;
  readonly walkMin: number | null;
  readonly straightM: number | null;
  readonly inReach: number;
  readonly nearest: Facility | null;
  /** How much less the walk would have to be, in the unit of the requirement; null where met or not known. */
  readonly shortfall: number | null;
}

/** The record of one block and service. */
export function gapRow(report: GapReport, service: ServiceGaps, block: number): GapRow {
  const walkM = scaled(itemAt(service.walkMm, block), 1000);
  const walkMin = scaled(itemAt(service.walkMs, block), 60_000);
  const verdict = verdictAt(service, block);
  const walk = byBasis(service.requirement, walkM, walkMin);
  const nearest = itemAt(service.nearest, block);
  return {
    block: itemAt(report.blocks.blocks, block),
    service,
    verdict,
    reason: reasonAt(service, block),
    walkM,
    walkMin,
    straightM: scaled(itemAt(service.straightToNearestMm, block), 1000),
    inReach: itemAt(service.inReach, block),
    nearest: nearest === NO_FACILITY ? null : itemAt(report.facilities.facilities, nearest),
    shortfall: verdict === "gap" && walk !== null ? rounded(walk - service.requirement.limit, 2) : null,
  };
}

/**
 * The worst gaps of one service: most residents first, then the longest walk, then the order of the blocks.
 *
 * @returns positions of blocks, at most `count`
 */
export function worstGaps(report: GapReport, service: ServiceGaps, count: number): number[] {
  const gap = VERDICTS.indexOf("gap");
  const walk = walkOf(service);
  const residents = (block: number) => itemAt(report.blocks.blocks, block).residents ?? 0;
  return [...service.verdict.keys()]
    .filter((block) => service.verdict[block] === gap)
    .sort((a, b) => residents(b) - residents(a) || itemAt(walk, b) - itemAt(walk, a) || a - b)
    .slice(0, count);
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
