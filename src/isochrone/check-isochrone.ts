/**
 * Proves, piece by piece of street, that isochrones keep their promise.
 *
 * Reached street is inside; street that is not reached, and lies farther than the distance and half a cell from all
 * that is, is outside; rings are closed and do not cross; a smaller cutoff lies within a larger one. No street is
 * sampled: a piece is inside if its ends are and no ring crosses it, and the stretches of a piece near reached street
 * are found as exact intervals (a capsule around a piece is convex, so it cuts a line in one interval). The ground of
 * squares counts as reached where it is walked within the cutoff; it is looked at on a lattice of 4 m, wider in squares of
 * more than 4,000 such places.
 *
 * It shares no code with the isochrone: labels come from a search of its own, over a plain queue.
 */

import { checkCall } from "../base/check-call.js";
import type { CostUnit } from "../base/cost-units.js";
import { addTo } from "../base/grouping.js";
import { localFrame, lonDifferenceE7 } from "../geo/local-frame.js";
import { wrappedLon } from "../geo/meridian.js";
import type { Linkage } from "../network/linkage.js";
import { LINKAGE } from "../network/network-forms.js";
import { isOutOfSight } from "../network/street-traits.js";
import { checkedGround } from "./check-ground.js";
import { createRingIndex, crossingRings, distanceToRingsM, type RingIndex } from "./check-rings.js";
import { reachedIntervals, walkedLabels } from "./check-walks.js";
import type { Isochrones } from "./isochrone.js";
import { ISOCHRONES } from "./isochrone-form.js";

/** Rounding to 1e-7 degrees, cuts at whole millimetres, and the curvature of the local plane, metres. */
const TOLERANCE_M = 0.15;

/** One place where an isochrone breaks its promise. */
export interface IsochroneViolation {
  readonly cutoff: number;
  readonly kind:
    | "reached-outside"
    | "ground-outside"
    | "unreached-inside"
    | "crossing-rings"
    | "open-ring"
    | "not-nested";
  /** Street edge, or -1 where a ring is at fault, or ground. */
  readonly edge: number;
  /** Degrees of a place where it can be seen. */
  readonly lon: number;
  readonly lat: number;
}

/** What `checkIsochrone` found; `ok` is true if there is no violation. */
export interface IsochroneProof {
  readonly ok: boolean;
  readonly violations: readonly IsochroneViolation[];
  /** How much was looked at. */
  readonly checked: {
    readonly reachedPieces: number;
    readonly unreachedPieces: number;
    readonly rings: number;
  };
}

