/**
 * What is asked for each service: rule sets in order → one requirement a service.
 */

import { aFlag, aList, anObject, aText, aThing, checkCall } from "../base/check-call.js";
import { InvalidInputError } from "../base/errors.js";
import { DEFAULT_SERVICES } from "../places/services.js";
import { loadStandard } from "./load-standard.js";
import { strictestOf } from "./override.js";
import type { Requirement } from "./requirement.js";
import type { Standard, StandardRecord } from "./schema.js";

/** Rule sets used where the user names none: the standard, and an assumption where it gives no figure. */
export const DEFAULT_STANDARDS = ["cn.gb50180-2018", "x.fifteen-minute"] as const;

/** Which records become requirements. */
export interface RequirementOptions {
  /** Profile for rule sets on the time basis; default `adult`. */
  readonly profile?: string | undefined;
  /** Let figures of local rule sets count even where they are looser than the national one. */
  readonly allowRelax?: boolean | undefined;
}

const REQUIREMENT_OPTIONS = anObject<RequirementOptions>({ profile: aText, allowRelax: aFlag });

/** A figure and the rule set that it stands in. */
interface Figure {
  readonly standard: Standard;
  readonly record: StandardRecord;
  readonly relaxed: boolean;
}

/**
 * One requirement per service: from the first rule set that has a walk for it; of several records the strictest.
 *
 * The place of local rule sets in the list does not matter: their figure replaces the other where it asks for a shorter
 * walk in the same unit, or where it is longer and relaxation is allowed; that is marked.
 *
 * @param standards - rule sets, the most important first
 * @param services - ids in the order wanted; a service that no rule set knows is left out
 * @returns limits in metres or minutes, each with its rule set and record
 * @throws {InvalidInputError} if an argument is not what its type says, or an option does not exist
 *
 * @example
 * const requirements = requirementsOf([loadStandard("cn.gb50180-2018")], ["childcare", "culture"]);
 * requirements.map(({ limit, basis }) => [limit, basis]); // => [[300, "distance"], [500, "distance"]]
 */
export function requirementsOf(
  standards: readonly Standard[],
  services: readonly string[],
  options: RequirementOptions = {},
): Requirement[] {
  checkCall(
    "requirementsOf",
    ["standards", standards, aList(aThing("a rule set, as loadStandard gives it", "id", "records"))],
    ["services", services, aList(aText)],
    ["options", options, REQUIREMENT_OPTIONS],
  );
  const local = standards.filter(({ level }) => level === "local");
  const others = standards.filter(({ level }) => level !== "local");
  return services.flatMap((service) => {
    let figure = others.map((standard) => strictestWalk(standard, service)).find((walk) => walk !== null);
    for (const standard of local) {
      const walk = strictestWalk(standard, service);
      if (walk === null) continue;
      figure = figure === undefined || figure === null ? walk : chosen(figure, walk, options);
    }
    return figure === undefined || figure === null ? [] : [requirementOf(figure, options)];
  });
}

/** The shortest walk that a rule set asks for. */
function strictestWalk(standard: Standard, service: string): Figure | null {
  const records = walksOf(standard).filter((record) => record.service === service);
  const record = records.sort((a, b) => a.value - b.value)[0];
  return record === undefined ? null : { standard, record, relaxed: false };
}

function chosen(national: Figure, local: Figure, options: RequirementOptions): Figure {
  const { record, relaxed } = strictestOf(national.record, local.record, options);
  return record === local.record ? { ...local, relaxed } : national;
}

function requirementOf(
  { standard, record, relaxed }: Figure,
  { profile = "adult" }: RequirementOptions,
): Requirement {
  const { no, year, clause } = record.basis;
  const onDistance = standard.basis === "distance";
  return {
    service: record.service,
    basis: onDistance ? "distance" : "time",
    limit: record.value,
    profile: onDistance ? "distance" : profile,
    ruleSet: standard.id,
    recordId: record.id,
    need: record.need,
    status: record.status,
    source: `${no}, ${clause} (${year})${relaxed ? ", relaxed locally" : ""}`,
  };
}

/** The records that say how far. */
export function walksOf({ records }: Standard): StandardRecord[] {
  return records.filter(({ quantity }) => quantity === "walk");
}

/**
 * What an area of a tier owes: the records of its tier and of all lower ones.
 *
 * @throws {InvalidInputError} if the rule set has no such tier
 */
export function recordsUpTo(standard: Standard, tierId: string): StandardRecord[] {
  const at = standard.tiers.findIndex(({ id }) => id === tierId);
  if (at < 0) throw noTier(standard, tierId);
  const owed = standard.tiers.slice(0, at + 1).map(({ id }) => id);
  return standard.records.filter(({ tier }) => owed.includes(tier));
}

function noTier({ id, tiers }: Standard, tierId: string): InvalidInputError {
  const tierList = tiers.map((tier) => tier.id).join(", ") || "none";
  return new InvalidInputError(`"${id}" has no tier "${tierId}"; there are ${tierList}`);
}

/**
 * The requirements of the default rule sets for every service they know: GB 50180-2018, and fifteen minutes where it
 * gives no figure.
 *
 * @returns one requirement per service
 *
 * @example
 * const options = { requirements: defaultRequirements({ profile: "senior60" }), profile: PROFILES.senior60 };
 * const report = await analyzeLivingCircle(network, { facilities, blocks }, options);
 */
export function defaultRequirements(options: RequirementOptions = {}): Requirement[] {
  checkCall("defaultRequirements", ["options", options, REQUIREMENT_OPTIONS]);
  const standards = DEFAULT_STANDARDS.map((id) => loadStandard(id));
  return requirementsOf(standards, DEFAULT_SERVICES, options);
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
    throw new InvalidInputError(`A requirement of ${minutes} minutes: expected a positive number`);
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
