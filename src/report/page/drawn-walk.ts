/**
 * The walk between two places over the streets that a page holds, to be drawn on its map.
 *
 * The page's streets are thinned and know no closed directions, so a walk found here is shown only where its length
 * agrees with the one that was measured; the measured one is what the page shows.
 *
 * Method: Dijkstra with a priority queue; places are linked as in the analysis, to every street whose leg is not much
 * longer than that to the nearest one.
 */

import { addAt, itemAt, nothingAt, spanAt } from "../../base/at.js";
import { consecutive } from "../../base/consecutive.js";
import { interleaved, itemsByKey } from "../../base/grouping.js";
import { nodesByCost } from "../../base/priority-queue.js";
import { degreeLengths } from "../../geo/earth.js";
import type { LonLat } from "../../geo/polygon-point.js";
import { OFF_STREET_CAP_M, OFF_STREET_EXTRA_M } from "../../network/off-street.js";
import { type Lines, placeAt, placesOf } from "./report-model.js";

/** How far the drawn walk may be from the measured one: thinning and rounding, and a little for detours unseen. */
const [TOLERANCE_M, TOLERANCE] = [15, 0.03];

/** Streets as a graph of line ends. */
export interface DrawnStreets {
  readonly lines: Lines;
  /** Metres a degree. */
  readonly lonM: number;
  readonly latM: number;
  readonly nodeCount: number;
  /** Per line: its ends and its length. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly lengthM: Float64Array;
  /** Lines at node `v`: `atNode[firstAt[v]]` … `atNode[firstAt[v + 1] - 1]`. */
  readonly firstAt: Uint32Array;
  readonly atNode: Uint32Array;
}

/** A place on a line: after point `before`, `alongM` from the line's first point. */
export interface DrawnLink {
  readonly line: number;
  readonly before: number;
  readonly place: LonLat;
  readonly alongM: number;
  readonly offM: number;
}

export function streetsToWalk(lines: Lines): DrawnStreets {
  const count = lines.first.length - 1;
  const { lonM, latM } = degreeLengths(lines.lat[0] ?? 0);
  const [from, to, lengthM] = [new Int32Array(count), new Int32Array(count), new Float64Array(count)];
  const nodes = new Map<string, number>();
  const nodeAt = ([lon, lat]: LonLat) => {
    const key = `${lon.toFixed(5)} ${lat.toFixed(5)}`;
    const node = nodes.get(key) ?? nodes.size;
    nodes.set(key, node);
    return node;
  };
  for (let i = 0; i < count; i++) {
    const places = placesOf(lines, i);
    from[i] = nodeAt(itemAt(places, 0));
    to[i] = nodeAt(itemAt(places, -1));
    for (const [a, b] of consecutive(places))
      addAt(lengthM, i, Math.hypot((b[0] - a[0]) * lonM, (b[1] - a[1]) * latM));
  }
  // Ends are numbered line by line, so half the number of an end is its line.
  const { first: firstAt, item: ends } = itemsByKey(interleaved(from, to), nodes.size);
  const atNode = ends.map((end) => end >> 1);
  return { lines, lonM, latM, nodeCount: nodes.size, from, to, lengthM, firstAt, atNode };
}

/**
 * The shortest walk as places from `start` to `end`.
 *
 * @param measuredM - length of the measured walk; null is returned where the drawn one differs by more than 15 m and 3 %
 */
export function drawnWalk(
  streets: DrawnStreets,
  start: LonLat,
  end: LonLat,
  measuredM: number,
): LonLat[] | null {
  const [starts, ends] = [linksOf(streets, start), linksOf(streets, end)];
  const { cost, via } = searchStreets(streets, starts, measuredM * (1 + TOLERANCE) + TOLERANCE_M);
  let best: { cost: number; link?: DrawnLink; node: number; first?: DrawnLink | undefined } = {
    cost: Number.POSITIVE_INFINITY,
    node: -1,
  };
  for (const link of ends) {
    for (const [node, restM] of endsOf(streets, link)) {
      const total = itemAt(cost, node) + restM + link.offM;
      if (total < best.cost) best = { cost: total, link, node, first: undefined };
    }
    for (const first of starts) {
      const total = first.offM + Math.abs(first.alongM - link.alongM) + link.offM;
      if (first.line === link.line && total < best.cost) best = { cost: total, link, node: -1, first };
    }
  }
  if (Math.abs(best.cost - measuredM) > Math.max(TOLERANCE_M, TOLERANCE * measuredM)) return null;
  const last = best.link;
  if (last === undefined) return null;
  if (best.first !== undefined) return distinct([start, ...between(streets, best.first, last), end]);
  const path: LonLat[] = [...fromEnd(streets, last, best.node)];
  for (let node = best.node; ; ) {
    const step = itemAt(via, node);
    if (step < 0) {
      const first = itemAt(starts, -1 - step);
      return distinct([start, ...fromEnd(streets, first, node).reverse(), ...path, end]);
    }
    const whole = placesOf(streets.lines, step);
    const back = streets.to[step] === node;
    path.unshift(...(back ? whole : whole.reverse()));
    node = itemAt(back ? streets.from : streets.to, step);
  }
}

/** No place twice in a row: streets share their ends. */
function distinct(places: readonly LonLat[]): LonLat[] {
  const again = consecutive(places).map(([a, b]) => a[0] === b[0] && a[1] === b[1]);
  return places.filter((_, i) => i === 0 || !again[i - 1]);
}

