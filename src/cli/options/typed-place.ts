/**
 * Places that users type, in WGS 84.
 */
import { InvalidInputError } from "../../base/errors.js";
import { systemOfPlaces } from "../../crs/index.js";
import { placeFault } from "../../geo/place-fault.js";
import { pairOf } from "../../read/tables/degrees-text.js";
import { UsageError } from "./usage-error.js";

/**
 * `LON,LAT` as a place in WGS 84 degrees.
 *
 * @param crs - the system it is typed in; default degrees of WGS 84
 * @throws {UsageError} if it is not a place, or lies in China and says no system
 */
export function parsePlace(text: string, crs?: string): [lon: number, lat: number] {
  const pair = pairOf(text);
  if (pair === null || pair[0].axis === "lat" || pair[1].axis === "lon")
    throw new UsageError(
      `"${text}" is not a place: expected LON,LAT in degrees, e.g. 71.43,51.13 or 71°25'48"E,51°7'48"N`,
    );
  const [x, y] = [pair[0].value, pair[1].value];
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
