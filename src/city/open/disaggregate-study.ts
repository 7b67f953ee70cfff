import type { WalkNetwork } from "../../network/walk-network.js";
import type { BlockSet } from "../../places/places.js";
import { blocksFromOsm } from "../../read/osm/blocks-from-osm.js";
import type { OsmData } from "../../read/osm/osm-data.js";
import { limitInMetres, type Requirement } from "../../standards/requirement.js";
import { disaggregateBlocks } from "./disaggregate-blocks.js";

/**
 * Spreads the blocks that are polygons over the homes of the extract or the streets in them.
 *
 * @param requirements - the shortest of their walks says which blocks are large
 * @returns the blocks as given where none is a polygon
 */
export function disaggregateStudy(
  { osm, network }: { readonly osm: OsmData | null; readonly network: WalkNetwork },
  blocks: BlockSet,
  requirements: readonly Requirement[],
  speedMps: number,
): BlockSet {
  if (!blocks.blocks.some(({ extent }) => extent !== undefined)) return blocks;
  const walks = requirements.map((requirement) => limitInMetres(requirement, speedMps));
  return disaggregateBlocks(network, blocks, {
    limitM: Math.min(...walks),
    ...(osm === null ? {} : { homes: blocksFromOsm(osm) }),
  });
}
