/**
 * A data block of an OpenStreetMap PBF file → nodes, ways and relations.
 *
 * Layer: osm. Imports nothing of other layers.
 * Source: the OSM PBF format as described on the OpenStreetMap wiki (page "PBF Format"): osmformat.
 */
import type { OsmBuilder } from "./osm-builder.js";
import { BlockFault, eachField, exact, type FieldValue } from "./pbf-blocks.js";

/** What the elements of one block share. */
interface BlockFrame {
  readonly strings: readonly string[];
  /** The builder's index of each string, or `UNSEEN`: the table also holds authors' names, which are not kept. */
  readonly indexes: Uint32Array;
  readonly granularity: number;
  readonly latOffset: number;
  readonly lonOffset: number;
}

const UNSEEN = 0xffffffff;

/** Adds the elements of a data block to the builder. */
export function readDataBlock(bytes: Uint8Array, builder: OsmBuilder): void {
  const strings: string[] = [];
  let granularity = 100;
  let latOffset = 0;
  let lonOffset = 0;
  const groups: Uint8Array[] = [];
  eachField(bytes, (field, value) => {
    if (field === 1) readStrings(value.bytes(), strings);
    else if (field === 2) groups.push(value.bytes());
    else if (field === 17) granularity = value.whole();
    else if (field === 19) latOffset = value.whole();
    else if (field === 20) lonOffset = value.whole();
    else return false;
    return true;
  });
  if (granularity < 1) throw new BlockFault(`the granularity is ${granularity}, due is 1 or more`);
  const indexes = new Uint32Array(strings.length).fill(UNSEEN);
  const frame = { strings, indexes, granularity, latOffset, lonOffset };
  for (const group of groups) {
    eachField(group, (field, value) => {
      if (field === 1) readNode(value.bytes(), frame, builder);
      else if (field === 2) readDenseNodes(value.bytes(), frame, builder);
      else if (field === 3) readWay(value.bytes(), frame, builder);
      else if (field === 4) readRelation(value.bytes(), frame, builder);
      else return false;
      return true;
    });
  }
}

function readStrings(bytes: Uint8Array, strings: string[]): void {
  eachField(bytes, (field, value) => {
    if (field === 1) strings.push(value.text());
    return field === 1;
  });
}

function stringAt({ strings, indexes }: BlockFrame, index: number, builder: OsmBuilder): number {
  const known = indexes[index];
  if (known === undefined) throw new BlockFault(`string ${index} is named, the block has ${strings.length}`);
  if (known !== UNSEEN) return known;
  const at = builder.intern(strings[index]!);
  indexes[index] = at;
  return at;
}

function addNode(builder: OsmBuilder, frame: BlockFrame, id: number, lon: number, lat: number): void {
  const lonE7 = Math.round((frame.lonOffset + frame.granularity * lon) / 100);
  const latE7 = Math.round((frame.latOffset + frame.granularity * lat) / 100);
  if (!(Math.abs(lonE7) <= 1_800_000_000 && Math.abs(latE7) <= 900_000_000)) {
    throw new BlockFault(`node ${id} lies at (${lonE7 / 1e7}, ${latE7 / 1e7}), which is not on the earth`);
  }
  builder.addNode(id, lonE7, latE7);
}

function readNode(bytes: Uint8Array, frame: BlockFrame, builder: OsmBuilder): void {
  let id = null as number | null;
  let lon = null as number | null;
  let lat = null as number | null;
  const element = createTagged();
  eachField(bytes, (field, value) => {
    if (field === 1) id = value.zigzag();
    else if (field === 8) lat = value.zigzag();
    else if (field === 9) lon = value.zigzag();
    else return element.take(field, value);
    return true;
  });
  if (!element.visible && id !== null) return;
  if (id === null || lon === null || lat === null) throw new BlockFault("a node lacks its id or its place");
  element.addTags("node", id, frame, builder);
  addNode(builder, frame, id, lon, lat);
}

