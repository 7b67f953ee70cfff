/**
 * Streets → walking network: junctions become nodes, what lies between becomes street edges.
 *
 * A point stays a node if it has a role, if other than two pieces of street meet there, or if an attribute, the
 * class or the name changes. Lengths are rounded to whole millimetres piece by piece before they are summed, so
 * that a merged network and an unmerged one agree to the integer.
 */

import { UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { interleaved, itemsByKey } from "../base/grouping.js";
import { segmentLengthMm } from "../geo/earth.js";
import { findComponents } from "./components.js";
import { markWaits } from "./crossing-delays.js";
import { EdgeFlag, NodeRole, type StreetDraft } from "./street-draft.js";
import { buildTopology } from "./topology.js";
import type { NetworkSource, WalkNetwork } from "./walk-network.js";
import { withNodes } from "./walk-squares.js";

const NONE = 0xffffffff;
const DIRECTION_FLAGS = EdgeFlag.forwardClosed | EdgeFlag.backwardClosed;

export interface AssembleOptions {
  /** Keep every mapped point as a node; for checks against the merged network. Default false. */
  readonly keepAllPoints?: boolean | undefined;
  readonly source?:
    | (Pick<NetworkSource, "path" | "sha256" | "notes"> & {
        readonly attribution?: string | null | undefined;
      })
    | undefined;
}

/** Straight pieces of street between two neighbouring points of a line. */
interface Pieces {
  readonly count: number;
  /** Ends, in the direction of the line; closed points are already replaced by one copy per end. */
  readonly tail: Uint32Array;
  readonly head: Uint32Array;
  readonly line: Uint32Array;
  readonly lengthMm: Uint32Array;
  /** Points of the draft, then the copies of closed ones: index of the draft's point. */
  readonly pointCount: number;
  readonly original: Uint32Array;
  /** Pieces at point `v`: `incident[first[v]]` …; the low bit is 1 where the piece's head is at `v`. */
  readonly first: Uint32Array;
  readonly incident: Uint32Array;
}

/**
 * Builds the walking network of a street draft.
 *
 * @throws {InvalidInputError} if a line names a point that does not exist, or is longer than 4,294 km between junctions
 */
export function assembleNetwork(draft: StreetDraft, options: AssembleOptions = {}): WalkNetwork {
  const pieces = cutIntoPieces(draft);
  const nodeOfPoint = chooseNodes(draft, pieces, options.keepAllPoints ?? false);
  const edges = traceEdges(draft, pieces, nodeOfPoint);

  const nodeCount = edges.nodePoint.length;
  const topology = buildTopology(nodeCount, edges);
  const components = findComponents(nodeCount, edges);
  const nodeId = new Float64Array(topology.nodeCount);
  const nodeLonE7 = new Int32Array(topology.nodeCount);
  const nodeLatE7 = new Int32Array(topology.nodeCount);
  for (let v = 0; v < topology.nodeCount; v++) {
    const point = pieces.original[edges.nodePoint[topology.streetNode[v]]];
    nodeId[v] = draft.points.id[point];
    nodeLonE7[v] = draft.points.lonE7[point];
    nodeLatE7[v] = draft.points.latE7[point];
  }
  const roleOf = (node: number) => draft.points.role[pieces.original[edges.nodePoint[node]]];
  return {
    ...topology.columns,
    nodeCount: topology.nodeCount,
    streetNodeCount: nodeCount,
    nodeId,
    nodeLonE7,
    nodeLatE7,
    ...components,
    ...edges.columns,
    classes: draft.classes,
    names: draft.names,
    barriers: draft.barriers,
    squares: draft.squares && withNodes(draft.squares, edges.nodePoint),
    edgeWaits: markWaits(edges.columns, roleOf, draft.classes, draft.traits),
    traits: draft.traits,
    source: {
      path: options.source?.path ?? "",
      sha256: options.source?.sha256 ?? "",
      attribution: options.source?.attribution ?? null,
      givenLengths: draft.lines.lengthMm !== null,
      notes: options.source?.notes ?? [],
      pointsBeforeMerging: countUsedPoints(pieces),
      piecesBeforeMerging: pieces.count,
    },
  };
}

function cutIntoPieces(draft: StreetDraft): Pieces {
  const { points, lines } = draft;
  const most = lines.point.length;
  const tail = new Uint32Array(most);
  const head = new Uint32Array(most);
  const line = new Uint32Array(most);
  const lengthMm = new Uint32Array(most);
  const copies: number[] = [];
  const end = (point: number) => {
    if ((points.role[point] & NodeRole.closed) === 0) return point;
    copies.push(point);
    return points.count + copies.length - 1;
  };
  let count = 0;
  for (let i = 0; i < lines.count; i++) {
    for (let k = lines.first[i] + 1; k < lines.first[i + 1]; k++) {
      const a = lines.point[k - 1];
      const b = lines.point[k];
      if (a >= points.count || b >= points.count) {
        throw new InvalidInputError(
          `Line ${i} names point ${Math.max(a, b)}; there are ${points.count} points`,
        );
      }
      if (a === b) continue;
      tail[count] = end(a);
      head[count] = end(b);
      line[count] = i;
      lengthMm[count] = withinRange(
        draft,
        i,
        lines.lengthMm?.[k] ??
          segmentLengthMm(points.lonE7[a], points.latE7[a], points.lonE7[b], points.latE7[b]),
      );
      count++;
    }
  }
  const pointCount = points.count + copies.length;
  const original = new Uint32Array(pointCount);
  for (let v = 0; v < pointCount; v++) original[v] = v < points.count ? v : copies[v - points.count];
  const { first, item: incident } = itemsByKey(
    interleaved(tail.subarray(0, count), head.subarray(0, count)),
    pointCount,
  );
  return { count, tail, head, line, lengthMm, pointCount, original, first, incident };
}

/** A length that 32 bits hold. @throws {InvalidInputError} if it is longer */
function withinRange({ lines }: StreetDraft, line: number, lengthMm: number): number {
  if (lengthMm < UNREACHED) return lengthMm;
  const way = lines.wayId[line] === 0 ? `Line ${line}` : `Way ${lines.wayId[line]}`;
  const km = Math.round(lengthMm / 1_000_000).toLocaleString("en");
  throw new InvalidInputError(`${way} is ${km} km long between two junctions: expected at most 4,294 km`);
}

function countUsedPoints({ pointCount, first }: Pieces): number {
  let used = 0;
  for (let v = 0; v < pointCount; v++) if (first[v + 1] > first[v]) used++;
  return used;
}

/** Marks the points that stay nodes: 1 or 0 per point. */
function chooseNodes(draft: StreetDraft, pieces: Pieces, keepAll: boolean): Uint8Array {
  const isNode = new Uint8Array(pieces.pointCount);
  for (let v = 0; v < pieces.pointCount; v++) {
    const from = pieces.first[v];
    const degree = pieces.first[v + 1] - from;
    if (degree === 0) continue;
    const plain =
      degree === 2 &&
      draft.points.role[pieces.original[v]] === 0 &&
      sameStreet(draft, pieces, pieces.incident[from], pieces.incident[from + 1]);
    isNode[v] = keepAll || !plain ? 1 : 0;
  }
  markRings(pieces, isNode);
  return isNode;
}

/** Whether two pieces that meet at a point are one street for every walker. */
function sameStreet(draft: StreetDraft, pieces: Pieces, endA: number, endB: number): boolean {
  const { attributes, streetClass, name, trait } = draft.lines;
  const a = pieces.line[endA >> 1];
  const b = pieces.line[endB >> 1];
  if (attributes[a] !== attributes[b] || streetClass[a] !== streetClass[b] || name[a] !== name[b])
    return false;
  if (trait !== undefined && trait[a] !== trait[b]) return false;
  const bindsDirection = (attributes[a] & DIRECTION_FLAGS) !== 0;
  return !bindsDirection || (endA & 1) !== (endB & 1);
}

/** A ring without any node gets one: its point of lowest index. */
function markRings(pieces: Pieces, isNode: Uint8Array): void {
  const seen = new Uint8Array(pieces.count);
  const sweep = (start: number) => {
    let at = start;
    let half = pieces.incident[pieces.first[at]];
    for (;;) {
      if (seen[half >> 1] === 1) return;
      seen[half >> 1] = 1;
      at = otherEnd(pieces, half);
      if (isNode[at] === 1 || at === start) break;
      half = continuation(pieces, at, half);
    }
    if (at === start) isNode[start] = 1;
  };
  for (let v = 0; v < pieces.pointCount; v++) {
    if (isNode[v] === 1 || pieces.first[v + 1] === pieces.first[v]) continue;
    sweep(v);
  }
}

function otherEnd(pieces: Pieces, half: number): number {
  return (half & 1) === 0 ? pieces.head[half >> 1] : pieces.tail[half >> 1];
}

/** At a point of two pieces: the half piece that leads on, given the one that led there. */
function continuation(pieces: Pieces, at: number, arrivedBy: number): number {
  const from = pieces.first[at];
  return pieces.incident[from] === (arrivedBy ^ 1) ? pieces.incident[from + 1] : pieces.incident[from];
}

/** Street edges as columns, `edgeFrom` ascending, and the point of each node. */
function traceEdges(draft: StreetDraft, pieces: Pieces, isNode: Uint8Array) {
  const nodeOf = new Uint32Array(pieces.pointCount).fill(NONE);
  const nodePoints: number[] = [];
  for (let v = 0; v < pieces.pointCount; v++) {
    if (isNode[v] === 0) continue;
    nodeOf[v] = nodePoints.length;
    nodePoints.push(v);
  }
  const writer = edgeWriter(draft, pieces, nodePoints.length);
  const done = new Uint8Array(pieces.count);
  for (const start of nodePoints) {
    for (let k = pieces.first[start]; k < pieces.first[start + 1]; k++) {
      let half = pieces.incident[k];
      if (done[half >> 1] === 1) continue;
      writer.begin(nodeOf[start], start, half);
      for (;;) {
        done[half >> 1] = 1;
        const at = otherEnd(pieces, half);
        writer.add(at, half);
        if (isNode[at] === 1) {
          writer.end(nodeOf[at]);
          break;
        }
        half = continuation(pieces, at, half);
      }
    }
  }
  return { nodePoint: Uint32Array.from(nodePoints), ...writer.finish() };
}

function edgeWriter(draft: StreetDraft, pieces: Pieces, nodeCount: number) {
  const { points, lines } = draft;
  const mostEdges = pieces.count;
  const edgeFrom = new Uint32Array(mostEdges);
  const edgeTo = new Uint32Array(mostEdges);
  const edgeLengthMm = new Uint32Array(mostEdges);
  const edgeAttributes = new Uint16Array(mostEdges);
  const edgeClass = new Uint8Array(mostEdges);
  const edgeName = new Uint32Array(mostEdges);
  const edgeWayId = new Float64Array(mostEdges);
  const edgeTrait = lines.trait && new Uint32Array(mostEdges);
  const firstShape = new Uint32Array(mostEdges + 1);
  const mostShape = 2 * pieces.count;
  const shapeLonE7 = new Int32Array(mostShape);
  const shapeLatE7 = new Int32Array(mostShape);
  const shapeLengthMm = new Uint32Array(mostShape);
  let edge = 0;
  let shape = 0;
  let total = 0;
  let line = 0;
  const put = (point: number, lengthMm: number) => {
    shapeLonE7[shape] = points.lonE7[pieces.original[point]];
    shapeLatE7[shape] = points.latE7[pieces.original[point]];
    shapeLengthMm[shape++] = lengthMm;
    total += lengthMm;
  };
  return {
    begin(node: number, point: number, half: number) {
      line = pieces.line[half >> 1];
      edgeFrom[edge] = node;
      edgeAttributes[edge] =
        (half & 1) === 0 ? lines.attributes[line] : swapDirections(lines.attributes[line]);
      edgeClass[edge] = lines.streetClass[line];
      edgeName[edge] = lines.name[line];
      edgeWayId[edge] = lines.wayId[line];
      if (edgeTrait !== undefined && lines.trait !== undefined) edgeTrait[edge] = lines.trait[line];
      total = 0;
      put(point, 0);
    },
    add(point: number, half: number) {
      put(point, pieces.lengthMm[half >> 1]);
    },
    end(node: number) {
      edgeTo[edge] = node;
      edgeLengthMm[edge] = withinRange(draft, line, total);
      firstShape[++edge] = shape;
    },
    finish() {
      const columns = {
        edgeCount: edge,
        edgeFrom: edgeFrom.slice(0, edge),
        edgeTo: edgeTo.slice(0, edge),
        edgeLengthMm: edgeLengthMm.slice(0, edge),
        edgeAttributes: edgeAttributes.slice(0, edge),
        edgeClass: edgeClass.slice(0, edge),
        edgeName: edgeName.slice(0, edge),
        edgeWayId: edgeWayId.slice(0, edge),
        edgeTrait: edgeTrait?.slice(0, edge),
        firstShape: firstShape.slice(0, edge + 1),
        shapeLonE7: shapeLonE7.slice(0, shape),
        shapeLatE7: shapeLatE7.slice(0, shape),
        shapeLengthMm: shapeLengthMm.slice(0, shape),
      };
      return { nodeCount, columns };
    },
  };
}

function swapDirections(attributes: number): number {
  const forward = (attributes & EdgeFlag.backwardClosed) !== 0 ? EdgeFlag.forwardClosed : 0;
  const backward = (attributes & EdgeFlag.forwardClosed) !== 0 ? EdgeFlag.backwardClosed : 0;
  return (attributes & ~DIRECTION_FLAGS) | forward | backward;
}
