/**
 * OpenStreetMap → a street draft: the ways people walk, squares walked across, gates, and barriers beside them.
 */

import { addAt, itemAt } from "../../base/at.js";
import { codeOfMessage, type ReadNote } from "../../base/notes.js";
import { NodeRole, type StreetDraft } from "../../network/street-draft.js";
import { HOURS_NOTE } from "../../network/street-hours.js";
import { barriersFromOsm } from "./barriers-from-osm.js";
import { countHours, HOURS_MESSAGE } from "./count-hours.js";
import { LineColumns, type LineKind } from "./line-columns.js";
import { MAX_MISSING_NODES, missingNodeNotes } from "./missing-nodes.js";
import { MISSING, type OsmData, tagsOf } from "./osm-data.js";
import { type OwnWalkRules, ownRuleNotes, withOwnRules } from "./own-walk-rules.js";
import { areaOfWay } from "./rings.js";
import { streetClasses, type WalkRules } from "./rule-data.js";
import { holesOfWays, type Square, squareRelations } from "./square-areas.js";
import { addSquares, type FoundSquare, squareColumns } from "./square-streets.js";
import { streetAccount, tagCounter } from "./street-account.js";
import { effectNotes } from "./street-effects.js";
import { wayGroups } from "./tag-groups.js";
import { createTraitTable, type TraitTable } from "./trait-table.js";
import { isSquare, type NodeRule, ruleOfNode } from "./walk-rules.js";
import { wayRules } from "./way-rules.js";
import { type SplitLines, splitAtWheelBarriers } from "./wheel-barriers.js";

/** Gates that only residents pass, beside the draft: `compounds` decides what they mean. */
export interface OsmStreets {
  readonly draft: StreetDraft;
  /** Per point of the draft. */
  readonly privateGate: Uint8Array;
  readonly notes: readonly ReadNote[];
}

/** How streets are taken from an extract. */
export interface OsmStreetsOptions {
  /** Largest share of missing nodes inside walkable ways, 0 to 1; default 0.02. */
  readonly maxMissingNodes?: number | undefined;
  /** Rules of the city in place of those that are shipped; default those that the extract was read with. */
  readonly walkRules?: OwnWalkRules | undefined;
}

/**
 * The walkable streets of an extract.
 *
 * @throws {InputFileError} if more nodes are missing than `maxMissingNodes` allows
 * @throws {InvalidInputError} if a rule of the city is not known
 */
export function streetsFromOsm(
  osm: OsmData,
  { maxMissingNodes = MAX_MISSING_NODES, walkRules = osm.walkRules }: OsmStreetsOptions = {},
): OsmStreets {
  const rules = withOwnRules(walkRules);
  const missingNotes = missingNodeNotes(osm, maxMissingNodes, rules);
  const names = createNames();
  const counts = new Map<string, number>();
  const traits = createTraitTable();
  const { lines, squares } = collectWays(osm, names, traits, counts, rules);
  const joins = countJoins(osm, lines, squares);
  const roles = rolesIn(osm, rules);
  const timesUsed = (node: number) => (roles.has(node) ? Infinity : itemAt(joins, node));
  const found = addSquares(osm, squares, timesUsed, lines, rules);
  for (const [reason, times] of found.counts) count(counts, reason, times);
  const barriers = barriersFromOsm(osm, names.indexOf, rules);
  const wheels = splitAtWheelBarriers(splitAtGates(osm, lines, roles), roles, osm.nodes.count, traits);
  countHours(osm, lines, roles, counts, traits);
  const columns = {
    classes: streetClasses(rules),
    names: names.all,
    traits: traits.all,
    barriers,
    roles,
  };
  const { draft, privateGate } = toDraft(osm, wheels, columns, found.squares);
  const notes = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, count]) => noteOf(reason, count));
  const account = [
    ...ownRuleNotes(walkRules, tagCounter(osm)),
    ...streetAccount(osm, rules),
    ...effectNotes(osm, roles, barriers, rules),
  ];
  return { draft, privateGate, notes: [...osm.notes, ...missingNotes, ...notes, ...account] };
}

const LEFT_OUT = "ways left out: ";

function noteOf(message: string, count: number): ReadNote {
  if (message === HOURS_MESSAGE)
    return { code: HOURS_NOTE, count, message, outcome: "not-used", decides: true };
  if (message.startsWith(LEFT_OUT)) {
    const subject = message.slice(LEFT_OUT.length);
    return {
      code: "ways-left-out",
      count,
      message,
      zh: `条道路未采用：${subject}`,
      outcome: "left-out",
      subject,
    };
  }
  const code = codeOfMessage(message);
  return message.startsWith("squares cut")
    ? { code, count, message, outcome: "missing" }
    : { code, count, message };
}

