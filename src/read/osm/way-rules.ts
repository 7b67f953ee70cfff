/**
 * The walk rules of all ways of an extract, asked once for each group of equal tags.
 */
import { onceForEach } from "../../base/once-for-each.js";
import type { OsmData } from "./osm-data.js";
import { wayGroups } from "./tag-groups.js";
import { ruleOfWay, type WayRule } from "./walk-rules.js";

/** By group of `wayGroups`: how its ways are walked, or null where they are no streets. */
export const wayRules = onceForEach((osm: OsmData): readonly (WayRule | null)[] =>
  wayGroups(osm).tags.map(ruleOfWay),
);
