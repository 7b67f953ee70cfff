/**
 * OpenStreetMap data → walking network, in one call.
 *
 * Layer: above osm and network. From here on OpenStreetMap is forgotten.
 */
import { assembleNetwork } from "./network/assemble-network.js";
import { markCompounds } from "./network/compounds.js";
import type { WalkNetwork } from "./network/walk-network.js";
import type { OsmData } from "./osm/osm-data.js";
import { streetsFromOsm } from "./osm/streets-from-osm.js";

export interface BuildOptions {
  /** Keep every mapped point as a node; for checks against the merged network. Default false. */
  readonly keepAllPoints?: boolean;
}

/**
 * The walking network of an OpenStreetMap extract, by the walk rules in `data/tags/walk-rules.json`.
 *
 * @returns the network; `source.notes` counts the ways walked and those left out, with the reason
 *
 * @example
 * const network = buildWalkNetwork(await readOsmPbf("city.osm.pbf"));
 */
export function buildWalkNetwork(osm: OsmData, { keepAllPoints = false }: BuildOptions = {}): WalkNetwork {
  const { draft, privateGate, notes } = streetsFromOsm(osm);
  const marked = markCompounds(draft, privateGate);
  const gateNotes = [
    { code: "compounds", count: marked.compounds, message: "gated compounds: nobody walks through" },
    {
      code: "gates-closed",
      count: marked.gatesClosed,
      message: "residents' gates that lead into no compound, closed",
    },
  ].filter((note) => note.count > 0);
  const { path, sha256 } = osm.source;
  return assembleNetwork(marked.draft, {
    keepAllPoints,
    source: { path, sha256, notes: [...notes, ...gateNotes] },
  });
}
