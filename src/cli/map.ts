/**
 * `living-circle isochrone` (or `map`): printed as GeoJSON, or drawn as a fixed picture where `--out` names one.
 *
 * Layer: cli. Imports the doors only.
 */

import { writeFileWhole } from "../io/index.js";
import { renderIsochroneSvg, svgToPng } from "../report/index.js";
import type { CommandSpec } from "./command-spec.js";
import { circlesAround, type IsochroneCommandOptions, isochroneCommand } from "./isochrone.js";
import { LANGUAGES, languageOf, UsageError } from "./options.js";
import { OFF_STREET_CAP, PROFILE, QUIET, STREET_OPTIONS, STREETS_ARGUMENT } from "./shared-options.js";

export interface MapCommandOptions extends IsochroneCommandOptions {
  readonly out?: string;
  readonly title?: string;
  readonly lang: string;
  readonly json?: boolean;
}

/** Writes the picture and returns its name; without a name for it, the GeoJSON. */
export async function mapCommand(path: string, options: MapCommandOptions): Promise<string> {
  if (options.out === undefined) return isochroneCommand(path, options);
  const lang = languageOf(options.lang);
  const kind = /\.(svg|png)$/i.exec(options.out)?.[1]?.toLowerCase();
  if (kind === undefined)
    throw new UsageError(`"${options.out}" is no picture: due is a name in .svg or .png`);
  const { network, circles } = await circlesAround(path, options);
  const svg = renderIsochroneSvg({ network, isochrones: circles, title: options.title ?? options.at, lang });
  writeFileWhole(options.out, [kind === "png" ? await svgToPng(svg) : svg]);
  return options.json === true ? `${JSON.stringify({ files: [options.out] })}\n` : `${options.out}\n`;
}

export const ISOCHRONE: CommandSpec = {
  name: "isochrone",
  alias: "map",
  says: "print where one can walk from a place, as a GeoJSON FeatureCollection",
  arguments: [STREETS_ARGUMENT],
  options: [
    ...STREET_OPTIONS,
    { flags: "--at <lon,lat>", says: "the place, degrees; longitude first", required: true },
    { flags: "--minutes <list>", says: "cutoffs", otherwise: "5,10,15" },
    PROFILE,
    { flags: "--direction <way>", says: "from the place, or to it", otherwise: "from" },
    OFF_STREET_CAP,
    QUIET,
    { flags: "--out <file>", says: "draw a map there, .svg or .png, instead of printing" },
    { flags: "--title <text>", says: "title of the map (default: the place)" },
    { flags: "--json", says: "with --out as JSON: { files }; what is printed without it is JSON as it is" },
    { flags: "--lang <code>", says: "language of the map: en or zh", otherwise: "en", values: LANGUAGES },
  ],
  run: mapCommand,
};
