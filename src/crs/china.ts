/**
 * Where a layer must say its coordinate system: China, Hong Kong, Macau and Taiwan included.
 *
 * There online maps shift their coordinates (GCJ-02, BD-09), in Hong Kong, Macau and Taiwan some vendors do and some do
 * not, and nothing in a table tells. The outline is coarse and drawn outside the border, so along it a neighbour's layer
 * may be asked too; nothing else depends on it.
 *
 * Layer: crs. Imports geo.
 */
import { isInside, type LonLat } from "../geo/polygon-point.js";

/** Drawn by hand from a small-scale map, accurate to about half a degree; clockwise from the Pamirs, islands within. */
const OUTLINE: readonly LonLat[] = [
  [73.3, 39.4],
  [74.7, 40.7],
  [80.0, 42.2],
  [80.0, 45.2],
  [82.4, 45.6],
  [82.6, 47.4],
  [85.6, 48.6],
  [87.3, 49.4],
  [88.3, 48.9],
  [91.2, 47.0],
  [91.2, 45.5],
  [93.7, 45.3],
  [95.7, 44.6],
  [96.7, 43.0],
  [101.8, 42.8],
  [105.0, 41.9],
  [107.4, 42.7],
  [109.8, 42.9],
  [111.6, 44.0],
  [111.6, 45.3],
  [113.6, 45.1],
  [116.4, 46.6],
  [119.4, 47.0],
  [117.8, 47.9],
  [115.3, 47.6],
  [115.2, 48.4],
  [116.5, 50.1],
  [119.0, 50.5],
  [120.5, 53.5],
  [123.6, 53.9],
  [125.9, 53.3],
  [127.8, 50.4],
  [131.0, 49.2],
  [135.2, 48.7],
  [133.4, 45.0],
  [131.3, 44.6],
  [131.3, 42.9],
  [130.7, 42.2],
  [129.9, 42.7],
  [128.2, 41.7],
  [126.9, 41.4],
  [124.4, 39.7],
  [123.0, 37.0],
  [123.5, 32.0],
  [123.5, 29.0],
  [122.6, 25.0],
  [121.5, 21.6],
  [117.5, 20.0],
  [113.0, 15.5],
  [109.5, 17.8],
  [108.2, 18.2],
  [108.1, 21.2],
  [106.4, 22.0],
  [105.2, 22.9],
  [103.9, 22.3],
  [102.5, 22.3],
  [101.9, 20.9],
  [100.0, 21.2],
  [98.7, 22.0],
  [98.6, 23.2],
  [97.3, 23.8],
  [97.4, 25.0],
  [98.4, 26.0],
  [98.3, 27.2],
  [95.4, 28.7],
  [92.0, 27.5],
  [89.0, 27.6],
  [86.0, 27.7],
  [84.0, 28.9],
  [81.3, 30.0],
  [78.6, 31.2],
  [78.3, 32.6],
  [77.7, 35.3],
  [76.0, 35.7],
  [74.4, 36.8],
  [73.3, 38.5],
  [73.3, 39.4],
];

/** Whether a place in degrees (in whatever datum) lies in China as drawn here. */
export function liesInChina(lon: number, lat: number): boolean {
  return isInside([OUTLINE], [lon, lat]);
}
