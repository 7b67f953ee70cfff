/**
 * Ways whose nodes the file does not hold: their places stand on them, or the file is refused.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { MISSING, type OsmData, tagsOf } from "../../../../src/read/osm/osm-data.js";
import { placesInOsm } from "../../../../src/read/osm/places-in-osm.js";
import { readOsm } from "../../../../src/read/osm/read-osm.js";
import { pbfBytes } from "../../../support/pbf-bytes.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();
let files = 0;

function read(content: string | Uint8Array): Promise<OsmData> {
  const file = path.join(folder, `${files++}`);
  writeFileSync(file, content);
  return readOsm(file);
}

/** Way 5 from (0, 0) over (10, 0) to (20, 0), and way 6 from its middle to (10, 30); 1e-7 degrees. Node 2 is a gate. */
const XML = {
  geom: `<osm><way id="5"><nd ref="1" lat="0" lon="0"/><nd ref="2" lat="0" lon="0.000001"/><nd ref="3" lat="0" lon="0.000002"/></way>
    <way id="6"><nd ref="2" lat="0" lon="0.000001"/><nd ref="4" lat="0.000003" lon="0.000001"/></way></osm>`,
  "geom without numbers": `<osm><way id="5"><nd lat="0" lon="0"/><nd lat="0" lon="0.000001"/><nd lat="0" lon="0.000002"/></way>
    <way id="6"><nd lat="0" lon="0.000001"/><nd lat="0.000003" lon="0.000001"/></way></osm>`,
};
const GEOMETRY = [
  [
    { lat: 0, lon: 0 },
    { lat: 0, lon: 1e-6 },
    { lat: 0, lon: 2e-6 },
  ],
  [
    { lat: 0, lon: 1e-6 },
    { lat: 3e-6, lon: 1e-6 },
  ],
];
const json = (elements: unknown[]) => JSON.stringify({ version: 0.6, elements });
const PLACES = [
  [
    [0, 0],
    [10, 0],
    [20, 0],
  ],
  [
    [10, 0],
    [10, 30],
  ],
] as const;

test.each<[form: string, content: string | Uint8Array]>([
  ["XML with places", XML.geom],
  ["XML with places and no numbers", XML["geom without numbers"]],
  [
    "JSON with geometry",
    json([
      { type: "way", id: 5, nodes: [1, 2, 3], geometry: GEOMETRY[0] },
      { type: "way", id: 6, nodes: [2, 4], geometry: GEOMETRY[1] },
    ]),
  ],
  [
    "JSON with geometry and no numbers",
    json([
      { type: "way", id: 5, geometry: GEOMETRY[0] },
      { type: "way", id: 6, geometry: GEOMETRY[1] },
    ]),
  ],
  [
    "JSON with the geometry of members alone",
    json([
      {
        type: "relation",
        id: 9,
        members: [
          { type: "way", ref: 5, role: "outer", geometry: GEOMETRY[0] },
          { type: "way", ref: 6, role: "outer", geometry: GEOMETRY[1] },
        ],
      },
    ]),
  ],
  [
    "XML with the geometry of members alone",
    XML["geom without numbers"]
      .replaceAll(/<way id="(\d)">/g, '<member type="way" ref="$1" role="">')
      .replaceAll("</way>", "</member>")
      .replace("<osm>", '<osm><relation id="9">')
      .replace("</osm>", "</relation></osm>"),
  ],
  [
    "PBF with places on ways",
    pbfBytes({
      ways: [
        { id: 5, refs: [1, 2, 3], places: PLACES[0] },
        { id: 6, refs: [2, 4], places: PLACES[1] },
      ],
    }),
  ],
])("in %s two ways meet where they share a place", async (_, content) => {
  const { nodes, ways, notes } = await read(content);
  const placesOf = (w: number) =>
    [...ways.ref.slice(ways.firstRef[w], ways.firstRef[w + 1])].map((n) => [nodes.lonE7[n], nodes.latE7[n]]);
  expect([...ways.id]).toEqual([5, 6]);
  expect([placesOf(0), placesOf(1)]).toEqual(PLACES);
  // Three nodes and one more, of which one is on both ways.
  expect([nodes.count, ways.ref[1] === ways.ref[3], notes]).toEqual([4, true, []]);
});

test("a node of the file itself goes before the places on ways, with its tags", async () => {
  const nodes = [{ id: 2, lon: 11, lat: 0, tags: { barrier: "gate" } }];
  const osm = await read(pbfBytes({ nodes, ways: [{ id: 5, refs: [1, 2, 3], places: PLACES[0] }] }));
  expect([...osm.nodes.lonE7]).toEqual([0, 11, 20]);
  expect({ ...tagsOf(osm.strings, osm.nodes.tags, 0) }).toEqual({ barrier: "gate" });
});

