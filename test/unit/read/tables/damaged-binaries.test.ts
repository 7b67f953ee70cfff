/**
 * Binary layers that are damaged, or made so that reading them never ends or fills the memory, are refused by name and at
 * once; what is sound is read as before, and the bound on what a file unfolds to is raised by an option.
 */
import { readFileSync } from "node:fs";
import { zipSync } from "fflate";
import { serialize } from "flatgeobuf/lib/mjs/geojson.js";
import { parquetWriteBuffer } from "hyparquet-writer";
import initSqlJs from "sql.js";
import { expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { withinTime } from "../../../../src/base/within-time.js";
import { checkFlatbuffer } from "../../../../src/read/tables/check-flatbuffer.js";
import { checkParquet } from "../../../../src/read/tables/check-parquet.js";
import { textBytes } from "../../../../src/read/tables/parquet-deltas.js";
import { readRaw } from "../../../../src/read/tables/read-raw.js";
import { readThrift } from "../../../../src/read/tables/thrift.js";
import { readZip, storedZip } from "../../../../src/read/tables/zip.js";
import { writeGeoPackage } from "../../../../src/write/write-geopackage.js";
import { tableFiles } from "../../../support/table-files.js";
import { workbookOf } from "../../../support/workbook-bytes.js";

const { write } = tableFiles();

const RING = [
  [1, 1],
  [2, 1],
  [2, 2],
  [1, 1],
];
const SQUARE = {
  type: "Feature" as const,
  properties: { id: "a" },
  geometry: { type: "Polygon" as const, coordinates: [RING, RING] },
};
const fgb = () => new Uint8Array(serialize({ type: "FeatureCollection", features: [SQUARE] }, 4326));
const changed = (bytes: Uint8Array, change: (view: DataView) => void) => {
  const copy = bytes.slice();
  change(new DataView(copy.buffer));
  return copy;
};
/** Where so many bytes stand for the first time. */
const placeOf = (bytes: Uint8Array, part: readonly number[]) =>
  bytes.findIndex((_, at) => part.every((byte, i) => bytes[at + i] === byte));

test("a FlatGeobuf polygon whose coordinates or rings are announced longer than they are is refused", async () => {
  const whole = fgb();
  expect((await readRaw(write(whole, ".fgb"))).features).toHaveLength(1);
  // Two rings of four places: 16 numbers follow their count.
  const xy = placeOf(whole, [16, 0, 0, 0, ...new Uint8Array(Float64Array.of(1, 1).buffer)]);
  expect(xy).toBeGreaterThan(0);
  for (const count of [17, 4_000, 0xffff_ffff]) {
    const file = write(
      changed(whole, (view) => view.setUint32(xy, count, true)),
      ".fgb",
    );
    await expect(readRaw(file)).rejects.toThrow(/row 1: the FlatGeobuf file is damaged/);
  }
  // The rings end at places 4 and 8; a second ring that ends before the first would be read backwards.
  const ends = placeOf(whole, [2, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0]);
  for (const end of [3, 9]) {
    const file = write(
      changed(whole, (view) => view.setUint32(ends + 8, end, true)),
      ".fgb",
    );
    await expect(readRaw(file)).rejects.toThrow(`ring 2 ends at place ${end} of 8`);
  }
});

test("a record whose parts lie within each other or overlap is refused, however little it holds", () => {
  const nested = { fields: { 0: { tables: () => nested } } };
  const record = new DataView(new ArrayBuffer(100));
  record.setUint32(4, 12, true); // the root lies at 16
  record.setInt32(16, 8, true); // its vtable at 8: 6 bytes, field 0 at 4 from the table
  record.setUint16(8, 6, true);
  record.setUint16(12, 4, true);
  record.setUint32(20, 4, true); // the field: a vector at 24, of twelve tables, all at 80
  record.setUint32(24, 12, true);
  for (let i = 0; i < 12; i++) record.setUint32(28 + 4 * i, 80 - 28 - 4 * i, true);
  record.setInt32(80, 72, true); // with the same vtable, and a vector at 88
  record.setUint32(84, 4, true);
  record.setUint32(88, 0x7fff_ffff, true);
  const bytes = new Uint8Array(record.buffer);
  expect(() => checkFlatbuffer(bytes, nested)).toThrow(/announces more than the record holds/);
  // With that vector empty: 4 + 52 bytes, and twelve times 8, are more than 100.
  record.setUint32(88, 0, true);
  expect(() => checkFlatbuffer(bytes, nested)).toThrow("its parts overlap");
});

const column = (name: string, data: unknown[]) => ({
  name,
  data,
  type: typeof data[0] === "string" ? "STRING" : "DOUBLE",
});
const parquet = (rows: number) =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        column(
          "id",
          Array.from({ length: rows }, (_, i) => `b${i}`),
        ),
        column(
          "lon",
          Array.from({ length: rows }, () => 24.5),
        ),
        column(
          "lat",
          Array.from({ length: rows }, () => 60.1),
        ),
      ] as never,
    }),
  );

