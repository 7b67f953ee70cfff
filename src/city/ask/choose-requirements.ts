/**
 * What is asked of every service, by the rule sets or the minutes that a city names.
 */

import { InvalidInputError } from "../../base/errors.js";
import type { Lineage } from "../../coverage/gap-report.js";
import type { OwnService } from "../../places/own-service.js";
import { DEFAULT_SERVICES, SERVICES } from "../../places/services.js";
import { loadStandard } from "../../standards/load-standard.js";
import { ownRequirement } from "../../standards/own-requirement.js";
import type { Requirement } from "../../standards/requirement.js";
import {
  DEFAULT_STANDARDS,
  requirementsOf,
  timeRequirements,
  walksOf,
} from "../../standards/requirements.js";
import type { CityConfig } from "../config/load-config.js";
import { knownServices } from "../config/own-services.js";

/** Minutes of the walking circles where the user names none. */
export const DEFAULT_MINUTES: readonly number[] = [5, 10, 15];

export interface ChosenRequirements {
  readonly requirements: readonly Requirement[];
  readonly ruleSets: Lineage["ruleSets"];
}

/**
 * By rule sets, or by the user's minutes where minutes but no rule set are given; services of the city's own by their own
 * rules first, and without any rule at all walked and counted only.
 *
 * @throws {InvalidInputError} if a rule set is not known, or names a service that does not exist
 */
export function chooseRequirements(
  config: Pick<CityConfig, "minutes" | "standards" | "services" | "ownServices">,
  profile: string,
): ChosenRequirements {
  const { minutes, standards, ownServices = [] } = config;
  const knownIds = knownServices(config);
  const chosenIds = chooseServices(config);
  if (minutes !== undefined && standards === undefined) {
    const most = Math.max(...minutes);
    const requirements = timeRequirements(chosenIds, most, profile);
    const ruleSets = [{ id: "user", version: `${most} minutes` }];
    return { requirements: withOwn(requirements, chosenIds, ownServices, profile), ruleSets };
  }
  const ruleSets = (standards ?? DEFAULT_STANDARDS).map((id) => loadStandard(id));
  const stranger = ruleSets.flatMap(walksOf).find(({ service }) => !knownIds.includes(service));
  if (stranger !== undefined) {
    throw new InvalidInputError(
      `The record "${stranger.id}" names the service "${stranger.service}"; there are ${knownIds.join(", ")}`,
    );
  }
  const requirements = requirementsOf(ruleSets, chosenIds, { profile });
  return {
    requirements: withOwn(requirements, chosenIds, ownServices, profile),
    ruleSets: ruleSets.map(({ id, version }) => ({ id, version })),
  };
}

/** The services named by the user, all where a rule set is named, else those judged by default; with those declared. */
function chooseServices({
  services,
  standards,
  ownServices = [],
}: Pick<CityConfig, "standards" | "services" | "ownServices">): readonly string[] {
  const [all, own] = [SERVICES, ownServices].map((list) => list.map(({ id }) => id));
  if (services === undefined)
    return [...((standards === undefined ? DEFAULT_SERVICES : all) ?? []), ...(own ?? [])];
  return services.includes("all") ? [...(all ?? []), ...(own ?? [])] : services;
}

/** The requirements in the order of the services, those of the city's own by their own rules first. */
function withOwn(
  requirements: readonly Requirement[],
  services: readonly string[],
  ownServices: readonly OwnService[],
  profile: string,
): Requirement[] {
  return services.flatMap((id) => {
    const given = requirements.find(({ service }) => service === id);
    const own = ownServices.find((one) => one.id === id);
    return (own === undefined ? given : ownRequirement(own, given, profile)) ?? [];
  });
}
