/**
 * The time that a configuration asks about, with a judge of opening hours.
 */

import { InvalidInputError } from "../../base/errors.js";
import { parseStudyTime } from "../../places/study-time.js";
import { openingHoursAt } from "../../read/places/opening-hours.js";
import type { CityConfig } from "../config/load-config.js";
import type { OpenAt } from "./analyze-at.js";

/**
 * What `analyzeAt` asks about; null where the configuration names no time.
 *
 * @throws {InvalidInputError} if the time, the zone or the country is none, or a zone or country comes without a time
 * @throws {UnsupportedFileError} if the package opening_hours is not installed
 */
export async function openingHoursFilter({
  at,
  timeZone,
  holidays,
}: Pick<CityConfig, "at" | "timeZone" | "holidays">): Promise<OpenAt | null> {
  if (at === undefined) {
    if (timeZone === undefined && holidays === undefined) return null;
    throw new InvalidInputError("A time zone or a country of holidays is given, but no time (at)");
  }
  const time = parseStudyTime(at, timeZone);
  return { time, stateOf: await openingHoursAt(time, { holidays }) };
}
