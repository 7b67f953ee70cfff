/**
 * Joins points to the streets.
 *
 * A point is linked to the nearest place on usable streets, and to every other place where the distance to them is
 * locally smallest and the leg off the street not much longer; the cheapest walk wins later. Usable is what the profile may walk on, in a component of some
 * size. A small component (an island) is used too if it holds a facility, and then beside the larger ones, not
 * instead of them. Private streets are used by a place to which one of them is the nearest street, and by no other:
 * who merely lives beside a compound does not walk through it. A leg longer than the cap, or across a mapped barrier, is not a link; but where walls alone shut every way
 * out, the nearest street is joined, since a gate must be there.
 */

import { checkCall } from "../base/check-call.js";
import { type CostUnit, UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import type { PointSet } from "../geo/point-set.js";
import { type LinkQuery, searchLinks } from "./link-search.js";
import type { Linkage } from "./linkage.js";
import { linkageOf } from "./linkage-of.js";
import { COSTS, LINK_OPTIONS, POINTS } from "./network-forms.js";
import { OFF_STREET_EXTRA_M, offStreetCapOf } from "./off-street.js";
import { profileComponents } from "./profile-components.js";
import type { WalkCosts } from "./walk-costs.js";

/** How far off the streets a point may lie, and which streets count. */
export interface LinkOptions {
  /** Longest leg off the street, metres; default that of the network's `linking`, else 150. It is never shortened to the cap. */
  readonly offStreetCapM?: number | undefined;
  /** Further places are taken whose leg is at most this much longer than the nearest one's, metres; default 25. */
  readonly offStreetExtraM?: number | undefined;
  /** Components with fewer mapped points are islands; default 30. */
  readonly minComponentPoints?: number | undefined;
  /** What these points are linked to counts as reachable although small; give the facilities when linking blocks. */
  readonly facilities?: readonly Linkage[] | undefined;
  /** Whether islands are used without further ado; for the facilities themselves. Default false. */
  readonly islandsToo?: boolean | undefined;
  /**
   * Whether a point of which walls alone shut every way out joins the nearest street, as through a gate that nobody mapped;
   * default true. Rivers, water, railways and motorways stay shut.
   */
  readonly assumeGates?: boolean | undefined;
}

/**
 * Links points to the streets that a profile may walk on.
 *
 * Access legs longer than the cap, or crossing a mapped barrier, are rejected; the point then stays unlinked. Link the
 * facilities first and pass them on when you link the blocks, so that small street components with a facility count.
 *
 * @param costs - a walking network seen by one profile
 * @param points - `p` points, degrees
 * @returns a linkage of `p` points; `unlinked` holds the reason of each as an index into `UNLINKED_REASONS`
 * @throws {InvalidInputError} if a coordinate is not in degrees, the columns differ in length, or an option is negative
 *
 * @example
 * const { lon, lat } = { lon: Float64Array.of(71.4304), lat: Float64Array.of(51.1283) };
 * const place = linkPoints(costs, { lon, lat, entrances: null, residentsOnly: null });
 * UNLINKED_REASONS[place.unlinked[0]!]; // => "linked"
 */
export function linkPoints<U extends CostUnit>(
  costs: WalkCosts<U>,
  points: PointSet,
  options: LinkOptions = {},
): Linkage<U> {
  checkCall(
    "linkPoints",
    ["costs", costs, COSTS],
    ["points", points, POINTS],
    ["options", options, LINK_OPTIONS],
  );
  requirePoints(points);
  return linkageOf(costs, points, searchLinks(costs.network, points, linkQuery(costs, options)));
}

/**
 * What the links of points depend on: the streets that may be used, and how far off them a point may lie.
 *
 * @throws {InvalidInputError} if a length is negative
 */
export function linkQuery(costs: WalkCosts, options: LinkOptions): LinkQuery {
  const { linking = {} } = costs.network;
  const { offStreetCapM = offStreetCapOf(costs.network), offStreetExtraM = OFF_STREET_EXTRA_M } = options;
  if (!(offStreetCapM >= 0 && offStreetExtraM >= 0)) {
    throw new InvalidInputError(
      `Off-street cap ${offStreetCapM} m and extra ${offStreetExtraM} m: expected lengths from 0`,
    );
  }
  return {
    capMm: Math.round(offStreetCapM * 1000),
    extraMm: Math.round(offStreetExtraM * 1000),
    edgeUse: usableEdges(costs, options),
    edgeComponent: profileComponents(costs).edgeComponent,
    allIslands: options.islandsToo === true,
    assumeGates: options.assumeGates ?? linking.assumeGates ?? true,
  };
}

/** @throws {InvalidInputError} if a coordinate is not a finite number of degrees */
export function requirePoints({ lon, lat }: PointSet): void {
  if (lon.length !== lat.length) {
    throw new InvalidInputError(`Added ${lat.length} latitudes when ${lon.length} longitudes were given`);
  }
  for (let p = 0; p < lon.length; p++) {
    if (!(Math.abs(lon[p]) <= 180 && Math.abs(lat[p]) <= 90)) {
      throw new InvalidInputError(
        `Point ${p} lies at (${lon[p]}, ${lat[p]}): expected longitude and latitude in degrees`,
      );
    }
  }
}

/** Per edge how it may be linked to: 0 not at all, 1 as part of an island, 2 as part of the main network. */
export function usableEdges(
  costs: WalkCosts,
  { minComponentPoints = 30, facilities = [], islandsToo = false }: LinkOptions,
): Uint8Array {
  const { edgeComponent, componentPoints } = profileComponents(costs);
  const holdsFacility = new Uint8Array(componentPoints.length);
  for (const { edge } of facilities) {
    for (const e of edge) if (edgeComponent[e] !== UNREACHED) holdsFacility[edgeComponent[e]] = 1;
  }
  const use = new Uint8Array(edgeComponent.length);
  for (let e = 0; e < use.length; e++) {
    const component = edgeComponent[e];
    if (component === UNREACHED) continue;
    if (componentPoints[component] >= minComponentPoints) use[e] = 2;
    else if (islandsToo || holdsFacility[component] === 1) use[e] = 1;
  }
  return use;
}
