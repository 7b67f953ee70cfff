import { rangesOfConfig } from "../../city/ask/lineage-options.js";
import type { CityConfig } from "../../city/config/load-config.js";
import type { Ranges } from "../../coverage/judge-ranges.js";
import { WEIGHTS, type Weight } from "../../places/demand.js";
import { requireService } from "../../read/places/service-words.js";
import { numberOf } from "../../read/tables/check-place.js";
import type { OptionSpec } from "./command-spec.js";
import { given, parseFrom0, parseList, parsePositive } from "./options.js";
import { UsageError } from "./usage-error.js";

export interface ExaminationFlags {
  /** `0.9,1.3`: slowest and fastest walk, metres a second. */
  readonly speedRange?: string;
  readonly positionError?: number;
  /** `0.8,1.2`: least and largest share of the given places and areas. */
  readonly capacityRange?: string;
  readonly unknownPlaces?: number;
  /** Rule sets, apart by commas. */
  readonly sizes?: string;
  /** `childcare=200,elderly=20`: of 1000 of the group so many ask for a place. */
  readonly demandPer1000?: string;
  /** By what shares of units are weighed. */
  readonly weight?: string;
  readonly metShare?: number;
}

/** The ranges that the user names; null where there are none. */
export function rangesOf({ ranges }: CityConfig, flags: ExaminationFlags): Ranges | null {
  const { positionError: positionM, unknownPlaces } = flags;
  const speedMps = pairOf(flags.speedRange, "speeds: expected e.g. 0.9,1.3 metres a second");
  const capacity = pairOf(flags.capacityRange, "shares of capacity: expected e.g. 0.8,1.2");
  return rangesOfConfig({
    ranges: { ...ranges, ...given({ speedMps, positionM, capacity, unknownPlaces }) },
  });
}

function pairOf(text: string | undefined, due: string): [number, number] | undefined {
  if (text === undefined) return undefined;
  const [low, high, ...more] = parseList(text).map(Number);
  if (low === undefined || high === undefined || more.length > 0)
    throw new UsageError(`"${text}" is not a range of ${due}`);
  return [low, high];
}

/** What flags say of sizes, demand and weights, as keys of the configuration. */
export function examinationConfig(
  flags: ExaminationFlags,
  { ownServices }: Pick<CityConfig, "ownServices"> = {},
): Partial<CityConfig> {
  const { sizes, demandPer1000, weight, metShare } = flags;
  return {
    ...(sizes === undefined ? {} : { sizes: parseList(sizes) }),
    ...(demandPer1000 === undefined ? {} : { demandPer1000: parseDemand(demandPer1000, ownServices) }),
    ...(weight === undefined ? {} : { weight: weightNamed(weight) }),
    ...(metShare === undefined ? {} : { metShare }),
  };
}

function weightNamed(text: string): Weight {
  const weight = WEIGHTS.find((name) => name === text);
  if (weight !== undefined) return weight;
  throw new UsageError(`There is no weight "${text}"; there are ${WEIGHTS.join(", ")}`);
}

function parseShare(text: string): number {
  const share = numberOf(text);
  if (text.trim() === "" || !(share > 0 && share <= 1))
    throw new UsageError(`"${text}" is not a share: expected a number above 0 and up to 1`);
  return share;
}

function parseDemand(text: string, own: CityConfig["ownServices"]): Record<string, number> {
  const entries = parseList(text).map((part) => {
    const [service = "", count = ""] = part.split("=").map((word) => word.trim());
    const demandPer1000 = numberOf(count);
    if (count === "" || !(demandPer1000 >= 0 && demandPer1000 <= 1000))
      throw new UsageError(`"${part}" is not a demand: expected e.g. childcare=200, of 1000 of its group`);
    return [requireService(service, own), demandPer1000] as const;
  });
  return Object.fromEntries(entries);
}

export const EXAMINATION_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--weight <name>",
    says: `by what shares of units are weighed: ${WEIGHTS.join(", ")} (default: population)`,
  },
  {
    flags: "--met-share <share>",
    says: "least share of a unit's demand that has to be met (default: 0.8)",
    parse: parseShare,
    formerly: "--theta",
  },
  {
    flags: "--sizes <ids>",
    says: "rule sets whose least floor areas are asked of facilities, e.g. cn.gb50180-2018 (default: none)",
  },
  {
    flags: "--demand-per-1000 <list>",
    says: "places needed per 1,000 people of the target group, e.g. childcare=200 (default: elderly-residential=40, childcare=1000, kindergarten=1000)",
    formerly: "--asking",
  },
  {
    flags: "--speed-range <slow,fast>",
    says: "metres a second; ranges.csv then says which verdicts depend on the speed",
  },
  {
    flags: "--position-error <m>",
    says: "likewise for places that may be off by so many metres",
    parse: parsePositive,
  },
  {
    flags: "--capacity-range <least,most>",
    says: "likewise for places, beds and floor areas that may be these shares of what is given, e.g. 0.8,1.2",
  },
  {
    flags: "--unknown-places <n>",
    says: "likewise for facilities that give no number of places: so many where places are fewest (default: they take everybody)",
    parse: parseFrom0,
  },
];
