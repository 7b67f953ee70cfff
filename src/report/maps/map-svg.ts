/**
 * A plain static map: streets, barriers, walking circles, blocks by verdict, facilities.
 *
 * One service a map. Colours are safe for the colour-blind (Okabe & Ito 2008) and differ in lightness and shape, so
 * that the map reads in black and white. Drawn in local metres at the middle latitude, north up.
 */

import { aNumber, anObject, aTitle, aWord, checkCall } from "../../base/check-call.js";
import { escapeXml } from "../../base/escape-xml.js";
import type { GapReport, ServiceGaps } from "../../coverage/gap-report.js";
import { VERDICTS, type Verdict, verdictAt } from "../../coverage/gap-report.js";
import { GAP_REPORT } from "../../coverage/report-form.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import { ISOCHRONES } from "../../isochrone/isochrone-form.js";
import { WALK_NETWORK } from "../../network/network-forms.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { byBasis, limitUnit } from "../../standards/requirement.js";
import { serviceName } from "../../standards/service-name.js";
import { number } from "../page/words.js";
import { attributionOf, STATUS_WORDS } from "../tables/rows.js";
import { standardTitle } from "../tables/standard-title.js";
import type { Language } from "../tables/table.js";
import {
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

/** What the map of one service shows. */
export interface MapOptions {
  /** Streets and barriers. */
  readonly network: WalkNetwork;
  /** Blocks, facilities and verdicts. */
  readonly report: GapReport;
  /** Which service is shown; an empty text for none, where no service can be judged. */
  readonly service: string;
  /** Walking circles to be shaded, the largest below. */
  readonly isochrones?: Isochrones | undefined;
  /** Headline of the map. */
  readonly title: string;
  /** Language of the legend; default `en`. */
  readonly lang?: Language | undefined;
  /** Pixels; default 1400. The height follows the extent, at most 1.2 times the width. */
  readonly width?: number | undefined;
}

const MAP_OPTIONS = anObject<MapOptions>(
  {
    network: WALK_NETWORK,
    report: GAP_REPORT,
    service: aTitle,
    isochrones: ISOCHRONES,
    title: aTitle,
    lang: aWord(["en", "zh"]),
    width: aNumber({ above: 0 }),
  },
  ["network", "report", "service", "title"],
);

const WORDS = {
  en: {
    met: "met",
    gap: "gap",
    unknown: "unknown",
    facility: "facility",
    circle: "within the walk",
    blocks: "blocks",
    residents: "residents",
    dwellings: "dwellings",
  },
  zh: {
    met: "达标",
    gap: "缺口",
    unknown: "未知",
    facility: "设施",
    circle: "步行范围内",
    blocks: "处住宅",
    residents: "位居民",
    dwellings: "户",
  },
} as const;

/**
 * The map of one service: streets, blocks by verdict, facilities.
 *
 * It shows all but the outermost blocks (0.3 % on each side), or facilities where there are none, or streets, with a margin.
 *
 * @returns a whole SVG document
 * @throws {InvalidInputError} if the report does not judge the service
 *
 * @example
 * writeFileWhole("map.svg", [renderMapSvg({ network, report, service: "pharmacy", title: "Pharmacies" })]);
 */
export function renderMapSvg(options: MapOptions): string {
  checkCall("renderMapSvg", ["options", options, MAP_OPTIONS]);
  const { network, report, lang = "en" } = options;
  const judged = report.services.map((gaps) => gaps.service);
  if (judged.length > 0 && options.service !== "")
    checkCall("renderMapSvg", ["options.service", options.service, aWord(judged)]);
  const service = report.services[judged.indexOf(options.service)];
  // Facilities may be of a whole city: they do not widen the map of a district.
  const { blocks } = report.blocks;
  const places = blocks.length > 0 ? blocks : report.facilities.facilities;
  const frame =
    places.length > 0
      ? frameAround(
          places.map(({ lon }) => lon),
          places.map(({ lat }) => lat),
          options.width,
        )
      : frameOfStreets(network, options.width);
  return svgDocument(
    options.title,
    frame,
    [
      options.isochrones === undefined ? "" : drawCircles(options.isochrones, frame),
      drawBarriers(network, frame),
      drawStreets(network, frame),
      service === undefined ? "" : drawBlocks(report, service, frame),
      service === undefined ? "" : drawFacilities(report, service.service, frame),
    ],
    [drawHead(options, service, lang, frame), drawFoot(network, attributionOf(report), lang, frame)],
  );
}

/** Size of the marks: large where blocks are few. */
function markPx(blocks: number): number {
  return blocks > 10_000 ? 1.1 : blocks > 2000 ? 1.8 : 3;
}

function drawBlocks({ blocks }: GapReport, service: ServiceGaps, frame: Frame): string {
  const size = markPx(blocks.blocks.length);
  const marks: Record<Verdict, string[]> = { met: [], gap: [], unknown: [] };
  blocks.blocks.forEach(({ lon, lat }, b) => {
    const [x, y] = [frame.x(lon), frame.y(lat)];
    const verdict = verdictAt(service, b);
    marks[verdict].push(blockMark(verdict, x, y, size));
  });
  return VERDICTS.map((verdict) => `<path d="${marks[verdict].join("")}" fill="${COLOURS[verdict]}"/>`)
    .reverse()
    .join("\n");
}

/** Met is a square, a gap a diamond of twice the area, unknown a small square. */
function blockMark(verdict: Verdict, x: number, y: number, size: number): string {
  const at = `${x.toFixed(1)} ${y.toFixed(1)}`;
  const r = (verdict === "gap" ? size * 1.4 : verdict === "met" ? size : size * 0.7).toFixed(1);
  return verdict === "gap"
    ? `M${at}m0-${r}l${r} ${r}l-${r} ${r}l-${r}-${r}z`
    : `M${at}m-${r}-${r}h${Number(r) * 2}v${Number(r) * 2}h-${Number(r) * 2}z`;
}

function drawFacilities({ facilities }: GapReport, service: string, frame: Frame): string {
  return facilities.facilities
    .filter(({ services }) => services.includes(service))
    .map(({ name, lon, lat }) => {
      const at = `cx="${frame.x(lon).toFixed(1)}" cy="${frame.y(lat).toFixed(1)}"`;
      const label = name === "" ? "" : `<title>${escapeXml(name)}</title>`;
      return `<circle ${at} r="4" fill="${COLOURS.facility}" stroke="#fff" stroke-width="1.2">${label}</circle>`;
    })
    .join("\n");
}

function drawHead(
  { title, service: id, isochrones }: MapOptions,
  service: ServiceGaps | undefined,
  lang: Language,
  frame: Frame,
): string {
  const words = WORDS[lang];
  const name = serviceName(service?.requirement ?? { service: id }, lang);
  const lines = [
    `<text x="24" y="38" font-size="24" font-weight="700">${escapeXml([title, name].filter(Boolean).join(" — "))}</text>`,
  ];
  if (service !== undefined) {
    const { requirement, summary } = service;
    const whose = byBasis(requirement, "", ` (${requirement.profile})`);
    const limit = `≤ ${requirement.limit} ${limitUnit(requirement)}${whose}`;
    const rule = standardTitle(requirement.ruleSet)?.[lang] ?? requirement.ruleSet;
    const ruleText = `${limit} · ${rule} (${STATUS_WORDS[requirement.status][lang]})`;
    lines.push(`<text x="24" y="62" font-size="14" fill="#444">${escapeXml(ruleText)}</text>`);
    const { numerator: met, denominator, leftOut: unknown } = summary.share;
    const amounts = { met, gap: denominator - met, unknown };
    const entries = VERDICTS.filter((verdict) => summary.blocks[verdict] > 0).map((verdict) => {
      const people = number(Math.round(amounts[verdict]));
      const peopleText = summary.shareBy === "blocks" ? "" : `, ${people} ${words[summary.shareBy]}`;
      return [
        verdict,
        `${words[verdict]}: ${number(summary.blocks[verdict])} ${words.blocks}${peopleText}`,
      ] as const;
    });
    let x = 24;
    for (const [verdict, text] of entries) {
      lines.push(`<path d="${blockMark(verdict, x + 6, 79, 5)}" fill="${COLOURS[verdict]}"/>`);
      lines.push(`<text x="${x + 18}" y="84" font-size="13">${escapeXml(text)}</text>`);
      x += 40 + textWidth(text, 13);
    }
    lines.push(`<circle cx="${x + 6}" cy="79" r="4.5" fill="${COLOURS.facility}"/>`);
    lines.push(
      `<text x="${x + 18}" y="84" font-size="13">${words.facility}: ${service.facilityCount}</text>`,
    );
    x += 40 + textWidth(`${words.facility}: ${service.facilityCount}`, 13);
    if (isochrones !== undefined) {
      lines.push(
        `<rect x="${x}" y="72" width="16" height="13" fill="${COLOURS.circle}" fill-opacity="0.3"/>`,
      );
      lines.push(`<text x="${x + 22}" y="84" font-size="13">${words.circle}</text>`);
    }
  }
  return `<rect width="${frame.width}" height="${HEAD_PX}" fill="#fff"/>${lines.join("\n")}`;
}
