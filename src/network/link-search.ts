/**
 * The search for the places where points join the streets: what `linkPoints` does for every point.
 *
 * It depends on the points, on the streets that may be used and on the rule, and on no cost: profiles that may walk on the
 * same streets share its answer.
 */
import { UNREACHED } from "../base/cost-units.js";
import type { PointSet } from "../geo/point-set.js";
import { columnsOfSpots, UNLINKED_REASONS } from "./linkage.js";
import { columnsOfLinks, type LinkColumns } from "./linkage-of.js";
import { type LinkRule, nearestPlaces, type StreetPlace } from "./nearest-places.js";
import { linksInSquares, type SquareSpot } from "./square-links.js";
import { BARRIER_KINDS } from "./street-draft.js";
import { type StreetIndex, streetIndex } from "./street-index.js";
import type { WalkNetwork } from "./walk-network.js";

/** What decides which links a point gets, beside the network and the points themselves. */
export interface LinkQuery extends LinkRule {
  /** Whether islands are used without further ado. */
  readonly allIslands: boolean;
  /** Per edge the component of the streets that the profile may use. */
  readonly edgeComponent: Uint32Array;
  /** Whether a place that walls alone shut in joins the nearest street, as through a gate that nobody mapped. */
  readonly assumeGates: boolean;
}

const WALL = 1 << BARRIER_KINDS.indexOf("wall");

/** Links every point; those without a link stand in the columns with their reason. */
export function searchLinks(network: WalkNetwork, points: PointSet, query: LinkQuery): LinkColumns {
  const index = streetIndex(network);
  const writer = linkWriter(points.lon.length);
  for (let p = 0; p < points.lon.length; p++) {
    let links: StreetPlace[] = [];
    const spots: SquareSpot[] = [];
    let nearestMm = UNREACHED;
    let reason: (typeof UNLINKED_REASONS)[number] = "no-street-in-reach";
    let [shut, walled]: [ShutPlace | null, ShutPlace | null] = [null, null];
    const levels = points.levels?.[p];
    const ask = levels === undefined || levels.length === 0 ? query : { ...query, levels };
    for (const [lon, lat] of accessPlaces(points, p)) {
      const placeLinks = linksOfPlace(network, index, ask, lon, lat);
      const inSquares = linksInSquares(network, query.edgeUse, placeLinks.links, lon, lat);
      links = links.concat(inSquares.links);
      spots.push(...inSquares.spots);
      nearestMm = Math.min(nearestMm, placeLinks.nearestMm);
      if (placeLinks.reason !== "no-street-in-reach") reason = placeLinks.reason;
      shut = nearer(shut, placeLinks.shut);
      walled = nearer(walled, placeLinks.walled);
    }
    const isShut = links.length === 0;
    if (isShut && query.assumeGates && walled !== null) links = [walled.place];
    const across = isShut ? (links.length > 0 ? walled : shut)?.across : 0;
    if (hasEntrances(points, p) || nearestMm === UNREACHED)
      nearestMm = inRange(1000 * index.nearestM(points.lon[p], points.lat[p]));
    writer.add(links, spots, links.length > 0 ? "linked" : reason, nearestMm, across ?? 0);
  }
  return writer.finish();
}

/** A place on the streets that barriers shut off. */
interface ShutPlace {
  readonly place: StreetPlace;
  readonly across: number;
}

function nearer(a: ShutPlace | null, b: ShutPlace | null): ShutPlace | null {
  if (a === null || b === null) return a ?? b;
  return b.place.offStreetMm < a.place.offStreetMm ? b : a;
}

/** Whole millimetres, `UNREACHED` beyond the range. */
function inRange(mm: number): number {
  return mm < UNREACHED ? Math.round(mm) : UNREACHED;
}

function hasEntrances({ entrances }: PointSet, p: number): boolean {
  return entrances !== null && entrances.first[p] < entrances.first[p + 1];
}

