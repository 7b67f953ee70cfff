/**
 * Facilities from OpenStreetMap tags, by the rules in `data/tags/osm.json`.
 *
 * Merged only where it is sure: a point inside the outline of a place of the same name with a common service, or, if
 * one of them has no name, of the very same kind (an unnamed pitch in a pitch; no playground in a park). Others that
 * look alike are reported: one name nearby, or a place without a name in a building with a common service.
 */

import { checkCall } from "../../base/check-call.js";
import { distanceM } from "../../geo/earth.js";
import { type Box, boxOfRings, isInside } from "../../geo/polygon-point.js";
import { findDuplicates } from "../../places/duplicates.js";
import type { Facility, FacilitySet, SuspectedDuplicate } from "../../places/places.js";
import { SERVICES } from "../../places/services.js";
import type { OsmData } from "./osm-data.js";
import { OSM_DATA } from "./osm-form.js";
import { createEntranceFinder, type OsmPlace, placesInOsm } from "./places-in-osm.js";
import type { Tags } from "./rule-data.js";
import { isClosed, isOpenToAll, kindsOfTags, servicesOfTags, tagsOfOtherTimes } from "./service-rules.js";
import { floorsOf } from "./way-traits.js";

/** A place with what its tags say. */
interface Candidate {
  readonly place: OsmPlace;
  readonly services: readonly string[];
  readonly kinds: readonly string[];
  readonly box: Box | null;
  /** Points that are one with it. */
  readonly points: Candidate[];
}

/**
 * The facilities of an extract, by the rules in `data/tags/osm.json`.
 *
 * @returns facilities with ids like `node/1`, how complete the source is per service, suspected duplicates, notes
 * @throws {InvalidInputError} if `osm` is not an extract that was read
 *
 * @example
 * const { facilities } = facilitiesFromOsm(osm);
 * console.log(facilities.filter(({ services }) => services.includes("kindergarten")).length, "kindergartens");
 */
export function facilitiesFromOsm(osm: OsmData): FacilitySet {
  checkCall("facilitiesFromOsm", ["osm", osm, OSM_DATA]);
  const places = placesInOsm(osm, isOrWasFacility);
  const open = places.filter(({ tags }) => offersNow(tags) && !isClosed(tags)).map(toCandidate);
  const mergedCandidates = mergePointsIntoOutlines(open);
  const entrances = createEntranceFinder(osm);
  const facilities = mergedCandidates.map((candidate) => toFacility(candidate, entrances(candidate.place)));
  const closed = places.length - open.length;
  const message = "places are closed, disused or not built yet";
  return {
    facilities,
    completeness: Object.fromEntries(SERVICES.map((service) => [service.id, service.osm])),
    suspectedDuplicates: [...findDuplicates(facilities).suspected, ...unnamedInBuildings(mergedCandidates)],
    merged: open.length - mergedCandidates.length,
    notes: closed > 0 ? [{ code: "closed-places", count: closed, message }] : [],
  };
}

function isOrWasFacility(tags: Tags): boolean {
  const others = tagsOfOtherTimes(tags);
  return offersNow(tags) || (others !== null && offersNow(others));
}

function offersNow(tags: Tags): boolean {
  return servicesOfTags(tags).length > 0;
}

function toCandidate(place: OsmPlace): Candidate {
  return {
    place,
    services: servicesOfTags(place.tags),
    kinds: kindsOfTags(place.tags),
    box: place.rings === null ? null : boxOfRings(place.rings),
    points: [],
  };
}

/** Hands each point that is surely one with an outline to it; returns the rest. */
function mergePointsIntoOutlines(all: readonly Candidate[]): Candidate[] {
  const outlines = all.filter(({ box }) => box !== null);
  const homeOf = new Map<Candidate, Candidate>();
  for (const point of all) {
    if (point.box !== null) continue;
    const around = outlines.filter((outline) => isInItsBox(outline, point) && isOnePlace(outline, point));
    const home = around.find((outline) => nameOf(outline) === nameOf(point)) ?? around[0];
    if (home !== undefined) homeOf.set(point, home);
  }
  for (const [point, home] of homeOf) home.points.push(point);
  for (const home of outlines) {
    // Two names in an outline without one: it is neither of them for sure.
    const names = new Set(home.points.map(nameOf).filter((name) => name !== undefined));
    if (nameOf(home) !== undefined || names.size <= 1) continue;
    for (const point of home.points.splice(0)) homeOf.delete(point);
  }
  return all.filter((candidate) => !homeOf.has(candidate));
}

