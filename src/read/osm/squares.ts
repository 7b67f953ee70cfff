/**
 * Straight walks across a pedestrian square.
 *
 * People cross a square between the places where streets meet it. The shortest way inside a polygon runs straight
 * between those doors, bending only at corners that point inwards. So the walks are the edges of the visibility
 * graph over doors and such corners (of the rim, of holes and of what stands in the square), less the rim itself, which
 * is walked anyway. Of squares with many targets only the walks are taken that a shortest walk can use: those that
 * touch each corner, and do not lead into it.
 */
import { itemAt } from "../../base/at.js";
import { lonDifferenceE7 } from "../../geo/local-frame.js";
import { crossings, firstBlocker, isFree, type OpenGround } from "../../geo/open-ground.js";
import type { OsmData } from "./osm-data.js";
import type { WalkRules } from "./rule-data.js";
import { groundOfLines, type NodeLine } from "./square-ground.js";

/** Where a square is entered or walked round, and the straight walks between. */
export interface SquareWalks {
  /** Nodes: doors and corners that point inwards, ascending. */
  readonly targets: readonly number[];
  /** Pairs of targets, the lower first; null if the square is larger than the rules allow. */
  readonly walks: readonly (readonly [number, number])[] | null;
}

/** A door, or a corner that points inwards. */
interface Target {
  readonly node: number;
  readonly x: number;
  readonly y: number;
  /** The corners before and after it on its line; null at a door, where every walk may end. */
  readonly beside: readonly [ax: number, ay: number, bx: number, by: number] | null;
  /** The bend of a wall: a walk from its inner side would step through. */
  readonly isWall: boolean;
}

/**
 * The straight walks across a square.
 *
 * @param lines - its rim and holes, and what stands in it
 * @param isDoor - whether a street, a gate or a crossing meets the square at this node
 * @param within - doors that stand inside, on no line
 */
export function crossSquare(
  osm: OsmData,
  lines: readonly NodeLine[],
  isDoor: (node: number) => boolean,
  within: readonly number[],
  rules: WalkRules["squares"],
): SquareWalks {
  const ground = groundOfLines(osm, lines);
  const sides = nodesOfSides(lines, ground.count);
  const kinds = lines.map(({ kind }) => kind);
  const inside = within.map((node) => targetWithin(osm, ground, node));
  const targets = [...targetsOf(ground, lines, sides, isDoor), ...inside].sort((a, b) => a.node - b.node);
  const nodes = targets.map(({ node }) => node);
  const { most_vertices, most_targets, all_walks_up_to_targets } = rules;
  const isMany = targets.length > all_walks_up_to_targets;
  const isLarge = ground.count > most_vertices || targets.length > most_targets;
  return { targets: nodes, walks: isLarge ? null : walksBetween(targets, ground, sides, kinds, isMany) };
}

function targetWithin({ nodes: { lonE7, latE7 } }: OsmData, ground: OpenGround, node: number): Target {
  const { originLonE7, originLatE7 } = ground;
  const x = lonDifferenceE7(itemAt(lonE7, node), originLonE7);
  return { node, x, y: itemAt(latE7, node) - originLatE7, beside: null, isWall: false };
}

/** Per side of the ground the nodes at its ends. */
interface SideNodes {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
}

function nodesOfSides(lines: readonly NodeLine[], count: number): SideNodes {
  const [from, to] = [new Uint32Array(count), new Uint32Array(count)];
  let s = 0;
  for (const { nodes } of lines) {
    for (let k = 1; k < nodes.length; k++, s++) {
      from[s] = itemAt(nodes, k - 1);
      to[s] = itemAt(nodes, k);
    }
  }
  return { from, to };
}

/** Doors and corners that point inwards. */
function targetsOf(
  ground: OpenGround,
  lines: readonly NodeLine[],
  { from, to }: SideNodes,
  isDoor: (node: number) => boolean,
): Target[] {
  const { firstSide, fromX, fromY, toX, toY } = ground;
  const targets = new Map<number, Target>();
  const put = (node: number, x: number, y: number, beside: Target["beside"], isWall: boolean) => {
    // A corner where two lines meet is open to both sides.
    const isOpen = isDoor(node) || targets.has(node);
    targets.set(node, { node, x, y, beside: isOpen ? null : beside, isWall: isWall && !isOpen });
  };
  lines.forEach(({ kind, nodes }, l) => {
    const [first, end] = [itemAt(firstSide, l), itemAt(firstSide, l + 1)];
    const isRing = nodes[0] === nodes[nodes.length - 1];
    const isWall = kind === "wall";
    // The free side lies left of an outer ring walked against the clock, and outside a hole or an obstacle.
    const turn = Math.sign(doubleArea(ground, first, end)) * (kind === "rim" ? 1 : -1);
    for (let s = first; s < end; s++) {
      const before = s > first ? s - 1 : isRing ? end - 1 : -1;
      const isInward = isWall || (before >= 0 && turn * bend(ground, before, s) < 0);
      if (!isInward && !isDoor(itemAt(from, s))) continue;
      const beside =
        before < 0
          ? null
          : ([itemAt(fromX, before), itemAt(fromY, before), itemAt(toX, s), itemAt(toY, s)] as const);
      put(itemAt(from, s), itemAt(fromX, s), itemAt(fromY, s), beside, isWall && beside !== null);
    }
    if (isWall && !isRing) put(itemAt(to, end - 1), itemAt(toX, end - 1), itemAt(toY, end - 1), null, false);
  });
  const obstacles = lines.flatMap(({ kind }, l) => (kind === "obstacle" ? [l] : []));
  const isBuried = ({ x, y }: Target) =>
    obstacles.some((l) => isInRing(ground, itemAt(firstSide, l), itemAt(firstSide, l + 1), x, y));
  const list = [...targets.values()];
  return obstacles.length === 0 ? list : list.filter((target) => !isBuried(target));
}

