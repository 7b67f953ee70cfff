/**
 * Places on streets as points of a linkage: where a new way could begin or end.
 */

import type { CostUnit } from "../base/cost-units.js";
import { degreeLengths } from "../geo/earth.js";
import { placeCosts } from "../network/edge-place.js";
import type { Linkage } from "../network/linkage.js";
import { EdgeFlag } from "../network/street-draft.js";
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
export function toMetres({ lon, lat }: Window): (lon: number, lat: number) => [east: number, north: number] {
  const { lonM, latM } = degreeLengths(lat);
  return (x, y) => [(x - lon) * lonM, (y - lat) * latM];
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
  const found: { edge: number; alongMm: number; shape: number; east: number; north: number }[] = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if ((network.edgeAttributes[edge]! & EdgeFlag.private) !== 0 && !isInside(edge)) continue;
    let alongMm = 0;
    for (let shape = network.firstShape[edge]!; shape < network.firstShape[edge + 1]!; shape++) {
      alongMm += network.shapeLengthMm[shape]!;
      const [east, north] = project(network.shapeLonE7[shape]! / 1e7, network.shapeLatE7[shape]! / 1e7);
      if (Math.hypot(east, north) <= window.radiusM) found.push({ edge, alongMm, shape, east, north });
    }
  }
  const atNode = new Map<number, number>();
  found.forEach(({ edge, shape }, i) => {
    if (isInside(edge)) return;
    if (shape === network.firstShape[edge]) atNode.set(network.edgeFrom[edge]!, i);
    else if (shape === network.firstShape[edge + 1]! - 1) atNode.set(network.edgeTo[edge]!, i);
  });
  return {
    atNode,
    linkage: linkageOf(
      costs,
      found.map(({ edge, alongMm, shape }) => ({
        edge,
        alongMm,
        lon: network.shapeLonE7[shape]! / 1e7,
        lat: network.shapeLatE7[shape]! / 1e7,
      })),
    ),
    isInside: Uint8Array.from(found, ({ edge }) => (isInside(edge) ? 1 : 0)),
    eastM: Float64Array.from(found, ({ east }) => east),
    northM: Float64Array.from(found, ({ north }) => north),
  };
}

function linkageOf<U extends CostUnit>(
  costs: WalkCosts<U>,
  places: readonly { edge: number; alongMm: number; lon: number; lat: number }[],
): Linkage<U> {
  const lon = Float64Array.from(places, (place) => place.lon);
  const lat = Float64Array.from(places, (place) => place.lat);
  const along = places.map(({ edge, alongMm }) => placeCosts(costs, edge, alongMm));
  return {
    costs,
    pointCount: places.length,
    points: { lon, lat, entrances: null, residentsOnly: null },
    firstLink: Uint32Array.from({ length: places.length + 1 }, (_, i) => i),
    edge: Uint32Array.from(places, ({ edge }) => edge),
    alongMm: Uint32Array.from(places, ({ alongMm }) => alongMm),
    lon,
    lat,
    offStreetMm: new Uint32Array(places.length),
    offStreetCost: new Uint32Array(places.length),
    forwardCost: Uint32Array.from(along, ({ forward }) => forward),
    backwardCost: Uint32Array.from(along, ({ backward }) => backward),
    unlinked: new Uint8Array(places.length),
    nearestStreetMm: new Uint32Array(places.length),
  };
}
