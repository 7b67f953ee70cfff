/**
 * Links of points on an overlaid network: all that they had, and what the new streets add.
 *
 * Old links keep their costs, and stand also on the stretches beside their edge; links on closed edges go. What linking
 * anew would find is taken too, except private streets, which would only be nearer by chance.
 */

import type { CostUnit } from "../base/cost-units.js";
import type { PointSet } from "../geo/point-set.js";
import { type LinkOptions, linkPoints } from "./link-points.js";
import type { Linkage } from "./linkage.js";
import { columnsOfLinks, type Link, linkageOf } from "./linkage-of.js";
import type { Overlay } from "./overlay.js";
import { EdgeFlag } from "./street-draft.js";
import { type WalkCosts, walkCosts } from "./walk-costs.js";

/** Links points as `linkPoints` does. */
export type PointLinker = <U extends CostUnit>(
  costs: WalkCosts<U>,
  points: PointSet,
  options?: LinkOptions,
) => Linkage<U>;

/** The same points on the network as it was before the edits, where the linkage was made by an overlay's linker. */
export function linkageOnBase<U extends CostUnit>(linkage: Linkage<U>): Linkage<U> {
  return linkage.onBase ?? linkage;
}

/**
 * A linker for the costs of `overlay.network`.
 *
 * @param linkOnBase - links points on the network below; a city gives its own, which knows what it has linked
 */
export function overlayLinker(overlay: Overlay, linkOnBase: PointLinker = linkPoints): PointLinker {
  return <U extends CostUnit>(
    costs: WalkCosts<U>,
    points: PointSet,
    options: LinkOptions = {},
  ): Linkage<U> => {
    const { facilities = [], ...rest } = options;
    const oldFacilities = facilities.map(linkageOnBase);
    const onBase = linkOnBase(walkCosts(overlay.base, costs.profile), points, {
      ...rest,
      facilities: oldFacilities,
    });
    const anew = linkPoints(costs, points, options);
    return { ...joinLinkages(overlay, costs, onBase, anew), onBase };
  };
}

function joinLinkages<U extends CostUnit>(
  overlay: Overlay,
  costs: WalkCosts<U>,
  old: Linkage<U>,
  anew: Linkage<U>,
): Linkage<U> {
  const links: Link[] = [];
  const inPlaceOfOld = new Set([...overlay.replaced].flatMap((edge) => stretchesOf(overlay, edge)));
  const isNew = (edge: number) => edge >= overlay.base.edgeCount && !inPlaceOfOld.has(edge);
  const firstLink = new Uint32Array(old.pointCount + 1);
  const unlinked = anew.unlinked.slice();
  for (let p = 0; p < old.pointCount; p++) {
    const linkByPlace = new Map<string, Link>();
    const put = (link: Link) => {
      const key = `${link.edge}:${link.alongMm}`;
      if ((linkByPlace.get(key)?.offStreetMm ?? Number.POSITIVE_INFINITY) > link.offStreetMm)
        linkByPlace.set(key, link);
    };
    for (const link of linksOf(old, p))
      for (const stretchLink of withStretches(overlay, link)) put(stretchLink);
    // Where streets close, a point that keeps a link gets no other on old streets, or its walk might grow shorter.
    const mayJoinOld = overlay.closed.size + overlay.replaced.size === 0 || linkByPlace.size === 0;
    for (const link of linksOf(anew, p)) {
      const isPrivate = (costs.network.edgeAttributes[link.edge] & EdgeFlag.private) !== 0;
      if (isPrivate || !(mayJoinOld || isNew(link.edge))) continue;
      for (const stretchLink of withStretches(overlay, link)) put(stretchLink);
    }
    if (linkByPlace.size === 0) for (const link of linksOf(anew, p)) put(link);
    const sorted = [...linkByPlace.values()].sort(
      (a, b) => a.offStreetMm - b.offStreetMm || a.edge - b.edge || a.alongMm - b.alongMm,
    );
    for (const link of sorted) links.push(link);
    if (sorted.length > 0) unlinked[p] = 0;
    firstLink[p + 1] = links.length;
  }
  const { points, nearestStreetMm, squareSpots } = anew;
  return linkageOf(costs, points, {
    firstLink,
    unlinked,
    nearestStreetMm,
    squareSpots,
    ...columnsOfLinks(links),
  });
}

function stretchesOf({ stretches }: Overlay, edge: number): number[] {
  return (stretches.get(edge) ?? []).map((stretch) => stretch.edge);
}

function* linksOf({ firstLink, edge, alongMm, lon, lat, offStreetMm }: Linkage, p: number): Generator<Link> {
  for (let l = firstLink[p]; l < firstLink[p + 1]; l++) {
    yield { edge: edge[l], alongMm: alongMm[l], lon: lon[l], lat: lat[l], offStreetMm: offStreetMm[l] };
  }
}

/** A link, and the same on the stretches beside its edge or in its place; none on a closed edge. */
function withStretches({ stretches, closed, replaced }: Overlay, link: Link): Link[] {
  if (closed.has(link.edge)) return [];
  const beside = (stretches.get(link.edge) ?? [])
    .filter(({ fromMm, toMm }) => link.alongMm >= fromMm && link.alongMm <= toMm)
    .map(({ edge, fromMm, toMm, reversed }) => ({
      ...link,
      edge,
      alongMm: reversed ? toMm - link.alongMm : link.alongMm - fromMm,
    }));
  return replaced.has(link.edge) ? beside : [link, ...beside];
}
