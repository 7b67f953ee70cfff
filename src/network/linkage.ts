/**
 * Where a set of points joins the streets.
 *
 * A point has any number of links: places on street edges, each with a leg off the street. The cheapest total of
 * off-street leg, street and off-street leg is the walk. A point without links is *unlinked*, with the reason.
 */

import type { CostUnit } from "../base/cost-units.js";
import { offsetsOf } from "../base/grouping.js";
import type { PointSet } from "../geo/point-set.js";
import type { WalkCosts } from "./walk-costs.js";

/** Why a point has no link; the index is what `Linkage.unlinked` holds. */
export const UNLINKED_REASONS = [
  "linked",
  "no-street-in-reach",
  "behind-barrier",
  "no-usable-street",
] as const;

/** Where points can walk straight across squares: columns by spot, grouped by point. */
export interface SquareSpots {
  /** Spots of point `i`: `firstSpot[i]` … `firstSpot[i + 1] - 1`. */
  readonly firstSpot: Uint32Array;
  /** Index into the network's squares. */
  readonly square: Uint32Array;
  /** Degrees: the place itself where it stands in the square, else where it joins the rim. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Leg from the place to here; 0 in the square. */
  readonly legMm: Uint32Array;
}

/** Where a set of points joins the streets, as one profile walks: columns by link, grouped by point. */
export interface Linkage<U extends CostUnit = CostUnit> {
  readonly costs: WalkCosts<U>;
  readonly pointCount: number;
  readonly points: PointSet;
  /** Links of point `i`: `firstLink[i]` … `firstLink[i + 1] - 1`, nearest first. */
  readonly firstLink: Uint32Array;
  /** Per link: street edge, and place along its shape from `edgeFrom`. */
  readonly edge: Uint32Array;
  readonly alongMm: Uint32Array;
  /** Degrees of that place. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Leg off the street: length, and cost at the profile's speed. */
  readonly offStreetMm: Uint32Array;
  readonly offStreetCost: Uint32Array;
  /** Cost along the edge from `edgeFrom` to the link, and from `edgeTo` back to the link; `UNREACHED` if closed. */
  readonly forwardCost: Uint32Array;
  readonly backwardCost: Uint32Array;
  /** Per point: index into `UNLINKED_REASONS`. */
  readonly unlinked: Uint8Array;
  /** Per point: distance to the nearest street edge of any kind, millimetres; `UNREACHED` if there is none. */
  readonly nearestStreetMm: Uint32Array;
  /**
   * Per point: kinds of barrier (a bit each of `BARRIER_KINDS`) across the leg to the nearest street, where every way out is shut. A
   * point that is linked all the same joins through a wall in which a gate is assumed. Absent: none is shut in.
   */
  readonly shutBy?: Uint8Array | undefined;
  /** Points in squares and at their rims; absent where there are none. */
  readonly squareSpots?: SquareSpots | undefined;
  /** Of points linked on an overlaid network: the same points on the network below; else absent. */
  readonly onBase?: Linkage<U> | undefined;
  /**
   * Where point `p` is street node `p` for all nodes of the network: the points that are linked to a private edge, and so
   * stand at copies of their node. Absent for any other set of points.
   */
  readonly nodesOnPrivate?: readonly number[] | undefined;
}

/**
 * The linkage of some of the points, in the order given.
 *
 * @param chosen - indexes of points of `linkage`
 */
export function selectPoints<U extends CostUnit>(linkage: Linkage<U>, chosen: ArrayLike<number>): Linkage<U> {
  const { costs, points } = linkage;
  return {
    costs,
    pointCount: chosen.length,
    points: {
      lon: Float64Array.from(chosen, (p) => points.lon[p]),
      lat: Float64Array.from(chosen, (p) => points.lat[p]),
      entrances: points.entrances && selectEntrances(points.entrances, chosen),
      residentsOnly: points.residentsOnly && Uint8Array.from(chosen, (p) => points.residentsOnly![p]),
      levels: points.levels && Array.from(chosen, (p) => points.levels?.[p] ?? []),
    },
    ...takeLinks(chosen.length, (p) => ({ from: linkage, at: chosen[p] })),
  };
}

function selectEntrances(
  { first, lon, lat }: NonNullable<PointSet["entrances"]>,
  chosen: ArrayLike<number>,
): NonNullable<PointSet["entrances"]> {
  const doors = Array.from(chosen, (p) => [first[p], first[p + 1]] as const);
  const select = (column: Float64Array) =>
    Float64Array.from(doors.flatMap(([start, end]) => [...column.subarray(start, end)]));
  const firstChosen = offsetsOf(doors.length, (i) => doors[i][1] - doors[i][0]);
  return { first: firstChosen, lon: select(lon), lat: select(lat) };
}