test("a place that the writer did not know is missing", async () => {
  const places = [
    [0, 0],
    [2_147_483_647, 2_147_483_647],
    [20, 0],
  ] as const;
  const osm = await read(pbfBytes({ ways: [{ id: 5, refs: [1, 2, 3], places }] }));
  expect([...osm.ways.ref]).toEqual([0, MISSING, 1]);
  // Of a way outside the box that was asked for, Overpass prints null.
  const cut = await read(json([{ type: "way", id: 5, nodes: [1, 2], geometry: [null, { lat: 0, lon: 1 }] }]));
  expect([...cut.ways.ref]).toEqual([MISSING, 0]);
});

test("a node at two places lies where the newest way says, and is counted", async () => {
  const way = (id: number, version: number, lon: number) => ({
    id,
    refs: [1, 2],
    version,
    places: [[0, 0] as const, [lon, 0] as const],
  });
  const osm = await read(pbfBytes({ ways: [way(5, 7, 20), way(6, 3, 30)] }));
  expect([...osm.nodes.lonE7]).toEqual([0, 20]);
  expect(osm.notes.map(({ code, count }) => [code, count])).toEqual([["nodes-moved", 1]]);
});

test("nodes with tags and no place take the place that a way gives them, else they are left out", async () => {
  const tags = { barrier: "gate" };
  const osm = await read(
    json([
      { type: "node", id: 2, tags },
      { type: "node", id: 8, tags },
      { type: "way", id: 5, nodes: [1, 2], geometry: GEOMETRY[1] },
    ]),
  );
  expect([[...osm.nodes.id], [...osm.nodes.tagged], [...osm.nodes.latE7]]).toEqual([[1, 2], [1], [0, 30]]);
  expect(osm.notes.map(({ code, count }) => [code, count])).toEqual([["nodes-without-place", 1]]);
});

test.each<[form: string, content: string | Uint8Array]>([
  ["XML", '<osm><way id="5"><nd ref="1"/><nd ref="2"/></way></osm>'],
  ["JSON", json([{ type: "way", id: 5, tags: { highway: "footway" } }])],
  ["PBF", pbfBytes({ ways: [{ id: 5, refs: [1, 2] }] })],
])("ways in %s of which no node has a place are refused", async (_, content) => {
  await expect(read(content)).rejects.toThrow(InputFileError);
  await expect(read(content)).rejects.toThrow("ways whose nodes are not in the file: 1 of 1");
});

test("as many places as nodes are expected on a way", async () => {
  const bytes = pbfBytes({ ways: [{ id: 5, refs: [1, 2, 3], places: PLACES[1] }] });
  await expect(read(bytes)).rejects.toThrow("way 5 has 3 nodes, 2 longitudes and 2 latitudes");
});

const HALL = { amenity: "townhall", name: "Hall" };
const CENTRE = { lat: 1e-6, lon: 2e-6 };

test.each<[form: string, content: string]>([
  ["JSON, out tags center", json([{ type: "way", id: 7, tags: HALL, center: CENTRE }])],
  ["JSON, out center", json([{ type: "way", id: 7, nodes: [1, 2, 1], tags: HALL, center: CENTRE }])],
  [
    "XML, out center",
    `<osm><way id="7"><center lat="0.000001" lon="0.000002"/><nd ref="1"/><nd ref="2"/><nd ref="1"/>
    <tag k="amenity" v="townhall"/><tag k="name" v="Hall"/></way></osm>`,
  ],
])("a place of which the file gives the centre alone stands there: %s", async (_, content) => {
  const osm = await read(content);
  const [hall, ...others] = placesInOsm(osm, ({ amenity }) => amenity === "townhall");
  expect(others).toEqual([]);
  expect(hall).toMatchObject({ id: "way/7", lon: 2e-6, lat: 1e-6, rings: null });
  expect(osm.notes.filter(({ code }) => code === "ways-at-centre").map(({ count }) => count)).toEqual([1]);
});

test("streets of which the file gives the centre alone are refused, and nodes count before a centre", async () => {
  const street = { type: "way", id: 5, nodes: [1, 2], tags: { highway: "footway" }, center: CENTRE };
  const osm = await read(json([street]));
  expect(() => buildWalkNetwork(osm)).toThrow("1 walkable ways, the first is way/5");
  const nodes = [1, 2].map((id) => ({ type: "node", id, lat: 0, lon: id * 1e-3 }));
  const whole = buildWalkNetwork(await read(json([...nodes, street])));
  // 0.001 degrees of the equator are 111.32 m.
  expect([...whole.edgeLengthMm].map((mm) => Math.round(mm / 10))).toEqual([11_132]);
});
