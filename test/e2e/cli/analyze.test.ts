/**
 * `analyze`: from an extract or a configuration to a folder of results.
 */
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write, read, readJson, at } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);

/**
 * The line of community meals: of two homes, 100 people at the west end have a gap and 50 near the east end are served.
 *
 * The canteen stands 0.001° or 96 m from the eastern home, 1544 m from the western one: 1.4 and 21.5 minutes at 1.2 m/s.
 */
const HALF_SERVED = /community meals +1\/1 +10 min +1 +1 +0 +50 +100 +0 +33\.3 %/;

test("an extract without homes is reported, and no coverage is claimed", () => {
  const { status, stdout } = run("analyze", TOWN, "--out", "town-out", "--quiet");
  expect(status).toBe(0);
  expect(stdout).toContain("no coverage is claimed");
  expect(stdout).toContain("food and daily shopping: 1 facility");
  expect(readdirSync(at("town-out")).sort()).toEqual([
    "account.csv",
    "audit.csv",
    "audit.geojson",
    "facilities.geojson",
    "isochrones.geojson",
    "manifest.json",
    "map.svg",
    "report-data.json",
    "report.html",
    "report.json",
  ]);
});

test("a user's blocks and register are judged", () => {
  const blocks = write(
    "blocks.csv",
    "id,name,lon,lat,residents\nw,West,-51.2,-30.0001,100\ne,East,-51.185,-30.0001,50\n",
  );
  const register = write("register.csv", "id,service,lon,lat\nc1,meals,-51.184,-30\n");
  const inputs = [TOWN, "--blocks", blocks, "--facilities", register];
  const { status, stdout } = run("analyze", ...inputs, "--minutes", "5,10", "--out", "own", "--quiet");
  expect(status).toBe(0);
  expect(stdout).toMatch(HALF_SERVED);
  expect(read("own/gaps.csv")).toContain("w,West,,meals");
});

write(
  "homes.csv",
  "nr,kind,lon,lat,p\n1,home,-51.2,-30.0001,100\n2,shop,-51.19,-30,9\n3,home,-51.185,-30,50\n",
);
write("kitchens.csv", "kind,lon,lat\nsoup,-51.184,-30\npark,-51.2,-30\n");
const CITY = write(
  "city.yaml",
  `title: Town
streets: { file: town.osm, licence: Town survey }
blocks:
  file: homes.csv
  columns: { id: nr, residents: p }
  where: { kind: home }
facilities:
  - file: kitchens.csv
    columns: { service: kind }
    services: { soup: meals, park: null }
    licence: CC BY 4.0, Town
minutes: [5, 10]
outputs: { folder: city-out }
`,
);

test("a configuration stands for the flags, and its licences are credited", () => {
  const { status, stdout, stderr } = run("analyze", CITY, "--quiet");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(HALF_SERVED);
  const { attribution, lineage } = readJson("city-out/report.json");
  expect(attribution).toBe("© OpenStreetMap contributors, ODbL 1.0; Town survey; CC BY 4.0, Town");
  expect(lineage.inputs.map(({ role }: { role: string }) => role)).toEqual([
    "streets",
    "facilities",
    "blocks",
    "configuration",
  ]);
  expect(read("city-out/map.svg")).toContain("CC BY 4.0, Town");
});

test("flags override the configuration", () => {
  // The western home lies 0.016° or 1544 m and 11 m off the street away: 21.6 minutes at 1.2 m/s.
  const { stdout } = run("analyze", "--config", CITY, "--minutes", "5,22", "--out", "longer", "--quiet");
  expect(stdout).toMatch(/community meals +1\/1 +22 min +2 +0 +0 +150 +0 +0 +100\.0 %/);
  expect(readdirSync(at("longer"))).toContain("report.json");
});

const RING = [
  [-51.191, -30.01],
  [-51.18, -30.01],
  [-51.18, -29.99],
  [-51.191, -29.99],
  [-51.191, -30.01],
] as const;
const district = (name: string, eastDegrees: number) => ({
  type: "Feature",
  properties: { name },
  geometry: { type: "Polygon", coordinates: [RING.map(([lon, lat]) => [lon + eastDegrees, lat])] },
});

test("blocks outside the study area are counted and not judged", () => {
  write(
    "three.csv",
    "id,lon,lat,residents\nw,-51.2,-30.0001,100\nm,-51.19,-30.0001,40\ne,-51.185,-30.0001,50\n",
  );
  const features = [district("West", -0.02), district("East", 0)];
  write("districts.geojson", JSON.stringify({ type: "FeatureCollection", features }));
  const analyze = (...args: string[]) =>
    run(
      ...["analyze", TOWN, "--blocks", "three.csv", "--area", "districts.geojson", "--minutes", "5"],
      ...["--out", "area", "--quiet", ...args],
    );
  const { status, stdout } = analyze("--area-name", "East", "--complete", "convenience");
  expect(status).toBe(0);
  expect(stdout).toContain("Study area: East, facilities up to 1000 m outside count");
  expect(stdout).toContain("Outside and not judged: 1 block with 100 residents; 0 facilities");
  const { area, boundary, blocks } = readJson("area/report.json");
  expect(blocks.count).toBe(2);
  expect(area).toMatchObject({ name: "East", bufferM: 1000, outside: { blocks: 1, residents: 100 } });
  // All streets lie in one line, so the hull is empty and every block lies at the edge of what is known.
  expect(boundary.find(({ service }: { service: string }) => service === "convenience").blocks).toBe(2);
  const misspelt = analyze("--area-name", "Eats");
  expect(misspelt.stderr).toContain('no area is called "Eats"; there are West, East; is "East" meant?');
  expect(misspelt.status).toBe(4);
});
