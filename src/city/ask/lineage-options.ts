/**
 * What a city's configuration asks beyond its files, as options of the examination and as words of the lineage.
 */

import type { Lineage } from "../../coverage/gap-report.js";
import type { Ranges } from "../../coverage/judge-ranges.js";
import { OWN_RULE_NOTES } from "../../read/osm/own-walk-rules.js";
import type { CityConfig } from "../config/load-config.js";
import { knownServices } from "../config/own-services.js";
import type { Study } from "../open/study.js";
import type { OpenAt } from "./analyze-at.js";
import { describeWalker } from "./choose-profile.js";
import { DEFAULT_MINUTES } from "./choose-requirements.js";
import type { ExamineOptions } from "./examine.js";

/** Minutes of the walking circles, ascending. */
export function cutoffMinutes({ minutes }: Pick<CityConfig, "minutes">): number[] {
  return [...(minutes ?? DEFAULT_MINUTES)].sort((a, b) => a - b);
}

/** Sizes, demand and weights that a configuration asks for. */
export function examineOptions(config: CityConfig): ExamineOptions {
  const { weight, metShare, sizes, demandPer1000, unknownPlaces } = config;
  return { weight, metShare, demandPer1000, sizes, unknownPlaces };
}

/** The doubtful inputs that a configuration names; null where there are none. */
export function rangesOfConfig({ ranges = {} }: Pick<CityConfig, "ranges">): Ranges | null {
  const { speedMps, positionM, capacity: factor, unknownPlaces } = ranges;
  const asksCapacity = factor !== undefined || unknownPlaces !== undefined;
  if (speedMps === undefined && positionM === undefined && !asksCapacity) return null;
  return { speedMps, positionM, ...(asksCapacity ? { capacity: { factor, unknownPlaces } } : {}) };
}

/** What a reader of the results has to know of how they were asked for. */
export function lineageOptions(
  { config, profile, streets: { network } }: Study,
  hours: OpenAt | null,
): Lineage["options"] {
  const { guesses = [] } = config;
  const ownRules = network.source.notes.flatMap(({ code, subject }) =>
    OWN_RULE_NOTES.includes(code) && subject !== undefined ? [subject] : [],
  );
  const { complete = [], residents = null, allow = [], holidays, weight, metShare, sizes = [] } = config;
  const { ownServices = [] } = config;
  const demand = knownServices(config).flatMap((id) => {
    const places = config.demandPer1000?.[id];
    return places === undefined ? [] : [`${id}=${places}`];
  });
  return {
    minutes: cutoffMinutes(config),
    complete,
    residents,
    ...(allow.length > 0 ? { allowed: allow } : {}),
    ...(guesses.length > 0 ? { guesses: guesses.map(({ part, entry }) => `${part}: ${entry}`) } : {}),
    ...(hours === null ? {} : { at: hours.time.wallTime, timeZone: hours.time.timeZone }),
    ...(holidays === undefined ? {} : { holidays }),
    walker: describeWalker(profile, network),
    ...(ownRules.length > 0 ? { walkRules: ownRules } : {}),
    ...(weight === undefined ? {} : { weight }),
    ...(metShare === undefined ? {} : { metShare }),
    ...(sizes.length > 0 ? { sizes } : {}),
    ...(config.unknownPlaces === undefined ? {} : { unknownPlaces: config.unknownPlaces }),
    ...(ownServices.length > 0 ? { ownServices: ownServices.map(({ id }) => id) } : {}),
    ...(demand.length > 0 ? { demandPer1000: demand } : {}),
  };
}
