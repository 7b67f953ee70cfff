/**
 * What is asked for each service: rule sets in order → one requirement a service.
 *
 * Layer: standards. Imports types of access, errors.
 */
import type { Requirement } from "../access/gap-report.js";
import { InvalidInputError } from "../errors.js";
import { loadStandard } from "./load-standard.js";
import type { Standard } from "./schema.js";

/** Rule sets used where the user names none: the standard, and an assumption where it gives no figure. */
export const DEFAULT_STANDARDS = ["cn.gb50180-2018", "x.fifteen-minute"] as const;

export interface RequirementOptions {
  /** Profile for rule sets on the time basis; default `adult`. */
  readonly profile?: string;
}

/**
 * One requirement a service: from the first rule set that has a record for it; of several records the strictest.
 *
 * @param services - ids in the order wanted; a service that no rule set knows is left out
 */
export function requirementsOf(
  standards: readonly Standard[],
  services: readonly string[],
  { profile = "adult" }: RequirementOptions = {},
): Requirement[] {
  return services.flatMap((service) => {
    for (const standard of standards) {
      const records = standard.records.filter((record) => record.service === service);
      const strictest = records.sort((a, b) => a.value - b.value)[0];
      if (strictest === undefined) continue;
      const { no, year, clause } = strictest.basis;
      return [
        {
          service,
          basis: standard.basis,
          limit: strictest.value,
          profile: standard.basis === "distance" ? "distance" : profile,
          ruleSet: standard.id,
          recordId: strictest.id,
          status: strictest.status,
          source: `${no}, ${clause} (${year})`,
        },
      ];
    }
    return [];
  });
}

/** The requirements of the default rule sets for every service they know. */
export function defaultRequirements(options: RequirementOptions = {}): Requirement[] {
  const standards = DEFAULT_STANDARDS.map((id) => loadStandard(id));
  return requirementsOf(standards, servicesOf(standards), options);
}

/** The services that some rule set knows, in the order of their first record. */
export function servicesOf(standards: readonly Standard[]): string[] {
  return [...new Set(standards.flatMap((standard) => standard.records.map((record) => record.service)))];
}

/**
 * The walking distance (or time) of one tier for every service, as in "the fifteen-minute circle".
 *
 * @param tierId - e.g. `15-min`
 * @param options.shorter - take the lower of two published figures (800 m instead of 1000 m), where there are two
 * @throws {InvalidInputError} if the rule set has no such tier, or the tier no second figure
 */
export function tierRequirements(
  standard: Standard,
  tierId: string,
  services: readonly string[],
  { profile = "adult", shorter = false }: RequirementOptions & { readonly shorter?: boolean } = {},
): Requirement[] {
  const tier = standard.tiers.find(({ id }) => id === tierId);
  if (tier === undefined) {
    const known = standard.tiers.map(({ id }) => id).join(", ") || "none";
    throw new InvalidInputError(`"${standard.id}" has no tier "${tierId}"; there are ${known}`);
  }
  const limit = shorter ? tier.alternative : tier.value;
  if (limit === undefined) {
    throw new InvalidInputError(
      `Tier "${tierId}" of "${standard.id}" has one figure only, ${tier.value} ${tier.unit}`,
    );
  }
  const { no, year, clause } = tier.basis;
  return services.map((service) => ({
    service,
    basis: standard.basis,
    limit,
    profile: standard.basis === "distance" ? "distance" : profile,
    ruleSet: standard.id,
    recordId: `tier.${tierId}`,
    status: tier.status,
    source: `${no}, ${clause} (${year})`,
  }));
}

/**
 * The same minutes for every service, as the user asks for them.
 *
 * @throws {InvalidInputError} unless `minutes` is a positive number
 */
export function timeRequirements(
  services: readonly string[],
  minutes: number,
  profile: string,
): Requirement[] {
  if (!(minutes > 0 && Number.isFinite(minutes))) {
    throw new InvalidInputError(`A requirement of ${minutes} minutes: due is a positive number`);
  }
  return services.map((service) => ({
    service,
    basis: "time",
    limit: minutes,
    profile,
    ruleSet: "user",
    recordId: `minutes.${service}`,
    status: "assumption",
    source: "asked for by the user",
  }));
}
