/**
 * The parts of a small shapefile of points, byte by byte, so that faults can be put into them.
 */

export interface ShapefileParts {
  readonly shp: Buffer;
  readonly shx: Buffer;
  readonly dbf: Buffer;
}

/** Points with one text column `id` of 8 bytes. */
export function shapefileOf(
  points: readonly (readonly [id: string, lon: number, lat: number])[],
): ShapefileParts {
  const head = (bytes: number) => {
    const buffer = Buffer.alloc(100);
    buffer.writeInt32BE(9994, 0);
    buffer.writeInt32BE(bytes / 2, 24);
    buffer.writeInt32LE(1000, 28);
    buffer.writeInt32LE(1, 32);
    return buffer;
  };
  const records = points.map(([, lon, lat], i) => {
    const record = Buffer.alloc(28);
    record.writeInt32BE(i + 1, 0);
    record.writeInt32BE(10, 4);
    record.writeInt32LE(1, 8);
    record.writeDoubleLE(lon, 12);
    record.writeDoubleLE(lat, 20);
    return record;
  });
  const index = points.map((_, i) => {
    const entry = Buffer.alloc(8);
    entry.writeInt32BE((100 + 28 * i) / 2, 0);
    entry.writeInt32BE(10, 4);
    return entry;
  });
  return {
    shp: Buffer.concat([head(100 + 28 * points.length), ...records]),
    shx: Buffer.concat([head(100 + 8 * points.length), ...index]),
    dbf: tableOf(points.map(([id]) => id)),
  };
}

function tableOf(ids: readonly string[]): Buffer {
  const head = Buffer.alloc(65);
  head[0] = 3;
  head.writeUInt32LE(ids.length, 4);
  head.writeUInt16LE(65, 8);
  head.writeUInt16LE(9, 10);
  head.write("id", 32, "ascii");
  head.write("C", 43, "ascii");
  head[48] = 8;
  head[64] = 13;
  const rows = ids.map((id) => Buffer.from(` ${id.padEnd(8)}`, "ascii"));
  return Buffer.concat([head, ...rows, Buffer.from([26])]);
}
