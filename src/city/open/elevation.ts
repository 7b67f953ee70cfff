/**
 * A network and the heights of its city.
 */

import type { ExpandedBytesOption } from "../../base/expanded-bytes.js";
import { withSlope } from "../../network/slope.js";
import { streetsBox } from "../../network/street-rows.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { readElevation } from "../../read/rasters/read-elevation.js";

/** A GeoTIFF of heights in metres, and how heights become factors (`SlopeOptions`). */
export interface ElevationFile extends ExpandedBytesOption {
  readonly file: string;
  /** Coordinate system, where the file does not say it or says it wrongly. */
  readonly crs?: string | undefined;
  readonly stepM?: number | undefined;
  readonly slowest?: number | undefined;
}

/**
 * The network with the slopes of a raster of heights, for `walkCosts` to account for.
 *
 * @throws {InputFileError} if the file is not a GeoTIFF, or lies elsewhere than the streets
 * @throws {UnsupportedFileError} if the package geotiff is not installed
 */
export async function withElevation(
  network: WalkNetwork,
  { file, crs, maxExpandedBytes, stepM, slowest }: ElevationFile,
): Promise<WalkNetwork> {
  if (network.edgeCount === 0) return network;
  const heightAt = await readElevation(file, streetsBox(network), { crs, maxExpandedBytes });
  return withSlope(network, heightAt, {
    stepM,
    slowest,
  });
}
