/**
 * Facilities from OpenStreetMap tags, by the rules in `data/tags/osm.json`.
 *
 * Merged only where it is sure: a point inside the outline of a place with a common service, of the same name or
 * one of them unnamed. Others that look alike are reported.
 *
 * Layer: osm. Imports geo; types, services and duplicates of access.
 */
import { readFileSync } from "node:fs";
import { findDuplicates } from "../access/duplicates.js";
import type { Facility, FacilitySet } from "../access/places.js";
import { SERVICES } from "../access/services.js";
import { isInside } from "../geo/polygon-point.js";
import type { OsmData } from "./osm-data.js";
import { createEntranceFinder, type OsmPlace, placesInOsm } from "./places-in-osm.js";
import type { Tags } from "./walk-rules.js";

interface ServiceRule {
  readonly service: string;
  readonly all: Readonly<Record<string, readonly string[]>>;
  readonly not?: Readonly<Record<string, readonly string[]>>;
}

const TABLE = JSON.parse(readFileSync(new URL("../../data/tags/osm.json", import.meta.url), "utf8")) as {
  rules: ServiceRule[];
  closed: { keys: string[]; prefixes: string[] };
  not_open_to_all: Record<string, string[]>;
};

/** Ids of the services that a place with these tags offers, in the order of the services list. */
export function servicesOfTags(tags: Tags): string[] {
  const offered = new Set(TABLE.rules.filter((rule) => matches(rule, tags)).map((rule) => rule.service));
  return SERVICES.map((service) => service.id).filter((id) => offered.has(id));
}

/**
 * The facilities of an extract.
 *
 * @returns facilities with ids like `node/1`, how complete the source is per service, suspected duplicates, notes
 */
export function facilitiesFromOsm(osm: OsmData): FacilitySet {
  const places = placesInOsm(osm, (tags) => servicesOfTags(tags).length > 0);
  const open = places.filter(({ tags }) => !isClosed(tags));
  const { kept, merged } = mergePointsIntoOutlines(open);
  const entrances = createEntranceFinder(osm);
  const facilities = kept.map((place) => toFacility(place, entrances));
  const closed = places.length - open.length;
  const message = "places are closed, disused or not built yet";
  return {
    facilities,
    completeness: Object.fromEntries(SERVICES.map((service) => [service.id, service.osm])),
    suspectedDuplicates: findDuplicates(facilities).suspected,
    merged,
    notes: closed > 0 ? [{ code: "closed-places", count: closed, message }] : [],
  };
}

function matches({ all, not = {} }: ServiceRule, tags: Tags): boolean {
  const has = (rules: ServiceRule["all"]) => (key: string) =>
    (tags[key]?.split(";") ?? []).some((value) => rules[key]!.includes(value.trim()));
  return Object.keys(all).every(has(all)) && !Object.keys(not).some(has(not));
}

function isClosed(tags: Tags): boolean {
  const { keys } = TABLE.closed;
  return keys.some((key) => tags[key] !== undefined && tags[key] !== "no") || tags.opening_hours === "off";
}

function mergePointsIntoOutlines(places: readonly OsmPlace[]): { kept: OsmPlace[]; merged: number } {
  const outlines = places.filter((place) => place.rings !== null);
  const gone = new Set<OsmPlace>();
  const named = new Map<OsmPlace, OsmPlace>();
  for (const point of places) {
    if (point.rings !== null) continue;
    const home = outlines.find((outline) => holds(outline, point));
    if (home === undefined) continue;
    gone.add(point);
    if (home.tags.name === undefined && !named.has(home)) named.set(home, point);
  }
  const kept = places
    .filter((place) => !gone.has(place))
    .map((place) => ({ ...place, tags: { ...named.get(place)?.tags, ...place.tags } }));
  return { kept, merged: gone.size };
}

function holds(outline: OsmPlace, point: OsmPlace): boolean {
  const [a, b] = [outline.tags.name, point.tags.name];
  if (a !== undefined && b !== undefined && a !== b) return false;
  const shared = servicesOfTags(outline.tags).some((service) => servicesOfTags(point.tags).includes(service));
  return shared && isInside(outline.rings!, [point.lon, point.lat]);
}

function toFacility(
  place: OsmPlace,
  entrances: (place: OsmPlace) => (readonly [number, number])[],
): Facility {
  const { tags } = place;
  const names = Object.entries(tags)
    .filter(([key]) => /^name:[a-z-]+$/i.test(key))
    .map(([key, value]) => [key.slice(5), value]);
  const closedTo = Object.entries(TABLE.not_open_to_all).some(([key, values]) =>
    values.includes(tags[key] ?? ""),
  );
  const places = Number(tags.capacity ?? tags.beds);
  return {
    id: place.id,
    name: tags.name ?? "",
    names: Object.fromEntries(names),
    services: servicesOfTags(tags),
    lon: place.lon,
    lat: place.lat,
    entrances: entrances(place),
    openToAll: closedTo ? false : tags.access === undefined ? null : true,
    areaM2: null,
    places: Number.isInteger(places) && places > 0 ? places : null,
    source: "osm",
  };
}
