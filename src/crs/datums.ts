/**
 * Geodetic datums, and the published ways from each into WGS 84 that are accurate to 5 m or better.
 *
 * Two datums on one ellipsoid can lie 300 m apart (Greece, GGRS87), so what counts is the datum and not its axes. The list is
 * `data/crs/datums.json`, from the EPSG Dataset; a datum that it does not hold has no such way.
 */
import { shippedJson } from "../base/read-file.js";

/** One published transformation of three or seven parameters. */
export interface DatumShift {
  /** `EPSG:1272`; `none` where the datum is WGS 84 itself, to within its accuracy. */
  readonly op: string;
  readonly accuracyM: number;
  /** West, south, east, north of where it holds, degrees. */
  readonly box: readonly [number, number, number, number];
  /** Metres, seconds in the sense "position vector", parts per million. */
  readonly toWgs84: readonly number[];
}

interface Datum {
  readonly datum: string;
  readonly names: readonly string[];
  readonly shifts: readonly DatumShift[];
}

/** Places just beyond the box of a transformation belong to the same towns; degrees. */
const MARGIN_DEG = 0.2;

let byName: ReadonlyMap<string, Datum> | undefined;

/** The ways from a datum into WGS 84, best first; null where none is published that is sound. */
export function shiftsOfDatum(name: string): readonly DatumShift[] | null {
  byName ??= new Map(
    shippedJson<{ datums: Datum[] }>("crs/datums.json").datums.flatMap((datum) =>
      datum.names.map((key) => [key, datum] as const),
    ),
  );
  return byName.get(keyOf(name))?.shifts ?? null;
}

/** The first of the ways that holds at a place; null where none does. */
export function shiftAt(shifts: readonly DatumShift[], lon: number, lat: number): DatumShift | null {
  const found = shifts.find(({ box: [west, south, east, north] }) => {
    const [isEast, isWest] = [lon >= west - MARGIN_DEG, lon <= east + MARGIN_DEG];
    // A box across the 180th meridian begins east of where it ends.
    return (
      (west > east ? isEast || isWest : isEast && isWest) &&
      lat >= south - MARGIN_DEG &&
      lat <= north + MARGIN_DEG
    );
  });
  // Where every way moves nothing, the datum is WGS 84 wherever it is used.
  return found ?? (shifts.every(movesNothing) ? (shifts[0] ?? null) : null);
}

/** Whether a transformation moves nothing. */
export function movesNothing({ toWgs84 }: Pick<DatumShift, "toWgs84">): boolean {
  return toWgs84.every((part) => part === 0);
}

/** The name of the datum in WKT (both versions) or PROJJSON; null where it names none, as PROJ strings do. */
export function datumOf(definition: string | Readonly<Record<string, unknown>>): string | null {
  if (typeof definition === "string") {
    return /\b(?:DATUM|ENSEMBLE|TRF|GEODETICDATUM)\s*\[\s*"([^"]*)"/i.exec(definition)?.[1] ?? null;
  }
  for (const part of ["datum", "datum_ensemble"]) {
    const name = (definition[part] as { name?: unknown } | undefined)?.name;
    if (typeof name === "string") return name;
  }
  for (const part of ["base_crs", "source_crs"]) {
    const inner = definition[part];
    if (typeof inner === "object" && inner !== null) return datumOf(inner as Record<string, unknown>);
  }
  const [first] = (definition.components ?? []) as Record<string, unknown>[];
  return first === undefined ? null : datumOf(first);
}

/** As the list writes names: small letters and digits, without the `D_` of Esri. */
function keyOf(name: string): string {
  return name
    .replace(/^D_/, "")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}
