/**
 * Blocks that are large against the walks asked for, spread before they are judged.
 *
 * Layer: study. Imports spread, osm; types of access and network.
 */
import type { Requirement } from "../access/gap-report.js";
import type { BlockSet } from "../access/places.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { blocksFromOsm } from "../osm/blocks-from-osm.js";
import type { OsmData } from "../osm/osm-data.js";
import { spreadBlocks } from "../spread/spread-blocks.js";

/**
 * Spreads the blocks that are polygons over the homes of the extract or the streets in them.
 *
 * @param requirements - the shortest of their walks says which blocks are large
 * @returns the blocks as given where none is a polygon
 */
export function spreadStudy(
  { osm, network }: { readonly osm: OsmData | null; readonly network: WalkNetwork },
  blocks: BlockSet,
  requirements: readonly Requirement[],
  speedMps: number,
): BlockSet {
  if (!blocks.blocks.some(({ extent }) => extent !== undefined)) return blocks;
  const walks = requirements.map(({ basis, limit }) =>
    basis === "distance" ? limit : limit * 60 * speedMps,
  );
  return spreadBlocks(network, blocks, {
    limitM: Math.min(...walks),
    ...(osm === null ? {} : { homes: blocksFromOsm(osm) }),
  });
}
