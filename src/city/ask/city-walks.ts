/**
 * Single walks, and where a place joins the streets, in plain words and GeoJSON.
 */
import type { LineString, MultiLineString } from "geojson";
import { itemAt } from "../../base/at.js";
import { type CostUnit, UNREACHED } from "../../base/cost-units.js";
import { cutLine } from "../../geo/meridian.js";
import type { LonLat } from "../../geo/polygon-point.js";
import { type Linkage, UNLINKED_REASONS } from "../../network/linkage.js";
import type { WalkProfile } from "../../network/profiles.js";
import { shortestPath } from "../../search/shortest-path.js";
import { endsOfWalk, streetsOfWalk, type WalkEnd, walkShape } from "../../search/walk-description.js";
import type { CityLinks } from "../open/city-links.js";
import { type PlainPlace, pointsOf } from "./plain-points.js";

/** Where a place joins the streets. */
export interface PlaceOnStreets {
  /** `linked`, or why it joins none. */
  readonly reason: (typeof UNLINKED_REASONS)[number];
  /** Distance to the nearest street of any kind, metres; null where there is none within 4,000 km. */
  readonly nearestStreetM: number | null;
  /** Present where walls shut every way out: the link leads through a gate that nobody mapped. */
  readonly gateAssumed?: true | undefined;
  /** The places where it joins, nearest first, with the leg off the street. */
  readonly links: readonly { readonly place: LonLat; readonly offStreetM: number }[];
}

/** One walk from door to door. */
export interface CityWalk {
  /** Along streets, and both legs off them. */
  readonly streetM: number;
  readonly offStreetM: number;
  /** Door to door. */
  readonly metres: number;
  readonly minutes: number;
  /** Where the walk leaves the first door and joins the street, and likewise at the other end. */
  readonly from: { readonly point: LonLat; readonly linked: LonLat; readonly offStreetM: number };
  readonly to: { readonly point: LonLat; readonly linked: LonLat; readonly offStreetM: number };
  /** Streets in order; `name` is empty where unnamed. */
  readonly streets: readonly {
    readonly name: string;
    readonly streetClass: string;
    readonly metres: number;
  }[];
  /** Two lines or more where the walk crosses ±180°. */
  readonly geometry: LineString | MultiLineString;
}

/** How one place is linked, by itself. */
export function placeOnStreets(
  links: CityLinks,
  profile: WalkProfile,
  place: PlainPlace,
  offStreetCapM: number | undefined,
): PlaceOnStreets {
  const linkage = linkOne(links, profile, place, { offStreetCapM, islandsToo: true });
  const nearestMm = itemAt(linkage.nearestStreetMm, 0);
  return {
    reason: itemAt(UNLINKED_REASONS, itemAt(linkage.unlinked, 0)),
    nearestStreetM: nearestMm === UNREACHED ? null : nearestMm / 1000,
    ...(linkage.edge.length > 0 && (linkage.shutBy?.[0] ?? 0) > 0 ? { gateAssumed: true } : {}),
    links: Array.from(linkage.edge, (_, l) => ({
      place: placeOfLink(linkage, l),
      offStreetM: itemAt(linkage.offStreetMm, l) / 1000,
    })),
  };
}

/** The shortest walk; null where a place joins no street or no walk leads there. */
export function walkBetween<U extends CostUnit>(
  links: CityLinks,
  profile: WalkProfile<U>,
  from: PlainPlace,
  to: PlainPlace,
  offStreetCapM: number | undefined,
): CityWalk | null {
  const costs = links.costs(profile);
  const destination = linkOne(links, profile, to, { offStreetCapM, islandsToo: true });
  const origin = linkOne(links, profile, from, { offStreetCapM, facilities: [destination] });
  const walk = shortestPath(costs, origin, 0, destination, 0);
  if (walk === null) return null;
  const [start, end] = endsOfWalk(walk, origin, destination);
  const metres = (walk.streetMm + walk.offStreetMm) / 1000;
  const minutes = costs.unit === "ms" ? walk.cost / 60_000 : metres / profile.speedMps / 60;
  return {
    streetM: walk.streetMm / 1000,
    offStreetM: walk.offStreetMm / 1000,
    metres,
    minutes: Number(minutes.toFixed(4)),
    from: endOf(origin, start),
    to: endOf(destination, end),
    streets: streetsOfWalk(walk, origin).map(({ name, streetClass, lengthMm }) => ({
      name,
      streetClass,
      metres: lengthMm / 1000,
    })),
    geometry: geometryOfWalk(walkShape(walk, origin, 0, destination, 0)),
  };
}

/** The line of a walk, seven decimals, cut at ±180°; one that goes nowhere has its place twice. */
export function geometryOfWalk(shape: readonly LonLat[]): LineString | MultiLineString {
  const parts = cutLine(shape).map((part) => part.map((place) => place.map(round7)));
  const [line = []] = parts;
  if (parts.length > 1) return { type: "MultiLineString", coordinates: parts };
  return { type: "LineString", coordinates: line.length > 1 ? line : [...line, ...line] };
}

/** Links one place by itself. */
function linkOne<U extends CostUnit>(
  links: CityLinks,
  profile: WalkProfile<U>,
  place: PlainPlace,
  options: {
    readonly offStreetCapM: number | undefined;
    readonly islandsToo?: boolean;
    readonly facilities?: readonly Linkage<U>[];
  },
): Linkage<U> {
  const { offStreetCapM, ...rest } = options;
  const cap = offStreetCapM === undefined ? {} : { offStreetCapM };
  return links.linkOnce(links.costs(profile), pointsOf([place]), { ...rest, ...cap });
}

function endOf({ points }: Linkage, { place: [lon, lat], legMm }: WalkEnd): CityWalk["from"] {
  return {
    point: [itemAt(points.lon, 0), itemAt(points.lat, 0)],
    linked: [round7(lon), round7(lat)],
    offStreetM: legMm / 1000,
  };
}

function placeOfLink({ lon, lat }: Linkage, link: number): LonLat {
  return [round7(itemAt(lon, link)), round7(itemAt(lat, link))];
}

function round7(degrees: number): number {
  return Number(degrees.toFixed(7));
}
