/**
 * Gated compounds: streets that hang on the rest of the city only through gates for residents.
 *
 * With such gates regarded as closed, the streets fall into components. One that meets a residents' gate, and is
 * not the largest, is a compound: its lines become private and its gates open, so its people walk out and guests
 * walk in, and nobody walks through. A gate whose two sides hang together some other way leads into no compound;
 * it stays closed to walkers.
 */
import { EdgeFlag, NodeRole, type StreetDraft } from "./street-draft.js";

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
  const attributes = lines.attributes.slice();
  for (let i = 0; i < lines.count; i++)
    if (isCompound.has(componentOfLine[i])) attributes[i] |= EdgeFlag.private;
  const role = points.role.slice();
  let gatesClosed = 0;
  for (const [gate, components] of sides) {
    if (components.size > 1) continue;
    role[gate] |= NodeRole.closed;
    gatesClosed++;
  }
  return {
    draft: { ...draft, points: { ...points, role }, lines: { ...lines, attributes } },
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
