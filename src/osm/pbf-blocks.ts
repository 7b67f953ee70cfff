/**
 * Blocks of an OpenStreetMap PBF file → elements.
 *
 * Layer: osm. The only file that imports pbf.
 * Source: the OSM PBF format as described on the OpenStreetMap wiki (page "PBF Format"): fileformat and osmformat.
 */
import { PbfReader } from "pbf";
import type { OsmBuilder } from "./osm-builder.js";

/** Protobuf's wire types, as the low bits of a field's tag. */
const BYTES = 2;
const VARINT = 0;

/** Something in a block that is not as the format says; the reader adds file and byte. */
export class BlockFault extends Error {}

/** A feature that this library does not read. */
export class UnreadFeature extends Error {}

export interface BlobHeader {
  readonly type: string;
  readonly dataSize: number;
}

export interface Blob {
  /** Which of the format's encodings holds the data. */
  readonly encoding: "raw" | "zlib" | "lzma" | "bzip2" | "lz4" | "zstd";
  readonly data: Uint8Array;
  /** Size after inflating; null where the blob does not say. */
  readonly rawSize: number | null;
}

const ENCODINGS: Readonly<Record<number, Blob["encoding"]>> = {
  1: "raw",
  3: "zlib",
  4: "lzma",
  5: "bzip2",
  6: "lz4",
  7: "zstd",
};
const KNOWN_FEATURES = new Set(["OsmSchema-V0.6", "DenseNodes"]);

export function readBlobHeader(bytes: Uint8Array): BlobHeader {
  let type: string | null = null;
  let dataSize: number | null = null;
  eachField(bytes, (field, wire, pbf) => {
    if (field === 1 && wire === BYTES) type = pbf.readString();
    else if (field === 3 && wire === VARINT) dataSize = pbf.readVarint(true);
    else return false;
    return true;
  });
  if (type === null || dataSize === null) throw new BlockFault("the blob header lacks its type or its size");
  return { type, dataSize };
}

export function readBlob(bytes: Uint8Array): Blob {
  let encoding: Blob["encoding"] | null = null;
  let data = new Uint8Array(0);
  let rawSize: number | null = null;
  eachField(bytes, (field, wire, pbf) => {
    const known = ENCODINGS[field];
    if (known !== undefined && wire === BYTES) {
      encoding = known;
      data = pbf.readBytes() as Uint8Array<ArrayBuffer>;
    } else if (field === 2 && wire === VARINT) rawSize = pbf.readVarint(true);
    else return false;
    return true;
  });
  if (encoding === null) throw new BlockFault("the blob holds no data");
  return { encoding, data, rawSize };
}

/** Checks the header block. @returns the replication time, ISO 8601, or null */
export function readHeaderBlock(bytes: Uint8Array): string | null {
  let timestamp: string | null = null;
  eachField(bytes, (field, wire, pbf) => {
    if (field === 4 && wire === BYTES) {
      const feature = pbf.readString();
      if (!KNOWN_FEATURES.has(feature)) throw new UnreadFeature(`the file requires the feature "${feature}"`);
    } else if (field === 32 && wire === VARINT) {
      const seconds = pbf.readVarint(true);
      if (seconds > 0 && seconds < 8.64e12) timestamp = new Date(seconds * 1000).toISOString();
    } else return false;
    return true;
  });
  return timestamp;
}

interface BlockFrame {
  /** The builder's index of each string of the block. */
  readonly strings: Uint32Array;
  readonly granularity: number;
  readonly latOffset: number;
  readonly lonOffset: number;
}

