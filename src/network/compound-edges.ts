/**
 * Which private street edges hang together: the streets of one compound.
 *
 * Driveways and parking aisles are left out: they are private, but nobody's estate.
 */
import { findComponents } from "./components.js";
import { EdgeFlag } from "./street-draft.js";
import type { WalkNetwork } from "./walk-network.js";

/** In the result: the edge is public, or a drive. */
export const NO_COMPOUND = 0xffffffff;

/** Per street edge: its compound, or `NO_COMPOUND`; two edges of one compound have the same number. */
export function compoundOfEdges(network: WalkNetwork): Uint32Array {
  const isInside = (edge: number) =>
    (network.edgeAttributes[edge] & (EdgeFlag.private | EdgeFlag.driveway)) === EdgeFlag.private;
  const { nodeComponent } = findComponents(network.streetNodeCount, { columns: network }, isInside);
  return network.edgeFrom.map((from, edge) => (isInside(edge) ? nodeComponent[from] : NO_COMPOUND));
}
