/**
 * Projected systems: from metres on a plane to WGS 84 degrees, by any definition that PROJ's language knows.
 *
 * A datum that the definition names is brought into WGS 84 by the published transformation that holds at the place and
 * is accurate to 5 m or better (`datums.ts`), else by the shift that the definition carries itself. All others are refused:
 * for Beijing 1954 and Xi'an 1980 no public transformation exists, and guessing would be off by 50–100 m.
 */
import proj4 from "proj4";
import { InvalidInputError } from "../base/errors.js";
import type { Crs } from "./crs.js";
import { type DatumShift, datumOf, movesNothing, shiftAt, shiftsOfDatum } from "./datums.js";

/** A PROJ string, WKT, or PROJJSON. */
export type CrsDefinition = string | Readonly<Record<string, unknown>>;

/** Semi-major axis of WGS 84, GRS 80 and CGCS2000. */
const SEMI_MAJOR_M = 6_378_137;
/** proj4's kinds of datum: a shift of three or seven parameters, and none at all. */
const SHIFTS = [1, 2];
const NO_DATUM = 5;

/**
 * @throws {InvalidInputError} if the definition is not understood, or no way into WGS 84 of 5 m or better is published
 *   for its datum
 */
export function projectedCrs(id: string, name: string, definition: CrsDefinition): Crs {
  requireUsualAxes(id, definition);
  const projection = projectionOf(id, definition);
  const datum = datumOf(definition);
  const shifts = datum === null ? null : shiftsOfDatum(datum);
  if (datum !== null && shifts !== null) return datumCrs(id, name, projection, datum, shifts);
  requireShift(id, projection, datum);
  const converter = proj4(projection);
  return planeCrs(id, name, projection, {
    forward: (lon, lat) => converter.forward([lon, lat]) as [number, number],
    inverse: (x, y) => converter.inverse([x, y]) as [number, number],
  });
}

/** The way between a system and degrees, in the order of `Crs`. */
interface Way {
  readonly forward: (lon: number, lat: number) => [number, number];
  readonly inverse: (x: number, y: number) => [number, number];
}

function planeCrs(id: string, name: string, projection: Projection, way: Way): Crs {
  const unit = projection.projName === "longlat" ? "degrees" : "metres";
  return {
    id,
    name,
    unit,
    fromWgs84: way.forward,
    toWgs84(x, y) {
      const isPlace = unit === "degrees" ? isDegrees(x, y) : Number.isFinite(x) && Number.isFinite(y);
      const [lon, lat] = isPlace ? way.inverse(x, y) : [];
      if (lon !== undefined && lat !== undefined && isDegrees(lon, lat)) return [lon, lat];
      throw new InvalidInputError(`(${x}, ${y}) lies nowhere in ${name}`);
    },
  };
}

/** A system whose datum is listed: first to the degrees of the datum, then by the best way that holds there. */
function datumCrs(
  id: string,
  name: string,
  projection: Projection,
  datum: string,
  shifts: readonly DatumShift[],
): Crs {
  const { a, rf, b } = projection;
  const axes = `+proj=longlat +a=${a} ${rf === undefined ? `+b=${b}` : `+rf=${rf}`}`;
  const own = withoutDatum(new proj4.Proj(`${axes} +no_defs`) as Projection);
  const plane = proj4(withoutDatum(projection), own);
  const movers = new Map(
    shifts
      .filter((shift) => !movesNothing(shift))
      .map((shift) => [shift, proj4(`${axes} +towgs84=${shift.toWgs84.join(",")} +no_defs`, "WGS84")]),
  );
  const shiftOf = (lon: number, lat: number): DatumShift => {
    const shift = shiftAt(shifts, lon, lat);
    if (shift !== null) return shift;
    const where = `${lon.toFixed(3)}, ${lat.toFixed(3)}`;
    throw new InvalidInputError(
      `(${where}) of ${name} lies where no transformation of 5 m or better from the datum "${datum}" to WGS 84 is published`,
    );
  };
  const crs = planeCrs(id, name, projection, {
    forward: (lon, lat) => {
      const mover = movers.get(shiftOf(lon, lat));
      return plane.inverse(mover === undefined ? [lon, lat] : mover.inverse([lon, lat])) as [number, number];
    },
    inverse: (x, y) => {
      const [lon = Number.NaN, lat = Number.NaN] = plane.forward([x, y]);
      if (!isDegrees(lon, lat)) return [lon, lat];
      const mover = movers.get(shiftOf(lon, lat));
      return (mover === undefined ? [lon, lat] : mover.forward([lon, lat])) as [number, number];
    },
  });
  return { ...crs, datum: { name: datum, shiftAt: shiftOf } };
}

/** Without a datum proj4 moves nothing between two systems on one ellipsoid. */
function withoutDatum(projection: Projection): Projection {
  Object.assign(projection.datum ?? {}, { datum_type: NO_DATUM });
  return projection;
}

function isDegrees(lon: number, lat: number): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

/** What is asked of proj4's projections; its types leave some of it out. */
type Projection = InstanceType<typeof proj4.Proj> & {
  readonly projName: string;
  readonly a: number;
  readonly b: number;
  readonly rf?: number;
  readonly datum?: { readonly datum_type?: number };
};

function projectionOf(id: string, definition: CrsDefinition): Projection {
  try {
    return new proj4.Proj(definition as string) as Projection;
  } catch (cause) {
    throw new InvalidInputError(`The coordinate system "${id}" is not understood (${String(cause)})`, {
      cause,
    });
  }
}

/** Krovak with its axes turned east and north; written plainly it counts to the south and west. */
const KROVAK_EAST = /East[_ ]North|,\s*EAST\b/i;
const POINTS_SOUTH = /\bAXIS\s*\[\s*"[^"]*"\s*,\s*(?:SOUTH|WEST)\b/i;

/** What proj4 gets wrong, or leaves to the user: axes to the south, degrees from Paris or Ferro, grads. */
function requireUsualAxes(id: string, definition: CrsDefinition): void {
  if (typeof definition !== "string") return;
  const meridian = /\bPRIMEM\w*\s*\[\s*"([^"]*)"\s*,\s*([-\d.]+)/i.exec(definition);
  const problem =
    meridian !== null && Number(meridian[2]) !== 0
      ? `counts its degrees from ${meridian[1]}`
      : /\bUNIT\s*\[\s*"grad"/i.test(definition)
        ? "has its degrees in grads"
        : POINTS_SOUTH.test(definition) || (/"Krovak"/i.test(definition) && !KROVAK_EAST.test(definition))
          ? "has axes that point south or west"
          : null;
  if (problem === null) return;
  throw new InvalidInputError(
    `The coordinate system "${id}" ${problem}, which is not read: convert the layer, e.g. to "EPSG:4326"`,
  );
}

/** A datum that is not listed, or not named, counts only with a shift of its own; PROJ strings name none. */
function requireShift(id: string, { a, datum: own }: Projection, datum: string | null): void {
  if (SHIFTS.includes(own?.datum_type ?? 0)) return;
  const advice =
    "have the layer converted by the survey authority, or give the definition with +towgs84 as its coordinate system";
  if (datum !== null) {
    throw new InvalidInputError(
      `The coordinate system "${id}" rests on the datum "${datum}", from which no transformation to WGS 84 of 5 m or ` +
        `better is published: ${advice}`,
    );
  }
  if (Math.abs(a - SEMI_MAJOR_M) <= 1) return;
  throw new InvalidInputError(
    `The coordinate system "${id}" rests on an older datum (semi-major axis ${a} m) with no stated shift to WGS 84: ${advice}`,
  );
}
