/**
 * Isochrones of places and services as GeoJSON.
 */
import type { Feature, MultiPolygon, Polygon } from "geojson";
import { itemAt } from "../../base/at.js";
import { type CostUnit, type Limit, metres, minutes, UNREACHED } from "../../base/cost-units.js";
import { InvalidInputError } from "../../base/errors.js";
import { selectPoints, UNLINKED_REASONS } from "../../network/linkage.js";
import { DISTANCE_BASIS, type WalkProfile } from "../../network/profiles.js";
import type { Facility } from "../../places/places.js";
import { type AttributedCollection, collect, isochroneFeatures } from "../../report/maps/geojson.js";
import type { CityLinks } from "../open/city-links.js";
import { type PlainPlace, pointsOf } from "./plain-points.js";
import { serviceCircles } from "./service-circles.js";

/** How far, which way, and who walks. */
export interface CityIsochroneOptions {
  /** Cutoffs in minutes; default those of the city. */
  readonly minutes?: number | readonly number[] | undefined;
  /** Cutoffs in metres, instead of minutes. */
  readonly metres?: number | readonly number[] | undefined;
  /** `from`: where one comes to from the place; `to`: from where one comes to it. Default `from`, of a service `to`. */
  readonly direction?: "from" | "to" | undefined;
  /** Id of a walking profile; default that of the city. */
  readonly profile?: string | undefined;
  /** Longest leg off the street, metres; default 150. */
  readonly offStreetCapM?: number | undefined;
}

/** A polygon a place and cutoff; `place` counts the places from 0, and those that join no street are listed. */
export type IsochroneCollection = AttributedCollection<Polygon | MultiPolygon> & {
  readonly unlinked?: readonly {
    readonly place: number;
    readonly reason: (typeof UNLINKED_REASONS)[number];
    readonly nearestStreetM: number | null;
  }[];
};

/** Cutoffs in one unit with the walker for it. @throws {InvalidInputError} if both units are given */
function cutoffsOf(
  { minutes: min, metres: m }: CityIsochroneOptions,
  defaults: readonly number[],
):
  | { readonly unit: "ms"; readonly limits: Limit<"ms">[] }
  | { readonly unit: "mm"; readonly limits: Limit<"mm">[] } {
  if (min !== undefined && m !== undefined)
    throw new InvalidInputError("Expected cutoffs in minutes or in metres, not in both");
  if (m !== undefined) return { unit: "mm", limits: [m].flat().map(metres) };
  return { unit: "ms", limits: [min ?? defaults].flat().map(minutes) };
}

/** Isochrones of places, each by itself. */
export function isochronesOfPlaces(
  links: CityLinks,
  places: readonly PlainPlace[],
  profile: WalkProfile<"ms">,
  options: CityIsochroneOptions,
  defaults: readonly number[],
): IsochroneCollection {
  const cutoffs = cutoffsOf(options, defaults);
  return cutoffs.unit === "mm"
    ? collectionOf(links, places, DISTANCE_BASIS, cutoffs.limits, options)
    : collectionOf(links, places, profile, cutoffs.limits, options);
}

function collectionOf<U extends CostUnit>(
  links: CityLinks,
  places: readonly PlainPlace[],
  profile: WalkProfile<U>,
  cutoffs: readonly Limit<NoInfer<U>>[],
  { direction = "from", offStreetCapM }: CityIsochroneOptions,
): IsochroneCollection {
  const cap = offStreetCapM === undefined ? {} : { offStreetCapM };
  const linkage = links.linkOnce(links.costs(profile), pointsOf(places), { islandsToo: true, ...cap });
  const features: Feature<Polygon | MultiPolygon>[] = [];
  const unlinked: NonNullable<IsochroneCollection["unlinked"]>[number][] = [];
  let attribution: string | null = null;
  for (let place = 0; place < places.length; place++) {
    const reason = itemAt(UNLINKED_REASONS, itemAt(linkage.unlinked, place));
    if (reason !== "linked") {
      unlinked.push({ place, reason, nearestStreetM: metresOrNull(linkage.nearestStreetMm[place]) });
      continue;
    }
    const shapes = links.isochrones(profile).run(selectPoints(linkage, [place]), { cutoffs, direction });
    attribution = shapes.attribution;
    const of = places.length > 1 ? { place } : {};
    for (const feature of isochroneFeatures(shapes, { ...of, speed_mps: profile.speedMps }))
      features.push(feature);
  }
  return { ...collect(features, attribution), ...(unlinked.length > 0 ? { unlinked } : {}) };
}

/** Isochrones towards all facilities of a service together, each facility linked as the city's. */
export function isochronesOfService(
  links: CityLinks,
  facilities: readonly Facility[],
  service: string,
  profile: WalkProfile<"ms">,
  { direction = "to", ...options }: CityIsochroneOptions,
  defaults: readonly number[],
): IsochroneCollection {
  if (direction === "from")
    throw new InvalidInputError("Isochrones of a service lead towards its facilities: direction is to");
  const cutoffs = cutoffsOf(options, defaults);
  const shapes =
    cutoffs.unit === "mm"
      ? serviceCircles(links, DISTANCE_BASIS, facilities, service, cutoffs.limits)
      : serviceCircles(links, profile, facilities, service, cutoffs.limits);
  return collect(isochroneFeatures(shapes, { service, speed_mps: profile.speedMps }), shapes.attribution);
}

/** Metres, or null for the mark of what is not reached. */
function metresOrNull(mm: number | undefined): number | null {
  return mm === undefined || mm === UNREACHED ? null : mm / 1000;
}