function readDenseNodes(bytes: Uint8Array, frame: BlockFrame, builder: OsmBuilder): void {
  const ids: number[] = [];
  const lons: number[] = [];
  const lats: number[] = [];
  const tags: number[] = [];
  const visible: number[] = [];
  eachField(bytes, (field, value) => {
    if (field === 1) value.zigzags(ids);
    else if (field === 5) readDenseVisible(value.bytes(), visible);
    else if (field === 8) value.zigzags(lats);
    else if (field === 9) value.zigzags(lons);
    else if (field === 10) value.indexes(tags);
    else return false;
    return true;
  });
  requireDense(ids.length, lons.length, lats.length, visible.length);
  let [id, lon, lat, t] = [0, 0, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    id = exact(id + ids[i]!);
    lon += lons[i]!;
    lat += lats[i]!;
    const isVisible = visible[i] !== 0;
    if (tags.length > 0) {
      for (; tags[t] !== 0; t += 2) {
        if (t + 1 >= tags.length) throw new BlockFault("the tags of dense nodes end in the middle");
        if (!isVisible) continue;
        builder.addTag("node", stringAt(frame, tags[t]!, builder), stringAt(frame, tags[t + 1]!, builder));
      }
      t++;
    }
    if (isVisible) addNode(builder, frame, id, lon, lat);
  }
  if (t !== tags.length) throw new BlockFault(`dense nodes use ${t} of ${tags.length} numbers of their tags`);
}

function requireDense(ids: number, lons: number, lats: number, visible: number): void {
  if (lons !== ids || lats !== ids) {
    throw new BlockFault(`${ids} dense nodes have ${lons} longitudes and ${lats} latitudes`);
  }
  if (visible !== 0 && visible !== ids) {
    throw new BlockFault(`${ids} dense nodes have ${visible} marks of visibility`);
  }
}

function readDenseVisible(bytes: Uint8Array, visible: number[]): void {
  eachField(bytes, (field, value) => {
    if (field === 6) value.indexes(visible);
    return field === 6;
  });
}

function readWay(bytes: Uint8Array, frame: BlockFrame, builder: OsmBuilder): void {
  let id = null as number | null;
  const refs: number[] = [];
  const element = createTagged();
  eachField(bytes, (field, value) => {
    if (field === 1) id = value.whole();
    else if (field === 8) value.zigzags(refs);
    else return element.take(field, value);
    return true;
  });
  if (id === null) throw new BlockFault("a way lacks its id");
  if (!element.visible) return;
  let ref = 0;
  for (const step of refs) {
    ref = exact(ref + step);
    builder.addRef(ref);
  }
  element.addTags("way", id, frame, builder);
  builder.addWay(id);
}

function readRelation(bytes: Uint8Array, frame: BlockFrame, builder: OsmBuilder): void {
  let id = null as number | null;
  const roles: number[] = [];
  const members: number[] = [];
  const types: number[] = [];
  const element = createTagged();
  eachField(bytes, (field, value) => {
    if (field === 1) id = value.whole();
    else if (field === 8) value.indexes(roles);
    else if (field === 9) value.zigzags(members);
    else if (field === 10) value.indexes(types);
    else return element.take(field, value);
    return true;
  });
  if (id === null) throw new BlockFault("a relation lacks its id");
  if (roles.length !== members.length || types.length !== members.length) {
    throw new BlockFault(
      `relation ${id} has ${members.length} members, ${roles.length} roles, ${types.length} types`,
    );
  }
  if (!element.visible) return;
  let member = 0;
  for (let i = 0; i < members.length; i++) {
    member = exact(member + members[i]!);
    if (!(types[i]! <= 2)) throw new BlockFault(`relation ${id} has a member of type ${types[i]}`);
    builder.addMember(types[i]!, member, stringAt(frame, roles[i]!, builder));
  }
  element.addTags("relation", id, frame, builder);
  builder.addRelation(id);
}

/** The fields that nodes, ways and relations share: keys (2), values (3), and visibility inside the info (4). */
function createTagged() {
  const keys: number[] = [];
  const values: number[] = [];
  return {
    visible: true,
    take(field: number, value: FieldValue): boolean {
      if (field === 2) value.indexes(keys);
      else if (field === 3) value.indexes(values);
      else if (field === 4) this.visible = readVisible(value.bytes());
      else return false;
      return true;
    },
    addTags(type: "node" | "way" | "relation", id: number, frame: BlockFrame, builder: OsmBuilder): void {
      if (keys.length !== values.length) {
        throw new BlockFault(`${type} ${id} has ${keys.length} keys and ${values.length} values`);
      }
      for (let i = 0; i < keys.length; i++) {
        builder.addTag(type, stringAt(frame, keys[i]!, builder), stringAt(frame, values[i]!, builder));
      }
    },
  };
}

function readVisible(bytes: Uint8Array): boolean {
  let visible = true;
  eachField(bytes, (field, value) => {
    if (field === 6) visible = value.whole() !== 0;
    return field === 6;
  });
  return visible;
}
