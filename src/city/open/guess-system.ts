/**
 * The coordinate system in which a table in China fits the streets, as the audit tries it.
 */
import { detectShift, shiftHypotheses } from "../../audit/shift.js";
import type { LonLat } from "../../geo/polygon-point.js";
import type { WalkNetwork } from "../../network/walk-network.js";

/** A system with what speaks for it, in words for a comment. */
export interface GuessedSystem {
  readonly crs: string;
  readonly because: string;
}

/**
 * Tries WGS 84, GCJ-02 and BD-09.
 *
 * @param places - the places as they stand in the table, degrees
 * @returns null where the streets do not tell: few places, several systems that fit, or streets that look shifted
 */
export function guessSystem(network: WalkNetwork, places: readonly LonLat[]): GuessedSystem | null {
  const { outcome, best, offsetM, sampled } = detectShift(network, places, shiftHypotheses());
  if (outcome === "fits") return { crs: "WGS84", because: `${sampled} places fit the streets as they stand` };
  if (outcome !== "shifted" || best === null || best.layer === "streets") return null;
  const metres = Math.round(Math.hypot(...offsetM));
  return {
    crs: best.system,
    because: `by the fit of ${sampled} places to the streets: it moves them ${metres} m from where WGS 84 puts them`,
  };
}

/** What exports of AMap call their columns: a code of the class beside the place in one text, or names of province and district. */
const OF_AMAP = [
  ["typecode", "location"],
  ["typecode", "pname", "adname"],
];

/**
 * The system of a table that a map service exported, told by its columns; what the streets say besides stands in the words.
 *
 * @param byFit - what the streets tell
 * @returns null where the columns are those of no map service
 */
export function systemOfForm(columns: readonly string[], byFit: GuessedSystem | null): GuessedSystem | null {
  const names = columns.map((column) => column.trim().toLowerCase());
  if (!OF_AMAP.some((one) => one.every((name) => names.includes(name)))) return null;
  const other =
    byFit === null || byFit.crs === "GCJ-02"
      ? ""
      : `, though its places fit the streets better as ${byFit.crs}`;
  return { crs: "GCJ-02", because: `its columns are those of an export of AMap${other}` };
}
