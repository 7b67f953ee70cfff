/**
 * What every command begins with: an extract read, a network built, points linked.
 *
 * Layer: cli. Imports the doors only.
 */
import {
  buildWalkNetwork,
  type CostUnit,
  type Linkage,
  type LinkOptions,
  linkPoints,
  type OsmData,
  readOsm,
  UNLINKED_REASONS,
  type WalkCosts,
  type WalkNetwork,
} from "../index.js";
import { NoAnswer } from "./exit-codes.js";
import type { Progress } from "./progress.js";

export async function readStreets(
  path: string,
  progress: Progress,
): Promise<{ osm: OsmData; network: WalkNetwork }> {
  progress.step(`reading ${path}`);
  const onProgress = (read: number, total: number) =>
    progress.detail(`${Math.round((100 * read) / total)} %`);
  const osm = await readOsm(path, { onProgress });
  progress.step("building the walking network");
  const network = buildWalkNetwork(osm);
  if (network.edgeCount === 0) throw new NoAnswer(`${path}: the extract holds no street that people walk`);
  return { osm, network };
}

/** Links one place, or says why it joins no street. */
export function linkPlace<U extends CostUnit>(
  costs: WalkCosts<U>,
  [lon, lat]: readonly [number, number],
  options: LinkOptions,
): Linkage<U> {
  const point = {
    lon: Float64Array.of(lon),
    lat: Float64Array.of(lat),
    entrances: null,
    residentsOnly: null,
  };
  const linkage = linkPoints(costs, point, options);
  if (linkage.unlinked[0] !== 0) {
    const reason = UNLINKED_REASONS[linkage.unlinked[0]!];
    const nearest = (linkage.nearestStreetMm[0]! / 1000).toFixed(0);
    throw new NoAnswer(
      `(${lon}, ${lat}) joins no street: ${reason}; the nearest street is ${nearest} m away`,
    );
  }
  return linkage;
}
