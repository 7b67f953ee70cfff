/**
 * Which pieces of street, and which pieces of barrier, lie near a place.
 *
 * Method: static packed R-trees over the bounding boxes of all straight pieces, in degrees, made once for a
 * network. Distances are then measured in metres at the latitude of the place asked about.
 */

import Flatbush from "flatbush";
import { onceForEach } from "../base/once-for-each.js";
import { degreeLengths, shortWay } from "../geo/earth.js";
import { isJoinedAtEnds } from "./street-traits.js";
import type { WalkNetwork } from "./walk-network.js";

export interface StreetIndex {
  /** Shape points `s` such that the piece from `s - 1` to `s` has its box within the window around the place. */
  readonly piecesNear: (lon: number, lat: number, radiusM: number) => number[];
  /**
   * Distance from a place to the nearest piece of street of any kind that is joined from beside it, metres; Infinity
   * without streets.
   */
  readonly nearestM: (lon: number, lat: number) => number;
  /** Kinds of barrier that the straight leg between two places crosses, a bit each of `BARRIER_KINDS`; its two ends may touch one. */
  readonly barriersAcross: (lonA: number, latA: number, lonB: number, latB: number) => number;
  /** Pieces of barrier whose box comes near that of the straight line between two places, ascending: by barrier, and along it. */
  readonly barrierPiecesOn: (
    lonA: number,
    latA: number,
    lonB: number,
    latB: number,
  ) => readonly BarrierPiece[];
  /** Whether any piece of barrier has its box within the window around the place. */
  readonly hasBarrierNear: (lon: number, lat: number, radiusM: number) => boolean;
  /** Street edge of the piece that ends at shape point `s`. */
  readonly edgeOfPiece: Uint32Array;
}

/** The piece of barrier `line` that ends at its shape point `shape`. */
interface BarrierPiece {
  readonly line: number;
  readonly shape: number;
}

/** What boxes are widened by where none may be missed, degrees: far more than rounding takes. */
const MARGIN = 1e-9;

/** The index of a network; made at the first call. */
export const streetIndex = onceForEach(buildIndex);

function buildIndex(network: WalkNetwork): StreetIndex {
  const { shapeLonE7, shapeLatE7, firstShape, edgeCount, barriers } = network;
  const edgeOfPiece = new Uint32Array(shapeLonE7.length);
  const pieces: number[] = [];
  for (let e = 0; e < edgeCount; e++) {
    for (let s = firstShape[e] + 1; s < firstShape[e + 1]; s++) {
      edgeOfPiece[s] = e;
      pieces.push(s);
    }
  }
  const streets = packBoxes(pieces, shapeLonE7, shapeLatE7);
  const barrierPieces: number[] = [];
  const lineOfPiece: number[] = [];
  for (let b = 0; b < barriers.count; b++) {
    for (let s = barriers.first[b] + 1; s < barriers.first[b + 1]; s++) {
      barrierPieces.push(s);
      lineOfPiece.push(b);
    }
  }
  const walls = packBoxes(barrierPieces, barriers.lonE7, barriers.latE7);
  return {
    edgeOfPiece,
    piecesNear: (lon, lat, radiusM) => {
      const { lonM, latM } = degreeLengths(lat);
      const [x, y] = [radiusM / lonM, radiusM / latM];
      return searchTurned(streets, lon - x, lat - y, lon + x, lat + y).map((i) => pieces[i]);
    },
    nearestM: (lon, lat) => nearestPieceM(network, { streets, pieces, edgeOfPiece }, lon, lat),
    hasBarrierNear: (lon, lat, radiusM) => {
      const { lonM, latM } = degreeLengths(lat);
      const [x, y] = [radiusM / lonM, radiusM / latM];
      return searchTurned(walls, lon - x, lat - y, lon + x, lat + y).length > 0;
    },
    barrierPiecesOn: (lonA, latA, lonB, latB) => {
      const toLon = lonA + shortWay(lonB - lonA);
      const [west, east] = [Math.min(lonA, toLon) - MARGIN, Math.max(lonA, toLon) + MARGIN];
      const [south, north] = [Math.min(latA, latB) - MARGIN, Math.max(latA, latB) + MARGIN];
      return searchTurned(walls, west, south, east, north)
        .sort((a, b) => a - b)
        .map((i) => ({ line: lineOfPiece[i], shape: barrierPieces[i] }));
    },
    barriersAcross: (lonA, latA, lonB, latB) => {
      if (walls === null) return 0;
      const toLon = lonA + shortWay(lonB - lonA);
      const box = [
        Math.min(lonA, toLon),
        Math.min(latA, latB),
        Math.max(lonA, toLon),
        Math.max(latA, latB),
      ] as const;
      const beside = (lonE7: number) => lonA + shortWay(lonE7 / 1e7 - lonA);
      let across = 0;
      for (const i of searchTurned(walls, ...box)) {
        const s = barrierPieces[i];
        const from = [beside(barriers.lonE7[s - 1]), barriers.latE7[s - 1] / 1e7] as const;
        const to = [beside(barriers.lonE7[s]), barriers.latE7[s] / 1e7] as const;
        if (legCrosses(lonA, latA, toLon, latB, from, to)) across |= 1 << barriers.kind[lineOfPiece[i]];
      }
      return across;
    },
  };
}

