/**
 * Line ends that stop just short of another street: joined within a tolerance, else reported.
 *
 * Only ends are looked at, since streets that cross without a common point may be a bridge. What an end reaches over
 * the streets themselves within a few metres is not a near miss.
 */
import { addAt, itemAt, lookUp } from "../../base/at.js";
import { addTo, groupBy } from "../../base/grouping.js";
import { degreeLengths } from "../../geo/earth.js";
import type { StreetLine, StreetPoint } from "./street-layer.js";

export interface SnapRule {
  /** Ends are joined to a street within this; 0 joins nothing. */
  readonly snapM: number;
  /** Dead ends that stop within this of another street, and are not joined, are reported. */
  readonly nearMissM: number;
}

/** An end and the street it nearly meets. */
export interface NearMiss {
  readonly point: number;
  readonly row: number;
  readonly distanceM: number;
}

/** The streets after joining. */
export interface SnappedLines {
  readonly lines: readonly StreetLine[];
  readonly joined: number;
  readonly nearMisses: readonly NearMiss[];
}

/** A piece of line `line` that ends at its point number `at`. */
interface Piece {
  readonly line: number;
  readonly at: number;
  readonly a: number;
  readonly b: number;
}

/** The nearest street to an end: a point of it, or a place inside a piece. */
interface Target {
  readonly distanceM: number;
  readonly point: number | null;
  readonly piece: Piece;
}

const CELL_M = 50;
/** What is reached over the streets within this many times the tolerance is joined already. */
const DETOUR = 4;

export function snapEnds(
  points: readonly StreetPoint[],
  lines: readonly StreetLine[],
  { snapM, nearMissM }: SnapRule,
): SnappedLines {
  const pieces = piecesOf(lines);
  const ends = endsOf(lines, snapM > 0);
  const reachM = Math.max(snapM, nearMissM);
  const targets = nearestStreets(points, pieces, ends, reachM);
  const degree = new Uint32Array(points.length);
  for (const { a, b } of pieces) {
    addAt(degree, a);
    addAt(degree, b);
  }
  const joins = [...targets].filter(([, { distanceM }]) => distanceM <= snapM && snapM > 0);
  const left = [...targets].filter(
    ([end, { distanceM }]) => (distanceM > snapM || snapM === 0) && degree[end] === 1,
  );
  return {
    lines: joins.length === 0 ? lines : joinAll(lines, points, joins),
    joined: joins.length,
    nearMisses: left.map(([point, { distanceM }]) => ({ point, row: lookUp(ends, point), distanceM })),
  };
}

function piecesOf(lines: readonly StreetLine[]): Piece[] {
  return lines.flatMap(({ points }, line) =>
    points.slice(1).map((b, k) => ({ line, at: k + 1, a: itemAt(points, k), b })),
  );
}

/** Points where a line begins or ends, with its row; dead ends alone unless all are asked for. */
function endsOf(lines: readonly StreetLine[], all: boolean): Map<number, number> {
  const uses = new Map<number, number>();
  for (const { points } of lines) {
    points.forEach((p, k) => {
      uses.set(p, (uses.get(p) ?? 0) + (k === 0 || k === points.length - 1 ? 1 : 2));
    });
  }
  const ends = new Map<number, number>();
  for (const { points, row } of lines) {
    for (const p of [itemAt(points, 0), itemAt(points, points.length - 1)]) {
      if ((all || uses.get(p) === 1) && !ends.has(p)) ends.set(p, row);
    }
  }
  return ends;
}

function nearestStreets(
  points: readonly StreetPoint[],
  pieces: readonly Piece[],
  ends: ReadonlyMap<number, number>,
  reachM: number,
): Map<number, Target> {
  if (reachM === 0 || ends.size === 0) return new Map();
  const at = (p: number) => itemAt(points, p);
  const { lonM, latM } = degreeLengths(at(pieces[0]?.a ?? 0).latE7 / 1e7);
  const column = (lonE7: number) => Math.floor((lonE7 * lonM) / 1e7 / CELL_M);
  const row = (latE7: number) => Math.floor((latE7 * latM) / 1e7 / CELL_M);
  const cells = groupBy(ends.keys(), (end) => `${column(at(end).lonE7)} ${row(at(end).latE7)}`);
  const near = reachedSoon(points, pieces, DETOUR * reachM);
  const targetOfEnd = new Map<number, Target>();
  const margin = Math.ceil((reachM / Math.min(lonM, latM)) * 1e7);
  for (const piece of pieces) {
    const [a, b] = [at(piece.a), at(piece.b)];
    const east = column(Math.max(a.lonE7, b.lonE7) + margin);
    const north = row(Math.max(a.latE7, b.latE7) + margin);
    for (let x = column(Math.min(a.lonE7, b.lonE7) - margin); x <= east; x++) {
      for (let y = row(Math.min(a.latE7, b.latE7) - margin); y <= north; y++) {
        for (const end of cells.get(`${x} ${y}`) ?? []) {
          const target = targetOn(at(end), a, b, piece);
          const best = targetOfEnd.get(end)?.distanceM ?? Infinity;
          if (target.distanceM > reachM || target.distanceM >= best) continue;
          const reachedPoints = near(end);
          if (!reachedPoints.has(piece.a) && !reachedPoints.has(piece.b)) targetOfEnd.set(end, target);
        }
      }
    }
  }
  return new Map([...targetOfEnd].sort(([a], [b]) => a - b));
}

