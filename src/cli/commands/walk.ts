import { describeWalker } from "../../city/ask/choose-profile.js";
import { geometryOfWalk } from "../../city/ask/city-walks.js";
import type { Linkage } from "../../network/linkage.js";
import type { WalkProfile } from "../../network/profiles.js";
import { walkCosts } from "../../network/walk-costs.js";
import { shortestPath } from "../../search/shortest-path.js";
import { endsOfWalk, streetsOfWalk, walkShape } from "../../search/walk-description.js";
import { NoAnswer } from "../exit-codes.js";
import type { CommandBody } from "../options/command-spec.js";
import { PROFILE_NAMES, profileOrDistance } from "../options/options.js";
import {
  AT_TIME,
  PLACE_SYSTEM,
  QUIET,
  STREET_OPTIONS,
  STREETS_ARGUMENT,
  WHO_WALKS,
} from "../options/shared-options.js";
import { linkPlace, readStreetFile, type StreetOptions } from "../options/streets.js";
import { parsePlace } from "../options/typed-place.js";
import { createProgress } from "../print/progress.js";

interface WalkOptions extends StreetOptions {
  readonly from: string;
  readonly to: string;
  readonly placeCrs?: string;
  readonly profile: string;
  readonly at?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

async function walkCommand(path: string, options: WalkOptions): Promise<string> {
  const { placeCrs } = options;
  const [from, to] = [parsePlace(options.from, placeCrs), parsePlace(options.to, placeCrs)];
  const profile = profileOrDistance(options.profile);
  const progress = createProgress(options.quiet === true || options.json === true);
  const { network } = await readStreetFile(path, progress, { ...options, time: options.time ?? options.at });
  progress.step("finding the walk");
  const costs = walkCosts(network, profile);
  const destination = linkPlace(costs, to, { islandsToo: true });
  const origin = linkPlace(costs, from, { facilities: [destination] });
  const walk = shortestPath(costs, origin, 0, destination, 0);
  progress.done();
  if (walk === null)
    throw new NoAnswer("no walk leads from one point to the other: their streets do not hang together");
  const totalM = (walk.streetMm + walk.offStreetMm) / 1000;
  const minutes = costs.unit === "ms" ? walk.cost / 60_000 : totalM / profile.speedMps / 60;
  const [start, end] = endsOfWalk(walk, origin, destination);
  const summary = {
    streetM: walk.streetMm / 1000,
    offStreetM: walk.offStreetMm / 1000,
    minutes: Number(minutes.toFixed(4)),
    from: { point: from, linked: start.place.map(round7) },
    to: { point: to, linked: end.place.map(round7) },
    geometry: geometryOfWalk(walkShape(walk, origin, 0, destination, 0)),
  };
  if (options.json === true) return `${JSON.stringify(summary, null, 2)}\n`;
  const streets = streetsOfWalk(walk, origin).map(
    ({ name, streetClass, lengthMm }) =>
      `  ${metres(lengthMm / 1000)}  ${name || `(unnamed ${streetClass})`}`,
  );
  const pace =
    costs.unit === "ms"
      ? describeWalker(profile as WalkProfile<"ms">, network)
      : "the adult speed beside the distance basis";
  const squares = [squareLeg(origin), squareLeg(destination)];
  const legs = [
    `${metres(start.legMm / 1000).trim()}${squares[0]} at the start`,
    ...(walk.across === undefined ? [] : [`${metres(walk.across.lengthMm / 1000).trim()} across the square`]),
    `${metres(end.legMm / 1000).trim()}${squares[1]} at the end`,
  ];
  return `${[
    `${summary.minutes.toFixed(1)} min door to door (${pace})`,
    `${metres(summary.streetM)}  along streets`,
    ...streets,
    `${metres(summary.offStreetM)}  off the street: ${legs.join(", ")}`,
  ].join("\n")}\n`;
}

/** Says of a place in a square that its leg is walked there. */
function squareLeg({ squareSpots }: Linkage): string {
  return squareSpots?.legMm.includes(0) === true ? " (in the square)" : "";
}

function round7(degrees: number): number {
  return Number(degrees.toFixed(7));
}

function metres(value: number): string {
  return `${value.toFixed(0)} m`.padStart(9);
}

export const WALK: CommandBody = {
  arguments: [STREETS_ARGUMENT],
  options: [
    ...STREET_OPTIONS,
    { flags: "--from <lon,lat>", says: "where it begins, degrees; longitude first", required: true },
    { flags: "--to <lon,lat>", says: "where it ends", required: true },
    PLACE_SYSTEM,
    {
      flags: "--profile <name>",
      says: `${WHO_WALKS}; or distance, the shortest way`,
      otherwise: "adult",
      values: [...PROFILE_NAMES, "distance"],
    },
    AT_TIME,
    {
      flags: "--json",
      says: "as JSON: { streetM, offStreetM, minutes, from: {point, linked}, to: {point, linked}, geometry }",
    },
    QUIET,
  ],
  run: walkCommand,
};
