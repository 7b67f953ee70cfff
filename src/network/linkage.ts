/**
 * Where a set of points joins the streets.
 *
 * A point has any number of links: places on street edges, each with a leg off the street. The cheapest total of
 * off-street leg, street and off-street leg is the walk. A point without links is *unlinked*, with the reason.
 */

import type { CostUnit } from "../base/cost-units.js";
import type { PointSet } from "../geo/point-set.js";
import type { WalkCosts } from "./walk-costs.js";

/** Why a point has no link; the index is what `Linkage.unlinked` holds. */
export const UNLINKED_REASONS = [
  "linked",
  "no-street-in-reach",
  "behind-barrier",
  "no-usable-street",
] as const;

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
  const firstLink = new Uint32Array(chosen.length + 1);
  for (let i = 0; i < chosen.length; i++) {
    firstLink[i + 1] = firstLink[i]! + linkage.firstLink[chosen[i]! + 1]! - linkage.firstLink[chosen[i]!]!;
  }
  const links = new Uint32Array(firstLink[chosen.length]!);
  for (let i = 0; i < chosen.length; i++) {
    for (let l = firstLink[i]!; l < firstLink[i + 1]!; l++)
      links[l] = linkage.firstLink[chosen[i]!]! + l - firstLink[i]!;
  }
  const ofLinks = (column: Uint32Array) => Uint32Array.from(links, (l) => column[l]!);
  const { points } = linkage;
  const residentsOnly = points.residentsOnly && Uint8Array.from(chosen, (p) => points.residentsOnly![p]!);
  return {
    costs: linkage.costs,
    pointCount: chosen.length,
    points: {
      lon: Float64Array.from(chosen, (p) => points.lon[p]!),
      lat: Float64Array.from(chosen, (p) => points.lat[p]!),
      entrances: points.entrances && selectEntrances(points.entrances, chosen),
      residentsOnly,
    },
    firstLink,
    edge: ofLinks(linkage.edge),
    alongMm: ofLinks(linkage.alongMm),
    lon: Float64Array.from(links, (l) => linkage.lon[l]!),
    lat: Float64Array.from(links, (l) => linkage.lat[l]!),
    offStreetMm: ofLinks(linkage.offStreetMm),
    offStreetCost: ofLinks(linkage.offStreetCost),
    forwardCost: ofLinks(linkage.forwardCost),
    backwardCost: ofLinks(linkage.backwardCost),
    unlinked: Uint8Array.from(chosen, (p) => linkage.unlinked[p]!),
    nearestStreetMm: Uint32Array.from(chosen, (p) => linkage.nearestStreetMm[p]!),
  };
}

function selectEntrances(
  { first, lon, lat }: NonNullable<PointSet["entrances"]>,
  chosen: ArrayLike<number>,
): NonNullable<PointSet["entrances"]> {
  const doors = Array.from(chosen, (p) => [first[p]!, first[p + 1]!] as const);
  const firstChosen = new Uint32Array(doors.length + 1);
  doors.forEach(([start, end], i) => {
    firstChosen[i + 1] = firstChosen[i]! + end - start;
  });
  const select = (column: Float64Array) =>
    Float64Array.from(doors.flatMap(([start, end]) => [...column.subarray(start, end)]));
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
  const { pointCount } = linkage;
  const firstLink = new Uint32Array(pointCount + 1);
  const spans: { readonly from: Linkage<U>; readonly start: number; readonly end: number }[] = [];
  for (let p = 0, next = 0; p < pointCount; p++) {
    const isNew = chosen[next] === p;
    const [from, at] = isNew ? [relinked, next++] : [linkage, p];
    const [start, end] = [from.firstLink[at]!, from.firstLink[at + 1]!];
    firstLink[p + 1] = firstLink[p]! + end - start;
    spans.push({ from, start, end });
  }
  const ofLinks = <C extends Uint32Array | Float64Array>(column: (l: Linkage<U>) => C): C => {
    const all = new (column(linkage).constructor as new (n: number) => C)(firstLink[pointCount]!);
    spans.forEach(({ from, start, end }, p) => {
      for (let l = start; l < end; l++) all[firstLink[p]! + l - start] = column(from)[l]!;
    });
    return all;
  };
  const ofPoints = <C extends Uint8Array | Uint32Array>(column: C, changed: C): C => {
    const all = column.slice() as C;
    for (let i = 0; i < chosen.length; i++) all[chosen[i]!] = changed[i]!;
    return all;
  };
  return {
    costs: relinked.costs,
    points: linkage.points,
    pointCount,
    firstLink,
    edge: ofLinks((l) => l.edge),
    alongMm: ofLinks((l) => l.alongMm),
    lon: ofLinks((l) => l.lon),
    lat: ofLinks((l) => l.lat),
    offStreetMm: ofLinks((l) => l.offStreetMm),
    offStreetCost: ofLinks((l) => l.offStreetCost),
    forwardCost: ofLinks((l) => l.forwardCost),
    backwardCost: ofLinks((l) => l.backwardCost),
    unlinked: ofPoints(linkage.unlinked, relinked.unlinked),
    nearestStreetMm: ofPoints(linkage.nearestStreetMm, relinked.nearestStreetMm),
  };
}
