/**
 * Columns of a layer to be written: names, kinds and values, the same for every format.
 */
import type { Feature, Geometry } from "geojson";

/** Formats beside GeoJSON. */
export const LAYER_FORMATS = ["gpkg", "parquet"] as const;
/** A format of result layers beside GeoJSON. */
export type LayerFormat = (typeof LAYER_FORMATS)[number];

/** A layer of results: flat properties, WGS 84 in degrees. */
export interface ResultLayer {
  readonly name: string;
  readonly features: readonly Feature<Geometry | null>[];
  /** Whom to name as the source; null where nobody has to be named. */
  readonly attribution: string | null;
}

type ColumnKind = "boolean" | "integer" | "real" | "text";

export interface LayerColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  /** One value a feature; null where a feature has none. */
  readonly values: readonly (boolean | number | string | null)[];
}

/**
 * The properties of all features as columns, in the order of their first appearance.
 *
 * A column holds numbers or truth values only if every value is one; lists are joined by semicolons, objects written
 * as JSON.
 *
 * @param taken - names that the format keeps for itself; a property of such a name, or of one that differs from an
 *   earlier one by upper and lower case alone, gets an underscore behind
 */
export function layerColumns(features: ResultLayer["features"], taken: readonly string[]): LayerColumn[] {
  const names = [...new Set(features.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const used = new Set(taken.map((name) => name.toLowerCase()));
  return names.map((name) => {
    const values = features.map(({ properties }) => plainValue(properties?.[name]));
    const kind = kindOf(values);
    const texts = kind === "text" ? values.map((value) => (value === null ? null : String(value))) : values;
    let free = name;
    while (used.has(free.toLowerCase())) free += "_";
    used.add(free.toLowerCase());
    return { name: free, kind, values: texts };
  });
}

function plainValue(value: unknown): boolean | number | string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(String).join(";");
  return JSON.stringify(value);
}

function kindOf(values: LayerColumn["values"]): ColumnKind {
  const given = values.filter((value) => value !== null);
  if (given.length === 0) return "text";
  if (given.every((value) => typeof value === "boolean")) return "boolean";
  if (given.every((value) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31))
    return "integer";
  return given.every((value) => typeof value === "number") ? "real" : "text";
}

/** Polygons as multipolygons where a layer holds both, since most formats know one kind a layer; empty ones as none. */
export function evenGeometries(features: ResultLayer["features"]): (Geometry | null)[] {
  const geometries = features.map(({ geometry }) =>
    geometry === null || isEmpty(geometry) ? null : geometry,
  );
  if (!geometries.some((g) => g?.type === "MultiPolygon")) return geometries;
  return geometries.map((g) =>
    g?.type === "Polygon" ? { type: "MultiPolygon", coordinates: [g.coordinates] } : g,
  );
}

function isEmpty(geometry: Geometry): boolean {
  return geometry.type !== "GeometryCollection" && geometry.coordinates.length === 0;
}

/** West, south, east, north of geometries; null where there are none. */
export function boundsOf(geometries: readonly (Geometry | null)[]): [number, number, number, number] | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (nested: unknown): void => {
    if (!Array.isArray(nested)) return;
    if (typeof nested[0] !== "number") {
      for (const part of nested) visit(part);
      return;
    }
    const [lon, lat] = nested as [number, number];
    [west, south, east, north] = [
      Math.min(west, lon),
      Math.min(south, lat),
      Math.max(east, lon),
      Math.max(north, lat),
    ];
  };
  for (const geometry of geometries) {
    if (geometry !== null && geometry.type !== "GeometryCollection") visit(geometry.coordinates);
  }
  return west > east ? null : [west, south, east, north];
}
