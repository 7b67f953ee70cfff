/**
 * The walking network as columns: topology, lengths, and what a profile needs to know.
 *
 * Topology is apart from cost: arcs carry no cost here (see `walk-costs.ts`). Every street edge has both arcs;
 * a direction closed to walkers is closed by its cost, so the reversed network is the same columns read through
 * `arcTwin`.
 *
 * Private compounds. A walk may leave through the private streets it starts on and arrive through those it ends
 * on, but never pass through. Each node on a private edge therefore stands three times: an *out* copy (still
 * inside the compound where the walk began), the street node itself, and an *in* copy (inside the compound where
 * it will end), joined by one-way transfer arcs out → street → in. Private edges have arcs between out copies and
 * between in copies only. An ordinary shortest-path search on these columns then never walks through a compound.
 */
import type { ReadNote } from "../base/notes.js";
import type { LinkingRules } from "./off-street.js";
import type { BarrierLines, SquareColumns } from "./street-draft.js";
import type { StreetTrait } from "./street-traits.js";

/** In `arcEdge`: a transfer between a street node and its copy, which is not a street and costs nothing. */
export const NO_EDGE = 0xffffffff;
/** In `nodeOut` and `nodeIn`: this street node touches no private edge and has no copies. */
export const NO_COPY = 0xffffffff;

/** Streets as a graph in columns, for every profile alike; immutable, in one buffer that threads share. */
export interface WalkNetwork {
  /** All nodes of the search graph: street nodes first, then the copies at private compounds. */
  readonly nodeCount: number;
  readonly streetNodeCount: number;
  readonly edgeCount: number;
  readonly arcCount: number;

  /** Per node. OpenStreetMap's number, or the draft's; a copy repeats its street node's. */
  readonly nodeId: Float64Array;
  readonly nodeLonE7: Int32Array;
  readonly nodeLatE7: Int32Array;
  /** Per street node: its out copy and in copy, or `NO_COPY`. */
  readonly nodeOut: Uint32Array;
  readonly nodeIn: Uint32Array;
  /** Per street node: its connected component (walked either way), numbered by its lowest node. */
  readonly nodeComponent: Uint32Array;
  /** Per component: how many mapped points its streets have, before merging. */
  readonly componentPoints: Uint32Array;

  /** Per street edge, `edgeFrom <= edgeTo`: end nodes (street nodes). */
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly edgeLengthMm: Uint32Array;
  /** Bits of `EdgeFlag`. */
  readonly edgeAttributes: Uint16Array;
  /** Index into `classes`. */
  readonly edgeClass: Uint8Array;
  /** Index into `names`; 0 is unnamed. */
  readonly edgeName: Uint32Array;
  /**
   * OpenStreetMap's number of the way, 2^52 and that of the relation on the rim of a square that is one, or the row of a
   * layer; where several were merged, of the one at `edgeFrom`.
   */
  readonly edgeWayId: Float64Array;
  /** Shape of edge `e`: points `firstShape[e]` … `firstShape[e + 1] - 1`, both ends included. */
  readonly firstShape: Uint32Array;
  readonly shapeLonE7: Int32Array;
  readonly shapeLatE7: Int32Array;
  /** Length of the piece that ends at this shape point; 0 at the first point of an edge. */
  readonly shapeLengthMm: Uint32Array;

  /** Arcs leaving node `v`: `firstOut[v]` … `firstOut[v + 1] - 1`. */
  readonly firstOut: Uint32Array;
  readonly head: Uint32Array;
  /** Street edge of the arc, or `NO_EDGE` for a transfer. */
  readonly arcEdge: Uint32Array;
  /** The same arc walked the other way. */
  readonly arcTwin: Uint32Array;
  /** 1 if the arc runs from `edgeFrom` to `edgeTo` (for a transfer: in its open direction), else 0. */
  readonly arcForward: Uint8Array;

  readonly classes: readonly string[];
  /** `names[0]` is the empty string. */
  readonly names: readonly string[];
  readonly barriers: BarrierLines;
  /** Squares that people walk across, whose targets are street nodes; absent where there are none. */
  readonly squares?: SquareColumns | undefined;
  /** Absent: the ground is flat. */
  readonly slope?: EdgeSlope | undefined;
  /** Per street edge what is waited for along it (`crossing-delays.ts`); absent where no crossing or kerb is mapped. */
  readonly edgeWaits?: Uint8Array | Uint16Array | undefined;
  /** Per street edge: index into `traits`, 0 is none; both are absent where no street has any. */
  readonly edgeTrait?: Uint32Array | undefined;
  readonly traits?: readonly StreetTrait[] | undefined;
  /** How places join these streets, where it is not as usual. */
  readonly linking?: LinkingRules | undefined;
  readonly source: NetworkSource;
}

/** What the ground does to walks, per street edge (`withSlope`). */
export interface EdgeSlope {
  /** Times the walk on the flat, from `edgeFrom` to `edgeTo` and back; 1 where the height is not known. */
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  /** Steepest stretch either way, rise over run. */
  readonly steepest: Float64Array;
  /** Edges that count as flat because a height is missing. */
  readonly edgesWithoutHeight: number;
}

/** Where a network came from and what building it did. */
export interface NetworkSource {
  /** File name and hash of what was read; empty strings for made-up networks. */
  readonly path: string;
  readonly sha256: string;
  /** Whom to name beside everything computed from it; null where nobody has to be named. */
  readonly attribution: string | null;
  /** Whether lengths were given, so that a walk may be shorter than the straight line. */
  readonly givenLengths: boolean;
  /** Points and pieces of street before merging. */
  readonly pointsBeforeMerging: number;
  readonly piecesBeforeMerging: number;
  readonly notes: readonly ReadNote[];
}
