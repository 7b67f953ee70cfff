/**
 * Opening hours in OpenStreetMap's syntax, and as Chinese registers write them, at a minute on the clock of the city.
 */

import { InvalidInputError } from "../../base/errors.js";
import { loadPackage } from "../../base/optional-package.js";
import type { OpenState } from "../../coverage/apply-opening-hours.js";
import type { StudyTime } from "../../places/study-time.js";
import { chineseHours } from "./chinese-hours.js";

/** What hours depend on beyond the clock. */
export interface OpeningHoursOptions {
  /** Country whose public holidays count, two letters, e.g. `cn`; by default no day is a holiday. */
  readonly holidays?: string | undefined;
}

/** Hours that hang on the sun need the place and the zone, and school holidays a calendar that few countries have. */
const NOT_BY_CLOCK = /\b(?:sunrise|sunset|dawn|dusk|SH)\b/;

/**
 * Which facilities are open at a time, from opening hours in the syntax of OpenStreetMap.
 *
 * Hours follow the clock of the city. Without `holidays` every day is taken as an ordinary one, so `PH off` closes
 * nothing.
 *
 * @returns a function from opening hours to `open`, `closed` or `unknown`: the last where hours are missing or not
 *   understood, depend on the sun or on school holidays, or state themselves that they are not sure
 * @throws {InvalidInputError} if `holidays` is not a country code
 * @throws {UnsupportedFileError} if the package opening_hours is not installed, or it has no holidays of that country
 *
 * @example
 * const stateOf = await openingHoursAt(parseStudyTime("2026-11-25T12:00"));
 * stateOf("Mo-Fr 08:00-17:00"); // => "open"
 */
export async function openingHoursAt(
  { wallTime }: StudyTime,
  { holidays }: OpeningHoursOptions = {},
): Promise<(hours: string | undefined) => OpenState> {
  const { default: OpeningHours } = await loadPackage(
    "--at",
    "judging opening hours",
    "opening_hours",
    () => import("opening_hours"),
  );
  if (holidays !== undefined && !/^[a-z]{2}$/.test(holidays))
    throw new InvalidInputError(`"${holidays}" is not a country: expected two small letters, e.g. cn`);
  const clock = clockOf(wallTime);
  // Holidays are looked up by country; the place serves the sun alone, which is not asked.
  const place =
    holidays === undefined ? null : { lat: 0, lon: 0, address: { country_code: holidays, state: "" } };
  const judge = (hours: string): OpenState => {
    try {
      const parsed = new OpeningHours(hours, place as never, { mode: 0, locale: "en" } as never);
      if (parsed.getUnknown(clock)) return "unclear";
      return parsed.getState(clock) ? "open" : "closed";
    } catch {
      return "unclear";
    }
  };
  const stateOfHours = new Map<string, OpenState>();
  return (hours) => {
    if (hours === undefined || hours.trim() === "") return "unhoured";
    const text = inOsmSyntax(hours);
    if (text === null) return "unclear";
    const state = stateOfHours.get(text) ?? (NOT_BY_CLOCK.test(text) ? "unclear" : judge(text));
    stateOfHours.set(text, state);
    return state;
  };
}

/** The package reads the clock of this machine, so the wanted time is put on it. */
function clockOf(wallTime: string): Date {
  const [year, month, day, hour, minute] = wallTime.split(/[-T:]/).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const clock = new Date(year, month - 1, day, hour, minute);
  if (clock.getHours() === hour && clock.getMinutes() === minute) return clock;
  throw new InvalidInputError(
    `This machine's clock is put forward over ${wallTime}: set TZ=UTC in the environment and ask again`,
  );
}

/** Full-width signs and Chinese → OpenStreetMap's syntax; null where Chinese is not understood. */
function inOsmSyntax(hours: string): string | null {
  if (/\p{Script=Han}/u.test(hours)) return chineseHours(hours);
  return hours
    .normalize("NFKC")
    .replace(/[~～—–―]/g, "-")
    .replace(/、/g, ",")
    .replace(/。/g, ";")
    .replace(/\s*-\s*/g, "-")
    .trim();
}