/** The nearest place of a piece to a point; a corner of the piece where it is as near as that, to a millimetre. */
function targetOn(end: StreetPoint, a: StreetPoint, b: StreetPoint, piece: Piece): Target {
  const { lonM, latM } = degreeLengths(end.latE7 / 1e7);
  const [ax, ay] = [((a.lonE7 - end.lonE7) / 1e7) * lonM, ((a.latE7 - end.latE7) / 1e7) * latM];
  const [dx, dy] = [((b.lonE7 - a.lonE7) / 1e7) * lonM, ((b.latE7 - a.latE7) / 1e7) * latM];
  const squared = dx * dx + dy * dy;
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared));
  const distanceM = Math.hypot(ax + share * dx, ay + share * dy);
  const [toA, toB] = [Math.hypot(ax, ay), Math.hypot(ax + dx, ay + dy)];
  const point = Math.min(toA, toB) > distanceM + 0.001 ? null : toA <= toB ? piece.a : piece.b;
  return { distanceM, point, piece };
}

/** Points that an end reaches over the streets within a length, itself included. */
function reachedSoon(points: readonly StreetPoint[], pieces: readonly Piece[], mostM: number) {
  const incident = new Map<number, Piece[]>();
  for (const piece of pieces) for (const p of [piece.a, piece.b]) addTo(incident, p, piece);
  const reachedFrom = new Map<number, ReadonlySet<number>>();
  return (end: number): ReadonlySet<number> => {
    const before = reachedFrom.get(end);
    if (before !== undefined) return before;
    const walked = new Map([[end, 0]]);
    const queue = [end];
    for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
      for (const { a, b } of incident.get(from) ?? []) {
        const to = a === from ? b : a;
        const [p, q] = [itemAt(points, from), itemAt(points, to)];
        const { lonM, latM } = degreeLengths(p.latE7 / 1e7);
        const stepM = Math.hypot(((p.lonE7 - q.lonE7) / 1e7) * lonM, ((p.latE7 - q.latE7) / 1e7) * latM);
        const totalM = lookUp(walked, from) + stepM;
        if (totalM > mostM || totalM >= (walked.get(to) ?? Infinity)) continue;
        walked.set(to, totalM);
        queue.push(to);
      }
    }
    const reached = new Set(walked.keys());
    reachedFrom.set(end, reached);
    return reached;
  };
}

/** Moves ends onto the points they meet, and bends pieces through the ends that meet them inside. */
function joinAll(
  lines: readonly StreetLine[],
  points: readonly StreetPoint[],
  joins: readonly (readonly [end: number, target: Target])[],
): StreetLine[] {
  const parent = Int32Array.from(points, (_, p) => p);
  const root = (p: number): number => (parent[p] === p ? p : root(itemAt(parent, p)));
  const before = (p: number, q: number) =>
    itemAt(points, p).latE7 - itemAt(points, q).latE7 ||
    itemAt(points, p).lonE7 - itemAt(points, q).lonE7 ||
    p - q;
  const inserted = new Map<number, [at: number, end: number][]>();
  for (const [end, { point, piece }] of joins) {
    if (point === null) {
      addTo(inserted, piece.line, [piece.at, end]);
      continue;
    }
    const [p, q] = [root(end), root(point)];
    if (p !== q) parent[before(p, q) < 0 ? q : p] = before(p, q) < 0 ? p : q;
  }
  return lines.map((line, i) => {
    const more = inserted.get(i);
    const bent = more === undefined ? line.points : bend(points, line.points, more);
    const moved = bent.map(root).filter((p, k, all) => k === 0 || p !== all[k - 1]);
    return { ...line, points: moved };
  });
}

/** Puts ends into the pieces they meet; several in one piece in the order of their distance from its start. */
function bend(
  points: readonly StreetPoint[],
  line: readonly number[],
  inserted: readonly (readonly [at: number, end: number])[],
): number[] {
  return line.flatMap((p, k) => {
    const from = itemAt(points, line[k - 1] ?? p);
    const distance = (end: number) =>
      Math.hypot(itemAt(points, end).lonE7 - from.lonE7, itemAt(points, end).latE7 - from.latE7);
    const here = inserted.filter(([at]) => at === k).map(([, end]) => end);
    return [...here.sort((a, b) => distance(a) - distance(b) || a - b), p];
  });
}