/** Points that share a service with the building around them, where one of the two has no name. */
function unnamedInBuildings(candidates: readonly Candidate[]): SuspectedDuplicate[] {
  const buildings = candidates.filter(({ box, place }) => box !== null && place.tags.building !== undefined);
  const reason = "inside the building, same service, not both named";
  return candidates.flatMap((point) =>
    point.box !== null
      ? []
      : buildings
          .filter((building) => isInItsBox(building, point) && nameless(building, point))
          .filter((building) => sharesService(building, point) && isWithin(building, point))
          .map(({ place: { id, lon, lat } }) => {
            const apart = distanceM(point.place.lon, point.place.lat, lon, lat);
            return { a: point.place.id, b: id, distanceM: Math.round(apart), reason };
          }),
  );
}

function nameless(a: Candidate, b: Candidate): boolean {
  return nameOf(a) === undefined || nameOf(b) === undefined;
}

function sharesService(a: Candidate, b: Candidate): boolean {
  return a.services.some((service) => b.services.includes(service));
}

function isWithin(outline: Candidate, { place }: Candidate): boolean {
  return outline.place.rings !== null && isInside(outline.place.rings, [place.lon, place.lat]);
}

function isInItsBox({ box }: Candidate, point: Candidate): boolean {
  return box !== null && isInBox(box, point);
}

function isOnePlace(outline: Candidate, point: Candidate): boolean {
  const alike = nameless(outline, point)
    ? outline.kinds.some((kind) => point.kinds.includes(kind))
    : nameOf(outline) === nameOf(point) && sharesService(outline, point);
  return alike && isWithin(outline, point);
}

function isInBox([west, south, east, north]: Box, { place: { lon, lat } }: Candidate): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function nameOf({ place }: Candidate): string | undefined {
  return nameIn(place.tags);
}

/** The local name, else the first of the names by language. */
function nameIn(tags: Tags): string | undefined {
  return tags.name ?? namesIn(tags)[0]?.[1];
}

function namesIn(tags: Tags): [language: string, name: string][] {
  return Object.entries(tags)
    .filter(([key]) => /^name:[a-z]{2,3}([-_][a-z]+)*$/i.test(key))
    .map(([key, value]): [string, string] => [key.slice("name:".length), value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function toFacility(
  { place, services, points }: Candidate,
  entrances: readonly (readonly [number, number])[],
): Facility {
  const all = [place, ...points.map((point) => point.place)].map(({ tags }) => tags);
  const offered = new Set([services, ...points.map((point) => point.services)].flat());
  const hours = all.find((tags) => tags.opening_hours !== undefined)?.opening_hours;
  const levels = floorsOf(all.find(({ level }) => level !== undefined)?.level);
  const named = all.find((tags) => nameIn(tags) !== undefined) ?? {};
  return {
    id: place.id,
    name: nameIn(named) ?? "",
    names: Object.fromEntries(namesIn(named)),
    services: SERVICES.map(({ id }) => id).filter((id) => offered.has(id)),
    lon: place.lon,
    lat: place.lat,
    entrances,
    openToAll: all.map(isOpenToAll).find((open) => open !== null) ?? null,
    areaM2: null,
    capacity: all.map(placesOf).find((places) => places !== null) ?? null,
    openingHours: hours,
    ...(levels === null ? {} : { levels }),
    kinds: [...new Set(all.flatMap(mainTags))],
    source: "osm",
  };
}

/** Keys of the tags that say what a place is, whatever it offers. */
const MAIN_KEYS = ["amenity", "building", "healthcare", "leisure", "office", "tourism", "power", "landuse"];

function mainTags(tags: Tags): string[] {
  return [...MAIN_KEYS, "theatre", "community_centre"].flatMap((key) =>
    (tags[key] ?? "")
      .split(";")
      .map((value) => value.trim())
      .filter((value) => value !== "" && value !== "yes" && value !== "no")
      .map((value) => `${key}=${value}`),
  );
}

function placesOf({ capacity, beds }: Tags): number | null {
  const given = [capacity, beds].map(Number).find((count) => Number.isInteger(count) && count > 0);
  return given ?? null;
}
