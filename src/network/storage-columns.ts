/**
 * Which columns a saved network has, and how long each is.
 */
import type { SquareColumns } from "./street-draft.js";

export const TYPES = { Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const;
export type SavedColumn = InstanceType<(typeof TYPES)[keyof typeof TYPES]>;

/** Which count gives the length of each column; `+1` marks offsets. */
export const COLUMN_LENGTHS: Readonly<Record<string, string>> = {
  nodeId: "nodeCount",
  nodeLonE7: "nodeCount",
  nodeLatE7: "nodeCount",
  nodeOut: "streetNodeCount",
  nodeIn: "streetNodeCount",
  nodeComponent: "streetNodeCount",
  componentPoints: "componentCount",
  edgeFrom: "edgeCount",
  edgeTo: "edgeCount",
  edgeLengthMm: "edgeCount",
  edgeAttributes: "edgeCount",
  edgeClass: "edgeCount",
  edgeName: "edgeCount",
  edgeWayId: "edgeCount",
  firstShape: "edgeCount+1",
  shapeLonE7: "shapeCount",
  shapeLatE7: "shapeCount",
  shapeLengthMm: "shapeCount",
  firstOut: "nodeCount+1",
  head: "arcCount",
  arcEdge: "arcCount",
  arcTwin: "arcCount",
  arcForward: "arcCount",
  barrierFirst: "barrierCount+1",
  barrierLonE7: "barrierPointCount",
  barrierLatE7: "barrierPointCount",
  barrierKind: "barrierCount",
  barrierName: "barrierCount",
};

/** Columns of networks that mark crossings, kerbs or lifts, and of those whose streets have traits. */
const OPTIONAL_LENGTHS: Readonly<Record<string, string>> = { edgeWaits: "edgeCount", edgeTrait: "edgeCount" };

/** Columns of a network that has squares. */
const SQUARE_LENGTHS: Readonly<Record<string, string>> = {
  squareFirstWay: "squareCount+1",
  squareWayId: "squareWayCount",
  squareFirstLine: "squareCount+1",
  squareKind: "squareLineCount",
  squareFirst: "squareLineCount+1",
  squareLonE7: "squarePointCount",
  squareLatE7: "squarePointCount",
  squareFirstTarget: "squareCount+1",
  squareTarget: "squareTargetCount",
};

/** Columns of a network that has slopes. */
const SLOPE_LENGTHS: Readonly<Record<string, string>> = {
  slopeForward: "edgeCount",
  slopeBackward: "edgeCount",
  slopeSteepest: "edgeCount",
};

/** All of them, in the order of the file. */
export const ALL_LENGTHS: Readonly<Record<string, string>> = {
  ...COLUMN_LENGTHS,
  ...SLOPE_LENGTHS,
  ...OPTIONAL_LENGTHS,
  ...SQUARE_LENGTHS,
};

/** The name in the file of a column of `SquareColumns`. */
export function squareName(name: string): string {
  return `square${name[0].toUpperCase()}${name.slice(1)}`;
}

export function squaresOf(count: number, column: (name: string) => SavedColumn): SquareColumns {
  const names = [
    "firstWay",
    "wayId",
    "firstLine",
    "kind",
    "first",
    "lonE7",
    "latE7",
    "firstTarget",
    "target",
  ];
  const columns = Object.fromEntries(names.map((name) => [name, column(squareName(name))]));
  return { count, ...columns } as unknown as SquareColumns;
}

/** How long a column of this name must be, by the counts in the head. */
export function lengthOfColumn(counts: Readonly<Record<string, number>>, name: string): number {
  const [count, more] = (ALL_LENGTHS[name] ?? "").split("+");
  return (counts?.[count] ?? Number.NaN) + Number(more ?? 0);
}
