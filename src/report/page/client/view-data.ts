/**
 * Columns in the plane of the map: places as shares of the Mercator square, lines with their boxes.
 */
import type { Lines } from "../report-model.js";

/** Places as shares of the square, x to the east, y to the south. */
export interface PlanePoints {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Lines in the plane; `box` holds west, north, east, south of each. */
export interface PlaneLines extends PlanePoints {
  readonly first: Uint32Array;
  readonly box: Float64Array;
}

export function toPlane({
  lon,
  lat,
}: {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}): PlanePoints {
  return { x: lon.map(planeX), y: lat.map(planeY) };
}

export function planeX(lon: number): number {
  return (lon + 180) / 360;
}

export function planeY(lat: number): number {
  const sin = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

export function linesToPlane(lines: Lines): PlaneLines {
  const { x, y } = toPlane(lines);
  const count = lines.first.length - 1;
  const box = new Float64Array(4 * count);
  for (let i = 0; i < count; i++) {
    let [west, north, east, south] = [2, 2, -1, -1];
    for (let s = lines.first[i]; s < lines.first[i + 1]; s++) {
      west = Math.min(west, x[s]);
      east = Math.max(east, x[s]);
      north = Math.min(north, y[s]);
      south = Math.max(south, y[s]);
    }
    box.set([west, north, east, south], 4 * i);
  }
  return { first: lines.first, x, y, box };
}
