/**
 * Writes OpenStreetMap elements as `.osm.pbf`: dense nodes and ways, zlib blobs, ids ascending.
 *
 * For the sample maker only; the library reads PBF and does not write it.
 */
import { deflateSync } from "node:zlib";
import { PbfWriter } from "pbf";

const ELEMENTS_A_BLOCK = 8000;

/**
 * @param {{ id: number, lonE7: number, latE7: number, tags: Record<string, string> }[]} nodes - ids ascending
 * @param {{ id: number, refs: number[], tags: Record<string, string> }[]} ways - ids ascending
 * @returns {Buffer} the file
 */
export function encodePbf(nodes, ways) {
  const blobs = [blob("OSMHeader", headerBlock())];
  for (let i = 0; i < nodes.length; i += ELEMENTS_A_BLOCK) {
    blobs.push(blob("OSMData", dataBlock(nodes.slice(i, i + ELEMENTS_A_BLOCK), writeDenseNodes)));
  }
  for (let i = 0; i < ways.length; i += ELEMENTS_A_BLOCK) {
    blobs.push(blob("OSMData", dataBlock(ways.slice(i, i + ELEMENTS_A_BLOCK), writeWays)));
  }
  return Buffer.concat(blobs);
}

function finished(write) {
  const pbf = new PbfWriter();
  write(pbf);
  return Buffer.from(pbf.finish());
}

function blob(type, content) {
  const body = finished((pbf) => {
    pbf.writeVarintField(2, content.length);
    pbf.writeBytesField(3, deflateSync(content, { level: 9 }));
  });
  const header = finished((pbf) => {
    pbf.writeStringField(1, type);
    pbf.writeVarintField(3, body.length);
  });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, body]);
}

function headerBlock() {
  return finished((pbf) => {
    pbf.writeStringField(4, "OsmSchema-V0.6");
    pbf.writeStringField(4, "DenseNodes");
    pbf.writeStringField(5, "Sort.Type_then_ID");
    pbf.writeStringField(16, "living-circle sample maker");
    pbf.writeStringField(17, "(c) OpenStreetMap contributors, ODbL 1.0");
  });
}

function dataBlock(elements, writeGroup) {
  const used = new Set(elements.flatMap(({ tags }) => Object.entries(tags).flat()));
  const strings = ["", ...[...used].sort()];
  const indexOf = new Map(strings.map((text, i) => [text, i]));
  return finished((pbf) => {
    pbf.writeMessage(
      1,
      (_, table) => {
        for (const text of strings) table.writeBytesField(1, Buffer.from(text));
      },
      null,
    );
    pbf.writeMessage(2, (_, group) => writeGroup(group, elements, indexOf), null);
  });
}

function deltas(values) {
  return values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]));
}

function writeDenseNodes(group, nodes, indexOf) {
  const write = (_, dense) => {
    dense.writePackedSVarint(1, deltas(nodes.map((n) => n.id)));
    dense.writePackedSVarint(8, deltas(nodes.map((n) => n.latE7)));
    dense.writePackedSVarint(9, deltas(nodes.map((n) => n.lonE7)));
    const tags = nodes.flatMap((n) => [
      ...Object.entries(n.tags).flatMap((kv) => kv.map((t) => indexOf.get(t))),
      0,
    ]);
    dense.writePackedVarint(10, tags);
  };
  group.writeMessage(2, write, null);
}

function writeWays(group, ways, indexOf) {
  for (const { id, refs, tags } of ways) {
    const write = (_, way) => {
      way.writeVarintField(1, id);
      way.writePackedVarint(
        2,
        Object.keys(tags).map((key) => indexOf.get(key)),
      );
      way.writePackedVarint(
        3,
        Object.values(tags).map((value) => indexOf.get(value)),
      );
      way.writePackedSVarint(8, deltas(refs));
    };
    group.writeMessage(3, write, null);
  }
}