/** Whether a place lies strictly inside a ring. */
function isInRing(ground: OpenGround, first: number, end: number, x: number, y: number): boolean {
  const { fromX, fromY, toX, toY } = ground;
  for (let i = first; i < end; i++) {
    const [ax, ay, bx, by] = [
      x - itemAt(fromX, i),
      y - itemAt(fromY, i),
      x - itemAt(toX, i),
      y - itemAt(toY, i),
    ];
    if (ax * by === ay * bx && ax * bx + ay * by <= 0) return false;
  }
  return crossings(ground, first, end, x, y);
}

/** Twice the signed area of a ring, whose sides are `first` … `end - 1`. */
function doubleArea({ fromX, fromY, toX, toY }: OpenGround, first: number, end: number): number {
  let sum = 0;
  const [ox, oy] = [itemAt(fromX, first), itemAt(fromY, first)];
  for (let i = first; i < end; i++) {
    sum += (itemAt(fromX, i) - ox) * (itemAt(toY, i) - oy) - (itemAt(fromY, i) - oy) * (itemAt(toX, i) - ox);
  }
  return sum;
}

/** Which way the rim turns from one side into the next; exact, since differences of coordinates stay below 2^26. */
function bend({ fromX, fromY, toX, toY }: OpenGround, before: number, side: number): number {
  const [bx, by] = [itemAt(fromX, before), itemAt(fromY, before)];
  return (
    (itemAt(fromX, side) - bx) * (itemAt(toY, side) - by) -
    (itemAt(fromY, side) - by) * (itemAt(toX, side) - bx)
  );
}

/** The pairs of targets that see each other and are not neighbours on a rim. */
function walksBetween(
  targets: readonly Target[],
  ground: OpenGround,
  sides: SideNodes,
  lineKind: readonly NodeLine["kind"][],
  isMany: boolean,
): [number, number][] {
  const count = targets.length;
  const beside = neighbours(targets, ground, sides, lineKind);
  const walks: [number, number][] = [];
  // What hid the last target often hides the next one.
  let blocker = 0;
  for (let i = 0; i < count; i++) {
    const a = itemAt(targets, i);
    for (let k = i + 1; k < count; k++) {
      const b = itemAt(targets, k);
      const side = itemAt(beside, i * count + k);
      if (side === Neighbour.onRim) continue;
      if (!mayEnd(a, b, isMany) || !mayEnd(b, a, isMany)) continue;
      if (firstBlocker(ground, a.x, a.y, b.x, b.y, blocker, blocker + 1) === blocker) continue;
      const found = firstBlocker(ground, a.x, a.y, b.x, b.y, 0, ground.count);
      if (found < ground.count) blocker = found;
      else if (isFreeBetween(ground, a, b, side)) walks.push([a.node, b.node]);
    }
  }
  return walks;
}

/** Whether two targets are neighbours on a rim, which is walked anyway, or along something that stands in the square. */
const Neighbour = { none: 0, onRim: 1, along: 2 } as const;

function neighbours(
  targets: readonly Target[],
  { firstSide }: OpenGround,
  { from, to }: SideNodes,
  lineKind: readonly NodeLine["kind"][],
): Uint8Array {
  const count = targets.length;
  const indexOf = new Map(targets.map(({ node }, i) => [node, i]));
  const beside = new Uint8Array(count * count);
  lineKind.forEach((kind, l) => {
    const isRim = kind === "rim" || kind === "hole";
    for (let s = itemAt(firstSide, l); s < itemAt(firstSide, l + 1); s++) {
      const [a, b] = [indexOf.get(itemAt(from, s)), indexOf.get(itemAt(to, s))];
      if (a === undefined || b === undefined) continue;
      const at = Math.min(a, b) * count + Math.max(a, b);
      if (isRim) beside[at] = Neighbour.onRim;
      else if (beside[at] === Neighbour.none) beside[at] = Neighbour.along;
    }
  });
  return beside;
}

/** Whether a walk between `a` and `b` may go on at `a`: not through a wall, and, of many, only where it touches a corner. */
function mayEnd({ x, y, beside, isWall }: Target, b: Target, isMany: boolean): boolean {
  if (beside === null || !(isWall || isMany)) return true;
  const [px, py, qx, qy] = beside;
  const [dx, dy] = [b.x - x, b.y - y];
  return Math.sign(dx * (py - y) - dy * (px - x)) * Math.sign(dx * (qy - y) - dy * (qx - x)) >= 0;
}

/** Half a unit, 5 mm: how far beside a wall its two sides are looked at. */
const BESIDE = 0.5;

function isFreeBetween(ground: OpenGround, a: Target, b: Target, side: number): boolean {
  const [x, y] = [(a.x + b.x) / 2, (a.y + b.y) / 2];
  if (side !== Neighbour.along) return isFree(ground, x, y);
  const length = Math.sqrt((b.x - a.x) ** 2 + (b.y - a.y) ** 2);
  const [nx, ny] = [(BESIDE * (b.y - a.y)) / length, (BESIDE * (a.x - b.x)) / length];
  return isFree(ground, x + nx, y + ny) || isFree(ground, x - nx, y - ny);
}
