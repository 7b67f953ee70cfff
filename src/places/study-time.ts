/**
 * The time that is asked about, as a clock on the wall of the city shows it.
 *
 * Opening hours are written for that clock, so a time without an offset is taken as it stands. One with an offset names
 * an instant; what the clock shows then depends on the time zone, which must be said.
 */
import { InvalidInputError } from "../base/errors.js";

/** A minute on the clock of the city. */
export interface StudyTime {
  /** `2026-11-25T12:00`. */
  readonly wallTime: string;
  /** IANA name, e.g. `Asia/Shanghai`; null where none was given and nothing depended on it. */
  readonly timeZone: string | null;
}

const FORM = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::00)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads a time on the clock of the city (`2026-11-25T12:00`), or an instant with an offset (`2026-11-25T04:00Z`).
 *
 * @param text - the time, to the minute
 * @param timeZone - IANA name; needed for an instant
 * @returns the wall clock time, and the time zone where one is given
 * @throws {InvalidInputError} if the text is not a time, the day or zone does not exist, or an instant has no zone
 *
 * @example
 * const noon = parseStudyTime("2026-11-25T04:00Z", "Asia/Shanghai");
 * noon; // => { wallTime: "2026-11-25T12:00", timeZone: "Asia/Shanghai" }
 */
export function parseStudyTime(text: string, timeZone?: string): StudyTime {
  const match = FORM.exec(text.trim());
  if (match === null || !exists(match)) {
    throw new InvalidInputError(
      `"${text}" is not a time: expected e.g. 2026-11-25T12:00, the clock of the city, or 2026-11-25T04:00Z with a time zone`,
    );
  }
  if (timeZone !== undefined) requireZone(timeZone);
  const [, year, month, day, hour, minute, offset] = match;
  const wallTime = `${year}-${month}-${day}T${hour}:${minute}`;
  if (offset === undefined) return { wallTime, timeZone: timeZone ?? null };
  if (timeZone === undefined) {
    throw new InvalidInputError(
      `"${text}" is an instant: what the clock of the city shows then depends on its time zone, e.g. Asia/Shanghai`,
    );
  }
  return { wallTime: clockIn(timeZone, new Date(`${wallTime}:00${offset}`)), timeZone };
}

function exists([, year, month, day, hour, minute]: RegExpExecArray): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isDay = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return isDay && Number(hour) < 24 && Number(minute) < 60;
}

function requireZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch (cause) {
    throw new InvalidInputError(`There is no time zone "${timeZone}": expected e.g. Asia/Shanghai`, {
      cause,
    });
  }
}

function clockIn(timeZone: string, instant: Date): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}