/** A straight stretch of street in local metres. */
interface Stretch {
  readonly edge: number;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/**
 * Checks isochrones against the network, piece by piece of street: reached streets lie inside, others outside, rings
 * are closed and nested.
 *
 * @param origins - the linkage that the isochrones were drawn for (all its points)
 * @returns `ok`, and every violation with its place
 * @throws {InvalidInputError} if an argument is not what its type says
 *
 * @example
 * const areas = isochrone(costs, pharmacies, { cutoffs: [minutes(5), minutes(10)] });
 * checkIsochrone(pharmacies, areas).ok; // => true
 */
export function checkIsochrone<U extends CostUnit>(
  origins: Linkage<U>,
  isochrones: Isochrones<NoInfer<U>>,
): IsochroneProof {
  checkCall("checkIsochrone", ["origins", origins, LINKAGE], ["isochrones", isochrones, ISOCHRONES]);
  const { network } = origins.costs;
  const violations: IsochroneViolation[] = [];
  const centre = [network.nodeLonE7[0] ?? 0, network.nodeLatE7[0] ?? 0] as const;
  const anchor = isochrones.origins.find(({ linked }) => linked.length > 0)?.linked[0];
  const frame = localFrame(
    ...(anchor === undefined ? centre : ([anchor[0] * 1e7, anchor[1] * 1e7] as const)),
  );
  const plane = {
    x: (lonE7: number) => lonDifferenceE7(lonE7, frame.lonE7) * frame.lonM,
    y: (latE7: number) => (latE7 - frame.latE7) * frame.latM,
    lon: (x: number) => wrappedLon((frame.lonE7 + x / frame.lonM) / 1e7),
    lat: (y: number) => (frame.latE7 + y / frame.latM) / 1e7,
  };
  const reversed = isochrones.direction === "to";
  const labels = walkedLabels(origins, reversed);
  const ground = checkedGround(origins, labels, plane);
  const checked = { reachedPieces: 0, unreachedPieces: 0, rings: 0 };
  let smaller: RingIndex | null = null;
  isochrones.cutoffs.forEach((cutoff, i) => {
    const add = (kind: IsochroneViolation["kind"], edge: number, x: number, y: number) => {
      violations.push({ cutoff, kind, edge, lon: plane.lon(x), lat: plane.lat(y) });
    };
    const rings = isochrones.polygons[i]
      .flat()
      .map((ring) => ring.map(([lon, lat]) => [plane.x(lon * 1e7), plane.y(lat * 1e7)] as const));
    checked.rings += rings.length;
    for (const ring of rings) {
      const [first, last] = [ring[0], ring[ring.length - 1]];
      const isClosed = ring.length >= 4 && first[0] === last[0] && first[1] === last[1];
      if (!isClosed) add("open-ring", -1, first?.[0] ?? 0, first?.[1] ?? 0);
    }
    const index = createRingIndex(rings, plane.x(1_800_000_000));
    for (const [x, y] of crossingRings(index)) add("crossing-rings", -1, x, y);
    if (smaller !== null) for (const [x, y] of outsideOf(smaller, index)) add("not-nested", -1, x, y);
    const { reached, unreached } = splitStreets(origins, labels, reversed, cutoff, plane);
    for (const s of reached)
      if (!index.holds(s.ax, s.ay, s.bx, s.by)) add("reached-outside", s.edge, s.ax, s.ay);
    for (const [x, y] of ground.reachedOutside(cutoff, index.isInside)) add("ground-outside", -1, x, y);
    const farM = isochrones.distanceM + isochrones.cellM / 2 + TOLERANCE_M;
    const near = createStretchIndex(reached, farM);
    for (const s of unreached) {
      if (!index.mayTouch(s.ax, s.ay, s.bx, s.by)) continue;
      for (const [from, to] of uncovered(s, near(s), farM)) {
        const [ax, ay] = [s.ax + from * (s.bx - s.ax), s.ay + from * (s.by - s.ay)];
        const [bx, by] = [s.ax + to * (s.bx - s.ax), s.ay + to * (s.by - s.ay)];
        if (index.avoids(ax, ay, bx, by)) continue;
        const places = ground.mayMeet(ax, ay, bx, by, farM)
          ? placesAlong(ax, ay, bx, by).filter(
              ([x, y]) => index.isInside(x, y) && !ground.isNear(cutoff, x, y, farM),
            )
          : [[(ax + bx) / 2, (ay + by) / 2] as const];
        for (const [x, y] of places) add("unreached-inside", s.edge, x, y);
      }
    }
    checked.reachedPieces += reached.length;
    checked.unreachedPieces += unreached.length;
    smaller = index;
  });
  return { ok: violations.length === 0, violations, checked };
}

/** How far apart the places of a stretch are that are looked at where it leads into an outline, metres. */
const PLACES_APART_M = 2;

function placesAlong(ax: number, ay: number, bx: number, by: number): (readonly [number, number])[] {
  const count = Math.max(1, Math.ceil(Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2) / PLACES_APART_M));
  return Array.from({ length: count }, (_, i) => {
    const share = (i + 0.5) / count;
    return [ax + share * (bx - ax), ay + share * (by - ay)] as const;
  });
}

/** Corners of the smaller outline that lie outside the larger one by more than rounding. */
function outsideOf(smaller: RingIndex, larger: RingIndex): (readonly [number, number])[] {
  return smaller.rings
    .flat()
    .filter(([x, y]) => !larger.isInside(x, y) && distanceToRingsM(larger, x, y) > TOLERANCE_M);
}

interface Plane {
  readonly x: (lonE7: number) => number;
  readonly y: (latE7: number) => number;
}

/** Every straight stretch of street, reached or not within the cutoff, cut exactly. */
function splitStreets(
  origins: Linkage,
  labels: ReadonlyMap<number, number>,
  reversed: boolean,
  cutoff: number,
  plane: Plane,
) {
  const { network } = origins.costs;
  const reached: Stretch[] = [];
  const unreached: Stretch[] = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (isOutOfSight(network, edge)) continue;
    const intervals = reachedIntervals(origins, labels, reversed, edge, cutoff);
    let along = 0;
    for (let s = network.firstShape[edge] + 1; s < network.firstShape[edge + 1]; s++) {
      const length = network.shapeLengthMm[s];
      const [x0, y0] = [plane.x(network.shapeLonE7[s - 1]), plane.y(network.shapeLatE7[s - 1])];
      const [x1, y1] = [plane.x(network.shapeLonE7[s]), plane.y(network.shapeLatE7[s])];
      const stretch = (from: number, to: number): Stretch => {
        const [f, t] = length === 0 ? [0, 1] : [(from - along) / length, (to - along) / length];
        return {
          edge,
          ax: x0 + f * (x1 - x0),
          ay: y0 + f * (y1 - y0),
          bx: x0 + t * (x1 - x0),
          by: y0 + t * (y1 - y0),
        };
      };
      let at = along;
      for (const [from, to] of intervals) {
        const [low, high] = [Math.max(from, along), Math.min(to, along + length)];
        if (high < low) continue;
        if (low > at) unreached.push(stretch(at, low));
        reached.push(stretch(low, high));
        at = Math.max(at, high);
      }
      if (at < along + length) unreached.push(stretch(at, along + length));
      along += length;
    }
  }
  return { reached, unreached };
}

