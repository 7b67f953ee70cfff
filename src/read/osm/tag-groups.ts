/**
 * Elements with the same tags, their names apart: rules are asked once a group. A city has ten times fewer groups than ways.
 */
import { itemAt } from "../../base/at.js";
import { onceForEach } from "../../base/once-for-each.js";
import { type OsmData, type TagColumns, tagsOf } from "./osm-data.js";

export interface TagGroups {
  /** Per element: its group, or -1 if it has no tags. */
  readonly groupOf: Int32Array;
  /** Tags of each group; the name is that of its first element. */
  readonly tags: readonly Readonly<Record<string, string>>[];
  /** Index of each element's name in `strings`; 0 (the empty string) where it has none. */
  readonly name: Uint32Array;
}

/** The groups of the ways, made once for an extract. */
export const wayGroups = onceForEach(
  (osm: OsmData): TagGroups => groupByTags(osm.strings, osm.ways.tags, osm.ways.count),
);

function groupByTags(strings: readonly string[], columns: TagColumns, count: number): TagGroups {
  const { first, key, value } = columns;
  const nameKey = strings.indexOf("name");
  const groupOf = new Int32Array(count).fill(-1);
  const name = new Uint32Array(count);
  const tags: Record<string, string>[] = [];
  const bySignature = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    if (first[i] === first[i + 1]) continue;
    let signature = "";
    for (let t = itemAt(first, i); t < itemAt(first, i + 1); t++) {
      if (key[t] !== nameKey) signature += `${key[t]}=${value[t]},`;
      else if (name[i] === 0) name[i] = itemAt(value, t);
    }
    let group = bySignature.get(signature);
    if (group === undefined) {
      group = tags.push(tagsOf(strings, columns, i)) - 1;
      bySignature.set(signature, group);
    }
    groupOf[i] = group;
  }
  return { groupOf, tags, name };
}
