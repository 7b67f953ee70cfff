/**
 * The headline of a report: per service blocks, residents and households that are met, in a gap, unknown, or outside.
 *
 * Blocks are those that were given: one that was spread over parts counts once, by the verdict on it as a whole.
 * Residents and households are counted part by part.
 */

import { itemAt } from "../base/at.js";
import { checkCall } from "../base/check-call.js";
import type { Completeness } from "../places/places.js";
import { areaCoverage } from "./area-coverage.js";
import type { GapReport, Split } from "./gap-report.js";
import { VERDICTS } from "./gap-report.js";
import { GAP_REPORT, MET_SHARE } from "./report-form.js";
import { splitOf } from "./summarise.js";

/** An amount by verdict, and what of it lies outside the study area and was not judged; 0 where no area is given. */
export interface Total extends Split {
  readonly outside: number;
}

/** One service over the whole study area: blocks, residents and households by verdict. */
export interface ServiceTotals {
  readonly service: string;
  readonly completeness: Completeness;
  readonly blocks: Total;
  /** Null where no block inside gives any. */
  readonly residents: Total | null;
  readonly households: Total | null;
}

/**
 * Counts blocks, residents and households that are met, in a gap, unknown, and outside the study area.
 *
 * @param metShare - least share of its people for a block that was spread to be met, 0–1; default 0.8
 * @returns one row per service, in the order of the report; the four of each row add up to all that was given
 * @throws {InvalidInputError} if metShare lies outside 0–1
 *
 * @example
 * for (const { service, residents } of coverageTotals(report)) console.log(service, residents?.gap);
 */
export function coverageTotals(report: GapReport, metShare = 0.8): ServiceTotals[] {
  checkCall("coverageTotals", ["report", report, GAP_REPORT], ["metShare", metShare, MET_SHARE]);
  const { blocks } = report.blocks;
  const areas = areaCoverage(report, metShare);
  const whole = [...blocks.keys()].filter((b) => itemAt(blocks, b).part === undefined);
  const all = [...blocks.keys()];
  const outside = report.area?.outside;
  const amount = (verdict: Uint8Array, of: "residents" | "households") => {
    if (blocks.every((block) => block[of] === null)) return null;
    return { ...splitOf(verdict, all, (b) => itemAt(blocks, b)[of] ?? 0), outside: outside?.[of] ?? 0 };
  };
  return report.services.map(({ service, completeness, verdict }, s) => {
    const count = (name: (typeof VERDICTS)[number]) =>
      whole.filter((b) => VERDICTS[itemAt(verdict, b)] === name).length +
      areas.filter(({ services }) => itemAt(services, s).verdict === name).length;
    return {
      service,
      completeness,
      blocks: {
        met: count("met"),
        gap: count("gap"),
        unknown: count("unknown"),
        outside: outside?.blocks ?? 0,
      },
      residents: amount(verdict, "residents"),
      households: amount(verdict, "households"),
    };
  });
}
