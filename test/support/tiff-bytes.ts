/**
 * TIFF files from parts as they are given, sound or not.
 */
export interface TiffParts {
  readonly width: number;
  readonly height: number;
  readonly rowsPerStrip: number;
  /** Default 1, not packed. */
  readonly compression?: number;
  /** The bytes of each strip; null for one that is left out. */
  readonly blocks: readonly (Uint8Array | null)[];
}

const [SHORT, LONG, DOUBLE] = [3, 4, 12] as const;
const BYTES = { [SHORT]: 2, [LONG]: 4, [DOUBLE]: 8 } as const;
type Entry = readonly [
  tag: number,
  type: typeof SHORT | typeof LONG | typeof DOUBLE,
  values: readonly number[],
];

/** One band of 32-bit numbers in degrees, north-west corner at 24° E, 60° N, cells of 0.0001°. Little endian; the directory first. */
export function tiffOf({ width, height, rowsPerStrip, compression = 1, blocks }: TiffParts): Uint8Array {
  const entries: Entry[] = [
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, [32]],
    [259, SHORT, [compression]],
    [262, SHORT, [1]],
    [273, LONG, blocks.map(() => 0)],
    [277, SHORT, [1]],
    [278, LONG, [rowsPerStrip]],
    [279, LONG, blocks.map((block) => block?.length ?? 0)],
    [339, SHORT, [3]],
    [33550, DOUBLE, [0.0001, 0.0001, 0]],
    [33922, DOUBLE, [0, 0, 0, 24, 60, 0]],
    // GeoTIFF keys: version 1.1.0, two keys; 1024 geographic, 2048 EPSG:4326.
    [34735, SHORT, [1, 1, 0, 2, 1024, 0, 1, 2, 2048, 0, 1, 4326]],
  ];
  const directory = 8 + 2 + 12 * entries.length + 4;
  let end = directory;
  const outside = entries.map(([, type, values]) => {
    const size = BYTES[type] * values.length;
    if (size <= 4) return 0;
    end += size;
    return end - size;
  });
  const starts = blocks.map((block) => {
    end += block?.length ?? 0;
    return block === null ? 0 : end - block.length;
  });
  const view = new DataView(new ArrayBuffer(end));
  view.setUint32(0, 0x49492a00);
  view.setUint32(4, 8, true);
  view.setUint16(8, entries.length, true);
  entries.forEach(([tag, type, given], i) => {
    const at = 10 + 12 * i;
    const values = tag === 273 ? starts : given;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, values.length, true);
    const place = outside[i] || at + 8;
    if (outside[i]) view.setUint32(at + 8, place, true);
    values.forEach((value, k) => {
      if (type === SHORT) view.setUint16(place + 2 * k, value, true);
      else if (type === LONG) view.setUint32(place + 4 * k, value, true);
      else view.setFloat64(place + 8 * k, value, true);
    });
  });
  const bytes = new Uint8Array(view.buffer);
  blocks.forEach((block, i) => {
    if (block !== null) bytes.set(block, starts[i]);
  });
  return bytes;
}
