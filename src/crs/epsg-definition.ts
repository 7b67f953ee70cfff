/**
 * Definitions of coordinate systems by their EPSG code, from the package epsg-index.
 */
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** What the index says of a code, as far as it is used here. */
export interface EpsgDefinition {
  readonly name: string;
  readonly kind: string;
  readonly wkt: string | null;
}

/** The definition of a code; null where the index has none. */
export function epsgDefinition(code: number): EpsgDefinition | null {
  try {
    return require(`epsg-index/s/${code}.json`) as EpsgDefinition;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "MODULE_NOT_FOUND") return null;
    throw cause;
  }
}
