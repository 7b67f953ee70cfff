/**
 * What is odd about a table of places as a whole: rows without a place or far from all others, damaged text.
 *
 * Only the table itself is looked at, so a table that is wrong throughout (all rows swapped, all in another datum)
 * is not noticed here; such points are found unlinked later.
 */

import { itemAt } from "../../base/at.js";
import { countedNote, type ReadNote, type ReadOutcome } from "../../base/notes.js";
import { lowerMedian } from "../../base/quantile.js";
import { WGS84 } from "../../crs/index.js";
import { distanceM } from "../../geo/earth.js";
import type { LayerRow } from "../tables/read-layer.js";

/** A city and its region; assumptions. */
const NEAR_M = 200_000;
const FAR_M = 1_000_000;

/** Notes on rows that are left out for want of coordinates, and on places that are kept but hard to believe. */
export function placeNotes(rows: readonly LayerRow[]): ReadNote[] {
  const placeless = rows.filter(({ place }) => place === null);
  const placed = rows.flatMap(({ row, place }) =>
    place === null ? [] : [{ row, lon: place[0], lat: place[1] }],
  );
  const [lon, lat] = [lowerMedian(placed.map((p) => p.lon)), lowerMedian(placed.map((p) => p.lat))];
  const far = placed.filter((p) => distanceM(p.lon, p.lat, lon, lat) > FAR_M);
  const zero = far.filter((p) => p.lon === 0 && p.lat === 0);
  const swapped = far.filter((p) => Math.abs(p.lon) <= 90 && distanceM(p.lat, p.lon, lon, lat) < NEAR_M);
  if (rows.length === 0)
    return [
      {
        code: "no-rows",
        count: 0,
        message: "rows stand in the file: no rows, only a head",
        outcome: "missing",
      },
    ];
  const damaged = rows.filter(({ values }) =>
    Object.values(values).some((v) => String(v).includes("\uFFFD")),
  );
  return [
    ...crsNotes(rows),
    ...encodingNotes(rows),
    ...(rows[0]?.notes ?? []),
    ...noteOf("damaged-text", damaged, "rows hold characters that were damaged before (U+FFFD)"),
    ...noteOf("rows-without-place", placeless, "rows have no coordinates and are left out", "left-out"),
    ...noteOf(
      "places-at-zero",
      zero,
      "rows lie at 0, 0, far from all others: are their coordinates missing?",
    ),
    ...noteOf("places-perhaps-swapped", swapped, "rows would lie among the others with lon and lat swapped"),
  ];
}

/** Whether the encoding of the text was guessed. */
function encodingNotes(rows: readonly LayerRow[]): ReadNote[] {
  const { guessedEncoding } = itemAt(rows, 0);
  if (guessedEncoding === undefined) return [];
  const message = `rows were read as ${guessedEncoding}, told by the look of the text; declare the encoding if it is another`;
  return countedNote("encoding-guessed", rows.length, message, "assumed");
}

/** Whether the rows were converted. */
function crsNotes(rows: readonly LayerRow[]): ReadNote[] {
  const { crs } = itemAt(rows, 0).system;
  if (crs.id === WGS84.id) return [];
  const name = crs.name.startsWith(crs.id) ? crs.name : `${crs.name} (${crs.id})`;
  const message = `rows were converted from ${name} to WGS 84`;
  return [{ code: "crs-converted", count: rows.length, message }];
}

/** Counts the rows and lists the first ten; nothing where there is none. */
export function noteOf(
  code: string,
  rows: readonly { readonly row: number }[],
  message: string,
  outcome?: ReadOutcome,
): ReadNote[] {
  if (rows.length === 0) return [];
  const listed =
    rows
      .slice(0, 10)
      .map(({ row }) => row)
      .join(", ") + (rows.length > 10 ? ", …" : "");
  return countedNote(code, rows.length, `${message} (rows ${listed})`, outcome);
}
