/**
 * Stiles, turnstiles, narrow gates and other places that people on foot pass and some wheels do not.
 *
 * Each line ends at a copy of such a place, and a piece without length, closed to the wheels, joins the copy to the place
 * itself: walkers pass at no cost, wheels come up to it from every side and not through it.
 */
import { itemAt } from "../../base/at.js";
import { EdgeFlag, NodeRole } from "../../network/street-draft.js";
import { LineColumns } from "./line-columns.js";
import type { TraitTable } from "./trait-table.js";
import type { NodeRule } from "./walk-rules.js";

/** Lines in which some nodes are copies: node `nodeCount + i` stands where node `copies[i]` does. */
export interface SplitLines {
  readonly lines: LineColumns;
  readonly copies: readonly number[];
}

/** Cuts lines at every node whose role closes it to wheels. */
export function splitAtWheelBarriers(
  lines: LineColumns,
  roles: ReadonlyMap<number, Pick<NodeRule, "role" | "trait" | "privateGate">>,
  nodeCount: number,
  traits: TraitTable,
): SplitLines {
  const closedAt = new Map<number, { readonly flags: number; readonly trait: number }>();
  for (const [node, { role, trait, privateGate }] of roles) {
    const flags = flagsOf(role);
    if ((flags === 0 && trait === undefined) || (role & NodeRole.closed) !== 0) continue;
    // What a residents' gate closes without a time is found with its compound.
    const closed = privateGate ? 0 : closedWithoutTime(trait);
    closedAt.set(node, { flags: flags | closed, trait: traits.indexOf(trait ?? null) });
  }
  if (closedAt.size === 0) return { lines, copies: [] };
  const split = new LineColumns();
  const copies: number[] = [];
  for (let i = 0; i < lines.count; i++) {
    const kind = {
      wayId: itemAt(lines.wayId, i),
      attributes: itemAt(lines.attributes, i),
      streetClass: itemAt(lines.streetClass, i),
      name: itemAt(lines.name, i),
      trait: itemAt(lines.trait, i),
    };
    const endAt = (node: number): number => {
      const closed = closedAt.get(node);
      if (closed === undefined) return node;
      const copy = nodeCount + copies.push(node) - 1;
      const piece = { ...kind, attributes: kind.attributes | closed.flags, trait: closed.trait };
      split.add(piece, [copy, node], 0, 2);
      return copy;
    };
    const [start, end] = [itemAt(lines.first, i), itemAt(lines.first, i + 1)];
    let part = [endAt(itemAt(lines.node, start))];
    for (let k = start + 1; k < end; k++) {
      const node = itemAt(lines.node, k);
      if (closedAt.has(node)) {
        part.push(endAt(node));
        split.add(kind, part, 0, part.length);
        part = k + 1 < end ? [endAt(node)] : [];
      } else part.push(node);
    }
    if (part.length > 1) split.add(kind, part, 0, part.length);
  }
  return { lines: split, copies };
}

/** A gate that is closed unless its hours say otherwise. */
function closedWithoutTime(trait: NodeRule["trait"]): number {
  return trait?.hours?.open === false ? EdgeFlag.forwardClosed | EdgeFlag.backwardClosed : 0;
}

function flagsOf(role: number): number {
  const chair = (role & NodeRole.wheelsClosed) !== 0 ? EdgeFlag.wheelsClosed : 0;
  return chair | ((role & NodeRole.strollerClosed) !== 0 ? EdgeFlag.strollerClosed : 0);
}