function accessPlaces({ lon, lat, entrances }: PointSet, p: number): [number, number][] {
  const places: [number, number][] = [];
  if (entrances !== null) {
    for (let k = entrances.first[p]; k < entrances.first[p + 1]; k++) {
      places.push([entrances.lon[k], entrances.lat[k]]);
    }
  }
  return places.length > 0 ? places : [[lon[p], lat[p]]];
}

/** How far the nearest main street may lie for a look around near by to suffice. Most homes have one nearer. */
const NEAR_MM = 40_000;

/**
 * The links of a place, nearest first; none if barriers lie across all of them.
 *
 * A place is linked to nothing that lies `extraMm` farther than the main street it joins. So where one is near, what lies
 * beyond is not looked for.
 */
function linksOfPlace(network: WalkNetwork, index: StreetIndex, query: LinkQuery, lon: number, lat: number) {
  const nearMm = NEAR_MM + query.extraMm;
  if (nearMm < query.capMm) {
    const near = linksWithin(network, index, { ...query, capMm: nearMm }, lon, lat);
    if (near.mainMm <= NEAR_MM) return near;
  }
  return linksWithin(network, index, query, lon, lat);
}

function linksWithin(network: WalkNetwork, index: StreetIndex, query: LinkQuery, lon: number, lat: number) {
  const { places, unusable, nearestMm } = nearestPlaces(network, index, query, lon, lat);
  const links: StreetPlace[] = [];
  const nearestOfIsland = new Map<number, StreetPlace>();
  let main: StreetPlace | undefined;
  let [shut, walled]: [ShutPlace | null, ShutPlace | null] = [null, null];
  for (const place of places) {
    // Where islands come and go with facilities, one is measured against itself and the main streets and never against
    // another: no link may be lost by a facility that opens.
    const island = query.allIslands ? 0 : query.edgeComponent[place.edge];
    const onIsland = place.island ? nearestOfIsland.get(island) : undefined;
    const fromMm = Math.min(main?.offStreetMm ?? UNREACHED, onIsland?.offStreetMm ?? UNREACHED);
    if (fromMm !== UNREACHED && place.offStreetMm > fromMm + query.extraMm) continue;
    const across = index.barriersAcross(lon, lat, place.lon, place.lat);
    if (across > 0) {
      shut ??= { place, across };
      if (across === WALL) walled ??= { place, across };
      continue;
    }
    const nearest = query.allIslands ? [links[0]] : [main, onIsland];
    if (place.isPrivate && nearest.some((one) => one?.isPrivate === false)) continue;
    if (place.island && onIsland === undefined) nearestOfIsland.set(island, place);
    if (!place.island && main === undefined) main = place;
    links.push(place);
  }
  const reason = shut !== null ? "behind-barrier" : unusable ? "no-usable-street" : "no-street-in-reach";
  const mainMm = main?.offStreetMm ?? UNREACHED;
  return { links, reason, nearestMm, shut, walled, mainMm } as const;
}

function linkWriter(pointCount: number) {
  const links: StreetPlace[] = [];
  const spots: (readonly SquareSpot[])[] = [];
  const firstLink = new Uint32Array(pointCount + 1);
  const unlinked = new Uint8Array(pointCount);
  const nearestStreetMm = new Uint32Array(pointCount);
  const shutBy = new Uint8Array(pointCount);
  let point = 0;
  return {
    add(
      pointLinks: readonly StreetPlace[],
      pointSpots: readonly SquareSpot[],
      reason: (typeof UNLINKED_REASONS)[number],
      nearestMm: number,
      across: number,
    ) {
      shutBy[point] = across;
      for (const link of pointLinks) links.push(link);
      spots.push(pointSpots);
      unlinked[point] = UNLINKED_REASONS.indexOf(reason);
      nearestStreetMm[point] = nearestMm;
      firstLink[++point] = links.length;
    },
    finish(): LinkColumns {
      const squareSpots = columnsOfSpots(spots);
      return { firstLink, ...columnsOfLinks(links), unlinked, nearestStreetMm, shutBy, squareSpots };
    },
  };
}
