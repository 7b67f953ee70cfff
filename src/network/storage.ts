/**
 * A walking network in one buffer: saved whole, opened without parsing.
 *
 * Form: a frame with checksums (`saved-frame.ts`) around a head (counts, names, and for each column its type, offset and
 * length) and the columns, each beginning at a multiple of 8. Little-endian, as every machine is that runs Node. Opened
 * columns are views of the buffer, not copies.
 *
 * Checksums and structure are always checked, so that a damaged file is refused and never walked.
 */

import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { aPath, checkCall } from "../base/check-call.js";
import { InputFileError } from "../base/errors.js";
import { unreadable } from "../base/read-file.js";
import { writeFileWhole } from "../base/write-file.js";
import { WALK_NETWORK } from "./network-forms.js";
import { aligned, frameSaved, MAGIC, openFrame } from "./saved-frame.js";
import {
  ALL_LENGTHS,
  COLUMN_LENGTHS,
  lengthOfColumn,
  type SavedColumn,
  squareName,
  squaresOf,
  TYPES,
} from "./storage-columns.js";
import { type EdgeSlope, NO_EDGE, type WalkNetwork } from "./walk-network.js";

/** A call reads less than 2 GiB; a saved network may have more. */
const MAX_BYTES_A_CALL = 2 ** 30;

interface Head {
  readonly counts: Readonly<Record<string, number>>;
  readonly classes: readonly string[];
  readonly names: readonly string[];
  readonly source: WalkNetwork["source"];
  /** Edges without height, where the network has slopes. */
  readonly flatEdges?: number | undefined;
  readonly traits?: WalkNetwork["traits"];
  readonly linking?: WalkNetwork["linking"];
  readonly columns: Readonly<
    Record<string, { readonly type: keyof typeof TYPES; readonly at: number; readonly length: number }>
  >;
}

/** The network as one buffer; equal networks give equal bytes. */
export function encodeNetwork(network: WalkNetwork): Uint8Array {
  const columns = columnsOf(network);
  const placed: Record<string, Head["columns"][string]> = {};
  let at = 0;
  for (const [name, column] of Object.entries(columns)) {
    placed[name] = { type: column.constructor.name as keyof typeof TYPES, at, length: column.length };
    at = aligned(at + column.byteLength);
  }
  const { nodeCount, streetNodeCount, edgeCount, arcCount, barriers, squares } = network;
  const counts = {
    nodeCount,
    streetNodeCount,
    edgeCount,
    arcCount,
    componentCount: network.componentPoints.length,
    shapeCount: network.shapeLonE7.length,
    barrierCount: barriers.count,
    barrierPointCount: barriers.lonE7.length,
    squareCount: squares?.count ?? 0,
    squareWayCount: squares?.wayId.length ?? 0,
    squareLineCount: squares?.kind.length ?? 0,
    squarePointCount: squares?.lonE7.length ?? 0,
    squareTargetCount: squares?.target.length ?? 0,
  };
  const { classes, names, source, slope, traits, linking } = network;
  const flatEdges = slope?.edgesWithoutHeight;
  const body = new Uint8Array(at);
  for (const [name, column] of Object.entries(columns)) {
    body.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), placed[name].at);
  }
  return frameSaved(
    { counts, classes, names, source, flatEdges, traits, linking, columns: placed } satisfies Head,
    body,
  );
}

/**
 * Saves a network as one binary file, written whole or not at all.
 *
 * @param path - file to write; an existing one is replaced
 * @throws {FileAccessError} if the file cannot be written
 *
 * @example
 * saveNetwork(network, "city.walknet");
 */
export function saveNetwork(network: WalkNetwork, path: string): void {
  checkCall("saveNetwork", ["network", network, WALK_NETWORK], ["path", path, aPath]);
  writeFileWhole(path, [encodeNetwork(network)]);
}

/**
 * Whether a file begins as a saved network does.
 *
 * @param path - any file
 * @returns false for other files, and where the file cannot be read
 *
 * @example
 * isSavedNetwork("city.osm.pbf"); // => false
 */
export function isSavedNetwork(path: string): boolean {
  const head = Buffer.alloc(MAGIC.length);
  try {
    const file = openSync(path, "r");
    try {
      readSync(file, head, 0, head.length, 0);
    } finally {
      closeSync(file);
    }
  } catch {
    return false;
  }
  return head.toString("latin1") === MAGIC;
}

/**
 * Opens a network that `saveNetwork` wrote; nothing is parsed, so a city opens in milliseconds. Every byte is checked
 * against its checksum.
 *
 * @param path - a saved network
 * @returns the network, its columns views of the file's bytes
 * @throws {FileAccessError} if the file is missing or unreadable
 * @throws {InputFileError} if it is not a saved network, or is truncated or damaged
 * @throws {UnsupportedFileError} if it was saved by another version of the format
 *
 * @example
 * saveNetwork(network, "town.walknet");
 * loadNetwork("town.walknet").nodeCount; // => network.nodeCount
 */
