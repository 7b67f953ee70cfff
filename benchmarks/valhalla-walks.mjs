/**
 * `VALHALLA=<folder> node benchmarks/valhalla-walks.mjs`: walks between random pairs of places beside Valhalla's, and why those
 * differ that differ by more than a tenth. Prints the tables of `docs/methods/walks-beside-valhalla.md`.
 *
 * The folder has `node_modules/@valhallajs/valhallajs` (its own package, not one of ours) and gets Valhalla's tiles. Both are asked
 * alike: the shortest way between two nodes of the network, off the street nowhere, no ferries, no penalties. Pairs of which an end
 * lies on another street for Valhalla (a bridge above, a tunnel below) are left out and counted.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { buildWalkNetwork, linkPoints, shortestPath, walkCosts } from "../dist/doors/walk.js";
import { distanceM } from "../dist/geo/earth.js";
import { stretchShape } from "../dist/network/edge-place.js";
import { DISTANCE_BASIS } from "../dist/network/profiles.js";
import { EdgeFlag } from "../dist/network/street-draft.js";
import { tagsOf } from "../dist/read/osm/osm-data.js";
import { readOsm } from "../dist/read/osm/read-osm.js";

const SEED = 20261201;
const PAIRS = 60;
const DATA = process.env.LIVING_CIRCLE_DATA ?? "../shared/data";
const CITIES = {
  Porto: `${DATA}/porto/porto.osm.pbf`,
  "Porto Alegre": `${DATA}/porto-alegre/porto-alegre.osm.pbf`,
  Monaco: `${DATA}/monaco/monaco.osm.pbf`,
  Wuhan: `${DATA}/wuhan/wuhan-streets.osm.pbf`,
  Astana: "data/sample/astana.osm.pbf",
  "Helsinki, centre": `${DATA}/helsinki/helsinki-centre.osm.pbf`,
};
const FOLDER = path.resolve(process.env.VALHALLA ?? ".");
const PACKAGE = path.join(FOLDER, "node_modules/@valhallajs/valhallajs");
const { Actor, getConfig } = await import(pathToFileURL(path.join(PACKAGE, "index.mjs")).href);
const WALKER = {
  shortest: true,
  use_ferry: 0,
  walkway_factor: 1,
  sidewalk_factor: 1,
  alley_factor: 1,
  driveway_factor: 1,
  step_penalty: 0,
  max_hiking_difficulty: 6,
  max_distance: 1_000_000,
};

/** Numbers in 0 … 1 that repeat (mulberry32). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

async function openValhalla(city, file) {
  const tiles = path.join(FOLDER, `tiles-${city.replaceAll(/\W+/g, "-")}`);
  const settings = path.join(tiles, "valhalla.json");
  if (!existsSync(settings)) {
    mkdirSync(tiles, { recursive: true });
    const config = await getConfig({});
    Object.assign(config.mjolnir, { tile_dir: tiles, tile_extract: "", admin: "", timezone: "" });
    config.service_limits.pedestrian.max_distance = 1_000_000;
    writeFileSync(settings, JSON.stringify(config));
    execFileSync(path.join(PACKAGE, "linux/x64/valhalla_build_tiles"), ["-c", settings, file], {
      stdio: "ignore",
    });
  }
  const actor = await Actor.fromConfigFile(settings);
  const at = ([lon, lat]) => ({ lon, lat, radius: 0 });
  const ask = { costing: "pedestrian", costing_options: { pedestrian: WALKER } };
  return {
    async route(from, to) {
      const answer = await actor.route({ ...ask, locations: [at(from), at(to)] }).catch(() => null);
      if (answer === null) return null;
      const { shape } = answer.trip.legs[0];
      return { lengthM: answer.trip.summary.length * 1000, shape, places: placesOf(shape) };
    },
    async waysOf(shape) {
      const { edges } = await actor.traceAttributes({
        ...ask,
        encoded_polyline: shape,
        shape_match: "edge_walk",
      });
      return [...new Set(edges.map(({ way_id }) => way_id))];
    },
  };
}

/** An encoded line of six digits as places. */
function placesOf(shape) {
  const places = [];
  const last = [0, 0];
  let at = 0;
  while (at < shape.length) {
    for (const axis of [1, 0]) {
      let [value, shift, bits] = [0, 0, 32];
      while (bits >= 32) {
        bits = shape.charCodeAt(at++) - 63;
        value |= (bits & 31) << shift;
        shift += 5;
      }
      last[axis] += value & 1 ? ~(value >> 1) : value >> 1;
    }
    places.push([last[0] / 1e6, last[1] / 1e6]);
  }
  return places;
}

async function openOurs(file) {
  const osm = await readOsm(file);
  const network = { ...buildWalkNetwork(osm, { maxMissingNodes: 1 }), linking: { offStreetCapM: 0.5 } };
  const costs = walkCosts(network, DISTANCE_BASIS);
  const wayOf = new Map(Array.from(osm.ways.id, (id, way) => [id, way]));
  const link = ([lon, lat]) =>
    linkPoints(costs, {
      lon: Float64Array.of(lon),
      lat: Float64Array.of(lat),
      entrances: null,
      residentsOnly: null,
    });
  const main = network.componentPoints.indexOf(Math.max(...network.componentPoints));
  const nodes = Array.from({ length: network.streetNodeCount }, (_, node) => node).filter(
    (node) => network.nodeComponent[node] === main,
  );
  return {
    network,
    placeAt: (share) => {
      const node = nodes[Math.floor(share * nodes.length)];
      return [network.nodeLonE7[node] / 1e7, network.nodeLatE7[node] / 1e7];
    },
    walk: (from, to) => {
      const walk = shortestPath(costs, link(from), 0, link(to), 0);
      return walk === null ? null : { ...walk, lengthM: (walk.streetMm + walk.offStreetMm) / 1000 };
    },
    tagsOfWay: (id) => (wayOf.has(id) ? tagsOf(osm.strings, osm.ways.tags, wayOf.get(id)) : null),
  };
}

