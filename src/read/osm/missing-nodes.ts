/**
 * Nodes that the file does not hold although ways that people walk run over them.
 *
 * Where an extract is cut, ways lose nodes at their ends, and nothing is wrong. Nodes missing between others, and ways of
 * which no node is there, break streets apart: a few are counted, many mean that the file is no whole extract.
 */
import { itemAt } from "../../base/at.js";
import { InputFileError } from "../../base/errors.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import { MISSING, type OsmData } from "./osm-data.js";
import type { WalkRules } from "./rule-data.js";
import { wayGroups } from "./tag-groups.js";
import { wayRules } from "./way-rules.js";

/**
 * Largest share of missing nodes by default: an assumption. An extract cut by a box that kept only what lies inside had 0.6 %
 * (Helsinki's centre), extracts with whole ways have none, and files that leave out untagged nodes miss nearly all.
 */
export const MAX_MISSING_NODES = 0.02;

/** Counts of nodes of walkable ways, by reference. */
interface MissingNodes {
  readonly nodes: number;
  readonly missing: number;
  /** Ways with missing nodes that no edge of the extract explains, and the first of them. */
  readonly ways: number;
  readonly firstWay: number | null;
}

/**
 * Notes on missing nodes of walkable ways.
 *
 * @param maxShare - largest share of missing nodes, 0 to 1; runs at the ends of a way do not count
 * @throws {InputFileError} if more are missing
 */
export function missingNodeNotes(osm: OsmData, maxShare: number, rules: WalkRules): ReadNote[] {
  const { nodes, missing, ways, firstWay } = countMissing(osm, rules);
  const share = missing / Math.max(1, nodes);
  if (share > maxShare) {
    throw new InputFileError(
      { path: osm.source.path },
      `ways whose nodes are not in the file: ${ways} walkable ways, the first is way/${firstWay}; ${percent(share)} of the ` +
        `nodes of walkable ways are missing, ${percent(maxShare)} are allowed. Extract again with whole ways (osmium extract ` +
        "--strategy complete_ways; (._;>;); in Overpass), or allow more with maxMissingNodes, --max-missing-nodes",
    );
  }
  const message = `nodes inside walkable ways are not in the file: ${ways} ways are walked in parts or not at all`;
  return countedNote("walkable-nodes-missing", missing, message, "missing").map((note) => ({
    ...note,
    decides: true,
  }));
}

function countMissing(osm: OsmData, walkRules: WalkRules): MissingNodes {
  const { ways } = osm;
  const rules = wayRules(osm, walkRules);
  const { groupOf } = wayGroups(osm);
  let [nodes, missing, brokenWays] = [0, 0, 0];
  let firstWay: number | null = null;
  for (let w = 0; w < ways.count; w++) {
    if (rules[itemAt(groupOf, w)]?.walk !== true) continue;
    const [first, end] = [itemAt(ways.firstRef, w), itemAt(ways.firstRef, w + 1)];
    const inside = missingInside(ways.ref, first, end);
    nodes += end - first;
    missing += inside;
    if (inside === 0) continue;
    brokenWays++;
    firstWay ??= itemAt(ways.id, w);
  }
  return { nodes, missing, ways: brokenWays, firstWay };
}

/** Missing nodes of one way, without the runs at its ends; all of them where no node is there. */
function missingInside(ref: Uint32Array, first: number, end: number): number {
  let [from, to] = [first, end - 1];
  // One node is not a line: the file gives the centre alone.
  if (end - first === 1) return 1;
  while (from < end && ref[from] === MISSING) from++;
  if (from === end) return end - first;
  while (ref[to] === MISSING) to--;
  let count = 0;
  for (let k = from; k <= to; k++) if (ref[k] === MISSING) count++;
  return count;
}

function percent(share: number): string {
  return `${Number((100 * share).toFixed(1))} %`;
}
