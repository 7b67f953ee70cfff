/**
 * Which system places are in that no file describes: those that are typed, and those of edits.
 *
 * As for layers: in China they must say it, elsewhere they are WGS 84 where nothing else is said.
 */
import { InvalidInputError } from "../base/errors.js";
import type { LonLat } from "../geo/polygon-point.js";
import { liesInChina } from "./china.js";
import { type Crs, WGS84 } from "./crs.js";
import { parseCrs } from "./parse-crs.js";

/** The systems that places in China may be in, and where each is met. */
export const SYSTEMS_IN_CHINA =
  '"GCJ-02" if they come from AMap or Tencent, "BD-09" from Baidu, "CGCS2000" or "WGS84" from surveys, GNSS or ' +
  "OpenStreetMap; a wrong one moves every place by 300–700 m";

/**
 * The system of places: the one that is declared, else WGS 84.
 *
 * @param declared - a name, code or definition as `parseCrs` understands it
 * @param how - where the user declares it, e.g. `--place-crs`
 * @throws {InvalidInputError} if none is declared and a place lies in China, or the one declared is not known
 */
export function systemOfPlaces(places: readonly LonLat[], declared: string | undefined, how: string): Crs {
  if (declared !== undefined) return parseCrs(declared);
  const asked = places.find(([lon, lat]) => liesInChina(lon, lat));
  if (asked === undefined) return WGS84;
  throw new InvalidInputError(
    `(${asked[0]}, ${asked[1]}) lies in China, where places must say their coordinate system by ${how}: ${SYSTEMS_IN_CHINA}`,
  );
}
