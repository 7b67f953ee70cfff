/**
 * Which street edges hang together for one profile: steps that stop a wheelchair cut its network.
 */

import { UNREACHED } from "../base/cost-units.js";
import { onceForEach } from "../base/once-for-each.js";
import { findComponents } from "./components.js";
import type { WalkCosts } from "./walk-costs.js";

export interface ProfileComponents {
  /** Per street edge; `UNREACHED` where the profile may walk in neither direction. */
  readonly edgeComponent: Uint32Array;
  /** Per component: mapped points on the streets it holds. */
  readonly componentPoints: Uint32Array;
}

/** Components of the streets open to a profile, walked either way; found once for given costs. */
export const profileComponents = onceForEach((costs: WalkCosts): ProfileComponents => {
  const { network, edgeCostForward, edgeCostBackward } = costs;
  const isOpen = (e: number) => edgeCostForward[e] !== UNREACHED || edgeCostBackward[e] !== UNREACHED;
  const { nodeComponent, componentPoints } = findComponents(
    network.streetNodeCount,
    { columns: network },
    isOpen,
  );
  const edgeComponent = new Uint32Array(network.edgeCount);
  for (let e = 0; e < network.edgeCount; e++) {
    edgeComponent[e] = isOpen(e) ? nodeComponent[network.edgeFrom[e]] : UNREACHED;
  }
  return { edgeComponent, componentPoints };
});
