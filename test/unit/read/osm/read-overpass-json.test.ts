import { createHash } from "node:crypto";
import path from "node:path";
import { expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { type OsmData, tagsOf } from "../../../../src/read/osm/osm-data.js";
import { readOsm } from "../../../../src/read/osm/read-osm.js";
import { readOverpassJson } from "../../../../src/read/osm/read-overpass-json.js";
import { tableFiles } from "../../../support/table-files.js";

const { write } = tableFiles();

const SAMPLE = path.resolve(import.meta.dirname, "../../../../data/sample/astana.osm.pbf");
const answer = (elements: unknown[], more: object = {}) =>
  write(JSON.stringify({ version: 0.6, generator: "Overpass API", ...more, elements }), ".json");

const NODES = [
  { type: "node", id: 1, lat: 51.1, lon: 71.4 },
  { type: "node", id: 2, lat: 51.2, lon: 71.5, tags: { barrier: "gate" } },
];
const WAY = { type: "way", id: 3, nodes: [1, 2], tags: { highway: "footway" } };

/** An answer with everything that an extract holds, as a server would write it. */
function answerOf({ nodes, ways, relations, strings }: OsmData): string {
  const tagged = new Map([...nodes.tagged].map((n, i) => [n, i]));
  const missing = 0xffffffff;
  const types = ["node", "way", "relation"] as const;
  const ids = [nodes.id, ways.id, relations.id];
  const elements: object[] = [];
  for (let n = 0; n < nodes.count; n++) {
    const at = tagged.get(n);
    const tags = at === undefined ? {} : { tags: tagsOf(strings, nodes.tags, at) };
    elements.push({
      type: "node",
      id: nodes.id[n],
      lon: nodes.lonE7[n]! / 1e7,
      lat: nodes.latE7[n]! / 1e7,
      ...tags,
    });
  }
  for (let w = 0; w < ways.count; w++) {
    const refs = [...ways.ref.subarray(ways.firstRef[w]!, ways.firstRef[w + 1]!)].filter(
      (r) => r !== missing,
    );
    elements.push({
      type: "way",
      id: ways.id[w],
      nodes: refs.map((r) => nodes.id[r]),
      tags: tagsOf(strings, ways.tags, w),
    });
  }
  for (let r = 0; r < relations.count; r++) {
    const members = [];
    for (let m = relations.firstMember[r]!; m < relations.firstMember[r + 1]!; m++) {
      if (relations.memberIndex[m] === missing) continue;
      const type = relations.memberType[m]!;
      const role = strings[relations.memberRole[m]!];
      members.push({ type: types[type], ref: ids[type]![relations.memberIndex[m]!], role });
    }
    elements.push({
      type: "relation",
      id: relations.id[r],
      members,
      tags: tagsOf(strings, relations.tags, r),
    });
  }
  return answer(elements);
}

/** Columns of a million entries are compared by their hash. */
function digest(columns: object): string {
  const hash = createHash("sha256");
  for (const [name, column] of Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (ArrayBuffer.isView(column)) hash.update(name).update(column as Uint8Array);
    else hash.update(name).update(typeof column === "object" ? digest(column) : String(column));
  }
  return hash.digest("hex");
}

test("the sample city as an Overpass answer is the sample city", async () => {
  const pbf = await readOsm(SAMPLE);
  const json = await readOsm(answerOf(pbf));
  for (const part of ["nodes", "ways", "relations"] as const)
    expect(digest(json[part])).toBe(digest(pbf[part]));
  expect(json.bounds).toEqual(pbf.bounds);
  expect(json.strings).toEqual(pbf.strings);
});

test("ways that come with their geometry and without nodes make their nodes", async () => {
  const places = [
    { lat: 51.1, lon: 71.4 },
    { lat: 51.2, lon: 71.5 },
  ];
  const made = await readOverpassJson(answer([{ ...WAY, geometry: places }]));
  const whole = await readOverpassJson(answer([NODES[0], { ...NODES[1], tags: {} }, WAY]));
  expect([made.nodes, made.ways]).toEqual([whole.nodes, whole.ways]);
  // Outside the box that was asked for a place is null.
  const cut = await readOverpassJson(answer([{ ...WAY, geometry: [places[0], null] }]));
  expect([cut.nodes.count, cut.notes[0]!.code]).toEqual([1, "missing-node-refs"]);
});

test("the time of the data is kept, and entries that are not elements are counted", async () => {
  const osm = await readOverpassJson(
    answer([...NODES, WAY, { type: "area", id: 9 }], {
      osm3s: { timestamp_osm_base: "2024-05-01T00:00:00Z" },
    }),
  );
  expect(osm.source.timestamp).toBe("2024-05-01T00:00:00.000Z");
  expect(osm.notes.map(({ code, count }) => [code, count])).toEqual([["unknown-elements", 1]]);
});

test.each<[what: string, file: string, message: RegExp]>([
  [
    "an answer broken off",
    answer([], { remark: "runtime error: Query timed out" }),
    /did not finish its answer: runtime error/,
  ],
  [
    "ways that lie nowhere",
    answer([WAY]),
    /ways whose nodes are not in the file: 1 of 1, and no node has a place; ask for the nodes too/,
  ],
  ["no elements", write('{"version":0.6,"elements":3}', ".json"), /this is not an Overpass answer/],
  ["a cut file", write('{"version":0.6,"elements":[{"type":"node",', ".json"), /this is not JSON/],
  ["a node with half a place", answer([{ type: "node", id: 1, lat: 5 }]), /row 1: node 1 lies at no place/],
  [
    "a node beyond the pole",
    answer([{ type: "node", id: 1, lat: 95, lon: 1 }]),
    /node 1 lies at 95; expected degrees up to ±90/,
  ],
  [
    "a text for an id",
    answer([{ ...NODES[0], id: "1" }]),
    /row 1: a node's id is "1"; expected a whole number/,
  ],
  [
    "a geometry of another length",
    answer([{ ...WAY, geometry: [{ lat: 1, lon: 1 }] }]),
    /way 3 has 2 nodes and a geometry of 1/,
  ],
  [
    "a list of differences",
    answer([{ type: "modify", old: NODES[0], new: NODES[0] }]),
    /row 1: this is a list of differences/,
  ],
  [
    "a member of an unknown type",
    answer([{ type: "relation", id: 1, members: [{ type: "area", ref: 1 }] }]),
    /has type "area"/,
  ],
])("%s is refused, with the element and the reason", async (_, file, message) => {
  await expect(readOverpassJson(file)).rejects.toThrow(InputFileError);
  await expect(readOverpassJson(file)).rejects.toThrow(message);
});
