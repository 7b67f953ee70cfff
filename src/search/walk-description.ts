/**
 * One walk told: its shape from door to door, and the streets it follows.
 */
import { stretchShape } from "../network/edge-place.js";
import type { Linkage } from "../network/linkage.js";
import type { Walk } from "./shortest-path.js";

/** A run of stretches of one name and class. */
export interface StreetRun {
  /** Empty where unnamed. */
  readonly name: string;
  readonly streetClass: string;
  readonly lengthMm: number;
}

/**
 * The shape of a walk: from the origin, along the streets, to the destination.
 *
 * @param origins - the linkage that the walk starts from
 * @param origin - index of its point
 * @param destinations - the linkage that the walk ends at
 * @param destination - index of its point
 * @returns places as `[lon, lat]` in degrees, no place twice in a row
 *
 * @example
 * const walk = shortestPath(costs, homes, 0, pharmacies, 0);
 * const coordinates = walk === null ? [] : walkShape(walk, homes, 0, pharmacies, 0);
 */
export function walkShape(
  walk: Walk,
  origins: Linkage,
  origin: number,
  destinations: Linkage,
  destination: number,
): [number, number][] {
  const { network } = origins.costs;
  const [from, to] = endsOfWalk(walk, origins, destinations);
  const places: [number, number][] = [
    [origins.points.lon[origin], origins.points.lat[origin]],
    [from.place[0], from.place[1]],
    ...walk.stretches.flatMap(({ edge, fromMm, toMm }) => stretchShape(network, edge, fromMm, toMm)),
    [to.place[0], to.place[1]],
    [destinations.points.lon[destination], destinations.points.lat[destination]],
  ];
  return places.filter(([lon, lat], i) => i === 0 || lon !== places[i - 1][0] || lat !== places[i - 1][1]);
}

/** Where a walk meets the streets, or the place where it begins or ends in a square. */
export interface WalkEnd {
  /** `[lon, lat]` in degrees. */
  readonly place: readonly [number, number];
  /** Leg between the point and the place. */
  readonly legMm: number;
}

/**
 * Where a walk leaves its first leg off the street, and where it begins the last one.
 *
 * @param origins - the linkage that the walk starts from
 * @param destinations - the linkage that the walk ends at
 * @returns both ends; of a walk straight `across` a square, what lies between them is not a street
 */
export function endsOfWalk(
  { originLink, destinationLink, across }: Walk,
  origins: Linkage,
  destinations: Linkage,
): readonly [WalkEnd, WalkEnd] {
  if (across !== undefined) {
    return [
      { place: across.from, legMm: across.fromLegMm },
      { place: across.to, legMm: across.toLegMm },
    ];
  }
  const end = (linkage: Linkage, link: number): WalkEnd => ({
    place: [linkage.lon[link], linkage.lat[link]],
    legMm: linkage.offStreetMm[link],
  });
  return [end(origins, originLink), end(destinations, destinationLink)];
}

/**
 * The streets of a walk in order; neighbouring stretches of one street are joined.
 *
 * @param walk - a walk by `shortestPath`
 * @param linkage - either of the linkages it was found between
 * @returns name, class and length in millimetres of each street
 *
 * @example
 * const walk = shortestPath(costs, homes, 0, pharmacies, 0)!;
 * for (const { name, lengthMm } of streetsOfWalk(walk, homes)) console.log(name || "(unnamed)", lengthMm / 1000, "m");
 */
export function streetsOfWalk(walk: Walk, linkage: Linkage): StreetRun[] {
  const { network } = linkage.costs;
  const runs: { name: string; streetClass: string; lengthMm: number }[] = [];
  for (const { edge, fromMm, toMm } of walk.stretches) {
    const name = network.names[network.edgeName[edge]];
    const streetClass = network.classes[network.edgeClass[edge]];
    const lengthMm = Math.abs(toMm - fromMm);
    const last = runs[runs.length - 1];
    if (last?.name === name && last.streetClass === streetClass) last.lengthMm += lengthMm;
    else runs.push({ name, streetClass, lengthMm });
  }
  return runs;
}
