/**
 * Any OpenStreetMap extract → `OsmData`, its form told by its first bytes, not by its name.
 */
import { aPath, checkCall } from "../../base/check-call.js";
import { openInput } from "./open-input.js";
import type { OsmData } from "./osm-data.js";
import { READ_OSM_OPTIONS } from "./osm-form.js";
import { type ReadOsmOptions, readOsmPbf } from "./read-osm-pbf.js";
import { readOsmXml } from "./read-osm-xml.js";
import { readOverpassJson } from "./read-overpass-json.js";

/**
 * Reads an OpenStreetMap extract in any form: `.osm.pbf`, `.osm`, `.osm.gz`, `.osm.bz2`, or an Overpass answer in JSON.
 *
 * @param path - the file; its form is found from its content
 * @returns nodes, ways and relations as columns, coordinates in 1e-7 degrees
 * @throws {InputFileError} if the file is damaged, or none of these
 * @throws {UnsupportedFileError} if it is an archive of another kind, or a package that unpacks it is not installed
 * @throws {FileAccessError} if the file is missing
 *
 * @example
 * const osm = await readOsm("city.osm.pbf");
 * const network = buildWalkNetwork(osm);
 */
export async function readOsm(path: string, options: ReadOsmOptions = {}): Promise<OsmData> {
  checkCall("readOsm", ["path", path, aPath], ["options", options, READ_OSM_OPTIONS]);
  const { handle, form } = await openInput(path);
  await handle.close();
  if (form === "json") return readOverpassJson(path, options);
  return form === "other" ? readOsmPbf(path, options) : readOsmXml(path, options);
}
