/**
 * Every fixed map behind one name: isochrones, the gap map, before beside after.
 */

import { type GapMapOptions, gapMapSvg, type ReportData } from "../page/index.js";
import { type IsochroneMapOptions, renderIsochroneSvg } from "./isochrone-svg.js";

/** What is drawn: isochrones over their streets, or the gaps of one service from the data of a report page. */
export type Picture = IsochroneMapOptions | (GapMapOptions & { readonly data: ReportData });

/**
 * A map as SVG, for papers and slides; it can be printed in grey.
 *
 * @param picture - `{ network, isochrones, title }`, or `{ data, service }`; with `before` two maps and what changed
 * @returns a whole SVG document
 * @throws {InvalidInputError} if the service is not in the data
 *
 * @example
 * const data = toReportData({ report, network, title: "Today" });
 * writeFileWhole("gaps.svg", [toSvg({ data, service: "pharmacy" })]);
 */
export function toSvg(picture: Picture): string {
  if ("isochrones" in picture) return renderIsochroneSvg(picture);
  const { data, ...options } = picture;
  return gapMapSvg(data, options);
}
