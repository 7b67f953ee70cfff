/**
 * Whether a file is a city's configuration, among files that may also hold streets.
 */
import { readFileSync, statSync } from "node:fs";

/** A configuration is a page of text; a larger JSON file holds streets. */
const MOST_BYTES = 2 ** 20;

/** YAML always is; JSON is if it is an object with `streets`, as Overpass answers and GeoJSON have not. */
export function isConfigFile(file: string): boolean {
  if (/\.ya?ml$/i.test(file)) return true;
  if (!/\.json$/i.test(file)) return false;
  try {
    if (statSync(file).size > MOST_BYTES) return false;
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof value === "object" && value !== null && "streets" in value;
  } catch {
    // Whoever reads it as streets says what is wrong with it.
    return false;
  }
}
