/**
 * Shapes of GeoParquet's native encodings (GeoArrow with separate x and y): nested lists of points, one type a column.
 */

/** Type of the geometry, and how deep its points lie in lists. */
const ENCODINGS: Readonly<Record<string, readonly [type: string, depth: number]>> = {
  point: ["Point", 0],
  linestring: ["LineString", 1],
  multipoint: ["MultiPoint", 1],
  polygon: ["Polygon", 2],
  multilinestring: ["MultiLineString", 2],
  multipolygon: ["MultiPolygon", 3],
};

/** Whether an encoding is one of these. */
export function isNativeEncoding(encoding: unknown): encoding is string {
  return typeof encoding === "string" && Object.hasOwn(ENCODINGS, encoding);
}

/** A geometry in the form of GeoJSON; null where the cell is empty. Other shapes than the encoding's are left as they are. */
export function nativeShape(encoding: string, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  const [type, depth] = ENCODINGS[encoding] ?? ["", 0];
  return { type, coordinates: positions(value, depth) };
}

/** Positions in lists of a depth; x and y of an empty point are not numbers. */
function positions(value: unknown, depth: number): unknown {
  if (depth > 0) return Array.isArray(value) ? value.map((part) => positions(part, depth - 1)) : value;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const { x, y } = value as { readonly x?: unknown; readonly y?: unknown };
  return Number.isNaN(x) && Number.isNaN(y) ? [] : [x, y];
}
