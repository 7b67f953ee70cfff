/**
 * Coverage of blocks that were spread over parts: which share of their people is met, and a verdict on the whole.
 *
 * The rule is that of units: a gap where more than 1 − θ of the people are one, met where that cannot be whatever the
 * people who could not be judged turn out to be, else unknown. θ is 0.8 by default: an assumption.
 */

import { itemAt, lookUp } from "../base/at.js";
import { checkCall } from "../base/check-call.js";
import { addTo } from "../base/grouping.js";
import type { Block } from "../places/places.js";
import { failsAt } from "./assess-units.js";
import type { GapReport, Split, Verdict } from "./gap-report.js";
import { GAP_REPORT, MET_SHARE } from "./report-form.js";
import { splitOf } from "./summarise.js";

/** One service in one spread block. */
export interface AreaService {
  readonly service: string;
  /** People of the block, or where they are unknown shares of it. */
  readonly people: Split;
  /** Met ÷ (met + gap); null where nobody could be judged. */
  readonly share: number | null;
  readonly verdict: Verdict;
}

/** How far one large block (a village, a grid cell) is covered, from the parts over which it was spread. */
export interface AreaCoverage {
  /** Of the block that was spread. */
  readonly id: string;
  readonly name: string;
  /** How many parts stand for it. */
  readonly parts: number;
  /** Null where unknown; then coverage is of its street length or homes. */
  readonly residents: number | null;
  /** In the order of the report. */
  readonly services: readonly AreaService[];
}

/**
 * How far each large block (a village, a grid cell) is covered: the parts over which it was spread, put together again.
 *
 * @param metShare - least share of the people that has to be met, 0–1; default 0.8
 * @returns the blocks that were spread, in their order; empty where none was
 * @throws {InvalidInputError} if metShare lies outside 0–1
 *
 * @example
 * for (const { name, services } of areaCoverage(report)) console.log(name, services[0]?.share);
 */
export function areaCoverage(report: GapReport, metShare = 0.8): AreaCoverage[] {
  checkCall("areaCoverage", ["report", report, GAP_REPORT], ["metShare", metShare, MET_SHARE]);
  const { blocks } = report.blocks;
  const members = new Map<
    string,
    { b: number; part: NonNullable<Block["part"]>; residents: number | null }[]
  >();
  blocks.forEach(({ part, residents }, b) => {
    if (part !== undefined) addTo(members, part.of, { b, part, residents });
  });
  return [...members].map(([id, parts]) => {
    const isKnown = parts.every(({ residents }) => residents !== null);
    const total = parts.reduce((sum, { residents }) => sum + (residents ?? 0), 0);
    const weights = new Map(
      parts.map(({ b, part, residents }) => [b, isKnown && total > 0 ? (residents ?? 0) : part.share]),
    );
    const weightOf = (b: number) => lookUp(weights, b);
    const chosen = [...weights.keys()];
    return {
      id,
      name: itemAt(parts, 0).part.name,
      parts: chosen.length,
      residents: isKnown ? total : null,
      services: report.services.map(({ service, verdict }): AreaService => {
        const people = splitOf(verdict, chosen, weightOf);
        return { service, people, ...judge(people, metShare) };
      }),
    };
  });
}

function judge(people: Split, metShare: number): Pick<AreaService, "share" | "verdict"> {
  const judged = people.met + people.gap;
  const fails = failsAt(people, metShare);
  return {
    share: judged > 0 ? people.met / judged : null,
    verdict: fails === null ? "unknown" : fails ? "gap" : "met",
  };
}
