/**
 * Streets that hang on nothing: components other than the largest, with size and place.
 */
import { EdgeFlag } from "./street-draft.js";
import type { WalkNetwork } from "./walk-network.js";

/** Streets that are joined to each other and to nothing else. */
export interface Island {
  readonly component: number;
  /** Mapped points on its streets, before merging. */
  readonly points: number;
  /** Length of its streets; walks across squares are not counted. */
  readonly lengthMm: number;
  /** Degrees of one of its nodes. */
  readonly lon: number;
  readonly lat: number;
}

/** All components but the largest, largest first, ties to the lower number. */
export function listIslands(network: WalkNetwork): Island[] {
  const { componentPoints, nodeComponent, edgeCount, edgeFrom, edgeLengthMm, edgeAttributes } = network;
  const lengthMm = new Float64Array(componentPoints.length);
  for (let e = 0; e < edgeCount; e++) {
    if ((edgeAttributes[e] & EdgeFlag.square) !== 0) continue;
    lengthMm[nodeComponent[edgeFrom[e]]] += edgeLengthMm[e];
  }
  const nodeOf = new Uint32Array(componentPoints.length);
  for (let v = network.streetNodeCount - 1; v >= 0; v--) nodeOf[nodeComponent[v]] = v;
  const islands = Array.from(componentPoints, (points, component): Island => {
    const node = nodeOf[component];
    const [lon, lat] = [network.nodeLonE7[node] / 1e7, network.nodeLatE7[node] / 1e7];
    return { component, points, lengthMm: lengthMm[component], lon, lat };
  });
  return islands.sort((a, b) => b.points - a.points || a.component - b.component).slice(1);
}
