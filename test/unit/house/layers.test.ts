/**
 * Who may import whom: one arrow downwards, and each third-party package in one file.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const SRC = path.resolve(import.meta.dirname, "../../../src");

/** The rooms of the house, from the ground up: a room may import those that stand to its left, types included. */
const ROOMS = [
  "base",
  "geo",
  "crs",
  "places",
  "standards",
  "measures",
  "network",
  "search",
  "isochrone",
  "coverage",
  "siting",
  "read",
  "write",
  "scenario",
  "explain",
  "audit",
  "report",
  "city",
  "doors",
  "index",
  "cli",
];

/** The one file that may import each package. */
const IMPORTED_IN: Readonly<Record<string, string>> = {
  "@clack/prompts": "cli/print/terminal-asker.ts",
  "@turf/area": "geo/polygons.ts",
  "@turf/simplify": "report/page/thin-lines.ts",
  commander: "cli/program.ts",
  "csv-parse": "read/tables/read-csv.ts",
  "@streamparser/json-node": "read/tables/stream-geojson.ts",
  betterknown: "read/tables/wkt.ts",
  fflate: "read/tables/zip.ts",
  flatgeobuf: "read/tables/read-flatgeobuf.ts",
  hyparquet: "read/tables/read-parquet.ts",
  "hyparquet-compressors": "read/tables/block-compressors.ts",
  "hyparquet-writer": "write/write-parquet.ts",
  "read-excel-file": "read/tables/read-workbook.ts",
  "write-excel-file": "write/write-template.ts",
  shpjs: "read/tables/read-shapefile.ts",
  "sql.js": "read/tables/sqlite.ts",
  "unbzip2-stream": "read/osm/bunzip.ts",
  flatbush: "network/street-index.ts",
  highs: "siting/solvers/solve.ts",
  "ngraph.graph": "doors/ngraph.ts",
  "ngraph.path": "doors/ngraph.ts",
  geotiff: "read/rasters/open-raster.ts",
  opening_hours: "read/places/opening-hours.ts",
  gcoord: "crs/shifted-degrees.ts",
  geojson: "read/tables/table-places.ts",
  leven: "base/near-word.ts",
  proj4: "crs/projected.ts",
  "@resvg/resvg-js": "report/maps/svg-to-png.ts",
  leaflet: "report/page/client/map.ts",
  pbf: "read/osm/pbf-blocks.ts",
  saxes: "base/xml.ts",
  rbush: "places/facility-index.ts",
  tinyqueue: "base/priority-queue.ts",
  yaml: "read/tables/read-yaml.ts",
  zod: "base/data-check.ts",
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly typeOnly: boolean;
}

const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .map((f) => f.split(path.sep).join("/"))
  .filter((f) => f.endsWith(".ts"));
const imports = files.flatMap(importsOf);

test("every import runs downwards through the rooms", () => {
  const wrong = imports
    .filter(({ target }) => target.startsWith("."))
    .flatMap(({ file, target }) => {
      const found = path.posix.join(path.posix.dirname(file), target);
      const [from, to] = [file, found].map((place) => ROOMS.indexOf(roomOf(place)));
      return from === to || to! < from! ? [] : [`${file} imports ${found}`];
    });
  expect(wrong).toEqual([]);
});

test("src holds index.ts and the rooms, nothing else", () => {
  const expected = ROOMS.map((room) => (room === "index" ? "index.ts" : room)).sort();
  expect(readdirSync(SRC).sort()).toEqual(expected);
});

test("every third-party package is imported by one file", () => {
  const byPackage = new Map<string, Set<string>>();
  for (const { file, target, typeOnly } of imports) {
    if (target.startsWith(".") || target.startsWith("node:")) continue;
    // Types of GeoJSON are used at the rim everywhere; they leave no trace at run time.
    if (target === "geojson" && typeOnly) continue;
    const name = target
      .split("/")
      .slice(0, target.startsWith("@") ? 2 : 1)
      .join("/");
    byPackage.set(name, (byPackage.get(name) ?? new Set()).add(file));
  }
  for (const [name, users] of byPackage) {
    expect([name, [...users]]).toEqual([name, [IMPORTED_IN[name] ?? [...users][0]]]);
  }
  for (const name of Object.keys(IMPORTED_IN)) expect(byPackage.has(name)).toBe(true);
});

test("no source file is longer than 350 lines", () => {
  const long = files.filter((f) => readFileSync(path.join(SRC, f), "utf8").split("\n").length > 351);
  expect(long).toEqual([]);
});

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(SRC, file), "utf8");
  const pattern = /(?:^|\n)\s*(?:import|export)\s+(type\s)?([^;]*?)\s*from\s*"([^"]+)"|import\("([^"]+)"\)/g;
  return [...text.matchAll(pattern)].map((m) => {
    const names = /^\{([^}]*)\}$/
      .exec(m[2]?.trim() ?? "")?.[1]
      ?.split(",")
      .map((n) => n.trim())
      .filter(Boolean);
    const typeOnly = m[1] !== undefined || (names?.every((n) => n.startsWith("type ")) ?? false);
    return { file, target: m[3] ?? m[4]!, typeOnly };
  });
}

function roomOf(file: string): string {
  return file.split("/")[0]!.replace(/\.[jt]s$/, "");
}
