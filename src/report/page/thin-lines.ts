/**
 * Lines and rings thinned for drawing, as packed columns.
 *
 * Method: Douglas & Peucker (1973), on degrees stretched to metres. Thinned rings may touch themselves: they are
 * for the eye; the exact ones are in the GeoJSON beside the page.
 */
import { degreeLengths } from "../../geo/earth.js";
import { packNumbers } from "./columns.js";
import { type PackedLines, PLACE_SCALE } from "./report-data.js";

export type Place = readonly [lon: number, lat: number];

/**
 * Lines packed at about a metre, with points left out that lie within `toleranceM` of what is drawn.
 *
 * @param lines - as `[lon, lat]` places; a ring ends where it began
 */
export function packLines(lines: readonly (readonly Place[])[], toleranceM: number): PackedLines {
  const points: number[] = [];
  const [lon, lat]: [number[], number[]] = [[], []];
  for (const line of lines) {
    const kept = thinLine(line, toleranceM);
    points.push(kept.length);
    for (const place of kept) {
      lon.push(Math.round(place[0] * PLACE_SCALE));
      lat.push(Math.round(place[1] * PLACE_SCALE));
    }
  }
  return { points: packNumbers(points), lon: packNumbers(lon), lat: packNumbers(lat) };
}

/** The places of a line that stand for all of it; both ends always stay. */
export function thinLine(line: readonly Place[], toleranceM: number): Place[] {
  if (line.length <= 2) return [...line];
  const { lonM, latM } = degreeLengths(line[0]![1]);
  const keep = new Uint8Array(line.length);
  keep[0] = keep[line.length - 1] = 1;
  const stack: [number, number][] = [[0, line.length - 1]];
  for (let span = stack.pop(); span !== undefined; span = stack.pop()) {
    const [from, to] = span;
    let worst = toleranceM;
    let at = -1;
    for (let i = from + 1; i < to; i++) {
      const off = offsetM(line[i]!, line[from]!, line[to]!, lonM, latM);
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    keep[at] = 1;
    stack.push([from, at], [at, to]);
  }
  return line.filter((_, i) => keep[i] === 1);
}

/** Distance from a place to the straight piece between two others. */
function offsetM(place: Place, from: Place, to: Place, lonM: number, latM: number): number {
  const [x, y] = [(place[0] - from[0]) * lonM, (place[1] - from[1]) * latM];
  const [dx, dy] = [(to[0] - from[0]) * lonM, (to[1] - from[1]) * latM];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / squared));
  return Math.hypot(x - t * dx, y - t * dy);
}
