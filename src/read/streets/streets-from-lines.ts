/**
 * A layer of lines → streets: lines that share a place meet there.
 *
 * Lines that name their nodes (`u` and `v`, as OSMnx writes them) meet at the nodes of one number instead, and at
 * common places in between; unless the names contradict the lines, as simplifying tools leave them.
 */

import { itemAt } from "../../base/at.js";
import { InputFileError } from "../../base/errors.js";
import { codeOfMessage, countedNote, type ReadNote } from "../../base/notes.js";
import { mappedHoursNotes } from "../osm/count-hours.js";
import type { OwnWalkRules } from "../osm/own-walk-rules.js";
import { checkedPlace } from "../tables/check-place.js";
import type { RawFeature } from "../tables/raw-layer.js";
import { placeNodes } from "./named-nodes.js";
import { type NearMiss, snapEnds } from "./snap-ends.js";
import {
  draftOfLines,
  type StreetBarrier,
  type StreetLayer,
  type StreetLine,
  type StreetPoint,
} from "./street-layer.js";
import { type StreetRules, streetRules, tagsOfValues } from "./street-tags.js";

/** Which line ends are joined, and which are reported as near misses. */
export interface LineOptions {
  /** Line ends are joined to a street within this, metres; default 0, which joins none. */
  readonly snapM?: number | undefined;
  /** Dead ends that stop this near another street without meeting it are reported, metres; default 3 (an assumption). */
  readonly nearMissM?: number | undefined;
  /** Column of the classes of streets, where its name does not say so. */
  readonly classColumn?: string | undefined;
  /** Rules of the city in place of those that are shipped. */
  readonly walkRules?: OwnWalkRules | undefined;
}

/** A line of a feature, its places as keys of points. */
interface KeyedLine extends Omit<StreetLine, "points"> {
  readonly keys: readonly string[];
  readonly nodes: readonly [u: number, v: number] | null;
}

/**
 * Streets of a layer of lines in degrees.
 *
 * @throws {InputFileError} if no feature is a line, or naming the row of a line with fewer than two places or places
 *   that are not in degrees
 */
export function streetsFromLines(
  path: string,
  features: readonly RawFeature[],
  { snapM = 0, nearMissM = 3, classColumn, walkRules }: LineOptions = {},
): Pick<StreetLayer, "draft" | "notes"> {
  requireLines(path, features);
  const counts = new Map<string, number>();
  const rules = rulesOf(path, features, classColumn, walkRules);
  const keyed = features.flatMap((feature) => linesOf(path, feature, rules.ruleOf, counts));
  const barriers = features.flatMap((feature) => barriersOf(path, feature, rules.barrierOf));
  const { points, lines, notes } = numberPoints(keyed);
  const snapped = snapEnds(points, lines, { snapM, nearMissM });
  const whole = snapped.lines.filter((line) => line.points.length > 1);
  const { draft, twice } = draftOfLines(points, whole, rules.classes, barriers);
  return {
    draft,
    notes: [
      ...rules.notes,
      ...notes,
      ...[...counts].sort().map(([message, count]) => ({ code: codeOfMessage(message), count, message })),
      ...mappedHoursNotes(whole.filter(({ trait }) => trait?.hours !== undefined).length),
      ...countedNote(
        "lines-twice",
        twice,
        "lines run over the same places as an equal one and are taken once",
      ),
      ...countedNote(
        "lines-without-length",
        snapped.lines.length - whole.length,
        "lines have no length and are left out",
      ),
      ...countedNote(
        "lines-as-barriers",
        barriers.length,
        "lines stop links off the street: rivers, water, rail, motorways or walls",
        "used",
      ),
      ...countedNote("ends-joined", snapped.joined, `line ends were joined to a street within ${snapM} m`),
      ...nearMissNotes(points, snapped.nearMisses, nearMissM),
    ],
  };
}

