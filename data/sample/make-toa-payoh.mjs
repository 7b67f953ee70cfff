/**
 * Makes the sample `toa-payoh/` from tables of all Singapore.
 *
 *   npm run build && LIVING_CIRCLE_DATA=path/to/data node data/sample/make-toa-payoh.mjs
 *
 * Kept are the walking network as it is; public housing blocks in the study area (the hull of the streets); facilities
 * within two kilometres of the streets; and the planning subzones in which such a block stands. A block is named by its
 * number and street, words of addresses and subzones begin with a capital, columns that no question needs are left out.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bbox, distance } from "@turf/turf";
import { parse } from "csv-parse/sync";
import { loadConfig, openCity } from "../../dist/index.js";

const FAR_KM = 2;
const ROOT = path.join(import.meta.dirname, "../..");
const SOURCE = path.join(process.env.LIVING_CIRCLE_DATA ?? "", "singapore");
const TARGET = path.join(import.meta.dirname, "toa-payoh");
/** What the register holds, in words that people use; the configuration says which service each one is. */
const KINDS = {
  "elderly-care": "eldercare centre",
  childcare: "child care centre",
  kindergarten: "kindergarten",
  meal: "hawker centre",
  health: "clinic",
  pharmacy: "pharmacy",
  convenience: "supermarket",
  park: "park",
};

const [edges, nodes] = ["toa-payoh-edges.csv", "toa-payoh-nodes.csv"].map((name) =>
  readFileSync(path.join(SOURCE, name), "utf8"),
);
const places = rowsOf("toa-payoh-nodes.csv").map(({ lon, lat }) => [Number(lon), Number(lat)]);
const box = bbox({ type: "MultiPoint", coordinates: places });

const city = await openCity(loadConfig(path.join(ROOT, "docs/cases/singapore-toa-payoh/living-circle.yaml")));
const judged = new Set(city.blocks.blocks.map(({ id }) => Number(id.replace("row/", ""))));
const units = new Set(city.blocks.blocks.map(({ unit }) => unit));
await city.close();

const blocks = rowsOf("hdb-blocks.csv")
  .map((row, i) => ({ ...row, at: i + 1 }))
  .filter(({ at }) => judged.has(at))
  .map(({ blk_no, street, year_completed, max_floor_lvl, total_dwelling_units, lon, lat }) => ({
    address: `${blk_no} ${capitals(street)}`,
    dwellings: total_dwelling_units,
    built: year_completed,
    floors: max_floor_lvl,
    lon,
    lat,
  }));
const facilities = rowsOf("facilities.csv")
  .filter(({ category, lon, lat }) => category in KINDS && isNear([Number(lon), Number(lat)]))
  .map(({ category, name, address, data_year, lon, lat }) => ({
    name,
    kind: KINDS[category],
    address,
    data_year,
    lon,
    lat,
  }));
const { features } = JSON.parse(readFileSync(path.join(SOURCE, "subzones-population-2020.geojson"), "utf8"));
const communities = {
  type: "FeatureCollection",
  features: features
    .filter(({ properties }) => units.has(properties.subzone))
    .map(({ type, geometry, properties: { subzone, planning_area } }) => ({
      type,
      properties: { community: capitals(subzone), planning_area: capitals(planning_area) },
      geometry,
    })),
};

mkdirSync(TARGET, { recursive: true });
write("streets-edges.csv", edges);
write("streets-nodes.csv", nodes);
write("blocks.csv", csvOf(blocks));
write("facilities.csv", csvOf(facilities));
write("communities.geojson", `${JSON.stringify(communities).replaceAll('{"type":"Feature"', "\n$&")}\n`);

function rowsOf(name) {
  return parse(readFileSync(path.join(SOURCE, name)), { columns: true, bom: true });
}

function isNear([lon, lat]) {
  const [west, south, east, north] = box;
  const margin = FAR_KM / 110;
  if (lon < west - margin || lon > east + margin || lat < south - margin || lat > north + margin)
    return false;
  return places.some((place) => distance(place, [lon, lat]) <= FAR_KM);
}

function capitals(text) {
  return text
    .toLowerCase()
    .replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
    .replace(/'S\b/g, "'s");
}

function csvOf(rows) {
  const quoted = (value) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const lines = rows.map((row) => Object.values(row).map(quoted).join(","));
  return `${[Object.keys(rows[0]).join(","), ...lines].join("\n")}\n`;
}

function write(name, text) {
  writeFileSync(path.join(TARGET, name), text);
  const hash = createHash("sha256").update(text).digest("hex");
  console.log(`${name}  ${Buffer.byteLength(text)} bytes  ${text.split("\n").length - 2} rows  ${hash}`);
}