/** Finds the reached stretches within `farM` of another by a grid. */
function createStretchIndex(stretches: readonly Stretch[], farM: number): (s: Stretch) => readonly Stretch[] {
  const cellM = 2 * farM;
  const cells = new Map<string, Stretch[]>();
  const visit = (s: Stretch, marginM: number, take: (key: string) => void) => {
    const cell = (value: number) => Math.floor(value / cellM);
    for (let x = cell(Math.min(s.ax, s.bx) - marginM); x <= cell(Math.max(s.ax, s.bx) + marginM); x++) {
      for (let y = cell(Math.min(s.ay, s.by) - marginM); y <= cell(Math.max(s.ay, s.by) + marginM); y++)
        take(`${x} ${y}`);
    }
  };
  for (const s of stretches) {
    visit(s, 0, (key) => addTo(cells, key, s));
  }
  return (s) => {
    const stretches = new Set<Stretch>();
    visit(s, farM, (key) => {
      for (const near of cells.get(key) ?? []) stretches.add(near);
    });
    return [...stretches];
  };
}

/** The parts of a stretch, as shares of it, that lie farther than `farM` from all of `near`. */
function uncovered(s: Stretch, near: readonly Stretch[], farM: number): [number, number][] {
  const covers = near.flatMap((other) => capsuleInterval(s, other, farM)).sort((a, b) => a[0] - b[0]);
  const free: [number, number][] = [];
  let at = 0;
  for (const [from, to] of covers) {
    if (from > at) free.push([at, from]);
    at = Math.max(at, to);
  }
  if (at < 1) free.push([at, 1]);
  return free;
}

/** Where a stretch lies within `farM` of another: one interval of shares, or none. */
function capsuleInterval(s: Stretch, other: Stretch, farM: number): [number, number][] {
  const [dx, dy] = [s.bx - s.ax, s.by - s.ay];
  const parts: [number, number][] = [];
  for (const [cx, cy] of [
    [other.ax, other.ay],
    [other.bx, other.by],
  ] as const) {
    // |a + t d - c|² <= far²
    const [ex, ey] = [s.ax - cx, s.ay - cy];
    const [a, b, c] = [dx * dx + dy * dy, ex * dx + ey * dy, ex * ex + ey * ey - farM * farM];
    if (a === 0) {
      if (c <= 0) parts.push([0, 1]);
    } else if (b * b - a * c >= 0) {
      const root = Math.sqrt(b * b - a * c);
      parts.push([(-b - root) / a, (-b + root) / a]);
    }
  }
  const [ux, uy] = [other.bx - other.ax, other.by - other.ay];
  const length = Math.sqrt(ux * ux + uy * uy);
  if (length > 0) {
    // Along the other stretch between its ends, and across it within far: two linear bounds.
    const along = bounds(
      ((s.ax - other.ax) * ux + (s.ay - other.ay) * uy) / length,
      (dx * ux + dy * uy) / length,
      0,
      length,
    );
    const across = bounds(
      ((s.ay - other.ay) * ux - (s.ax - other.ax) * uy) / length,
      (dy * ux - dx * uy) / length,
      -farM,
      farM,
    );
    const [from, to] = [Math.max(along[0], across[0]), Math.min(along[1], across[1])];
    if (from <= to) parts.push([from, to]);
  }
  const from = Math.max(0, Math.min(...parts.map((part) => part[0])));
  const to = Math.min(1, Math.max(...parts.map((part) => part[1])));
  return from <= to ? [[from, to]] : [];
}

/** The shares `t` for which `low <= start + t · slope <= high`. */
function bounds(start: number, slope: number, low: number, high: number): [number, number] {
  if (slope === 0) return start >= low && start <= high ? [-Infinity, Infinity] : [Infinity, -Infinity];
  const [a, b] = [(low - start) / slope, (high - start) / slope];
  return a <= b ? [a, b] : [b, a];
}
