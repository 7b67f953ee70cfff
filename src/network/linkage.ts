/**
 * Where a set of points joins the streets.
 *
 * A point has any number of links: places on street edges, each with a leg off the street. The cheapest total of
 * off-street leg, street and off-street leg is the walk. A point without links is *unlinked*, with the reason.
 *
 * Layer: network. Imports geo, units.
 */
import type { PointSet } from "../geo/point-set.js";
import type { CostUnit } from "../units.js";
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
      entrances: null,
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
