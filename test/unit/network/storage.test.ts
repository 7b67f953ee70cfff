import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { FileAccessError, InputFileError, UnsupportedFileError } from "../../../src/base/errors.js";
import { listIslands } from "../../../src/network/islands.js";
import {
  decodeNetwork,
  encodeNetwork,
  isSavedNetwork,
  loadNetwork,
  saveNetwork,
} from "../../../src/network/storage.js";
import { randomTown, SEED } from "../../support/random-town.js";
import { tempFolder } from "../../support/temp-folder.js";
import { gridPlan, town } from "../../support/town.js";

const { folder } = tempFolder();

const NETWORK = town({
  ...gridPlan({ columns: 4, rows: 4, spacingM: 80 }),
  barriers: [
    {
      kind: "river",
      line: [
        [0, 40],
        [240, 40],
      ],
      name: "Ishim",
    },
  ],
});

test("a network comes back as it was saved, name tables and barriers included", () => {
  fc.assert(
    fc.property(randomTown(), (plan) => {
      const network = town(plan);
      expect(decodeNetwork(encodeNetwork(network))).toEqual(network);
    }),
    { seed: SEED, numRuns: 100 },
  );
  const file = path.join(folder, "grid.network");
  saveNetwork(NETWORK, file);
  expect(loadNetwork(file)).toEqual(NETWORK);
  expect(readdirSync(folder)).toEqual(["grid.network"]);
});

test("saving twice gives the same bytes", () => {
  expect(encodeNetwork(NETWORK)).toEqual(encodeNetwork(NETWORK));
});

test("columns are views of the buffer, not copies", () => {
  const bytes = encodeNetwork(NETWORK);
  expect(decodeNetwork(bytes).head.buffer).toBe(bytes.buffer);
});

test("a saved network is opened in one read: every column is a view of one buffer as long as the file", () => {
  const file = path.join(folder, "one-read");
  saveNetwork(NETWORK, file);
  const network = loadNetwork(file);
  const columns = [...Object.values(network), ...Object.values(network.barriers)].filter(ArrayBuffer.isView);
  expect(columns).toHaveLength(28);
  expect(new Set(columns.map(({ buffer }) => buffer)).size).toBe(1);
  expect(columns[0]!.buffer.byteLength).toBe(statSync(file).size);
});

test("a network that begins at an odd place of a larger buffer is opened all the same", () => {
  const bytes = encodeNetwork(NETWORK);
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  expect(decodeNetwork(larger.subarray(3))).toEqual(NETWORK);
});

test("a truncated file is refused at every length", () => {
  const bytes = encodeNetwork(NETWORK);
  for (let length = 0; length < bytes.length; length += 97) {
    expect(() => decodeNetwork(bytes.slice(0, length)), `${length} bytes`).toThrow(InputFileError);
  }
});

test("one flipped bit is refused, whichever it is: a damaged network is never walked", () => {
  // Every kind of bit: each byte of the file, with another of its eight bits at every byte.
  const bytes = encodeNetwork(NETWORK);
  for (let at = 0; at < bytes.length; at++) {
    bytes[at]! ^= 1 << (at % 8);
    expect(() => decodeNetwork(bytes), `byte ${at}`).toThrow(InputFileError);
    bytes[at]! ^= 1 << (at % 8);
  }
  expect(decodeNetwork(bytes)).toEqual(NETWORK);
});

test("damage in a later range is named by the range's first byte, and bytes too many are refused", () => {
  // 18,000 nodes and 35,640 edges, with at least 100 bytes for each edge and its two arcs: more than 2 MiB.
  const bytes = encodeNetwork(town(gridPlan({ columns: 300, rows: 60, spacingM: 50 })));
  expect(bytes.length).toBeGreaterThan(2 * 2 ** 20);
  bytes[bytes.length - 1]! ^= 1;
  expect(() => decodeNetwork(bytes, "town.lcn")).toThrow(
    /town\.lcn: the bytes from \d+ on do not match their checksum/,
  );
  bytes[bytes.length - 1]! ^= 1;
  const longer = new Uint8Array(bytes.length + 8);
  longer.set(bytes);
  expect(() => decodeNetwork(longer)).toThrow("the file is truncated or has grown");
});

test("a foreign file, another version and a missing file are different errors", () => {
  const other = encodeNetwork(NETWORK);
  other[8] = 9;
  expect(() => decodeNetwork(other)).toThrow(UnsupportedFileError);
  const foreign = path.join(folder, "foreign");
  writeFileSync(foreign, readFileSync(import.meta.filename));
  expect(() => loadNetwork(foreign)).toThrow("this is not a saved walking network");
  expect(() => loadNetwork(path.join(folder, "none"))).toThrow(FileAccessError);
  rmSync(foreign);
});

test("islands are listed by size, with length and place", () => {
  const network = town({
    points: {
      a: [0, 0],
      b: [100, 0],
      c: [200, 0],
      d: [0, 500],
      e: [50, 500],
      f: [900, 900],
      g: [900, 990],
      h: [950, 990],
    },
    streets: [
      { over: ["d", "e"] },
      { over: ["a", "b", "c"] },
      { over: ["a", "c"] },
      { over: ["f", "g", "h"] },
    ],
  });
  // Of the parts with 3, 2 and 3 points the first of the largest is the main one.
  const islands = listIslands(network);
  expect(islands.map(({ points, lengthMm }) => [points, lengthMm])).toEqual([
    [3, 140_000],
    [2, 50_000],
  ]);
  expect(islands[1]!.lat).toBeCloseTo(500 / 110_574, 4);
});

test("a saved network is known by its first bytes, and nothing else is one", () => {
  const file = path.join(folder, "known.lcn");
  saveNetwork(NETWORK, file);
  expect(isSavedNetwork(file)).toBe(true);
  const other = path.join(folder, "other.lcn");
  writeFileSync(other, "LCWALK");
  expect(isSavedNetwork(other)).toBe(false);
  expect(isSavedNetwork(path.join(folder, "missing.lcn"))).toBe(false);
  expect(isSavedNetwork(folder)).toBe(false);
});
