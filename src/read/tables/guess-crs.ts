/**
 * What system numbers that are not degrees look like, as advice in an error.
 */

/** A Gauss–Krüger easting with the number of its zone: 13–23 for six degrees, 25–45 for three. */
const PREFIX_M = 1_000_000;
/** The edge of Web Mercator: half the equator. */
const MERCATOR_M = 20_037_509;

/** One clause, e.g. `it looks like CGCS2000 / 3-degree Gauss-Kruger zone 38 (EPSG:4526)`. */
export function guessCrs(x: number, y: number): string {
  const [easting, northing] = [Math.abs(x), Math.abs(y)];
  if (easting <= 90 && northing <= 180) return "is that latitude, longitude? Longitude comes first";
  const zone = zoneIn(easting, northing);
  if (zone !== null) return `it looks like ${zone}; declare it`;
  const swapped = zoneIn(northing, easting);
  if (swapped !== null) return `with the two swapped it looks like ${swapped}; easting comes first`;
  if (easting > PREFIX_M && easting <= MERCATOR_M && northing <= MERCATOR_M) {
    return "it looks like Web Mercator (EPSG:3857), or northing and easting are swapped; declare it";
  }
  if (easting < PREFIX_M && northing <= 10 * PREFIX_M) {
    return (
      'it looks like UTM ("UTM 50N") or a Gauss-Krüger zone without its number ' +
      '("CGCS2000 / 3-degree Gauss-Kruger CM 114E"); declare which'
    );
  }
  return "projected coordinates must be declared";
}

function zoneIn(easting: number, northing: number): string | null {
  const number = Math.floor(easting / PREFIX_M);
  // A zone's eastings run within 500 km ± 400 km; northings of China within 1,700–6,000 km.
  const offset = Math.abs(easting - number * PREFIX_M - 500_000);
  if (offset > 400_000 || northing < 1.6 * PREFIX_M || northing > 6.2 * PREFIX_M) return null;
  if (number >= 25 && number <= 45)
    return `CGCS2000 / 3-degree Gauss-Kruger zone ${number} (EPSG:${4513 + number - 25})`;
  if (number >= 13 && number <= 23)
    return `CGCS2000 / Gauss-Kruger zone ${number} (EPSG:${4491 + number - 13})`;
  return null;
}
