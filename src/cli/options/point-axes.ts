/**
 * Files of places that were written latitude first.
 */
import { InvalidInputError } from "../../base/errors.js";
import { looksSwapped } from "../../network/swapped-axes.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { NamedPoint } from "../../read/places/read-points.js";

/** @throws {InvalidInputError} naming the first place that lies among the streets only with its axes swapped */
export function requireAxes(network: WalkNetwork, path: string, points: readonly NamedPoint[]): void {
  const swapped = points.find(({ lon, lat }) => looksSwapped(network, [lon, lat]));
  if (swapped === undefined) return;
  const { id, lon, lat } = swapped;
  throw new InvalidInputError(
    `${path}: "${id}" lies at (${lon}, ${lat}), away from the streets: is that latitude, longitude? Longitude comes first`,
  );
}
