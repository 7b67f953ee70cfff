/**
 * Gated compounds: streets that hang on the rest of the city only through gates for residents.
 *
 * With such gates regarded as closed, the streets fall into components. One that meets a residents' gate, and is
 * not the largest, is a compound: its lines become private and its gates open, so its people walk out and guests
 * walk in, and nobody walks through. A gate whose two sides hang together some other way leads into no compound;
 * it stays closed to walkers, but at hours that open it. Where all gates of a compound open at the same hours, its streets
 * are everybody's then.
 */
import { EdgeFlag, NodeRole, type StreetDraft } from "./street-draft.js";
import type { StreetHours } from "./street-hours.js";
import type { StreetTrait } from "./street-traits.js";

export interface CompoundsResult {
  readonly draft: StreetDraft;
  readonly compounds: number;
  readonly gatesOpened: number;
  readonly gatesClosed: number;
}

/**
 * Marks the lines of gated compounds as private.
 *
 * @param draft - lines end or begin at every residents' gate (are split there)
 * @param privateGate - per point: not 0 where only residents pass
 */
export function markCompounds(draft: StreetDraft, privateGate: Uint8Array): CompoundsResult {
  const { points, lines } = draft;
  if (!privateGate.some((gate) => gate !== 0)) return { draft, compounds: 0, gatesOpened: 0, gatesClosed: 0 };
  const componentOfLine = linesByComponent(draft, privateGate);
  const size = new Map<number, number>();
  for (let i = 0; i < lines.count; i++) {
    const component = componentOfLine[i];
    size.set(component, (size.get(component) ?? 0) + lines.first[i + 1] - lines.first[i]);
  }
  const largest = [...size].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]?.[0];
  const sides = sidesOfGates(draft, privateGate, componentOfLine);
  const isCompound = new Set<number>();
  for (const components of sides.values()) {
    if (components.size > 1) for (const c of components) if (c !== largest) isCompound.add(c);
  }
  const pieces = piecesWithHours(draft, privateGate);
  const opened = openedLines(draft, { sides, pieces, componentOfLine, isCompound });
  const attributes = lines.attributes.slice();
  for (let i = 0; i < lines.count; i++)
    if (isCompound.has(componentOfLine[i])) attributes[i] |= EdgeFlag.private;
  const role = points.role.slice();
  let gatesClosed = 0;
  for (const [gate, components] of sides) {
    if (components.size > 1) continue;
    const own = pieces.get(gate);
    if (own === undefined) role[gate] |= NodeRole.closed;
    else for (const line of own.lines) attributes[line] |= EdgeFlag.forwardClosed | EdgeFlag.backwardClosed;
    gatesClosed++;
  }
  return {
    draft: {
      ...draft,
      points: { ...points, role },
      lines: { ...lines, attributes, ...opened.lines },
      ...opened.traits,
    },
    compounds: isCompound.size,
    gatesOpened: sides.size - gatesClosed,
    gatesClosed,
  };
}

/** Component of each line when nobody passes a residents' gate, numbered by its lowest line. */
function linesByComponent({ points, lines }: StreetDraft, privateGate: Uint8Array): Uint32Array {
  const parent = Uint32Array.from({ length: lines.count }, (_, i) => i);
  const root = (line: number): number => {
    let at = line;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  const lineAt = new Int32Array(points.count).fill(-1);
  for (let i = 0; i < lines.count; i++) {
    for (let k = lines.first[i]; k < lines.first[i + 1]; k++) {
      const point = lines.point[k];
      if (privateGate[point] !== 0 || (points.role[point] & NodeRole.closed) !== 0) continue;
      if (lineAt[point] < 0) lineAt[point] = i;
      else {
        const [a, b] = [root(lineAt[point]), root(i)];
        parent[Math.max(a, b)] = Math.min(a, b);
      }
    }
  }
  return parent.map((_, i) => root(i));
}

/** For each residents' gate the components that meet there. */
function sidesOfGates(
  { lines }: StreetDraft,
  privateGate: Uint8Array,
  componentOfLine: Uint32Array,
): Map<number, Set<number>> {
  const sides = new Map<number, Set<number>>();
  for (let i = 0; i < lines.count; i++) {
    for (let k = lines.first[i]; k < lines.first[i + 1]; k++) {
      const point = lines.point[k];
      if (privateGate[point] === 0) continue;
      if (!sides.has(point)) sides.set(point, new Set());
      sides.get(point)!.add(componentOfLine[i]);
    }
  }
  return sides;
}

/** A residents' gate that opens at some hours: the lines without length that join it to its streets, and the hours. */
interface GateWithHours {
  readonly lines: number[];
  readonly hours: StreetHours;
}

function piecesWithHours(
  { points, lines, traits }: StreetDraft,
  privateGate: Uint8Array,
): ReadonlyMap<number, GateWithHours> {
  const gates = new Map<number, GateWithHours>();
  const { lonE7, latE7 } = points;
  for (let i = 0; i < lines.count; i++) {
    const hours = traits?.[lines.trait?.[i] ?? 0]?.hours;
    if (hours === undefined || lines.first[i + 1] - lines.first[i] !== 2) continue;
    const [a, b] = [lines.point[lines.first[i]], lines.point[lines.first[i] + 1]];
    if (lonE7[a] !== lonE7[b] || latE7[a] !== latE7[b]) continue;
    const gate = [a, b].find((point) => privateGate[point] !== 0);
    if (gate === undefined) continue;
    const known = gates.get(gate);
    if (known === undefined) gates.set(gate, { lines: [i], hours });
    else known.lines.push(i);
  }
  return gates;
}

/** Traits of lines with the hours at which all gates of their compound are open. */
function openedLines(
  { lines, traits = [{}] }: StreetDraft,
  {
    sides,
    pieces,
    componentOfLine,
    isCompound,
  }: {
    readonly sides: ReadonlyMap<number, ReadonlySet<number>>;
    readonly pieces: ReadonlyMap<number, GateWithHours>;
    readonly componentOfLine: Uint32Array;
    readonly isCompound: ReadonlySet<number>;
  },
): { readonly lines?: Pick<StreetDraft["lines"], "trait">; readonly traits?: Pick<StreetDraft, "traits"> } {
  if (pieces.size === 0) return {};
  const hoursOf = new Map<number, Set<string>>();
  for (const [gate, components] of sides) {
    if (components.size < 2) continue;
    const hours = JSON.stringify(pieces.get(gate)?.hours ?? null);
    for (const one of components)
      if (isCompound.has(one)) hoursOf.set(one, (hoursOf.get(one) ?? new Set()).add(hours));
  }
  const trait = lines.trait?.slice() ?? new Uint32Array(lines.count);
  const all: StreetTrait[] = [...traits];
  const added = new Map<string, number>();
  for (let i = 0; i < lines.count; i++) {
    const [hours, ...others] = hoursOf.get(componentOfLine[i]) ?? [];
    const isOpen = (lines.attributes[i] & EdgeFlag.private) === 0 && all[trait[i]]?.hours === undefined;
    if (!isOpen || hours === undefined || hours === "null" || others.length > 0) continue;
    const key = `${trait[i]} ${hours}`;
    const index =
      added.get(key) ?? all.push({ ...all[trait[i]], hours: JSON.parse(hours) as StreetHours }) - 1;
    added.set(key, index);
    trait[i] = index;
  }
  return added.size === 0 ? {} : { lines: { trait }, traits: { traits: all } };
}