function packBoxes(pieces: readonly number[], lonE7: Int32Array, latE7: Int32Array): Flatbush | null {
  if (pieces.length === 0) return null;
  const tree = new Flatbush(pieces.length);
  for (const s of pieces) {
    const [lonA, latA, latB] = [lonE7[s - 1] / 1e7, latE7[s - 1] / 1e7, latE7[s] / 1e7];
    const lonB = lonA + shortWay(lonE7[s] / 1e7 - lonA);
    tree.add(Math.min(lonA, lonB), Math.min(latA, latB), Math.max(lonA, lonB), Math.max(latA, latB));
  }
  tree.finish();
  return tree;
}

/** What lies in a window; it and the boxes of pieces may reach beyond ±180°, so it is looked for a turn away as well. */
function searchTurned(
  tree: Flatbush | null,
  west: number,
  south: number,
  east: number,
  north: number,
): number[] {
  if (tree === null) return [];
  let found = tree.search(west, south, east, north);
  for (const turn of [360, -360]) {
    if (west + turn <= tree.maxX && east + turn >= tree.minX)
      found = found.concat(tree.search(west + turn, south, east + turn, north));
  }
  return found;
}

/** Widens a window until the nearest piece found lies inside it. */
function nearestPieceM(
  network: WalkNetwork,
  {
    streets,
    pieces,
    edgeOfPiece,
  }: {
    readonly streets: Flatbush | null;
    readonly pieces: readonly number[];
    readonly edgeOfPiece: Uint32Array;
  },
  lon: number,
  lat: number,
): number {
  if (streets === null) return Infinity;
  const { lonM, latM } = degreeLengths(lat);
  for (let radiusM = 300; ; radiusM *= 4) {
    const [x, y] = [radiusM / lonM, radiusM / latM];
    let nearest = Infinity;
    for (const i of searchTurned(streets, lon - x, lat - y, lon + x, lat + y)) {
      if (isJoinedAtEnds(network, edgeOfPiece[pieces[i]])) continue;
      nearest = Math.min(nearest, footOnPiece(network, pieces[i], lon, lat, lonM, latM).distanceM);
    }
    if (nearest <= radiusM || radiusM > 4e7) return nearest;
  }
}

/** The nearest place of a piece: distance, and share of the piece from its start. */
export function footOnPiece(
  { shapeLonE7, shapeLatE7 }: Pick<WalkNetwork, "shapeLonE7" | "shapeLatE7">,
  s: number,
  lon: number,
  lat: number,
  lonM: number,
  latM: number,
): { distanceM: number; share: number } {
  const ax = shortWay(shapeLonE7[s - 1] / 1e7 - lon) * lonM;
  const ay = (shapeLatE7[s - 1] / 1e7 - lat) * latM;
  const dx = shortWay(shapeLonE7[s] / 1e7 - lon) * lonM - ax;
  const dy = (shapeLatE7[s] / 1e7 - lat) * latM - ay;
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared));
  const x = ax + share * dx;
  const y = ay + share * dy;
  return { distanceM: Math.sqrt(x * x + y * y), share };
}

/** How much of a leg is left out at each end, so that a street on a wall, or a house in it, can be reached. */
const LEG_END_SHARE = 0.01;

function legCrosses(
  lonA: number,
  latA: number,
  lonB: number,
  latB: number,
  from: readonly [number, number],
  to: readonly [number, number],
): boolean {
  const ax = lonA + LEG_END_SHARE * (lonB - lonA);
  const ay = latA + LEG_END_SHARE * (latB - latA);
  const bx = lonB - LEG_END_SHARE * (lonB - lonA);
  const by = latB - LEG_END_SHARE * (latB - latA);
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number) =>
    (qx - px) * (ry - py) - (qy - py) * (rx - px);
  const a = side(from[0], from[1], to[0], to[1], ax, ay);
  const b = side(from[0], from[1], to[0], to[1], bx, by);
  const c = side(ax, ay, bx, by, from[0], from[1]);
  const d = side(ax, ay, bx, by, to[0], to[1]);
  return ((a > 0 && b < 0) || (a < 0 && b > 0)) && ((c >= 0 && d <= 0) || (c <= 0 && d >= 0)) && c !== d;
}