/** @throws {InputFileError} if the column of classes is not there, or is needed and not known */
export function rulesOf(
  path: string,
  features: readonly RawFeature[],
  classColumn?: string,
  walkRules?: OwnWalkRules,
): StreetRules {
  try {
    return streetRules(features, classColumn, walkRules);
  } catch (cause) {
    throw new InputFileError({ path }, (cause as Error).message, { cause });
  }
}

function requireLines(path: string, features: readonly RawFeature[]): void {
  if (features.length === 0)
    throw new InputFileError({ path }, "the layer holds no features, expected lines");
  if (features.some(({ geometry }) => isLine(geometry))) return;
  const { row, geometry } = itemAt(features, 0);
  const came = (geometry as { type?: unknown } | null)?.type ?? "no geometry";
  throw new InputFileError({ path, row }, `the geometry is ${String(came)}, expected lines for streets`);
}

function isLine(geometry: unknown): boolean {
  const type = (geometry as { type?: unknown } | null)?.type;
  return type === "LineString" || type === "MultiLineString";
}

function linesOf(
  path: string,
  { row, geometry, values }: RawFeature,
  ruleOf: ReturnType<typeof streetRules>["ruleOf"],
  counts: Map<string, number>,
): KeyedLine[] {
  const count = (reason: string) => counts.set(reason, (counts.get(reason) ?? 0) + 1);
  if (!isLine(geometry)) {
    count("features left out: not a line");
    return [];
  }
  const rule = ruleOf(values);
  if (rule === null || !rule.walk) {
    count(`lines left out: ${rule === null ? "no street" : rule.reason}`);
    return [];
  }
  count("lines walked");
  const { type, coordinates } = geometry as { type: string; coordinates: unknown };
  const parts = type === "LineString" ? [coordinates] : coordinates;
  if (!Array.isArray(parts)) throw new InputFileError({ path, row }, "the line has no coordinates");
  const { name = "", u, v, key = "" } = tagsOfValues(values);
  const nodes = parts.length === 1 ? nodesOf(path, row, u, v) : null;
  const { attributes, streetClass, trait } = rule;
  return parts.map((part) => ({
    keys: keysOf(path, row, part),
    nodes,
    row,
    attributes,
    trait,
    streetClass,
    name,
    key: nodes === null ? "" : key,
    lengthMm: null,
  }));
}

/** A line as what nobody crosses off the street. */
function barriersOf(
  path: string,
  { row, geometry, values }: RawFeature,
  barrierOf: StreetRules["barrierOf"],
): StreetBarrier[] {
  const kind = isLine(geometry) ? barrierOf(values) : -1;
  if (kind < 0) return [];
  const { type, coordinates } = geometry as { type: string; coordinates: unknown };
  const parts = type === "LineString" ? [coordinates] : coordinates;
  if (!Array.isArray(parts)) throw new InputFileError({ path, row }, "the line has no coordinates");
  const { name = "" } = tagsOfValues(values);
  return parts.map((part) => ({
    kind,
    name,
    places: keysOf(path, row, part).map((key) => key.split(" ").map(Number) as [number, number]),
  }));
}

function nodesOf(
  path: string,
  row: number,
  u: string | undefined,
  v: string | undefined,
): [number, number] | null {
  if (u === undefined || v === undefined) return null;
  return [nodeNumber(path, row, "u", u), nodeNumber(path, row, "v", v)];
}

/** @throws {InputFileError} if the text is not a whole number that a 64-bit float holds exactly */
export function nodeNumber(path: string, row: number, column: string, text: string): number {
  const number = /^[+-]?\d+(?:\.0+)?$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number)) return number;
  throw new InputFileError({ path, row, column }, `"${text}" is given, expected the number of a node`);
}

/** Places as keys in whole 1e-7 degrees, one after another never the same. */
function keysOf(path: string, row: number, part: unknown): string[] {
  if (!Array.isArray(part) || part.length < 2) {
    throw new InputFileError({ path, row }, "the line has fewer than two places");
  }
  const keys = part.map((place) => {
    const [lon, lat] = checkedPlace({ path, row }, place);
    return `${Math.round(lon * 1e7)} ${Math.round(lat * 1e7)}`;
  });
  return keys.filter((key, k) => key !== keys[k - 1]);
}

