/**
 * Geometries of all formats in one form: what holds no place is none, and a collection of one is its part.
 *
 * Writers differ: PostGIS writes multipoints of one, GeoPandas empty polygons, Parquet points of NaN (RFC 7946, 3.1 lets
 * empty coordinates be read as null). So a row is left out, and counted, for the same reason in every format.
 */

interface Given {
  readonly type?: unknown;
  readonly coordinates?: unknown;
  readonly geometries?: unknown;
}

/** The geometry without parts that have no place; null where nothing is left. Other values are given back as they are. */
export function plainGeometry(given: unknown): unknown {
  if (given === null || given === undefined) return null;
  const { type, coordinates, geometries } = given as Given;
  if (type === "GeometryCollection") return plainCollection(given, geometries);
  if (!Array.isArray(coordinates)) return given;
  switch (type) {
    case "Point":
      return isPlace(coordinates) ? given : null;
    case "LineString":
      return coordinates.length > 0 ? given : null;
    case "Polygon":
      return hasRings(coordinates) ? given : null;
    case "MultiPoint":
      return ofParts(given, coordinates, isPlace, "Point");
    case "MultiLineString":
      return ofParts(given, coordinates, (line) => !Array.isArray(line) || line.length > 0, null);
    case "MultiPolygon":
      return ofParts(given, coordinates, hasRings, null);
    default:
      return given;
  }
}

function plainCollection(given: object, geometries: unknown): unknown {
  if (!Array.isArray(geometries)) return given;
  const parts = geometries.map(plainGeometry).filter((part) => part !== null);
  if (parts.length > 1) return { ...given, geometries: parts };
  return parts[0] ?? null;
}

/** @param single - the type of a single part; null: a collection of one stays a collection */
function ofParts(
  given: object,
  coordinates: readonly unknown[],
  isThere: (part: unknown) => boolean,
  single: "Point" | null,
): unknown {
  const parts = coordinates.filter(isThere);
  if (parts.length === 0) return null;
  if (parts.length === 1 && single !== null) return { ...given, type: single, coordinates: parts[0] };
  return parts.length === coordinates.length ? given : { ...given, coordinates: parts };
}

/** Whether a place has coordinates at all; what they are is checked later. */
function isPlace(place: unknown): boolean {
  if (!Array.isArray(place)) return true;
  return place.length > 0 && !place.slice(0, 2).every((part) => Number.isNaN(part));
}

function hasRings(rings: unknown): boolean {
  if (!Array.isArray(rings)) return true;
  const [outer] = rings;
  return rings.length > 0 && !(Array.isArray(outer) && outer.length === 0);
}
