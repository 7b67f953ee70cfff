/**
 * `node benchmarks/polygons.mjs [--before FOLDER]`: polygons of 1200 m around 100 random junctions a city, CPU time each, beside
 * those of a checkout of an earlier release that is built in FOLDER.
 *
 * Both take turns, so that a busy machine slows both; the least of five rounds counts. Twenty polygons a city are proved.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const SEED = 20261201;
const PLACES = 100;
const PROVED = 20;
const ROUNDS = 5;
const DATA = process.env.LIVING_CIRCLE_DATA ?? "../shared/data";
const CITIES = {
  "Porto Alegre": `${DATA}/porto-alegre/porto-alegre.osm.pbf`,
  Porto: `${DATA}/porto/porto.osm.pbf`,
  Monaco: `${DATA}/monaco/monaco.osm.pbf`,
  Wuhan: `${DATA}/wuhan/wuhan-streets.osm.pbf`,
  "Helsinki, centre": `${DATA}/helsinki/helsinki-centre.osm.pbf`,
};
const flag = process.argv.indexOf("--before");
const folders = flag < 0 ? ["."] : [process.argv[flag + 1], "."];
const builds = [];
for (const folder of folders) {
  const load = (file) => import(pathToFileURL(path.resolve(folder, "dist", file)).href);
  builds.push({ ...(await load("index.js")), ...(await load("doors/walk.js")) });
}

console.log(`| city | ${flag < 0 ? "" : "before | "}CPU a polygon | proved |`);
console.log(`|---|${flag < 0 ? "" : "--:|"}--:|--:|`);
for (const [name, extract] of Object.entries(CITIES)) {
  if (!existsSync(extract)) continue;
  const sides = [];
  for (const build of builds) sides.push(await open(build, extract));
  for (let round = 0; round < ROUNDS; round++) for (const side of sides) draw(side);
  const figures = sides.map(({ bestMs }) => `${bestMs.toFixed(2)} ms`);
  console.log(`| ${name} | ${figures.join(" | ")} | ${prove(sides[sides.length - 1])} of ${PROVED} |`);
}

async function open(build, extract) {
  const costs = build.walkCosts(
    build.buildWalkNetwork(await build.readOsmPbf(extract)),
    build.DISTANCE_BASIS,
  );
  const linked = build.linkPoints(costs, randomJunctions(costs.network, PLACES));
  return { build, costs, linked, engine: new build.IsochroneEngine(costs), bestMs: Infinity };
}

function randomJunctions({ streetNodeCount, nodeLonE7, nodeLatE7 }, count) {
  let state = SEED;
  const nodes = Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * streetNodeCount);
  });
  const column = (from) => Float64Array.from(nodes, (node) => from[node] / 1e7);
  return { lon: column(nodeLonE7), lat: column(nodeLatE7), entrances: null, residentsOnly: null };
}

function draw(side) {
  const cutoffs = [side.build.metres(1200)];
  const before = process.cpuUsage().user;
  for (let point = 0; point < PLACES; point++) side.engine.run(side.linked, { cutoffs, point });
  side.bestMs = Math.min(side.bestMs, (process.cpuUsage().user - before) / 1000 / PLACES);
}

/** How many keep their promise. */
function prove({ build, costs, linked, engine }) {
  let kept = 0;
  for (let point = 0; point < PROVED; point++) {
    const { lon, lat } = linked.points;
    const only = { lon: lon.slice(point, point + 1), lat: lat.slice(point, point + 1) };
    const alone = build.linkPoints(costs, { ...only, entrances: null, residentsOnly: null });
    const cutoffs = [build.metres(400), build.metres(1200)];
    if (build.checkIsochrone(alone, engine.run(alone, { cutoffs })).ok) kept++;
  }
  return kept;
}