test("each bit of a Parquet file may flip: it is read or refused, never in another way", async () => {
  const whole = parquet(5);
  const outcomes = { read: 0, refused: 0 };
  for (let at = 4; at < whole.length; at += 3) {
    const file = write(
      changed(whole, (view) => view.setUint8(at, view.getUint8(at) ^ (1 << (at % 8)))),
      ".parquet",
    );
    try {
      await readRaw(file);
      outcomes.read++;
    } catch (error) {
      expect(error).toBeInstanceOf(InputFileError);
      outcomes.refused++;
    }
  }
  expect(outcomes.refused).toBeGreaterThan(outcomes.read);
});

test("Parquet that announces more rows than its pages hold, or unfolds beyond the bound, is refused", async () => {
  const file = write(parquet(1000), ".parquet");
  // Three columns of a thousand values of eight bytes, and their pages.
  await expect(readRaw(file, { maxExpandedBytes: 24_000 })).rejects.toThrow("raise maxExpandedBytes");
  expect((await readRaw(file, { maxExpandedBytes: 100_000 })).features).toHaveLength(1000);
  expect(() =>
    checkParquet(
      new Uint8Array(20),
      () => null,
      () => {},
    ),
  ).toThrow(RangeError);
});

test("thrift lists and texts longer than their bytes are refused before memory is taken", () => {
  // Field 1, a list of 2^28 structs: type 9; head 0xfc, then the length in seven bits a byte.
  expect(() => readThrift(Uint8Array.of(0x19, 0xfc, 0x80, 0x80, 0x80, 0x80, 0x01, 0), 0)).toThrow(
    "268435456 values",
  );
  // Field 1, a text of 100 bytes.
  expect(() => readThrift(Uint8Array.of(0x18, 100, 1, 2), 0)).toThrow("100 bytes are announced");
  // Field 1, the number -3 in zigzag, and the end.
  expect([...readThrift(Uint8Array.of(0x15, 5, 0), 0).struct]).toEqual([[1, -3]]);
});

test("texts that share their beginnings unfold to the sum of their lengths", () => {
  // Blocks of 128 in 4 parts, of lengths all alike: width 0. Shared 0, 2, 2 … is not constant: 0, 1, 2 has the step 1.
  const lengths = (first: number, step: number) => [128, 1, 4, 3, 2 * first, 2 * step, 0, 0, 0, 0];
  // Shared 0, 1, 2 and own 1, 1, 1: texts of 1, 2 and 3 bytes.
  expect(textBytes(Uint8Array.from([...lengths(0, 1), ...lengths(1, 0)]), 3)).toBe(6);
  // Shared 0, 5, 10 where the texts have 1 and 6 bytes.
  expect(() => textBytes(Uint8Array.from([...lengths(0, 5), ...lengths(1, 0)]), 3)).toThrow(
    "text 2 shares 5 bytes",
  );
});

async function geopackage(sql: string): Promise<string> {
  const file = write("", ".gpkg");
  await writeGeoPackage(file, [{ name: "places", features: [SQUARE], attribution: null }]);
  const SQL = await initSqlJs();
  const database = new SQL.Database(readFileSync(file));
  database.run(sql);
  const bytes = database.export();
  database.close();
  return write(bytes, ".gpkg");
}
const view = (body: string) =>
  `create view v as ${body}; insert into gpkg_contents (table_name, data_type, identifier, last_change) values ('v', 'attributes', 'v', '2026-01-01')`;

