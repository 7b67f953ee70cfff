/**
 * Numbers and places as they stand in users' files, checked once.
 */
import { type FilePlace, InputFileError } from "../../base/errors.js";
import { placeFault } from "../../geo/place-fault.js";

/** A decimal number; hexadecimal and the like are more likely ids or slips than amounts. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

/** The number that a text says, full-width digits included, or NaN. */
export function numberOf(text: string): number {
  const plainText = text.normalize("NFKC").trim();
  const value = DECIMAL.test(plainText) ? Number(plainText) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}

/** `[lon, lat]` in degrees. @throws {InputFileError} if they are not numbers or not in degrees */
export function checkedPlace(at: FilePlace, place: unknown): readonly [lon: number, lat: number] {
  if (!Array.isArray(place)) {
    throw new InputFileError(at, `the place is ${JSON.stringify(place)}; expected two numbers`);
  }
  const [lon, lat] = place as unknown[];
  if (typeof lon !== "number" || typeof lat !== "number" || !Number.isFinite(lon) || !Number.isFinite(lat)) {
    throw new InputFileError(at, `the place is (${lon}, ${lat}); expected two numbers`);
  }
  const fault = placeFault(lon, lat);
  if (fault !== null) throw new InputFileError(at, fault);
  return [lon, lat];
}
