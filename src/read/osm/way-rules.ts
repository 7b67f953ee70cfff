/**
 * The walk rules of all ways of an extract, asked once for each group of equal tags.
 */
import { onceForEach } from "../../base/once-for-each.js";
import type { OsmData } from "./osm-data.js";
import type { WalkRules } from "./rule-data.js";
import { wayGroups } from "./tag-groups.js";
import { ruleOfWay, type WayRule } from "./walk-rules.js";

const ofRules = onceForEach((rules: WalkRules) =>
  onceForEach((osm: OsmData): readonly (WayRule | null)[] =>
    wayGroups(osm).tags.map((tags) => ruleOfWay(tags, rules)),
  ),
);

/** By group of `wayGroups`: how its ways are walked, or null where they are not streets; made once for an extract. */
export function wayRules(osm: OsmData, rules: WalkRules): readonly (WayRule | null)[] {
  return ofRules(rules)(osm);
}
