/**
 * OpenStreetMap → a street draft: the ways people walk, squares walked across, gates, and barriers beside them.
 *
 * Layer: osm. Imports types and the draft of network.
 */
import { EdgeFlag, NodeRole, type StreetDraft } from "../network/street-draft.js";
import { barriersFromOsm } from "./barriers-from-osm.js";
import { MISSING, type OsmData, tagsOf } from "./osm-data.js";
import { type Area, areaOfRelation, areaOfWay } from "./rings.js";
import { crossSquare } from "./squares.js";
import { isSquare, ruleOfNode, ruleOfWay, STREET_CLASSES } from "./walk-rules.js";

/** Gates that only residents pass, beside the draft: `compounds` decides what they mean. */
export interface OsmStreets {
  readonly draft: StreetDraft;
  /** Per point of the draft. */
  readonly privateGate: Uint8Array;
  readonly notes: readonly { readonly code: string; readonly count: number; readonly message: string }[];
}

/** A line being built; nodes are indexes into the OpenStreetMap columns. */
interface Line {
  readonly nodes: readonly number[];
  readonly wayId: number;
  readonly attributes: number;
  readonly streetClass: number;
  readonly name: number;
}

/** A square to be walked across once all other lines are known. */
interface Square {
  readonly area: Area;
  readonly line: Omit<Line, "nodes">;
}

/** The walkable streets of an extract. */
export function streetsFromOsm(osm: OsmData): OsmStreets {
  const names = createNames();
  const counts = new Map<string, number>();
  const { lines, squares } = collectWays(osm, names, counts);
  const joins = countJoins(osm, lines, squares);
  for (const square of squares) addSquare(osm, square, joins, lines, counts);
  const barriers = barriersFromOsm(osm, names.indexOf);
  const { draft, privateGate } = toDraft(osm, splitAtGates(osm, lines), names.all, barriers);
  const notes = [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, count]) => ({ code: codeOf(reason), count, message: reason }));
  return { draft, privateGate, notes };
}

function createNames() {
  const all = [""];
  const index = new Map([["", 0]]);
  return {
    all,
    indexOf(name: string | undefined): number {
      const known = index.get(name ?? "");
      if (known !== undefined) return known;
      index.set(name!, all.length);
      return all.push(name!) - 1;
    },
  };
}

function collectWays(osm: OsmData, names: ReturnType<typeof createNames>, counts: Map<string, number>) {
  const { ways, strings } = osm;
  const lines: Line[] = [];
  const squares: Square[] = [];
  for (let w = 0; w < ways.count; w++) {
    if (ways.tags.first[w] === ways.tags.first[w + 1]) continue;
    const tags = tagsOf(strings, ways.tags, w);
    const rule = ruleOfWay(tags);
    if (rule === null) continue;
    if (!rule.walk) {
      count(counts, `ways left out: ${rule.reason}`);
      continue;
    }
    const line = { wayId: ways.id[w]!, ...pickRule(rule), name: names.indexOf(tags.name) };
    const area = isSquare(tags) ? areaOfWay(osm, w) : null;
    if (area !== null) squares.push({ area, line });
    else for (const nodes of runsOfWay(osm, w)) lines.push({ ...line, nodes });
    count(counts, area === null ? "ways walked" : "squares walked across");
  }
  for (let r = 0; r < osm.relations.count; r++) {
    const tags = tagsOf(strings, osm.relations.tags, r);
    const rule = tags.type === "multipolygon" ? ruleOfWay(tags) : null;
    if (rule?.walk !== true || !isSquare({ area: "yes", ...tags })) continue;
    const area = areaOfRelation(osm, r);
    count(counts, area === null ? "squares left out: outer ring not closed" : "squares walked across");
    if (area !== null)
      squares.push({ area, line: { wayId: 0, ...pickRule(rule), name: names.indexOf(tags.name) } });
  }
  return { lines, squares };
}

function pickRule({ attributes, streetClass }: { attributes: number; streetClass: number }) {
  return { attributes, streetClass };
}

/** The stretches of a way whose nodes the file holds; a cut way falls into several. */
function runsOfWay({ ways }: OsmData, way: number): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  for (let k = ways.firstRef[way]!; k < ways.firstRef[way + 1]!; k++) {
    const node = ways.ref[k]!;
    if (node !== MISSING) {
      run.push(node);
      continue;
    }
    if (run.length > 1) runs.push(run);
    run = [];
  }
  if (run.length > 1) runs.push(run);
  return runs;
}

/** Per node: in how many lines and square rings it stands. */
function countJoins({ nodes }: OsmData, lines: readonly Line[], squares: readonly Square[]): Uint8Array {
  const joins = new Uint8Array(nodes.count);
  const lastLine = new Uint32Array(nodes.count);
  let turn = 0;
  const addLine = (line: readonly number[]) => {
    turn++;
    for (const node of line) {
      if (lastLine[node] === turn) continue;
      lastLine[node] = turn;
      if (joins[node]! < 255) joins[node]!++;
    }
  };
  for (const line of lines) addLine(line.nodes);
  for (const { area } of squares) for (const ring of [...area.outer, ...area.inner]) addLine(ring);
  return joins;
}

