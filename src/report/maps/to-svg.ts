/**
 * Every fixed map behind one name: isochrones, the gap map, before beside after.
 */

import { type GapMapOptions, gapMapSvg, type ReportData } from "../page/index.js";
import { type IsochroneMapOptions, renderIsochroneSvg } from "./isochrone-svg.js";

/** What is drawn: isochrones over their streets, or the gaps of one service from the data of a report page. */
export type Picture = IsochroneMapOptions | (GapMapOptions & { readonly data: ReportData });

/**
 * A map as SVG, for papers and slides; it reads in grey.
 *
 * @param picture - `{ network, isochrones, title }`, or `{ data, service }`; with `before` two maps and what changed
 * @throws {InvalidInputError} if the service is not in the data
 *
 * @example
 * writeFileSync("gaps.svg", toSvg({ data, service: "kindergarten", before }));
 */
export function toSvg(picture: Picture): string {
  if ("isochrones" in picture) return renderIsochroneSvg(picture);
  const { data, ...options } = picture;
  return gapMapSvg(data, options);
}
