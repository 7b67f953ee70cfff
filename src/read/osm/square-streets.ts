/**
 * Squares as streets: their rims, the walks across, and the ground that the network keeps of them.
 */
import { itemAt } from "../../base/at.js";
import { offsetsOf } from "../../base/grouping.js";
import { EdgeFlag, NodeRole, type SquareColumns } from "../../network/street-draft.js";
import { joinSquares } from "./joined-squares.js";
import type { LineColumns } from "./line-columns.js";
import { MISSING, type OsmData } from "./osm-data.js";
import type { WalkRules } from "./rule-data.js";
import type { Square } from "./square-areas.js";
import { columnsOfLines, type NodeLine } from "./square-ground.js";
import { obstaclesOf, rimLines } from "./square-obstacles.js";
import { crossSquare } from "./squares.js";

/** A square with all that stands in it, and the nodes where it is entered or a walk bends. */
export interface FoundSquare {
  /** Of the squares that are joined in it. */
  readonly wayIds: readonly number[];
  readonly lines: readonly NodeLine[];
  readonly targets: readonly number[];
}

/** How many streets, rims of squares, gates and crossings stand at a node; a gate or crossing alone counts as two. */
export type NodeUse = (node: number) => number;

/** Adds the rims of squares and the straight walks across them to the lines; returns the squares and what to tell. */
export function addSquares(
  osm: OsmData,
  squares: readonly Square[],
  timesUsed: NodeUse,
  lines: LineColumns,
  rules: WalkRules,
): { readonly squares: readonly FoundSquare[]; readonly counts: ReadonlyMap<string, number> } {
  const isDoor = (node: number) => timesUsed(node) > 1;
  const joined = joinSquares(osm, squares, rules.squares.joined_up_to_corners);
  const obstacles = obstaclesOf(osm, joined, isDoor, rules);
  let tooLarge = 0;
  const found = joined.map((square, i): FoundSquare => {
    for (const part of square.parts)
      for (const { nodes } of rimLines(part)) lines.add(part.line, nodes, 0, nodes.length);
    const rims = rimLines(square);
    const ofRim = new Set(rims.flatMap(({ nodes }) => nodes));
    const ground = [...rims, ...itemAt(obstacles.ofSquare, i)];
    const isEntered = (node: number) => timesUsed(node) > (ofRim.has(node) ? 1 : 0);
    const within = [...square.within].flatMap(([node, rings]) => (timesUsed(node) > rings ? [node] : []));
    const { targets, walks } = crossSquare(osm, ground, isEntered, within, rules.squares);
    if (walks === null) tooLarge++;
    const across = { ...square.line, attributes: square.line.attributes | EdgeFlag.square };
    for (const ends of walks ?? []) lines.add(across, ends, 0, 2);
    return { wayIds: square.parts.map(({ line }) => line.wayId), lines: ground, targets };
  });
  const sharing = joined.reduce((sum, { parts }) => sum + (parts.length > 1 ? parts.length : 0), 0);
  const cutHoles = squares.reduce((sum, { walls }) => sum + walls.length, 0);
  const counts = new Map([
    ["squares that share a side with another: crossed as one", sharing],
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
    firstWay: offsetsOf(squares.length, (i) => itemAt(squares, i).wayIds.length),
    wayId: Float64Array.from(squares.flatMap(({ wayIds }) => wayIds)),
    firstLine: offsetsOf(squares.length, (i) => itemAt(squares, i).lines.length),
    ...columnsOfLines(osm, lines),
    firstTarget: offsetsOf(squares.length, (i) => itemAt(targets, i).length),
    target,
  };
}
