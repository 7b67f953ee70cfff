/**
 * Places that users type, in WGS 84.
 */
import { InvalidInputError } from "../../base/errors.js";
import { systemOfPlaces } from "../../crs/index.js";
import { placeFault } from "../../geo/place-fault.js";
import { numberOf } from "../../read/tables/check-place.js";
import { UsageError } from "./usage-error.js";

/**
 * `LON,LAT` as a place in WGS 84 degrees.
 *
 * @param crs - the system it is typed in; default degrees of WGS 84
 * @throws {UsageError} if it is no place, or lies in China and says no system
 */
export function parsePlace(text: string, crs?: string): [lon: number, lat: number] {
  const [x = Number.NaN, y = Number.NaN, ...more] = text.split(",").map(numberOf);
  if (more.length > 0 || Number.isNaN(x) || Number.isNaN(y)) {
    throw new UsageError(`"${text}" is not a place: expected LON,LAT in degrees, e.g. 71.43,51.13`);
  }
  try {
    const [lon, lat] = systemOfPlaces([[x, y]], crs, "--place-crs").toWgs84(x, y);
    const fault = placeFault(lon, lat);
    if (fault === null) return [lon, lat];
    throw new UsageError(`"${text}": ${fault}`);
  } catch (cause) {
    if (!(cause instanceof InvalidInputError)) throw cause;
    throw new UsageError(`"${text}": ${cause.message}`, { cause });
  }
}