/** Whether a street runs across a square or along its rim; relations among them have no tags of a way. */
function isOfSquare({ network, tagsOfWay }, edge) {
  const isAcross = (network.edgeAttributes[edge] & EdgeFlag.square) !== 0;
  return isAcross || (tagsOfWay(network.edgeWayId[edge]) ?? { area: "yes" }).area === "yes";
}

/** Streets of our walk that Valhalla does not take between their own ends, by kind. */
async function notValhallas(ours, valhalla, walk) {
  const { network, tagsOfWay } = ours;
  const kinds = new Map();
  for (const { edge, fromMm, toMm } of walk.stretches) {
    const shape = stretchShape(network, edge, fromMm, toMm);
    const lengthM = Math.abs(toMm - fromMm) / 1000;
    const theirs = await valhalla.route(shape[0], shape.at(-1));
    if (theirs !== null && theirs.lengthM <= 1.25 * lengthM + 5) continue;
    const id = network.edgeWayId[edge];
    const tags = tagsOfWay(id) ?? {};
    const isPlatform = [tags.highway, tags.railway, tags.public_transport].includes("platform");
    const kind = isOfSquare(ours, edge) ? "square" : isPlatform ? "platform" : null;
    const said =
      kind ??
      `way ${id}, ${["highway", "oneway", "footway"]
        .filter((key) => tags[key])
        .map((key) => `${key}=${tags[key]}`)
        .join(" ")}`;
    kinds.set(said, (kinds.get(said) ?? 0) + lengthM);
  }
  if (kinds.size === 0 && walk.stretches.some(({ edge }) => isOfSquare(ours, edge)))
    return ["a way that ends in a square"];
  return [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, m]) => `${kind} (${m.toFixed(0)} m)`);
}

/** Ways of Valhalla's walk that are private or missing for us. */
async function notOurs({ network, tagsOfWay }, valhalla, shape) {
  const isPrivate = new Set();
  for (let edge = 0; edge < network.edgeCount; edge++)
    if (network.edgeAttributes[edge] & EdgeFlag.private) isPrivate.add(network.edgeWayId[edge]);
  const ways = await valhalla.waysOf(shape);
  return ways
    .filter((id) => isPrivate.has(id) || /^(private|no)$/.test(tagsOfWay(id)?.access ?? ""))
    .map((id) => `private way ${id}, passed through`);
}

async function compareCity(city, file) {
  const [ours, valhalla] = [await openOurs(file), await openValhalla(city, file)];
  const random = generator(SEED);
  const rows = [];
  let [elsewhere, none] = [0, 0];
  while (rows.length < PAIRS) {
    const [from, to] = [ours.placeAt(random()), ours.placeAt(random())];
    const straightM = distanceM(...from, ...to);
    if (straightM < 200 || straightM > 2000) continue;
    const [walk, theirs] = [ours.walk(from, to), await valhalla.route(from, to)];
    if (walk === null || theirs === null) {
      none++;
      continue;
    }
    if (distanceM(...theirs.places[0], ...from) > 0.5 || distanceM(...theirs.places.at(-1), ...to) > 0.5) {
      elsewhere++;
      continue;
    }
    const ratio = walk.lengthM / theirs.lengthM;
    const why =
      Math.abs(ratio - 1) <= 0.1
        ? []
        : ratio < 1
          ? await notValhallas(ours, valhalla, walk)
          : await notOurs(ours, valhalla, theirs.shape);
    rows.push({ from, to, oursM: walk.lengthM, theirsM: theirs.lengthM, ratio, why });
  }
  return { city, rows, elsewhere, none };
}

const within = (rows, low, high) => rows.filter(({ ratio }) => ratio > low && ratio <= high).length;
const results = [];
for (const [city, file] of Object.entries(CITIES)) results.push(await compareCity(city, file));
const place = ([lon, lat]) => `${lon.toFixed(7)}, ${lat.toFixed(7)}`;
console.log(`| city | pairs | within 1 % | within 10 % | ours more than 10 % shorter | longer | left out: end on another street | no walk in one of them |
|---|--:|--:|--:|--:|--:|--:|--:|`);
for (const { city, rows, elsewhere, none } of results)
  console.log(
    `| ${city} | ${rows.length} | ${within(rows, 0.99, 1.01)} | ${within(rows, 0.9, 1.1)} | ${within(rows, 0, 0.9)} | ${within(rows, 1.1, Infinity)} | ${elsewhere} | ${none} |`,
  );
console.log(`\n| city | from | to | ours | Valhalla | why |\n|---|---|---|--:|--:|---|`);
for (const { city, rows } of results)
  for (const { from, to, oursM, theirsM, why } of rows.filter(({ ratio }) => Math.abs(ratio - 1) > 0.1))
    console.log(
      `| ${city} | ${place(from)} | ${place(to)} | ${oursM.toFixed(0)} m | ${theirsM.toFixed(0)} m | ${why.join("; ") || "?"} |`,
    );
