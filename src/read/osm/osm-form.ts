/**
 * What an extract is known by, where public calls check their arguments.
 */
import { aFunction, anObject, aThing, that } from "../../base/check-call.js";
import type { ReadOsmOptions } from "./read-osm-pbf.js";

export const OSM_DATA = aThing("an extract, as readOsm gives it", "nodes", "ways", "relations");

export const READ_FORMS = {
  onProgress: aFunction,
  signal: that("an AbortSignal", (value) => value instanceof AbortSignal),
};

export const READ_OSM_OPTIONS = anObject<ReadOsmOptions>(READ_FORMS);
