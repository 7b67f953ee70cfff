import { minutes } from "../../base/cost-units.js";
import { isochrone } from "../../isochrone/isochrone.js";
import { walkCosts } from "../../network/walk-costs.js";
import { collect, geoJsonText, isochroneFeatures } from "../../report/maps/geojson.js";
import { parseMinutes, profileOfFlag } from "../options/options.js";
import { linkPlace, readStreetFile, type StreetOptions } from "../options/streets.js";
import { parsePlace } from "../options/typed-place.js";
import { UsageError } from "../options/usage-error.js";
import { createProgress } from "../print/progress.js";

export interface IsochroneCommandOptions extends StreetOptions {
  readonly at: string;
  readonly placeCrs?: string;
  readonly minutes: string;
  readonly profile: string;
  readonly direction: string;
  readonly quiet?: boolean;
}

/** Streets read, the place linked, and the circles around it. */
export async function circlesAround(path: string, options: IsochroneCommandOptions) {
  const at = parsePlace(options.at, options.placeCrs);
  const cutoffs = parseMinutes(options.minutes).map(minutes);
  const profile = profileOfFlag(options.profile);
  const direction = directionOf(options.direction);
  const progress = createProgress(options.quiet === true);
  const { network } = await readStreetFile(path, progress, options);
  progress.step("drawing the isochrone");
  const costs = walkCosts(network, profile);
  const origin = linkPlace(costs, at, { islandsToo: true });
  const circles = isochrone(costs, origin, { cutoffs, direction });
  progress.done();
  return { network, circles, profile };
}

/** @throws {UsageError} if it is neither */
export function directionOf(typed: string): "from" | "to" {
  if (typed === "from" || typed === "to") return typed;
  throw new UsageError(`"${typed}" is not a direction: expected from or to`);
}

export async function isochroneCommand(path: string, options: IsochroneCommandOptions): Promise<string> {
  const { circles, profile } = await circlesAround(path, options);
  return [
    ...geoJsonText(collect(isochroneFeatures(circles, { speed_mps: profile.speedMps }), circles.attribution)),
  ].join("");
}
