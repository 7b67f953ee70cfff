/**
 * Results as GeoJSON (RFC 7946): degrees in WGS 84 to seven decimals, no CRS member, attribution beside the features.
 */

import type { Feature, FeatureCollection, Geometry, MultiPolygon, Point, Polygon } from "geojson";
import { itemAt } from "../../base/at.js";
import { OSM_ATTRIBUTION } from "../../base/attribution.js";
import { checkCall, either } from "../../base/check-call.js";
import type { GapReport } from "../../coverage/gap-report.js";
import { VERDICTS } from "../../coverage/gap-report.js";
import { GAP_REPORT } from "../../coverage/report-form.js";
import { multiPolygonAreaM2 } from "../../geo/polygons.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import { ISOCHRONES } from "../../isochrone/isochrone-form.js";
import { FACILITY_SET } from "../../places/place-forms.js";
import type { FacilitySet } from "../../places/places.js";
import { attributionOf, gapRow, rounded } from "../tables/rows.js";

/** A GeoJSON collection that names the source of its data, where the licence asks for it. */
export type AttributedCollection<G extends Geometry = Geometry> = FeatureCollection<G> & {
  readonly attribution?: string | undefined;
};

/** What can be turned into GeoJSON. */
export type GeoJSONInput = GapReport | FacilitySet | Isochrones;

/**
 * Blocks of a gap report, facilities, or isochrones as GeoJSON (RFC 7946).
 *
 * @returns WGS 84 in degrees, seven decimals. A report gives one point per block with flat properties for each service
 *   (`kindergarten_verdict` …); facilities one point each; isochrones one polygon per cutoff
 * @throws {InvalidInputError} if the input is neither a report, a set of facilities nor isochrones
 *
 * @example
 * toGeoJSON(report).features.length === report.blocks.blocks.length; // => true
 */
export function toGeoJSON(input: GapReport): AttributedCollection<Point>;
export function toGeoJSON(input: FacilitySet): AttributedCollection<Point>;
export function toGeoJSON(input: Isochrones): AttributedCollection<Polygon | MultiPolygon>;
export function toGeoJSON(input: GeoJSONInput): AttributedCollection {
  checkCall("toGeoJSON", ["input", input, either(ISOCHRONES, GAP_REPORT, FACILITY_SET)]);
  if ("cutoffs" in input) return collect(isochroneFeatures(input), input.attribution);
  if ("services" in input) return collect(blockFeatures(input), attributionOf(input));
  return collect(facilityFeatures(input), creditOf(input));
}

/**
 * Only the blocks that some service does not reach, with what is missing: `gaps` lists the services, and each has its
 * `_walk_m`, `_walk_min` and `_shortfall`.
 *
 * @returns one point per block in a gap, WGS 84 in degrees
 *
 * @example
 * writeFileWhole("gaps.geojson", geoJsonText(gapsGeoJSON(report)));
 */
export function gapsGeoJSON(report: GapReport): AttributedCollection<Point> {
  const gap = VERDICTS.indexOf("gap");
  const features = report.blocks.blocks.flatMap((block, b): Feature<Point>[] => {
    const missing = report.services.filter(({ verdict }) => verdict[b] === gap);
    if (missing.length === 0) return [];
    const { id, name, unit, residents, estimated } = block;
    const gaps = missing.map(({ service }) => service).join(";");
    const properties: Record<string, unknown> = {
      id,
      name,
      unit,
      residents,
      residents_estimated: estimated,
      gaps,
    };
    for (const service of missing) {
      const { walkM, walkMin, shortfall } = gapRow(report, service, b);
      properties[`${service.service}_walk_m`] = walkM;
      properties[`${service.service}_walk_min`] = walkMin;
      properties[`${service.service}_shortfall`] = shortfall;
    }
    return [{ type: "Feature", id, properties, geometry: pointOf(block) }];
  });
  return collect(features, attributionOf(report));
}

/**
 * Isochrones as features, to be joined with others in one collection.
 *
 * @param more - further properties of every feature
 * @returns one polygon per cutoff, with the cutoff in minutes or metres among its properties
 *
 * @example
 * const areas = isochrone(costs, pharmacies, { cutoffs: [minutes(5), minutes(10)] });
 * const collection = collect(isochroneFeatures(areas, { service: "pharmacy" }), areas.attribution);
 */
