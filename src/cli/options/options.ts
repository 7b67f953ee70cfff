/**
 * What users type → values, with a clear word where it does not fit.
 */
import { meantPerhaps } from "../../base/near-word.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../../network/profiles.js";
import { numberOf } from "../../read/tables/check-place.js";
import type { Language } from "../../report/tables/table.js";
import { UsageError } from "./usage-error.js";

/** `5,10,15`: positive minutes, put in ascending order. */
export function parseMinutes(text: string): number[] {
  const values = text.split(",").map(numberOf);
  if (values.some((value) => !(value > 0 && value <= 600))) {
    throw new UsageError(`"${text}" are not minutes: expected numbers above 0 and up to 600, e.g. 5,10,15`);
  }
  return [...new Set(values)].sort((a, b) => a - b);
}

/** A positive number. */
export function parsePositive(text: string): number {
  const value = numberOf(text);
  if (!(value > 0 && Number.isFinite(value))) throw new UsageError(`"${text}" is not a number above 0`);
  return value;
}

/** The sign before the decimals: `,` or `.`; nothing where none is said. */
export function decimalOf(text: string | undefined): "," | "." | undefined {
  if (text === undefined || text === "," || text === ".") return text;
  throw new UsageError(`"${text}" is not a sign before decimals: expected , or .`);
}

/** A share that may be 0. */
export function parseShareFrom0(text: string): number {
  const share = numberOf(text);
  if (!(share >= 0 && share <= 1))
    throw new UsageError(`"${text}" is not a share: expected a number from 0 to 1`);
  return share;
}

/** A number from 0. */
export function parseFrom0(text: string): number {
  const value = numberOf(text);
  if (!(value >= 0 && Number.isFinite(value))) throw new UsageError(`"${text}" is not a number from 0`);
  return value;
}

/** A whole number from 0. */
export function parseWhole(text: string): number {
  const value = numberOf(text);
  if (!(value >= 0 && Number.isSafeInteger(value)))
    throw new UsageError(`"${text}" is not a whole number from 0`);
  return value;
}

/** A whole number from 1: the row in which a head stands. */
export function parseRow(text: string): number {
  const value = parseWhole(text);
  if (value < 1) throw new UsageError(`"${text}" is not a row: the first is 1`);
  return value;
}

/** A length from 0. */
export function parseLength(text: string): number {
  return text.trim() === "0" ? 0 : parsePositive(text);
}

/** `a,b,c` as a list. */
export function parseList(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

export const LANGUAGES = ["en", "zh"] as const;

/** `a, b, c; is "b" meant?`: what may be said in place of a word that is not known. */
export function knownWords(strange: string, words: readonly string[]): string {
  return `${words.join(", ")}${meantPerhaps(strange, words)}`;
}

/** A language of reports. */
export function languageOf(text: string): Language {
  if (text === "en" || text === "zh") return text;
  throw new UsageError(`There is no language "${text}"; there are ${LANGUAGES.join(" and ")}`);
}

export const PROFILE_NAMES = Object.keys(PROFILES);

/** A walking profile by name. */
export function profileOfFlag(name: string): WalkProfile<"ms"> {
  const profile = Object.values(PROFILES).find(({ id }) => id === name);
  if (profile === undefined)
    throw new UsageError(`There is no profile "${name}"; there are ${knownWords(name, PROFILE_NAMES)}`);
  return profile;
}

/** A walking profile by name, or the distance basis. */
export function profileOrDistance(name: string): WalkProfile<"ms"> | WalkProfile<"mm"> {
  return name === DISTANCE_BASIS.id ? DISTANCE_BASIS : profileOfFlag(name);
}

/** The entries that have a value. */
export function given<T extends object>(entries: T): Partial<T> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as Partial<T>;
}
