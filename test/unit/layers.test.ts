/**
 * Who may import whom: one arrow downwards, and each third-party package in one file.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const SRC = path.resolve(import.meta.dirname, "../../src");

/** Rooms and the rooms they may import; a file at the top of src is a room of its own. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  errors: [],
  "data-check": ["errors", "near-word"],
  "near-word": [],
  attribution: [],
  version: [],
  units: ["errors"],
  geo: ["errors", "units"],
  crs: ["errors", "geo"],
  osm: [
    "attribution",
    "geo",
    "errors",
    "access:types",
    "access/services",
    "access/duplicates",
    "access/people-by-floor",
    "network/street-draft",
  ],
  io: [
    "geo",
    "crs",
    "errors",
    "near-word",
    "access:types",
    "access/services",
    "access/duplicates",
    "access/apportion",
    "access/units",
    "access/people-by-floor",
    "access/measures/travel-matrix",
    "siting:types",
  ],
  network: ["geo", "errors", "units", "osm:types", "io/write-file"],
  search: ["network", "geo", "errors", "units"],
  isochrone: ["search", "network", "geo", "errors", "units"],
  standards: ["errors", "data-check", "near-word", "access:types", "access/services"],
  access: ["geo", "standards", "errors", "units", "search:types"],
  streets: ["osm/read-osm", "osm/walk-rules", "osm:types", "io", "geo", "errors", "network/street-draft"],
  "build-walk-network": ["osm", "network", "streets:types", "attribution"],
  "linked-places": ["access", "network", "search", "units"],
  "measure-service": ["linked-places", "access", "geo", "network", "units"],
  analyze: [
    "linked-places",
    "measure-service",
    "geo",
    "attribution",
    "access",
    "standards",
    "network",
    "errors",
    "version",
  ],
  config: [
    "data-check",
    "errors",
    "access/demand",
    "access/services",
    "io/columns",
    "io/read-yaml",
    "io/layer-columns",
    "network/profiles",
  ],
  study: [
    "analyze-at:types",
    "spread",
    "analyze",
    "linked-places",
    "build-walk-network",
    "config",
    "access",
    "io",
    "network",
    "osm",
    "standards",
    "streets",
    "geo",
    "crs",
    "near-word",
    "errors",
  ],
  explain: ["access", "geo", "network", "search", "errors", "units"],
  "explain-places": ["linked-places", "access", "explain", "network", "errors", "units"],
  "walker-groups": ["access", "linked-places", "network", "search", "units", "errors"],
  "walk-matrix": ["linked-places", "access", "network", "search", "units"],
  examine: ["access", "analyze", "network", "standards", "walk-matrix"],
  "service-circles": ["access", "isochrone", "network", "units"],
  spread: ["access", "analyze", "geo", "network"],
  audit: ["errors", "geo", "crs", "network", "access:types", "access/study-area"],
  report: [
    "audit",
    "io/optional-package",
    "attribution",
    "errors",
    "geo",
    "access",
    "units",
    "network:types",
    "network/street-draft",
    "network/linkage",
    "network/islands",
    "walker-groups:types",
    "isochrone:types",
    "explain:types",
  ],
  interop: ["network", "errors", "units"],
  siting: ["errors"],
  "candidate-reach": ["network", "search", "siting/coverage-matrix", "access:types", "geo", "units"],
  "premises-of-report": ["candidate-reach", "access", "network", "siting", "units", "errors"],
  scenario: ["network", "access:types", "access/gap-report", "data-check", "errors", "units"],
  relink: ["linked-places", "access", "geo", "network", "scenario", "units"],
  "what-changes": ["linked-places", "network", "search", "units"],
  "what-if": [
    "analyze",
    "linked-places",
    "measure-service",
    "relink",
    "what-changes",
    "access",
    "network",
    "scenario",
    "search",
    "units",
  ],
  "analyze-at": ["access", "analyze", "linked-places", "network", "scenario"],
  index: ["*"],
  walk: ["*"],
  cli: ["near-word", "index", "io/index", "report/index", "siting/index"],
};

/** The one file that may import each package. */
const IMPORTED_IN: Readonly<Record<string, string>> = {
  "@turf/area": "geo/polygons.ts",
  commander: "cli/program.ts",
  "csv-parse": "io/read-csv.ts",
  "@streamparser/json-node": "io/stream-geojson.ts",
  betterknown: "io/wkt.ts",
  fflate: "io/zip.ts",
  flatgeobuf: "io/read-flatgeobuf.ts",
  hyparquet: "io/read-parquet.ts",
  "hyparquet-compressors": "io/read-parquet.ts",
  "hyparquet-writer": "io/write-parquet.ts",
  "read-excel-file": "io/read-workbook.ts",
  shpjs: "io/read-shapefile.ts",
  "sql.js": "io/sqlite.ts",
  flatbush: "network/street-index.ts",
  highs: "siting/solve.ts",
  "ngraph.graph": "interop/ngraph.ts",
  "ngraph.path": "interop/ngraph.ts",
  geotiff: "io/open-raster.ts",
  opening_hours: "io/opening-hours.ts",
  gcoord: "crs/shifted-degrees.ts",
  geojson: "io/table-places.ts",
  leven: "near-word.ts",
  proj4: "crs/projected.ts",
  "@resvg/resvg-js": "report/svg-to-png.ts",
  leaflet: "report/page/client/map.ts",
  pbf: "osm/pbf-blocks.ts",
  saxes: "osm/read-osm-xml.ts",
  rbush: "access/facilities.ts",
  yaml: "io/read-yaml.ts",
  zod: "data-check.ts",
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
    .flatMap((found) => {
      const target = path.posix.join(path.posix.dirname(found.file), found.target).replace(/\.js$/, "");
      const [from, to] = [roomOf(found.file), roomOf(target)];
      const allowed = MAY_IMPORT[from];
      if (allowed === undefined) return [`${found.file}: room "${from}" is not in the table`];
      if (from === to || allowed.includes("*") || allowed.includes(to) || allowed.includes(target)) return [];
      if (found.typeOnly && allowed.includes(`${to}:types`)) return [];
      return [`${found.file} imports ${target}${found.typeOnly ? " (types)" : ""}`];
    });
  expect(wrong).toEqual([]);
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
  return file.split("/")[0]!.replace(/\.ts$/, "");
}
