/**
 * Wrong arguments to every function of the main door end in the library's own error.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import * as door from "../../../src/index.js";
import { osmTown } from "../../support/osm-town.js";
import { at, STREET, STREET_CITY } from "../../support/street-city.js";

const folder = mkdtempSync(path.join(tmpdir(), "main-door-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of the folder with this text. */
function file(name: string, text: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
}

const costs = door.walkCosts(STREET, door.PROFILES.adult);
const points = (...places: readonly { readonly lon: number; readonly lat: number }[]) => ({
  lon: Float64Array.from(places, ({ lon }) => lon),
  lat: Float64Array.from(places, ({ lat }) => lat),
  entrances: null,
  residentsOnly: null,
});
const homes = door.linkPoints(costs, points(at(0), at(500)));
const sites = door.linkPoints(costs, points(at(200)), { islandsToo: true });
const limit = door.minutes(10);
const area = door.isochrone(costs, homes, { cutoffs: [limit] });
const walks = door.costMatrix(costs, homes, sites, { limit });
const matrix = door.coverageMatrix(walks);
const city = await door.openCity(STREET_CITY);
afterAll(() => city.close());
const report = await city.analyze();
const { facilities, blocks } = city;
const osm = osmTown({
  nodes: { a: [0, 0], b: [100, 0] },
  ways: [{ over: ["a", "b"], tags: { highway: "residential" } }],
});
const XML =
  '<osm version="0.6"><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"/>' +
  '<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>';
const run = { label: "2026", rules: {}, basis: {}, entries: [] };
const net = path.join(folder, "street.lcn");
door.saveNetwork(STREET, net);
const data = door.toReportData({ report, network: STREET, title: "Street" });

/** One right call of each function; options in an object of their own. */
const CALLS: Readonly<Record<string, readonly unknown[]>> = {
  openCity: [STREET_CITY, { threads: 1 }],
  analyzeLivingCircle: [STREET, { facilities, blocks }, { profile: door.PROFILES.adult, threads: 1 }],
  readStreets: [file("streets.osm", XML), { layer: undefined, columns: undefined }],
  readOsm: [file("town.osm", XML), { onProgress: () => {} }],
  readOsmPbf: ["data/sample/astana.osm.pbf", { onProgress: () => {} }],
  readFacilities: [file("f.csv", "id,lon,lat\na,0,0\n"), { service: "meals", columns: { id: "id" } }],
  combineFacilities: [facilities, facilities, ["meals"], []],
  facilitiesFromOsm: [osm],
  readBlocks: [file("b.csv", "id,lon,lat\na,0,0\n"), { columns: { id: "id" }, knownResidents: undefined }],
  blocksFromOsm: [osm, { knownResidents: 100 }],
  readPopulationRaster: ["test/golden/none.tif", { crs: undefined }],
  loadConfig: [file("city.yaml", "streets: { file: town.osm }\n")],
  buildWalkNetwork: [osm, { keepAllPoints: false, maxMissingNodes: 0.1 }],
  networkFromEdges: [{ from: [0], to: [1], lon: [0, 0.001], lat: [0, 0], oriented: false }],
  withSlope: [STREET, () => 1, { stepM: 30, slowest: 3 }],
  saveNetwork: [STREET, path.join(folder, "again.lcn")],
  loadNetwork: [net],
  walkCosts: [STREET, door.PROFILES.adult],
  linkPoints: [costs, points(at(0)), { facilities: [sites], islandsToo: true, offStreetCapM: 100 }],
  linkNodes: [costs, [0]],
  minutes: [5],
  metres: [5],
  unlimited: ["ms"],
  nearestCosts: [costs, sites, homes, { limit, direction: "to" }],
  kNearestCosts: [costs, sites, homes, { limit, k: 2 }],
  costMatrix: [costs, homes, sites, { limit, direction: "to" }],
  sumWithinLimit: [costs, homes, sites, [1], { limit }],
  shortestPath: [costs, homes, 0, sites, 0, { limit }],
  openWalkEngine: [costs, { threads: 1, webAssembly: true }],
  isochrone: [costs, homes, { cutoffs: [limit], direction: "to", lines: true }],
  streamIsochrones: [costs, homes, { cutoffs: [limit], threads: 1 }],
  checkIsochrone: [homes, area],
  listStandards: [],
  loadStandard: ["cn.gb50180-2018"],
  requirementsOf: [[door.loadStandard("cn.gb50180-2018")], ["meals"], { allowRelax: true }],
  defaultRequirements: [{ allowRelax: true }],
  areaCoverage: [report, 0.8],
  coverageTotals: [report, 0.8],
  unitVerdicts: [report, 0.8],
  auditStudy: [STREET, { blocks, facilities }, { allow: [] }],
  compareReports: [report, report],
  compareLedgers: [[run, run]],
  coverageMatrix: [walks, { cutoff: 1e6 }],
  selectSites: [{ model: "mclp", matrix, p: 1, weight: [1, 2] }, { seed: 0 }],
  toGeoJSON: [report],
  gapsCsv: [report],
  renderTable: [report, { lang: "zh", worst: 1 }],
  renderMapSvg: [{ network: STREET, report, service: "meals", title: "Meals", lang: "zh" }],
  renderIsochroneSvg: [{ network: STREET, isochrones: area, title: "Ten minutes", lang: "zh" }],
  toReportData: [{ report, network: STREET, title: "Street" }],
  renderReport: [data, { lang: "zh" }],
};

