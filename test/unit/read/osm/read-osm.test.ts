import { writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { InputFileError, UnsupportedFileError } from "../../../../src/base/errors.js";
import { MISSING, type OsmData, tagsOf } from "../../../../src/read/osm/osm-data.js";
import { readOsm } from "../../../../src/read/osm/read-osm.js";
import { blob, lz4Literals, type PbfPlan, pbfBytes, zstdStored } from "../../../support/pbf-bytes.js";
import { SEED } from "../../../support/random-town.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

let files = 0;
function file(content: Uint8Array | string, ending = ".osm.pbf"): string {
  const name = path.join(folder, `${files++}${ending}`);
  writeFileSync(name, content);
  return name;
}

const read = (plan: PbfPlan) => readOsm(file(pbfBytes(plan)));

/** Everything but where the data came from. */
function content({ source: _, ...rest }: OsmData) {
  return rest;
}

const NODES = [
  { id: 7, lon: 714_300_000, lat: 511_200_000, tags: { barrier: "gate", name: "Врата" } },
  { id: 9, lon: 714_310_000, lat: 511_200_000 },
  { id: 5_000_000_000, lon: 714_310_000, lat: -511_210_000 },
];
const WAYS = [{ id: 3, refs: [7, 9, 5_000_000_000], tags: { highway: "footway" } }];
const PLAN: PbfPlan = { nodes: NODES, ways: WAYS };

const XML = `<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6" generator="by hand">
  <node id="7" lat="51.12" lon="71.43"><tag k="barrier" v="gate"/><tag k="name" v="Врата"/></node>
  <node id="9" lat="51.12" lon="71.431"/>
  <node id="5000000000" lat="-51.121" lon="71.431"/>
  <way id="3"><nd ref="7"/><nd ref="9"/><nd ref="5000000000"/><tag k="highway" v="footway"/></way>
</osm>
`;

test("nodes, tags and references are read as they stand, ids beyond 2^32 too", async () => {
  const osm = await read(PLAN);
  expect([...osm.nodes.id]).toEqual([7, 9, 5_000_000_000]);
  expect([...osm.nodes.lonE7]).toEqual([714_300_000, 714_310_000, 714_310_000]);
  expect([...osm.nodes.latE7]).toEqual([511_200_000, 511_200_000, -511_210_000]);
  expect([...osm.nodes.tagged]).toEqual([0]);
  expect({ ...tagsOf(osm.strings, osm.nodes.tags, 0) }).toEqual({ barrier: "gate", name: "Врата" });
  expect([...osm.ways.ref]).toEqual([0, 1, 2]);
  expect(osm.bounds).toEqual([71.43, -51.121, 71.431, 51.12]);
  expect(osm.notes).toEqual([]);
});

test("raw blobs, plain nodes and XML, gzipped or not, give the same data", async () => {
  const zlib = content(await read(PLAN));
  expect(content(await read({ ...PLAN, encoding: 1 }))).toEqual(zlib);
  expect(content(await read({ ...PLAN, dense: false }))).toEqual(zlib);
  expect(content(await read({ ...PLAN, encoding: 6, pack: lz4Literals }))).toEqual(zlib);
  expect(content(await read({ ...PLAN, encoding: 7, pack: zstdStored }))).toEqual(zlib);
  expect(content(await readOsm(file(XML, ".osm")))).toEqual(zlib);
  // Told by content: the name says otherwise.
  expect(content(await readOsm(file(gzipSync(XML), ".osm.pbf")))).toEqual(zlib);
});

test("a blob in LZ4 or Zstandard that is not as large as it says is refused", async () => {
  for (const plan of [
    { ...PLAN, encoding: 6, pack: lz4Literals },
    { ...PLAN, encoding: 7, pack: zstdStored },
  ]) {
    await expect(read({ ...plan, rawSize: 7 })).rejects.toBeInstanceOf(InputFileError);
    await expect(read({ ...plan, rawSize: 500 })).rejects.toBeInstanceOf(InputFileError);
    await expect(read({ ...plan, rawSize: 2 ** 30 })).rejects.toThrow("at most 32 MiB");
  }
});

test("granularity and offsets are applied", async () => {
  // 1000 nanodegrees a unit, and offsets of 1 and 2 degrees: 5,000,000 units are 5 degrees.
  const osm = await read({
    nodes: [{ id: 1, lon: 5_000_000, lat: 6_000_000 }],
    granularity: 1000,
    lonOffset: 1e9,
    latOffset: 2e9,
  });
  expect([osm.nodes.lonE7[0], osm.nodes.latE7[0]]).toEqual([60_000_000, 80_000_000]);
});

test("the order of the elements in the file changes nothing", async () => {
  const turned = await read({ nodes: [...NODES].reverse(), ways: WAYS });
  expect(content(turned)).toEqual(content(await read(PLAN)));
});

test("of bare elements with one id the last stays, and what is missing is counted", async () => {
  const osm = await read({
    nodes: [
      { id: -2, lon: 1, lat: 1 },
      { id: 4, lon: 10, lat: 10 },
      { id: 4, lon: 20, lat: 20 },
    ],
    ways: [{ id: 1, refs: [4, 99, -2] }],
  });
  expect([...osm.nodes.id]).toEqual([-2, 4]);
  expect([...osm.nodes.lonE7]).toEqual([1, 20]);
  expect([...osm.ways.ref]).toEqual([1, MISSING, 0]);
  expect(osm.notes.map(({ code, count }) => [code, count])).toEqual([
    ["duplicate-ids", 1],
    ["missing-node-refs", 1],
  ]);
});

test("blobs of an unknown type are skipped and noted, and the header's time is kept", async () => {
  const osm = await read({ ...PLAN, extraBlob: "OSMFuture", timestamp: 1_433_550_203 });
  expect(osm.notes.map(({ code }) => code)).toEqual(["unknown-blobs"]);
  expect(osm.source.timestamp).toBe("2015-06-06T00:23:23.000Z");
  expect(osm.nodes.count).toBe(3);
});

const SOUND = pbfBytes(PLAN);
const withNode = (lat: string) => XML.replace("51.12", lat);

const MALFORMED: readonly [what: string, content: Uint8Array | string, message: RegExp][] = [
  ["an empty file", "", /the file is empty/],
  [
    "a JSON file",
    '{"type":"FeatureCollection","features":[]}',
    /no list of elements: this is not an Overpass answer/,
  ],
  ["plain text", "city", /not an \.osm\.pbf file|ends after/],
  ["a zip archive", "PK\u0003\u0004 something", /zip archive/],
  ["a bzip2 file that is cut off", "BZh91AY", /the bzip2 stream is damaged or cut off/],
  ["a web page", "<html><body>404</body></html>", /root is <html>, expected <osm>/],
  ["an osmChange file", '<osmChange version="0.6"></osmChange>', /root is <osmChange>/],
  ["XML that is not closed", XML.slice(0, 300), /damaged|not well-formed/],
  ["XML with crossed tags", "<osm><node id='1' lat='1' lon='1'></osm>", /not well-formed/],
  ["a latitude past the pole", withNode("91"), /node 7 lies at "91"/],
  ["a latitude that is not a number", withNode("north"), /node 7 lies at "north"/],
  ["a node without an id", XML.replace('id="7" ', ""), /a node's id is missing/],
  [
    "a member of unknown type",
    "<osm><relation id='1'><member type='area' ref='1' role=''/></relation></osm>",
    /type "area"/,
  ],
  ["a reference that is not a number", XML.replace('ref="9"', 'ref="x"'), /a node of way 3 is "x"/],
  ["a truncated gzip file", gzipSync(XML).subarray(0, 150), /damaged/],
  ["bytes that are not UTF-8", Buffer.from(XML.replace("Врата", "\u00ff"), "latin1"), /damaged/],
  ["an oversize blob header", Uint8Array.of(0x7f, 0, 0, 0, 1, 2, 3), /not an \.osm\.pbf file/],
  [
    "an oversize blob",
    Buffer.concat([
      SOUND,
      Buffer.from([0, 0, 0, 13]),
      blob("OSMData", new Uint8Array(0), 1).subarray(4, 13),
      Buffer.from([0x18, 0xff, 0xff, 0xff, 0x7f]),
    ]),
    /damaged|32 MiB|ends after/,
  ],
  ["data before the header", pbfBytes({ ...PLAN, firstType: "OSMData" }), /expected "OSMHeader"/],
  [
    "an unknown required feature",
    pbfBytes({ ...PLAN, features: ["OsmSchema-V0.6", "Sort.Other"] }),
    /requires the feature "Sort.Other"/,
  ],
  ["lzma", pbfBytes({ ...PLAN, encoding: 4 }), /compressed with lzma/],
  ["bzip2 inside", pbfBytes({ ...PLAN, encoding: 5 }), /compressed with bzip2/],
  ["lz4 that is none", pbfBytes({ ...PLAN, encoding: 6 }), /damaged/],
  ["zstd that is none", pbfBytes({ ...PLAN, encoding: 7 }), /damaged/],
  [
    "GraphML",
    '<?xml version="1.0"?><graphml xmlns="http://graphml.graphdrawing.org/xmlns"/>',
    /GraphML; save it as a layer, e\.g\. with OSMnx: save_graph_geopackage/,
  ],
  [
    "a network of MATSim",
    "<network><nodes/></network>",
    /MATSim; save it as a layer, e\.g\. with matsim-tools/,
  ],
  ["a network of SUMO", '<net version="1.20"/>', /SUMO; .*net2geojson\.py/],
  ["o5m", Buffer.from("ffe0046f356d32", "hex"), /o5m; convert it first, e\.g\. osmium cat/],
  [
    "lists of unequal length",
    pbfBytes({ ...PLAN, denseLats: [1] }),
    /3 dense nodes have 3 longitudes and 1 latitudes/,
  ],
  ["a string that is not there", pbfBytes({ ...PLAN, denseTags: [1, 99, 0, 0, 0] }), /string 99 is named/],
  ["tags that end in the middle", pbfBytes({ ...PLAN, denseTags: [1] }), /tags of dense nodes end/],
  ["a place off the earth", pbfBytes({ nodes: [{ id: 1, lon: 0, lat: 999_000_000 }] }), /not on the earth/],
  ["a wrong raw size", pbfBytes({ ...PLAN, rawSize: 7 }), /7 were announced/],
];

test.each(MALFORMED)("%s is refused, by name and reason", async (_, bytes, message) => {
  const name = file(bytes);
  const error = await readOsm(name).then(
    () => null,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(InputFileError);
  expect((error as Error).message).toContain(name);
  expect((error as Error).message).toMatch(message);
});

test("an archive, another compression and an unknown feature are unsupported, not damaged", async () => {
  for (const bytes of [
    "PK\u0003\u0004",
    pbfBytes({ ...PLAN, encoding: 4 }),
    pbfBytes({ ...PLAN, features: ["Other"] }),
  ]) {
    await expect(readOsm(file(bytes))).rejects.toBeInstanceOf(UnsupportedFileError);
  }
});

test("a missing file and a folder are other errors than a damaged file", async () => {
  await expect(readOsm(path.join(folder, "none.pbf"))).rejects.toThrow("there is no such file");
  await expect(readOsm(folder)).rejects.toThrow("this is a folder");
});

test("a file cut short at any byte is refused, unless the cut falls between two blobs", async () => {
  const firstBlobEnds = SOUND.length - blobLength(SOUND);
  for (let length = 1; length < SOUND.length; length++) {
    if (length === firstBlobEnds) continue;
    await expect(readOsm(file(SOUND.slice(0, length))), `${length} bytes`).rejects.toBeInstanceOf(
      InputFileError,
    );
  }
});

/** Length of the second blob: the first one's header ends with its size, one byte here. */
function blobLength(bytes: Uint8Array): number {
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  return bytes.length - (4 + headerLength + bytes[3 + headerLength]!);
}

test("flipped bytes are read or refused, and nothing else happens", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(SOUND.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const damaged = SOUND.slice();
      damaged[at]! ^= flip;
      const name = path.join(folder, "flipped.osm.pbf");
      writeFileSync(name, damaged);
      const outcome = await readOsm(name).catch((error: unknown) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(InputFileError);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test("reading is stopped by its signal", async () => {
  const stop = new AbortController();
  stop.abort(new Error("enough"));
  await expect(readOsm(file(SOUND), { signal: stop.signal })).rejects.toThrow("enough");
  await expect(readOsm(file(XML, ".osm"), { signal: stop.signal })).rejects.toThrow("enough");
});
