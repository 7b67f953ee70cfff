/**
 * A plane in metres around a place, for geometry over a town.
 *
 * Degrees are stretched to metres at the latitude of the centre and nothing else, so straight lines stay straight
 * and inside stays inside. Lengths east–west are off by tan(latitude) × the angle from the centre's latitude: at
 * 60° by 0.03 % one kilometre away and by 0.9 % thirty kilometres away.
 */
import { degreeLengths } from "./earth.js";

const HALF_TURN_E7 = 1_800_000_000;

/** Centre in whole 1e-7 degrees, and metres per 1e-7 degree. */
export interface LocalFrame {
  readonly lonE7: number;
  readonly latE7: number;
  readonly lonM: number;
  readonly latM: number;
}

/** The plane around a place given in 1e-7 degrees. */
export function localFrame(lonE7: number, latE7: number): LocalFrame {
  const perDegree = degreeLengths(latE7 / 1e7);
  return { lonE7, latE7, lonM: perDegree.lonM / 1e7, latM: perDegree.latM / 1e7 };
}

/** Longitude difference in 1e-7 degrees, the short way round the earth. */
export function lonDifferenceE7(lonE7: number, fromLonE7: number): number {
  const difference = lonE7 - fromLonE7;
  if (difference > HALF_TURN_E7) return difference - 2 * HALF_TURN_E7;
  if (difference < -HALF_TURN_E7) return difference + 2 * HALF_TURN_E7;
  return difference;
}
