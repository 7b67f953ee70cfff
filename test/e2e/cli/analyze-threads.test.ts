/**
 * `analyze` with everything asked of it: every file, the same whatever the number of threads.
 */
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cliFolder } from "../../support/cli.js";

const { run, write, at } = cliFolder();

const SIDE = 40;
const lonOf = (column: number) => (10 + column * 0.0008).toFixed(4);
const latOf = (row: number) => (50 + row * 0.0005).toFixed(4);

/** A town of 40 × 40 crossings with a register of places and areas, and blocks with people, ages and units. */
function writeTown(): void {
  const cells = Array.from({ length: SIDE * SIDE }, (_, i) => [i % SIDE, Math.floor(i / SIDE)] as const);
  const node = ([x, y]: readonly [number, number]) => 1 + y * SIDE + x;
  const way = (id: number, nodes: readonly number[]) =>
    `<way id="${id}">${nodes.map((ref) => `<nd ref="${ref}"/>`).join("")}<tag k="highway" v="residential"/></way>`;
  const lines = Array.from({ length: SIDE }, (_, k) => [
    way(k + 1, cells.filter(([, y]) => y === k).map(node)),
    way(SIDE + k + 1, cells.filter(([x]) => x === k).map(node)),
  ]).flat();
  const nodes = cells.map(([x, y]) => `<node id="${node([x, y])}" lon="${lonOf(x)}" lat="${latOf(y)}"/>`);
  const writeLines = (name: string, rows: readonly string[]) => write(name, `${rows.join("\n")}\n`);
  writeLines("town.osm", [`<osm version="0.6">`, ...nodes, ...lines, "</osm>"]);
  writeLines("blocks.csv", [
    "id,lon,lat,residents,households,0-2,60+,area_m2,community,subdistrict,district",
    ...cells
      .filter((_, i) => i % 5 === 0)
      .map(([x, y], i) => {
        const units = `c${Math.floor(x / 10)}${Math.floor(y / 10)},s${Math.floor(x / 20)},d`;
        return `b${i},${lonOf(x)},${latOf(y)},${20 + (i % 90)},${10 + (i % 40)},${i % 7},${i % 23},${500 + i},${units}`;
      }),
  ]);
  writeLines("register.csv", [
    "id,lon,lat,service,places,area_m2",
    ...cells
      .filter((_, i) => i % 97 === 0)
      .map(([x, y], i) => {
        const service = ["childcare", "elderly-residential", "elderly;meals;culture"][i % 3];
        return `f${i},${lonOf(x)},${latOf(y)},${service},${i % 4 === 0 ? "" : 5 + i},${100 + 60 * i}`;
      }),
  ]);
}

const EVERYTHING = [
  ...["--walkers", "adult,senior80", "--speed-range", "0.9,1.3", "--position-error", "20"],
  ...["--capacity-range", "0.8,1.2", "--unknown-places", "0", "--sizes", "cn.gb50180-2018"],
  ...["--standard", "cn.gb50180-2018", "--demand-per-1000", "childcare=300"],
  ...["--services", "childcare,elderly,elderly-residential,meals"],
  ...["--weight", "dwellings", "--met-share", "0.9", "--format", "gpkg,parquet"],
];

/** The files that `analyze` writes, by name. */
function analyze(out: string, threads: number): Map<string, Buffer> {
  const inputs = ["town.osm", "--blocks", "blocks.csv", "--facilities", "register.csv"];
  const options = [...EVERYTHING, "--out", out, "--threads", String(threads), "--quiet"];
  expect(run("analyze", ...inputs, ...options).stderr).toBe("");
  const files = readdirSync(at(out)).sort();
  return new Map(files.map((name) => [name, readFileSync(at(`${out}/${name}`))]));
}

test("analyze writes the same bytes when it runs twice, with one thread and with two", () => {
  writeTown();
  const one = analyze("one", 1);
  const due = [
    "area.csv audit.csv audit.geojson capacity-blocks.csv capacity-facilities.csv capacity.csv complexes.csv",
    "facilities.geojson",
    "facilities.parquet gaps.csv gaps.geojson gaps.parquet indicators.csv isochrones.geojson isochrones.parquet",
    "ledger-community.csv ledger-district.csv ledger-subdistrict.csv map.svg ranges-blocks.csv ranges.csv",
    "report-data.json report.html report.json results.gpkg units-community.csv units-district.csv",
    "units-subdistrict.csv walkers.csv",
  ].flatMap((names) => names.split(" "));
  expect([...one.keys()]).toEqual(expect.arrayContaining(due));
  // None of them is empty of what it is for.
  expect(one.get("ranges-blocks.csv")!.toString()).toContain(",capacity,");
  expect(one.get("capacity-blocks.csv")!.toString().split("\n").length).toBeGreaterThan(10);
  const two = analyze("two", 2);
  expect([...two.keys()]).toEqual([...one.keys()]);
  for (const [name, bytes] of one) expect(two.get(name)!.equals(bytes), name).toBe(true);
});