export function isochroneFeatures(
  isochrones: Isochrones,
  more: Readonly<Record<string, string | number>> = {},
): Feature<Polygon | MultiPolygon>[] {
  const { cutoffs, unit, polygons, profile, direction, distanceM, cellM } = isochrones;
  return cutoffs.map((cutoff, i) => {
    const polygon = itemAt(polygons, i);
    return {
      type: "Feature",
      properties: {
        ...more,
        ...(unit === "ms" ? { minutes: rounded(cutoff / 60_000, 3) } : { metres: rounded(cutoff / 1000, 1) }),
        basis: unit === "ms" ? "time" : "distance",
        profile,
        direction,
        distance_m: distanceM,
        cell_m: rounded(cellM, 2),
        area_m2: Math.round(multiPolygonAreaM2(polygon)),
        reached_street_m: rounded(itemAt(isochrones.reachedMm, i) / 1000, 1),
      },
      geometry: shapeOf(polygon),
    };
  });
}

/** A polygon where there is one part, else a multipolygon, perhaps an empty one. */
function shapeOf(parts: Isochrones["polygons"][number]): Polygon | MultiPolygon {
  const [only, ...others] = parts;
  return only !== undefined && others.length === 0
    ? { type: "Polygon", coordinates: only }
    : { type: "MultiPolygon", coordinates: parts };
}

/**
 * Features as one collection.
 *
 * @param features - GeoJSON features
 * @param attribution - whom to name as the source; null for nobody
 * @returns the collection, with `attribution` where there is one
 *
 * @example
 * const { features } = toGeoJSON(facilities);
 * const collection = collect(features.slice(0, 10), OSM_ATTRIBUTION);
 */
export function collect<G extends Geometry>(
  features: Feature<G>[],
  attribution: string | null,
): AttributedCollection<G> {
  return { type: "FeatureCollection", ...(attribution ? { attribution } : {}), features };
}

/** OpenStreetMap where a facility comes from it. */
function creditOf({ facilities }: FacilitySet): string | null {
  return facilities.some(({ source }) => source === "osm") ? OSM_ATTRIBUTION : null;
}

/**
 * A collection as text, in pieces small enough to be written one by one.
 *
 * @returns the head, then one feature per line
 *
 * @example
 * writeFileWhole("facilities.geojson", geoJsonText(toGeoJSON(facilities)));
 */
export function* geoJsonText(collection: AttributedCollection): Generator<string> {
  const { features, ...head } = collection;
  yield `${JSON.stringify(head).slice(0, -1)},"features":[`;
  for (let i = 0; i < features.length; i++) yield `${i === 0 ? "\n" : ",\n"}${JSON.stringify(features[i])}`;
  yield "\n]}\n";
}

function blockFeatures(report: GapReport): Feature<Point>[] {
  return report.blocks.blocks.map((block, b): Feature<Point> => {
    const { id, name, unit, residents, estimated } = block;
    const properties: Record<string, unknown> = { id, name, unit, residents, residents_estimated: estimated };
    for (const service of report.services) {
      const row = gapRow(report, service, b);
      const serviceProperties = {
        verdict: row.verdict,
        reason: row.reason,
        walk_m: row.walkM,
        walk_min: row.walkMin,
        in_reach: row.inReach,
        nearest: row.nearest?.id ?? null,
        shortfall: row.shortfall,
      };
      for (const [key, value] of Object.entries(serviceProperties))
        properties[`${service.service}_${key}`] = value;
    }
    return { type: "Feature", id, properties, geometry: pointOf(block) };
  });
}

function facilityFeatures({ facilities }: FacilitySet): Feature<Point>[] {
  return facilities.map((facility) => ({
    type: "Feature",
    id: facility.id,
    properties: {
      id: facility.id,
      name: facility.name,
      services: facility.services.join(";"),
      open_to_all: facility.openToAll,
      serves: facility.serves?.join(";") ?? null,
      estate: facility.estate ?? null,
      unit: facility.unit ?? null,
      area_m2: facility.areaM2,
      capacity: facility.capacity,
      opening_hours: facility.openingHours ?? null,
      source: facility.source,
    },
    geometry: pointOf(facility),
  }));
}

function pointOf({ lon, lat }: { readonly lon: number; readonly lat: number }): Point {
  return { type: "Point", coordinates: [rounded(lon, 7), rounded(lat, 7)] };
}
