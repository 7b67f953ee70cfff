/**
 * OpenStreetMap extracts as columns, for those who read further tags.
 *
 * @module living-circle/osm
 */

// Read.
export { readOsm } from "../read/osm/read-osm.js";
export { readOsmPbf, type ReadOsmOptions } from "../read/osm/read-osm-pbf.js";
export { readOsmXml } from "../read/osm/read-osm-xml.js";
export { readOverpassJson } from "../read/osm/read-overpass-json.js";
export type { OsmData, OsmNodes, OsmRelations, OsmWays, TagColumns } from "../read/osm/osm-data.js";
export type { OwnWalkRules } from "../read/osm/own-walk-rules.js";

// Tags.
export { MISSING, tagReader, tagsOf, type TagReader } from "../read/osm/osm-data.js";

// Places in the tags.
export { facilitiesFromOsm } from "../read/osm/facilities-from-osm.js";
export { blocksFromOsm, type BlocksFromOsmOptions } from "../read/osm/blocks-from-osm.js";
export type {
  Block,
  BlockSet,
  Completeness,
  Facility,
  FacilitySet,
  LayerSystem,
  SuspectedDuplicate,
} from "../places/places.js";
export type { ReadNote, ReadOutcome } from "../base/notes.js";
export type { Area } from "../geo/area.js";
export type { LonLat } from "../geo/polygon-point.js";
