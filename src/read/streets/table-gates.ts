/**
 * Nodes of a table that stop wheels or have hours: each edge ends at a copy of such a node, and a piece without length joins the
 * copy to the node itself, as `wheel-barriers.ts` has it for OpenStreetMap.
 */
import { EdgeFlag, NodeRole } from "../../network/street-draft.js";
import type { StreetLine, StreetPoint } from "./street-layer.js";

/** The points and lines with copies at such nodes; the same ones where there are none. */
export function withGates(
  points: readonly StreetPoint[],
  lines: readonly StreetLine[],
): { readonly points: readonly StreetPoint[]; readonly lines: readonly StreetLine[] } {
  const flags = points.map(flagsAt);
  if (flags.every((flag) => flag === null)) return { points, lines };
  const all: StreetPoint[] = [...points];
  const pieces: StreetLine[] = [];
  const endAt = (line: StreetLine, point: number): number => {
    const [flag, node] = [flags[point] ?? null, points[point]];
    if (flag === null || node === undefined) return point;
    const { rule, ...place } = node;
    const copy = all.push(place) - 1;
    pieces.push({
      ...line,
      points: [copy, point],
      attributes: line.attributes | flag,
      trait: rule?.trait ?? null,
      lengthMm: 0,
    });
    return copy;
  };
  const cut = lines.map((line) => ({ ...line, points: line.points.map((point) => endAt(line, point)) }));
  return { points: all, lines: [...cut, ...pieces] };
}

/** Flags of the piece at a node; null where it needs none. */
function flagsAt({ rule }: StreetPoint): number | null {
  if (rule === undefined || (rule.role & NodeRole.closed) !== 0) return null;
  const { role, trait, privateGate } = rule;
  const chair = (role & NodeRole.wheelsClosed) !== 0 ? EdgeFlag.wheelsClosed : 0;
  const stroller = (role & NodeRole.strollerClosed) !== 0 ? EdgeFlag.strollerClosed : 0;
  if (chair === 0 && stroller === 0 && trait === undefined) return null;
  // What a residents' gate closes without a time is found with its compound.
  const isShut = !privateGate && trait?.hours?.open === false;
  return chair | stroller | (isShut ? EdgeFlag.forwardClosed | EdgeFlag.backwardClosed : 0);
}
