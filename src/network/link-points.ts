/**
 * Joins points to the streets.
 *
 * A point is linked to the nearest place on usable streets, and to every other place where the distance to them is
 * locally smallest and the leg off the street not much longer; the cheapest walk wins later. Usable is what the profile may walk on, in a component of some
 * size. A small component (an island) is used too if it holds a facility, and then beside the larger ones, not
 * instead of them. Private streets are used by a place to which one of them is the nearest street, and by no other:
 * who merely lives beside a compound does not walk through it. A leg longer than the cap, or across a mapped barrier, is no link.
 */

import { type CostUnit, UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import type { PointSet } from "../geo/point-set.js";
import { placeCosts } from "./edge-place.js";
import { type Linkage, UNLINKED_REASONS } from "./linkage.js";
import { type LinkRule, nearestPlaces, type StreetPlace } from "./nearest-places.js";
import { profileComponents } from "./profile-components.js";
import { type StreetIndex, streetIndex } from "./street-index.js";
import { costOfLength, type WalkCosts } from "./walk-costs.js";
import type { WalkNetwork } from "./walk-network.js";

/** Default of `LinkOptions.offStreetCapM`. */
export const OFF_STREET_CAP_M = 150;

/** How far off the streets a point may lie, and which streets count. */
export interface LinkOptions {
  /** Longest leg off the street, metres; default 150. It is never shortened to the cap. */
  readonly offStreetCapM?: number;
  /** Further places are taken whose leg is at most this much longer than the nearest one's, metres; default 25. */
  readonly offStreetExtraM?: number;
  /** Components with fewer mapped points are islands; default 30. */
  readonly minComponentPoints?: number;
  /** What these points are linked to counts as reachable although small; give the facilities when linking blocks. */
  readonly facilities?: readonly Linkage[];
  /** Whether islands are used without further ado; for the facilities themselves. Default false. */
  readonly islandsToo?: boolean;
}

/**
 * Links points to the streets that a profile may walk on.
 *
 * @param costs - a walking network seen by one profile
 * @param points - `p` points, degrees
 * @returns one linkage; unlinked points stand in it with their reason
 * @throws {InvalidInputError} if a coordinate is not a finite number of degrees, or an option is negative
 */
export function linkPoints<U extends CostUnit>(
  costs: WalkCosts<U>,
  points: PointSet,
  options: LinkOptions = {},
): Linkage<U> {
  requirePoints(points);
  const { offStreetCapM = OFF_STREET_CAP_M, offStreetExtraM = 25 } = options;
  if (!(offStreetCapM >= 0 && offStreetExtraM >= 0)) {
    throw new InvalidInputError(
      `Off-street cap ${offStreetCapM} m and extra ${offStreetExtraM} m: due are lengths from 0`,
    );
  }
  const rule = {
    capMm: Math.round(offStreetCapM * 1000),
    extraMm: Math.round(offStreetExtraM * 1000),
    edgeUse: usableEdges(costs, options),
    allIslands: options.islandsToo === true,
  };
  const found = findLinks(costs, points, rule);
  return { costs, points, pointCount: points.lon.length, ...found, ...costsOfLinks(costs, found) };
}

type LinkColumns = Pick<
  Linkage,
  "firstLink" | "edge" | "alongMm" | "lon" | "lat" | "offStreetMm" | "unlinked" | "nearestStreetMm"
>;

type FullRule = LinkRule & { readonly allIslands: boolean };

/** Links found before, with all that they hang on: two profiles that may walk on the same streets share them. */
interface Found {
  readonly asked: readonly ArrayLike<number>[];
  readonly columns: LinkColumns;
}

const foundBefore = new WeakMap<WalkNetwork, readonly Found[]>();
/** Facilities and blocks, of two questions. */
const MAX_KEPT = 4;

function findLinks(costs: WalkCosts, points: PointSet, rule: FullRule): LinkColumns {
  const { network } = costs;
  const { lon, lat, entrances } = points;
  const doors = entrances === null ? [] : [entrances.first, entrances.lon, entrances.lat];
  const numbers = [rule.capMm, rule.extraMm, Number(rule.allIslands)];
  const asked = [numbers, lon, lat, ...doors, rule.edgeUse, profileComponents(costs).edgeComponent];
  const before = foundBefore.get(network) ?? [];
  const known = before.find((found) => sameColumns(found.asked, asked));
  if (known !== undefined) return known.columns;
  const columns = searchLinks(costs, points, rule);
  // Copies: whoever gave the points may change them.
  const found = { asked: asked.map((column) => Float64Array.from(column)), columns };
  foundBefore.set(network, [found, ...before].slice(0, MAX_KEPT));
  return columns;
}

function sameColumns(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): boolean {
  return a.length === b.length && a.every((column, i) => same(column, b[i]!));
}

function same(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function searchLinks(costs: WalkCosts, points: PointSet, rule: FullRule): LinkColumns {
  const index = streetIndex(costs.network);
  const writer = linkWriter(points.lon.length);
  for (let p = 0; p < points.lon.length; p++) {
    let links: StreetPlace[] = [];
    let reason: (typeof UNLINKED_REASONS)[number] = "no-street-in-reach";
    for (const [lon, lat] of accessPlaces(points, p)) {
      const found = linksOfPlace(costs, index, rule, lon, lat);
      links = links.concat(found.links);
      if (found.reason !== "no-street-in-reach") reason = found.reason;
    }
    const nearestM =
      links.length > 0 ? links[0]!.offStreetMm / 1000 : index.nearestM(points.lon[p]!, points.lat[p]!);
    writer.add(links, links.length > 0 ? "linked" : reason, nearestM);
  }
  return writer.finish();
}

function costsOfLinks(costs: WalkCosts, { edge, alongMm, offStreetMm }: LinkColumns) {
  const forwardCost = new Uint32Array(edge.length);
  const backwardCost = new Uint32Array(edge.length);
  for (let l = 0; l < edge.length; l++) {
    const place = placeCosts(costs, edge[l]!, alongMm[l]!);
    forwardCost[l] = place.forward;
    backwardCost[l] = place.backward;
  }
  const offStreetCost = offStreetMm.map((mm) => costOfLength(mm, costs.offStreetPace));
  return { offStreetCost, forwardCost, backwardCost };
}

function requirePoints({ lon, lat }: PointSet): void {
  if (lon.length !== lat.length) {
    throw new InvalidInputError(`Added ${lat.length} latitudes when ${lon.length} longitudes were given`);
  }
  for (let p = 0; p < lon.length; p++) {
    if (!(Math.abs(lon[p]!) <= 180 && Math.abs(lat[p]!) <= 90)) {
      throw new InvalidInputError(
        `Point ${p} lies at (${lon[p]}, ${lat[p]}): due are longitude and latitude in degrees`,
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
    for (const e of edge) if (edgeComponent[e] !== UNREACHED) holdsFacility[edgeComponent[e]!] = 1;
  }
  const use = new Uint8Array(edgeComponent.length);
  for (let e = 0; e < use.length; e++) {
    const component = edgeComponent[e]!;
    if (component === UNREACHED) continue;
    if (componentPoints[component]! >= minComponentPoints) use[e] = 2;
    else if (islandsToo || holdsFacility[component] === 1) use[e] = 1;
  }
  return use;
}

function accessPlaces({ lon, lat, entrances }: PointSet, p: number): [number, number][] {
  const places: [number, number][] = [];
  if (entrances !== null) {
    for (let k = entrances.first[p]!; k < entrances.first[p + 1]!; k++) {
      places.push([entrances.lon[k]!, entrances.lat[k]!]);
    }
  }
  return places.length > 0 ? places : [[lon[p]!, lat[p]!]];
}

function linksOfPlace(costs: WalkCosts, index: StreetIndex, rule: FullRule, lon: number, lat: number) {
  const { places, unusable } = nearestPlaces(costs.network, index, rule, lon, lat);
  const { edgeComponent } = profileComponents(costs);
  const links: StreetPlace[] = [];
  const nearestOfIsland = new Map<number, number>();
  let main: StreetPlace | undefined;
  let blocked = false;
  for (const place of places) {
    // Where islands come and go with facilities, one is measured against itself and the main streets and never against
    // another: no link may be lost by a facility that opens.
    const island = rule.allIslands ? 0 : edgeComponent[place.edge]!;
    const own = place.island ? nearestOfIsland.get(island) : undefined;
    const fromMm = Math.min(main?.offStreetMm ?? UNREACHED, own ?? UNREACHED);
    if (fromMm !== UNREACHED && place.offStreetMm > fromMm + rule.extraMm) continue;
    if (index.crossesBarrier(lon, lat, place.lon, place.lat)) {
      blocked = true;
      continue;
    }
    const nearest = rule.allIslands ? links[0] : main;
    if (place.isPrivate && nearest?.isPrivate === false) continue;
    if (place.island && own === undefined) nearestOfIsland.set(island, place.offStreetMm);
    if (!place.island && main === undefined) main = place;
    links.push(place);
  }
  const reason = blocked ? "behind-barrier" : unusable ? "no-usable-street" : "no-street-in-reach";
  return { links, reason } as const;
}

function linkWriter(pointCount: number) {
  const links: StreetPlace[] = [];
  const firstLink = new Uint32Array(pointCount + 1);
  const unlinked = new Uint8Array(pointCount);
  const nearestStreetMm = new Uint32Array(pointCount);
  let point = 0;
  return {
    add(found: readonly StreetPlace[], reason: (typeof UNLINKED_REASONS)[number], nearestM: number) {
      for (const link of found) links.push(link);
      unlinked[point] = UNLINKED_REASONS.indexOf(reason);
      nearestStreetMm[point] = nearestM * 1000 < UNREACHED ? Math.round(nearestM * 1000) : UNREACHED;
      firstLink[++point] = links.length;
    },
    finish(): LinkColumns {
      return {
        firstLink,
        edge: Uint32Array.from(links, (l) => l.edge),
        alongMm: Uint32Array.from(links, (l) => l.alongMm),
        lon: Float64Array.from(links, (l) => l.lon),
        lat: Float64Array.from(links, (l) => l.lat),
        offStreetMm: Uint32Array.from(links, (l) => l.offStreetMm),
        unlinked,
        nearestStreetMm,
      };
    },
  };
}
