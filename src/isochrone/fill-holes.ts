/**
 * Which holes of a polygon may be filled: small ones that no unreached street runs through.
 *
 * Filling keeps cutoffs nested: what is a hole at a larger cutoff lies inside a hole of the smaller one, so it is no
 * larger, and no street in it is unreached that was reached before.
 */

import { streetIndex } from "../network/street-index.js";
import { isOutOfSight } from "../network/street-traits.js";
import type { WalkNetwork } from "../network/walk-network.js";
import type { GridPlacement } from "./barrier-sight.js";
import type { GridRings } from "./outline.js";
import { insideRing, ringBox } from "./outline-rings.js";
import type { PieceList } from "./reached-pieces.js";

/** Calls `visit` with every unreached stretch of an edge, in millimetres. */
export type UnreachedStretches = (edge: number, visit: (startMm: number, endMm: number) => void) => void;

const METRES_PER_E7 = 0.011_132;

/**
 * Whether some unreached stretch of street lies in a hole, wholly or in part.
 *
 * @param pieces - memory to be reused
 */
export function unreachedStreetInHole(
  network: WalkNetwork,
  rings: GridRings,
  hole: number,
  placement: GridPlacement,
  unreached: UnreachedStretches,
  pieces: PieceList,
): boolean {
  const [minX, minY, maxX, maxY] = ringBox(rings, hole);
  const { originLonE7, originX, originY, stepX, stepY } = placement;
  const lon = (originLonE7 + originX + ((minX + maxX) / 2) * stepX) / 1e7;
  const lat = (originY + ((minY + maxY) / 2) * stepY) / 1e7;
  const radiusM = (METRES_PER_E7 * stepY * Math.hypot(maxX - minX, maxY - minY)) / 2 + 1;
  const index = streetIndex(network);
  const edges = new Set<number>();
  for (const s of index.piecesNear(lon > 180 ? lon - 360 : lon < -180 ? lon + 360 : lon, lat, radiusM)) {
    const edge = index.edgeOfPiece[s];
    if (!isOutOfSight(network, edge)) edges.add(edge);
  }
  pieces.clear(originLonE7);
  for (const edge of edges) {
    unreached(edge, (startMm, endMm) => pieces.addStretch(network, edge, startMm, endMm));
  }
  for (let i = 0; i < pieces.count; i++) {
    const ax = (pieces.ax[i] - originX) / stepX;
    const ay = (pieces.ay[i] - originY) / stepY;
    const bx = (pieces.bx[i] - originX) / stepX;
    const by = (pieces.by[i] - originY) / stepY;
    if (Math.max(ax, bx) < minX || Math.min(ax, bx) > maxX) continue;
    if (Math.max(ay, by) < minY || Math.min(ay, by) > maxY) continue;
    if (insideRing(rings, hole, ax, ay) || crossesRing(rings, hole, ax, ay, bx, by)) return true;
  }
  return false;
}

function crossesRing(
  rings: GridRings,
  ring: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): boolean {
  const { x, y, first } = rings;
  const from = first[ring];
  const to = first[ring + 1];
  for (let i = from, j = to - 1; i < to; j = i++) {
    const a = side(ax, ay, bx, by, x[j], y[j]);
    const b = side(ax, ay, bx, by, x[i], y[i]);
    if (a * b > 0) continue;
    const c = side(x[j], y[j], x[i], y[i], ax, ay);
    const d = side(x[j], y[j], x[i], y[i], bx, by);
    if (c * d <= 0) return true;
  }
  return false;
}

function side(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}
