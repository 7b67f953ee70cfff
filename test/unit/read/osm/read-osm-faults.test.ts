/** Faults that a reader could pass over in silence, and forms that are rare but sound. */
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import type { PbfWriter } from "pbf";
import { expect, test } from "vitest";
import { FileAccessError, InputFileError, UnsupportedFileError } from "../../../../src/base/errors.js";
import { tagsOf } from "../../../../src/read/osm/osm-data.js";
import { readOsm } from "../../../../src/read/osm/read-osm.js";
import { message, pbfFile, put } from "../../../support/osm-writer.js";
import { blob, pbfBytes } from "../../../support/pbf-bytes.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

let files = 0;
function file(content: Uint8Array | string): string {
  const name = path.join(folder, `${files++}`);
  writeFileSync(name, content);
  return name;
}

const node = (id: number) => (group: PbfWriter) =>
  put(group, 1, (pbf) => {
    pbf.writeSVarintField(1, id);
    pbf.writeSVarintField(8, 10);
    pbf.writeSVarintField(9, 20);
  });
const way = (id: number, write: (pbf: PbfWriter) => void) => (group: PbfWriter) =>
  put(group, 3, (pbf) => {
    pbf.writeVarintField(1, id);
    write(pbf);
  });
const relation = (types: number[], roles = [0], members = [4]) =>
  pbfFile([""], (group) =>
    put(group, 4, (pbf) => {
      pbf.writeVarintField(1, 8);
      pbf.writePackedVarint(8, roles);
      pbf.writePackedSVarint(9, members);
      pbf.writePackedVarint(10, types);
    }),
  );

test("a list in several pieces, packed or not, is read whole", async () => {
  // Steps from the last id: 5, then 5 + 2 = 7, then 7 - 2 = 5.
  const bytes = pbfFile([""], (group) => {
    node(5)(group);
    node(7)(group);
    way(1, (pbf) => {
      pbf.writePackedSVarint(8, [5]);
      pbf.writeSVarintField(8, 2);
      pbf.writePackedSVarint(8, [-2]);
    })(group);
  });
  const osm = await readOsm(file(bytes));
  expect([...osm.ways.ref]).toEqual([0, 1, 0]);
});

test("strings that no kept element uses are dropped, authors' names among them", async () => {
  const author = await readOsm(file(pbfFile(["", "alice"], node(5))));
  expect(author.strings).toEqual([""]);
  const replaced = `<osm><node id="1" version="1" lat="1" lon="1"><tag k="old" v="x"/></node><node id="1" version="2" lat="2" lon="1"/></osm>`;
  const osm = await readOsm(file(replaced));
  expect([osm.strings, [...osm.nodes.latE7]]).toEqual([[""], [20_000_000]]);
});

test("elements marked as deleted are left out, dense, plain and in XML", async () => {
  const bytes = pbfFile(["", "k", "v"], (group) => {
    put(group, 2, (dense) => {
      dense.writePackedSVarint(1, [1, 1, 1]);
      put(dense, 5, (info) => info.writePackedVarint(6, [1, 0, 1]));
      dense.writePackedSVarint(8, [0, 0, 0]);
      dense.writePackedSVarint(9, [0, 0, 0]);
      dense.writePackedVarint(10, [0, 1, 2, 0, 1, 2, 0]);
    });
    way(6, (pbf) => put(pbf, 4, (info) => info.writeVarintField(6, 0)))(group);
    // A deleted node has no place.
    put(group, 1, (pbf) => {
      pbf.writeSVarintField(1, 9);
      put(pbf, 4, (info) => info.writeVarintField(6, 0));
    });
  });
  const osm = await readOsm(file(bytes));
  expect([[...osm.nodes.id], osm.ways.count]).toEqual([[1, 3], 0]);
  // The tag belongs to node 3, index 1: that of the deleted node 2 was passed over.
  expect([...osm.nodes.tagged]).toEqual([1]);
  const xml = `<osm><node id="1" action="delete" lat="1" lon="1"/><way id="2" visible="false"/></osm>`;
  const { nodes, ways, notes } = await readOsm(file(xml));
  expect([nodes.count, ways.count, notes.map(({ code }) => code)]).toEqual([
    0,
    0,
    ["no-elements", "deleted-elements"],
  ]);
});