const HOSTILE = [
  undefined,
  null,
  Number.NaN,
  -1,
  1.5,
  "x",
  true,
  {},
  [],
  [null],
  ["x"],
  () => 1,
  10n,
  Symbol("s"),
];

type Call = (...args: unknown[]) => unknown;

/** What a call ends in; promises are awaited, generators run to their end, engines and cities closed. */
async function errorOf(name: string, args: readonly unknown[]): Promise<unknown> {
  const call: Call = Reflect.get(door, name);
  try {
    const answer = await call(...args);
    if (typeof answer !== "object" || answer === null) return null;
    if (Symbol.asyncIterator in answer) for await (const _ of answer as AsyncIterable<unknown>);
    else if (typeof Reflect.get(answer, "next") === "function") for (const _ of answer as Iterable<unknown>);
    const close: unknown = Reflect.get(answer, "close");
    if (typeof close === "function") await close.call(answer);
    return null;
  } catch (error) {
    return error;
  }
}

function replaced(args: readonly unknown[], position: number, value: unknown): unknown[] {
  return args.map((one, a) => (a === position ? value : one));
}

/** Options in an object of their own, written down above. */
function optionsOf(args: readonly unknown[]): Readonly<Record<string, unknown>> | null {
  const last = args.at(-1);
  const isPlain =
    typeof last === "object" && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  const made: readonly unknown[] = [
    costs,
    homes,
    sites,
    STREET,
    osm,
    area,
    walks,
    report,
    facilities,
    blocks,
    data,
  ];
  return isPlain && !made.includes(last) ? (last as Readonly<Record<string, unknown>>) : null;
}

test("every function of the main door is called here, and rightly", async () => {
  const functions = Object.entries(door).filter(
    ([name, value]) => typeof value === "function" && !/^[A-Z]/.test(name),
  );
  expect(Object.keys(CALLS).sort()).toEqual(functions.map(([name]) => name).sort());
  for (const [name, args] of Object.entries(CALLS)) {
    const error = await errorOf(name, args);
    if (name === "readPopulationRaster") expect(error).toBeInstanceOf(door.FileAccessError);
    else expect(error, name).toBeNull();
  }
});

// Files are read only to find what is wrong with the options.
test("no wrong argument of any function ends in a foreign error", async () => {
  const isOurs = (error: unknown) => error === null || error instanceof door.LivingCircleError;
  for (const [name, args] of Object.entries(CALLS)) {
    for (const [position] of args.entries()) {
      for (const value of HOSTILE) {
        // A name that can be written to leaves a file.
        if (name === "saveNetwork" && value === "x") continue;
        const error = await errorOf(name, replaced(args, position, value));
        expect(error, `${name}, argument ${position}: ${String(error)}`).toSatisfy(isOurs);
      }
    }
    expect(await errorOf(name, []), name).toSatisfy(isOurs);
  }
});

test("no wrong option of any function ends in a foreign error, and none is ignored that does not exist", async () => {
  const isOurs = (error: unknown) => error === null || error instanceof door.LivingCircleError;
  for (const [name, args] of Object.entries(CALLS)) {
    const options = optionsOf(args);
    if (options === null) continue;
    const position = args.length - 1;
    for (const key of Object.keys(options)) {
      for (const value of HOSTILE) {
        const error = await errorOf(name, replaced(args, position, { ...options, [key]: value }));
        expect(error, `${name}, ${key}: ${String(error)}`).toSatisfy(isOurs);
      }
    }
    if (name === "readPopulationRaster") continue;
    const misspelt = await errorOf(name, replaced(args, position, { ...options, limits: limit }));
    expect(misspelt, name).toBeInstanceOf(door.InvalidInputError);
    for (const value of [null, 5, "x", [], () => 1])
      expect(await errorOf(name, replaced(args, position, value)), name).toBeInstanceOf(
        door.LivingCircleError,
      );
  }
});

test("texts, null and lists are not minutes", () => {
  for (const value of ["5", null, [5], true, undefined]) {
    expect(() => door.minutes(value as never)).toThrow("expected a number from 0");
    expect(() => door.metres(value as never)).toThrow("expected a number from 0");
  }
});

test("a direction that is none is refused, and so is a point that is not there", () => {
  expect(() => door.nearestCosts(costs, sites, homes, { limit, direction: "away" as never })).toThrow(
    'nearestCosts: options.direction is "away": expected "to" or "from"',
  );
  expect(() => door.isochrone(costs, homes, { cutoffs: [limit], direction: "both" as never })).toThrow(
    "direction",
  );
  expect(() => door.shortestPath(costs, homes, 2, sites, 0)).toThrow("there are 2, counted from 0");
});

test("arguments in the wrong order are told apart", () => {
  const swapped = door.linkPoints as unknown as (points: unknown, costs: unknown) => unknown;
  expect(() => swapped(points(at(0)), costs)).toThrow(
    "linkPoints: costs is an object with lon, lat, entrances, residentsOnly: expected walking costs, as walkCosts gives them",
  );
  const table = door.renderTable as unknown as (input: unknown) => unknown;
  expect(() => table(city)).toThrow(
    "renderTable: report is a City: expected a report, as city.analyze gives it",
  );
});
