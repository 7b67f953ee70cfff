/**
 * What readers of files take, against which their arguments are checked.
 *
 * A layer of a configuration is such options too: `file`, `raster` and `spread` are read elsewhere.
 */
import {
  aList,
  aNumber,
  anObject,
  anything,
  aPath,
  aRecord,
  aText,
  aTitle,
  aWord,
  type Expected,
  either,
  orNull,
} from "../../base/check-call.js";
import type { LayerOptions, PlaceColumns } from "./raw-layer.js";
import type { TableRules } from "./table-rules.js";

type Forms<T> = { readonly [Key in keyof T]-?: Expected };

/** The path of a file. */
export const FILE = aPath;

export const LAYER_FORMS: Forms<LayerOptions> = {
  layer: aText,
  encoding: aText,
  decimal: aWord([",", "."]),
  headerRow: aNumber({ from: 1, whole: true }),
  streamAboveBytes: aNumber({ from: 0 }),
  maxExpandedBytes: aNumber({ from: 0 }),
  crs: aText,
  place: anObject<PlaceColumns>({ lon: aText, lat: aText, wkt: aText, lonLat: aText, latLon: aText }),
};

/** A column by meaning, or several; which meanings there are is checked beside the columns. */
export const COLUMNS = aRecord(orNull(either(aTitle, aList(aTitle))));

/** Keys of a layer in a configuration that its reader does not need. */
export interface LayerKeys {
  readonly file?: unknown;
  readonly raster?: unknown;
  readonly spread?: unknown;
  readonly source?: unknown;
  readonly licence?: unknown;
  readonly date?: unknown;
}

export const LAYER_KEYS: Forms<LayerKeys> = {
  file: anything,
  raster: anything,
  spread: anything,
  source: anything,
  licence: anything,
  date: anything,
};

export const TABLE_FORMS: Forms<TableRules> = {
  columns: COLUMNS,
  ages: aRecord(either(aTitle, aList(aTitle))),
  constants: aRecord(orNull(anything)),
  ignore: aList(aTitle),
  numbers: aRecord(orNull(aNumber())),
  where: aRecord(orNull(anything)),
};