test("coordinates finer than 1e-7 degrees are rounded, and text is unescaped", async () => {
  // Granularity 1 is a nanodegree, a hundredth of the unit: 1049 → 10, -1051 → -11.
  const bytes = pbfFile(
    [""],
    (group) =>
      put(group, 1, (pbf) => {
        pbf.writeSVarintField(1, -3);
        pbf.writeSVarintField(8, 1049);
        pbf.writeSVarintField(9, -1051);
      }),
    (block) => block.writeVarintField(17, 1),
  );
  const { nodes } = await readOsm(file(bytes));
  expect([nodes.id[0], nodes.latE7[0], nodes.lonE7[0]]).toEqual([-3, 10, -11]);
  const xml = `\ufeff<osm><node id="1" lat="1" lon="1"><tag k="a&amp;b" v="&lt;&#x4E2D;&quot;"/></node></osm>`;
  const osm = await readOsm(file(xml));
  expect({ ...tagsOf(osm.strings, osm.nodes.tags, 0) }).toEqual({ "a&b": '<中"' });
});

test("the hash is that of the whole file, gzipped or not, and progress ends at its size", async () => {
  const xml = `<osm timestamp="2020-01-02T03:04:05Z"><node id="1" lat="1" lon="1"/><extra/></osm>`;
  for (const bytes of [Buffer.from(xml), gzipSync(xml), Buffer.from(pbfFile([""], node(1)))]) {
    const seen: number[] = [];
    const onProgress = (read: number, total: number) => seen.push(read, total);
    const { source } = await readOsm(file(bytes), { onProgress });
    expect(source.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
    expect(seen.slice(-2)).toEqual([bytes.length, bytes.length]);
  }
  const { source, notes } = await readOsm(file(xml));
  expect(source.timestamp).toBe("2020-01-02T03:04:05.000Z");
  expect(notes.map(({ code, count }) => [code, count])).toEqual([["unknown-elements", 1]]);
});

const SOUND = pbfFile([""], node(1));
const bomb = (rawSize: number) => Buffer.concat([SOUND, blob("OSMData", Buffer.alloc(33 << 20), 3, rawSize)]);
const osmXml = (body: string) => `<osm version="0.6">\n${body}</osm>`;

const FAULTS: readonly [what: string, content: Uint8Array | string, reason: RegExp][] = [
  [
    "an id beyond 2^52",
    pbfFile(
      [""],
      way(2 ** 53 + 2, () => {}),
    ),
    /9007199254740994 is too large/,
  ],
  [
    "ids that add up beyond 2^52",
    pbfFile(
      [""],
      way(1, (p) => p.writePackedSVarint(8, [2 ** 52, 2 ** 52])),
    ),
    /large/,
  ],
  [
    "a granularity below 1",
    pbfFile([""], node(1), (p) => p.writeVarintField(17, -100)),
    /granularity is -100/,
  ],
  [
    "a node without a place",
    pbfFile([""], (g) => put(g, 1, (p) => p.writeSVarintField(1, 1))),
    /lacks its id or its/,
  ],
  [
    "a way without an id",
    pbfFile([""], (g) => put(g, 3, (p) => p.writePackedSVarint(8, [1]))),
    /a way lacks its id/,
  ],
  [
    "keys without values",
    pbfFile(
      ["", "k"],
      way(4, (p) => p.writePackedVarint(2, [1])),
    ),
    /way 4 has 1 keys and 0/,
  ],
  ["a member of type 3", relation([3]), /relation 8 has a member of type 3/],
  ["a role that is not there", relation([0], [7]), /string 7 is named, the block has 1/],
  ["roles fewer than members", relation([0], []), /1 members, 0 roles, 1 types/],
  [
    "a wrong wire type",
    pbfFile([""], (g) => g.writeVarintField(3, 1)),
    /field 3 is of wire type 0, expected 2/,
  ],
  [
    "a list as a number",
    pbfFile(
      [""],
      way(1, (p) => p.writeDoubleField(8, 1)),
    ),
    /field 8 is of wire type 1/,
  ],
  ["a group of old protobuf", pbfFile([""], (g) => g.writeTag(9, 3)), /damaged/],
  [
    "surplus dense tags",
    pbfBytes({ nodes: [{ id: 1, lon: 1, lat: 1 }], denseTags: [0, 0, 0] }),
    /use 1 of 3 numbers/,
  ],
  ["a blob that inflates past its size", bomb(10), /more than 10 bytes/],
  ["a blob that inflates past 32 MiB", bomb(33 << 20), /inflates to 34603008 bytes; at most 32 MiB/],
  ["a blob without data", Buffer.concat([SOUND, emptyBlob()]), /holds no data/],
  ["three bytes after the end", Buffer.concat([SOUND, Buffer.alloc(3)]), /ends after 3 of 4 bytes/],
  ["zeros after the end", Buffer.concat([SOUND, Buffer.alloc(9)]), /0 bytes is announced.*damaged here/],
  ["a JSON layer", ' {"type":"FeatureCollection"}', /this is not an Overpass answer/],
  [
    "a broken-off Overpass answer",
    osmXml("<remark> runtime error: Query timed out </remark>"),
    /line 2.*timed out/,
  ],
  ["a list of differences", osmXml('<action type="modify"/>'), /line 2.*list of differences/],
  ["a hexadecimal id", osmXml('<node id="0x10" lat="1" lon="1"/>'), /id is "0x10"/],
  ["an id with a fraction", osmXml('<node id="1.5" lat="1" lon="1"/>'), /id is "1.5"/],
  ["an id beyond 2^53", osmXml('<node id="9007199254740993" lat="1" lon="1"/>'), /id is "9007199254740993"/],
  ["a hexadecimal latitude", osmXml('<node id="1" lat="0x1" lon="1"/>'), /lies at "0x1"/],
  ["a node without a longitude", osmXml('<node id="1" lat="1"/>'), /node 1 lies at no place/],
  [
    "a tag without a value",
    osmXml('<way id="1"><tag k="a"/></way>'),
    /tag of way 1 lacks its key or its value/,
  ],
  ["an unknown entity", osmXml('<way id="1"><tag k="a" v="&boom;"/></way>'), /not well-formed/],
  ["two roots", "<osm></osm><osm></osm>", /not well-formed/],
  ["a comment and nothing else", "<!-- osm -->", /not well-formed/],
  ["a change file", "<osmChange/>", /root is <osmChange>, expected <osm>: this is a list of changes/],
  ["a gzipped .osm.pbf", gzipSync(SOUND), /binary data, expected XML/],
  ["an empty gzip file", gzipSync(""), /not well-formed|damaged/],
  ["gzip with a flipped check sum", flipped(gzipSync(osmXml("")), -5), /damaged/],
];

test.each(FAULTS)("%s is refused, by name and reason", async (_, bytes, reason) => {
  const name = file(bytes);
  const error = await readOsm(name).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(InputFileError);
  expect((error as Error).message).toContain(name);
  expect((error as Error).message).toMatch(reason);
});

test("XML and gzip cut short at any byte are refused", async () => {
  const xml = osmXml('<node id="1" lat="1" lon="1"><tag k="a" v="b"/></node>');
  for (const whole of [Buffer.from(xml), gzipSync(xml)]) {
    for (let length = 0; length < whole.length; length++) {
      const error = await readOsm(file(whole.subarray(0, length))).catch((caught: unknown) => caught);
      expect(error, `${length} bytes`).toBeInstanceOf(InputFileError);
    }
  }
});

test("a device is not a file, a folder neither, and UTF-16 text is unsupported", async () => {
  await expect(readOsm("/dev/null")).rejects.toBeInstanceOf(FileAccessError);
  await expect(readOsm(folder)).rejects.toBeInstanceOf(FileAccessError);
  const text = Buffer.from("\ufeff<osm/>", "utf16le");
  await expect(readOsm(file(text))).rejects.toBeInstanceOf(UnsupportedFileError);
});

function emptyBlob(): Uint8Array {
  const header = message((pbf) => {
    pbf.writeStringField(1, "OSMData");
    pbf.writeVarintField(3, 0);
  });
  return Buffer.concat([Buffer.from([0, 0, 0, header.length]), header]);
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length + at]! ^= 1;
  return copy;
}
