/**
 * Projected systems: from metres on a plane to WGS 84 degrees, by any definition that PROJ's language knows.
 *
 * Only systems whose datum is WGS 84, or equal to it within a metre, or that carry their own shift to it, are taken:
 * for Beijing 1954 and Xi'an 1980 no public transformation exists, and guessing would be off by 50–100 m.
 */
import proj4 from "proj4";
import { InvalidInputError } from "../base/errors.js";
import type { Crs } from "./crs.js";

/** A PROJ string, WKT, or PROJJSON. */
export type CrsDefinition = string | Readonly<Record<string, unknown>>;

/** Semi-major axis of WGS 84, GRS 80 and CGCS2000. */
const SEMI_MAJOR_M = 6_378_137;
/** proj4's kinds of datum that carry a shift of their own: three and seven parameters. */
const SHIFTS = [1, 2];

/**
 * @throws {InvalidInputError} if the definition is not understood, or its datum cannot be related to WGS 84
 */
export function projectedCrs(id: string, name: string, definition: CrsDefinition): Crs {
  const projection = projectionOf(id, definition);
  const converter = proj4(projection);
  const unit = projection.projName === "longlat" ? "degrees" : "metres";
  return {
    id,
    name,
    unit,
    fromWgs84: (lon, lat) => converter.forward([lon, lat]) as [number, number],
    toWgs84(x, y) {
      const [lon, lat] = unit === "degrees" && isDegrees(x, y) ? converter.inverse([x, y]) : plane(x, y);
      if (lon !== undefined && lat !== undefined && isDegrees(lon, lat)) return [lon, lat];
      throw new InvalidInputError(`(${x}, ${y}) lies nowhere in ${name}`);
    },
  };

  function plane(x: number, y: number): (number | undefined)[] {
    if (unit === "degrees" || !Number.isFinite(x) || !Number.isFinite(y)) return [];
    return converter.inverse([x, y]);
  }
}

function isDegrees(lon: number, lat: number): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** What is asked of proj4's projections; its types leave some of it out. */
type Projection = InstanceType<typeof proj4.Proj> & {
  readonly projName: string;
  readonly a: number;
  readonly datum?: { readonly datum_type?: number };
};

function projectionOf(id: string, definition: CrsDefinition): Projection {
  let projection: Projection;
  try {
    projection = new proj4.Proj(definition as string) as Projection;
  } catch (cause) {
    throw new InvalidInputError(`The coordinate system "${id}" is not understood (${String(cause)})`, {
      cause,
    });
  }
  const { a, datum } = projection;
  if (Math.abs(a - SEMI_MAJOR_M) > 1 && !SHIFTS.includes(datum?.datum_type ?? 0)) {
    throw new InvalidInputError(
      `The coordinate system "${id}" rests on an older datum (semi-major axis ${a} m) with no stated shift to WGS 84: ` +
        "have the layer converted by the survey authority, or give the definition with +towgs84",
    );
  }
  return projection;
}
