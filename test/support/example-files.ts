/**
 * The files that examples in docstrings read, in one folder: the middle of the sample city and small tables of the same
 * place.
 */
import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeArrayBuffer } from "geotiff";
import { readOsmPbf } from "../../src/index.js";
import { type OsmData, tagsOf } from "../../src/read/osm/osm-data.js";
import { xmlOf } from "./osm-writer.js";
import { pbfBytes } from "./pbf-bytes.js";

const ROOT = path.resolve(import.meta.dirname, "../..");
/** The middle of the sample. */
const BOX = { west: 71.417, south: 51.126, east: 71.433, north: 51.149 };
/** One transparent pixel. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

const SQUARE = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];
const layer = (type: string, features: readonly (readonly [name: string, coordinates: unknown])[]) =>
  JSON.stringify({
    type: "FeatureCollection",
    features: features.map(([name, coordinates]) => ({
      type: "Feature",
      properties: { name },
      geometry: { type, coordinates },
    })),
  });

/** A run of `analyze`: one community and one service, of so many people so many in reach. */
function runOf(label: string, share: number, gap: number): Record<string, string> {
  const requirement = { ruleSet: "cn.gb50180-2018", recordId: "R1", limit: 300, basis: "distance" };
  const lineage = { library: "0.1.0", profile: "adult", speedMps: 1.2, ruleSets: [], options: {} };
  const report = { lineage, services: [{ service: "childcare", requirement }] };
  const head =
    "level,unit_id,name,service,fails,share_met,residents,gap,fail_clause,required_share,group,weight";
  const row = `community,North,North,childcare,${share < 0.8},${share},420,${gap},,0.8,0-2,population`;
  return {
    [`${label}/report.json`]: JSON.stringify(report),
    [`${label}/units-community.csv`]: `${head}\n${row}\n`,
  };
}

const TEXTS: Readonly<Record<string, string>> = {
  "living-circle.yaml": "streets: { file: ./city.osm.pbf }\nminutes: [5, 10, 15]\n",
  "answer.json": JSON.stringify({
    version: 0.6,
    generator: "Overpass API",
    elements: [
      { type: "node", id: 1, lat: 51.13, lon: 71.43 },
      { type: "node", id: 2, lat: 51.14, lon: 71.43 },
      { type: "way", id: 3, nodes: [1, 2], tags: { highway: "footway" } },
    ],
  }),
  "streets.geojson": layer("LineString", [
    [
      "First Street",
      [
        [71.43, 51.13],
        [71.431, 51.13],
      ],
    ],
    [
      "Second Street",
      [
        [71.431, 51.13],
        [71.431, 51.132],
      ],
    ],
  ]),
  "villages.geojson": layer("Polygon", [["North", [SQUARE(71.41, 51.136, 71.44, 51.15)]]]),
  "communities.geojson": layer("Polygon", [
    ["North", [SQUARE(71.4, 51.136, 71.45, 51.16)]],
    ["South", [SQUARE(71.4, 51.11, 71.45, 51.136)]],
  ]),
  "nurseries.csv": "id,name,service,lon,lat,capacity\nc1,Sunrise,childcare,71.43,51.13,60\n",
  "canteens.csv": "id,name,service,lon,lat\nm1,Canteen,meals,71.42,51.14\n",
  "estates.csv": "id,name,lon,lat,residents\nb1,North,71.4301,51.1322,420\nb2,South,71.4198,51.1402,380\n",
  "travel.csv": "from,to,cost\nhome1,clinic1,5\nhome1,clinic2,20\nhome2,clinic2,10\n",
  "clinics.csv": "id,doctors,kind\nclinic1,2,public\nclinic2,4,private\n",
  "pmed1.txt": "3 2 1\n1 2 30\n2 3 40\n",
  ...runOf("runs/2025", 0.6, 168),
  ...runOf("runs/2026", 0.9, 42),
};

/** Writes them all. */
export async function writeExampleFiles(folder: string): Promise<void> {
  const write = (name: string, content: string | Uint8Array) => {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  };
  const sample = await readOsmPbf(path.join(ROOT, "data/sample/astana.osm.pbf"));
  write("city.osm.pbf", pbfBytes(middleOf(sample)));
  write("city.osm", xmlOf(await readOsmPbf(path.join(folder, "city.osm.pbf"))));
  write("population.tif", await populationRaster());
  write("picture.png", Buffer.from(PNG, "base64"));
  for (const [name, text] of Object.entries(TEXTS)) write(name, text);
  copyFileSync(path.join(ROOT, "data/examples/premises-made-up.csv"), path.join(folder, "premises.csv"));
}

/** Three by three cells over the box, with 0, 100, … 800 people. */
async function populationRaster(): Promise<Uint8Array> {
  const people = Float32Array.from({ length: 9 }, (_, cell) => 100 * cell);
  const bytes = await writeArrayBuffer(people as never, {
    width: 3,
    height: 3,
    ModelPixelScale: [0.01, 0.01, 0],
    ModelTiepoint: [0, 0, 0, BOX.west, BOX.north, 0],
    GTModelTypeGeoKey: 2,
    GeographicTypeGeoKey: 4326,
    GTRasterTypeGeoKey: 1,
  });
  return new Uint8Array(bytes as ArrayBuffer);
}

/** The nodes inside the box, and the ways that enter it with all their nodes. */
function middleOf({ nodes, ways, strings }: OsmData) {
  const isInside = (n: number) =>
    nodes.lonE7[n]! >= BOX.west * 1e7 &&
    nodes.lonE7[n]! <= BOX.east * 1e7 &&
    nodes.latE7[n]! >= BOX.south * 1e7 &&
    nodes.latE7[n]! <= BOX.north * 1e7;
  const refsOf = (w: number) => [...ways.ref.subarray(ways.firstRef[w], ways.firstRef[w + 1])];
  const keptWays = Array.from({ length: ways.count }, (_, w) => w).filter((w) => refsOf(w).some(isInside));
  const onWays = new Set(keptWays.flatMap(refsOf));
  const tagged = new Map(Array.from(nodes.tagged, (n, row) => [n, row]));
  const tagsOfNode = (n: number) => (tagged.has(n) ? tagsOf(strings, nodes.tags, tagged.get(n)!) : {});
  return {
    nodes: Array.from({ length: nodes.count }, (_, n) => n)
      .filter((n) => onWays.has(n) || isInside(n))
      .map((n) => ({ id: nodes.id[n]!, lon: nodes.lonE7[n]!, lat: nodes.latE7[n]!, tags: tagsOfNode(n) })),
    ways: keptWays.map((w) => ({
      id: ways.id[w]!,
      refs: refsOf(w).map((n) => nodes.id[n]!),
      tags: tagsOf(strings, ways.tags, w),
    })),
  };
}
