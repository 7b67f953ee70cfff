/**
 * `living-circle isochrone` (or `map`): printed as GeoJSON, or drawn as a fixed picture where `--out` names one.
 */

import { statSync } from "node:fs";
import { writeFileWhole } from "../../base/write-file.js";
import { svgToPng } from "../../report/maps/svg-to-png.js";
import { toSvg } from "../../report/maps/to-svg.js";
import type { CommandBody } from "../options/command-spec.js";
import { LANGUAGES, languageOf } from "../options/options.js";
import { PLACE_SYSTEM, PROFILE, QUIET, STREET_OPTIONS, STREETS_ARGUMENT } from "../options/shared-options.js";
import { UsageError } from "../options/usage-error.js";
import { circlesAround, type IsochroneCommandOptions, isochroneCommand } from "./isochrone.js";
import { readReportData } from "./report.js";

interface MapCommandOptions extends Omit<IsochroneCommandOptions, "at"> {
  /** Of isochrones: the place. */
  readonly at?: string;
  /** Of isochrones: a file of places. */
  readonly points?: string;
  /** Of a folder that analyze wrote: the service, and the folder of the same area before. */
  readonly service?: string;
  readonly before?: string;
  readonly out?: string;
  readonly title?: string;
  readonly lang: string;
  readonly json?: boolean;
}

/** Writes the picture and returns its name; without a name for it, the GeoJSON. */
async function mapCommand(path: string, options: MapCommandOptions): Promise<string> {
  if (isFolder(path)) return gapMapCommand(path, options);
  const { at, points } = options;
  if (points !== undefined) return pointsCommand(path, { ...options, points });
  if (at === undefined)
    throw new UsageError(
      "--at (a place) or --points (a file of places) is required, or a folder that analyze wrote",
    );
  if (options.service !== undefined || options.before !== undefined)
    throw new UsageError("--service and --before speak of a folder that analyze wrote; these are streets");
  if (options.out === undefined) return isochroneCommand(path, { ...options, at });
  const { network, circles } = await circlesAround(path, { ...options, at });
  const svg = toSvg({
    network,
    isochrones: circles,
    title: options.title ?? at,
    lang: languageOf(options.lang),
  });
  return writePicture(svg, options.out, options.json === true);
}

/** Isochrones of many places, which are a layer and no picture. */
async function pointsCommand(
  path: string,
  options: MapCommandOptions & { readonly points: string },
): Promise<string> {
  const { at, out } = options;
  if (at !== undefined)
    throw new UsageError("--at and --points are both given: one place, or a file of places");
  if (out === undefined) throw new UsageError("--points needs --out: a layer in .geojson, .gpkg or .parquet");
  const { isochronesOfPoints } = await import("./isochrone-points.js");
  return isochronesOfPoints(path, { ...options, out });
}

/** The gap map of a service, from the data that analyze left. */
async function gapMapCommand(folder: string, options: MapCommandOptions): Promise<string> {
  const { out, service, title, before } = options;
  if (options.at !== undefined) throw new UsageError(`--at speaks of streets; ${folder} is a folder`);
  if (out === undefined) throw new UsageError("--out is required: the picture to draw, .svg or .png");
  const data = readReportData(folder);
  const svg = toSvg({
    data,
    lang: languageOf(options.lang),
    service,
    title,
    ...(before === undefined ? {} : { before: readReportData(before) }),
  });
  return writePicture(svg, out, options.json === true);
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

async function writePicture(svg: string, out: string, json: boolean): Promise<string> {
  const kind = /\.(svg|png)$/i.exec(out)?.[1]?.toLowerCase();
  if (kind === undefined) throw new UsageError(`"${out}" is not a picture: expected a name in .svg or .png`);
  writeFileWhole(out, [kind === "png" ? await svgToPng(svg) : svg]);
  return json ? `${JSON.stringify({ files: [out] })}\n` : `${out}\n`;
}

export const ISOCHRONE: CommandBody = {
  arguments: [{ ...STREETS_ARGUMENT, says: `${STREETS_ARGUMENT.says}; or a folder that analyze wrote` }],
  options: [
    ...STREET_OPTIONS,
    { flags: "--at <lon,lat>", says: "the place, degrees; longitude first" },
    {
      flags: "--points <file>",
      says: "places of a table or layer instead of --at; --out names the layer to write",
    },
    PLACE_SYSTEM,
    {
      flags: "--service <id>",
      says: "of a folder: the service shown (default: the first that could be judged)",
    },
    { flags: "--before <folder>", says: "of a folder: the same area before, drawn beside it" },
    { flags: "--minutes <list>", says: "cutoffs", otherwise: "5,10,15" },
    PROFILE,
    { flags: "--direction <way>", says: "from the place, or to it", otherwise: "from" },
    QUIET,
    {
      flags: "--out <file>",
      says: "draw a map there, .svg or .png, instead of printing; with --points a layer, .geojson, .gpkg or .parquet",
    },
    { flags: "--title <text>", says: "title of the map (default: the place)" },
    { flags: "--json", says: "with --out as JSON: { files }; what is printed without it is JSON as it is" },
    { flags: "--lang <code>", says: "language of the map: en or zh", otherwise: "en", values: LANGUAGES },
  ],
  help: `
Examples:
  living-circle isochrone city.osm.pbf --at 71.4304,51.1283 --minutes 5,10,15 > circles.geojson
  living-circle isochrone city.osm.pbf --at 71.4304,51.1283 --out circles.png
  living-circle isochrone city.lcn --points clinics.csv --minutes 15 --out clinics.gpkg
`,
  run: mapCommand,
};
