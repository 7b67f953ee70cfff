/**
 * Indicators of a city check-up, each with numerator, denominator, and what was left out.
 */

import type { Weight } from "../places/demand.js";
import { levelsOf } from "../places/unit-levels.js";
import type { Requirement } from "../standards/requirement.js";
import type { Indicator } from "../standards/schema.js";
import { assessUnits, type UnitReport } from "./assess-units.js";
import type { GapReport } from "./gap-report.js";

/** One check-up indicator with its numerator, its denominator and what was excluded. */
export interface IndicatorResult {
  readonly indicator: Indicator;
  /** Weight used: the one requested, or the one that the data allow. */
  readonly weight: Weight;
  readonly numerator: number;
  readonly denominator: number;
  /** Units that could not be judged, or weight that was unknown. */
  readonly excluded: number;
  /** A count for failing units, else a share; null where there is no denominator. */
  readonly value: number | null;
  /** Why there is no value, or what it is weighed by instead. */
  readonly note: string;
}

/**
 * Computes the indicators that the report has figures for.
 *
 * An indicator without data (no such units, no such service, a service that no source holds whole) has no value and says
 * why; it is never zero.
 */
export function indicatorsOf(
  report: GapReport,
  indicators: readonly Indicator[],
  options: { readonly metShare?: number | undefined } = {},
): IndicatorResult[] {
  const levels = levelsOf(report.blocks.blocks);
  return indicators.map((indicator) => {
    const weight = weightFor(report, indicator.weight);
    const none = (note: string) => ({
      indicator,
      weight,
      numerator: 0,
      denominator: 0,
      excluded: 0,
      value: null,
      note,
    });
    if (!levels.includes(indicator.level)) return none(`no block names its ${indicator.level}`);
    const services = report.services.map(({ service }) => service);
    if (indicator.service === "all" && !report.services.some(isOfCompleteCommunity))
      return none(`no service is judged by ${COMPLETE_COMMUNITY}`);
    if (indicator.service !== "all" && !services.includes(indicator.service))
      return none(`the report does not judge ${indicator.service}`);
    // Counted units are judged by their people; only a coverage is weighed by what it is a coverage of.
    const inner = indicator.kind === "coverage" ? weight : "population";
    const units = assessUnits(report, indicator.level, { weight: inner, ...options });
    const counted = indicator.kind === "coverage" ? coverageOf(units, indicator) : countOf(units, indicator);
    const { numerator, denominator } = counted;
    const share = denominator > 0 ? numerator / denominator : null;
    const value = indicator.kind === "failing-units" ? (denominator > 0 ? numerator : null) : share;
    const instead =
      weight === indicator.weight ? "" : `weighed by ${weight}: ${indicator.weight} is not known`;
    return {
      indicator,
      weight,
      ...counted,
      value,
      note: value === null ? "no unit could be judged" : instead,
    };
  });
}

/** The rule set that says what makes a community complete. */
const COMPLETE_COMMUNITY = "cn.complete-community-2020";

function isOfCompleteCommunity({ requirement }: { readonly requirement: Requirement }): boolean {
  return requirement.ruleSet === COMPLETE_COMMUNITY;
}

/** Residential area only where blocks give it. */
function weightFor({ blocks: { blocks } }: GapReport, weight: Weight): Weight {
  const isKnown =
    weight === "residentialArea"
      ? blocks.some(({ areaM2 }) => typeof areaM2 === "number")
      : weight !== "dwellings" || blocks.some(({ households }) => households !== null);
  return isKnown ? weight : "population";
}

/** Units that fail, or that do not; those of which it cannot be told are left out. */
function countOf({ units }: UnitReport, { service, kind }: Indicator) {
  const failing = units.map(({ services }) => {
    const chosen = services.filter((one) =>
      service === "all" ? isOfCompleteCommunity(one) : one.service === service,
    );
    if (chosen.some(({ fails }) => fails === true)) return true;
    return chosen.every(({ fails }) => fails === false) ? false : null;
  });
  const wanted = kind === "failing-units";
  return {
    numerator: failing.filter((fails) => fails === wanted).length,
    denominator: failing.filter((fails) => fails !== null).length,
    excluded: failing.filter((fails) => fails === null).length,
  };
}

function coverageOf({ units }: UnitReport, { service }: Indicator) {
  const sums = { numerator: 0, denominator: 0, excluded: 0 };
  for (const { demand } of units.flatMap(({ services }) =>
    services.filter((one) => one.service === service),
  )) {
    sums.numerator += demand.met;
    sums.denominator += demand.met + demand.gap;
    sums.excluded += demand.unknown;
  }
  return sums;
}
