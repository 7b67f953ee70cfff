/**
 * Which part of the world a report's map shows: all but the outermost blocks and facilities.
 */
import type { ReportModel } from "./report-model.js";

/** Degrees. */
export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** 0.3 % of the places on each side may lie outside; streets stand in where there are no places. */
export function extentOf({ blocks, facilities, streets }: ReportModel): Extent {
  const source = blocks.count > 0 ? blocks : facilities.count > 0 ? facilities : (streets?.lines ?? blocks);
  const [west, east] = middlePart(source.lon);
  const [south, north] = middlePart(source.lat);
  return { west, south, east, north };
}

function middlePart(values: Float64Array): [number, number] {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return [0, 0];
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return [at(0.003), at(0.997)];
}
