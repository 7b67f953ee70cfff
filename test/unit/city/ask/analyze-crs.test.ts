/** The same layers in any coordinate system give the same gap report; undeclared ones give none. */
import { expect, test } from "vitest";
import { analyzeLivingCircle } from "../../../../src/city/ask/analyze.js";
import { type Crs, parseCrs } from "../../../../src/crs/index.js";
import { degreeLengths } from "../../../../src/geo/earth.js";
import { networkFromEdges } from "../../../../src/network/network-from-edges.js";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { readFacilities } from "../../../../src/read/places/read-facilities.js";
import { MEALS } from "../../../support/gap-input.js";
import { tableFiles } from "../../../support/table-files.js";

const { write } = tableFiles();

/** A made-up street of 3 km eastwards in Wuhan, nodes 100 m apart. */
const { lonM, latM } = degreeLengths(30.6);
const at = (east: number, north: number) => [114.3 + east / lonM, 30.6 + north / latM] as const;
const nodes = Array.from({ length: 31 }, (_, i) => at(100 * i, 0));
const { network } = networkFromEdges({
  from: nodes.slice(1).map((_, i) => i),
  to: nodes.slice(1).map((_, i) => i + 1),
  lon: nodes.map(([lon]) => lon),
  lat: nodes.map(([, lat]) => lat),
});
/** The meal stands at 250 m; 15 minutes at 1.2 m/s are 1080 m, so the first two homes are met and the others not. */
const HOMES = [at(350, 15), at(1150, 20), at(1650, 12), at(2850, 18)];
const table = (head: string, rows: (readonly (string | number)[])[]) =>
  write(`${head}\n${rows.map((row) => row.join()).join("\n")}\n`);
const homesIn = (crs: Crs) =>
  table(
    "id,x,y,residents",
    HOMES.map(([lon, lat], i) => [i, ...crs.fromWgs84(lon, lat), 100]),
  );
const mealsIn = (crs: Crs) => table("id,service,x,y", [["m", "meals", ...crs.fromWgs84(...at(250, 15))]]);

async function mealsReport(text: string) {
  const crs = parseCrs(text);
  const blocks = await readBlocks(homesIn(crs), { crs: text });
  const facilities = await readFacilities(mealsIn(crs), { crs: text });
  const { services } = await analyzeLivingCircle(network, { blocks, facilities }, { requirements: [MEALS] });
  return services[0]!;
}

test.each([
  "GCJ-02",
  "BD-09",
  "CGCS2000",
  "EPSG:4547",
  "EPSG:4526",
  "UTM 49N",
  "UTM 50N",
])("layers in %s give the verdicts of WGS 84, and walks within a metre", async (text) => {
  const [sound, given] = [await mealsReport("WGS84"), await mealsReport(text)];
  // Along the street 100, 900, 1400 and 2600 m, and some 30 m off it.
  expect([...sound.walkMm].map((mm) => Math.round(mm / 1e5))).toEqual([1, 9, 14, 26]);
  expect(sound.verdict[0]).toBe(sound.verdict[1]);
  expect(sound.verdict[1]).not.toBe(sound.verdict[2]);
  expect(given.verdict).toEqual(sound.verdict);
  given.walkMm.forEach((mm, b) => {
    expect(Math.abs(mm - sound.walkMm[b]!)).toBeLessThan(1000);
  });
});

test.each([
  "WGS84",
  "GCJ-02",
  "BD-09",
  "EPSG:4547",
  "UTM 50N",
])("layers in %s that do not say so are refused", async (text) => {
  await expect(readBlocks(homesIn(parseCrs(text)))).rejects.toThrow(/coordinate system|degrees/);
  await expect(readFacilities(mealsIn(parseCrs(text)))).rejects.toThrow(/coordinate system|degrees/);
});
