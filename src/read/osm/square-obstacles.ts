/**
 * What stands in squares: buildings, water and walls, whether or not they are mapped as holes.
 *
 * A thing stands in a square if a part of its outline lies strictly inside. A house round a square, or beside it, does not; nor
 * does one that holds a door of the square, since people then walk in under it; nor what is on another layer. Squares that are
 * themselves under cover, on a bridge or indoors have no obstacles but their holes.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import { addTo } from "../../base/grouping.js";
import { crossings, isFree, isOnLine, type OpenGround } from "../../geo/open-ground.js";
import { type OsmData, tagsOf } from "./osm-data.js";
import { areaOfWay, chainRings, memberWays, runsOfWay } from "./rings.js";
import type { Tags, WalkRules } from "./rule-data.js";
import type { Square } from "./square-areas.js";
import { groundOfLines, type NodeLine } from "./square-ground.js";
import { wayGroups } from "./tag-groups.js";

/** Side of a bucket of squares, 1e-7 degrees. */
const BUCKET_E7 = 20_000;
/** More than the buckets from pole to pole. */
const BUCKETS_A_TURN = 3_600_000_000 / BUCKET_E7;

/** A thing that nobody walks through, wherever it stands. */
interface Thing {
  readonly lines: readonly NodeLine[];
  readonly layer: number;
}

/** What stands in each square, and how many things hold one of its doors and are walked under. */
export interface Obstacles {
  readonly ofSquare: readonly (readonly NodeLine[])[];
  readonly standing: number;
  readonly walkedUnder: number;
}

/**
 * The obstacles of squares, in the order of the squares.
 *
 * @param isDoor - whether a street, a gate or a crossing meets a rim at this node
 */
export function obstaclesOf(
  osm: OsmData,
  squares: readonly Square[],
  isDoor: (node: number) => boolean,
  rules: WalkRules,
): Obstacles {
  const index = new SquareBoxes(osm, squares);
  const grounds: (OpenGround | undefined)[] = [];
  const ofSquare = squares.map((square) => square.walls.map((nodes): NodeLine => ({ kind: "wall", nodes })));
  let [standing, walkedUnder] = [0, 0];
  for (const thing of thingsOf(osm, index, rules)) {
    for (const i of new Set(thing.lines.flatMap(({ nodes }) => index.inBox(boxOf(osm, nodes))))) {
      if (layerOf(itemAt(squares, i).tags) !== thing.layer) continue;
      const ground = grounds[i] ?? groundOfLines(osm, rimLines(itemAt(squares, i)));
      grounds[i] = ground;
      if (!standsIn(osm, ground, thing)) continue;
      const doors = rimLines(itemAt(squares, i)).flatMap(({ nodes }) => nodes.filter(isDoor));
      if (doors.some((node) => isStrictlyIn(osm, node, thing))) walkedUnder++;
      else {
        standing++;
        itemAt(ofSquare, i).push(...thing.lines);
      }
    }
  }
  return { ofSquare, standing, walkedUnder };
}

/** The rings of a square as lines of its ground. */
export function rimLines({ area }: Square): NodeLine[] {
  return [
    ...area.outer.map((nodes): NodeLine => ({ kind: "rim", nodes })),
    ...area.inner.map((nodes): NodeLine => ({ kind: "hole", nodes })),
  ];
}

/** Buildings, water and walls whose box meets that of a square. */
function* thingsOf(osm: OsmData, index: SquareBoxes, rules: WalkRules): Generator<Thing> {
  const groups = wayGroups(osm);
  const kinds = groups.tags.map((tags) => kindOf(tags, rules));
  const { firstRef, ref } = osm.ways;
  const mayMeet = (way: number) => index.isMet(boxOf(osm, ref, firstRef[way], firstRef[way + 1]));
  for (let w = 0; w < osm.ways.count; w++) {
    const kind = kinds[itemAt(groups.groupOf, w)];
    if (kind === undefined || kind === null || !mayMeet(w)) continue;
    const layer = layerOf(itemAt(groups.tags, itemAt(groups.groupOf, w)));
    const area = kind === "area" ? areaOfWay(osm, w) : null;
    if (area !== null) yield { lines: area.outer.map((nodes) => ({ kind: "obstacle", nodes })), layer };
    else if (kind === "wall") yield { lines: wallLines(osm, runsOfWay(osm, w)), layer };
  }
  for (let r = 0; r < osm.relations.count; r++) {
    const { outer } = memberWays(osm, r);
    if (!outer.some(mayMeet)) continue;
    const tags = tagsOf(osm.strings, osm.relations.tags, r);
    if (tags.type !== "multipolygon" || kindOf(tags, rules) !== "area") continue;
    const { rings, open } = chainRings(outer.flatMap((way) => runsOfWay(osm, way)));
    const lines = rings.map((nodes): NodeLine => ({ kind: "obstacle", nodes }));
    // What the extract leaves of the outline still is one; which side is water it does not say.
    yield { lines: [...lines, ...wallLines(osm, open)], layer: layerOf(tags) };
  }
}

