/**
 * Idle premises, and what each of them may hold.
 *
 * Modes and means follow the 2023 plan (国办函〔2023〕121号): 补改 infill, 转型 convert, 划转 transfer, 配建 allocate. Costs are
 * the user's; there are no defaults for them.
 */

import { type CandidateRules, candidateRules, neverKindOf } from "../candidate-kinds.js";
import { type PlanYears, planStart, yearsOfUse } from "./years-of-use.js";

/** How the space is won: 补改, 转型, 划转, 配建. */
export const MODES = ["infill", "convert", "transfer", "allocate"] as const;

/** One of `MODES`: 补改 `infill`, 转型 `convert`, 划转 `transfer`, 配建 `allocate`. */
export type Mode = (typeof MODES)[number];

/** By what means: 补建, 购置, 置换, 租赁, 改造, 新建. */
const MEANS = ["build-on", "buy", "swap", "rent", "renovate", "build"] as const;

/** One of the means: 补建 `build-on`, 购置 `buy`, 置换 `swap`, 租赁 `rent`, 改造 `renovate`, 新建 `build`. */
export type Means = (typeof MEANS)[number];

const OWNERS = ["state", "collective", "private"] as const;

/** Who owns premises: 国有 `state`, 集体 `collective`, 私有 `private`. */
export type Owner = (typeof OWNERS)[number];

/** Vacant rooms that services could move into; null means unknown everywhere. */
export interface Premises {
  readonly id: string;
  readonly name: string;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** Usable floor area. */
  readonly areaM2: number;
  /** 1 is the ground floor; below 1 a basement. */
  readonly floor: number | null;
  readonly lift: boolean | null;
  readonly ownEntrance: boolean | null;
  readonly owner: Owner | null;
  readonly mode: Mode | null;
  readonly means: Means | null;
  /** First year in which it can be used. */
  readonly readyYear: number | null;
  /** Last year of the lease. */
  readonly availableUntil: number | null;
  /** Whether the new use departs from that of the land, so that it may stay five years; null: as `convert` does. */
  readonly changesLandUse: boolean | null;
  /** Cost of taking it over, whatever it holds. */
  readonly fixedCost: number | null;
  readonly fitOutPerM2: number | null;
  readonly rentPerM2Year: number | null;
  /** Services it may hold; null for any. */
  readonly services: readonly string[] | null;
  /** Community it lies in. */
  readonly unit: string | null;
  /** What it is or was, in words: `church`, `warehouse`; absent or null where unknown. */
  readonly kind?: string | null | undefined;
}

/** What a service needs of a room. */
export interface RoomRule {
  readonly minAreaM2: number;
  /** Highest floor; with a lift any floor is as good. Null: any. */
  readonly maxFloor: number | null;
  readonly ownEntrance: boolean;
  /** Whether a basement will do. */
  readonly basement: boolean;
  /** Kinds of premises that are never proposed; default those of `data/tags/candidate-kinds.json`. */
  readonly kinds?: CandidateRules | undefined;
}

/** Why a service cannot go into these premises, the first that holds; null if it can. */
export type Unfit =
  | "not-allowed"
  | "implausible-kind"
  | "too-small"
  | "basement"
  | "too-high"
  | "no-own-entrance"
  | "ends-too-early"
  | "ready-too-late";

/**
 * Why premises do not fit a service; what is unknown of them (null) is never a reason.
 *
 * @param service - id of the service
 * @param years - when the plan is made, its last year, and how many years a room must serve; null: years do not matter
 * @returns the first reason that holds, or null if they fit
 *
 * @example
 * const [first] = (await readPremises("premises.csv")).premises;
 * const rule = { minAreaM2: 800, maxFloor: null, ownEntrance: false, basement: false };
 * unfitFor(first!, "elderly", rule, null); // => "too-small"
 */
export function unfitFor(
  premises: Premises,
  service: string,
  rule: RoomRule,
  years: PlanYears | null,
): Unfit | null {
  const { floor, services, areaM2 } = premises;
  const unusable = years === null ? null : unusableYears(premises, years);
  if (unusable !== null) return unusable;
  if (services !== null && !services.includes(service)) return "not-allowed";
  if (isImplausible(premises, rule.kinds ?? SHIPPED_KINDS)) return "implausible-kind";
  if (areaM2 < rule.minAreaM2) return "too-small";
  if (floor !== null && floor < 1 && !rule.basement) return "basement";
  if (floor !== null && rule.maxFloor !== null && floor > rule.maxFloor && premises.lift !== true)
    return "too-high";
  if (rule.ownEntrance && premises.ownEntrance === false) return "no-own-entrance";
  return null;
}

const SHIPPED_KINDS = candidateRules();

/** Whether a room is a church, a concert hall or the like by its kind or name, and its table does not say what may go in. */
function isImplausible({ name, kind, services }: Premises, rules: CandidateRules): boolean {
  if (services !== null) return false;
  return [name, kind ?? ""].some((text) => neverKindOf({ name: text }, rules) !== null);
}

function unusableYears(premises: Premises, years: PlanYears): Unfit | null {
  const { last = Number.POSITIVE_INFINITY, atLeast = 1 } = years;
  if (premises.readyYear !== null && premises.readyYear > last) return "ready-too-late";
  return yearsOfUse(premises, planStart(years, premises)) < atLeast ? "ends-too-early" : null;
}

/**
 * Cost of taking premises over and using them for a number of years, in the money of their prices.
 *
 * @param areaInUseM2 - floor area of the services that move in, m²
 * @param rentYears - years of rent, from 0; no more are paid than the premises can be used
 * @param asOf - year in which the plan is made; default: use begins when they are ready
 * @returns fixed cost, fit-out of the area in use, and rent of the whole area; null if a price that is needed is
 *   unknown
 *
 * @example
 * const [first] = (await readPremises("premises.csv")).premises;
 * costOfPremises(first!, 350, 0); // => 350_000
 */
export function costOfPremises(
  premises: Premises,
  areaInUseM2: number,
  rentYears: number,
  asOf?: number,
): number | null {
  const { fixedCost, fitOutPerM2, rentPerM2Year, areaM2 } = premises;
  if (fitOutPerM2 === null || (rentYears > 0 && rentPerM2Year === null)) return null;
  return (
    (fixedCost ?? 0) +
    fitOutPerM2 * areaInUseM2 +
    (rentPerM2Year ?? 0) * areaM2 * Math.min(rentYears, yearsOfUse(premises, asOf))
  );
}
