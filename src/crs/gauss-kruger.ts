/**
 * CGCS2000 in Gauss–Krüger zones, with or without the number of the zone before the easting.
 *
 * Zones of 3° have central meridians 75°, 78°, … 135° E and numbers 25–45 (meridian ÷ 3); zones of 6° have 75°, 81°,
 * … 135° E and numbers 13–23 ((meridian + 3) ÷ 6). Eastings are 500 km at the meridian; many files write the number of
 * the zone in front of them (38 500 000), and not always where the declared code says so. Either is read, since the
 * number says itself which it is; a number of another zone is refused.
 */
import { itemAt } from "../base/at.js";
import { InvalidInputError } from "../base/errors.js";
import type { Crs } from "./crs.js";
import { projectedCrs } from "./projected.js";

export type ZoneWidth = 3 | 6;

interface Zone {
  readonly width: ZoneWidth;
  readonly meridian: number;
  /** Whether eastings written by this system carry the number of the zone. */
  readonly prefixed: boolean;
}

const WEST = 75;
const EAST = 135;
const PREFIX_M = 1_000_000;
/** A zone's data may run over its edge, but not by more than its own width and a little. */
const MAX_OFF_DEG = 5;
/** First EPSG codes: 6° by number, 6° by meridian, 3° by number, 3° by meridian. */
const FIRST_CODES = [4491, 4502, 4513, 4534] as const;

/** The zone of an EPSG code, or null. */
export function zoneOfCode(code: number): Crs | null {
  const position = FIRST_CODES.findLastIndex((first) => code >= first);
  if (position < 0) return null;
  const width = position < 2 ? 6 : 3;
  const meridian = WEST + width * (code - itemAt(FIRST_CODES, position));
  return meridian > EAST ? null : zoneCrs({ width, meridian, prefixed: position % 2 === 0 });
}

/** The zone with a number, eastings with it; null where there is none. */
export function zoneOfNumber(width: ZoneWidth, number: number): Crs | null {
  return zoneOfMeridian(width, width === 3 ? number * 3 : number * 6 - 3, true);
}

/** The zone around a central meridian, eastings without a number; null where there is none. */
export function zoneOfMeridian(width: ZoneWidth, meridian: number, prefixed = false): Crs | null {
  if (meridian < WEST || meridian > EAST || (meridian - WEST) % width !== 0) return null;
  return zoneCrs({ width, meridian, prefixed });
}

function zoneCrs(zone: Zone): Crs {
  const { width, meridian, prefixed } = zone;
  const number = width === 3 ? meridian / 3 : (meridian + 3) / 6;
  const first = itemAt(FIRST_CODES, (width === 6 ? 0 : 2) + (prefixed ? 0 : 1));
  const id = `EPSG:${first + (meridian - WEST) / width}`;
  const kind = width === 3 ? "3-degree Gauss-Kruger" : "Gauss-Kruger";
  const name = `CGCS2000 / ${kind} ${prefixed ? `zone ${number}` : `CM ${meridian}E`}`;
  const definition = `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs`;
  const plane = projectedCrs(id, name, definition);
  return {
    id,
    name,
    unit: "metres",
    fromWgs84(lon, lat) {
      const [x, y] = plane.fromWgs84(lon, lat);
      return [prefixed ? x + number * PREFIX_M : x, y];
    },
    toWgs84(x, y) {
      const prefix = Math.floor(x / PREFIX_M);
      if (prefix !== 0 && prefix !== number) throw new InvalidInputError(wrongEasting(x, y, name, number));
      const [lon, lat] = plane.toWgs84(x - prefix * PREFIX_M, y);
      if (Math.abs(lon - meridian) > MAX_OFF_DEG || lat < 0) {
        throw new InvalidInputError(
          `(${x}, ${y}) lies far from ${name}: around ${lon.toFixed(2)}° E, ${lat.toFixed(2)}° N`,
        );
      }
      return [lon, lat];
    },
  };
}

function wrongEasting(x: number, y: number, name: string, number: number): string {
  const easting = Math.floor(y / PREFIX_M);
  if (easting === 0 || easting === number) {
    return `(${x}, ${y}) is not in ${name}: easting comes first, are the two swapped?`;
  }
  return `(${x}, ${y}) is not in ${name}: its easting has ${number} or nothing before the six digits`;
}
