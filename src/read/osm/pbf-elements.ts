/**
 * A data block of an OpenStreetMap PBF file → nodes, ways and relations.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import type { OsmBuilder } from "./osm-builder.js";
import { BlockFault, eachField, exact, type FieldValue, NumberList } from "./pbf-blocks.js";
import { NO_PLACE } from "./placed-nodes.js";

/** What the elements of one block share. */
interface BlockFrame {
  readonly builder: OsmBuilder;
  readonly strings: readonly string[];
  /** The builder's index of each string, or `UNSEEN`: the table also holds authors' names, which are not kept. */
  readonly indexes: Uint32Array;
  readonly granularity: number;
  readonly latOffset: number;
  readonly lonOffset: number;
  readonly lists: Lists;
}

/** Memory for the element at hand, used again for the next one, in whatever block. */
class Lists {
  readonly element = new Tagged();
  /** Ids, references or members. */
  readonly ids = new NumberList();
  readonly lons = new NumberList();
  readonly lats = new NumberList();
  /** Tags and visibility of dense nodes. */
  readonly tags = new NumberList();
  readonly visible = new NumberList();
  readonly versions = new NumberList();
  /** Of members. */
  readonly roles = new NumberList();
  readonly types = new NumberList();
}

const UNSEEN = 0xffffffff;

/** A reader of data blocks, which adds their elements to the builder. */
export function createBlockReader(builder: OsmBuilder): (bytes: Uint8Array) => void {
  const lists = new Lists();
  return (bytes) => readDataBlock(bytes, builder, lists);
}

function readDataBlock(bytes: Uint8Array, builder: OsmBuilder, lists: Lists): void {
  const strings: string[] = [];
  let granularity = 100;
  let latOffset = 0;
  let lonOffset = 0;
  const groups: Uint8Array[] = [];
  eachField(bytes, (field, value) => {
    if (field === 1) readStrings(value, strings);
    else if (field === 2) groups.push(value.bytes());
    else if (field === 17) granularity = value.whole();
    else if (field === 19) latOffset = value.whole();
    else if (field === 20) lonOffset = value.whole();
    else return false;
    return true;
  });
  if (granularity < 1) throw new BlockFault(`the granularity is ${granularity}, expected 1 or more`);
  const frame = {
    builder,
    strings,
    indexes: new Uint32Array(strings.length).fill(UNSEEN),
    granularity,
    latOffset,
    lonOffset,
    lists,
  };
  for (const group of groups) {
    eachField(group, (field, value) => {
      if (field === 1) readNode(value, frame);
      else if (field === 2) readDenseNodes(value, frame);
      else if (field === 3) readWay(value, frame);
      else if (field === 4) readRelation(value, frame);
      else return false;
      return true;
    });
  }
}

function readStrings(table: FieldValue, strings: string[]): void {
  table.message((field, value) => {
    if (field === 1) strings.push(value.text());
    return field === 1;
  });
}

function stringAt({ strings, indexes, builder }: BlockFrame, index: number): number {
  const internedAt = indexes[index];
  if (internedAt === undefined)
    throw new BlockFault(`string ${index} is named, the block has ${strings.length}`);
  if (internedAt !== UNSEEN) return internedAt;
  const at = builder.intern(itemAt(strings, index));
  indexes[index] = at;
  return at;
}

/** A place in whole 1e-7 degrees. */
function placeOf(frame: BlockFrame, node: number, lon: number, lat: number): [lonE7: number, latE7: number] {
  const lonE7 = Math.round((frame.lonOffset + frame.granularity * lon) / 100);
  const latE7 = Math.round((frame.latOffset + frame.granularity * lat) / 100);
  if (!(Math.abs(lonE7) <= 1_800_000_000 && Math.abs(latE7) <= 900_000_000)) {
    throw new BlockFault(`node ${node} lies at (${lonE7 / 1e7}, ${latE7 / 1e7}), which is not on the earth`);
  }
  return [lonE7, latE7];
}

