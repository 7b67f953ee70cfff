/**
 * What lies across a straight line: rivers, railways, motorways, walls, where they are mapped.
 */
import { itemAt } from "../base/at.js";
import { shortWay } from "../geo/earth.js";
import { wrappedLon } from "../geo/meridian.js";
import { BARRIER_KINDS, type BarrierKind } from "../network/street-draft.js";
import { streetIndex } from "../network/street-index.js";
import { barrierPiece } from "../network/street-rows.js";
import type { WalkNetwork } from "../network/walk-network.js";

/** A mapped river, water, railway, motorway or wall that a straight line crosses. */
export interface CrossedBarrier {
  readonly kind: BarrierKind;
  /** Empty where unnamed. */
  readonly name: string;
  /** Where the line crosses it, degrees. */
  readonly lon: number;
  readonly lat: number;
}

type Place = readonly [lon: number, lat: number];

/** Barriers that a straight line crosses, in the order walked; a barrier met several times in a row is one. */
export function barriersBetween(network: WalkNetwork, from: Place, to: Place): CrossedBarrier[] {
  const { barriers, names } = network;
  const beside = ([lon, lat]: Place): Place => [from[0] + shortWay(lon - from[0]), lat];
  const goal = beside(to);
  const crossings: (CrossedBarrier & { readonly share: number })[] = [];
  for (const { line, shape } of streetIndex(network).barrierPiecesOn(...from, ...to)) {
    const [a, b] = barrierPiece(barriers, shape);
    const share = crossingShare(from, goal, beside(a), beside(b));
    if (share === null) continue;
    crossings.push({
      share,
      kind: itemAt(BARRIER_KINDS, itemAt(barriers.kind, line)),
      name: itemAt(names, itemAt(barriers.name, line)),
      lon: wrappedLon(from[0] + share * (goal[0] - from[0])),
      lat: from[1] + share * (to[1] - from[1]),
    });
  }
  crossings.sort((a, b) => a.share - b.share);
  return crossings
    .filter(({ kind, name }, i) => kind !== crossings[i - 1]?.kind || name !== crossings[i - 1]?.name)
    .map(({ kind, name, lon, lat }) => ({ kind, name, lon, lat }));
}

/** As `barriersBetween`, answered by the index of barriers where the line crosses none. */
export function barriersOnLine(network: WalkNetwork, from: Place, to: Place): CrossedBarrier[] {
  const isFree = streetIndex(network).barriersAcross(...from, ...to) === 0;
  return isFree ? [] : barriersBetween(network, from, to);
}

/** The barrier to name where one is named: the first that is not a wall, which has gates, else the first wall. */
export function mainBarrier(
  barriers: readonly CrossedBarrier[],
): Pick<CrossedBarrier, "kind" | "name"> | null {
  const main = barriers.find(({ kind }) => kind !== "wall") ?? barriers[0];
  return main === undefined ? null : { kind: main.kind, name: main.name };
}

/** Share of the way from `p` to `q` at which it crosses the piece from `a` to `b`; null where it does not. */
function crossingShare(p: Place, q: Place, a: Place, b: Place): number | null {
  if (Math.max(a[0], b[0]) < Math.min(p[0], q[0]) || Math.min(a[0], b[0]) > Math.max(p[0], q[0])) return null;
  if (Math.max(a[1], b[1]) < Math.min(p[1], q[1]) || Math.min(a[1], b[1]) > Math.max(p[1], q[1])) return null;
  const side = (o: Place, d: Place, c: Place) =>
    (d[0] - o[0]) * (c[1] - o[1]) - (d[1] - o[1]) * (c[0] - o[0]);
  const [sa, sb] = [side(p, q, a), side(p, q, b)];
  const [sp, sq] = [side(a, b, p), side(a, b, q)];
  if (sa > 0 === sb > 0 || sp > 0 === sq > 0) return null;
  return sp / (sp - sq);
}
