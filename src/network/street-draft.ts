/**
 * Streets before they become a network: points and the lines walked over them.
 *
 * Every source of streets (OpenStreetMap now, other layers later) is brought into this one form, and
 * `assembleNetwork` turns it into a `WalkNetwork`. Lines meet where they share a point, and nowhere else.
 */

import type { StreetTrait } from "./street-traits.js";

/** What walkers find on a street edge; bits of `attributes`. */
export const EdgeFlag = {
  steps: 1,
  bridge: 2,
  tunnel: 4,
  /** Serves only the first leg out of, or the last leg into, a private compound. */
  private: 8,
  crossing: 16,
  /** Closed to walkers in the direction of the line. */
  forwardClosed: 32,
  /** Closed to walkers against the direction of the line. */
  backwardClosed: 64,
  /** A straight walk across a square, not a mapped way. */
  square: 128,
  /** Steps with a ramp for wheels. */
  ramp: 256,
  /** Not passable in a wheelchair. */
  wheelsClosed: 512,
  indoor: 1024,
  lift: 2048,
  /** A private driveway or parking aisle: private, but not the street of a compound. */
  driveway: 4096,
  /** Not passable with a stroller. */
  strollerClosed: 8192,
  /** Below ground, on a bridge, or on another floor: joined by what it meets at its ends, by no leg from beside it. */
  endsOnly: 16_384,
} as const;

/** What a point means to walkers; bits of `role`. A point with a role stays a node of the network. */
export const NodeRole = {
  /** Gate, kerb, crossing, bollard: walked through, kept as a node. */
  kept: 1,
  /** Nobody walks through: every line ends here on its own. */
  closed: 2,
  /** A point on a road where walkers cross it, and one where they have signals. */
  crossing: 4,
  signals: 8,
  /** A kerb that wheels do not pass without help. */
  raisedKerb: 16,
  /** Not passed in a wheelchair, and not with a stroller: a stile, a turnstile, what its tags say. */
  wheelsClosed: 32,
  strollerClosed: 64,
  /** A lift, mapped as a point. */
  lift: 128,
} as const;

/** Mapped things that walkers do not cross off the street. */
export const BARRIER_KINDS = ["river", "water", "rail", "motorway", "wall"] as const;

/** One of `BARRIER_KINDS`. */
export type BarrierKind = (typeof BARRIER_KINDS)[number];

/** Barriers as lines; line `i` runs over points `first[i]` … `first[i + 1] - 1`. */
export interface BarrierLines {
  readonly count: number;
  readonly first: Uint32Array;
  readonly lonE7: Int32Array;
  readonly latE7: Int32Array;
  /** Index into `BARRIER_KINDS`. */
  readonly kind: Uint8Array;
  /** Index into the network's `names`; 0 is unnamed. */
  readonly name: Uint32Array;
}

/**
 * Squares that people walk across: their ground, and the points where it is entered or a walk bends.
 *
 * Lines of square `i` are `firstLine[i]` … `firstLine[i + 1] - 1`; line `l` has points `first[l]` … `first[l + 1] - 1`.
 */
export interface SquareColumns {
  readonly count: number;
  /** Ways of square `i`, several where it is joined of squares side by side: `wayId[firstWay[i]]` … */
  readonly firstWay: Uint32Array;
  /** OpenStreetMap's number of the way, or that of `wayIdOfRelation`. */
  readonly wayId: Float64Array;
  readonly firstLine: Uint32Array;
  /** One of `GroundLine`. */
  readonly kind: Uint8Array;
  readonly first: Uint32Array;
  readonly lonE7: Int32Array;
  readonly latE7: Int32Array;
  /** Targets of square `i`: `target[firstTarget[i]]` … – points of the draft, or nodes of the network. */
  readonly firstTarget: Uint32Array;
  readonly target: Uint32Array;
}

/** Points and lines that `buildWalkNetwork` makes a network of; coordinates in 1e-7 degrees. */
export interface StreetDraft {
  /** Points in the order that later decides ties; ascending OpenStreetMap id where there is one. */
  readonly points: {
    readonly count: number;
    readonly id: Float64Array;
    readonly lonE7: Int32Array;
    readonly latE7: Int32Array;
    readonly role: Uint8Array;
  };
  /** Line `i` runs over points `point[first[i]]` … `point[first[i + 1] - 1]`. */
  readonly lines: {
    readonly count: number;
    readonly first: Uint32Array;
    readonly point: Uint32Array;
    /** OpenStreetMap's number of the way, or that of `wayIdOfRelation`; 0 where there is none. */
    readonly wayId: Float64Array;
    readonly attributes: Uint16Array;
    /** Index into `classes`. */
    readonly streetClass: Uint8Array;
    /** Index into `names`; 0 is unnamed. */
    readonly name: Uint32Array;
    /** Index into `traits`, 0 is none; absent where no line has any. */
    readonly trait?: Uint32Array | undefined;
    /** Given lengths: entry `k` is the length from point `k - 1` to `k` of the same line; null measures them. */
    readonly lengthMm: Uint32Array | null;
  };
  readonly classes: readonly string[];
  /** `names[0]` is the empty string. */
  readonly names: readonly string[];
  readonly barriers: BarrierLines;
  /** `traits[0]` is empty; absent where no line has any. */
  readonly traits?: readonly StreetTrait[] | undefined;
  /** Absent: there are none. */
  readonly squares?: SquareColumns | undefined;
}

/** A network without mapped barriers. */
export const NO_BARRIERS: BarrierLines = {
  count: 0,
  first: new Uint32Array(1),
  lonE7: new Int32Array(0),
  latE7: new Int32Array(0),
  kind: new Uint8Array(0),
  name: new Uint32Array(0),
};
