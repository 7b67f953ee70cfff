/**
 * Makes `astana.osm.pbf` from the OSM QA tiles of the npm package @mapbox/mvt-fixtures.
 *
 *   npm install --no-save @mapbox/mvt-fixtures@4.0.0 @mapbox/vector-tile@3.0.0
 *   node data/sample/make-sample.mjs
 *
 * The tiles hold every feature cut at their borders. Parts of one way are put together again by their global
 * coordinates, and the points that cutting made are dropped. Tile coordinates are the only identity that points
 * without tags have left, so ways meet where they share one. The outer rim of the sixteen tiles stays cut.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { VectorTile } from "@mapbox/vector-tile";
import { PbfReader } from "pbf";
import { encodePbf } from "./pbf-file.mjs";

const TILES = path.join(
  path.dirname(createRequire(import.meta.url).resolve("@mapbox/mvt-fixtures/package.json")),
  "real-world/osm-qa-astana",
);
const OUTPUT = path.join(import.meta.dirname, "astana.osm.pbf");
const ZOOM = 12;
const EXTENT = 1_048_576;
/** Made ids of points without tags; beyond every id of the time (under 5.4e9), so that none is taken. */
const FIRST_MADE_ID = 10_000_000_000;

/** A feature is kept if it has one of these keys. */
const KEPT_KEYS = [
  "highway",
  "building",
  "amenity",
  "shop",
  "leisure",
  "healthcare",
  "office",
  "social_facility",
  "craft",
  "landuse",
  "place",
  "barrier",
  "waterway",
  "railway",
  "entrance",
  "public_transport",
  "education",
  "tourism",
];
const KEPT_PAIRS = { natural: ["water", "wetland"], man_made: ["bridge"] };
/** Tags that say nothing about streets, places or homes. */
const DROPPED_TAGS =
  /^(@.*|addr:country|addr:city|addr:postcode|phone|website|url|email|fax|contact:.*|source.*|created_by|note.*|fixme|FIXME|wikidata|wikipedia|description|image|int_ref|maxspeed|lanes|operator.*|brand.*|payment:.*|fuel:.*)$/;

const features = readFeatures();
const stats = { joined: 0, rings: 0, stayOpen: 0, parts: 0, sharedPlaces: 0 };
const nodesByPlace = new Map();
const nodes = placeTaggedNodes();
const ways = buildWays();
nodes.sort((a, b) => a.id - b.id);
ways.sort((a, b) => a.id - b.id);
const file = encodePbf(nodes, ways);
writeFileSync(`${OUTPUT}.part`, file);
renameSync(`${OUTPUT}.part`, OUTPUT);
console.log(`${OUTPUT}: ${file.length} bytes, ${nodes.length} nodes, ${ways.length} ways`);
console.log(`sha256 ${createHash("sha256").update(file).digest("hex")}`);
console.log(JSON.stringify(stats));

/** Features by type and id: tags, and parts as lists of global coordinates [x, y]. */
function readFeatures() {
  const byId = new Map();
  for (const name of readdirSync(TILES).sort()) {
    const [, tileX, tileY] = /^12-(\d+)-(\d+)\.mvt$/.exec(name).map(Number);
    const layer = new VectorTile(new PbfReader(readFileSync(path.join(TILES, name)))).layers.osm;
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i);
      const { properties } = feature;
      if (!isKept(properties)) continue;
      const key = `${properties["@type"]}/${properties["@id"]}`;
      if (!byId.has(key)) {
        byId.set(key, {
          type: properties["@type"],
          id: properties["@id"],
          isArea: feature.type === 3,
          tags: keptTags(properties),
          parts: [],
        });
      }
      for (const part of feature.loadGeometry()) {
        byId.get(key).parts.push(part.map(({ x, y }) => [tileX * EXTENT + x, tileY * EXTENT + y]));
      }
    }
  }
  return [...byId.values()].sort((a, b) => a.id - b.id);
}

function isKept(tags) {
  return (
    KEPT_KEYS.some((key) => tags[key] !== undefined) ||
    Object.entries(KEPT_PAIRS).some(([key, values]) => values.includes(tags[key]))
  );
}

function keptTags(properties) {
  const kept = Object.entries(properties).filter(([key]) => !DROPPED_TAGS.test(key));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, String(value)]).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** Real nodes keep their ids; of several at one place the first with a highway, barrier or entrance joins the ways. */
function placeTaggedNodes() {
  const placed = features
    .filter(({ type }) => type === "node")
    .map(({ id, tags, parts }) => ({ id, tags, place: parts[0][0], ...degrees(parts[0][0]) }));
  const rank = ({ tags }) => (tags.highway || tags.barrier || tags.entrance || tags.railway ? 0 : 1);
  for (const node of [...placed].sort((a, b) => rank(a) - rank(b) || a.id - b.id)) {
    const key = node.place.join(" ");
    if (nodesByPlace.has(key)) stats.sharedPlaces++;
    else nodesByPlace.set(key, node.id);
  }
  return placed.map(({ id, tags, lonE7, latE7 }) => ({ id, tags, lonE7, latE7 }));
}

