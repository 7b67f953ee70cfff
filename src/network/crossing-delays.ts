/**
 * What is waited for beyond walking: at crossings, at raised kerbs, and for lifts.
 *
 * A delay is charged on mapped crossing ways alone (`footway=crossing`): who walks along the road passes the same point
 * without waiting. Half of it lies on the way up to the point on the road and half on the way from it, spread over their
 * length, so that places on the crossing cost their part and both directions the same. A raised kerb lies on one edge
 * that ends there: the shortest crossing way, or where none does and two streets meet, the shorter of them.
 * A lift mapped as a way bears its time itself; of one mapped as a point the streets bear it that meet there (`lift-waits.ts`).
 */
import { addTo } from "../base/grouping.js";
import { type LiftEdges, liftHalves } from "./lift-waits.js";
import type { WalkProfile } from "./profiles.js";
import { EdgeFlag, NodeRole } from "./street-draft.js";
import type { WalkNetwork } from "./walk-network.js";

/** Seconds that a walker waits on average at a crossing. */
export interface CrossingDelays {
  /** With signals. */
  readonly signalS: number;
  /** Without, over a trunk, primary or secondary road; and over any other. */
  readonly majorS: number;
  readonly minorS: number;
}

/** Classes of roads with much traffic; an assumption. */
const MAJOR = /^(?:motorway|trunk|primary|secondary)(?:_link)?$/;

/** Counts from 0 to 2 in `edgeWaits`: ends of the edge at each kind of crossing and at raised kerbs; half rides of lifts from 0 to 4. */
const SHIFT = { signal: 0, major: 2, minor: 4, kerb: 6, lift: 8 } as const;

type Edges = LiftEdges & Pick<WalkNetwork, "edgeClass">;

/**
 * What is waited for along each edge, as `WalkNetwork.edgeWaits`.
 *
 * @param roleOf - bits of `NodeRole` by node
 * @param traits - what `edgeTrait` of the edges points to
 * @returns undefined where nothing is marked
 */
export function markWaits(
  edges: Edges,
  roleOf: (node: number) => number,
  classes: readonly string[],
  traits?: WalkNetwork["traits"],
): Uint16Array | undefined {
  const marked = edgesAtMarks(edges, roleOf);
  const lifts: number[] = [];
  for (let edge = 0; edge < edges.edgeCount; edge++) if (isLift(edges, edge)) lifts.push(edge);
  if (marked.size === 0 && lifts.length === 0) return undefined;
  const waits = new Uint16Array(edges.edgeCount);
  const count = (edge: number, kind: keyof typeof SHIFT, times = 1) => {
    if (edges.edgeLengthMm[edge] > 0) waits[edge] += times << SHIFT[kind];
  };
  for (const edge of lifts) count(edge, "lift", 2);
  const atLifts = new Map<number, readonly number[]>();
  for (const [node, meeting] of marked) {
    const role = roleOf(node);
    const over = meeting.filter((edge) => (edges.edgeAttributes[edge] & EdgeFlag.crossing) !== 0);
    if ((role & NodeRole.crossing) !== 0) {
      const isMajor = meeting.some((edge) => MAJOR.test(classes[edges.edgeClass[edge]]));
      const kind = (role & NodeRole.signals) !== 0 ? "signal" : isMajor ? "major" : "minor";
      for (const edge of over) count(edge, kind);
    }
    if ((role & NodeRole.lift) !== 0)
      atLifts.set(
        node,
        meeting.filter((edge) => !isLift(edges, edge)),
      );
    if ((role & NodeRole.raisedKerb) === 0) continue;
    const bearing = over.length > 0 ? over : meeting.length === 2 ? meeting : [];
    if (bearing.length > 0) count(shortest(edges, bearing), "kerb");
  }
  for (const [edge, halves] of liftHalves(edges, atLifts, traits)) count(edge, "lift", halves);
  return waits;
}

function isLift({ edgeAttributes }: Edges, edge: number): boolean {
  return (edgeAttributes[edge] & EdgeFlag.lift) !== 0;
}

/** Whether a network marks any lift. */
export function hasLifts({ edgeWaits }: Pick<WalkNetwork, "edgeWaits">): boolean {
  for (const waits of edgeWaits ?? []) if (waits >> SHIFT.lift > 0) return true;
  return false;
}

/** Per marked node the edges that meet there, ascending; one that begins and ends there twice. */
function edgesAtMarks(
  { edgeCount, edgeFrom, edgeTo }: Edges,
  roleOf: (node: number) => number,
): ReadonlyMap<number, readonly number[]> {
  const edgesOfNode = new Map<number, number[]>();
  for (let edge = 0; edge < edgeCount; edge++) {
    for (const node of [edgeFrom[edge], edgeTo[edge]]) {
      if ((roleOf(node) & (NodeRole.crossing | NodeRole.raisedKerb | NodeRole.lift)) === 0) continue;
      addTo(edgesOfNode, node, edge);
    }
  }
  return edgesOfNode;
}

/** Of equally short ones the first. */
function shortest({ edgeLengthMm }: Edges, edges: readonly number[]): number {
  return edges.reduce((best, edge) => (edgeLengthMm[edge] < edgeLengthMm[best] ? edge : best));
}

/**
 * Milliseconds that each street edge takes beyond its length; Infinity where a kerb closes it.
 *
 * @returns null where the profile minds neither crossings nor kerbs, or the network marks none
 */
export function crossingExtras(
  { edgeWaits }: Pick<WalkNetwork, "edgeWaits">,
  { unit, crossings = null, raisedKerb = null, liftS = null }: WalkProfile,
): Float64Array | null {
  if (edgeWaits === undefined || unit === "mm") return null;
  if (crossings === null && raisedKerb === null && liftS === null) return null;
  const { signalS, majorS, minorS } = crossings ?? { signalS: 0, majorS: 0, minorS: 0 };
  const of = (waits: number, kind: keyof typeof SHIFT) => (waits >> SHIFT[kind]) & (kind === "lift" ? 7 : 3);
  return Float64Array.from(edgeWaits, (waits: number) => {
    const halves =
      of(waits, "signal") * signalS +
      of(waits, "major") * majorS +
      of(waits, "minor") * minorS +
      of(waits, "lift") * (liftS ?? 0);
    const kerbs = of(waits, "kerb");
    if (kerbs > 0 && raisedKerb === "closed") return Infinity;
    return 500 * halves + 1000 * kerbs * (raisedKerb === null || raisedKerb === "closed" ? 0 : raisedKerb);
  });
}