/** Points and lines, and what their names of nodes were worth. */
interface NumberedLines {
  readonly points: StreetPoint[];
  readonly lines: StreetLine[];
  readonly notes: readonly ReadNote[];
}

/**
 * One point a place; ends that name a node are one point a node. Lines without names of nodes meet others at their places,
 * and so do all lines where names contradict the lines.
 */
function numberPoints(keyed: readonly KeyedLine[]): NumberedLines {
  const named = keyed.flatMap(({ keys, nodes, row }) =>
    nodes === null
      ? []
      : [{ row, u: nodes[0], v: nodes[1], first: itemAt(keys, 0), last: itemAt(keys, keys.length - 1) }],
  );
  const { places, stale } = placeNodes(named);
  const nodeAt = new Map([...places].sort(([a], [b]) => b - a).map(([node, key]) => [key, node]));
  const points: StreetPoint[] = [];
  const byKey = new Map<string, number>();
  const byNode = new Map<number, number>();
  const pointOf = (key: string, id: number | null): number => {
    const [lonE7, latE7] = key.split(" ").map(Number) as [number, number];
    return points.push({ id, lonE7, latE7 }) - 1;
  };
  const getOrMake = <K>(index: Map<K, number>, of: K, make: () => number): number => {
    const point = index.get(of) ?? make();
    index.set(of, point);
    return point;
  };
  const lines = keyed.map(({ keys, nodes, ...line }) => {
    const isNamed = nodes !== null && stale.size === 0;
    const ends = nodes !== null && places.get(nodes[0]) !== keys[0] ? [nodes[1], nodes[0]] : nodes;
    const at = (key: string, k: number) => {
      const end = k === 0 ? ends?.[0] : k === keys.length - 1 ? ends?.[1] : undefined;
      const node = isNamed ? end : nodeAt.get(key);
      return node === undefined
        ? getOrMake(byKey, key, () => pointOf(key, null))
        : getOrMake(byNode, node, () => pointOf(key, node));
    };
    return { ...line, points: keys.map(at) };
  });
  return { points, lines, notes: nameNotes(keyed, named.length, [...stale]) };
}

/** What is worth knowing of columns `u` and `v`. */
function nameNotes(
  keyed: readonly KeyedLine[],
  named: number,
  stale: readonly { readonly row: number }[],
): ReadNote[] {
  const rows = [...new Set(stale.map(({ row }) => row))].sort((a, b) => a - b);
  const listed = `${rows.slice(0, 5).join(", ")}${rows.length > 5 ? ", …" : ""}`;
  const unnamed = new Set(keyed.flatMap(({ nodes, row }) => (nodes === null ? [row] : []))).size;
  return [
    ...countedNote(
      "node-numbers-stale",
      rows.length,
      `rows have u and v that contradict the lines (rows ${listed}): u and v are not used, and lines meet where they share a place`,
      "not-used",
    ),
    ...countedNote(
      "node-numbers-empty",
      named > 0 ? unnamed : 0,
      "rows give no u and v, and meet others where they share a place",
      "missing",
    ),
  ];
}

function nearMissNotes(
  points: readonly StreetPoint[],
  misses: readonly NearMiss[],
  nearMissM: number,
): ReadNote[] {
  if (misses.length === 0) return [];
  const nearest = [...misses].sort((a, b) => a.distanceM - b.distanceM || a.point - b.point).slice(0, 10);
  const listed = nearest.map(({ point, row, distanceM }) => {
    const { lonE7, latE7 } = itemAt(points, point);
    return `row ${row} at ${lonE7 / 1e7},${latE7 / 1e7}: ${distanceM.toFixed(2)} m`;
  });
  const message =
    `dead ends stop within ${nearMissM} m of another street and do not meet it; a snap tolerance would join them ` +
    `(${listed.join("; ")}${misses.length > nearest.length ? "; …" : ""})`;
  return [{ code: "near-miss-junctions", count: misses.length, message }];
}