function buildWays() {
  const made = [];
  for (const { type, id, tags, parts, isArea } of features) {
    if (type !== "way") continue;
    const lines = isArea ? joinRings(parts) : joinLines(parts);
    if (lines.length > 1) stats.parts += lines.length - 1;
    lines.forEach((line, part) => {
      // A way cut by the rim, or an area that touches itself, may be in several parts: the first keeps the id.
      const wayId = part === 0 ? id : FIRST_MADE_ID + id * 100 + part;
      const refs = line.map(nodeAt).filter((ref, i, all) => ref !== all[i - 1]);
      if (refs.length > 1) made.push({ id: wayId, refs, tags });
    });
  }
  return made;
}

function nodeAt(place) {
  const key = place.join(" ");
  let id = nodesByPlace.get(key);
  if (id === undefined) {
    id = FIRST_MADE_ID + nodesByPlace.size;
    nodesByPlace.set(key, id);
    nodes.push({ id, tags: {}, ...degrees(place) });
  }
  return id;
}

/** Puts the cut parts of a line together again. */
function joinLines(parts) {
  return chain(parts.map((part) => [...part])).map(dropCutPoints);
}

/** Puts the cut parts of an area together: sides that only run along a tile border were made by cutting. */
function joinRings(parts) {
  if (parts.length === 1 && !parts[0].some(onInnerBorder)) return parts;
  const open = parts.flatMap((ring) => {
    const runs = [[ring[0]]];
    for (let i = 1; i < ring.length; i++) {
      if (alongInnerBorder(ring[i - 1], ring[i])) runs.push([ring[i]]);
      else runs[runs.length - 1].push(ring[i]);
    }
    // The ring's start is no real break: the last run leads into the first.
    if (runs.length > 1) runs[0] = [...runs.pop().slice(0, -1), ...runs[0]];
    return runs.filter((run) => run.length > 1);
  });
  const rings = chain(open).map(closeRing).map(dropCutPoints);
  const closed = rings.filter((ring) => ring.length > 3 && samePlace(ring[0], ring[ring.length - 1]));
  stats.rings += closed.length;
  stats.stayOpen += rings.length - closed.length;
  return closed;
}

function chain(parts) {
  const done = [];
  const left = [...parts];
  while (left.length > 0) {
    let line = left.shift();
    for (;;) {
      const next = grown(line, left, samePlace) ?? grown(line, left, sameCut);
      if (next === null) break;
      line = next;
    }
    done.push(line);
  }
  return done;
}

/** The line with the first part that fits, which is taken from those left; null if none does. */
function grown(line, left, meets) {
  for (let i = 0; i < left.length; i++) {
    const next = joined(line, left[i], meets);
    if (next === null) continue;
    left.splice(i, 1);
    stats.joined++;
    return next;
  }
  return null;
}

/** Cut parts keep the direction of their way, so an end meets a start, on a border between tiles. */
function joined(a, b, meets) {
  if (onInnerBorder(b[0]) && meets(a[a.length - 1], b[0])) return [...a, ...b.slice(1)];
  if (onInnerBorder(a[0]) && meets(b[b.length - 1], a[0])) return [...b, ...a.slice(1)];
  return null;
}

/** Two tiles may round one cut differently along their border; the most seen is two units, about 12 mm. */
function sameCut(a, b) {
  return alongInnerBorder(a, b) && Math.hypot(a[0] - b[0], a[1] - b[1]) <= 2;
}

function closeRing(ring) {
  const last = ring[ring.length - 1];
  return !samePlace(ring[0], last) && sameCut(ring[0], last) ? [...ring.slice(0, -1), ring[0]] : ring;
}

/** Drops points on tile borders that lie straight between their neighbours: cutting made them. */
function dropCutPoints(line) {
  const closed = line.length > 3 && samePlace(line[0], line[line.length - 1]);
  const isCut = (i) => {
    if (!onInnerBorder(line[i])) return false;
    const end = i === 0 || i === line.length - 1;
    if (end && !closed) return false;
    const before = end ? line[line.length - 2] : line[i - 1];
    const after = end ? line[1] : line[i + 1];
    return isStraight(before, line[i], after);
  };
  const kept = line.filter((_, i) => !isCut(i));
  if (closed && kept.length > 0 && !samePlace(kept[0], kept[kept.length - 1])) kept.push(kept[0]);
  return kept;
}

/** Straight to within two units (about 12 mm), the rounding of the cut point. */
function isStraight(a, b, c) {
  const length = Math.hypot(c[0] - a[0], c[1] - a[1]);
  const off = Math.abs((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0]));
  return length > 0 && off / length <= 2;
}

function onInnerBorder([x, y]) {
  return isInner(x, 2859, 2862) || isInner(y, 1366, 1369);
}

/** Whether a coordinate lies on a border between two of the tiles `first` … `last`. */
function isInner(coordinate, first, last) {
  return coordinate % EXTENT === 0 && coordinate > first * EXTENT && coordinate < (last + 1) * EXTENT;
}

function alongInnerBorder(a, b) {
  return (a[0] === b[0] && isInner(a[0], 2859, 2862)) || (a[1] === b[1] && isInner(a[1], 1366, 1369));
}

function samePlace(a, b) {
  return a[0] === b[0] && a[1] === b[1];
}

function degrees([x, y]) {
  const world = EXTENT * 2 ** ZOOM;
  const lat = Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / world)));
  return {
    lonE7: Math.round(((x / world) * 360 - 180) * 1e7),
    latE7: Math.round(((lat * 180) / Math.PI) * 1e7),
  };
}
