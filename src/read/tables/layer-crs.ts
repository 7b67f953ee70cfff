/**
 * The coordinate system of a layer, and its features brought into WGS 84 by it.
 *
 * In order: what the user declares, what the file declares, what the format fixes (GeoJSON is WGS 84). A table says
 * nothing: in China it is refused, elsewhere it is taken as WGS 84 and noted. A layer that carries the columns of a
 * Chinese map service is refused in China whatever its format, since such exports are shifted by 300–700 m.
 */

import type { Geometry } from "geojson";
import { itemAt } from "../../base/at.js";
import { type FilePlace, InputFileError, InvalidInputError } from "../../base/errors.js";
import {
  type Crs,
  convertGeometry,
  liesInChina,
  parseCrs,
  SYSTEMS_IN_CHINA,
  WGS84,
} from "../../crs/index.js";
import type { LonLat } from "../../geo/polygon-point.js";
import type { LayerSystem } from "../../places/places.js";
import { numberOf } from "./check-place.js";
import { guessCrs } from "./guess-crs.js";
import type { RawFeature, RawLayer } from "./raw-layer.js";

export interface LayerCrs {
  readonly crs: Crs;
  /** Whose word it rests on. */
  readonly word: LayerSystem["word"];
}

/** Formats that fix WGS 84 themselves, by the name of the file. */
const WGS84_FORMATS = /\.(?:geo)?json(?:l|s|seq)?(?:\.gz)?$/i;

/** Columns that only exports of Chinese map services have. */
const SERVICE_COLUMNS = ["typecode", "adcode", "citycode", "pcode", "entr_location", "gridcode"];
const SERVICE_NAMES = /amap|gaode|高德|baidu|百度|tencent|腾讯|gcj|火星|bd[_-]?0?9/i;

/**
 * Brings the features of a layer into WGS 84.
 *
 * @param declared - what the user declares, or undefined; it outranks the file's own word
 * @throws {InputFileError} if no coordinate system is declared where one must be, if it is not known, or if a place
 *   cannot lie in it; names row and column, and what the numbers look like
 */
export function intoDegrees(
  path: string,
  layer: RawLayer,
  declared?: string,
): { features: readonly RawFeature[]; system: LayerCrs } {
  const system = systemOf(path, layer, declared);
  requireNumbersThatFit(path, layer, system);
  if (system.word === "nobody" || system.word === "format") refuseInChina(path, layer, system.word);
  if (system.crs.id === WGS84.id || system.crs.id === "EPSG:4490")
    return { features: layer.features, system };
  const features = layer.features.map((feature) => {
    if (firstPlace(feature.geometry) === null) return feature;
    return {
      ...feature,
      geometry: converted({ path, row: feature.row }, feature.geometry as Geometry, system.crs),
    };
  });
  return { features, system };
}

function systemOf(path: string, layer: RawLayer, declared: string | undefined): LayerCrs {
  try {
    if (declared !== undefined) return { crs: parseCrs(declared), word: "user" };
    if (layer.crs !== null) return { crs: parseCrs(layer.crs), word: "file" };
  } catch (cause) {
    throw new InputFileError({ path }, (cause as Error).message, { cause });
  }
  return { crs: WGS84, word: layer.isWgs84 === true || WGS84_FORMATS.test(path) ? "format" : "nobody" };
}

/** A geometry in WGS 84. @throws {InputFileError} at `at`, if one of its places cannot lie in the system */
function converted(at: FilePlace, geometry: Geometry, crs: Crs): Geometry {
  try {
    return convertGeometry(geometry, crs);
  } catch (cause) {
    if (!(cause instanceof InvalidInputError)) throw cause;
    throw new InputFileError(at, cause.message, { cause });
  }
}

/** Metres given as degrees, and degrees given as metres. */
function requireNumbersThatFit(path: string, { features }: RawLayer, { crs, word }: LayerCrs): void {
  for (const feature of features) {
    const place = firstPlace(feature.geometry);
    if (place === null) continue;
    const [x, y] = place;
    const inDegrees = Math.abs(x) <= 180 && Math.abs(y) <= 180;
    if (inDegrees === (crs.unit === "degrees")) continue;
    const column = columnOf(feature, inDegrees || Math.abs(x) > 180 ? x : y) ?? undefined;
    const at = { path, row: feature.row, column };
    const declaration =
      word === "user" || word === "file" ? `declared is ${crs.name}` : `no coordinate system is declared`;
    const came = inDegrees ? "which are degrees, not metres" : `which is not in degrees: ${guessCrs(x, y)}`;
    throw new InputFileError(at, `the place is (${x}, ${y}), ${came}; ${declaration}`);
  }
}

/** @throws {InputFileError} if the layer lies in China and does not say in which coordinates */
function refuseInChina(path: string, { features }: RawLayer, word: LayerCrs["word"]): void {
  const inChina = features.filter(({ geometry }) => {
    const place = firstPlace(geometry);
    return place !== null && liesInChina(place[0], place[1]);
  });
  if (2 * inChina.length <= features.length) return;
  const columns = Object.keys(itemAt(features, 0).values);
  const service = columns.filter(
    (c) => SERVICE_COLUMNS.includes(c.trim().toLowerCase()) || SERVICE_NAMES.test(c),
  );
  if (word === "format" && service.length === 0) return;
  const looks =
    service.length === 0 ? "" : ` (the columns ${service.join(", ")} look like a Chinese map service's)`;
  throw new InputFileError(
    { path },
    `no coordinate system is declared, and in China a layer must say it${looks}: ${SYSTEMS_IN_CHINA}`,
  );
}

/** The column that holds a number, for the error's sake. */
function columnOf({ values }: RawFeature, wanted: number): string | null {
  const entry = Object.entries(values).find(([, value]) => numberOf(String(value)) === wanted);
  return entry?.[0] ?? null;
}

/** The first place of a geometry as two numbers, whatever its kind; null where there is none. */
export function firstPlace(geometry: unknown): LonLat | null {
  const { coordinates, geometries } = (geometry ?? {}) as { coordinates?: unknown; geometries?: unknown[] };
  if (coordinates === undefined) return geometries === undefined ? null : firstPlace(geometries[0]);
  let at: unknown = coordinates;
  while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
  if (!Array.isArray(at)) return null;
  const [x, y] = at as unknown[];
  return typeof x === "number" && typeof y === "number" ? [x, y] : null;
}

/** The system of rows, as it stands with the places; undefined where there are no rows. */
export function systemOfRows(rows: readonly { readonly system: LayerCrs }[]): LayerSystem | undefined {
  const first = rows[0]?.system;
  return first && { id: first.crs.id, word: first.word };
}
