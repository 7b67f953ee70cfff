/**
 * Arcs of the search graph: both directions of every street edge, and the copies at private compounds.
 *
 * See `walk-network.ts` for what the copies are for. Arcs of one node stand in ascending order of edge.
 */
import { interleaved, placesByKey } from "../base/grouping.js";
import { EdgeFlag } from "./street-draft.js";
import { NO_COPY, NO_EDGE } from "./walk-network.js";

interface EdgeColumns {
  readonly columns: {
    readonly edgeCount: number;
    readonly edgeFrom: Uint32Array;
    readonly edgeTo: Uint32Array;
    readonly edgeAttributes: Uint16Array;
  };
}

/** Pairs of arcs: pair `p` runs `tail[p]` → `head[p]` and back, over `edge[p]`. */
interface ArcPairs {
  readonly tail: number[];
  readonly head: number[];
  readonly edge: number[];
}

/** Builds the arcs; `streetNode` says for each node of the search graph which street node it stands for. */
export function buildTopology(streetNodeCount: number, { columns }: EdgeColumns) {
  const { nodeOut, nodeIn, streetNode } = copyPrivateNodes(streetNodeCount, columns);
  const pairs = pairArcs(streetNodeCount, columns, nodeOut, nodeIn);
  const nodeCount = streetNode.length;
  return {
    nodeCount,
    streetNode,
    columns: { nodeOut, nodeIn, arcCount: 2 * pairs.tail.length, ...sortArcs(nodeCount, pairs) },
  };
}

function copyPrivateNodes(streetNodeCount: number, columns: EdgeColumns["columns"]) {
  const isPrivate = new Uint8Array(streetNodeCount);
  for (let e = 0; e < columns.edgeCount; e++) {
    if ((columns.edgeAttributes[e] & EdgeFlag.private) === 0) continue;
    isPrivate[columns.edgeFrom[e]] = 1;
    isPrivate[columns.edgeTo[e]] = 1;
  }
  const nodeOut = new Uint32Array(streetNodeCount).fill(NO_COPY);
  const nodeIn = new Uint32Array(streetNodeCount).fill(NO_COPY);
  const copied: number[] = [];
  for (let v = 0; v < streetNodeCount; v++) {
    if (isPrivate[v] === 0) continue;
    nodeOut[v] = streetNodeCount + copied.push(v) - 1;
    nodeIn[v] = streetNodeCount + copied.push(v) - 1;
  }
  const streetNode = new Uint32Array(streetNodeCount + copied.length);
  for (let v = 0; v < streetNode.length; v++) {
    streetNode[v] = v < streetNodeCount ? v : copied[v - streetNodeCount];
  }
  return { nodeOut, nodeIn, streetNode };
}

function pairArcs(
  streetNodeCount: number,
  columns: EdgeColumns["columns"],
  nodeOut: Uint32Array,
  nodeIn: Uint32Array,
): ArcPairs {
  const pairs: ArcPairs = { tail: [], head: [], edge: [] };
  const add = (tail: number, head: number, edge: number) => {
    pairs.tail.push(tail);
    pairs.head.push(head);
    pairs.edge.push(edge);
  };
  for (let e = 0; e < columns.edgeCount; e++) {
    const from = columns.edgeFrom[e];
    const to = columns.edgeTo[e];
    if ((columns.edgeAttributes[e] & EdgeFlag.private) === 0) {
      add(from, to, e);
    } else {
      add(nodeOut[from], nodeOut[to], e);
      add(nodeIn[from], nodeIn[to], e);
    }
  }
  for (let v = 0; v < streetNodeCount; v++) {
    if (nodeOut[v] === NO_COPY) continue;
    add(nodeOut[v], v, NO_EDGE);
    add(v, nodeIn[v], NO_EDGE);
  }
  return pairs;
}

function sortArcs(nodeCount: number, { tail, head, edge }: ArcPairs) {
  const arcCount = 2 * tail.length;
  const { first: firstOut, place } = placesByKey(interleaved(tail, head), nodeCount);
  const heads = new Uint32Array(arcCount);
  const arcEdge = new Uint32Array(arcCount);
  const arcTwin = new Uint32Array(arcCount);
  const arcForward = new Uint8Array(arcCount);
  for (let p = 0; p < tail.length; p++) {
    const forward = place[2 * p];
    const backward = place[2 * p + 1];
    heads[forward] = head[p];
    heads[backward] = tail[p];
    arcEdge[forward] = edge[p];
    arcEdge[backward] = edge[p];
    arcTwin[forward] = backward;
    arcTwin[backward] = forward;
    arcForward[forward] = 1;
  }
  return { firstOut, head: heads, arcEdge, arcTwin, arcForward };
}
