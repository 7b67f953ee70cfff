/**
 * What a rule asks for one service, how far or how long a walk may be, and the arithmetic of it.
 *
 * Nothing else needs to know how a basis is told apart: the limit, its metres, and the walks that it is compared with are
 * all asked for here.
 */
import { type Limit, metres, minutes } from "../base/cost-units.js";
import type { OwnService } from "../places/own-service.js";

/** What a standard requires for one service. */
export interface Requirement {
  readonly service: string;
  /** `distance`: metres of walk; `time`: minutes at the profile's speed. */
  readonly basis: "distance" | "time";
  /** Metres or minutes. */
  readonly limit: number;
  /** Id of the walking profile; `distance` on the distance basis. */
  readonly profile: string;
  readonly ruleSet: string;
  readonly recordId: string;
  /** Whether the rule set requires or recommends it; absent where the user set it. */
  readonly need?: "need" | "wish" | undefined;
  /** V verified, H compare with print, local, or assumption. */
  readonly status: "V" | "H" | "local" | "assumption";
  /** Document, number, year and clause in one line. */
  readonly source: string;
  /** Names of a service of the city's own; absent for those of the services list. */
  readonly names?: OwnService["names"] | undefined;
  /** Age group that a service of the city's own is for, or `all`; absent for those of the list. */
  readonly group?: string | undefined;
  /** False: no rule says how far. The limit is that up to which facilities are counted, and no block has a verdict. */
  readonly judged?: false | undefined;
}

/** A walk that is limited in metres or in minutes. */
export type WalkRule = Pick<Requirement, "basis" | "limit">;

/** Of two things, one for each basis, the one for the basis of a requirement. */
export function byBasis<Distance, Time>(
  { basis }: Pick<Requirement, "basis">,
  onDistance: Distance,
  onTime: Time,
): Distance | Time {
  return basis === "distance" ? onDistance : onTime;
}

/** Unit of the limit: `m` or `min`. */
export function limitUnit(rule: Pick<Requirement, "basis">): "m" | "min" {
  return byBasis(rule, "m", "min");
}

/** The longest walk as the limit of a search. @throws {InvalidInputError} if it is negative or does not fit the integers */
export function limitOf(rule: WalkRule): Limit<"mm"> | Limit<"ms"> {
  return byBasis(rule, metres, minutes)(rule.limit);
}

/** The longest walk in metres; minutes count at a speed. */
export function limitInMetres(rule: WalkRule, speedMps: number): number {
  return byBasis(rule, rule.limit, rule.limit * 60 * speedMps);
}

/** The walks of all blocks that are compared with the limit: millimetres or milliseconds, as `limitOf` counts. */
export function walkOf<Column>({
  requirement,
  walkMm,
  walkMs,
}: {
  readonly requirement: Pick<Requirement, "basis">;
  readonly walkMm: Column;
  readonly walkMs: Column;
}): Column {
  return byBasis(requirement, walkMm, walkMs);
}
