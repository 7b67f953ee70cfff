/**
 * Streets and results of other formats, as a user types it.
 */
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { readLayer } from "../../src/read/tables/read-layer.js";
import { cliFolder } from "../support/cli.js";

const { run, write, read, readJson, at } = cliFolder();

/** One street of 41 nodes, 0.0005° apart, west to east on the equator, in three ways. */
const places = Array.from({ length: 41 }, (_, i) => [Number((10 + i * 0.0005).toFixed(4)), 0] as const);
const LINES = write(
  "streets.geojson",
  JSON.stringify({
    type: "FeatureCollection",
    features: [{ type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: places } }],
  }),
);
const OVERPASS = write(
  "answer.json",
  JSON.stringify({
    elements: [
      ...places.map(([lon, lat], i) => ({ type: "node", id: i + 1, lon, lat })),
      { type: "way", id: 1, nodes: places.map((_, i) => i + 1), tags: { highway: "residential" } },
    ],
  }),
);
write("grid-nodes.csv", `id,lon,lat\n${places.map(([lon, lat], i) => `${i + 1},${lon},${lat}\n`).join("")}`);
// Twice as long as they look.
const EDGES = write(
  "grid-edges.csv",
  `from,to,length_m\n${places
    .slice(1)
    .map((_, i) => `${i + 1},${i + 2},111.32\n`)
    .join("")}`,
);

test("a walk on lines is that on the same streets as an Overpass answer, and twice as long where lengths say so", () => {
  const walk = (file: string) => {
    const { status, stdout } = run("walk", file, "--from", "10,0", "--to", "10.02,0", "--quiet", "--json");
    expect(status).toBe(0);
    return (JSON.parse(stdout) as { streetM: number }).streetM;
  };
  // 0.02° of the equator: 6,378,137 m × 0.02° = 2,226.4 m; the table says 40 × 111.32 m.
  expect(walk(LINES)).toBeCloseTo(2226.4, 0);
  expect(walk(OVERPASS)).toBeCloseTo(walk(LINES), 6);
  expect(walk(EDGES)).toBeCloseTo(4452.8, 3);
});

test("the attribution is OpenStreetMap's for its answer, none for lines, else what the user gives", () => {
  const credit = (...args: string[]) => {
    const { stdout } = run("isochrone", ...args, "--at", "10.01,0", "--quiet");
    return (JSON.parse(stdout) as { attribution?: string }).attribution;
  };
  expect(credit(OVERPASS)).toBe("© OpenStreetMap contributors, ODbL 1.0");
  expect(credit(LINES)).toBe(undefined);
  expect(credit(EDGES, "--attribution", "City of Rivertown")).toBe("City of Rivertown");
});

test("results come as GeoPackage and GeoParquet too, and hold what GeoJSON holds", async () => {
  const blocks = write("blocks.csv", "id,lon,lat,residents\na,10.001,0.0001,40\nb,10.019,0.0001,60\n");
  const register = write("register.csv", "id,name,service,lon,lat\nf,Canteen,meals,10.0005,0\n");
  const args = ["--blocks", blocks, "--facilities", register, "--minutes", "5", "--out", "out", "--quiet"];
  expect(run("analyze", LINES, ...args, "--format", "gpkg,parquet")).toMatchObject({ status: 0, stderr: "" });
  const out = (name: string) => at(`out/${name}`);
  for (const name of ["facilities", "isochrones", "gaps"]) {
    const json = readJson(`out/${name}.geojson`) as { features: object[] };
    const parquet = await readLayer(out(`${name}.parquet`));
    const gpkg = await readLayer(out("results.gpkg"), { layer: name });
    expect(json.features.length).toBeGreaterThan(0);
    expect([parquet.length, gpkg.length]).toEqual([json.features.length, json.features.length]);
    expect(gpkg.map(({ place }) => place)).toEqual(parquet.map(({ place }) => place));
  }
  const [gap] = await readLayer(out("gaps.parquet"));
  expect(gap!.values).toMatchObject({ id: "b", residents: 60, gaps: expect.stringContaining("meals") });
});

test("a malformed layer ends with its own exit code, and nothing is written", () => {
  const cut = write("cut.geojson", read("streets.geojson").slice(0, -30));
  const twice = write("twice.csv", "id,lon,lat\na,10,0\na,10.001,0\n");
  for (const args of [
    [cut, "--out", "none"],
    [LINES, "--blocks", twice, "--out", "none"],
    [LINES, "--facilities", at("grid-edges.csv"), "--service", "meals", "--out", "none"],
  ]) {
    const { status, stderr } = run("analyze", ...args, "--quiet");
    expect(status).toBe(4);
    expect(stderr).toMatch(/^error: .*(cut\.geojson|twice\.csv, row 2|grid-edges\.csv)/);
    expect(existsSync(at("none"))).toBe(false);
  }
  expect(run("analyze", LINES, "--format", "dwg").status).toBe(2);
});
