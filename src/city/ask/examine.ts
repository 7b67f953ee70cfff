/**
 * The whole examination after the gap report: enough and not only near, units that fail, what comes first, indicators.
 */
import { itemAt } from "../../base/at.js";
import { isCounted } from "../../coverage/apply-opening-hours.js";
import { areaPer100Households, type CityArea } from "../../coverage/area-per-households.js";
import { assessUnits, type UnitReport } from "../../coverage/assess-units.js";
import type { GapReport } from "../../coverage/gap-report.js";
import { type IndicatorResult, indicatorsOf } from "../../coverage/indicators.js";
import {
  type CapacityRule,
  judgeCapacity,
  type ServiceCapacity,
  type ServiceReach,
  serviceCapacity,
} from "../../coverage/judge-capacity.js";
import { type PlaceNorm, placeNorms } from "../../coverage/place-norms.js";
import { type FailingUnit, type PriorityOptions, rankFailing } from "../../coverage/priority.js";
import type { WalkProfile } from "../../network/profiles.js";
import { DEMAND_PER_1000, type Weight } from "../../places/demand.js";
import { levelsOf, type UnitLevel, unitsOf } from "../../places/unit-levels.js";
import { loadStandard } from "../../standards/load-standard.js";
import type { Requirement } from "../../standards/requirement.js";
import type { Standard } from "../../standards/schema.js";
import type { CityLinks } from "../open/city-links.js";
import { type WalkMatrices, walkMatrices } from "./walk-matrix.js";

/** Rules of the examination beyond the gap report; by default sizes are not judged. */
export interface ExamineOptions extends PriorityOptions {
  /** Rule sets whose least floor areas apply to facilities, or their ids; by default none. */
  readonly sizes?: readonly (Standard | string)[] | undefined;
  /** Places needed per 1,000 people of the target group, by service; by default `DEMAND_PER_1000`. */
  readonly demandPer1000?: Readonly<Record<string, number | undefined>> | undefined;
  /** Places of a facility that gives none, or `enough`: it takes everybody. By default blocks that hang on it are unknown. */
  readonly unknownPlaces?: number | "enough" | undefined;
  /** Default `population`. */
  readonly weight?: Weight | undefined;
  /** Least share of a unit's demand that has to be met; default 0.8. */
  readonly metShare?: number | undefined;
  /** How far the area of a facility is shared, metres of walk; default 1000, the longest tier of GB 50180. */
  readonly areaReachM?: number | undefined;
}

/** Units of one level, and which of them fail, the most urgent first. */
export interface LevelExamination {
  readonly level: UnitLevel;
  readonly units: UnitReport;
  readonly failing: readonly FailingUnit[];
}

/**
 * The answer of `City.examine`: the report with capacity judged, queues, units by level, indicators,
 * area a household.
 */
export interface Examination {
  /** The report with blocks that are near enough but not served enough. */
  readonly report: GapReport;
  readonly capacities: readonly ServiceCapacity[];
  /** Places per 1000 people beside the records that ask for so many, where there are any. */
  readonly norms: readonly PlaceNorm[];
  /** What enough means for each service with places or least sizes; `judgeRanges` takes them. */
  readonly rules: readonly CapacityRule[];
  readonly levels: readonly LevelExamination[];
  readonly indicators: readonly IndicatorResult[];
  /** Null where no facility gives its area or no block its households. */
  readonly area: CityArea | null;
}

/** Services whose area counts as that of community services, where a register gives it. */
const AREA_SERVICES = [
  "elderly",
  "childcare",
  "afterschool",
  "meals",
  "convenience",
  "health",
  "sports",
  "culture",
  "play",
  "service-station",
];

/** Rule sets that ask for places per 1000 people. */
const NORM_STANDARDS = ["cn.gb50437-2018", "cn.fyp14-2021"];

/** A report in which a block must have enough in reach, and not only something near. */
export interface JudgedReport {
  readonly report: GapReport;
  readonly capacities: readonly ServiceCapacity[];
  readonly rules: readonly CapacityRule[];
}

/**
 * Judges places, beds and floor areas of a gap report, on the streets that it was made from.
 *
 * @param profile - the profile of the report, for requirements in minutes
 */
export function judgeEnough(
  links: CityLinks,
  report: GapReport,
  profile: WalkProfile<"ms">,
  options: ExamineOptions = {},
): JudgedReport {
  const matrices = walkMatrices(links, report, profile);
  const sizes = (options.sizes ?? []).map((one) => (typeof one === "string" ? loadStandard(one) : one));
  const rules = report.services
    .filter((gaps) => needsReach(report, gaps.requirement, sizes, options))
    .map(({ requirement }): CapacityRule => {
      const { service } = requirement;
      const offers = (f: number) =>
        isCounted(report, f) && itemAt(report.facilities.facilities, f).services.includes(service);
      const reach = matrices({ ...requirement, isCounted: offers });
      const leastAreaM2 = leastArea(sizes, requirement);
      return { reach, leastAreaM2, ...placesRule(report, reach, options) };
    });
  const capacities = rules.flatMap(({ capacity }) => (capacity === null ? [] : [capacity]));
  return { report: judgeCapacity(report, rules), capacities, rules };
}

