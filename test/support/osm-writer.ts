/**
 * OpenStreetMap files made by hand: XML of data once read, and PBF files around one data block.
 */
import { PbfWriter } from "pbf";
import { type OsmData, tagsOf } from "../../src/read/osm/osm-data.js";
import { blob } from "./pbf-bytes.js";

/** Bytes that `write` makes. */
export function message(write: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  write(pbf);
  return pbf.finish().slice();
}

/** A message inside a message. */
export function put(pbf: PbfWriter, field: number, write: (inner: PbfWriter) => void): void {
  pbf.writeBytesField(field, message(write));
}

/** A whole file whose one data block has these strings and this group, and further fields from `more`. */
export function pbfFile(
  strings: readonly string[],
  group: (pbf: PbfWriter) => void,
  more: (pbf: PbfWriter) => void = () => {},
): Uint8Array {
  const header = message((pbf) => pbf.writeStringField(4, "OsmSchema-V0.6"));
  const block = message((pbf) => {
    put(pbf, 1, (table) => {
      for (const text of strings) table.writeBytesField(1, Buffer.from(text));
    });
    put(pbf, 2, group);
    more(pbf);
  });
  return Buffer.concat([blob("OSMHeader", header, 3), blob("OSMData", block, 1)]);
}

/** The XML of data; members that the data lack are written with an id that no element bears. */
export function xmlOf(osm: OsmData): string {
  const { nodes, ways, relations, strings } = osm;
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6">'];
  const tagged = new Map(Array.from(nodes.tagged, (node, i) => [node, i]));
  for (let n = 0; n < nodes.count; n++) {
    const place = `lat="${nodes.latE7[n]! / 1e7}" lon="${nodes.lonE7[n]! / 1e7}"`;
    const row = tagged.get(n);
    const tags = row === undefined ? "" : tagLines(tagsOf(strings, nodes.tags, row));
    lines.push(`<node id="${nodes.id[n]}" ${place}>${tags}</node>`);
  }
  for (let w = 0; w < ways.count; w++) {
    const refs = [...ways.ref.subarray(ways.firstRef[w], ways.firstRef[w + 1])];
    const body = refs.map((n) => `<nd ref="${nodes.id[n]}"/>`).join("");
    lines.push(`<way id="${ways.id[w]}">${body}${tagLines(tagsOf(strings, ways.tags, w))}</way>`);
  }
  const kinds = [
    { type: "node", id: nodes.id },
    { type: "way", id: ways.id },
    { type: "relation", id: relations.id },
  ];
  for (let r = 0; r < relations.count; r++) {
    lines.push(`<relation id="${relations.id[r]}">`);
    for (let k = relations.firstMember[r]!; k < relations.firstMember[r + 1]!; k++) {
      const { type, id } = kinds[relations.memberType[k]!]!;
      const ref = id[relations.memberIndex[k]!];
      const role = strings[relations.memberRole[k]!]!;
      lines.push(`<member type="${type}" ref="${ref ?? -999}" role="${escaped(role)}"/>`);
    }
    lines.push(`${tagLines(tagsOf(strings, relations.tags, r))}</relation>`);
  }
  return [...lines, "</osm>", ""].join("\n");
}

function tagLines(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([k, v]) => `<tag k="${escaped(k)}" v="${escaped(v)}"/>`)
    .join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"\n\t\r]/g, (c) => `&#${c.charCodeAt(0)};`);
}
