/**
 * What is wrong with a place in degrees.
 */

/** One clause for an error; null for a place on the globe. */
export function placeFault(lon: number, lat: number): string | null {
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return null;
  const isSwapped = Math.abs(lat) <= 180 && Math.abs(lon) <= 90;
  const advice = isSwapped
    ? "is that latitude, longitude? Longitude comes first"
    : "projected coordinates must be turned into degrees first";
  return `the place is (${lon}, ${lat}), which is not in degrees; ${advice}`;
}
