/**
 * Streets of any source → walking network, in one call.
 */

import { OSM_ATTRIBUTION } from "../../base/attribution.js";
import { aFlag, aNumber, anObject, anything, aThing, checkCall, either } from "../../base/check-call.js";
import { InvalidInputError } from "../../base/errors.js";
import { assembleNetwork } from "../../network/assemble-network.js";
import { markCompounds } from "../../network/compounds.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { OSM_DATA } from "../../read/osm/osm-form.js";
import type { OwnWalkRules } from "../../read/osm/own-walk-rules.js";
import { streetsFromOsm } from "../../read/osm/streets-from-osm.js";
import type { Streets } from "../../read/streets/read-streets.js";
import type { StreetLayer } from "../../read/streets/street-layer.js";

/** How a walking network is built. */
export interface BuildOptions {
  /** Keep every mapped point as a node; for checks against the merged network. Default false. */
  readonly keepAllPoints?: boolean;
  /**
   * Largest share of nodes that an OpenStreetMap file may lack inside walkable ways, 0 to 1; default 0.02, and 1 allows
   * any. Nodes missing at the ends of a way, where the extract is cut, do not count.
   */
  readonly maxMissingNodes?: number | undefined;
  /**
   * Rules of the city in place of those that are shipped (`docs/methods/walk-rules.md`); default those that `readStreets`
   * was given. Layers and tables of lines know only those that `readStreets` was given.
   */
  readonly walkRules?: OwnWalkRules | undefined;
}

const BUILD_OPTIONS = anObject<BuildOptions>({
  keepAllPoints: aFlag,
  maxMissingNodes: aNumber({ from: 0, to: 1 }),
  walkRules: anything,
});

const STREETS = either(
  OSM_DATA,
  aThing("the streets of a layer or table, as readStreets gives them", "draft"),
);

/**
 * The walking network of an OpenStreetMap extract, by the rules in `data/tags/walk-rules.json` and those of the city, or
 * of a layer or table of streets.
 *
 * @param streets - what `readStreets` returns, or one of the readers for OpenStreetMap
 * @returns the network; `source.notes` counts the ways walked and those left out, with the reason
 * @throws {InputFileError} if more nodes are missing than `maxMissingNodes` allows
 * @throws {InvalidInputError} if `maxMissingNodes` is not a share, a rule is not known or comes too late, or a line of a street
 *   layer names a point that does not exist
 *
 * @example
 * const network = buildWalkNetwork(await readOsmPbf("city.osm.pbf"));
 */
export function buildWalkNetwork(streets: Streets, options: BuildOptions = {}): WalkNetwork {
  checkCall("buildWalkNetwork", ["streets", streets, STREETS], ["options", options, BUILD_OPTIONS]);
  const { keepAllPoints = false, maxMissingNodes, walkRules } = options;
  if ("draft" in streets && walkRules !== undefined)
    throw new InvalidInputError(
      "walkRules come too late for streets of a layer or table, which are read already: give them to readStreets",
    );
  const { draft, privateGate, notes, attribution } =
    "draft" in streets
      ? fromLayer(streets)
      : {
          ...streetsFromOsm(streets, { maxMissingNodes, walkRules: walkRules ?? streets.walkRules }),
          attribution: OSM_ATTRIBUTION,
        };
  const marked = markCompounds(draft, privateGate);
  const gateNotes = [
    { code: "compounds", count: marked.compounds, message: "gated compounds: nobody walks through" },
    {
      code: "gates-closed",
      count: marked.gatesClosed,
      message: "residents' gates that lead into no compound, closed",
    },
  ].filter((note) => note.count > 0);
  const { path, sha256 } = streets.source;
  return assembleNetwork(marked.draft, {
    keepAllPoints,
    source: { path, sha256, attribution, notes: [...notes, ...gateNotes] },
  });
}

/** Layers of lines know no gates, tables of nodes may. */
function fromLayer({ draft, notes, source, privateGate }: StreetLayer) {
  return {
    draft,
    notes,
    attribution: source.attribution,
    privateGate: privateGate ?? new Uint8Array(draft.points.count),
  };
}