function createNames() {
  const all = [""];
  const index = new Map([["", 0]]);
  const nameOfString: number[] = [];
  const indexOf = (name = ""): number => {
    const at = index.get(name);
    if (at !== undefined) return at;
    index.set(name, all.length);
    return all.push(name) - 1;
  };
  return {
    all,
    indexOf,
    /** As `indexOf` of a string of the extract; a street falls into many ways. */
    ofString(string: number, strings: readonly string[]): number {
      nameOfString[string] ??= indexOf(strings[string]);
      return itemAt(nameOfString, string);
    },
  };
}

function collectWays(
  osm: OsmData,
  names: ReturnType<typeof createNames>,
  traits: TraitTable,
  counts: Map<string, number>,
  walkRules: WalkRules,
) {
  const { ways, strings } = osm;
  const groups = wayGroups(osm);
  const ruleOfGroup = wayRules(osm, walkRules);
  const rules = groups.tags.map((tags, g) => {
    const rule = ruleOfGroup[g] ?? null;
    return {
      rule,
      isSquare: isSquare(tags, walkRules),
      trait: rule?.walk === true ? traits.indexOf(rule.trait) : 0,
    };
  });
  const lines = new LineColumns();
  const relations = squareRelations(osm, names.indexOf, traits, walkRules);
  // The relation says what is cut out of the square; its outer way is the same square.
  const inRelation = new Set(relations.flatMap(({ outer }) => outer));
  const holes = holesOfWays(osm, (way) => rules[itemAt(groups.groupOf, way)]?.isSquare === true);
  const squares: Square[] = [];
  for (let w = 0; w < ways.count; w++) {
    const group = rules[itemAt(groups.groupOf, w)];
    if (group === undefined || group.rule === null) continue;
    const { rule } = group;
    if (!rule.walk) {
      count(counts, `${LEFT_OUT}${rule.reason}`);
      continue;
    }
    if (group.isSquare && inRelation.has(w)) continue;
    const { attributes, streetClass } = rule;
    const name = names.ofString(itemAt(groups.name, w), strings);
    const line = { wayId: itemAt(ways.id, w), attributes, streetClass, name, trait: group.trait };
    const area = group.isSquare ? areaOfWay(osm, w) : null;
    if (area !== null) {
      const { rings = [], walls = [] } = holes.get(w) ?? {};
      const tags = itemAt(groups.tags, itemAt(groups.groupOf, w));
      squares.push({ area: { ...area, inner: rings }, walls, line, tags });
    } else addRuns(osm, w, line, lines);
    count(counts, area === null ? "ways walked" : "squares walked across");
  }
  for (const { area, walls, line, tags, cutRim } of relations) {
    if (area !== null) {
      squares.push({ area, walls, line, tags });
      count(counts, "squares walked across");
    }
    for (const run of cutRim) lines.add(line, run, 0, run.length);
    if (cutRim.length > 0 || area === null)
      count(counts, "squares cut by the edge of the extract: walked along what is left of the rim");
  }
  return { lines, squares };
}

/** Adds the stretches of a way whose nodes the file holds; a cut way falls into several. */
function addRuns({ ways }: OsmData, way: number, line: LineKind, lines: LineColumns): void {
  const end = itemAt(ways.firstRef, way + 1);
  let from = itemAt(ways.firstRef, way);
  for (let k = from; k <= end; k++) {
    if (k < end && ways.ref[k] !== MISSING) continue;
    if (k - from > 1) lines.add(line, ways.ref, from, k);
    from = k + 1;
  }
}

/** Per node: in how many lines and square rings it stands. */
function countJoins({ nodes }: OsmData, lines: LineColumns, squares: readonly Square[]): Uint8Array {
  const joins = new Uint8Array(nodes.count);
  const lastLine = new Uint32Array(nodes.count);
  let turn = 0;
  const addLine = (line: ArrayLike<number>, from: number, to: number) => {
    turn++;
    for (let k = from; k < to; k++) {
      const node = itemAt(line, k);
      if (lastLine[node] === turn) continue;
      lastLine[node] = turn;
      if (itemAt(joins, node) < 255) addAt(joins, node);
    }
  };
  for (let i = 0; i < lines.count; i++)
    addLine(lines.node, itemAt(lines.first, i), itemAt(lines.first, i + 1));
  for (const { area } of squares)
    for (const ring of [...area.outer, ...area.inner]) addLine(ring, 0, ring.length);
  return joins;
}

