/**
 * Lines and rings thinned for drawing, as packed columns.
 *
 * Method: Douglas & Peucker (1973) as in Turf, on degrees stretched to metres. Thinned rings may touch themselves: they
 * are for the eye; those in the GeoJSON beside the page are true to a decimetre.
 */

import { simplify } from "@turf/simplify";
import { itemAt } from "../../base/at.js";
import { degreeLengths } from "../../geo/earth.js";
import type { LonLat } from "../../geo/polygon-point.js";
import { packNumbers } from "./columns.js";
import { type PackedLines, PLACE_SCALE } from "./report-data.js";

/**
 * Lines packed at about a metre, with points left out that lie within `toleranceM` of what is drawn.
 *
 * @param lines - as `[lon, lat]` places; a ring ends where it began
 */
export function packLines(lines: readonly (readonly LonLat[])[], toleranceM: number): PackedLines {
  const points: number[] = [];
  const [lon, lat]: [number[], number[]] = [[], []];
  for (const line of lines) {
    const thinnedLine = thinLine(line, toleranceM);
    points.push(thinnedLine.length);
    for (const place of thinnedLine) {
      lon.push(Math.round(place[0] * PLACE_SCALE));
      lat.push(Math.round(place[1] * PLACE_SCALE));
    }
  }
  return { points: packNumbers(points), lon: packNumbers(lon), lat: packNumbers(lat) };
}

/** The places of a line that stand for all of it; both ends always stay. */
export function thinLine(line: readonly LonLat[], toleranceM: number): LonLat[] {
  if (line.length <= 2) return [...line];
  const { lonM, latM } = degreeLengths(itemAt(line, 0)[1]);
  // The third coordinate says which place it was: metres are not turned back into degrees.
  const coordinates = line.map(([lon, lat], i) => [lon * lonM, lat * latM, i]);
  const options = { tolerance: toleranceM, highQuality: true, mutate: true };
  const kept = simplify({ type: "LineString", coordinates }, options).coordinates;
  return kept.map((place) => itemAt(line, itemAt(place, 2)));
}
