/**
 * Which part of the world a report's map shows: all but the outermost blocks and facilities.
 */
import { middlePart } from "../../base/quantile.js";
import type { ReportModel } from "./report-model.js";

/** Degrees. */
export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** All but the outermost 0.3 % of the places on each side; streets stand in where there are no places. */
export function extentOf({ blocks, facilities, streets }: ReportModel): Extent {
  const source = blocks.count > 0 ? blocks : facilities.count > 0 ? facilities : (streets?.lines ?? blocks);
  const [west, east] = middlePart(source.lon);
  const [south, north] = middlePart(source.lat);
  return { west, south, east, north };
}
