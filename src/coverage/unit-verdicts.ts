/**
 * The verdict on every unit and service, as a reader wants it in one list: villages and other blocks that were spread,
 * estates, communities, subdistricts, districts.
 */

import { checkCall } from "../base/check-call.js";
import { levelsOf, type UnitLevel } from "../places/unit-levels.js";
import { type AreaCoverage, areaCoverage } from "./area-coverage.js";
import { assessUnits, type UnitReport, type UnitResult } from "./assess-units.js";
import type { GapReport, Split, Verdict } from "./gap-report.js";
import { GAP_REPORT, MET_SHARE } from "./report-form.js";

/** One unit, or one larger block that was spread, judged service by service. */
export interface UnitVerdict {
  /** `block`: a larger block that was spread, judged as a whole. */
  readonly level: "block" | UnitLevel;
  readonly name: string;
  readonly subdistrict: string | null;
  readonly district: string | null;
  /** Blocks in it as they were judged; of a block that was spread its parts. */
  readonly blocks: number;
  /** Null where no block of it gives any. */
  readonly residents: number | null;
  readonly households: number | null;
  /** In the order of the report. */
  readonly services: readonly UnitVerdictRow[];
}

/** One service in one unit: need by verdict, and the verdict of the unit. */
export interface UnitVerdictRow {
  readonly service: string;
  /** Whose need is counted: `60+`, `0-2`, `3-5`, `all` residents, or `blocks`; `share`: shares of a block whose residents are unknown. */
  readonly group: string;
  /** Need by verdict, in people of the group, in blocks or in shares. */
  readonly need: Split;
  /** Met ÷ (met + gap); null where nothing could be judged. */
  readonly share: number | null;
  /** `gap` where more than 1 − θ of the need is; `unknown` where what could not be judged decides. */
  readonly verdict: Verdict;
}

/**
 * Every unit (community, subdistrict, …) with its verdicts, level by level from small to large, without the city.
 *
 * A block that was spread and gives its own name to a unit, for want of another, is listed there alone.
 *
 * @param metShare - least share of the need that has to be met, 0–1; default 0.8
 * @returns one entry per unit, with need by verdict for each service
 * @throws {InvalidInputError} if metShare lies outside 0–1
 *
 * @example
 * for (const { name, services } of unitVerdicts(report)) console.log(name, services[0]?.verdict);
 */
export function unitVerdicts(report: GapReport, metShare = 0.8): UnitVerdict[] {
  checkCall("unitVerdicts", ["report", report, GAP_REPORT], ["metShare", metShare, MET_SHARE]);
  const { blocks } = report.blocks;
  const ownUnits = new Set(blocks.flatMap(({ part, unit }) => (part?.name === unit ? [part?.of] : [])));
  const areas = areaCoverage(report, metShare).filter(({ id }) => !ownUnits.has(id));
  const levels = levelsOf(blocks).filter((level) => level !== "city");
  return [
    ...areas.map((area) => verdictOnArea(report, area)),
    ...levels.flatMap((level) => assessUnits(report, level, { metShare })).flatMap(verdictsOnUnits),
  ];
}

function verdictOnArea(
  report: GapReport,
  { id, name, parts, residents, services }: AreaCoverage,
): UnitVerdict {
  const { blocks } = report.blocks;
  const unitBlocks = blocks.filter(({ part }) => part?.of === id);
  const householdCounts = unitBlocks.flatMap(({ households }) => households ?? []);
  const { subdistrict = null, district = null } = unitBlocks[0]?.units ?? {};
  return {
    level: "block",
    name,
    subdistrict,
    district,
    blocks: parts,
    residents,
    households: householdCounts.length === 0 ? null : householdCounts.reduce((a, b) => a + b, 0),
    services: services.map(({ service, people, share, verdict }) => ({
      service,
      group: residents === null ? "share" : "all",
      need: people,
      share,
      verdict,
    })),
  };
}

function verdictsOnUnits({ units }: UnitReport): UnitVerdict[] {
  return units.map(({ unit, residents, households, services }: UnitResult) => ({
    level: unit.level,
    name: unit.name,
    subdistrict: unit.subdistrict,
    district: unit.district,
    blocks: unit.blocks.length,
    residents,
    households,
    services: services.map(({ service, group, demand, share, fails }) => ({
      service,
      group,
      need: demand,
      share,
      verdict: fails === null ? "unknown" : fails ? "gap" : "met",
    })),
  }));
}