function readNode(message: FieldValue, frame: BlockFrame): void {
  let id = null as number | null;
  let lon = null as number | null;
  let lat = null as number | null;
  const element = frame.lists.element.begin();
  message.message((field, value) => {
    if (field === 1) id = value.zigzag();
    else if (field === 8) lat = value.zigzag();
    else if (field === 9) lon = value.zigzag();
    else return element.take(field, value);
    return true;
  });
  if (!element.visible && id !== null) {
    frame.builder.addDeleted("node", id, element.version);
    return;
  }
  if (id === null || lon === null || lat === null) throw new BlockFault("a node lacks its id or its place");
  element.addTags("node", id, frame);
  frame.builder.addNode(id, ...placeOf(frame, id, lon, lat), element.version);
}

function readDenseNodes(message: FieldValue, frame: BlockFrame): void {
  const { ids, lons, lats, tags, visible, versions } = frame.lists;
  const { builder } = frame;
  for (const list of [ids, lons, lats, tags, visible, versions]) list.length = 0;
  message.message((field, value) => {
    if (field === 1) value.zigzags(ids);
    else if (field === 5) readDenseInfo(value, visible, versions);
    else if (field === 8) value.zigzags(lats);
    else if (field === 9) value.zigzags(lons);
    else if (field === 10) value.indexes(tags);
    else return false;
    return true;
  });
  requireDense(ids.length, { lons, lats, visible, versions });
  let [id, lon, lat, t] = [0, 0, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    id = exact(id + (ids.data[i] ?? nothingAt(i)));
    lon += lons.data[i] ?? nothingAt(i);
    lat += lats.data[i] ?? nothingAt(i);
    const isVisible = visible.length === 0 || visible.data[i] !== 0;
    if (tags.length > 0) {
      for (; t >= tags.length || tags.data[t] !== 0; t += 2) {
        if (t + 1 >= tags.length) throw new BlockFault("the tags of dense nodes end in the middle");
        if (!isVisible) continue;
        builder.addTag(
          "node",
          stringAt(frame, itemAt(tags.data, t)),
          stringAt(frame, itemAt(tags.data, t + 1)),
        );
      }
      t++;
    }
    const version = versions.length === 0 ? 0 : versionOf(itemAt(versions.data, i));
    if (isVisible) {
      const [lonE7, latE7] = placeOf(frame, id, lon, lat);
      builder.addNode(id, lonE7, latE7, version);
    } else builder.addDeleted("node", id, version);
  }
  if (t !== tags.length) throw new BlockFault(`dense nodes use ${t} of ${tags.length} numbers of their tags`);
}

function requireDense(
  ids: number,
  { lons, lats, visible, versions }: Pick<Lists, "lons" | "lats" | "visible" | "versions">,
): void {
  if (lons.length !== ids || lats.length !== ids) {
    throw new BlockFault(`${ids} dense nodes have ${lons.length} longitudes and ${lats.length} latitudes`);
  }
  if (visible.length !== 0 && visible.length !== ids) {
    throw new BlockFault(`${ids} dense nodes have ${visible.length} marks of visibility`);
  }
  if (versions.length !== 0 && versions.length !== ids) {
    throw new BlockFault(`${ids} dense nodes have ${versions.length} versions`);
  }
}

function readDenseInfo(info: FieldValue, visible: NumberList, versions: NumberList): void {
  info.message((field, value) => {
    if (field === 1) value.indexes(versions);
    else if (field === 6) value.indexes(visible);
    else return false;
    return true;
  });
}

/** 0 for the -1 that writers put where they know none. */
function versionOf(value: number): number {
  return value > 0 && value < 0x80000000 ? value : 0;
}