/** Whether a way is an area or a wall that nobody walks through; null if neither. */
function kindOf(tags: Tags, rules: WalkRules): "area" | "wall" | null {
  const { walls, areas } = rules.squares.obstacles;
  const kind = hasOneOf(tags, walls) ? "wall" : hasOneOf(tags, areas) ? "area" : null;
  return kind === null || isPassedBy(tags, rules) ? null : kind;
}

/** Whether walkers pass a thing under it or over it. */
function isPassedBy(tags: Tags, { squares, off_street_barriers }: WalkRules): boolean {
  const { keys, location } = off_street_barriers.hidden;
  const { walked_under, above_ground } = squares.obstacles;
  return (
    hasOneOf(tags, walked_under) ||
    above_ground.some((key) => Number(tags[key]) > 0) ||
    location.includes(tags.location ?? "") ||
    tags.intermittent === "yes" ||
    keys.some((key) => tags[key] !== undefined && tags[key] !== "no")
  );
}

function hasOneOf(tags: Tags, rules: Readonly<Record<string, readonly string[]>>): boolean {
  for (const key in rules) {
    const [value, rule = []] = [tags[key], rules[key]];
    if (value !== undefined && (rule[0] === "*" || rule.includes(value))) return true;
  }
  return false;
}

/** A wall falls into parts at its gates, whose posts stand on both sides of the opening. */
function wallLines({ nodes }: OsmData, runs: readonly (readonly number[])[]): NodeLine[] {
  const isTagged = (node: number) => hasSorted(nodes.tagged, node);
  return runs.flatMap((run) => {
    const parts: number[][] = [[]];
    run.forEach((node, k) => {
      itemAt(parts, parts.length - 1).push(node);
      if (k > 0 && k < run.length - 1 && isTagged(node)) parts.push([node]);
    });
    return parts.map((part): NodeLine => ({ kind: "wall", nodes: part }));
  });
}

function hasSorted(list: Uint32Array, value: number): boolean {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (itemAt(list, middle) < value) low = middle + 1;
    else high = middle;
  }
  return list[low] === value;
}

/** On a bridge, in a tunnel, under a roof or indoors; or built out over water. */
function isUnderCover(tags: Tags): boolean {
  const isSet = (value: string | undefined) => value !== undefined && value !== "no";
  return (
    [tags.bridge, tags.tunnel, tags.covered, tags.indoor].some(isSet) ||
    tags.man_made === "pier" ||
    (tags.level !== undefined && !tags.level.split(";").includes("0"))
  );
}

export function layerOf(tags: Tags): number {
  return Number(tags.layer) || 0;
}

type Box = readonly [west: number, south: number, east: number, north: number];

/** The box around nodes; those that the file does not hold are passed over. */
function boxOf(
  { nodes: { lonE7, latE7 } }: OsmData,
  list: ArrayLike<number>,
  from = 0,
  to = list.length,
): Box {
  let west = Infinity;
  let south = Infinity;
  let east = -Infinity;
  let north = -Infinity;
  for (let k = from; k < to; k++) {
    const node = itemAt(list, k);
    const x = lonE7[node];
    const y = latE7[node];
    if (x === undefined || y === undefined) continue;
    if (x < west) west = x;
    if (y < south) south = y;
    if (x > east) east = x;
    if (y > north) north = y;
  }
  return [west, south, east, north];
}

/** The boxes of squares in buckets; those under cover have none. */
class SquareBoxes {
  readonly #boxes: readonly (Box | null)[];
  readonly #buckets = new Map<number, number[]>();

