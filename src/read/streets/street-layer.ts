/**
 * Streets of another source than OpenStreetMap, as points and lines, on their way to a network.
 *
 * Points and lines are put into an order of their own, so that the order of rows in the file changes nothing.
 */

import { itemAt, lookUp } from "../../base/at.js";
import { offsetsOf } from "../../base/grouping.js";
import type { ReadNote } from "../../base/notes.js";
import { segmentLengthMm } from "../../geo/earth.js";
import { type BarrierLines, NO_BARRIERS, NodeRole, type StreetDraft } from "../../network/street-draft.js";
import type { StreetTrait } from "../../network/street-traits.js";
import { createTraitTable } from "../osm/trait-table.js";
import type { NodeRule } from "../osm/walk-rules.js";

/** Streets ready for `buildWalkNetwork`. */
export interface StreetLayer {
  readonly draft: StreetDraft;
  readonly source: {
    readonly path: string;
    readonly sha256: string;
    /** Whom the user names as the source of the data; null where nobody is named. */
    readonly attribution: string | null;
  };
  readonly notes: readonly ReadNote[];
  /** Per point of the draft: not 0 where only residents pass; absent where none is known. */
  readonly privateGate?: Uint8Array | undefined;
}

/** A junction or bend. */
export interface StreetPoint {
  /** The source's own number; null where it has none. */
  readonly id: number | null;
  readonly lonE7: number;
  readonly latE7: number;
  /** What it is to walkers; default nothing. */
  readonly rule?: NodeRule | undefined;
}

/** A line that nobody crosses off the street. */
export interface StreetBarrier {
  /** Whole 1e-7 degrees. */
  readonly places: readonly (readonly [lonE7: number, latE7: number])[];
  /** Index into `BARRIER_KINDS`. */
  readonly kind: number;
  readonly name: string;
}

/** A line over positions of points. */
export interface StreetLine {
  readonly points: readonly number[];
  /** Row in the file, from 1. */
  readonly row: number;
  readonly attributes: number;
  readonly trait: StreetTrait | null;
  /** Index into the classes of the draft. */
  readonly streetClass: number;
  readonly name: string;
  /** Tells parallel streets between the same nodes apart, as OSMnx's `key` does; empty where the source has none. */
  readonly key: string;
  /** Given length of the whole line, or null to measure it. */
  readonly lengthMm: number | null;
}

/**
 * Sorts points (by number, else from south-west) and lines, takes equal lines once, and writes the columns.
 *
 * @returns `twice`: how many lines ran over the same points as an equal one
 */
export function draftOfLines(
  points: readonly StreetPoint[],
  lines: readonly StreetLine[],
  classes: readonly string[],
  barriers: readonly StreetBarrier[] = [],
): { draft: StreetDraft; twice: number; privateGate: Uint8Array } {
  const order = usedPoints(points, lines);
  const rank = new Uint32Array(points.length);
  order.forEach((point, to) => {
    rank[point] = to;
  });
  const renumbered = lines.map((line) => ({ ...line, points: line.points.map((p) => itemAt(rank, p)) }));
  const sorted = takeOnce(renumbered).sort(compareLines);
  const names = [
    "",
    ...[...new Set([...sorted, ...barriers].map(({ name }) => name))].filter((n) => n !== "").sort(),
  ];
  const nameIndex = new Map(names.map((name, i) => [name, i]));
  const first = offsetsOf(sorted.length, (i) => itemAt(sorted, i).points.length);
  const places = order.map((p) => itemAt(points, p));
  const given = sorted.some(({ lengthMm }) => lengthMm !== null);
  const traits = createTraitTable();
  const hasTraits = sorted.some(({ trait }) => trait !== null);
  const draft: StreetDraft = {
    points: {
      count: order.length,
      id: Float64Array.from(places, ({ id }, i) => id ?? i + 1),
      lonE7: Int32Array.from(places, ({ lonE7 }) => lonE7),
      latE7: Int32Array.from(places, ({ latE7 }) => latE7),
      role: Uint8Array.from(places, ({ rule }) => rule?.role ?? 0),
    },
    lines: {
      count: sorted.length,
      first,
      point: Uint32Array.from(sorted.flatMap((line) => line.points)),
      wayId: Float64Array.from(sorted, ({ row }) => row),
      attributes: Uint16Array.from(sorted, ({ attributes }) => attributes),
      streetClass: Uint8Array.from(sorted, ({ streetClass }) => streetClass),
      name: Uint32Array.from(sorted, ({ name }) => lookUp(nameIndex, name)),
      trait: hasTraits ? Uint32Array.from(sorted, ({ trait }) => traits.indexOf(trait)) : undefined,
      lengthMm: given
        ? Uint32Array.from(sorted.flatMap((line) => pieceLengths(line, (p) => itemAt(places, p))))
        : null,
    },
    classes,
    names,
    barriers: barriers.length === 0 ? NO_BARRIERS : barrierColumns(barriers, nameIndex),
    traits: hasTraits ? traits.all : undefined,
  };
  const privateGate = Uint8Array.from(places, ({ rule }) => (rule?.privateGate === true ? NodeRole.kept : 0));
  return { draft, twice: lines.length - sorted.length, privateGate };
}

