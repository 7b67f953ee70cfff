/**
 * Rasters that are cut, damaged or made to fill the memory are refused by name; every way of packing that is read gives
 * the same cells.
 */
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { unpackLzw } from "../../../../src/read/rasters/lzw.js";
import { readPopulationRaster } from "../../../../src/read/rasters/read-population-raster.js";
import { gdal, HAS_GDAL } from "../../../support/gdal.js";
import { geoTiff } from "../../../support/geotiff-bytes.js";
import { tableFiles } from "../../../support/table-files.js";
import { tiffOf } from "../../../support/tiff-bytes.js";

const { write } = tableFiles();

/** 1 + 2 + … + 12 people in three columns and four rows. */
const PEOPLE = Array.from({ length: 12 }, (_, i) => i + 1);
const floats = (values: readonly number[]) => new Uint8Array(Float32Array.from(values).buffer);
const tif = (bytes: Uint8Array) => write(bytes, ".tif");
const total = async (file: string) =>
  (await readPopulationRaster(file)).blocks.reduce((sum, { residents }) => sum + (residents ?? 0), 0);

test("a raster that was cut is refused, with the strip that lies past the end", async () => {
  const whole = await geoTiff({ values: PEOPLE, width: 3, west: 24, north: 60, cell: 0.01, noData: -1 });
  expect(await total(tif(whole))).toBe(78);
  for (const cut of [4, 20, 23])
    await expect(total(tif(whole.subarray(0, -cut)))).rejects.toThrow(
      /strip 1 of 1 lies at bytes 1000 to 1048 .* it is cut/,
    );
  await expect(total(tif(whole.subarray(0, 200)))).rejects.toThrow(/it is cut or damaged/);
});

test("of several strips and tiles each is looked at", async () => {
  // Four rows of 12 bytes: two strips of two rows.
  const strips = {
    width: 3,
    height: 4,
    rowsPerStrip: 2,
    blocks: [PEOPLE.slice(0, 6), PEOPLE.slice(6)].map(floats),
  };
  expect(await total(tif(tiffOf(strips)))).toBe(78);
  await expect(
    total(tif(tiffOf({ ...strips, blocks: [floats(PEOPLE.slice(0, 6)), floats([7])] }))),
  ).rejects.toThrow("strip 2 of 2 has 4 bytes, too few for its 24 bytes of cells");
  await expect(total(tif(tiffOf({ ...strips, blocks: [floats(PEOPLE.slice(0, 6))] })))).rejects.toThrow(
    "3 × 4 cells need 2 strips, 1 are given",
  );
  await expect(total(tif(tiffOf({ ...strips, blocks: [floats(PEOPLE), new Uint8Array()] })))).rejects.toThrow(
    "strip 2 of 2 has no bytes",
  );
});

test("a head that announces more cells than the packed bytes can hold is refused before memory is taken", async () => {
  // 12 × 8 packed bytes stand for at most some 100 kB; 30,000 × 30,000 cells would take 3.6 GB.
  const blocks = [deflateSync(floats(PEOPLE))];
  expect(await total(tif(tiffOf({ width: 3, height: 4, rowsPerStrip: 4, compression: 8, blocks })))).toBe(78);
  const huge = tiffOf({ width: 30_000, height: 30_000, rowsPerStrip: 30_000, compression: 8, blocks });
  await expect(total(tif(huge))).rejects.toThrow(
    /strip 1 of 1 has \d+ bytes, too few for its 3600000000 bytes/,
  );
  // Strips that are left out stand for no data; 40,000 × 40,000 of them are still too many.
  const sparse = tiffOf({ width: 40_000, height: 40_000, rowsPerStrip: 40_000, blocks: [null] });
  await expect(total(tif(sparse))).rejects.toThrow(
    "it unfolds to 6,400,000,000 bytes or more, expected at most 1,000,000,000",
  );
});

test("the bound on unfolded bytes is raised and lowered by an option", async () => {
  const sparse = tif(tiffOf({ width: 400, height: 400, rowsPerStrip: 400, blocks: [null] }));
  // 400 × 400 cells of 4 bytes.
  await expect(readPopulationRaster(sparse, { maxExpandedBytes: 639_999 })).rejects.toThrow(
    "raise maxExpandedBytes",
  );
  expect((await readPopulationRaster(sparse, { maxExpandedBytes: 640_000 })).blocks).toEqual([]);
});

test("tags of no known type, or with values past the end, are refused at once", async () => {
  const whole = tiffOf({ width: 3, height: 4, rowsPerStrip: 4, blocks: [floats(PEOPLE)] });
  const view = (change: (view: DataView) => void) => {
    const copy = whole.slice();
    change(new DataView(copy.buffer));
    return tif(copy);
  };
  // The first entry is the width: its type stands at byte 12, its count at 14.
  await expect(total(view((v) => v.setUint16(12, 59_393, true)))).rejects.toThrow("tag 256 is of type 59393");
  await expect(total(view((v) => v.setUint32(14, 369_098_753, true)))).rejects.toThrow(
    "tag 256 holds 369098753 values",
  );
  await expect(total(view((v) => v.setUint32(4, 3_000_000_000, true)))).rejects.toThrow(
    "the directory lies at bytes",
  );
});

test("LZW by hand: codes of nine bits, one of them made and used at once", () => {
  // 256 clears, "a" is 97, the new code 258 is "aa", 257 ends: 1 0000 0000, 0 0110 0001, 1 0000 0010, 1 0000 0001.
  const packed = Uint8Array.of(0b10000000, 0b00011000, 0b01100000, 0b01010000, 0b00010000);
  const out = new Uint8Array(10);
  expect([unpackLzw(packed, out), ...out.subarray(0, 3)]).toEqual([3, 97, 97, 97]);
  // The buffer bounds what is written, and a code that nobody made is refused.
  expect(unpackLzw(packed, new Uint8Array(2))).toBe(2);
  expect(() => unpackLzw(Uint8Array.of(0b10000000, 0b01111111, 0b11111111), new Uint8Array(9))).toThrow(
    RangeError,
  );
});

test.skipIf(!HAS_GDAL)("every way of packing gives the same people, in either byte order", async () => {
  // 70 × 40 cells of 0 to 96, so that strips and tiles are several and LZW outgrows nine bits.
  const values = Array.from({ length: 2800 }, (_, i) => (i * i) % 97);
  const people = values.reduce((a, b) => a + b, 0);
  const source = tif(await geoTiff({ values, width: 70, west: 24, north: 60, cell: 0.01, noData: -1 }));
  const packings = ["NONE", "LZW", "DEFLATE", "PACKBITS", "ZSTD"].flatMap((name) => [
    [`COMPRESS=${name}`],
    [`COMPRESS=${name}`, "TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=16"],
    [`COMPRESS=${name}`, "ENDIANNESS=BIG"],
    [`COMPRESS=${name}`, "BIGTIFF=YES"],
    ...(name === "LZW" || name === "DEFLATE" ? [[`COMPRESS=${name}`, "PREDICTOR=3"]] : []),
  ]);
  for (const packing of packings) {
    const packed = tif(readFileSync(source));
    gdal("gdal_translate", ["-q", ...packing.flatMap((option) => ["-co", option]), source, packed]);
    expect([packing, await total(packed)]).toEqual([packing, people]);
  }
});
