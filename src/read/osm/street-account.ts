/**
 * What of an OpenStreetMap extract the walk rules passed over: tags that no rule reads, what closed the ways that are
 * closed, and relations over streets that mean nothing to them.
 */
import { addAt, itemAt } from "../../base/at.js";
import type { ReadNote } from "../../base/notes.js";
import { MISSING, type OsmData, type TagColumns, tagReader, tagsOf } from "./osm-data.js";
import { hasTag } from "./own-walk-rules.js";
import type { WalkRules } from "./rule-data.js";
import { wayGroups } from "./tag-groups.js";
import { mattersToWalkers, UnreadTags } from "./unread-tags.js";
import { isSquare, ruleOfPlainNode, ruleOfPlainWay, ruleOfWay } from "./walk-rules.js";
import { wayRules } from "./way-rules.js";

/** Notes on what is not read, and on what closes ways. */
export function streetAccount(osm: OsmData, rules: WalkRules): ReadNote[] {
  return [
    ...closingTags(osm, rules),
    ...unreadOnWays(osm, rules),
    ...unreadOnNodes(osm, rules),
    ...droppedRelations(osm, rules),
  ];
}

/** How many ways have the tags of each group. */
export function waysByGroup(osm: OsmData): Uint32Array {
  const { groupOf, tags } = wayGroups(osm);
  const counts = new Uint32Array(tags.length);
  for (let w = 0; w < groupOf.length; w++) if (itemAt(groupOf, w) >= 0) addAt(counts, itemAt(groupOf, w));
  return counts;
}

/** Ways closed by an access tag, by that tag. */
function closingTags(osm: OsmData, walkRules: WalkRules): ReadNote[] {
  const rules = wayRules(osm, walkRules);
  const counts = waysByGroup(osm);
  const closed = new Map<string, number>();
  wayGroups(osm).tags.forEach((tags, g) => {
    const rule = rules[g];
    if (rule == null || rule.walk || !rule.reason.startsWith("closed to walkers")) return;
    const key = walkRules.access.order.find((one) => tags[one] !== undefined);
    const tag = key === undefined ? "no" : `${key}=${tags[key]}`;
    closed.set(tag, (closed.get(tag) ?? 0) + itemAt(counts, g));
  });
  return [...closed]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([tag, count]) => ({
      code: "closed-by-tag",
      count,
      message: `ways are closed to walkers by ${tag}`,
      zh: `条道路因 ${tag} 不供步行`,
      outcome: "left-out",
      subject: tag,
      decides: true,
    }));
}

function unreadOnWays(osm: OsmData, walkRules: WalkRules): ReadNote[] {
  const unread = new UnreadTags("ways", ruleOfPlainWay, walkRules);
  const rules = wayRules(osm, walkRules);
  const counts = waysByGroup(osm);
  wayGroups(osm).tags.forEach((tags, g) => {
    if (rules[g]?.walk === true) unread.add(tags, itemAt(counts, g));
  });
  return unread.notes();
}

/** Of nodes those on ways that people walk. */
function unreadOnNodes(osm: OsmData, rules: WalkRules): ReadNote[] {
  const { nodes, strings } = osm;
  const unread = new UnreadTags("nodes on streets", ruleOfPlainNode, rules);
  const isWalked = walkedNodes(osm, rules);
  const matters = Uint8Array.from(strings, (text) => (mattersToWalkers(text) ? 1 : 0));
  for (let i = 0; i < nodes.tagged.length; i++) {
    if (isWalked[itemAt(nodes.tagged, i)] === 1 && hasKeyOf(nodes.tags, i, matters)) {
      unread.add(tagsOf(strings, nodes.tags, i), 1);
    }
  }
  return unread.notes();
}

function hasKeyOf({ first, key }: TagColumns, element: number, isMeant: Uint8Array): boolean {
  for (let t = itemAt(first, element); t < itemAt(first, element + 1); t++)
    if (isMeant[itemAt(key, t)] === 1) return true;
  return false;
}

/** 1 for each node of a way that people walk. */
export function walkedNodes(osm: OsmData, rules: WalkRules): Uint8Array {
  const { ways, nodes } = osm;
  const isWalked = new Uint8Array(nodes.count);
  for (let w = 0; w < ways.count; w++) {
    if (!isWalkedWay(osm, w, rules)) continue;
    for (let k = itemAt(ways.firstRef, w); k < itemAt(ways.firstRef, w + 1); k++) {
      if (ways.ref[k] !== MISSING) isWalked[itemAt(ways.ref, k)] = 1;
    }
  }
  return isWalked;
}

function isWalkedWay(osm: OsmData, way: number, rules: WalkRules): boolean {
  return wayRules(osm, rules)[itemAt(wayGroups(osm).groupOf, way)]?.walk === true;
}

/** Relations over walked ways that no rule reads, by type; and areas of streets that are not squares, by class. */
function droppedRelations(osm: OsmData, rules: WalkRules): ReadNote[] {
  const { relations, strings } = osm;
  const typeOf = tagReader(strings, relations.tags, "type");
  const counts = new Map<string, number>();
  for (let r = 0; r < relations.count; r++) {
    const type = typeOf(r) ?? "";
    const reason =
      type === "multipolygon"
        ? areaReason(osm, r, rules)
        : hasWalkedWay(osm, r, rules)
          ? `type=${type}`
          : null;
    if (reason !== null) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([reason, count]) => ({
      code: "relation-not-read",
      count,
      message: `relations of streets are not read: ${reason}`,
      zh: `个道路关系未读取：${reason}`,
      outcome: "not-used",
      subject: reason,
    }));
}

/** Why an area of a street is not walked across; null where it is, or is not a street. */
function areaReason({ strings, relations }: OsmData, relation: number, rules: WalkRules): string | null {
  const tags = tagsOf(strings, relations.tags, relation);
  const rule = ruleOfWay(tags, rules);
  if (rule === null) return null;
  if (!rule.walk) return `area, ${rule.reason}`;
  return isSquare({ area: "yes", ...tags }, rules)
    ? null
    : `area of ${tags.highway ?? "another class"}, no square`;
}

function hasWalkedWay(osm: OsmData, relation: number, rules: WalkRules): boolean {
  const { firstMember, memberType, memberIndex } = osm.relations;
  for (let k = itemAt(firstMember, relation); k < itemAt(firstMember, relation + 1); k++) {
    if (memberType[k] === 1 && memberIndex[k] !== MISSING && isWalkedWay(osm, itemAt(memberIndex, k), rules))
      return true;
  }
  return false;
}

/** Counts ways, nodes and relations with a tag, alone or among several values. */
export function tagCounter({
  strings,
  nodes,
  ways,
  relations,
}: OsmData): (key: string, value: string) => number {
  return (key, value) => {
    const wanted = strings.indexOf(key);
    if (wanted < 0) return 0;
    const isMeant = Uint8Array.from(strings, (text) => (hasTag({ [key]: text }, key, value) ? 1 : 0));
    return [nodes.tags, ways.tags, relations.tags].reduce(
      (sum, tags) =>
        sum +
        tags.key.reduce((n, k, t) => n + (k === wanted ? itemAt(isMeant, itemAt(tags.value, t)) : 0), 0),
      0,
    );
  };
}
