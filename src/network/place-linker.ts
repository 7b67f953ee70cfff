/**
 * A linker that remembers the links it has found.
 *
 * Links depend on the points, the rule and the streets that may be used, so walkers who may use the same streets share
 * one search. What is known is compared value by value: the same places give the same links, whoever holds them.
 */
import type { CostUnit } from "../base/cost-units.js";
import type { PointSet } from "../geo/point-set.js";
import { type LinkOptions, linkQuery, requirePoints } from "./link-points.js";
import { type LinkQuery, searchLinks } from "./link-search.js";
import type { Linkage } from "./linkage.js";
import { type LinkColumns, linkageOf } from "./linkage-of.js";
import type { PointLinker } from "./overlay-links.js";
import type { WalkCosts } from "./walk-costs.js";
import type { WalkNetwork } from "./walk-network.js";

/** Links found, with all that they depend on. */
interface RememberedLinks {
  readonly network: WalkNetwork;
  readonly dependsOn: readonly ArrayLike<number>[];
  readonly columns: LinkColumns;
}

/**
 * A function as `linkPoints`, which searches once for each set of points and of usable streets.
 *
 * It keeps references to the columns of points; they must not be changed afterwards.
 */
export function rememberingLinker(): PointLinker {
  const rememberedLinks: RememberedLinks[] = [];
  return <U extends CostUnit>(
    costs: WalkCosts<U>,
    points: PointSet,
    options: LinkOptions = {},
  ): Linkage<U> => {
    requirePoints(points);
    const { network } = costs;
    const query = linkQuery(costs, options);
    const dependsOn = dependenciesOf(points, query);
    let links = rememberedLinks.find((one) => one.network === network && areSame(one.dependsOn, dependsOn));
    if (links === undefined) {
      links = { network, dependsOn, columns: searchLinks(network, points, query) };
      rememberedLinks.push(links);
    }
    return linkageOf(costs, points, links.columns);
  };
}

function dependenciesOf(
  { lon, lat, entrances, levels = [] }: PointSet,
  query: LinkQuery,
): readonly ArrayLike<number>[] {
  const doors = entrances === null ? [] : [entrances.first, entrances.lon, entrances.lat];
  const rule = [query.capMm, query.extraMm, Number(query.allIslands), Number(query.assumeGates)];
  const floors = levels.flatMap((floor, p) => floor.flatMap((one) => [p, one]));
  return [rule, floors, lon, lat, ...doors, query.edgeUse, query.edgeComponent];
}

function areSame(a: readonly ArrayLike<number>[], b: readonly ArrayLike<number>[]): boolean {
  return a.length === b.length && a.every((column, i) => isSame(column, b[i]));
}

function isSame(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
