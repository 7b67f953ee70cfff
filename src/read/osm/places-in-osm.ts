/**
 * Mapped things with a place: nodes, closed ways (or their centres) and multipolygons, seen alike.
 */
import { itemAt, lookUp, nothingAt } from "../../base/at.js";
import { type LonLat, pointInPolygon, polygonAreaM2 } from "../../geo/polygon-point.js";
import { MISSING, type OsmData, tagsOf } from "./osm-data.js";
import { areaOfRelation, areaOfWay, type NodeArea } from "./rings.js";
import type { Tags } from "./rule-data.js";

export interface OsmPlace {
  /** `node/1`, `way/2` or `relation/3`. */
  readonly id: string;
  readonly tags: Tags;
  readonly lon: number;
  readonly lat: number;
  /** All rings, outer ones first, in degrees: what lies in an odd number of them is inside. Null for a node. */
  readonly rings: readonly (readonly LonLat[])[] | null;
  /** Ground that the rings enclose, holes taken off, square metres; null for a node. */
  readonly areaM2: number | null;
  /** Node indexes on the outline. */
  readonly rim: readonly number[];
}

/** All mapped things whose tags are `wanted`, nodes first, then ways, then relations. */
export function placesInOsm(osm: OsmData, wanted: (tags: Tags) => boolean): OsmPlace[] {
  const { nodes, ways, relations, strings } = osm;
  const places: OsmPlace[] = [];
  for (let i = 0; i < nodes.tagged.length; i++) {
    const tags = tagsOf(strings, nodes.tags, i);
    if (!wanted(tags)) continue;
    const [lon, lat] = lonLat(osm, itemAt(nodes.tagged, i));
    places.push({
      id: `node/${nodes.id[itemAt(nodes.tagged, i)]}`,
      tags,
      lon,
      lat,
      rings: null,
      areaM2: null,
      rim: [],
    });
  }
  for (let w = 0; w < ways.count; w++) {
    if (ways.tags.first[w] === ways.tags.first[w + 1]) continue;
    const tags = tagsOf(strings, ways.tags, w);
    const area = wanted(tags) ? areaOfWay(osm, w) : null;
    if (area !== null) places.push(areaPlace(osm, `way/${ways.id[w]}`, tags, area));
    else if (wanted(tags) && isCentre(osm, w)) places.push(centrePlace(osm, w, tags));
  }
  for (let r = 0; r < relations.count; r++) {
    const tags = tagsOf(strings, relations.tags, r);
    // A relation of type=building lists outline and parts, which overlap; its outline is tagged itself.
    const isArea = tags.type === "multipolygon" || tags.type === "boundary";
    const area = isArea && wanted(tags) ? areaOfRelation(osm, r) : null;
    if (area !== null) places.push(areaPlace(osm, `relation/${relations.id[r]}`, tags, area));
  }
  return places;
}

/** Whether the file gives the centre of a way alone. */
function isCentre({ ways }: OsmData, way: number): boolean {
  const at = itemAt(ways.firstRef, way);
  return itemAt(ways.firstRef, way + 1) - at === 1 && ways.ref[at] !== MISSING;
}

function centrePlace(osm: OsmData, way: number, tags: Tags): OsmPlace {
  const [lon, lat] = lonLat(osm, itemAt(osm.ways.ref, itemAt(osm.ways.firstRef, way)));
  return { id: `way/${osm.ways.id[way]}`, tags, lon, lat, rings: null, areaM2: null, rim: [] };
}

function areaPlace(osm: OsmData, id: string, tags: Tags, { outer, inner }: NodeArea): OsmPlace {
  const inDegrees = (ring: readonly number[]) => ring.map((node) => lonLat(osm, node));
  const sized = (ring: readonly number[]) => ({
    ring: inDegrees(ring),
    areaM2: polygonAreaM2([inDegrees(ring)]),
  });
  // The point of a place in several parts lies in the largest.
  const outerRings = outer.map(sized).sort((a, b) => b.areaM2 - a.areaM2);
  const innerRings = inner.map(sized);
  const sum = (list: typeof outerRings) => list.reduce((total, { areaM2 }) => total + areaM2, 0);
  const rings = [...outerRings, ...innerRings].map(({ ring }) => ring);
  const [lon, lat] = pointInPolygon(rings);
  const areaM2 = Math.max(0, sum(outerRings) - sum(innerRings));
  return { id, tags, lon, lat, rings, areaM2, rim: outer.flat() };
}

function lonLat({ nodes }: OsmData, node: number): LonLat {
  return [(nodes.lonE7[node] ?? nothingAt(node)) / 1e7, (nodes.latE7[node] ?? nothingAt(node)) / 1e7];
}

const ENTRANCE_ORDER = ["main", "yes", "home", "staircase", "shop"];

/** Entrances on the outlines of places: `entrance` nodes that visitors use, main first. */
export function createEntranceFinder(osm: OsmData): (place: OsmPlace) => LonLat[] {
  const rankOf = new Map<number, number>();
  for (let i = 0; i < osm.nodes.tagged.length; i++) {
    const rank = ENTRANCE_ORDER.indexOf(tagsOf(osm.strings, osm.nodes.tags, i).entrance ?? "");
    if (rank >= 0) rankOf.set(itemAt(osm.nodes.tagged, i), rank);
  }
  return ({ rim }) =>
    [...new Set(rim)]
      .filter((node) => rankOf.has(node))
      .sort((a, b) => lookUp(rankOf, a) - lookUp(rankOf, b) || a - b)
      .map((node) => lonLat(osm, node));
}