test("views of a GeoPackage that end are read; those that do not are stopped and named", async () => {
  const sound = await geopackage(view("select 'a' as id, 1.5 as lon, 2.5 as lat"));
  expect((await readRaw(sound, { layer: "v" })).features[0]?.values).toMatchObject({ id: "a" });
  const rows = "with recursive r(i) as (select 1 union all select i + 1 from r)";
  const endless = await geopackage(view(`${rows} select i as id, 1.5 as lon, 2.5 as lat from r`));
  await expect(readRaw(endless, { layer: "v", maxExpandedBytes: 100_000 })).rejects.toThrow(
    /it unfolds to 100,\d{3} bytes/,
  );
  const large = await geopackage(
    view("select 'a' as id, zeroblob(900000000) as big, 1.5 as lon, 2.5 as lat"),
  );
  await expect(readRaw(large, { layer: "v" })).rejects.toThrow(InputFileError);
});

test("work that does not end is stopped, and what it throws comes through", () => {
  expect(
    withinTime(20, () => {
      for (;;);
    }),
  ).toBeNull();
  expect(withinTime(1000, () => withinTime(1000, () => 7))).toEqual({ answer: { answer: 7 } });
  expect(() =>
    withinTime(1000, () => {
      throw new RangeError("mine");
    }),
  ).toThrow(RangeError);
});

test("a workbook or archive that unfolds beyond the bound is refused, and the bound is raised by an option", async () => {
  // A part of 40 million zeros packs to some 40 kB; the least bound is 32 million.
  const files = readZip(
    write(
      workbookOf({
        a: [
          ["id", "lon", "lat"],
          ["x", 1.5, 2.5],
        ],
      }),
      ".xlsx",
    ),
  );
  const file = write(
    zipSync({ ...Object.fromEntries(files), "xl/zeros.xml": new Uint8Array(40_000_000) }),
    ".xlsx",
  );
  await expect(readRaw(file)).rejects.toThrow(
    /it unfolds to 40,\d{3},\d{3} bytes or more, expected at most 32,000,000/,
  );
  expect((await readRaw(file, { maxExpandedBytes: 50_000_000 })).features).toHaveLength(1);
  const archive = write(zipSync({ "t.shp": new Uint8Array(40_000_000) }), ".zip");
  await expect(readRaw(archive)).rejects.toThrow("it unfolds to 40,000,000 bytes");
});

test("a cell far out makes no table as large as the sheet", async () => {
  const far = (ref: string) => {
    const files = readZip(write(workbookOf({ a: [["id"], ["x"]] }), ".xlsx"));
    const name = "xl/worksheets/sheet1.xml";
    const text = new TextDecoder()
      .decode(files.get(name))
      .replace(/r="A2"/, `r="${ref}"`)
      .replace(/<row r="2"/, `<row r="${/\d+/.exec(ref)}"`);
    return write(storedZip(new Map([...files, [name, new TextEncoder().encode(text)]])), ".xlsx");
  };
  await expect(readRaw(far("XFD1048576"))).rejects.toThrow(/it unfolds to 137,\d{3},\d{3},\d{3} bytes/);
  await expect(readRaw(far("A99999999999999"))).rejects.toThrow(/it unfolds to/);
});

test("archives are held against what they announce: lengths and checksums", () => {
  const text = new TextEncoder().encode("id,lon,lat\n".repeat(50));
  const whole = zipSync({ "a.csv": text, "b.csv": [text.subarray(0, 11), { level: 0 }] });
  expect([...readZip(write(whole, ".zip"))].map(([name, bytes]) => [name, bytes.length])).toEqual([
    ["a.csv", 550],
    ["b.csv", 11],
  ]);
  // The entry in the directory at the end: its checksum at 16, its length at 24.
  const entry = placeOf(whole, [0x50, 0x4b, 1, 2]);
  const read = (change: (view: DataView) => void) => () => readZip(write(changed(whole, change), ".zip"));
  expect(read((v) => v.setUint32(entry + 16, 7, true))).toThrow('"a.csv" does not match its checksum');
  expect(read((v) => v.setUint32(entry + 24, 551, true))).toThrow('"a.csv" has 550 bytes, announced are 551');
  expect(read((v) => v.setUint32(entry + 24, 549, true))).toThrow(/the archive is damaged/);
  expect(read((v) => v.setUint16(entry + 8, 1, true))).toThrow("is encrypted");
  expect(() => readZip(write(whole.subarray(0, -30), ".zip"))).toThrow("it is cut");
});
