/**
 * What the walk rules did with streets that are walked: which ways are private or joined at their ends alone, which points stop
 * whom, what stops legs off the street; each counted by the tag that decides.
 */
import { itemAt } from "../../base/at.js";
import type { ReadNote } from "../../base/notes.js";
import { BARRIER_KINDS, type BarrierLines, EdgeFlag, NodeRole } from "../../network/street-draft.js";
import { type OsmData, tagsOf } from "./osm-data.js";
import type { Tags, WalkRules } from "./rule-data.js";
import { walkedNodes, waysByGroup } from "./street-account.js";
import { wayGroups } from "./tag-groups.js";
import { classOf, type NodeRule } from "./walk-rules.js";
import { wayRules } from "./way-rules.js";
import { isAtEndsOnly } from "./way-traits.js";

type Counts = Map<string, number>;

/** Notes on private ways, on ways joined at their ends, on points that stop walkers or wheels, and on what stops legs. */
export function effectNotes(
  osm: OsmData,
  roles: ReadonlyMap<number, NodeRule>,
  barriers: BarrierLines,
  rules: WalkRules,
): ReadNote[] {
  const { isPrivate, atEnds } = waysByEffect(osm, rules);
  const { closed, privateGates, wheels } = pointsByEffect(osm, roles, rules);
  const kinds: Counts = new Map();
  for (const kind of barriers.kind) count(kinds, BARRIER_KINDS[kind] ?? "", 1);
  return [
    ...notesOf("private-by-tag", isPrivate, "ways are for residents and their guests alone by", [
      "条道路因 ",
      " 仅供住户及其访客",
    ]),
    ...notesOf("point-closed-by-tag", closed, "points on streets are closed to walkers by", [
      "个街道上的点因 ",
      " 不供步行通过",
    ]),
    ...notesOf(
      "point-private-by-tag",
      privateGates,
      "points on streets are for residents and their guests by",
      ["个街道上的点因 ", " 仅供住户及其访客通过"],
    ),
    ...notesOf(
      "point-closed-to-wheels",
      wheels,
      "points on streets are closed to wheelchairs or strollers by",
      ["个街道上的点因 ", " 轮椅或童车不可通过"],
    ),
    ...notesOf("joined-at-ends", atEnds, "ways are joined at their ends alone by", [
      "条道路因 ",
      " 仅从两端接入",
    ]),
    ...notesOf("legs-stopped", kinds, "lines stop legs off the street:", ["条线阻挡离开街道的路段：", ""]),
  ];
}

function notesOf(
  code: string,
  counts: Counts,
  words: string,
  [before, after]: readonly [string, string],
): ReadNote[] {
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .map(([subject, times]) => ({
      code,
      count: times,
      message: `${words} ${subject}`,
      zh: `${before}${subject}${after}`,
      subject,
      ...(code === "legs-stopped" ? {} : { decides: true }),
    }));
}

function waysByEffect(osm: OsmData, walkRules: WalkRules): { isPrivate: Counts; atEnds: Counts } {
  const [isPrivate, atEnds]: [Counts, Counts] = [new Map(), new Map()];
  const rules = wayRules(osm, walkRules);
  const times = waysByGroup(osm);
  wayGroups(osm).tags.forEach((tags, g) => {
    const rule = rules[g];
    if (rule?.walk !== true) return;
    if ((rule.attributes & EdgeFlag.private) !== 0)
      count(isPrivate, accessTag(tags, walkRules) ?? "access", itemAt(times, g));
    if ((rule.attributes & EdgeFlag.endsOnly) !== 0)
      count(atEnds, endsTag(tags, walkRules), itemAt(times, g));
  });
  return { isPrivate, atEnds };
}

/** The first access tag that a thing has: the one that decides. */
function accessTag(tags: Tags, { access }: WalkRules): string | undefined {
  const known = [...access.yes, ...access.private, ...access.no];
  const means = (value: string) => value.split(";").some((one) => known.includes(one.trim().toLowerCase()));
  const key = access.order.find((one) => tags[one] !== undefined && means(tags[one]));
  return key === undefined ? undefined : `${key}=${tags[key]}`;
}

/** The tag that by itself has a way joined at its ends; floors are one whatever their number. */
function endsTag(tags: Tags, rules: WalkRules): string {
  const streetClass = classOf(tags) ?? "";
  const key = ["tunnel", "bridge", "location"].find(
    (one) => tags[one] !== undefined && isAtEndsOnly({ [one]: tags[one] }, streetClass, rules),
  );
  if (key !== undefined) return `${key}=${tags[key]}`;
  return tags.level === undefined ? "covered" : "level";
}

function pointsByEffect(osm: OsmData, roles: ReadonlyMap<number, NodeRule>, rules: WalkRules) {
  const [closed, privateGates, wheels]: [Counts, Counts, Counts] = [new Map(), new Map(), new Map()];
  const { nodes, strings } = osm;
  const isWalked = roles.size === 0 ? null : walkedNodes(osm, rules);
  const wheelsClosed = NodeRole.wheelsClosed | NodeRole.strollerClosed;
  for (let i = 0; isWalked !== null && i < nodes.tagged.length; i++) {
    const node = itemAt(nodes.tagged, i);
    const rule = roles.get(node);
    if (rule === undefined || isWalked[node] === 0) continue;
    const { role, privateGate, trait } = rule;
    const isClosed = (role & NodeRole.closed) !== 0 || trait?.hours?.open === false;
    if (!isClosed && !privateGate && (role & wheelsClosed) === 0) continue;
    const tags = tagsOf(strings, nodes.tags, i);
    if (privateGate) count(privateGates, accessTag(tags, rules) ?? "locked=yes", 1);
    else if (isClosed) count(closed, accessTag(tags, rules) ?? kindOfPoint(tags), 1);
    else count(wheels, wheelsTag(tags), 1);
  }
  return { closed, privateGates, wheels };
}

function kindOfPoint({ barrier, operational_status: status }: Tags): string {
  if (barrier !== undefined) return `barrier=${barrier}`;
  return status === undefined ? "lifts out of use" : `operational_status=${status}`;
}

function wheelsTag({ wheelchair, stroller, barrier }: Tags): string {
  if (wheelchair === "no") return "wheelchair=no";
  return stroller === "no" ? "stroller=no" : `barrier=${barrier}`;
}

function count(counts: Counts, subject: string, times: number): void {
  counts.set(subject, (counts.get(subject) ?? 0) + times);
}
