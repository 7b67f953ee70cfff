/**
 * Small OpenStreetMap extracts for tests, laid out in metres around 0° E, 0° N.
 */
import { OsmBuilder } from "../../src/read/osm/osm-builder.js";
import type { OsmData } from "../../src/read/osm/osm-data.js";
import { place } from "./town.js";

type Tags = Readonly<Record<string, string>>;

export interface OsmPlan {
  /** Metres east and north, and tags; the id is the position in the list, from 1. */
  readonly nodes: Readonly<Record<string, readonly [east: number, north: number, tags?: Tags]>>;
  readonly ways: readonly { readonly over: readonly string[]; readonly tags: Tags; readonly id?: number }[];
  readonly relations?: readonly {
    readonly members: readonly (readonly [way: number, role: string])[];
    readonly tags: Tags;
  }[];
}

/** The extract of a plan; `turned` adds all elements in the opposite order. */
export function osmTown({ nodes, ways, relations = [] }: OsmPlan, turned = false): OsmData {
  const builder = new OsmBuilder();
  const names = Object.keys(nodes);
  const idOf = new Map(names.map((name, i) => [name, i + 1]));
  const inOrder = <T>(list: readonly T[]) => (turned ? [...list].reverse() : list);
  for (const name of inOrder(names)) {
    const [east, north, tags = {}] = nodes[name]!;
    const [lon, lat] = place(east, north);
    addTags(builder, "node", tags);
    builder.addNode(idOf.get(name)!, Math.round(lon * 1e7), Math.round(lat * 1e7));
  }
  for (const [i, { over, tags, id }] of inOrder([...ways.entries()])) {
    // A name that is not in the plan is a node cut away by the extract.
    for (const name of over) builder.addRef(idOf.get(name) ?? 999_999);
    addTags(builder, "way", tags);
    builder.addWay(id ?? i + 1);
  }
  for (const [i, { members, tags }] of inOrder([...relations.entries()])) {
    for (const [way, role] of members) builder.addMember(1, way, builder.intern(role));
    addTags(builder, "relation", tags);
    builder.addRelation(i + 1);
  }
  return builder.finish({ path: "town.osm.pbf", sha256: "", timestamp: null }, []);
}

function addTags(builder: OsmBuilder, type: "node" | "way" | "relation", tags: Tags): void {
  for (const [key, value] of Object.entries(tags))
    builder.addTag(type, builder.intern(key), builder.intern(value));
}