/** Costs in metres from the links; `via` is the line that led to a node, or -1 - the link a walk began with. */
export function searchStreets(streets: DrawnStreets, starts: readonly DrawnLink[], limitM: number) {
  const cost = new Float64Array(streets.nodeCount).fill(Number.POSITIVE_INFINITY);
  const via = new Int32Array(streets.nodeCount);
  const queue = nodesByCost();
  const improve = (node: number, costM: number, by: number) => {
    if (costM >= (cost[node] ?? nothingAt(node)) || costM > limitM) return;
    cost[node] = costM;
    via[node] = by;
    queue.push({ cost: costM, node });
  };
  starts.forEach((link, i) => {
    for (const [node, walkM] of endsOf(streets, link)) improve(node, link.offM + walkM, -1 - i);
  });
  for (let top = queue.pop(); top !== undefined; top = queue.pop()) {
    const { cost: costM, node } = top;
    if (costM > (cost[node] ?? nothingAt(node))) continue;
    for (const line of linesAt(streets, node)) {
      const next = itemAt(streets.from[line] === node ? streets.to : streets.from, line);
      improve(next, costM + itemAt(streets.lengthM, line), line);
    }
  }
  return { cost, via };
}

/** The lines that end at a node. */
function linesAt({ firstAt, atNode }: DrawnStreets, node: number): Uint32Array {
  return atNode.subarray(...spanAt(firstAt, node));
}

/** Where a place joins the streets. */
export function linksOf(streets: DrawnStreets, place: LonLat): DrawnLink[] {
  const links: DrawnLink[] = [];
  let nearest = OFF_STREET_CAP_M - OFF_STREET_EXTRA_M;
  for (let line = 0; line < streets.from.length; line++) {
    const link = nearestOn(streets, line, place);
    if (link === null || isPassing(streets, link, place)) continue;
    links.push(link);
    nearest = Math.min(nearest, link.offM);
  }
  return links.filter(({ offM }) => offM <= nearest + OFF_STREET_EXTRA_M);
}

/** Whether a link at an end of its line comes nearer to the place along another line: then that line is the link. */
function isPassing(streets: DrawnStreets, { line, alongM, place: on }: DrawnLink, place: LonLat): boolean {
  const { lines, from, to, lengthM, lonM, latM } = streets;
  const atEnd = alongM > itemAt(lengthM, line) - 1e-6;
  if (alongM !== 0 && !atEnd) return false;
  const node = itemAt(alongM === 0 ? from : to, line);
  for (const other of linesAt(streets, node)) {
    const [lon, lat] = itemAt(placesOf(lines, other), from[other] === node ? 1 : -2);
    const ahead =
      (lon - on[0]) * (place[0] - on[0]) * lonM * lonM + (lat - on[1]) * (place[1] - on[1]) * latM * latM;
    if (ahead > 1e-6) return true;
  }
  return false;
}

/** The nearest place of a line, or null beyond the cap. */
function nearestOn({ lines, lonM, latM }: DrawnStreets, line: number, place: LonLat): DrawnLink | null {
  let best: DrawnLink | null = null;
  let [passedM, leastM] = [0, OFF_STREET_CAP_M];
  const [first, end] = spanAt(lines.first, line);
  for (let s = first + 1; s < end; s++) {
    const [a, b] = [placeAt(lines, s - 1), placeAt(lines, s)];
    const [ax, ay] = [(a[0] - place[0]) * lonM, (a[1] - place[1]) * latM];
    const [dx, dy] = [(b[0] - a[0]) * lonM, (b[1] - a[1]) * latM];
    const pieceM = Math.hypot(dx, dy);
    const t = pieceM === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (pieceM * pieceM)));
    const offM = Math.hypot(ax + t * dx, ay + t * dy);
    if (offM < leastM) {
      leastM = offM;
      const on: LonLat = [place[0] + (ax + t * dx) / lonM, place[1] + (ay + t * dy) / latM];
      best = { line, before: s - 1, place: on, alongM: passedM + t * pieceM, offM };
    }
    passedM += pieceM;
  }
  return best;
}

/** Both ends of a link's line, with the walk to them. */
function endsOf(streets: DrawnStreets, { line, alongM }: DrawnLink): [node: number, walkM: number][] {
  return [
    [itemAt(streets.from, line), alongM],
    [itemAt(streets.to, line), itemAt(streets.lengthM, line) - alongM],
  ];
}

/** Places of a line from the end at `node` to the link. */
function fromEnd(streets: DrawnStreets, link: DrawnLink, node: number): LonLat[] {
  const places = placesOf(streets.lines, link.line);
  const inner = link.before - itemAt(streets.lines.first, link.line) + 1;
  const ahead = streets.from[link.line] === node;
  return [...(ahead ? places.slice(0, inner) : places.slice(inner).reverse()), link.place];
}

/** Places from one link to another of the same line. */
function between(streets: DrawnStreets, a: DrawnLink, b: DrawnLink): LonLat[] {
  const places = placesOf(streets.lines, a.line);
  const first = itemAt(streets.lines.first, a.line);
  const [low, high] = a.alongM <= b.alongM ? [a, b] : [b, a];
  const inner = places.slice(low.before - first + 1, high.before - first + 1);
  return [a.place, ...(a === low ? inner : inner.reverse()), b.place];
}
