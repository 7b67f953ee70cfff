/**
 * Squares as streets: their rims, the walks across, and the ground that the network keeps of them.
 */
import { itemAt } from "../../base/at.js";
import { offsetsOf } from "../../base/grouping.js";
import { EdgeFlag, NodeRole, type SquareColumns } from "../../network/street-draft.js";
import type { LineColumns } from "./line-columns.js";
import { MISSING, type OsmData } from "./osm-data.js";
import type { WalkRules } from "./rule-data.js";
import type { Square } from "./square-areas.js";
import { columnsOfLines, type NodeLine } from "./square-ground.js";
import { obstaclesOf, rimLines } from "./square-obstacles.js";
import { crossSquare } from "./squares.js";

/** A square with all that stands in it, and the nodes where it is entered or a walk bends. */
export interface FoundSquare {
  readonly wayId: number;
  readonly lines: readonly NodeLine[];
  readonly targets: readonly number[];
}

/** What nodes are to walkers. */
export interface NodeUse {
  /** Whether a street, a gate or a crossing meets a rim at this node of it. */
  readonly isDoor: (node: number) => boolean;
  /** Whether a street or a gate stands at this node at all. */
  readonly isWalked: (node: number) => boolean;
}

/** Adds the rims of squares and the straight walks across them to the lines; returns the squares and what to tell. */
export function addSquares(
  osm: OsmData,
  squares: readonly Square[],
  { isDoor, isWalked }: NodeUse,
  lines: LineColumns,
  rules: WalkRules,
): { readonly squares: readonly FoundSquare[]; readonly counts: ReadonlyMap<string, number> } {
  const obstacles = obstaclesOf(osm, squares, isDoor, rules);
  let tooLarge = 0;
  const found = squares.map((square, i): FoundSquare => {
    const rims = rimLines(square);
    const ofRim = new Set(rims.flatMap(({ nodes }) => nodes));
    const ground = [...rims, ...itemAt(obstacles.ofSquare, i)];
    for (const { nodes } of rims) lines.add(square.line, nodes, 0, nodes.length);
    const isEntered = (node: number) => (ofRim.has(node) ? isDoor(node) : isWalked(node));
    const { targets, walks } = crossSquare(osm, ground, isEntered, rules.squares);
    if (walks === null) tooLarge++;
    const across = { ...square.line, attributes: square.line.attributes | EdgeFlag.square };
    for (const ends of walks ?? []) lines.add(across, ends, 0, 2);
    return { wayId: square.line.wayId, lines: ground, targets };
  });
  const cutHoles = squares.reduce((sum, { walls }) => sum + walls.length, 0);
  const counts = new Map([
    ["squares walked along the rim only: too large", tooLarge],
    ["buildings, water and walls in squares walked around", obstacles.standing],
    ["buildings, water and walls over doors of squares: walked under", obstacles.walkedUnder],
    ["holes of squares cut by the edge of the extract: what is left of them is walked around", cutHoles],
  ]);
  return { squares: found, counts };
}

/**
 * Squares as columns of a draft. Their targets stay nodes of the network.
 *
 * @param pointOf - per node of the extract its point of the draft, or `MISSING`
 * @param role - per point of the draft; targets are marked in it
 */
export function squareColumns(
  osm: OsmData,
  squares: readonly FoundSquare[],
  pointOf: Uint32Array,
  role: Uint8Array,
): SquareColumns | undefined {
  if (squares.length === 0) return undefined;
  const lines = squares.flatMap((square) => square.lines);
  const targets = squares.map((square) =>
    square.targets.map((node) => itemAt(pointOf, node)).filter((point) => point !== MISSING),
  );
  const target = Uint32Array.from(targets.flat());
  for (const point of target) role[point] = itemAt(role, point) | NodeRole.kept;
  return {
    count: squares.length,
    wayId: Float64Array.from(squares, ({ wayId }) => wayId),
    firstLine: offsetsOf(squares.length, (i) => itemAt(squares, i).lines.length),
    ...columnsOfLines(osm, lines),
    firstTarget: offsetsOf(squares.length, (i) => itemAt(targets, i).length),
    target,
  };
}