/** Cuts lines at gates for residents, so that a compound can begin there. */
function splitAtGates(osm: OsmData, lines: LineColumns, roles: NodeRules): LineColumns {
  const isGate = new Uint8Array(osm.nodes.count);
  let gates = 0;
  for (const [node, { privateGate }] of roles) {
    if (!privateGate) continue;
    isGate[node] = 1;
    gates++;
  }
  if (gates === 0) return lines;
  const parts = new LineColumns();
  for (let i = 0; i < lines.count; i++) {
    let from = itemAt(lines.first, i);
    const last = itemAt(lines.first, i + 1) - 1;
    for (let k = from + 1; k <= last; k++) {
      if (k !== last && isGate[itemAt(lines.node, k)] === 0) continue;
      parts.addFrom(lines, i, from, k + 1);
      from = k;
    }
  }
  return parts;
}

type NodeRules = ReadonlyMap<number, NodeRule>;

/** The nodes that have a rule; most have none. */
function rolesIn(osm: OsmData, rules: WalkRules): NodeRules {
  const roles = new Map<number, NodeRule>();
  for (let i = 0; i < osm.nodes.tagged.length; i++) {
    const rule = ruleOfNode(tagsOf(osm.strings, osm.nodes.tags, i), rules);
    if (rule.role !== 0 || rule.trait !== undefined) roles.set(itemAt(osm.nodes.tagged, i), rule);
  }
  return roles;
}

function toDraft(
  osm: OsmData,
  { lines, copies }: SplitLines,
  {
    roles,
    traits,
    ...shared
  }: Pick<StreetDraft, "classes" | "names" | "traits" | "barriers"> & { readonly roles: NodeRules },
  squares: readonly FoundSquare[],
) {
  const { nodes } = osm;
  const length = itemAt(lines.first, lines.count);
  const all = nodes.count + copies.length;
  const pointOf = new Uint32Array(all).fill(MISSING);
  for (let k = 0; k < length; k++) pointOf[itemAt(lines.node, k)] = 0;
  let usedCount = 0;
  for (let n = 0; n < all; n++) if (pointOf[n] === 0) pointOf[n] = usedCount++;
  const used = new Uint32Array(usedCount);
  for (let n = 0; n < all; n++) {
    if (pointOf[n] !== MISSING)
      used[itemAt(pointOf, n)] = n < nodes.count ? n : itemAt(copies, n - nodes.count);
  }
  const point = new Uint32Array(length);
  for (let k = 0; k < length; k++) point[k] = itemAt(pointOf, itemAt(lines.node, k));
  const role = new Uint8Array(usedCount);
  const privateGate = new Uint8Array(usedCount);
  for (const [node, rule] of roles) {
    if (pointOf[node] === MISSING) continue;
    role[itemAt(pointOf, node)] = rule.role;
    if (rule.privateGate) privateGate[itemAt(pointOf, node)] = NodeRole.kept;
  }
  const hasTraits = traits !== undefined && traits.length > 1;
  const draft: StreetDraft = {
    points: {
      count: usedCount,
      id: pick(nodes.id, used, new Float64Array(usedCount)),
      lonE7: pick(nodes.lonE7, used, new Int32Array(usedCount)),
      latE7: pick(nodes.latE7, used, new Int32Array(usedCount)),
      role,
    },
    lines: {
      count: lines.count,
      first: lines.first.slice(0, lines.count + 1),
      point,
      wayId: lines.wayId.slice(0, lines.count),
      attributes: lines.attributes.slice(0, lines.count),
      streetClass: lines.streetClass.slice(0, lines.count),
      name: lines.name.slice(0, lines.count),
      trait: hasTraits ? lines.trait.slice(0, lines.count) : undefined,
      lengthMm: null,
    },
    ...shared,
    traits: hasTraits ? traits : undefined,
    squares: squareColumns(osm, squares, pointOf, role),
  };
  return { draft, privateGate };
}

function pick<A extends Float64Array | Int32Array>(from: A, order: Uint32Array, to: A): A {
  for (let i = 0; i < order.length; i++) to[i] = itemAt(from, itemAt(order, i));
  return to;
}

function count(counts: Map<string, number>, reason: string, times = 1): void {
  if (times > 0) counts.set(reason, (counts.get(reason) ?? 0) + times);
}