/**
 * A linkage in which some points are linked otherwise, on costs that agree on all other links.
 *
 * @param chosen - indexes of points, ascending
 * @param relinked - the linkage of those points, in that order, on the new costs
 */
export function withRelinked<U extends CostUnit>(
  linkage: Linkage<U>,
  chosen: ArrayLike<number>,
  relinked: Linkage<U>,
): Linkage<U> {
  const { pointCount, points } = linkage;
  const rank = new Int32Array(pointCount).fill(-1);
  for (let i = 0; i < chosen.length; i++) rank[chosen[i]] = i;
  const links = takeLinks(pointCount, (p) =>
    rank[p] === -1 ? { from: linkage, at: p } : { from: relinked, at: rank[p] },
  );
  return { costs: relinked.costs, points, pointCount, ...links };
}

/** Links of points of one linkage or another: point `p` gets those of point `at` of `from`. */
function takeLinks(count: number, linksOf: (p: number) => { readonly from: Linkage; readonly at: number }) {
  const taken = Array.from({ length: count }, (_, p) => linksOf(p));
  const firstLink = offsetsOf(count, (p) => {
    const { from, at } = taken[p];
    return from.firstLink[at + 1] - from.firstLink[at];
  });
  const ofLinks = <C extends Uint32Array | Float64Array>(into: C, column: (linkage: Linkage) => C): C => {
    for (let p = 0; p < count; p++) {
      const { from, at } = taken[p];
      const values = column(from);
      const start = from.firstLink[at];
      for (let l = firstLink[p]; l < firstLink[p + 1]; l++) into[l] = values[start + l - firstLink[p]];
    }
    return into;
  };
  const whole = (column: (linkage: Linkage) => Uint32Array) =>
    ofLinks(new Uint32Array(firstLink[count]), column);
  const degrees = (column: (linkage: Linkage) => Float64Array) =>
    ofLinks(new Float64Array(firstLink[count]), column);
  return {
    firstLink,
    edge: whole((l) => l.edge),
    alongMm: whole((l) => l.alongMm),
    lon: degrees((l) => l.lon),
    lat: degrees((l) => l.lat),
    offStreetMm: whole((l) => l.offStreetMm),
    offStreetCost: whole((l) => l.offStreetCost),
    forwardCost: whole((l) => l.forwardCost),
    backwardCost: whole((l) => l.backwardCost),
    squareSpots: takeSpots(taken),
    unlinked: Uint8Array.from(taken, ({ from, at }) => from.unlinked[at]),
    nearestStreetMm: Uint32Array.from(taken, ({ from, at }) => from.nearestStreetMm[at]),
    shutBy: Uint8Array.from(taken, ({ from, at }) => from.shutBy?.[at] ?? 0),
  };
}

/** The spots of points of one linkage or another. */
function takeSpots(
  taken: readonly { readonly from: Linkage; readonly at: number }[],
): SquareSpots | undefined {
  const rows = taken.map(({ from: { squareSpots }, at }) =>
    squareSpots === undefined ? [] : spotsOf(squareSpots, at),
  );
  return columnsOfSpots(rows);
}

/** A spot of some point. */
type Spot = { readonly [K in "square" | "lon" | "lat" | "legMm"]: number };

function spotsOf({ firstSpot, square, lon, lat, legMm }: SquareSpots, point: number): Spot[] {
  const spots: Spot[] = [];
  for (let s = firstSpot[point]; s < firstSpot[point + 1]; s++)
    spots.push({ square: square[s], lon: lon[s], lat: lat[s], legMm: legMm[s] });
  return spots;
}

/** Spots as columns, given point by point; undefined where there are none. */
export function columnsOfSpots(byPoint: readonly (readonly Spot[])[]): SquareSpots | undefined {
  const spots = byPoint.flat();
  if (spots.length === 0) return undefined;
  return {
    firstSpot: offsetsOf(byPoint.length, (p) => byPoint[p].length),
    square: Uint32Array.from(spots, (s) => s.square),
    lon: Float64Array.from(spots, (s) => s.lon),
    lat: Float64Array.from(spots, (s) => s.lat),
    legMm: Uint32Array.from(spots, (s) => s.legMm),
  };
}
