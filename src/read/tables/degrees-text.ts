/**
 * Coordinates as people write them: decimal degrees, degrees with minutes and seconds, and both numbers of a place in one
 * text.
 */
import { numberOf } from "./check-place.js";

/** One coordinate, with the axis that its letter names. */
export interface DegreesText {
  readonly value: number;
  readonly axis: "lon" | "lat" | null;
}

const LETTERS: Readonly<Record<string, readonly [axis: "lon" | "lat", sign: 1 | -1]>> = {
  e: ["lon", 1],
  w: ["lon", -1],
  n: ["lat", 1],
  s: ["lat", -1],
  东经: ["lon", 1],
  西经: ["lon", -1],
  北纬: ["lat", 1],
  南纬: ["lat", -1],
};
const LETTER = "e|w|n|s|东经|西经|北纬|南纬";
const NUMBER = String.raw`\d+(?:\.\d+)?`;
/** Degrees, then perhaps minutes, then perhaps seconds, each with its sign. */
const SEXAGESIMAL = new RegExp(
  `^(?<before>${LETTER})?\\s*(?<sign>[+-])?(?<degrees>${NUMBER})\\s*(?:°|º|度|d)` +
    `(?:\\s*(?<minutes>${NUMBER})\\s*(?:'|′|’|分|m))?(?:\\s*(?<seconds>${NUMBER})\\s*(?:"|″|”|''|′′|’’|秒|s(?!\\w)))?` +
    `\\s*(?<after>${LETTER})?$`,
);
/** Decimal degrees with a letter. */
const LETTERED = new RegExp(
  `^(?:(?<before>${LETTER})\\s*(?<a>${NUMBER})|(?<b>${NUMBER})\\s*(?<after>${LETTER}))$`,
);

/** A coordinate; null where the text is none. */
export function degreesOf(text: string): DegreesText | null {
  const plain = text.normalize("NFKC").trim().toLowerCase();
  const value = numberOf(plain);
  if (!Number.isNaN(value)) return { value, axis: null };
  const lettered = LETTERED.exec(plain)?.groups;
  if (lettered !== undefined) return signed(Number(lettered.a ?? lettered.b), lettered);
  const parts = SEXAGESIMAL.exec(plain)?.groups;
  if (parts === undefined) return null;
  const [minutes, seconds] = [Number(parts.minutes ?? 0), Number(parts.seconds ?? 0)];
  if (minutes >= 60 || seconds >= 60) return null;
  const degrees = Number(parts.degrees) + minutes / 60 + seconds / 3600;
  return signed(parts.sign === "-" ? -degrees : degrees, parts);
}

function signed(
  degrees: number,
  { before, after }: { readonly before?: string; readonly after?: string },
): DegreesText | null {
  const word = before ?? after;
  if (word === undefined) return { value: degrees, axis: null };
  const [axis, sign] = LETTERS[word] ?? [null, 1];
  // Both a letter before and one behind, or a sign beside a letter of the other half.
  if ((before !== undefined && after !== undefined) || (degrees < 0 && sign < 0)) return null;
  return { value: sign * degrees, axis };
}

/** Two coordinates in one text, in the order that they stand in; null where it holds nothing of the kind. */
export function pairOf(text: string): readonly [DegreesText, DegreesText] | null {
  const inner = text
    .normalize("NFKC")
    .trim()
    .replace(/^[[({]+\s*|\s*[\])}]+$/g, "");
  for (const separator of [/\s*[,;、]\s*/, /\s+/]) {
    const parts = inner.split(separator);
    if (parts.length !== 2) continue;
    const [a, b] = parts.map(degreesOf);
    if (a !== null && a !== undefined && b !== null && b !== undefined) return [a, b];
  }
  return null;
}