function barrierColumns(
  barriers: readonly StreetBarrier[],
  nameIndex: ReadonlyMap<string, number>,
): BarrierLines {
  const places = barriers.flatMap((barrier) => barrier.places);
  return {
    count: barriers.length,
    first: offsetsOf(barriers.length, (i) => itemAt(barriers, i).places.length),
    lonE7: Int32Array.from(places, ([lonE7]) => lonE7),
    latE7: Int32Array.from(places, ([, latE7]) => latE7),
    kind: Uint8Array.from(barriers, ({ kind }) => kind),
    name: Uint32Array.from(barriers, ({ name }) => nameIndex.get(name) ?? 0),
  };
}

function usedPoints(points: readonly StreetPoint[], lines: readonly StreetLine[]): number[] {
  const used = new Uint8Array(points.length);
  for (const line of lines) for (const p of line.points) used[p] = 1;
  return [...points.keys()]
    .filter((p) => used[p] === 1)
    .sort((a, b) => {
      const [p, q] = [itemAt(points, a), itemAt(points, b)];
      return (p.id ?? 0) - (q.id ?? 0) || p.latE7 - q.latE7 || p.lonE7 - q.lonE7 || a - b;
    });
}

/** Of lines over the same points, either way round and alike in all else, the first. */
function takeOnce(lines: readonly StreetLine[]): StreetLine[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    const { attributes, streetClass, name, lengthMm, key, trait } = line;
    const same = [
      canonical(line).join(" "),
      attributes,
      JSON.stringify(trait),
      streetClass,
      lengthMm,
      key,
      name,
    ].join("|");
    return seen.size < seen.add(same).size;
  });
}

/** The points from the end of the lower number. */
function canonical({ points }: StreetLine): readonly number[] {
  for (let i = 0, k = points.length - 1; i < k; i++, k--) {
    if (points[i] !== points[k])
      return itemAt(points, i) < itemAt(points, k) ? points : [...points].reverse();
  }
  return points;
}

function compareLines(a: StreetLine, b: StreetLine): number {
  const [p, q] = [canonical(a), canonical(b)];
  for (let i = 0; i < p.length && i < q.length; i++) if (p[i] !== q[i]) return itemAt(p, i) - itemAt(q, i);
  return p.length - q.length || a.row - b.row;
}

/**
 * Lengths of the pieces of a line; a given length is split as the measured pieces are, so that they add up to it.
 *
 * Between points that all lie at one place it is split evenly.
 */
function pieceLengths(line: StreetLine, pointOf: (p: number) => StreetPoint): number[] {
  const measured = line.points.map((p, k) => {
    if (k === 0) return 0;
    const [a, b] = [pointOf(itemAt(line.points, k - 1)), pointOf(p)];
    return segmentLengthMm(a.lonE7, a.latE7, b.lonE7, b.latE7);
  });
  const { lengthMm } = line;
  if (lengthMm === null) return measured;
  const total = measured.reduce((sum, mm) => sum + mm, 0);
  let [before, done] = [0, 0];
  return measured.map((mm, k) => {
    before += total === 0 ? Math.min(k, 1) : mm;
    const upTo = Math.round((lengthMm * before) / (total === 0 ? measured.length - 1 : total));
    const piece = upTo - done;
    done = upTo;
    return piece;
  });
}
