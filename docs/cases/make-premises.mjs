/**
 * Tables of candidate premises for the plans of the cases: `npm run build && node docs/cases/make-premises.mjs`.
 *
 * Where the candidates stand is data; that each offers one room of the size below, and in which unit, is made up, since no
 * open register of idle rooms exists for these places. The tables go to `out/premises`.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { readCsv } from "living-circle/io";

const DATA = process.env.LIVING_CIRCLE_DATA ?? "../shared/data";
const OUT = "out/premises";
/** Made up: square metres of every candidate room. */
const ROOM_M2 = 400;

function write(name, rows) {
  mkdirSync(OUT, { recursive: true });
  const file = path.join(OUT, `${name}.csv`);
  const quoted = (text) => `"${String(text).replaceAll('"', '""')}"`;
  const lines = rows.map(({ id, name: said, lon, lat }) =>
    [quoted(id), quoted(said), lon, lat, ROOM_M2, "yes"].join(),
  );
  writeFileSync(file, `id,name,lon,lat,area_m2,lift\n${lines.join("\n")}\n`);
  process.stdout.write(`${file}: ${rows.length} candidates\n`);
}

/** Toa Payoh: public housing blocks without dwellings (shops, hawker centres, car parks) within the streets' box. */
function toaPayoh() {
  const nodes = readCsv(path.join(DATA, "singapore/toa-payoh-nodes.csv")).rows;
  const span = (key) => {
    const values = nodes.map((node) => Number(node[key]));
    return [Math.min(...values), Math.max(...values)];
  };
  const [[west, east], [south, north]] = [span("lon"), span("lat")];
  const { rows } = readCsv(path.join(DATA, "singapore/hdb-blocks.csv"));
  const inside = ({ lon, lat }) => lon >= west && lon <= east && lat >= south && lat <= north;
  const chosen = rows.filter((row) => row.residential === "N" && inside(row));
  write(
    "toa-payoh",
    chosen.map(({ blk_no, street, lon, lat }, i) => ({
      id: `n${i + 1}`,
      name: `${blk_no} ${street}`,
      lon,
      lat,
    })),
  );
}

/** Taipei: places of community care, family and culture in the city's lists, in and around Da'an. */
function daan() {
  const kinds = ["elderly-community-care", "family-service", "culture-learning", "community-service"];
  const { rows } = readCsv(path.join(DATA, "taipei/facilities.csv"));
  const chosen = rows.filter(
    (row) => kinds.includes(row.category) && row.district === "大安區" && row.lon !== "",
  );
  const seen = new Set();
  const once = chosen.filter(({ lon, lat }) => !seen.has(`${lon},${lat}`) && seen.add(`${lon},${lat}`));
  write(
    "daan",
    once.map(({ name, lon, lat }, i) => ({ id: `n${i + 1}`, name, lon, lat })),
  );
}

toaPayoh();
daan();
