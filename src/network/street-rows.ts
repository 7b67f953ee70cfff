/**
 * Streets row by row: one edge or node as plain values, for code that is not in an inner loop.
 */
import type { Box, LonLat } from "../geo/polygon-point.js";
import type { BarrierLines } from "./street-draft.js";
import type { WalkNetwork } from "./walk-network.js";

/** One street edge. */
export interface StreetRow {
  /** Its end nodes. */
  readonly from: number;
  readonly to: number;
  readonly lengthMm: number;
  /** Bits of `EdgeFlag`. */
  readonly attributes: number;
  /** Empty where the street has none. */
  readonly name: string;
  readonly streetClass: string;
}

export function streetRow(network: WalkNetwork, edge: number): StreetRow {
  return {
    from: network.edgeFrom[edge],
    to: network.edgeTo[edge],
    lengthMm: network.edgeLengthMm[edge],
    attributes: network.edgeAttributes[edge],
    name: network.names[network.edgeName[edge]],
    streetClass: network.classes[network.edgeClass[edge]],
  };
}

/** Degrees of a node. */
export function nodePlace(network: WalkNetwork, node: number): LonLat {
  return [network.nodeLonE7[node] / 1e7, network.nodeLatE7[node] / 1e7];
}

/** Shape of an edge in degrees, both ends included. */
export function edgeShape(network: WalkNetwork, edge: number): LonLat[] {
  const { firstShape, shapeLonE7, shapeLatE7 } = network;
  const shape: LonLat[] = [];
  for (let s = firstShape[edge]; s < firstShape[edge + 1]; s++)
    shape.push([shapeLonE7[s] / 1e7, shapeLatE7[s] / 1e7]);
  return shape;
}

/**
 * Calls `visit` with each point of an edge's shape: where it lies, how far from the start of the edge, and the node it is, which
 * is null between the ends.
 */
export function visitShape(
  network: WalkNetwork,
  edge: number,
  visit: (lon: number, lat: number, alongMm: number, node: number | null) => void,
): void {
  const { firstShape, shapeLonE7, shapeLatE7, shapeLengthMm } = network;
  const [start, last] = [firstShape[edge], firstShape[edge + 1] - 1];
  let alongMm = 0;
  for (let s = start; s <= last; s++) {
    alongMm += shapeLengthMm[s];
    const node = s === start ? network.edgeFrom[edge] : s === last ? network.edgeTo[edge] : null;
    visit(shapeLonE7[s] / 1e7, shapeLatE7[s] / 1e7, alongMm, node);
  }
}

/** Shape of a barrier in degrees. */
export function barrierLine({ first, lonE7, latE7 }: BarrierLines, barrier: number): LonLat[] {
  const line: LonLat[] = [];
  for (let s = first[barrier]; s < first[barrier + 1]; s++) line.push([lonE7[s] / 1e7, latE7[s] / 1e7]);
  return line;
}

/** The piece of a barrier that leads to point `s` of its line. */
export function barrierPiece({ lonE7, latE7 }: BarrierLines, s: number): readonly [from: LonLat, to: LonLat] {
  return [
    [lonE7[s - 1] / 1e7, latE7[s - 1] / 1e7],
    [lonE7[s] / 1e7, latE7[s] / 1e7],
  ];
}

/** West, south, east and north of the streets in degrees; of no streets, what no place lies in. */
export function streetsBox({ shapeLonE7, shapeLatE7 }: WalkNetwork): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let s = 0; s < shapeLonE7.length; s++) {
    west = Math.min(west, shapeLonE7[s]);
    east = Math.max(east, shapeLonE7[s]);
    south = Math.min(south, shapeLatE7[s]);
    north = Math.max(north, shapeLatE7[s]);
  }
  return [west / 1e7, south / 1e7, east / 1e7, north / 1e7];
}