/** Adds the elements of a data block to the builder. */
export function readDataBlock(bytes: Uint8Array, builder: OsmBuilder): void {
  let strings = new Uint32Array(0);
  let granularity = 100;
  let latOffset = 0;
  let lonOffset = 0;
  const groups: Uint8Array[] = [];
  eachField(bytes, (field, wire, pbf) => {
    if (field === 1 && wire === BYTES) strings = readStrings(pbf.readBytes(), builder);
    else if (field === 2 && wire === BYTES) groups.push(pbf.readBytes());
    else if (field === 17 && wire === VARINT) granularity = pbf.readVarint(true);
    else if (field === 19 && wire === VARINT) latOffset = pbf.readVarint(true);
    else if (field === 20 && wire === VARINT) lonOffset = pbf.readVarint(true);
    else return false;
    return true;
  });
  const frame = { strings, granularity, latOffset, lonOffset };
  for (const group of groups) {
    eachField(group, (field, wire, pbf) => {
      if (wire !== BYTES || field < 1 || field > 4) return false;
      const message = pbf.readBytes();
      if (field === 1) readNode(message, frame, builder);
      else if (field === 2) readDenseNodes(message, frame, builder);
      else if (field === 3) readWay(message, frame, builder);
      else readRelation(message, frame, builder);
      return true;
    });
  }
}

/** Reads a message field by field; `take` returns whether it read the field, otherwise it is skipped. */
function eachField(bytes: Uint8Array, take: (field: number, wire: number, pbf: PbfReader) => boolean): void {
  const pbf = new PbfReader(bytes);
  while (pbf.pos < bytes.length) {
    const tag = pbf.readVarint();
    const wire = tag & 7;
    if (tag >>> 3 === 0) throw new BlockFault(`a field is numbered 0 at byte ${pbf.pos} of its message`);
    if (!take(tag >>> 3, wire, pbf)) pbf.skip(tag);
    if (pbf.pos > bytes.length) throw new BlockFault("a field runs past the end of its message");
  }
}

function readStrings(bytes: Uint8Array, builder: OsmBuilder): Uint32Array<ArrayBuffer> {
  const indexes: number[] = [];
  eachField(bytes, (field, wire, pbf) => {
    if (field !== 1 || wire !== BYTES) return false;
    indexes.push(builder.intern(pbf.readString()));
    return true;
  });
  return Uint32Array.from(indexes);
}

function stringAt({ strings }: BlockFrame, index: number): number {
  const at = strings[index];
  if (at === undefined) throw new BlockFault(`string ${index} is named, the block has ${strings.length}`);
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
  eachField(bytes, (field, wire, pbf) => {
    if (element.take(field, wire, pbf)) return true;
    if (wire !== VARINT) return false;
    if (field === 1) id = pbf.readSVarint();
    else if (field === 8) lat = pbf.readSVarint();
    else if (field === 9) lon = pbf.readSVarint();
    else return false;
    return true;
  });
  if (id === null || lon === null || lat === null) throw new BlockFault("a node lacks its id or its place");
  if (!element.visible) return;
  element.addTags("node", frame, builder);
  addNode(builder, frame, id, lon, lat);
}

function readDenseNodes(bytes: Uint8Array, frame: BlockFrame, builder: OsmBuilder): void {
  let ids: number[] = [];
  let lons: number[] = [];
  let lats: number[] = [];
  let tags: number[] = [];
  let visible: boolean[] = [];
  eachField(bytes, (field, wire, pbf) => {
    if (wire !== BYTES) return false;
    if (field === 1) ids = readPacked(pbf, true);
    else if (field === 5) visible = readDenseVisible(pbf.readBytes());
    else if (field === 8) lats = readPacked(pbf, true);
    else if (field === 9) lons = readPacked(pbf, true);
    else if (field === 10) tags = readPacked(pbf, false);
    else return false;
    return true;
  });
  if (lons.length !== ids.length || lats.length !== ids.length) {
    throw new BlockFault(
      `${ids.length} dense nodes have ${lons.length} longitudes and ${lats.length} latitudes`,
    );
  }
  let [id, lon, lat, t] = [0, 0, 0, 0];
  for (let i = 0; i < ids.length; i++) {
    id += ids[i]!;
    lon += lons[i]!;
    lat += lats[i]!;
    const isVisible = visible[i] !== false;
    if (tags.length > 0) {
      for (; tags[t] !== 0; t += 2) {
        if (t + 1 >= tags.length) throw new BlockFault("the tags of dense nodes end in the middle");
        if (isVisible) builder.addTag("node", stringAt(frame, tags[t]!), stringAt(frame, tags[t + 1]!));
      }
      t++;
    }
    if (isVisible) addNode(builder, frame, id, lon, lat);
  }
}

