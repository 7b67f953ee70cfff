/**
 * OpenStreetMap PBF bytes made by hand, sound or with a chosen fault.
 */
import { deflateSync } from "node:zlib";
import { PbfWriter } from "pbf";

export interface PbfNode {
  readonly id: number;
  /** Whole units of the granularity. */
  readonly lon: number;
  readonly lat: number;
  readonly tags?: Readonly<Record<string, string>>;
  readonly version?: number;
  /** A deleted element where false. */
  readonly visible?: boolean;
}

export interface PbfWay {
  readonly id: number;
  readonly refs: readonly number[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly version?: number;
  readonly visible?: boolean;
  /** Places of the nodes, whole units of the granularity. */
  readonly places?: readonly (readonly [lon: number, lat: number])[];
}

export interface PbfPlan {
  readonly nodes?: readonly PbfNode[];
  readonly ways?: readonly PbfWay[];
  readonly dense?: boolean;
  /** Field of the blob that holds the data: 1 raw, 3 zlib, 4 lzma, 6 lz4, 7 zstd. */
  readonly encoding?: number;
  readonly granularity?: number;
  readonly latOffset?: number;
  readonly lonOffset?: number;
  readonly features?: readonly string[];
  readonly timestamp?: number;
  /** Type of a further blob, put between header and data. */
  readonly extraBlob?: string;
  /** Overrides of single lists of dense nodes. */
  readonly denseLats?: readonly number[];
  readonly denseTags?: readonly number[];
  readonly firstType?: string;
  readonly rawSize?: number;
  /** Packs the data block, where it is not zlib. */
  readonly pack?: (content: Uint8Array) => Uint8Array;
}

/** The bytes of a whole file. */
export function pbfBytes(plan: PbfPlan): Uint8Array {
  const { encoding = 3, firstType = "OSMHeader", extraBlob } = plan;
  const blobs = [blob(firstType, headerBlock(plan), 3)];
  if (extraBlob !== undefined) blobs.push(blob(extraBlob, new Uint8Array(5), 1));
  const block = dataBlock(plan);
  const packed = plan.pack?.(block) ?? block;
  blobs.push(blob("OSMData", packed, encoding, plan.rawSize ?? block.length));
  return Buffer.concat(blobs);
}

/** LZ4's block format with literals alone: 15 in the token, the rest of the length in bytes of 255 and a last one. */
export function lz4Literals(content: Uint8Array): Uint8Array {
  const more = content.length - 15;
  const lengths = [...new Array<number>(Math.floor(more / 255)).fill(255), more % 255];
  return Uint8Array.of(0xf0, ...lengths, ...content);
}

/** A frame of Zstandard with one stored block: magic number, size in four bytes, then the block and its size. */
export function zstdStored(content: Uint8Array): Uint8Array {
  const head = Buffer.alloc(12);
  head.writeUInt32LE(0xfd2fb528, 0);
  head.writeUInt8(0xa0, 4);
  head.writeUInt32LE(content.length, 5);
  // The lowest bit says that it is the last block.
  head.writeUIntLE((content.length << 3) | 1, 9, 3);
  return Buffer.concat([head, content]);
}

/** One blob with its header. */
export function blob(
  type: string,
  content: Uint8Array,
  encoding: number,
  rawSize = content.length,
): Uint8Array {
  const body = made((pbf) => {
    if (encoding !== 1) pbf.writeVarintField(2, rawSize);
    pbf.writeBytesField(encoding, encoding === 3 ? deflateSync(content) : content);
  });
  const header = made((pbf) => {
    pbf.writeStringField(1, type);
    pbf.writeVarintField(3, body.length);
  });
  const length = Buffer.alloc(4);
  length.writeUInt32BE(header.length);
  return Buffer.concat([length, header, body]);
}

function made(write: (pbf: PbfWriter) => void): Uint8Array {
  const pbf = new PbfWriter();
  write(pbf);
  return Buffer.from(pbf.finish());
}

function headerBlock({ features = ["OsmSchema-V0.6", "DenseNodes"], timestamp }: PbfPlan): Uint8Array {
  return made((pbf) => {
    for (const feature of features) pbf.writeStringField(4, feature);
    if (timestamp !== undefined) pbf.writeVarintField(32, timestamp);
  });
}

function dataBlock(plan: PbfPlan): Uint8Array {
  const { nodes = [], ways = [], dense = true } = plan;
  const strings = [
    "",
    ...new Set([...nodes, ...ways].flatMap(({ tags = {} }) => Object.entries(tags).flat())),
  ];
  const at = (text: string) => strings.indexOf(text);
  return made((pbf) => {
    pbf.writeMessage(
      1,
      (_, table: PbfWriter) => {
        for (const text of strings) table.writeBytesField(1, Buffer.from(text));
      },
      null,
    );
    pbf.writeMessage(
      2,
      (_, group: PbfWriter) => {
        if (dense && nodes.length > 0) writeDense(group, plan, nodes, at);
        if (!dense) for (const node of nodes) writeNode(group, node, at);
        for (const way of ways) writeWay(group, way, at);
      },
      null,
    );
    if (plan.granularity !== undefined) pbf.writeVarintField(17, plan.granularity);
    if (plan.latOffset !== undefined) pbf.writeVarintField(19, plan.latOffset);
    if (plan.lonOffset !== undefined) pbf.writeVarintField(20, plan.lonOffset);
  });
}

function deltas(values: readonly number[]): number[] {
  return values.map((value, i) => value - (values[i - 1] ?? 0));
}

function writeDense(
  group: PbfWriter,
  plan: PbfPlan,
  nodes: readonly PbfNode[],
  at: (text: string) => number,
): void {
  const tags = nodes.flatMap(({ tags: t = {} }) => [...Object.entries(t).flat().map(at), 0]);
  group.writeMessage(
    2,
    (_, pbf: PbfWriter) => {
      pbf.writePackedSVarint(1, deltas(nodes.map((n) => n.id)));
      if (nodes.some(({ version, visible }) => version !== undefined || visible !== undefined))
        pbf.writeMessage(5, (_info, info: PbfWriter) => writeDenseInfo(info, nodes), null);
      pbf.writePackedSVarint(8, [...(plan.denseLats ?? deltas(nodes.map((n) => n.lat)))]);
      pbf.writePackedSVarint(9, deltas(nodes.map((n) => n.lon)));
      pbf.writePackedVarint(10, [...(plan.denseTags ?? tags)]);
    },
    null,
  );
}

function writeDenseInfo(info: PbfWriter, nodes: readonly PbfNode[]): void {
  info.writePackedVarint(
    1,
    nodes.map(({ version = 0 }) => version),
  );
  info.writePackedVarint(
    6,
    nodes.map(({ visible = true }) => Number(visible)),
  );
}

function writeInfo(pbf: PbfWriter, { version, visible }: { version?: number; visible?: boolean }): void {
  if (version === undefined && visible === undefined) return;
  pbf.writeMessage(
    4,
    (_, info: PbfWriter) => {
      if (version !== undefined) info.writeVarintField(1, version);
      if (visible !== undefined) info.writeBooleanField(6, visible);
    },
    null,
  );
}

function writeNode(
  group: PbfWriter,
  { id, lon, lat, tags = {}, ...info }: PbfNode,
  at: (text: string) => number,
): void {
  group.writeMessage(
    1,
    (_, pbf: PbfWriter) => {
      pbf.writeSVarintField(1, id);
      pbf.writePackedVarint(2, Object.keys(tags).map(at));
      pbf.writePackedVarint(3, Object.values(tags).map(at));
      writeInfo(pbf, info);
      pbf.writeSVarintField(8, lat);
      pbf.writeSVarintField(9, lon);
    },
    null,
  );
}

function writeWay(
  group: PbfWriter,
  { id, refs, tags = {}, places, ...info }: PbfWay,
  at: (text: string) => number,
): void {
  group.writeMessage(
    3,
    (_, pbf: PbfWriter) => {
      pbf.writeVarintField(1, id);
      pbf.writePackedVarint(2, Object.keys(tags).map(at));
      pbf.writePackedVarint(3, Object.values(tags).map(at));
      writeInfo(pbf, info);
      pbf.writePackedSVarint(8, deltas(refs));
      if (places === undefined) return;
      pbf.writePackedSVarint(9, deltas(places.map(([, lat]) => lat)));
      pbf.writePackedSVarint(10, deltas(places.map(([lon]) => lon)));
    },
    null,
  );
}
