/**
 * A coordinate system as this library uses one: a way into WGS 84 degrees and a way back.
 *
 * Order is always easting (or longitude) first, whatever the authority's own order of axes. CGCS2000, ETRS89 and
 * their like are taken as equal to WGS 84: they differ by centimetres to decimetres.
 */
import type { LonLat } from "../geo/polygon-point.js";

/**
 * A coordinate system and the way between it and WGS 84; `parseCrs` finds one by the names that users write.
 */
export interface Crs {
  /** `EPSG:4547`, `GCJ-02`, `BD-09`, or the definition as it was given. */
  readonly id: string;
  /** As a reader would call it. */
  readonly name: string;
  readonly unit: "degrees" | "metres";
  /** @throws {InvalidInputError} saying what is wrong, if the place cannot lie in this system */
  readonly toWgs84: (x: number, y: number) => LonLat;
  /** The other way, exact to a millimetre for projections and to a centimetre for shifted degrees. */
  readonly fromWgs84: (lon: number, lat: number) => readonly [x: number, y: number];
  /** The datum and the published way from it into WGS 84 at a place in its degrees; absent where it is WGS 84 as it stands. */
  readonly datum?:
    | {
        /** Name of the datum. */
        readonly name: string;
        /** The published way at a place, its accuracy, and its Helmert parameters. */
        readonly shiftAt: (
          lon: number,
          lat: number,
        ) => { readonly op: string; readonly accuracyM: number; readonly toWgs84: readonly number[] };
      }
    | undefined;
}

/** WGS 84 in degrees, longitude first. */
export const WGS84: Crs = {
  id: "EPSG:4326",
  name: "WGS 84",
  unit: "degrees",
  toWgs84: (lon, lat) => [lon, lat],
  fromWgs84: (lon, lat) => [lon, lat],
};
