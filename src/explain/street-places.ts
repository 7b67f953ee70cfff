/**
 * Places on streets as points of a linkage: where a new way could begin or end.
 */
import { itemAt } from "../base/at.js";
import type { CostUnit } from "../base/cost-units.js";
import { degreeLengths, shortWay } from "../geo/earth.js";
import type { Linkage } from "../network/linkage.js";
import { linkageOnStreets } from "../network/linkage-of.js";
import { EdgeFlag } from "../network/street-draft.js";
import { visitShape } from "../network/street-rows.js";
import { isJoinedAtEnds } from "../network/street-traits.js";
import type { WalkCosts } from "../network/walk-costs.js";

/** Shape points of streets, each a linked point without a leg off the street. */
export interface StreetPlaces<U extends CostUnit> {
  readonly linkage: Linkage<U>;
  /** 1 where the place lies inside the block's own compound, else 0: on a public street. */
  readonly isInside: Uint8Array;
  /** Per street node on a public street of the window: one of its places. */
  readonly atNode: ReadonlyMap<number, number>;
  /** Metres east and north of the middle of the window. */
  readonly eastM: Float64Array;
  readonly northM: Float64Array;
}

export interface Window {
  readonly lon: number;
  readonly lat: number;
  readonly radiusM: number;
}

/** Degrees → metres around the middle of a window. */
function toMetres({ lon, lat }: Window): (lon: number, lat: number) => [east: number, north: number] {
  const { lonM, latM } = degreeLengths(lat);
  return (x, y) => [shortWay(x - lon) * lonM, (y - lat) * latM];
}

/** A shape point in the window. */
interface FoundPlace {
  readonly edge: number;
  readonly alongMm: number;
  readonly lon: number;
  readonly lat: number;
  /** The node that it is; null between the ends of its street. */
  readonly node: number | null;
  /** Metres from the middle of the window. */
  readonly east: number;
  readonly north: number;
}

/**
 * All shape points of public streets in a window, and of the private streets that a test lets in.
 *
 * @param isInside - edges of the compound where the block itself lies; a new way may begin there
 */
export function streetPlacesIn<U extends CostUnit>(
  costs: WalkCosts<U>,
  window: Window,
  isInside: (edge: number) => boolean,
): StreetPlaces<U> {
  const { network } = costs;
  const project = toMetres(window);
  const samples: FoundPlace[] = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if ((itemAt(network.edgeAttributes, edge) & EdgeFlag.private) !== 0 && !isInside(edge)) continue;
    if (isJoinedAtEnds(network, edge)) continue;
    visitShape(network, edge, (lon, lat, alongMm, node) => {
      const [east, north] = project(lon, lat);
      if (Math.hypot(east, north) > window.radiusM) return;
      samples.push({ edge, alongMm, lon, lat, node, east, north });
    });
  }
  const atNode = new Map<number, number>();
  for (const [i, { edge, node }] of samples.entries())
    if (node !== null && !isInside(edge)) atNode.set(node, i);
  return {
    atNode,
    linkage: linkageOnStreets(costs, {
      edge: Uint32Array.from(samples, ({ edge }) => edge),
      alongMm: Uint32Array.from(samples, ({ alongMm }) => alongMm),
      lon: Float64Array.from(samples, ({ lon }) => lon),
      lat: Float64Array.from(samples, ({ lat }) => lat),
    }),
    isInside: Uint8Array.from(samples, ({ edge }) => (isInside(edge) ? 1 : 0)),
    eastM: Float64Array.from(samples, ({ east }) => east),
    northM: Float64Array.from(samples, ({ north }) => north),
  };
}
