/**
 * Streets and barriers of a network as they are drawn on a page.
 */
import { EdgeFlag } from "../../network/street-draft.js";
import { barrierLine, edgeShape, streetRow } from "../../network/street-rows.js";
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

/** Straight walks across squares are kept to be walked, but are not streets to be seen. */
export function packStreets(network: WalkNetwork): StreetData {
  const drawn = Array.from({ length: network.edgeCount }, (_, e) => streetRow(network, e));
  const names: string[] = [""];
  const positions = new Map([["", 0]]);
  const name = drawn.map((street) => {
    const position = positions.get(street.name) ?? names.push(street.name) - 1;
    positions.set(street.name, position);
    return position;
  });
  const { barriers } = network;
  return {
    kind: packNumbers(
      drawn.map(({ attributes, streetClass }) =>
        (attributes & EdgeFlag.square) !== 0 ? UNSEEN : kindOf(streetClass),
      ),
    ),
    name: packNumbers(name),
    names,
    lines: packLines(
      drawn.map((_, e) => edgeShape(network, e)),
      STREET_M,
    ),
    barrierKind: packNumbers(
      Array.from(barriers.kind.subarray(0, barriers.count), (kind) => (kind <= 1 ? 0 : 1)),
    ),
    barriers: packLines(
      Array.from({ length: barriers.count }, (_, b) => barrierLine(barriers, b)),
      STREET_M,
    ),
  };
}

function kindOf(streetClass: string): number {
  if (MAIN.includes(streetClass.replace("_link", ""))) return 2;
  return PATHS.includes(streetClass) ? 0 : 1;
}
