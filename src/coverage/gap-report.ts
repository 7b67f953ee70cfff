/**
 * The gap report as data: per service one verdict a block, with what was measured and what was required.
 */
import { itemAt } from "../base/at.js";
import type { BarrierKind } from "../network/street-draft.js";
import type { ShareWeight } from "../places/demand.js";
import type { BlockSet, Completeness, FacilitySet } from "../places/places.js";
import type { ReportArea } from "../places/study-area.js";
import type { Requirement } from "../standards/requirement.js";
import type { ReportTime } from "./apply-opening-hours.js";
import type { BoundaryEffects } from "./boundary-effects.js";

/** `ServiceGaps.verdict` holds the index. */
export const VERDICTS = ["met", "gap", "unknown"] as const;
/**
 * `met`, `gap`, or `unknown`: joins no street, the source is not known to hold the service completely, places or area
 * are asked for that what is in reach does not give, or no rule says how far.
 */
export type Verdict = (typeof VERDICTS)[number];

/**
 * Why a block is not met, in order of precedence; `ServiceGaps.reason` holds the index, 0 where met. `no-rule` stands for
 * every linked block of a service that nothing is required of.
 */
export const REASONS = [
  "none",
  "unlinked",
  "not-mapped",
  "absent",
  "severed",
  "detour",
  "too-far",
  "not-open",
  "closed-then",
  "too-small",
  "too-full",
  "capacity-unknown",
  "no-rule",
] as const;
/** Why a block is not met, or `none`; `docs/methods/gaps.md` defines each. */
export type Reason = (typeof REASONS)[number];

/** A sum over blocks, split by verdict. */
export interface Split {
  readonly met: number;
  readonly gap: number;
  readonly unknown: number;
}

/** A share that shows what it was made of. */
export interface Share {
  readonly numerator: number;
  readonly denominator: number;
  /** What was left out of the denominator. */
  readonly leftOut: number;
  /** Numerator ÷ denominator; null where the denominator is 0 or the source is incomplete. */
  readonly value: number | null;
}

/** One service summed over all blocks: counts and shares by verdict, and how long the walks are. */
export interface ServiceSummary {
  readonly blocks: Split;
  /** Residents of blocks where residents are known. */
  readonly residents: Split;
  /** Blocks whose residents are unknown. */
  readonly blocksWithoutResidents: number;
  readonly blockShare: Share;
  /** Among the residents who are known; `blocksWithoutResidents` says how many blocks are not in it. */
  readonly residentShare: Share;
  /** The share to print: of residents if every block gives them, else of dwellings if every block does, else of blocks. */
  readonly share: Share;
  readonly shareBy: ShareWeight;
  /** The same share if a circle of the limit counted instead of the walk: last year's method, for comparison. */
  readonly circleShare: Share;
  /** Of the linked blocks that reach a facility, weighted as `shareBy` says; or null. */
  readonly medianWalkM: number | null;
  readonly p90WalkM: number | null;
  readonly medianWalkMin: number | null;
  readonly p90WalkMin: number | null;
}

/** A mapped barrier across a straight line. */
export interface Barrier {
  readonly kind: BarrierKind;
  /** Empty where unnamed. */
  readonly name: string;
}

/** One service over all blocks; columns have one entry per block. */
export interface ServiceGaps {
  readonly service: string;
  readonly requirement: Requirement;
  readonly completeness: Completeness;
  /** Facilities of this service in the data, and how many of them join the streets. */
  readonly facilityCount: number;
  readonly linkedFacilityCount: number;
  /** Index into `VERDICTS`. */
  readonly verdict: Uint8Array;
  /** Index into `REASONS`. */
  readonly reason: Uint8Array;
  /** Index of the nearest facility that the block may use, in the facility set, or `NO_FACILITY`. */
  readonly nearest: Uint32Array;
  /** Walk to the nearest facility, door to door; `UNREACHED` where none is. Millimetres, and milliseconds. */
  readonly walkMm: Uint32Array;
  readonly walkMs: Uint32Array;
  /** Straight line to that facility; `UNREACHED` where there is none. */
  readonly straightToNearestMm: Uint32Array;
  /**
   * Straight line to the nearest facility that the block may use and that joins the streets, where it lies within the
   * limit; else `UNREACHED`.
   */
  readonly straightToAnyMm: Uint32Array;
  /**
   * Of a block whose walk is too long although a facility lies within the limit as the crow flies: that facility, and the
   * walk to it, which may be longer than the shortest one. `NO_FACILITY` and `UNREACHED` elsewhere.
   */
  readonly across: Uint32Array;
  readonly acrossMm: Uint32Array;
  readonly acrossMs: Uint32Array;
  /** The mapped barrier that the straight line to that facility crosses; null where it crosses none. */
  readonly barrier: readonly (Barrier | null)[];
  /** A facility nearer than `nearest` that is not open to the block, and the walk to it; else `NO_FACILITY`. */
  readonly notOpen: Uint32Array;
  readonly notOpenMm: Uint32Array;
  readonly notOpenMs: Uint32Array;
  /** Facilities whose walk is within the limit; at a given time, of those that are open. */
  readonly inReach: Uint32Array;
  /** Index into `UNLINKED_REASONS` of the linkage on the basis of the requirement, 0 where linked. */
  readonly unlinked: Uint8Array;
  readonly summary: ServiceSummary;
}

/** A file that a result was made from. */
export interface InputFile {
  readonly role: string;
  readonly path: string;
  readonly sha256: string;
  /** From the user: its coordinate system, publisher, licence and date. */
  readonly crs?: string | undefined;
  readonly source?: string | undefined;
  readonly licence?: string | undefined;
  readonly date?: string | undefined;
}

/** What a result was made from, so that it can be made again. */
export interface Lineage {
  /** Whom to name beside everything shown from this report; absent or null where nobody has to be named. */
  readonly attribution?: string | null | undefined;
  readonly library: string;
  readonly inputs: readonly InputFile[];
  readonly ruleSets: readonly { readonly id: string; readonly version: string }[];
  readonly profile: string;
  readonly speedMps: number;
  readonly options: Readonly<
    Record<string, string | number | boolean | readonly number[] | readonly string[] | null>
  >;
}

/**
 * The answer of `analyzeLivingCircle`: one verdict a block and service, the places they are about, and what
 * they were made from.
 */
export interface GapReport {
  readonly blocks: BlockSet;
  readonly facilities: FacilitySet;
  /** In the order of the services list. */
  readonly services: readonly ServiceGaps[];
  readonly lineage: Lineage;
  /** The study area and what lies outside it; absent where none was given. */
  readonly area?: ReportArea | undefined;
  /** The time of the study, and which facilities are closed then; absent where hours do not matter. */
  readonly time?: ReportTime | undefined;
  /** What could change with data from beyond the edge; absent without a study area. */
  readonly boundary?: BoundaryEffects | undefined;
}

/** The verdict on a block, by name. */
export function verdictAt({ verdict }: Pick<ServiceGaps, "verdict">, block: number): Verdict {
  return itemAt(VERDICTS, itemAt(verdict, block));
}

/** Why a block is not met, by name. */
export function reasonAt({ reason }: Pick<ServiceGaps, "reason">, block: number): Reason {
  return itemAt(REASONS, itemAt(reason, block));
}
