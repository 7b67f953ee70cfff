/**
 * Streets and barriers of a network as they are drawn on a page.
 */
import type { LonLat } from "../../geo/polygon-point.js";
import { EdgeFlag } from "../../network/street-draft.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { packNumbers } from "./columns.js";
import type { StreetData } from "./report-data.js";
import { packLines } from "./thin-lines.js";

const MAIN = ["trunk", "primary", "secondary", "tertiary"];
const PATHS = ["footway", "path", "steps", "cycleway", "bridleway", "track", "corridor", "platform"];

/** A line that is walked but not drawn. */
const UNSEEN = 3;

/** How far a drawn street may lie from the mapped one. */
const STREET_M = 1.5;

/** Straight walks across squares are kept to be walked, but are no streets to be seen. */
export function packStreets(network: WalkNetwork): StreetData {
  const drawn = Array.from({ length: network.edgeCount }, (_, e) => e);
  const names: string[] = [""];
  const position = new Map<number, number>([[0, 0]]);
  const name = drawn.map((e) => {
    const nameIndex = network.edgeName[e]!;
    if (!position.has(nameIndex)) position.set(nameIndex, names.push(network.names[nameIndex]!) - 1);
    return position.get(nameIndex)!;
  });
  const { barriers } = network;
  const lineAt = (first: Uint32Array, lonE7: Int32Array, latE7: Int32Array, i: number) => {
    const line: LonLat[] = [];
    for (let s = first[i]!; s < first[i + 1]!; s++) line.push([lonE7[s]! / 1e7, latE7[s]! / 1e7]);
    return line;
  };
  return {
    kind: packNumbers(
      drawn.map((e) =>
        (network.edgeAttributes[e]! & EdgeFlag.square) !== 0
          ? UNSEEN
          : kindOf(network.classes[network.edgeClass[e]!]!),
      ),
    ),
    name: packNumbers(name),
    names,
    lines: packLines(
      drawn.map((e) => lineAt(network.firstShape, network.shapeLonE7, network.shapeLatE7, e)),
      STREET_M,
    ),
    barrierKind: packNumbers(
      Array.from(barriers.kind.subarray(0, barriers.count), (kind) => (kind <= 1 ? 0 : 1)),
    ),
    barriers: packLines(
      Array.from({ length: barriers.count }, (_, i) =>
        lineAt(barriers.first, barriers.lonE7, barriers.latE7, i),
      ),
      STREET_M,
    ),
  };
}

function kindOf(streetClass: string): number {
  if (MAIN.includes(streetClass.replace("_link", ""))) return 2;
  return PATHS.includes(streetClass) ? 0 : 1;
}
