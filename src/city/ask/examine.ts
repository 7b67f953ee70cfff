/**
 * The whole examination after the gap report: enough and not only near, units that fail, what comes first, indicators.
 */

import { isCounted } from "../../coverage/apply-opening-hours.js";
import { areaPer100Households, type CityArea } from "../../coverage/area-per-households.js";
import { assessUnits, type UnitReport } from "../../coverage/assess-units.js";
import type { GapReport } from "../../coverage/gap-report.js";
import { type IndicatorResult, indicatorsOf } from "../../coverage/indicators.js";
import {
  type CapacityRule,
  judgeCapacity,
  type ServiceCapacity,
  serviceCapacity,
} from "../../coverage/judge-capacity.js";
import { type PlaceNorm, placeNorms } from "../../coverage/place-norms.js";
import { type FailingUnit, type PriorityOptions, rankFailing } from "../../coverage/priority.js";
import type { WalkProfile } from "../../network/profiles.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { Weight } from "../../places/demand.js";
import { levelsOf, type UnitLevel, unitsOf } from "../../places/unit-levels.js";
import { loadStandard } from "../../standards/load-standard.js";
import type { Requirement } from "../../standards/requirement.js";
import type { Standard } from "../../standards/schema.js";
import { createWalkMatrices } from "./walk-matrix.js";

/** What the examination asks beyond the gap report; by default sizes are not asked for. */
export interface ExamineOptions extends PriorityOptions {
  /** The profile of the report, for requirements in minutes. */
  readonly profile?: WalkProfile<"ms">;
  /** Rule sets whose sizes are asked of facilities; by default none is. */
  readonly sizes?: readonly Standard[];
  /** Places needed per 1,000 people of the target group, by service; by default `DEMAND_PER_1000`. */
  readonly demandPer1000?: Readonly<Record<string, number | undefined>>;
  /** Default `population`. */
  readonly weight?: Weight;
  /** Least share of a unit's demand that has to be met; default 0.8. */
  readonly metShare?: number;
  /** How far the area of a facility is shared, metres of walk; default 1000, the longest tier of GB 50180. */
  readonly areaReachM?: number;
}

/** Units of one level, and which of them fail, the most urgent first. */
export interface LevelExamination {
  readonly level: UnitLevel;
  readonly units: UnitReport;
  readonly failing: readonly FailingUnit[];
}

/**
 * The answer of `examineLivingCircle`: the report with capacity judged, queues, units by level, indicators,
 * area a household.
 */
export interface Examination {
  /** The report with blocks that are near enough but not served enough. */
  readonly report: GapReport;
  readonly capacities: readonly ServiceCapacity[];
  /** Places per 1000 people beside the records that ask for so many, where there are any. */
  readonly norms: readonly PlaceNorm[];
  /** What enough means for each service that gives places or is asked for sizes; `judgeRanges` takes them. */
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

/**
 * Examines a gap report on the streets that it was made from.
 *
 * @example
 * const examination = examineLivingCircle(network, await analyzeLivingCircle(network, places));
 */
export function examineLivingCircle(
  network: WalkNetwork,
  report: GapReport,
  options: ExamineOptions = {},
): Examination {
  const { profile, weight, metShare } = options;
  const matrices = createWalkMatrices(network, report, profile === undefined ? {} : { profile });
  const rules = report.services
    .filter((gaps) => needsReach(report, gaps.requirement, options))
    .map(({ requirement }): CapacityRule => {
      const { service } = requirement;
      const offers = (f: number) =>
        isCounted(report, f) && report.facilities.facilities[f]!.services.includes(service);
      const reach = matrices({ ...requirement, isCounted: offers });
      const demandPer1000 = options.demandPer1000?.[requirement.service];
      return {
        reach,
        leastAreaM2: leastArea(options.sizes ?? [], requirement),
        demandPer1000,
        capacity: serviceCapacity(report, reach, { demandPer1000 }),
      };
    });
  const judged = judgeCapacity(report, rules);
  const capacities = rules.flatMap(({ capacity }) => (capacity === null ? [] : [capacity]));
  const unitOptions = {
    ...(weight === undefined ? {} : { weight }),
    ...(metShare === undefined ? {} : { metShare }),
  };
  const checkup = loadStandard("cn.checkup-2023").indicators ?? [];
  return {
    report: judged,
    capacities,
    norms: placeNorms(
      judged,
      capacities,
      NORM_STANDARDS.map((id) => loadStandard(id)),
    ),
    rules,
    levels: levelsOf(judged.blocks.blocks).map((level) => {
      const units = assessUnits(judged, level, unitOptions);
      return { level, units, failing: rankFailing(judged, units, options) };
    }),
    indicators: indicatorsOf(judged, checkup, metShare === undefined ? {} : { metShare }),
    area: areaOf(judged, matrices, options.areaReachM ?? 1000),
  };
}

/** Whether places or sizes of this service can be judged at all. */
function needsReach(
  { facilities }: GapReport,
  requirement: Requirement,
  { sizes = [] }: ExamineOptions,
): boolean {
  const offering = facilities.facilities.filter(({ services }) => services.includes(requirement.service));
  return offering.some(({ capacity }) => capacity !== null) || leastArea(sizes, requirement) !== null;
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

function areaOf(
  { blocks, facilities }: GapReport,
  matrices: ReturnType<typeof createWalkMatrices>,
  reachM: number,
): CityArea | null {
  const counted = facilities.facilities.map(
    (one) =>
      one.source !== "osm" &&
      one.evidence === undefined &&
      one.services.some((id) => AREA_SERVICES.includes(id)),
  );
  const withArea = facilities.facilities.some(({ areaM2 }, f) => counted[f] && areaM2 !== null);
  const households = blocks.blocks.map((block) => block.households);
  if (!withArea || households.every((count) => count === null)) return null;
  const reach = matrices({ basis: "distance", limit: reachM, isCounted: (f) => counted[f]! });
  const units = unitsOf(blocks.blocks, levelsOf(blocks.blocks).includes("community") ? "community" : "city");
  const chosen = reach.facilities.map((f) => facilities.facilities[f]!);
  return areaPer100Households({ matrix: reach.matrix, facilities: chosen, households }, units);
}
