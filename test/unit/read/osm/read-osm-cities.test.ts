/** Real extracts, read by another parser and by way of XML, must give the same data. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { createOSMStream } from "osm-pbf-parser-node";
import { expect, test } from "vitest";
import { MISSING, type OsmData, tagsOf } from "../../../../src/read/osm/osm-data.js";
import { readOsm } from "../../../../src/read/osm/read-osm.js";
import { readOsmPbf } from "../../../../src/read/osm/read-osm-pbf.js";
import { dataFile } from "../../../support/data-folder.js";
import { xmlOf } from "../../../support/osm-writer.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

interface Peer {
  readonly type?: "node" | "way" | "relation";
  readonly id: number;
  readonly lat: number;
  readonly lon: number;
  readonly refs: readonly number[];
  readonly members: readonly { readonly type: string; readonly ref: number; readonly role: string }[];
  readonly tags?: Readonly<Record<string, string>>;
}

const CITIES = [
  "porto-alegre/porto-alegre.osm.pbf",
  "monaco/monaco.osm.pbf",
  "helsinki/helsinki-centre.osm.pbf",
];

for (const city of CITIES) {
  const file = dataFile(city);
  test.skipIf(file === null)(`${city} is read as another parser reads it`, async () => {
    const osm = await readOsmPbf(file!);
    const ours = { node: linesOfNodes(osm), way: linesOfWays(osm), relation: linesOfRelations(osm) };
    const peers = { node: [] as string[], way: [] as string[], relation: [] as string[] };
    const have = [osm.nodes.id, osm.ways.id, osm.relations.id].map((ids) => new Set(ids));
    for await (const item of createOSMStream(file!)) {
      const peer = item as Peer;
      if (peer.type !== undefined) peers[peer.type].push(lineOfPeer(peer, have));
    }
    for (const type of ["node", "way", "relation"] as const) {
      expect(ours[type].length, type).toBeGreaterThan(0);
      // Compared as one text: a difference is found fast, and shown by its first line.
      const [a, b] = [ours[type].sort(), peers[type].sort()];
      const at = a.findIndex((line, i) => line !== b[i]);
      expect([type, a.length, a[at]]).toEqual([type, b.length, b[at]]);
    }
  });
}

const monaco = dataFile("monaco/monaco.osm.pbf");
test.skipIf(monaco === null)("monaco written as XML is read as the same data", async () => {
  const pbf = await readOsmPbf(monaco!);
  const name = path.join(folder, "monaco.osm");
  writeFileSync(name, xmlOf(pbf));
  const { source: _, ...xml } = await readOsm(name);
  const { source: __, ...due } = pbf;
  expect(xml.notes).toEqual(due.notes);
  expect(JSON.stringify(xml)).toBe(JSON.stringify(due));
});

test.skipIf(monaco === null)("every string that is kept is used", async () => {
  const { strings, nodes, ways, relations } = await readOsmPbf(monaco!);
  const used = new Set<number>([0, ...relations.memberRole]);
  for (const { tags } of [nodes, ways, relations])
    for (const c of [tags.key, tags.value]) for (const s of c) used.add(s);
  expect(used.size).toBe(strings.length);
});

function tagText(tags: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function linesOfNodes({ nodes, strings }: OsmData): string[] {
  const tags = new Map(Array.from(nodes.tagged, (n, i) => [n, tagsOf(strings, nodes.tags, i)]));
  return Array.from(
    nodes.id,
    (id, n) => `${id} ${nodes.lonE7[n]} ${nodes.latE7[n]} ${tagText(tags.get(n) ?? {})}`,
  );
}

function linesOfWays({ ways, nodes, strings }: OsmData): string[] {
  return Array.from(ways.id, (id, w) => {
    const refs = [...ways.ref.subarray(ways.firstRef[w], ways.firstRef[w + 1])];
    const ids = refs.map((n) => (n === MISSING ? "-" : nodes.id[n]));
    return `${id} ${ids.join(",")} ${tagText(tagsOf(strings, ways.tags, w))}`;
  });
}

function linesOfRelations({ relations, nodes, ways, strings }: OsmData): string[] {
  const ids = [nodes.id, ways.id, relations.id];
  return Array.from(relations.id, (id, r) => {
    const members: string[] = [];
    for (let k = relations.firstMember[r]!; k < relations.firstMember[r + 1]!; k++) {
      const type = relations.memberType[k]!;
      members.push(
        `${type}/${ids[type]![relations.memberIndex[k]!] ?? "-"}/${strings[relations.memberRole[k]!]}`,
      );
    }
    return `${id} ${members.join(",")} ${tagText(tagsOf(strings, relations.tags, r))}`;
  });
}

function lineOfPeer(peer: Peer, have: readonly Set<number>[]): string {
  const tags = tagText(peer.tags ?? {});
  if (peer.type === "node")
    return `${peer.id} ${Math.round(peer.lon * 1e7)} ${Math.round(peer.lat * 1e7)} ${tags}`;
  if (peer.type === "way") {
    return `${peer.id} ${peer.refs.map((ref) => (have[0]!.has(ref) ? ref : "-")).join(",")} ${tags}`;
  }
  const members = peer.members.map(({ type, ref, role }) => {
    const at = ["node", "way", "relation"].indexOf(type);
    return `${at}/${have[at]!.has(ref) ? ref : "-"}/${role}`;
  });
  return `${peer.id} ${members.join(",")} ${tags}`;
}
