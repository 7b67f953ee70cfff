/**
 * Nearest facilities by the way that costs least in all: on the whole network at first, on the contracted one when the
 * same blocks are asked about again and again, or when all of its tables stand anyway.
 *
 * Which way is taken shows in no answer.
 */
import type { Linkage } from "../../network/linkage.js";
import { hasChainPlaces } from "./chain-places.js";
import { chainGraph, PAST_EVERY_LIMIT } from "./chains.js";
import { ownEngine, taskBetween } from "./own-engine.js";
import { forgetWholeSearch, type NearestAnswer, wholeSearch } from "./whole-search.js";

/**
 * Contracting a city and placing its nodes costs about as much as this many searches on the whole network: asked more
 * often, it pays (Porto: 0.2 s against 6 ms).
 */
const MANY_SEARCHES = 32;

const searchCounts = new WeakMap<Linkage, number>();

/**
 * @param reversed - true: walks run from the blocks to the facilities
 * @param webAssembly - false: plain TypeScript, which knows the contracted network alone
 */
export function nearestOf(
  facilities: Linkage,
  blocks: Linkage,
  reversed: boolean,
  limit: number,
  webAssembly = true,
): NearestAnswer {
  const search = webAssembly && !isPrepared(blocks, reversed) ? wholeSearch(blocks.costs) : null;
  const answer = search?.nearest(facilities, blocks, reversed, Math.min(limit, PAST_EVERY_LIMIT - 1));
  if (answer != null) return answer;
  forgetWholeSearch(blocks.costs);
  return ownEngine(webAssembly).nearest({
    kind: "nearest",
    ...taskBetween(facilities, blocks, reversed, limit),
  });
}

/** Whether the tables stand already, or this question comes so often that they are worth making. */
function isPrepared(blocks: Linkage, leaving: boolean): boolean {
  if (chainGraph.has(blocks.costs) && hasChainPlaces(blocks, leaving)) return true;
  const times = (searchCounts.get(blocks) ?? 0) + 1;
  searchCounts.set(blocks, times);
  return times > MANY_SEARCHES;
}
