/**
 * The streets within a walk of a place, over the streets that a page holds, to be drawn on its map.
 *
 * Like the drawn walk it is for the eye: streets are thinned, and every direction is open. Verdicts come from the analysis.
 *
 * Method: one search from the place; of each line the parts that either end, or the place itself, reaches in time.
 */

import { itemAt } from "../../base/at.js";
import { consecutive } from "../../base/consecutive.js";
import { addTo } from "../../base/grouping.js";
import type { LonLat } from "../../geo/polygon-point.js";
import { type DrawnStreets, linksOf, searchStreets } from "./drawn-walk.js";
import { placesOf } from "./report-model.js";

/** Shorter pieces are too small to see. */
const MIN_M = 0.5;

/**
 * Parts of streets within `limitM` of a place, door to door: the leg to the street counts.
 *
 * @returns lines of places, each within the limit; none where the place joins no street
 */
export function drawnReach(streets: DrawnStreets, place: LonLat, limitM: number): LonLat[][] {
  const links = linksOf(streets, place).filter(({ offM }) => offM <= limitM);
  const { cost } = searchStreets(streets, links, limitM);
  const reached: LonLat[][] = [];
  const spans = new Map<number, [number, number][]>();
  for (const { line, alongM, offM } of links) {
    const restM = limitM - offM;
    addTo(spans, line, [alongM - restM, alongM + restM]);
  }
  for (let line = 0; line < streets.from.length; line++) {
    const lengthM = itemAt(streets.lengthM, line);
    const fromStart = limitM - itemAt(cost, itemAt(streets.from, line));
    const fromEnd = limitM - itemAt(cost, itemAt(streets.to, line));
    const lineSpans: [number, number][] = [
      ...(spans.get(line) ?? []),
      [0, fromStart],
      [lengthM - fromEnd, lengthM],
    ];
    for (const [fromM, toM] of merged(lineSpans, lengthM)) reached.push(cut(streets, line, fromM, toM));
  }
  return reached;
}

/** Spans within the line, those that meet joined, dots left out. */
function merged(spans: readonly [number, number][], lengthM: number): [number, number][] {
  const inside = spans
    .map(([a, b]): [number, number] => [Math.max(0, a), Math.min(lengthM, b)])
    .filter(([a, b]) => b - a > MIN_M)
    .sort((p, q) => p[0] - q[0]);
  const joined: [number, number][] = [];
  for (const [a, b] of inside) {
    const last = joined[joined.length - 1];
    if (last !== undefined && a <= last[1]) last[1] = Math.max(last[1], b);
    else joined.push([a, b]);
  }
  return joined;
}

/** The part of a line between two lengths along it. */
function cut(streets: DrawnStreets, line: number, fromM: number, toM: number): LonLat[] {
  const { lonM, latM } = streets;
  const part: LonLat[] = [];
  let passedM = 0;
  for (const [a, b] of consecutive(placesOf(streets.lines, line))) {
    const pieceM = Math.hypot((b[0] - a[0]) * lonM, (b[1] - a[1]) * latM);
    const at = (alongM: number): LonLat => {
      const t = pieceM === 0 ? 0 : (alongM - passedM) / pieceM;
      return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    };
    const [low, high] = [Math.max(fromM, passedM), Math.min(toM, passedM + pieceM)];
    if (low < high) {
      if (part.length === 0) part.push(at(low));
      part.push(at(high));
    }
    passedM += pieceM;
  }
  return part;
}