/** Adds the rim of a square as a street, and the straight walks across it. */
function addSquare(
  osm: OsmData,
  { area, line }: Square,
  joins: Uint8Array,
  lines: Line[],
  counts: Map<string, number>,
): void {
  for (const ring of [...area.outer, ...area.inner]) lines.push({ ...line, nodes: ring });
  const roles = rolesIn(osm);
  const isDoor = (node: number) => joins[node]! > 1 || roles.has(node);
  const across = crossSquare(osm.nodes.lonE7, osm.nodes.latE7, area, isDoor);
  if (across === null) {
    count(counts, "squares walked along the rim only: too large");
    return;
  }
  const { wayId, streetClass, name } = line;
  const attributes = line.attributes | EdgeFlag.square;
  for (const nodes of across) lines.push({ nodes, wayId, attributes, streetClass, name });
}

/** Cuts lines at gates for residents, so that a compound can begin there. */
function splitAtGates(osm: OsmData, lines: readonly Line[]): Line[] {
  const gates = new Set<number>();
  for (const [node, { privateGate }] of rolesIn(osm)) if (privateGate) gates.add(node);
  if (gates.size === 0) return [...lines];
  return lines.flatMap((line) => {
    if (!line.nodes.some((node) => gates.has(node))) return [line];
    const parts: Line[] = [];
    let from = 0;
    for (let i = 1; i < line.nodes.length; i++) {
      const isLast = i === line.nodes.length - 1;
      if (!isLast && !gates.has(line.nodes[i]!)) continue;
      parts.push({ ...line, nodes: line.nodes.slice(from, i + 1) });
      from = i;
    }
    return parts;
  });
}

type NodeRule = ReturnType<typeof ruleOfNode>;
const rolesOf = new WeakMap<OsmData, ReadonlyMap<number, NodeRule>>();

/** The nodes that have a rule, made once for an extract; most have none. */
function rolesIn(osm: OsmData): ReadonlyMap<number, NodeRule> {
  const known = rolesOf.get(osm);
  if (known !== undefined) return known;
  const roles = new Map<number, NodeRule>();
  for (let i = 0; i < osm.nodes.tagged.length; i++) {
    const rule = ruleOfNode(tagsOf(osm.strings, osm.nodes.tags, i));
    if (rule.role !== 0) roles.set(osm.nodes.tagged[i]!, rule);
  }
  rolesOf.set(osm, roles);
  return roles;
}

function toDraft(
  osm: OsmData,
  lines: readonly Line[],
  names: readonly string[],
  barriers: StreetDraft["barriers"],
) {
  const { nodes } = osm;
  const pointOf = new Uint32Array(nodes.count).fill(MISSING);
  for (const line of lines) for (const node of line.nodes) pointOf[node] = 0;
  let usedCount = 0;
  for (let n = 0; n < nodes.count; n++) if (pointOf[n] === 0) pointOf[n] = usedCount++;
  const used = new Uint32Array(usedCount);
  for (let n = 0; n < nodes.count; n++) if (pointOf[n] !== MISSING) used[pointOf[n]!] = n;
  const first = new Uint32Array(lines.length + 1);
  for (let i = 0; i < lines.length; i++) first[i + 1] = first[i]! + lines[i]!.nodes.length;
  const point = new Uint32Array(first[lines.length]!);
  let at = 0;
  for (const line of lines) for (const node of line.nodes) point[at++] = pointOf[node]!;
  const role = new Uint8Array(usedCount);
  const privateGate = new Uint8Array(usedCount);
  for (const [node, rule] of rolesIn(osm)) {
    if (pointOf[node] === MISSING) continue;
    role[pointOf[node]!] = rule.role;
    if (rule.privateGate) privateGate[pointOf[node]!] = NodeRole.kept;
  }
  const draft: StreetDraft = {
    points: {
      count: usedCount,
      id: pick(nodes.id, used, new Float64Array(usedCount)),
      lonE7: pick(nodes.lonE7, used, new Int32Array(usedCount)),
      latE7: pick(nodes.latE7, used, new Int32Array(usedCount)),
      role,
    },
    lines: {
      count: lines.length,
      first,
      point,
      wayId: Float64Array.from(lines, (l) => l.wayId),
      attributes: Uint16Array.from(lines, (l) => l.attributes),
      streetClass: Uint8Array.from(lines, (l) => l.streetClass),
      name: Uint32Array.from(lines, (l) => l.name),
      lengthMm: null,
    },
    classes: STREET_CLASSES,
    names,
    barriers,
  };
  return { draft, privateGate };
}

function pick<A extends Float64Array | Int32Array>(from: A, order: Uint32Array, to: A): A {
  for (let i = 0; i < order.length; i++) to[i] = from[order[i]!]!;
  return to;
}

function count(counts: Map<string, number>, reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}

function codeOf(reason: string): string {
  return reason.replace(/[^a-z]+/g, "-").replace(/^-|-$/g, "");
}
