/**
 * Links that are found → a linkage, at the speed of a profile.
 */
import type { CostUnit } from "../base/cost-units.js";
import { offsetsOf } from "../base/grouping.js";
import type { PointSet } from "../geo/point-set.js";
import { placeCosts } from "./edge-place.js";
import type { Linkage } from "./linkage.js";
import { costOfLength, type WalkCosts } from "./walk-costs.js";

/** A link of some point, before it has costs. */
export interface Link {
  readonly edge: number;
  readonly alongMm: number;
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly offStreetMm: number;
}

/** The columns of a linkage that hang on no cost. */
export type LinkColumns = Pick<
  Linkage,
  | "firstLink"
  | "edge"
  | "alongMm"
  | "lon"
  | "lat"
  | "offStreetMm"
  | "unlinked"
  | "nearestStreetMm"
  | "squareSpots"
  | "shutBy"
>;

/** Links as columns. */
export function columnsOfLinks(links: readonly Link[]) {
  return {
    edge: Uint32Array.from(links, (l) => l.edge),
    alongMm: Uint32Array.from(links, (l) => l.alongMm),
    lon: Float64Array.from(links, (l) => l.lon),
    lat: Float64Array.from(links, (l) => l.lat),
    offStreetMm: Uint32Array.from(links, (l) => l.offStreetMm),
  };
}

/** The linkage of points whose links are found: adds what the profile of the costs needs along each link. */
export function linkageOf<U extends CostUnit>(
  costs: WalkCosts<U>,
  points: PointSet,
  columns: LinkColumns,
): Linkage<U> {
  const { edge, alongMm, offStreetMm } = columns;
  const forwardCost = new Uint32Array(edge.length);
  const backwardCost = new Uint32Array(edge.length);
  for (let l = 0; l < edge.length; l++) {
    const place = placeCosts(costs, edge[l], alongMm[l]);
    forwardCost[l] = place.forward;
    backwardCost[l] = place.backward;
  }
  const offStreetCost = offStreetMm.map((mm) => costOfLength(mm, costs.offStreetPace));
  const pointCount = points.lon.length;
  return { costs, points, pointCount, ...columns, offStreetCost, forwardCost, backwardCost };
}

/** Points that stand on the streets: one link each, without a leg off the street. */
export function linkageOnStreets<U extends CostUnit>(
  costs: WalkCosts<U>,
  places: Pick<Linkage, "edge" | "alongMm" | "lon" | "lat">,
): Linkage<U> {
  const { lon, lat } = places;
  return linkageOf(
    costs,
    { lon, lat, entrances: null, residentsOnly: null },
    {
      ...places,
      firstLink: offsetsOf(lon.length, () => 1),
      offStreetMm: new Uint32Array(lon.length),
      unlinked: new Uint8Array(lon.length),
      nearestStreetMm: new Uint32Array(lon.length),
    },
  );
}
