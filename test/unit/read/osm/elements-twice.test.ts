/**
 * Elements that stand in a file more than once, or that it deletes: which of them counts, in every form alike.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { tagsOf } from "../../../../src/read/osm/osm-data.js";
import { readOsm } from "../../../../src/read/osm/read-osm.js";
import { type PbfNode, type PbfWay, pbfBytes } from "../../../support/pbf-bytes.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();
let files = 0;

/** Nodes 1 … 3 without tags; what a case adds stands behind them, in its order. */
const NODES: readonly PbfNode[] = [1, 2, 3].map((id) => ({ id, lon: id * 10, lat: 0 }));

interface Plan {
  readonly nodes?: readonly PbfNode[];
  readonly ways: readonly PbfWay[];
}

const FORMS = ["xml", "json", "dense PBF", "plain PBF"] as const;

function bytesOf({ nodes = [], ways }: Plan, form: (typeof FORMS)[number]): string | Uint8Array {
  const all = [...NODES, ...nodes];
  if (form === "xml")
    return `<osm version="0.6">${all.map(nodeXml).join("")}${ways.map(wayXml).join("")}</osm>`;
  if (form === "json") {
    const elements = [
      ...all.map(({ lon, lat, ...node }) => ({ type: "node", lon: lon / 1e7, lat: lat / 1e7, ...node })),
      ...ways.map(({ refs, ...way }) => ({ type: "way", nodes: refs, ...way })),
    ];
    return JSON.stringify({ version: 0.6, elements });
  }
  return pbfBytes({ nodes: all, ways, dense: form === "dense PBF" });
}

const infoXml = ({ version, visible }: Pick<PbfNode, "version" | "visible">) =>
  (version === undefined ? "" : ` version="${version}"`) +
  (visible === undefined ? "" : ` visible="${visible}"`);
const tagsXml = (tags: PbfNode["tags"] = {}) =>
  Object.entries(tags)
    .map(([k, v]) => `<tag k="${k}" v="${v}"/>`)
    .join("");
const nodeXml = (node: PbfNode) =>
  `<node id="${node.id}" lon="${node.lon / 1e7}" lat="${node.lat / 1e7}"${infoXml(node)}>${tagsXml(node.tags)}</node>`;
const wayXml = (way: PbfWay) =>
  `<way id="${way.id}"${infoXml(way)}>${way.refs.map((ref) => `<nd ref="${ref}"/>`).join("")}${tagsXml(way.tags)}</way>`;

async function read(plan: Plan, form: (typeof FORMS)[number]) {
  const file = path.join(folder, `${files++}`);
  writeFileSync(file, bytesOf(plan, form));
  const osm = await readOsm(file);
  const { ways, nodes, strings } = osm;
  return {
    ways: Array.from(ways.id, (id, w) => ({
      id,
      nodes: [...ways.ref.slice(ways.firstRef[w], ways.firstRef[w + 1])].map((n) => nodes.id[n]),
      tags: { ...tagsOf(strings, ways.tags, w) },
    })),
    nodes: Array.from(nodes.tagged, (n, i) => ({
      id: nodes.id[n],
      lonE7: nodes.lonE7[n],
      tags: { ...tagsOf(strings, nodes.tags, i) },
    })),
    notes: osm.notes.map(({ code, count }) => [code, count]),
  };
}

const foot = { highway: "footway" };

test.each<[what: string, Plan, ways: unknown[], nodes: unknown[], notes: unknown[]]>([
  [
    "a way in full and once more as a skeleton keeps its tags",
    {
      ways: [
        { id: 5, refs: [1, 2], tags: foot },
        { id: 5, refs: [1, 2] },
      ],
    },
    [{ id: 5, nodes: [1, 2], tags: foot }],
    [],
    [["duplicate-ids", 1]],
  ],
  [
    "a skeleton before the full node changes nothing",
    {
      nodes: [
        { id: 4, lon: 40, lat: 0 },
        { id: 4, lon: 40, lat: 0, tags: { barrier: "gate" } },
      ],
      ways: [],
    },
    [],
    [{ id: 4, lonE7: 40, tags: { barrier: "gate" } }],
    [["duplicate-ids", 1]],
  ],
  [
    "the newer version counts, though it stands first and has fewer tags",
    {
      ways: [
        { id: 5, refs: [2, 3], version: 3 },
        { id: 5, refs: [1, 2], version: 2, tags: foot },
      ],
    },
    [{ id: 5, nodes: [2, 3], tags: {} }],
    [],
    [["duplicate-ids", 1]],
  ],
  [
    "tags without nodes and nodes without tags are one way",
    {
      ways: [
        { id: 5, refs: [], tags: foot },
        { id: 5, refs: [3, 1] },
      ],
    },
    [{ id: 5, nodes: [3, 1], tags: foot }],
    [],
    [["duplicate-ids", 1]],
  ],
  [
    "a later version that is deleted deletes",
    {
      ways: [
        { id: 5, refs: [1, 2], version: 1, visible: true, tags: foot },
        { id: 5, refs: [], version: 2, visible: false },
      ],
    },
    [],
    [],
    [
      ["duplicate-ids", 0],
      ["deleted-elements", 1],
    ],
  ],
  [
    "a deletion without a version deletes what stands after it too",
    {
      ways: [
        { id: 5, refs: [], visible: false },
        { id: 5, refs: [1, 2], tags: foot },
      ],
    },
    [],
    [],
    [["deleted-elements", 1]],
  ],
  [
    "a way that was restored lives, in whatever order its history stands",
    {
      ways: [
        { id: 5, refs: [1, 3], version: 3, visible: true, tags: foot },
        { id: 5, refs: [], version: 2, visible: false },
        { id: 5, refs: [1, 2], version: 1, visible: true, tags: { highway: "steps" } },
      ],
    },
    [{ id: 5, nodes: [1, 3], tags: foot }],
    [],
    [["duplicate-ids", 1]],
  ],
  [
    "a deleted gate is not a gate",
    {
      nodes: [
        { id: 4, lon: 40, lat: 0, version: 1, visible: true, tags: { barrier: "gate" } },
        { id: 4, lon: 0, lat: 0, version: 2, visible: false },
      ],
      ways: [],
    },
    [],
    [],
    [["deleted-elements", 1]],
  ],
])("%s", async (_, plan, ways, nodes, notes) => {
  const counted = notes.filter((note) => (note as [string, number])[1] > 0);
  for (const form of FORMS)
    expect({ form, ...(await read(plan, form)) }).toEqual({ form, ways, nodes, notes: counted });
});

test("a full history in PBF is read at its last state", async () => {
  const file = path.join(folder, "history.osh.pbf");
  const ways = [
    { id: 5, refs: [1, 2], version: 1, visible: true, tags: foot },
    { id: 5, refs: [1, 2], version: 2, visible: false },
    { id: 6, refs: [2, 3], version: 1, visible: true, tags: foot },
  ];
  const features = ["OsmSchema-V0.6", "DenseNodes", "HistoricalInformation"];
  writeFileSync(file, pbfBytes({ nodes: NODES, ways, features }));
  expect([...(await readOsm(file)).ways.id]).toEqual([6]);
});
