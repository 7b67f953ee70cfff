/**
 * What is asked of every service, by the rule sets or the minutes that a city names.
 */

import { InvalidInputError } from "../../base/errors.js";
import type { Lineage } from "../../coverage/gap-report.js";
import { DEFAULT_SERVICES, SERVICES } from "../../places/services.js";
import { loadStandard } from "../../standards/load-standard.js";
import type { Requirement } from "../../standards/requirement.js";
import {
  DEFAULT_STANDARDS,
  requirementsOf,
  timeRequirements,
  walksOf,
} from "../../standards/requirements.js";
import type { CityConfig } from "../config/load-config.js";

/** Minutes of the walking circles where the user names none. */
export const DEFAULT_MINUTES: readonly number[] = [5, 10, 15];

export interface ChosenRequirements {
  readonly requirements: readonly Requirement[];
  readonly ruleSets: Lineage["ruleSets"];
}

/**
 * By rule sets, or by the user's minutes where minutes but no rule set are given.
 *
 * @throws {InvalidInputError} if a rule set is not known, or names a service that does not exist
 */
export function chooseRequirements(
  { minutes, standards, services }: Pick<CityConfig, "minutes" | "standards" | "services">,
  profile: string,
): ChosenRequirements {
  const knownIds = SERVICES.map(({ id }) => id);
  const chosenIds = chooseServices(services, standards);
  if (minutes !== undefined && standards === undefined) {
    const most = Math.max(...minutes);
    const requirements = timeRequirements(chosenIds, most, profile);
    return { requirements, ruleSets: [{ id: "user", version: `${most} minutes` }] };
  }
  const ruleSets = (standards ?? DEFAULT_STANDARDS).map((id) => loadStandard(id));
  const stranger = ruleSets.flatMap(walksOf).find(({ service }) => !knownIds.includes(service));
  if (stranger !== undefined) {
    throw new InvalidInputError(
      `The record "${stranger.id}" names the service "${stranger.service}"; there are ${knownIds.join(", ")}`,
    );
  }
  return {
    requirements: requirementsOf(ruleSets, chosenIds, { profile }),
    ruleSets: ruleSets.map(({ id, version }) => ({ id, version })),
  };
}

/** The services named by the user, all where a rule set is named, else those judged by default. */
function chooseServices(
  services: CityConfig["services"],
  standards: CityConfig["standards"],
): readonly string[] {
  const all = SERVICES.map(({ id }) => id);
  if (services === undefined) return standards === undefined ? DEFAULT_SERVICES : all;
  return services.includes("all") ? all : services;
}
