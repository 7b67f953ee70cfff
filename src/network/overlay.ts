/**
 * Streets added to, or closed on, a network that itself stays as it is.
 *
 * Nothing is taken out: every old edge keeps its index, and where a new street meets one, the stretches between the
 * meeting places stand beside it as further edges. So every old walk is still there, to the millisecond, and added
 * streets can only shorten walks. Closed streets stay as edges that nobody may walk, which may lengthen walks.
 */
import { InvalidInputError } from "../base/errors.js";
import { degreeLengths, segmentLengthMm } from "../geo/earth.js";
import { findComponents } from "./components.js";
import { placeAlong } from "./edge-place.js";
import { OverlayColumns, type ShapePoint } from "./overlay-columns.js";
import { EdgeFlag } from "./street-draft.js";
import { footOnPiece, streetIndex } from "./street-index.js";
import { isOutOfSight } from "./street-traits.js";
import { buildTopology } from "./topology.js";
import type { WalkNetwork } from "./walk-network.js";

const CLOSED = EdgeFlag.forwardClosed | EdgeFlag.backwardClosed;

/** A street that does not exist yet. */
export interface NewStreet {
  /** `[lon, lat]` in degrees, at least two. */
  readonly line: readonly (readonly [lon: number, lat: number])[];
  /** Whether it meets streets at its ends alone, as a bridge does; else also at its inner points. Default false. */
  readonly endsOnly?: boolean | undefined;
  readonly name?: string | undefined;
}

export interface OverlayEdits {
  readonly add?: readonly NewStreet[] | undefined;
  /** Edges of the network that nobody may walk any more. */
  readonly close?: readonly number[] | undefined;
  /** Street nodes that nobody passes any more, as a locked gate: every street ends there on its own. */
  readonly cut?: readonly number[] | undefined;
  /** Pairs of street nodes that become one place, as the two sides of a gate that opens. */
  readonly join?: readonly (readonly [number, number])[] | undefined;
  /** Farthest that an end of a new street may lie from the street it meets, metres; default 50. */
  readonly snapM?: number | undefined;
}

/** A stretch of an old edge that stands beside it. */
export interface EdgeStretch {
  readonly edge: number;
  /** Along the old edge. */
  readonly fromMm: number;
  readonly toMm: number;
  /** Whether the stretch runs against the old edge. */
  readonly reversed: boolean;
}

export interface Overlay {
  readonly base: WalkNetwork;
  readonly network: WalkNetwork;
  /** Stretches of old edges that new streets meet. */
  readonly stretches: ReadonlyMap<number, readonly EdgeStretch[]>;
  readonly closed: ReadonlySet<number>;
  /** Old edges that end on their own now: their stretches stand in their place. */
  readonly replaced: ReadonlySet<number>;
}

/** Where a new street meets the network. */
interface Meeting {
  readonly edge: number;
  readonly alongMm: number;
}

/** Inner points of a new street meet a street that lies this close. */
const INNER_SNAP_M = 2;

/**
 * A network with edits laid over it.
 *
 * @throws {InvalidInputError} if a new street has no two points or meets no street at either end, or an edge to be
 *   closed does not exist
 */
export function overlayNetwork(
  base: WalkNetwork,
  { add = [], close = [], cut = [], join = [], snapM = 50 }: OverlayEdits,
): Overlay {
  for (const edge of close) {
    if (edge >= 0 && edge < base.edgeCount) continue;
    throw new InvalidInputError(`There is no edge ${edge} to close; there are ${base.edgeCount}`);
  }
  for (const node of [...cut, ...join.flat()]) {
    if (node >= 0 && node < base.streetNodeCount) continue;
    throw new InvalidInputError(`There is no street node ${node}; there are ${base.streetNodeCount}`);
  }
  const met = add.map((street, s) => meetings(base, street, s, snapM));
  const columns = new OverlayColumns(base);
  const replaced = columns.cutNodes(new Set(cut));
  const nodeAt = (meeting: Meeting) => columns.nodeOn(meeting.edge, meeting.alongMm);
  for (const meetingsOfStreet of met)
    for (const meeting of meetingsOfStreet) if (meeting !== null) nodeAt(meeting);
  const stretches = columns.addStretches();
  add.forEach((street, s) => {
    addStreet(columns, street, met[s]);
  });
  for (const [a, b] of join) joinNodes(columns, a, b);
  const closed = new Set(close);
  const shut = [...stretches].flatMap(([edge, parts]) =>
    closed.has(edge) ? parts.map((part) => part.edge) : [],
  );
  const edges = columns.finish([...close, ...shut, ...replaced], CLOSED);
  return { base, network: networkOf(base, edges), stretches, closed, replaced };
}