function readDenseVisible(bytes: Uint8Array): boolean[] {
  let visible: boolean[] = [];
  eachField(bytes, (field, wire, pbf) => {
    if (field !== 6 || wire !== BYTES) return false;
    visible = readPacked(pbf, false).map((v) => v !== 0);
    return true;
  });
  return visible;
}

function readWay(bytes: Uint8Array, frame: BlockFrame, builder: OsmBuilder): void {
  let id = null as number | null;
  let refs: number[] = [];
  const element = createTagged();
  eachField(bytes, (field, wire, pbf) => {
    if (element.take(field, wire, pbf)) return true;
    if (field === 1 && wire === VARINT) id = pbf.readVarint(true);
    else if (field === 8 && wire === BYTES) refs = readPacked(pbf, true);
    else return false;
    return true;
  });
  if (id === null) throw new BlockFault("a way lacks its id");
  if (!element.visible) return;
  let ref = 0;
  for (const step of refs) {
    ref += step;
    builder.addRef(ref);
  }
  element.addTags("way", frame, builder);
  builder.addWay(id);
}

function readRelation(bytes: Uint8Array, frame: BlockFrame, builder: OsmBuilder): void {
  let id = null as number | null;
  let roles: number[] = [];
  let members: number[] = [];
  let types: number[] = [];
  const element = createTagged();
  eachField(bytes, (field, wire, pbf) => {
    if (element.take(field, wire, pbf)) return true;
    if (field === 1 && wire === VARINT) id = pbf.readVarint(true);
    else if (field === 8 && wire === BYTES) roles = readPacked(pbf, false);
    else if (field === 9 && wire === BYTES) members = readPacked(pbf, true);
    else if (field === 10 && wire === BYTES) types = readPacked(pbf, false);
    else return false;
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
  members.forEach((step, i) => {
    member += step;
    if (!(types[i]! <= 2)) throw new BlockFault(`relation ${id} has a member of type ${types[i]}`);
    builder.addMember(types[i]!, member, stringAt(frame, roles[i]!));
  });
  element.addTags("relation", frame, builder);
  builder.addRelation(id);
}

/** The fields that nodes, ways and relations share: keys (2), values (3), and visibility inside the info (4). */
function createTagged() {
  let keys: number[] = [];
  let values: number[] = [];
  return {
    visible: true,
    take(field: number, wire: number, pbf: PbfReader): boolean {
      if (wire !== BYTES) return false;
      if (field === 2) keys = readPacked(pbf, false);
      else if (field === 3) values = readPacked(pbf, false);
      else if (field === 4) this.visible = readVisible(pbf.readBytes());
      else return false;
      return true;
    },
    addTags(type: "node" | "way" | "relation", frame: BlockFrame, builder: OsmBuilder): void {
      if (keys.length !== values.length) {
        throw new BlockFault(`a ${type} has ${keys.length} keys and ${values.length} values`);
      }
      keys.forEach((key, i) => {
        builder.addTag(type, stringAt(frame, key), stringAt(frame, values[i]!));
      });
    },
  };
}

function readVisible(bytes: Uint8Array): boolean {
  let visible = true;
  eachField(bytes, (field, wire, pbf) => {
    if (field !== 6 || wire !== VARINT) return false;
    visible = pbf.readVarint() !== 0;
    return true;
  });
  return visible;
}

function readPacked(pbf: PbfReader, signed: boolean): number[] {
  const end = pbf.readVarint() + pbf.pos;
  if (end > pbf.length) throw new BlockFault("a list runs past the end of its message");
  const values: number[] = [];
  while (pbf.pos < end) values.push(signed ? pbf.readSVarint() : pbf.readVarint());
  if (pbf.pos !== end) throw new BlockFault("a list ends in the middle of a number");
  return values;
}
