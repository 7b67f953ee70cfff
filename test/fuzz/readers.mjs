/**
 * The readers that are tried, each with its sound files, how these are damaged, and how a file is read.
 *
 * Damage knows the form where bytes alone would not get past the first check: parts of archives are damaged and packed again,
 * saved networks get new checksums, and databases are changed in their own language.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { crc32 } from "node:zlib";
import { unzipSync, zipSync } from "fflate";
import initSqlJs from "sql.js";
import { mutateBytes, mutateJson, mutateText } from "./mutate.mjs";
import { oneOf } from "./random.mjs";

const SEEDS = path.join(import.meta.dirname, "seeds");
const DIST = path.join(import.meta.dirname, "../../dist");
const load = (file) => import(path.join(DIST, file));

const library = await load("index.js");
const {
  readBlocks,
  readFacilities,
  readPopulationRaster,
  readStreets,
  readOsm,
  loadNetwork,
  loadConfig,
  renderReport,
} = library;
const { readIdTable, readMatrix, readPremises } = await load("doors/io.js");
const { readReportFile } = await load("cli/commands/report.js");
const { loadScenario } = await load("scenario/load-scenario.js");
const SQL = await initSqlJs();

/**
 * @typedef {object} Reader
 * @property {string} ending - of the files
 * @property {RegExp} seeds - names of its sound files
 * @property {(random: (below: number) => number, bytes: Buffer, others: Buffer[]) => Uint8Array} mutate
 * @property {(file: string) => unknown} read
 */

/** @type {Record<string, Reader>} */
export const READERS = {
  tif: {
    ending: ".tif",
    seeds: /\.tif$/,
    mutate: mutateDirectory,
    read: (file) => readPopulationRaster(file),
  },
  fgb: { ending: ".fgb", seeds: /\.fgb$/, mutate: mutateBytes, read: (file) => readBlocks(file) },
  parquet: {
    ending: ".parquet",
    seeds: /\.parquet$/,
    mutate: mutateParquet,
    read: (file) => readBlocks(file),
  },
  gpkg: { ending: ".gpkg", seeds: /\.gpkg$/, mutate: mutateDatabase, read: (file) => readBlocks(file) },
  xlsx: {
    ending: ".xlsx",
    seeds: /\.xlsx$/,
    mutate: mutateArchive(mutateText),
    read: (file) => readBlocks(file),
  },
  shapefile: {
    ending: ".zip",
    seeds: /\.zip$/,
    mutate: mutateArchive(mutateBytes),
    read: (file) => readBlocks(file),
  },
  network: { ending: ".lcn", seeds: /\.lcn$/, mutate: mutateNetwork, read: (file) => loadNetwork(file) },
  "report-data": {
    ending: ".json",
    seeds: /^report-data/,
    mutate: mutateJson,
    read: (file) => renderReport(readReportFile(file)),
  },
  pbf: { ending: ".osm.pbf", seeds: /\.pbf$/, mutate: mutateBytes, read: (file) => readOsm(file) },
  "osm-xml": { ending: ".osm", seeds: /\.osm$/, mutate: mutateText, read: (file) => readOsm(file) },
  overpass: { ending: ".json", seeds: /^overpass/, mutate: mutateJson, read: (file) => readOsm(file) },
  csv: {
    ending: ".csv",
    seeds: /\.csv$/,
    mutate: mutateText,
    read: readBy(readBlocks, readFacilities, readPremises, readIdTable, readMatrix),
  },
  geojson: {
    ending: ".geojson",
    seeds: /\.geojson$/,
    mutate: mutateJson,
    read: readBy(readBlocks, readStreets),
  },
  "geojson-lines": {
    ending: ".geojsonl",
    seeds: /\.geojsonl$/,
    mutate: mutateText,
    read: (file) => readBlocks(file),
  },
  config: { ending: ".yaml", seeds: /\.yaml$/, mutate: mutateText, read: (file) => loadConfig(file) },
  scenario: { ending: ".json", seeds: /^scenario/, mutate: mutateJson, read: (file) => loadScenario(file) },
};

/** The sound files of a reader. */
export function seedsOf({ seeds }) {
  const names = readdirSync(SEEDS)
    .filter((name) => seeds.test(name))
    .sort();
  return names.map((name) => readFileSync(path.join(SEEDS, name)));
}

