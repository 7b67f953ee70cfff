/**
 * The command line as a user types it.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { VERSION } from "../../src/base/version.js";
import { expectGolden } from "../support/golden.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(path.join(tmpdir(), "living-circle-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync("node", [path.join(ROOT, "dist/cli/main.js"), ...args], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
    cwd: folder,
  });
  return { status, stdout, stderr };
}

function write(name: string, content: string | Uint8Array): string {
  writeFileSync(path.join(folder, name), content);
  return path.join(folder, name);
}

// A street of 40 pieces of 0.0005° from west to east in the southern hemisphere, one shop beside it, no building.
const XML = `<osm version="0.6">
${Array.from({ length: 41 }, (_, i) => `<node id="${i + 1}" lon="${(-51.2 + i * 0.0005).toFixed(4)}" lat="-30"/>`).join("\n")}
<node id="99" lon="-51.19" lat="-30.0003"><tag k="shop" v="convenience"/><tag k="name" v="Armazém"/></node>
<way id="1">${Array.from({ length: 41 }, (_, i) => `<nd ref="${i + 1}"/>`).join("")}<tag k="highway" v="residential"/><tag k="name" v="Rua da Praia"/></way>
</osm>`;
const TOWN = write("town.osm", XML);

test("help needs no manual, and every command has its own", () => {
  const { status, stdout } = run("--help");
  expect(status).toBe(0);
  for (const command of [
    "analyze",
    "audit",
    "isochrone",
    "walk",
    "measure",
    "sites",
    "plan",
    "what-if",
    "compare",
    "demo",
    "doctor",
    "completion",
  ]) {
    expect(stdout).toContain(command);
    expect(run(command, "--help").status).toBe(0);
  }
  expect(stdout).toContain("Exit codes:");
  expect(run("--version").stdout.trim()).toBe(VERSION);
});

test.each<[args: string[], status: number, said: RegExp]>([
  [["analize"], 2, /Did you mean analyze\?/],
  [["analyze", "a.yaml", "--config", "b.yaml"], 2, /Two configurations are named/],
  [
    ["analyze", write("bad.yaml", "streets: { fiel: a.osm }\n")],
    4,
    /bad\.yaml, line 1[\s\S]*is "file" meant/,
  ],
  [["analyze", TOWN, "--service", "meals"], 2, /no such file is named/],
  [["analyze"], 2, /An extract is due, or a configuration/],
  [["walk", TOWN, "--from", "1,2"], 2, /required option '--to/],
  [["walk", TOWN, "--from", "one", "--to", "1,2"], 2, /"one" is no place/],
  [["walk", TOWN, "--from", "31.2,121.5", "--to", "1,2"], 2, /longitude comes first/],
  [
    ["walk", TOWN, "--from", "1,2", "--to", "1,2", "--profile", "runner"],
    2,
    /no profile "runner"; there are adult/,
  ],
  [["isochrone", TOWN, "--at", "1,2", "--minutes", "5,x"], 2, /"5,x" are no minutes/],
  [["analyze", TOWN, "--standard", "cn.none"], 2, /no rule set "cn.none"/],
  [["analyze", TOWN, "--complete", "zoo"], 2, /no service "zoo"/],
  [["analyze", "none.osm.pbf"], 3, /none.osm.pbf: there is no such file/],
  [["analyze", TOWN, "--blocks", "none.csv"], 3, /none.csv: there is no such file/],
  [["analyze", write("bad.osm.pbf", "not a map at all")], 4, /this is no .osm.pbf file/],
  [
    ["analyze", TOWN, "--blocks", write("bad.csv", "id,lon,lat\n1,east,2\n")],
    4,
    /row 1, column "lon": "east" is no number/,
  ],
  [["isochrone", TOWN, "--at", "10,10"], 5, /joins no street: no-street-in-reach/],
  [["analyze", write("empty.osm", "<osm version='0.6'></osm>")], 5, /no street that people walk/],
])("%o ends with exit code %i", (args, status, said) => {
  const outcome = run(...args);
  expect(outcome.stderr).toMatch(said);
  expect(outcome.status).toBe(status);
  expect(outcome.stdout).toBe("");
});

test("a walk is told door to door, west and south of zero too", () => {
  const { status, stdout } = run(
    "walk",
    TOWN,
    "--from",
    "-51.2,-30.0001",
    "--to",
    "-51.19,-30.0002",
    "--json",
  );
  expect(status).toBe(0);
  const told = JSON.parse(stdout) as Record<string, never>;
  expect(Object.keys(told)).toEqual(["streetM", "offStreetM", "minutes", "from", "to", "geometry"]);
  const { streetM, offStreetM, minutes, from, to, geometry } = told as unknown as {
    streetM: number;
    offStreetM: number;
    minutes: number;
    from: object;
    to: object;
    geometry: { type: string; coordinates: [number, number][] };
  };
  // 0.01° at 30° S is 964.86 m by the ellipsoid; 0.0003° of latitude off the street is 33.26 m in all.
  expect(streetM).toBeCloseTo(964.86, 1);
  expect(offStreetM).toBeCloseTo(33.26, 1);
  expect(minutes).toBeCloseTo((streetM + offStreetM) / 1.2 / 60, 2);
  expect(from).toEqual({ point: [-51.2, -30.0001], linked: [-51.2, -30] });
  expect(to).toEqual({ point: [-51.19, -30.0002], linked: [-51.19, -30] });
  expect(geometry.type).toBe("LineString");
  expect([geometry.coordinates[0], geometry.coordinates.at(-1)]).toEqual([
    [-51.2, -30.0001],
    [-51.19, -30.0002],
  ]);
  const words = run("walk", TOWN, "--from=-51.2,-30.0001", "--to=-51.19,-30.0002", "--quiet").stdout;
  expect(words).toContain("Rua da Praia");
  expect(words).toMatch(/13\.9 min door to door/);
});

test("every command reads .osm, .osm.gz and .osm.pbf", () => {
  const zipped = write("town.osm.gz", gzipSync(XML));
  const walk = (file: string) =>
    run("walk", file, "--from", "-51.2,-30", "--to", "-51.19,-30", "--json").stdout;
  expect(walk(zipped)).toBe(walk(TOWN));
});

test("isochrones are one feature a cutoff, each inside the next", () => {
  const { status, stdout } = run("isochrone", TOWN, "--at", "-51.19,-30", "--minutes", "10,2,5");
  expect(status).toBe(0);
  const { features } = JSON.parse(stdout) as {
    features: {
      properties: { minutes: number; reached_street_m: number };
      geometry: { type: string; coordinates: [number, number][][] };
    }[];
  };
  expect(features.map(({ properties }) => properties.minutes)).toEqual([2, 5, 10]);
  expect(new Set(features.map(({ geometry }) => geometry.type))).toEqual(new Set(["Polygon"]));
  // 2, 5 and 10 minutes at 1.2 m/s both ways along the street.
  expect(features.map(({ properties }) => Math.round(properties.reached_street_m))).toEqual([288, 720, 1440]);
  const east = features.map(({ geometry }) => Math.max(...geometry.coordinates.flat(1).map(([lon]) => lon)));
  expect(east).toEqual([...east].sort((a, b) => a - b));
});

test("an extract without homes is reported, and no coverage is claimed", () => {
  const { status, stdout } = run("analyze", TOWN, "--out", "town-out", "--quiet");
  expect(status).toBe(0);
  expect(stdout).toContain("no coverage is claimed");
  expect(stdout).toContain("convenience: 1 facilities");
  expect(readdirSync(path.join(folder, "town-out")).sort()).toEqual([
    "audit.csv",
    "audit.geojson",
    "facilities.geojson",
    "isochrones.geojson",
    "map.svg",
    "report-data.json",
    "report.html",
    "report.json",
  ]);
});

test("units of a configuration that overlap or hold no block are told by audit and before an analysis", () => {
  write("united.csv", "id,lon,lat,residents\na,-51.1995,-30.0001,100\n");
  // A and B share half of either, C lies apart and empty.
  const unit = (name: string, west: number) => {
    const [w, e, s, n] = [west, west + 0.004, -30.001, -29.999];
    const ring = [
      [w, s],
      [e, s],
      [e, n],
      [w, n],
      [w, s],
    ];
    return { type: "Feature", properties: { name }, geometry: { type: "Polygon", coordinates: [ring] } };
  };
  const features = [unit("A", -51.2), unit("B", -51.198), unit("C", -51.188)];
  write("united.geojson", JSON.stringify({ type: "FeatureCollection", features }));
  const said = "streets: { file: town.osm }\nblocks: { file: united.csv }\nunits: { file: united.geojson }\n";
  const config = write("united.yaml", said);
  for (const command of ["audit", "analyze"]) {
    const { status, stderr } = run(command, config, "--out", `united-${command}`, "--quiet");
    expect([status, stderr]).toEqual([0, ""]);
    const table = readFileSync(path.join(folder, `united-${command}/audit.csv`), "utf8");
    expect(table).toMatch(/unit-overlap,warning,units,A,.*overlaps B on about 50 % of the smaller/);
    expect(table.match(/unit-empty,warning,units,./g)).toEqual([
      "unit-empty,warning,units,B",
      "unit-empty,warning,units,C",
    ]);
  }
});

test("the audit finds a point on nothing, writes it down, and stops an analysis only where results would be false", () => {
  const head = "id,name,lon,lat,residents\n";
  const blocks = write("audited.csv", `${head}a,A,-51.2,-30.0001,100\nb,B,-51.19,-30.003,0\n`);
  const heard = run("audit", TOWN, "--blocks", blocks, "--out", "audited", "--quiet");
  expect([heard.status, heard.stderr]).toEqual([0, ""]);
  expect(heard.stdout).toMatch(/warning +outside-streets +blocks +1 of 2 +b: lies outside the streets/);
  expect(heard.stdout).toMatch(/info +zero-people +blocks +1 of 2 +b: nobody lives here/);
  expect(readFileSync(path.join(folder, "audited/audit.csv"), "utf8")).toContain(
    "outside-streets,warning,blocks,b,-51.19,-30.003",
  );
  const elsewhere = write("elsewhere.csv", `${head}a,A,-51.3,-30,100\n`);
  const stopped = run("analyze", TOWN, "--blocks", elsewhere, "--out", "stopped", "--quiet");
  expect(stopped.status).toBe(4);
  expect(stopped.stderr).toMatch(/nothing-joins.*none of the 1 blocks lies beside a street/);
  expect(readdirSync(path.join(folder, "stopped")).sort()).toEqual(["audit.csv", "audit.geojson"]);
  const allowed = run(
    "analyze",
    TOWN,
    "--blocks",
    elsewhere,
    "--out",
    "allowed",
    "--allow",
    "nothing-joins",
    "--quiet",
  );
  expect(allowed.status).toBe(0);
  const { lineage } = JSON.parse(readFileSync(path.join(folder, "allowed/report.json"), "utf8"));
  expect(lineage.options.allowed).toEqual(["nothing-joins"]);
});

test("a user's blocks and register are judged", () => {
  const blocks = write(
    "blocks.csv",
    "id,name,lon,lat,residents\nw,West,-51.2,-30.0001,100\ne,East,-51.185,-30.0001,50\n",
  );
  const register = write("register.csv", "id,service,lon,lat\nc1,meals,-51.184,-30\n");
  const { status, stdout } = run(
    "analyze",
    TOWN,
    "--blocks",
    blocks,
    "--facilities",
    register,
    "--minutes",
    "5,10",
    "--out",
    "own",
    "--quiet",
  );
  expect(status).toBe(0);
  expect(stdout).toMatch(/community meals +1\/1 +10 min +1 +1 +0 +50 +100 +0 +33\.3 %/);
  expect(readFileSync(path.join(folder, "own/gaps.csv"), "utf8")).toContain("w,West,,meals");
});

test("a configuration says what flags say, and flags override it", () => {
  write(
    "homes.csv",
    "nr,kind,lon,lat,p\n1,home,-51.2,-30.0001,100\n2,shop,-51.19,-30,9\n3,home,-51.185,-30,50\n",
  );
  write("kitchens.csv", "kind,lon,lat\nsoup,-51.184,-30\npark,-51.2,-30\n");
  const city = write(
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
  const { status, stdout, stderr } = run("analyze", city, "--quiet");
  expect(stderr).toBe("");
  expect(status).toBe(0);
  expect(stdout).toMatch(/community meals +1\/1 +10 min +1 +1 +0 +50 +100 +0 +33\.3 %/);
  const report = JSON.parse(readFileSync(path.join(folder, "city-out/report.json"), "utf8"));
  expect(report.attribution).toBe("© OpenStreetMap contributors, ODbL 1.0; Town survey; CC BY 4.0, Town");
  expect(report.lineage.inputs.map(({ role }: { role: string }) => role)).toEqual([
    "streets",
    "facilities",
    "blocks",
    "configuration",
  ]);
  expect(readFileSync(path.join(folder, "city-out/map.svg"), "utf8")).toContain("CC BY 4.0, Town");
  // The western home lies 0.016° or 1544 m and 11 m off the street away: 21.6 minutes at 1.2 m/s.
  const longer = run("analyze", "--config", city, "--minutes", "5,22", "--out", "longer", "--quiet");
  expect(longer.stdout).toMatch(/community meals +1\/1 +22 min +2 +0 +0 +150 +0 +0 +100\.0 %/);
  expect(readdirSync(path.join(folder, "longer"))).toContain("report.json");
});

test("what lies outside the study area is counted and not judged", () => {
  const homes = write(
    "three.csv",
    "id,lon,lat,residents\nw,-51.2,-30.0001,100\nm,-51.19,-30.0001,40\ne,-51.185,-30.0001,50\n",
  );
  const ring = [
    [-51.191, -30.01],
    [-51.18, -30.01],
    [-51.18, -29.99],
    [-51.191, -29.99],
    [-51.191, -30.01],
  ];
  const feature = (name: string, coordinates: number[][][]) => ({
    type: "Feature",
    properties: { name },
    geometry: { type: "Polygon", coordinates },
  });
  const east = feature("East", [ring]);
  const west = feature("West", [ring.map(([lon, lat]) => [lon! - 0.02, lat!])]);
  const districts = write(
    "districts.geojson",
    JSON.stringify({ type: "FeatureCollection", features: [west, east] }),
  );
  const analyze = (...args: string[]) =>
    run(
      "analyze",
      TOWN,
      "--blocks",
      homes,
      "--area",
      districts,
      "--minutes",
      "5",
      "--out",
      "area",
      "--quiet",
      ...args,
    );
  const { status, stdout } = analyze("--area-name", "East", "--complete", "convenience");
  expect(status).toBe(0);
  expect(stdout).toContain("Study area: East, facilities up to 1000 m outside count");
  expect(stdout).toContain("Outside and not judged: 1 blocks with 100 residents; 0 facilities");
  const { area, boundary, blocks } = JSON.parse(readFileSync(path.join(folder, "area/report.json"), "utf8"));
  expect(blocks.count).toBe(2);
  expect(area).toMatchObject({ name: "East", bufferM: 1000, outside: { blocks: 1, residents: 100 } });
  // All streets lie in one line, so the hull is empty and every block lies at the edge of what is known.
  expect(boundary.find(({ service }: { service: string }) => service === "convenience").blocks).toBe(2);
  const slip = analyze("--area-name", "Eats");
  expect(slip.stderr).toContain('no area is called "Eats"; there are West, East; is "East" meant?');
  expect(slip.status).toBe(4);
});

test("init writes a configuration that runs, and never over another", () => {
  const homes = write("init-homes.csv", "id,lon,lat,residents\nw,-51.2,-30.0001,100\n");
  const { status, stdout } = run("init", homes, TOWN, "--out", "first.yaml");
  expect(status).toBe(0);
  expect(stdout).toContain("Written to first.yaml");
  expect(run("analyze", "first.yaml", "--out", "first", "--quiet").status).toBe(0);
  const before = readFileSync(path.join(folder, "first.yaml"), "utf8");
  const again = run("init", TOWN, "--out", "first.yaml");
  expect(again.status).toBe(2);
  expect(again.stderr).toContain("first.yaml is there already");
  expect(readFileSync(path.join(folder, "first.yaml"), "utf8")).toBe(before);
});

test("measures are answered as a list of ids and values", () => {
  write("m.csv", "from,to,cost\na,x,5\nb,x,10\n");
  write("s.csv", "id,places\nx,30\n");
  write("d.csv", "id,people\na,100\nb,50\n");
  const { stdout } = run(
    "measure",
    "--matrix",
    "m.csv",
    "--supply",
    "s.csv",
    "--supply-column",
    "places",
    "--demand",
    "d.csv",
    "--demand-column",
    "people",
    "--measure",
    "2sfca",
    "--cutoff",
    "15",
    "--json",
  );
  expect(JSON.parse(stdout)).toEqual([
    { id: "a", value: 0.2 },
    { id: "b", value: 0.2 },
  ]);
});

test("the demo writes the same bytes twice, and says what it said before", () => {
  const demo = (out: string) => {
    const { status, stdout } = run("demo", "--out", out, "--quiet");
    expect(status).toBe(0);
    return stdout.replaceAll(out, "OUT");
  };
  expect(demo("first-run")).toBe(demo("second-run"));
  const names = readdirSync(path.join(folder, "first-run")).sort();
  expect(names).toEqual([
    "audit.csv",
    "audit.geojson",
    "facilities.geojson",
    "gaps.csv",
    "gaps.geojson",
    "indicators.csv",
    "isochrones.geojson",
    "ledger-community.csv",
    "map.svg",
    "report-data.json",
    "report.html",
    "report.json",
    "sites.geojson",
    "units-community.csv",
  ]);
  for (const name of names) {
    const [a, b] = ["first-run", "second-run"].map((out) => readFileSync(path.join(folder, out, name)));
    expect(a!.equals(b!), name).toBe(true);
  }
  // Written again in its own words the page is the same page, the plan included.
  const page = path.join(folder, "first-run/report.html");
  const written = readFileSync(page, "utf8");
  expect(run("report", "first-run").status).toBe(0);
  expect(readFileSync(page, "utf8") === written).toBe(true);
  const { services, network, blocks, facilities } = JSON.parse(
    readFileSync(path.join(folder, "first-run/report.json"), "utf8"),
  );
  expectGolden("astana-summary.json", { network, blocks, facilities: facilities.count, services });
});

test("premises are planned in a city, with what each would replace, a curve, phases and pilots", () => {
  // The street is 40 pieces of 48 m; homes at its west end, its middle and its east end, rooms at the same places.
  const blocks = write(
    "homes.csv",
    "id,lon,lat,residents,community\nw,-51.2,-30,100,West\nm,-51.19,-30,50,Middle\ne,-51.18,-30,80,East\n",
  );
  const premises = write(
    "rooms.csv",
    "id,lon,lat,area_m2,ready_year\nrw,-51.2,-30,200,2026\nrm,-51.19,-30,200,2026\nre,-51.18,-30,200,2027\nsmall,-51.18,-30,20,\n",
  );
  const args = [
    "plan",
    TOWN,
    "--blocks",
    blocks,
    "--premises",
    premises,
    "--rooms",
    "elderly=100",
    "--quiet",
  ];
  const limits = ["--minutes", "5", "--max-premises", "2", "--curve", "1,2,3", "--years", "2026,2027"];
  const { status, stdout } = run(
    ...args,
    ...limits,
    "--pilots",
    "1",
    "--json",
    "--sites-out",
    "plan.geojson",
  );
  expect(status).toBe(0);
  const plan = JSON.parse(stdout);
  // Five minutes are 360 m, the places lie 960 m apart: west and east, 180 people, each worth 1 as nobody is covered.
  expect(plan).toMatchObject({ status: "optimal", objective: 180, bound: 180 });
  expect(plan.chosen.map((c: { premises: string }) => c.premises)).toEqual(["rw", "re"]);
  expect(plan.budgetCurve.map((at: { coveredPeople: number }) => at.coveredPeople)).toEqual([100, 180, 230]);
  expect(plan.phases.map((phase: { chosen: string[] }) => phase.chosen)).toEqual([["rw"], ["re"]]);
  expect(plan.rejected).toEqual([
    {
      premises: "rm",
      why: {
        reason: "limits",
        addsPeople: 50,
        cost: null,
        overBudget: null,
        swap: { replaces: "re", services: ["elderly"], peopleGained: 50, peopleLost: 80, worthLost: 30 },
      },
    },
    { premises: "small", why: { reason: "unfit", unfit: { elderly: "too-small" } } },
  ]);
  expect(plan.pilots.pilots.map((p: { unit: string }) => p.unit)).toEqual(["West"]);
  const layer = JSON.parse(readFileSync(path.join(folder, "plan.geojson"), "utf8"));
  expect(layer.features[0].properties).toMatchObject({ rank: 1, id: "rw", residents_covered: 100 });
  const table = run(...args, ...limits).stdout;
  expect(table).toContain("rm\twould add 50; in the place of re: 50 won, 80 lost");
  expect(run("plan", TOWN, "--premises", premises, "--rooms", "elderly").stderr).toContain("as elderly=200");
});

test("sites are chosen from plain tables, by the exact solver in its worker too", () => {
  write("reach.csv", "from,to,cost\na,x,5\nb,x,7\nb,z,2\nc,z,9\n");
  write("homes.csv", "id,people\na,100\nb,50\nc,30\n");
  const args = ["--matrix", "reach.csv", "--demand", "homes.csv", "--json"];
  const median = run("sites", ...args, "--model", "p-median", "--p", "2");
  // a to x 500, b to z 100, c to z 270.
  expect(JSON.parse(median.stdout)).toMatchObject({ status: "optimal", objective: 870, sites: ["x", "z"] });
  const cover = run("sites", ...args, "--model", "lscp", "--cutoff", "7");
  // Within 7 nothing reaches c.
  expect(JSON.parse(cover.stdout)).toMatchObject({ status: "infeasible", unreachable: ["c"] });
  expect(JSON.parse(run("sites", ...args, "--model", "lscp").stdout)).toMatchObject({ objective: 2 });
  expect(run("sites", ...args, "--model", "mclp", "--p", "1.5")).toMatchObject({ status: 2, stdout: "" });
});

test("what-if tells who gains, and compare what two analyses left", () => {
  const blocks = write("homes-west.csv", "id,lon,lat,residents\nw,-51.2,-30.0001,100\n");
  const register = write("canteens.csv", "id,service,lon,lat\nc1,meals,-51.184,-30\n");
  const edits = write(
    "edits.json",
    '[{"do":"add-facility","id":"n","services":["meals"],"lon":-51.199,"lat":-30}]',
  );
  const inputs = [TOWN, "--blocks", blocks, "--minutes", "10", "--quiet"];
  const told = run(
    "what-if",
    ...inputs,
    "--facilities",
    register,
    "--edits",
    edits,
    "--json",
    "--changes",
    "changes.csv",
  );
  expect(told.status).toBe(0);
  // 96 m in place of 1.5 km.
  expect(
    JSON.parse(told.stdout).services.find((s: { service: string }) => s.service === "meals"),
  ).toMatchObject({
    blocksGained: 1,
    residentsGained: 100,
    longer: 0,
  });
  expect(readFileSync(path.join(folder, "changes.csv"), "utf8")).toContain("w,meals,gap,met");
  const more = write("canteens-2.csv", "id,service,lon,lat\nc1,meals,-51.184,-30\nn,meals,-51.199,-30\n");
  run("analyze", ...inputs, "--facilities", register, "--out", "old");
  run("analyze", ...inputs, "--facilities", more, "--out", "new");
  const compared = JSON.parse(run("compare", "old", "new", "--json").stdout) as { service: string }[];
  expect(compared.find(({ service }) => service === "meals")).toMatchObject({ closed: ["w"], opened: [] });
  expect(run("compare", "old", "nowhere").status).toBe(3);
});

test("a saved network is taken wherever streets are, and answers the same", () => {
  const saved = path.join(folder, "town.lcn");
  const built = run("network", "build", TOWN, "--out", saved, "--quiet");
  // 40 pieces of 0.0005° at 30° south: 40 × 48.2 m = 1.9 km; one way without a crossing is one street edge.
  expect(built.stdout).toBe(`${saved}: 2 nodes, 1 street edges, 1.9 km\n`);
  const at = ["--at", "-51.19,-30.0002", "--minutes", "5", "--quiet"];
  expect(run("isochrone", saved, ...at).stdout).toBe(run("isochrone", TOWN, ...at).stdout);
  const walk = ["--from", "-51.199,-30", "--to", "-51.181,-30", "--json", "--quiet"];
  expect(run("walk", saved, ...walk).stdout).toBe(run("walk", TOWN, ...walk).stdout);
  const shops = write("shops.csv", "id,service,lon,lat\na,convenience,-51.19,-30.0001\n");
  const homes = write("homes.csv", "id,lon,lat,residents\n1,-51.195,-30.0001,100\n");
  const { status, stderr } = run(
    "analyze",
    saved,
    "--blocks",
    homes,
    "--facilities",
    shops,
    "--out",
    "saved-out",
  );
  expect(`${status} ${status === 0 ? "" : stderr}`).toBe("0 ");
  const report = JSON.parse(readFileSync(path.join(folder, "saved-out/report.json"), "utf8"));
  expect(report.lineage.inputs[0].path).toBe("town.lcn");
});
