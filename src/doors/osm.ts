/**
 * OpenStreetMap: read extracts, find facilities and residential blocks in their tags.
 *
 * @module living-circle/osm
 */
export type { OsmData, OsmNodes, OsmRelations, OsmWays, ReadNote, TagColumns } from "../read/osm/osm-data.js";
export { MISSING, tagReader, tagsOf } from "../read/osm/osm-data.js";
export { readOsm } from "../read/osm/read-osm.js";
export type { ReadOsmOptions } from "../read/osm/read-osm-pbf.js";
export { readOsmPbf } from "../read/osm/read-osm-pbf.js";
export { readOsmXml } from "../read/osm/read-osm-xml.js";
export { readOverpassJson } from "../read/osm/read-overpass-json.js";