function readWay(message: FieldValue, frame: BlockFrame): void {
  let id = null as number | null;
  const { builder } = frame;
  const { ids, lons, lats } = frame.lists;
  const element = frame.lists.element.begin();
  for (const list of [ids, lons, lats]) list.length = 0;
  message.message((field, value) => {
    if (field === 1) id = value.whole();
    else if (field === 8) value.zigzags(ids);
    else if (field === 9) value.zigzags(lats);
    else if (field === 10) value.zigzags(lons);
    else return element.take(field, value);
    return true;
  });
  if (id === null) throw new BlockFault("a way lacks its id");
  if (!element.visible) {
    builder.addDeleted("way", id, element.version);
    return;
  }
  if (lons.length > 0 || lats.length > 0) addPlacedRefs(id, frame);
  else addRefs(frame);
  element.addTags("way", id, frame);
  builder.addWay(id, element.version);
}

function addRefs({ lists: { ids }, builder }: BlockFrame): void {
  let ref = 0;
  for (let i = 0; i < ids.length; i++) {
    ref = exact(ref + itemAt(ids.data, i));
    builder.addRef(ref);
  }
}

/** References whose places stand beside them, which leave out the nodes (the feature LocationsOnWays). */
function addPlacedRefs(way: number, frame: BlockFrame): void {
  const { ids, lons, lats } = frame.lists;
  if (lons.length !== ids.length || lats.length !== ids.length) {
    throw new BlockFault(
      `way ${way} has ${ids.length} nodes, ${lons.length} longitudes and ${lats.length} latitudes`,
    );
  }
  let [ref, lon, lat] = [0, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    ref = exact(ref + itemAt(ids.data, i));
    lon = exact(lon + itemAt(lons.data, i));
    lat = exact(lat + itemAt(lats.data, i));
    // What writers put for a node whose place they do not know.
    if (lon === NO_PLACE && lat === NO_PLACE) frame.builder.addRef(ref);
    else frame.builder.addPlacedRef(ref, ...placeOf(frame, ref, lon, lat));
  }
}

function readRelation(message: FieldValue, frame: BlockFrame): void {
  let id = null as number | null;
  const { builder } = frame;
  const { ids: members, roles, types } = frame.lists;
  const element = frame.lists.element.begin();
  for (const list of [members, roles, types]) list.length = 0;
  message.message((field, value) => {
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
  if (!element.visible) {
    builder.addDeleted("relation", id, element.version);
    return;
  }
  let member = 0;
  for (let i = 0; i < members.length; i++) {
    member = exact(member + itemAt(members.data, i));
    const type = itemAt(types.data, i);
    if (!(type <= 2)) throw new BlockFault(`relation ${id} has a member of type ${type}`);
    builder.addMember(type, member, stringAt(frame, itemAt(roles.data, i)));
  }
  element.addTags("relation", id, frame);
  builder.addRelation(id, element.version);
}

/** The fields that nodes, ways and relations share: keys (2), values (3), and version and visibility in the info (4). */
class Tagged {
  visible = true;
  /** 0 where the file gives none. */
  version = 0;
  readonly #keys = new NumberList();
  readonly #values = new NumberList();

  begin(): this {
    this.visible = true;
    this.version = 0;
    this.#keys.length = 0;
    this.#values.length = 0;
    return this;
  }

  take(field: number, value: FieldValue): boolean {
    if (field === 2) value.indexes(this.#keys);
    else if (field === 3) value.indexes(this.#values);
    else if (field === 4) this.#readInfo(value);
    else return false;
    return true;
  }

  addTags(type: "node" | "way" | "relation", id: number, frame: BlockFrame): void {
    const [keys, values] = [this.#keys, this.#values];
    if (keys.length !== values.length) {
      throw new BlockFault(`${type} ${id} has ${keys.length} keys and ${values.length} values`);
    }
    for (let i = 0; i < keys.length; i++) {
      frame.builder.addTag(
        type,
        stringAt(frame, itemAt(keys.data, i)),
        stringAt(frame, itemAt(values.data, i)),
      );
    }
  }

  #readInfo(info: FieldValue): void {
    this.visible = true;
    info.message((field, value) => {
      if (field === 1) this.version = versionOf(value.whole());
      else if (field === 6) this.visible = value.whole() !== 0;
      else return false;
      return true;
    });
  }
}
