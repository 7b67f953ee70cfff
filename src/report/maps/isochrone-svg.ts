/**
 * Isochrones as a fixed map: streets, nested circles, where they start, a key of minutes or metres.
 *
 * Shades of one colour, the nearest darkest, so that the map reads in grey. Drawn in local metres, north up.
 */

import { aNumber, anObject, aTitle, aWord, checkCall } from "../../base/check-call.js";
import { escapeXml } from "../../base/escape-xml.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import { ISOCHRONES } from "../../isochrone/isochrone-form.js";
import { WALK_NETWORK } from "../../network/network-forms.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { Language } from "../tables/table.js";
import {
  CIRCLE_OPACITY,
  COLOURS,
  drawBarriers,
  drawCircles,
  drawFoot,
  drawStreets,
  type Frame,
  frameAround,
  frameOfStreets,
  HEAD_PX,
  svgDocument,
  textWidth,
} from "./svg-base-map.js";

/** What the map of isochrones shows. */
export interface IsochroneMapOptions {
  /** Streets and barriers. */
  readonly network: WalkNetwork;
  /** The areas, the largest below. */
  readonly isochrones: Isochrones;
  /** Headline of the map. */
  readonly title: string;
  /** Language of the legend; default `en`. */
  readonly lang?: Language | undefined;
  /** Pixels; default 1000. The height follows the extent, at most 1.2 times the width. */
  readonly width?: number | undefined;
}

const MAP_OPTIONS = anObject<IsochroneMapOptions>(
  {
    network: WALK_NETWORK,
    isochrones: ISOCHRONES,
    title: aTitle,
    lang: aWord(["en", "zh"]),
    width: aNumber({ above: 0 }),
  },
  ["network", "isochrones", "title"],
);

/**
 * The map of isochrones over their streets.
 *
 * @returns a whole SVG document
 * @throws {InvalidInputError} if an option is missing, wrong or does not exist
 *
 * @example
 * const isochrones = isochrone(costs, pharmacies, { cutoffs: [minutes(5), minutes(10)] });
 * const svg = renderIsochroneSvg({ network, isochrones, title: "Pharmacies within 5 and 10 minutes" });
 */
export function renderIsochroneSvg(options: IsochroneMapOptions): string {
  checkCall("renderIsochroneSvg", ["options", options, MAP_OPTIONS]);
  const { network, isochrones, title, lang = "en", width = 1000 } = options;
  const outline = isochrones.polygons[isochrones.polygons.length - 1]?.flat(2) ?? [];
  const frame =
    outline.length > 0
      ? frameAround(
          outline.map(([lon]) => lon),
          outline.map(([, lat]) => lat),
          width,
        )
      : frameOfStreets(network, width);
  return svgDocument(
    title,
    frame,
    [
      drawCircles(isochrones, frame),
      drawBarriers(network, frame),
      drawStreets(network, frame),
      ...isochrones.origins.map(({ place: [lon, lat] }) => origin(frame, lon, lat)),
    ],
    [drawHead(isochrones, title, lang, frame), drawFoot(network, isochrones.attribution ?? "", lang, frame)],
  );
}

function origin(frame: Frame, lon: number, lat: number): string {
  const at = `cx="${frame.x(lon).toFixed(1)}" cy="${frame.y(lat).toFixed(1)}"`;
  return `<circle ${at} r="6" fill="${COLOURS.facility}" stroke="#fff" stroke-width="2"/>`;
}

/** Title, who walks, and a key: each circle is shaded by itself and by all larger ones. */
function drawHead(isochrones: Isochrones, title: string, lang: Language, frame: Frame): string {
  const { cutoffs, unit, profile, direction } = isochrones;
  const ways = lang === "zh" ? { from: "由此出发", to: "到此" } : { from: "from here", to: "to here" };
  const lines = [
    `<rect width="${frame.width}" height="${HEAD_PX}" fill="#fff"/>`,
    `<text x="24" y="38" font-size="24" font-weight="700">${escapeXml(title)}</text>`,
    `<text x="24" y="62" font-size="14" fill="#444">${escapeXml(`${profile}, ${ways[direction]}`)}</text>`,
  ];
  let x = 24;
  cutoffs.forEach((cutoff, i) => {
    const amount = unit === "ms" ? cutoff / 60_000 : cutoff / 1000;
    const units = unit === "ms" ? { en: "min", zh: "分钟" } : { en: "m", zh: "米" };
    const text = `${amount} ${units[lang]}`;
    const shades = Array.from(
      { length: cutoffs.length - i },
      () =>
        `<rect x="${x}" y="72" width="18" height="14" fill="${COLOURS.circle}" fill-opacity="${CIRCLE_OPACITY}"/>`,
    );
    lines.push(...shades, `<text x="${x + 25}" y="84" font-size="13">${text}</text>`);
    x += 45 + textWidth(text, 13);
  });
  return lines.join("\n");
}