  constructor(osm: OsmData, squares: readonly Square[]) {
    this.#boxes = squares.map(({ area, tags }) =>
      isUnderCover(tags)
        ? null
        : boxOf(osm, area.outer.length === 1 ? itemAt(area.outer, 0) : area.outer.flat()),
    );
    this.#boxes.forEach((box, i) => {
      if (box !== null) for (const key of bucketsOf(box)) addTo(this.#buckets, key, i);
    });
  }

  /** The squares whose boxes meet a box, ascending. */
  inBox(box: Box): number[] {
    const found = new Set<number>();
    for (const list of this.#around(box))
      for (const i of list) if (meet(this.#boxes[i] ?? null, box)) found.add(i);
    return [...found].sort((a, b) => a - b);
  }

  /** Whether the box of any square meets a box. */
  isMet(box: Box): boolean {
    for (const list of this.#around(box))
      for (const i of list) if (meet(this.#boxes[i] ?? null, box)) return true;
    return false;
  }

  /** The buckets that a box meets. */
  *#around(box: Box): Generator<readonly number[]> {
    const size = ((box[2] - box[0]) / BUCKET_E7 + 1) * ((box[3] - box[1]) / BUCKET_E7 + 1);
    if (size > this.#buckets.size) {
      yield* this.#buckets.values();
      return;
    }
    for (const key of bucketsOf(box)) {
      const list = this.#buckets.get(key);
      if (list !== undefined) yield list;
    }
  }
}

function meet(a: Box | null, b: Box): boolean {
  return a !== null && a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** Numbers of the buckets that a box meets. */
function* bucketsOf([west, south, east, north]: Box): Generator<number> {
  const column = (e7: number) => Math.floor(e7 / BUCKET_E7);
  for (let x = column(west); x <= column(east); x++)
    for (let y = column(south); y <= column(north); y++) yield x * BUCKETS_A_TURN + y;
}

/** Whether a part of an outline lies strictly inside the rim. */
function standsIn({ nodes: { lonE7, latE7 } }: OsmData, ground: OpenGround, { lines }: Thing): boolean {
  const { originLonE7, originLatE7 } = ground;
  const isInside = (x: number, y: number) => isFree(ground, x, y) && !isOnLine(ground, x, y);
  return lines.some(({ nodes }) =>
    nodes.some((node, k) => {
      const x = (lonE7[node] ?? nothingAt(k)) - originLonE7;
      const y = (latE7[node] ?? nothingAt(k)) - originLatE7;
      if (isInside(x, y)) return true;
      if (k === 0) return false;
      const px = (lonE7[itemAt(nodes, k - 1)] ?? nothingAt(k)) - originLonE7;
      const py = (latE7[itemAt(nodes, k - 1)] ?? nothingAt(k)) - originLatE7;
      return isInside((x + px) / 2, (y + py) / 2) || crossesRim(ground, px, py, x, y);
    }),
  );
}

/** Whether a side properly crosses one of the rim. */
function crossesRim(
  { count, fromX, fromY, toX, toY, minX, minY, maxX, maxY }: OpenGround,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): boolean {
  const side = (px: number, py: number, qx: number, qy: number, rx: number, ry: number) =>
    Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  if (Math.max(ax, bx) < minX || Math.min(ax, bx) > maxX) return false;
  if (Math.max(ay, by) < minY || Math.min(ay, by) > maxY) return false;
  for (let i = 0; i < count; i++) {
    const cx = fromX[i] ?? nothingAt(i);
    const cy = fromY[i] ?? nothingAt(i);
    const dx = toX[i] ?? nothingAt(i);
    const dy = toY[i] ?? nothingAt(i);
    if (
      side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
      side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
    )
      return true;
  }
  return false;
}

/** Whether a node lies inside the outline of a thing, and not on it. */
function isStrictlyIn(osm: OsmData, node: number, { lines }: Thing): boolean {
  return lines.some((line) => {
    if (line.kind !== "obstacle") return false;
    const ground = groundOfLines(osm, [line]);
    const x = itemAt(osm.nodes.lonE7, node) - ground.originLonE7;
    const y = itemAt(osm.nodes.latE7, node) - ground.originLatE7;
    return crossings(ground, 0, ground.count, x, y) && !isOnLine(ground, x, y);
  });
}
