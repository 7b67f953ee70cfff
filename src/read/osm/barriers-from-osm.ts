/**
 * Rivers, water, rail, motorways and walls as lines that nobody crosses off the street.
 *
 * What runs in a tunnel or culvert, on a bridge or under cover is not a barrier at street level; `layer` alone says nothing
 * of that, but for subways. Which tags count is data (`off_street_barriers` in `data/tags/walk-rules.json`).
 */
import { itemAt } from "../../base/at.js";
import { BARRIER_KINDS, type BarrierLines } from "../../network/street-draft.js";
import { MISSING, type OsmData, tagsOf } from "./osm-data.js";
import { areaOfWay, nodesOfWay } from "./rings.js";
import type { Tags, WalkRules } from "./rule-data.js";
import { wayGroups } from "./tag-groups.js";

type OffStreetRules = WalkRules["off_street_barriers"];

/** The barriers of an extract; `nameIndex` gives the index of a name in the network's table. */
export function barriersFromOsm(
  osm: OsmData,
  nameIndex: (name: string | undefined) => number,
  { off_street_barriers: rules }: WalkRules,
): BarrierLines {
  const { ways, relations, strings } = osm;
  const kindOfWay = new Map<number, { kind: number; name: string | undefined }>();
  const groups = wayGroups(osm);
  const kinds = groups.tags.map((tags) => kindOf(tags, rules));
  // A bay or strait is water as an area, and as a line only a name.
  const areasOnly = groups.tags.map((tags) => hasOneOf(tags, rules.areas_only));
  for (let w = 0; w < ways.count; w++) {
    const kind = kinds[itemAt(groups.groupOf, w)] ?? -1;
    const isLabel = areasOnly[itemAt(groups.groupOf, w)] === true && areaOfWay(osm, w) === null;
    if (kind >= 0 && !isLabel) kindOfWay.set(w, { kind, name: strings[itemAt(groups.name, w)] });
  }
  for (let r = 0; r < relations.count; r++) {
    const tags = tagsOf(strings, relations.tags, r);
    const kind = tags.type === "multipolygon" ? kindOf(tags, rules) : -1;
    if (kind < 0) continue;
    for (let k = itemAt(relations.firstMember, r); k < itemAt(relations.firstMember, r + 1); k++) {
      const way = itemAt(relations.memberIndex, k);
      if (relations.memberType[k] !== 1 || way === MISSING || kindOfWay.has(way)) continue;
      kindOfWay.set(way, { kind, name: tags.name });
    }
  }
  const first = [0];
  const lonE7: number[] = [];
  const latE7: number[] = [];
  const kindOfLine: number[] = [];
  const names: number[] = [];
  for (const [way, { kind, name }] of [...kindOfWay].sort(([a], [b]) => a - b)) {
    const nodes = nodesOfWay(osm, way);
    if (nodes.length < 2) continue;
    for (const node of nodes) {
      lonE7.push(itemAt(osm.nodes.lonE7, node));
      latE7.push(itemAt(osm.nodes.latE7, node));
    }
    first.push(lonE7.length);
    kindOfLine.push(kind);
    names.push(nameIndex(name));
  }
  return {
    count: kindOfLine.length,
    first: Uint32Array.from(first),
    lonE7: Int32Array.from(lonE7),
    latE7: Int32Array.from(latE7),
    kind: Uint8Array.from(kindOfLine),
    name: Uint32Array.from(names),
  };
}

/**
 * What lines with these tags are to walkers off the street.
 *
 * @returns index into `BARRIER_KINDS`, or -1
 */
export function barrierOfLine(tags: Tags, { off_street_barriers: rules }: WalkRules): number {
  return hasOneOf(tags, rules.areas_only) ? -1 : kindOf(tags, rules);
}

/** Index into `BARRIER_KINDS`, or -1. */
function kindOf(tags: Tags, rules: OffStreetRules): number {
  if (isHidden(tags, rules)) return -1;
  const { areas_only, expressways, hidden: _, ...kinds } = rules;
  if (isExpressway(tags, expressways)) return BARRIER_KINDS.indexOf("motorway");
  if (hasOneOf(tags, areas_only)) return BARRIER_KINDS.indexOf("water");
  return BARRIER_KINDS.findIndex((kind) => hasOneOf(tags, kinds[kind]));
}

function hasOneOf(tags: Tags, rules: Readonly<Record<string, readonly string[]>>): boolean {
  return Object.entries(rules).some(([key, values]) => values.includes(tags[key] ?? ""));
}

/** A road for motors alone, though it is not a motorway by class. */
function isExpressway(tags: Tags, rules: OffStreetRules["expressways"]): boolean {
  if (tags.highway === undefined) return false;
  if (rules.motorroad.includes(tags.motorroad ?? "")) return true;
  return rules.trunk_without_walkers.includes(tags.highway) && tags.foot === "no";
}

/** Below ground, above it, or under a roof; `layer` says so of subways alone. */
function isHidden(tags: Tags, { hidden }: OffStreetRules): boolean {
  const { keys, location, below_by_layer } = hidden;
  if (keys.some((key) => tags[key] !== undefined && tags[key] !== "no")) return true;
  const isBelow = Number(tags.layer) < 0 && below_by_layer.includes(tags.railway ?? "");
  return isBelow || location.includes(tags.location ?? "") || tags.intermittent === "yes";
}
