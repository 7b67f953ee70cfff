/**
 * `living-circle isochrone` (or `map`): printed as GeoJSON, or drawn as a fixed picture where `--out` names one.
 *
 * Layer: cli. Imports the doors only.
 */
import { writeFileWhole } from "../io/index.js";
import { renderIsochroneSvg, svgToPng } from "../report/index.js";
import { circlesAround, type IsochroneCommandOptions, isochroneCommand } from "./isochrone.js";
import { languageOf, UsageError } from "./options.js";

export interface MapCommandOptions extends IsochroneCommandOptions {
  readonly out?: string;
  readonly title?: string;
  readonly lang: string;
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
  return `${options.out}\n`;
}