export function loadNetwork(path: string): WalkNetwork {
  checkCall("loadNetwork", ["path", path, aPath]);
  let bytes: Uint8Array;
  try {
    bytes = readWhole(path);
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return decodeNetwork(bytes, path);
}

/** The file in one buffer, read in one go as far as one call reads. */
function readWhole(path: string): Uint8Array {
  const file = openSync(path, "r");
  try {
    const bytes = Buffer.allocUnsafeSlow(fstatSync(file).size);
    let done = 0;
    while (done < bytes.length) {
      const count = readSync(file, bytes, done, Math.min(bytes.length - done, MAX_BYTES_A_CALL), done);
      if (count === 0) throw new Error("it became shorter while it was read");
      done += count;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}

/**
 * Opens a network from its bytes; the columns are views of them where they are aligned.
 *
 * @param path - for messages
 * @throws as `loadNetwork`
 */
export function decodeNetwork(bytes: Uint8Array, path = "(buffer)"): WalkNetwork {
  const fail = (problem: string): never => {
    throw new InputFileError({ path }, problem);
  };
  const frame = openFrame(bytes, path);
  const { start } = frame;
  const head = frame.head as Head;
  const column = (name: string): SavedColumn => {
    const placed = head.columns?.[name];
    const expected = lengthOfColumn(head.counts, name);
    if (placed === undefined || placed.length !== expected)
      return fail(`the column ${name} is missing or not ${expected} long`);
    const Type = TYPES[placed.type];
    const from = start + placed.at;
    const size = Type === undefined ? Number.NaN : placed.length * Type.BYTES_PER_ELEMENT;
    if (!(Number.isInteger(size) && placed.at >= 0 && placed.at % 8 === 0 && from + size <= bytes.length)) {
      return fail(`the column ${name} runs past the end: the file is truncated`);
    }
    const aligns = (bytes.byteOffset + from) % Type.BYTES_PER_ELEMENT === 0;
    const source = aligns ? bytes.buffer : bytes.slice(from, from + size).buffer;
    return new Type(source as ArrayBuffer, aligns ? bytes.byteOffset + from : 0, placed.length);
  };
  return checkOffsets(networkOf(head, column), fail);
}

function columnsOf(network: WalkNetwork): Record<string, SavedColumn> {
  const { barriers, slope, squares } = network;
  const squareColumns = Object.entries(squares ?? {}).map(([name, column]) => [squareName(name), column]);
  const all: Record<string, unknown> = {
    ...network,
    ...Object.fromEntries(squareColumns),
    barrierFirst: barriers.first,
    barrierLonE7: barriers.lonE7,
    barrierLatE7: barriers.latE7,
    barrierKind: barriers.kind,
    barrierName: barriers.name,
    slopeForward: slope?.forward,
    slopeBackward: slope?.backward,
    slopeSteepest: slope?.steepest,
  };
  const saved = Object.keys(ALL_LENGTHS).filter((name) => all[name] !== undefined);
  return Object.fromEntries(saved.map((name) => [name, all[name] as SavedColumn]));
}

function networkOf(head: Head, column: (name: string) => SavedColumn): WalkNetwork {
  const columns = Object.fromEntries(Object.keys(COLUMN_LENGTHS).map((name) => [name, column(name)]));
  const { barrierFirst, barrierLonE7, barrierLatE7, barrierKind, barrierName, ...rest } = columns;
  const { nodeCount, streetNodeCount, edgeCount, arcCount, barrierCount } = head.counts;
  const { classes, names, source, flatEdges } = head;
  const barriers = {
    count: barrierCount,
    first: barrierFirst,
    lonE7: barrierLonE7,
    latE7: barrierLatE7,
    kind: barrierKind,
    name: barrierName,
  };
  return {
    ...rest,
    nodeCount,
    streetNodeCount,
    edgeCount,
    arcCount,
    barriers,
    squares: head.columns.squareTarget && squaresOf(head.counts.squareCount, column),
    slope: flatEdges === undefined ? undefined : slopeOf(flatEdges, column),
    edgeWaits: head.columns.edgeWaits && column("edgeWaits"),
    edgeTrait: head.columns.edgeTrait && column("edgeTrait"),
    traits: head.traits,
    linking: head.linking,
    classes,
    names,
    source,
  } as unknown as WalkNetwork;
}

function slopeOf(edgesWithoutHeight: number, column: (name: string) => SavedColumn): EdgeSlope {
  const of = (name: string) => column(name) as Float64Array;
  const [forward, backward] = [of("slopeForward"), of("slopeBackward")];
  return { forward, backward, steepest: of("slopeSteepest"), edgesWithoutHeight };
}

/** Offsets must ascend to their ends, and nodes, arcs and edges be within their counts. */
function checkOffsets(network: WalkNetwork, fail: (problem: string) => never): WalkNetwork {
  const { firstOut, firstShape, barriers, squares, arcCount, nodeCount, edgeCount, streetNodeCount } =
    network;
  const isSound =
    ascends(firstOut, arcCount) &&
    ascends(firstShape, network.shapeLonE7.length) &&
    ascends(barriers.first, barriers.lonE7.length) &&
    below(network.head, nodeCount) &&
    below(network.arcTwin, arcCount) &&
    below(network.arcEdge, edgeCount, NO_EDGE) &&
    below(network.edgeTrait ?? new Uint32Array(0), network.traits?.length ?? 0) &&
    below(network.edgeFrom, streetNodeCount) &&
    below(network.edgeTo, streetNodeCount) &&
    streetNodeCount <= nodeCount &&
    below(network.nodeComponent, network.componentPoints.length) &&
    (squares === undefined ||
      (ascends(squares.firstWay, squares.wayId.length) &&
        ascends(squares.firstLine, squares.kind.length) &&
        ascends(squares.first, squares.lonE7.length) &&
        ascends(squares.firstTarget, squares.target.length) &&
        below(squares.target, streetNodeCount)));
  return isSound ? network : fail("the columns do not fit each other: the file is damaged");
}

function ascends(first: Uint32Array, end: number): boolean {
  let sound = first[0] === 0 && first[first.length - 1] === end;
  for (let i = 1; i < first.length; i++) if (first[i] < first[i - 1]) sound = false;
  return sound;
}

/** Whether all values are below the limit, or the one that stands for none. */
function below(column: Uint32Array, limit: number, none = 0): boolean {
  let sound = true;
  for (let i = 0; i < column.length; i++)
    if (column[i] >= limit && (none === 0 || column[i] !== none)) sound = false;
  return sound;
}
