/**
 * Lengths on the earth, for pieces of street.
 *
 * Earth model: the WGS 84 ellipsoid. A piece is measured with the two radii of curvature at its middle latitude,
 * which agrees with the geodesic to better than one part in a million for pieces up to 10 km at latitudes below
 * 70°. Coordinates are whole 1e-7 degrees, the precision of OpenStreetMap (about 11 mm).
 */

/** Semi-major axis and first eccentricity squared of WGS 84 (EPSG:4326). */
const SEMI_MAJOR_M = 6_378_137;
const ECCENTRICITY_SQUARED = 0.006_694_379_990_141_317;
const RADIANS_PER_DEGREE = Math.PI / 180;

/** Metres per degree of longitude and of latitude at one latitude. */
export interface DegreeLengths {
  readonly lonM: number;
  readonly latM: number;
}

/** Metres per degree of longitude and latitude at `latDeg`. */
export function degreeLengths(latDeg: number): DegreeLengths {
  const sin = Math.sin(latDeg * RADIANS_PER_DEGREE);
  const w2 = 1 - ECCENTRICITY_SQUARED * sin * sin;
  const w = Math.sqrt(w2);
  const meridianM = (SEMI_MAJOR_M * (1 - ECCENTRICITY_SQUARED)) / (w2 * w);
  const normalM = SEMI_MAJOR_M / w;
  return {
    lonM: RADIANS_PER_DEGREE * normalM * Math.cos(latDeg * RADIANS_PER_DEGREE),
    latM: RADIANS_PER_DEGREE * meridianM,
  };
}

/** Distance in metres between two places given in degrees. */
export function distanceM(lonA: number, latA: number, lonB: number, latB: number): number {
  const perDegree = degreeLengths((latA + latB) / 2);
  const x = shortWay(lonB - lonA) * perDegree.lonM;
  const y = (latB - latA) * perDegree.latM;
  return Math.sqrt(x * x + y * y);
}

/** Length of a straight piece of street, whole millimetres, between two places in whole 1e-7 degrees. */
export function segmentLengthMm(lonE7A: number, latE7A: number, lonE7B: number, latE7B: number): number {
  return Math.round(1000 * distanceM(lonE7A / 1e7, latE7A / 1e7, lonE7B / 1e7, latE7B / 1e7));
}

/** The difference of two longitudes the short way round, so that pieces across ±180° stay short. */
export function shortWay(deltaDeg: number): number {
  if (deltaDeg > 180) return deltaDeg - 360;
  if (deltaDeg < -180) return deltaDeg + 360;
  return deltaDeg;
}