function networkOf(base: WalkNetwork, edges: ReturnType<OverlayColumns["finish"]>): WalkNetwork {
  const topology = buildTopology(edges.streetNodeCount, edges);
  const at = <T extends Float64Array | Int32Array>(column: T, street: T): T => {
    for (let v = 0; v < column.length; v++) column[v] = street[topology.streetNode[v]];
    return column;
  };
  return {
    ...base,
    ...topology.columns,
    nodeCount: topology.nodeCount,
    streetNodeCount: edges.streetNodeCount,
    nodeId: at(new Float64Array(topology.nodeCount), edges.nodeId),
    nodeLonE7: at(new Int32Array(topology.nodeCount), edges.nodeLonE7),
    nodeLatE7: at(new Int32Array(topology.nodeCount), edges.nodeLatE7),
    ...findComponents(edges.streetNodeCount, edges),
    ...edges.columns,
    names: edges.names,
  };
}

/** Where each point of a new street meets the network, or null. */
function meetings(
  base: WalkNetwork,
  { line, endsOnly = false }: NewStreet,
  s: number,
  snapM: number,
): (Meeting | null)[] {
  if (line.length < 2)
    throw new InvalidInputError(`New street ${s} has ${line.length} points; expected two or more`);
  for (const [lon, lat] of line) {
    if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) continue;
    throw new InvalidInputError(
      `New street ${s} has a point at (${lon}, ${lat}): expected degrees, longitude first`,
    );
  }
  const lineMeetings = line.map(([lon, lat], i) => {
    const isEnd = i === 0 || i === line.length - 1;
    return isEnd || !endsOnly ? nearestMeeting(base, lon, lat, isEnd ? snapM : INNER_SNAP_M) : null;
  });
  if (lineMeetings[0] !== null || lineMeetings.at(-1) !== null) return lineMeetings;
  throw new InvalidInputError(`New street ${s} meets no street: both ends lie more than ${snapM} m from any`);
}

function nearestMeeting(base: WalkNetwork, lon: number, lat: number, snapM: number): Meeting | null {
  const index = streetIndex(base);
  const { lonM, latM } = degreeLengths(lat);
  let best: Meeting | null = null;
  let least = snapM;
  for (const piece of index.piecesNear(lon, lat, snapM).sort((a, b) => a - b)) {
    const edge = index.edgeOfPiece[piece];
    if (isOutOfSight(base, edge)) continue;
    const { distanceM, share } = footOnPiece(base, piece, lon, lat, lonM, latM);
    if (distanceM > least || (best !== null && distanceM === least)) continue;
    let alongMm = 0;
    for (let k = base.firstShape[edge] + 1; k < piece; k++) alongMm += base.shapeLengthMm[k];
    best = { edge, alongMm: alongMm + Math.round(share * base.shapeLengthMm[piece]) };
    least = distanceM;
  }
  return best;
}

/** Edges from meeting to meeting; a street that ends in the open gets a node there. */
function addStreet(
  columns: OverlayColumns,
  { line, name }: NewStreet,
  met: readonly (Meeting | null)[],
): void {
  let from = -1;
  let shape: [number, number][] = [];
  line.forEach((point, i) => {
    const meeting = met[i];
    const last = i === line.length - 1;
    if (meeting === null) {
      shape.push([...point]);
      if (from < 0) from = columns.freeNode(point[0], point[1]);
      else if (last) columns.addEdge(from, columns.freeNode(point[0], point[1]), shapeOf(shape), { name });
      return;
    }
    const node = columns.nodeOn(meeting.edge, meeting.alongMm);
    const place = placeAlong(columns.base, meeting.edge, meeting.alongMm);
    if (from >= 0) columns.addEdge(from, node, shapeOf([...shape, [...point], place]), { name });
    from = node;
    shape = [place, [...point]];
  });
}

/** A step of no length; inside a compound it is as private as what it joins. */
function joinNodes(columns: OverlayColumns, a: number, b: number): void {
  const { nodeLonE7, nodeLatE7, edgeFrom, edgeTo, edgeAttributes, edgeCount } = columns.base;
  let isPrivate = true;
  for (let e = 0; e < edgeCount && isPrivate; e++) {
    const meets = edgeFrom[e] === a || edgeTo[e] === a || edgeFrom[e] === b || edgeTo[e] === b;
    if (meets && (edgeAttributes[e] & EdgeFlag.private) === 0) isPrivate = false;
  }
  const place = (node: number): [number, number] => [nodeLonE7[node] / 1e7, nodeLatE7[node] / 1e7];
  const attributes = isPrivate ? EdgeFlag.private : 0;
  columns.addEdge(a, b, shapeOf([place(a), place(b)]), { attributes });
}

/** Points with the lengths between them, whole millimetres. */
function shapeOf(points: readonly (readonly [number, number])[]): ShapePoint[] {
  const e7 = points.map(([lon, lat]) => [Math.round(lon * 1e7), Math.round(lat * 1e7)] as const);
  const distinctPoints = e7.filter(
    ([lon, lat], i) => i === 0 || lon !== e7[i - 1][0] || lat !== e7[i - 1][1],
  );
  if (distinctPoints.length === 1) distinctPoints.push(distinctPoints[0]);
  return distinctPoints.map(([lonE7, latE7], i) => ({
    lonE7,
    latE7,
    lengthMm: i === 0 ? 0 : segmentLengthMm(distinctPoints[i - 1][0], distinctPoints[i - 1][1], lonE7, latE7),
  }));
}