/** The allocation of one service, and what is known where facilities give no number of places. */
function placesRule(
  report: GapReport,
  reach: ServiceReach,
  options: ExamineOptions,
): Omit<CapacityRule, "reach" | "leastAreaM2"> {
  const demandPer1000 = options.demandPer1000?.[reach.service];
  const unknownPlaces = options.unknownPlaces === "enough" ? undefined : options.unknownPlaces;
  const isSaid = options.unknownPlaces !== undefined;
  const capacity = serviceCapacity(report, reach, { demandPer1000, unknownPlaces });
  const hangs = !isSaid && capacity !== null && capacity.withoutPlaces > 0;
  return {
    demandPer1000,
    capacity,
    atLeast: hangs ? serviceCapacity(report, reach, { demandPer1000, unknownPlaces: 0 }) : null,
    withoutFigures: !isSaid && capacity === null && asksPlaces(report, reach.service, options),
    unknownAreaIsEnough: options.unknownPlaces === "enough",
  };
}

/** Whether the user asks for places of a service, or a column that perhaps holds them was passed over. */
function asksPlaces(report: GapReport, service: string, { demandPer1000 = {} }: ExamineOptions): boolean {
  if (demandPer1000[service] !== undefined) return true;
  if (DEMAND_PER_1000[service] === undefined) return false;
  const { facilities, notes } = report.facilities;
  const files = notes.flatMap(({ unsettled, meaning, file }) =>
    unsettled === true && meaning === "capacity" && file !== undefined ? [file] : [],
  );
  return facilities.some(
    ({ services, source }) => services.includes(service) && files.some((file) => source.startsWith(file)),
  );
}

/**
 * Examines a report that was judged: units that fail, what comes first, indicators, area per 100 households.
 *
 * @param profile - the profile of the report
 */
export function examine(
  links: CityLinks,
  { report, capacities, rules }: JudgedReport,
  profile: WalkProfile<"ms">,
  options: ExamineOptions = {},
): Examination {
  const { weight, metShare } = options;
  const checkup = loadStandard("cn.checkup-2023").indicators ?? [];
  return {
    report,
    capacities,
    norms: placeNorms(
      report,
      capacities,
      NORM_STANDARDS.map((id) => loadStandard(id)),
    ),
    rules,
    levels: levelsOf(report.blocks.blocks).map((level) => {
      const units = assessUnits(report, level, { weight, metShare });
      return { level, units, failing: rankFailing(report, units, options) };
    }),
    indicators: indicatorsOf(report, checkup, { metShare }),
    area: areaOf(report, walkMatrices(links, report, profile), options.areaReachM ?? 1000),
  };
}

/** Whether places or sizes of this service can be judged at all. */
function needsReach(
  report: GapReport,
  requirement: Requirement,
  sizes: readonly Standard[],
  options: ExamineOptions,
): boolean {
  const offering = report.facilities.facilities.filter(({ services }) =>
    services.includes(requirement.service),
  );
  if (offering.some(({ capacity }) => capacity !== null) || leastArea(sizes, requirement) !== null)
    return true;
  return offering.length > 0 && asksPlaces(report, requirement.service, options);
}

/** The smallest floor that a rule set needs of a service's facilities; of several the smallest facility counts. */
function leastArea(standards: readonly Standard[], { service }: Requirement): number | null {
  const sizes = standards.flatMap(({ records }) =>
    records.filter(
      (record) => record.service === service && record.quantity === "floorArea" && record.need === "need",
    ),
  );
  return sizes.length === 0 ? null : Math.min(...sizes.map(({ value }) => value));
}

function areaOf({ blocks, facilities }: GapReport, matrices: WalkMatrices, reachM: number): CityArea | null {
  const counted = facilities.facilities.map(
    (one) =>
      one.source !== "osm" &&
      one.evidence === undefined &&
      one.services.some((id) => AREA_SERVICES.includes(id)),
  );
  const withArea = facilities.facilities.some(({ areaM2 }, f) => counted[f] && areaM2 !== null);
  const households = blocks.blocks.map((block) => block.households);
  if (!withArea || households.every((count) => count === null)) return null;
  const reach = matrices({ basis: "distance", limit: reachM, isCounted: (f) => itemAt(counted, f) });
  const units = unitsOf(blocks.blocks, levelsOf(blocks.blocks).includes("community") ? "community" : "city");
  const chosen = reach.facilities.map((f) => itemAt(facilities.facilities, f));
  return areaPer100Households({ matrix: reach.matrix, facilities: chosen, households }, units);
}