/** By one reader after the other, as the file may be meant for any; the first one says what came of it. */
function readBy(...readers) {
  return async (file) => {
    const problems = [];
    for (const read of readers) {
      try {
        await read(file);
        problems.push(null);
      } catch (error) {
        if (!isOurs(error)) throw error;
        problems.push(error);
      }
    }
    if (problems[0] !== null) throw problems[0];
  };
}

/** Whether an error is one of the library's own, about a file or a call. */
export function isOurs(error) {
  return error instanceof library.LivingCircleError && error.code !== "computation-failed";
}

/** Mostly the directory at the start. */
function mutateDirectory(random, bytes, others) {
  if (random(3) === 0) return mutateBytes(random, bytes, others);
  const head = Math.min(bytes.length, 512);
  return Buffer.concat([mutateBytes(random, bytes.subarray(0, head)), bytes.subarray(head)]);
}

/** Mostly the metadata, with their length put right. */
function mutateParquet(random, bytes, others) {
  if (random(2) === 0) return mutateBytes(random, bytes, others);
  const length = bytes.readUInt32LE(bytes.length - 8);
  const start = bytes.length - 8 - length;
  const metadata = mutateBytes(random, bytes.subarray(start, start + length));
  const end = Buffer.alloc(8);
  end.writeUInt32LE(metadata.length, 0);
  end.write("PAR1", 4);
  return Buffer.concat([bytes.subarray(0, start), metadata, end]);
}

/** Mostly one part, packed again. */
function mutateArchive(mutate) {
  return (random, bytes, others) => {
    if (random(4) === 0) return mutateBytes(random, bytes, others);
    const files = unzipSync(bytes);
    const name = oneOf(random, Object.keys(files));
    files[name] = mutate(random, Buffer.from(files[name]));
    return zipSync(files, { level: random(2) === 0 ? 0 : 6 });
  };
}

/** Mostly behind its checksums, which are made anew. */
function mutateNetwork(random, bytes) {
  if (random(4) === 0) return mutateBytes(random, bytes);
  const headBytes = bytes.readUInt32LE(12);
  const head = JSON.parse(bytes.subarray(48, 48 + headBytes).toString());
  let body = Buffer.from(bytes.subarray(48 + headBytes));
  if (random(2) === 0) body = mutateBytes(random, body);
  const { bodyBytes: _, sums: __, ...described } = head;
  const text =
    random(2) === 0
      ? mutateText(random, Buffer.from(JSON.stringify(described))).toString()
      : JSON.stringify(described);
  const guards = `"bodyBytes":${body.length},"sums":[${body.length === 0 ? "" : crc32(body)}]`;
  const framed = Buffer.from(`${text.slice(0, text.lastIndexOf("}"))},${guards}}`);
  const padded = Buffer.concat([framed, Buffer.alloc((8 - (framed.length % 8)) % 8, 32)]);
  const prefix = Buffer.from(bytes.subarray(0, 48));
  prefix.writeUInt32LE(padded.length, 12);
  createHash("sha256").update(padded).digest().copy(prefix, 16);
  return Buffer.concat([prefix, padded, body]);
}

/** Pages as bytes, or tables and geometries in SQL. */
function mutateDatabase(random, bytes, others) {
  if (random(2) === 0) return mutateBytes(random, bytes, others);
  const database = new SQL.Database(bytes);
  try {
    const tables = database
      .exec("select name from sqlite_master where type = 'table' and name not like 'sqlite%'")[0]
      .values.flat();
    const table = oneOf(random, tables);
    const columns = database.exec(`select name from pragma_table_info('${table}')`)[0].values.flat();
    const column = oneOf(random, columns);
    const [[row] = []] = database.exec(`select "${column}" from "${table}" limit 1`)[0]?.values ?? [];
    const old = row instanceof Uint8Array ? Buffer.from(row) : Buffer.from(String(row));
    const value = row instanceof Uint8Array ? mutateBytes(random, old) : mutateText(random, old).toString();
    database.run(
      `update or replace "${table}" set "${column}" = ? ${random(2) === 0 ? "" : "where rowid = 1"}`,
      [value],
    );
    return Buffer.from(database.export());
  } catch {
    return mutateBytes(random, bytes, others);
  } finally {
    database.close();
  }
}

/** Writes a finding beside the others and says where. */
export function keepInput(folder, name, bytes) {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
}
