/**
 * A plain static map: streets, barriers, walking circles, blocks by verdict, facilities.
 *
 * One service a map. Colours are safe for the colour-blind (Okabe & Ito 2008) and differ in lightness and shape, so
 * that the map reads in black and white. Drawn in local metres at the middle latitude, north up.
 *
 * Layer: report. Imports geo, access, types of network and isochrone.
 */
import type { GapReport, ServiceGaps } from "../access/gap-report.js";
import { VERDICTS } from "../access/gap-report.js";
import { serviceOf } from "../access/services.js";
import { type DegreeLengths, degreeLengths } from "../geo/earth.js";
import type { Isochrones } from "../isochrone/isochrone.js";
import { EdgeFlag } from "../network/street-draft.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { attributionOf, STATUS_WORDS } from "./rows.js";
import { escapeXml, niceLength, simplifyPath } from "./svg-parts.js";
import { type Language, residentsKnown } from "./table.js";

export interface MapOptions {
  readonly network: WalkNetwork;
  readonly report: GapReport;
  /** Which service is shown. */
  readonly service: string;
  /** Walking circles to be shaded, the largest below. */
  readonly isochrones?: Isochrones;
  readonly title: string;
  readonly lang?: Language;
  /** Pixels; default 1400. The height follows the extent, at most 1.2 times the width. */
  readonly width?: number;
}

const COLOURS = {
  paper: "#ffffff",
  street: "#c9c9c9",
  major: "#9d9d9d",
  water: "#8ab8d8",
  rail: "#6b6b6b",
  circle: "#009e73",
  met: "#0072b2",
  gap: "#d55e00",
  unknown: "#999999",
  facility: "#000000",
} as const;

const MAJOR = ["trunk", "primary", "secondary", "tertiary"];

const WORDS = {
  en: {
    met: "met",
    gap: "gap",
    unknown: "unknown",
    facility: "facility",
    circle: "within the walk",
    blocks: "blocks",
    residents: "residents",
    north: "N",
    water: "river, water",
    rail: "railway, motorway, wall",
  },
  zh: {
    met: "达标",
    gap: "缺口",
    unknown: "未知",
    facility: "设施",
    circle: "步行范围内",
    blocks: "处住宅",
    residents: "居民",
    north: "北",
    water: "河流、水面",
    rail: "铁路、高速、围墙",
  },
} as const;

/** Degrees → pixels. */
interface Frame {
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
  readonly width: number;
  readonly height: number;
  readonly metresPerPixel: number;
}

const HEAD_PX = 92;
const FOOT_PX = 64;

/**
 * The map as SVG text.
 *
 * The extent holds all but the outermost blocks and facilities (0.3 % on each side) (of the streets where there are neither), with a margin.
 */
export function renderMapSvg(options: MapOptions): string {
  const { network, report, lang = "en" } = options;
  const service = report.services.find((found) => found.service === options.service);
  const frame = frameOf(options);
  const body = [
    `<g clip-path="url(#frame)">`,
    options.isochrones === undefined ? "" : drawCircles(options.isochrones, frame),
    drawBarriers(network, frame),
    drawStreets(network, frame),
    service === undefined ? "" : drawBlocks(report, service, frame),
    service === undefined ? "" : drawFacilities(report, service.service, frame),
    "</g>",
    drawHead(options, service, lang, frame),
    drawFoot(options, lang, frame),
  ];
  const { width, height } = frame;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'Noto Sans CJK SC', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif">`,
    `<title>${escapeXml(options.title)}</title>`,
    `<clipPath id="frame"><rect x="0" y="${HEAD_PX}" width="${width}" height="${height - HEAD_PX - FOOT_PX}"/></clipPath>`,
    `<rect width="${width}" height="${height}" fill="${COLOURS.paper}"/>`,
    ...body.filter((part) => part !== ""),
    "</svg>",
  ].join("\n")}\n`;
}

function frameOf({ network, report, width = 1400 }: MapOptions): Frame {
  const places = [...report.blocks.blocks, ...report.facilities.facilities];
  const lons = places.length > 0 ? places.map((p) => p.lon) : Array.from(network.nodeLonE7, (e7) => e7 / 1e7);
  const lats = places.length > 0 ? places.map((p) => p.lat) : Array.from(network.nodeLatE7, (e7) => e7 / 1e7);
  const [west, east] = middlePart(lons);
  const [south, north] = middlePart(lats);
  const { lonM, latM }: DegreeLengths = degreeLengths((south + north) / 2);
  const margin = 1.06;
  const spanX = Math.max((east - west) * lonM, 200) * margin;
  const spanY = Math.max((north - south) * latM, 200) * margin;
  const inner = Math.min(width * 1.2, Math.max(width * 0.4, (width * spanY) / spanX));
  const metresPerPixel = Math.max(spanX / width, spanY / inner);
  const [midLon, midLat] = [(west + east) / 2, (south + north) / 2];
  return {
    x: (lon) => width / 2 + ((lon - midLon) * lonM) / metresPerPixel,
    y: (lat) => HEAD_PX + inner / 2 - ((lat - midLat) * latM) / metresPerPixel,
    width,
    height: Math.round(inner + HEAD_PX + FOOT_PX),
    metresPerPixel,
  };
}

function middlePart(values: readonly number[]): [number, number] {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return [0, 0];
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return [at(0.003), at(0.997)];
}

function drawStreets(network: WalkNetwork, frame: Frame): string {
  const paths: Record<"minor" | "major", string[]> = { minor: [], major: [] };
  for (let e = 0; e < network.edgeCount; e++) {
    // Straight walks across squares are no streets to be seen.
    if ((network.edgeAttributes[e]! & EdgeFlag.square) !== 0) continue;
    const name = network.classes[network.edgeClass[e]!]!.replace("_link", "");
    const { shapeLonE7, shapeLatE7 } = network;
    const path = linePath(frame, shapeLonE7, shapeLatE7, network.firstShape[e]!, network.firstShape[e + 1]!);
    if (path !== "") paths[MAJOR.includes(name) ? "major" : "minor"].push(path);
  }
  const draw = (kind: "minor" | "major", colour: string, px: number) =>
    `<path d="${paths[kind].join("")}" fill="none" stroke="${colour}" stroke-width="${px}"/>`;
  return draw("minor", COLOURS.street, 0.6) + draw("major", COLOURS.major, 1.2);
}

function drawBarriers({ barriers }: WalkNetwork, frame: Frame): string {
  const paths: Record<"water" | "rail", string[]> = { water: [], rail: [] };
  for (let b = 0; b < barriers.count; b++) {
    const path = linePath(frame, barriers.lonE7, barriers.latE7, barriers.first[b]!, barriers.first[b + 1]!);
    paths[barriers.kind[b]! <= 1 ? "water" : "rail"].push(path);
  }
  return (
    `<path d="${paths.water.join("")}" fill="none" stroke="${COLOURS.water}" stroke-width="1.6"/>` +
    `<path d="${paths.rail.join("")}" fill="none" stroke="${COLOURS.rail}" stroke-width="1" stroke-dasharray="5 3"/>`
  );
}

/** A polyline as a path; empty where it lies outside the frame. */
function linePath(frame: Frame, lonE7: Int32Array, latE7: Int32Array, from: number, to: number): string {
  const xy: [number, number][] = [];
  for (let s = from; s < to; s++) xy.push([frame.x(lonE7[s]! / 1e7), frame.y(latE7[s]! / 1e7)]);
  const visible = xy.some(([x, y]) => x >= 0 && x <= frame.width && y >= HEAD_PX && y <= frame.height);
  return visible ? simplifyPath(xy, 0.4, false) : "";
}

function drawCircles({ polygons }: Isochrones, frame: Frame): string {
  const shades = polygons.map((polygon) => {
    const path = polygon
      .flat()
      .map((ring) =>
        simplifyPath(
          ring.map(([lon, lat]) => [frame.x(lon), frame.y(lat)]),
          0.3,
          true,
        ),
      )
      .join("");
    return `<path d="${path}" fill="${COLOURS.circle}" fill-opacity="0.16" fill-rule="evenodd"/>`;
  });
  return shades.reverse().join("\n");
}

/** Size of the marks: large where blocks are few. */
function markPx(blocks: number): number {
  return blocks > 10_000 ? 1.1 : blocks > 2000 ? 1.8 : 3;
}

function drawBlocks({ blocks }: GapReport, service: ServiceGaps, frame: Frame): string {
  const size = markPx(blocks.blocks.length);
  const marks: string[][] = VERDICTS.map(() => []);
  blocks.blocks.forEach(({ lon, lat }, b) => {
    const [x, y] = [frame.x(lon), frame.y(lat)];
    marks[service.verdict[b]!]!.push(blockMark(VERDICTS[service.verdict[b]!]!, x, y, size));
  });
  return VERDICTS.map((verdict, v) => `<path d="${marks[v]!.join("")}" fill="${COLOURS[verdict]}"/>`)
    .reverse()
    .join("\n");
}

/** Met is a square, a gap a diamond of twice the area, unknown a small square. */
function blockMark(verdict: (typeof VERDICTS)[number], x: number, y: number, size: number): string {
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
  { title, service: id }: MapOptions,
  service: ServiceGaps | undefined,
  lang: Language,
  frame: Frame,
): string {
  const words = WORDS[lang];
  const name = serviceOf(id)?.[lang] ?? id;
  const lines = [
    `<text x="24" y="38" font-size="24" font-weight="700">${escapeXml([title, name].filter(Boolean).join(" — "))}</text>`,
  ];
  if (service !== undefined) {
    const { requirement, summary } = service;
    const limit =
      requirement.basis === "distance"
        ? `≤ ${requirement.limit} m`
        : `≤ ${requirement.limit} min (${requirement.profile})`;
    const said = `${limit} · ${requirement.ruleSet}, ${requirement.recordId} (${STATUS_WORDS[requirement.status][lang]})`;
    lines.push(`<text x="24" y="62" font-size="14" fill="#444">${escapeXml(said)}</text>`);
    const entries = VERDICTS.map((verdict) => {
      const people = Math.round(summary.residents[verdict]);
      const said = residentsKnown(summary) ? `, ${people} ${words.residents}` : "";
      return [verdict, `${words[verdict]}: ${summary.blocks[verdict]} ${words.blocks}${said}`] as const;
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
    lines.push(`<rect x="${x}" y="72" width="16" height="13" fill="${COLOURS.circle}" fill-opacity="0.3"/>`);
    lines.push(`<text x="${x + 22}" y="84" font-size="13">${words.circle}</text>`);
  }
  return `<rect width="${frame.width}" height="${HEAD_PX}" fill="#fff"/>${lines.join("\n")}`;
}

function drawFoot({ network, report }: MapOptions, lang: Language, frame: Frame): string {
  const words = WORDS[lang];
  const credit = attributionOf(report);
  const top = frame.height - FOOT_PX;
  const scaleM = niceLength(frame.metresPerPixel * 220);
  const px = scaleM / frame.metresPerPixel;
  const label = scaleM >= 1000 ? `${scaleM / 1000} km` : `${scaleM} m`;
  const bar = `<path d="M24 ${top + 30}v6h${px.toFixed(1)}v-6" fill="none" stroke="#000" stroke-width="1.5"/>`;
  const y = top + 52;
  const legendX = 24 + px + 90;
  const file = network.source.path.split(/[\\/]/).pop() ?? "";
  return [
    `<rect y="${top}" width="${frame.width}" height="${FOOT_PX}" fill="#fff"/>`,
    bar,
    `<text x="24" y="${y}" font-size="12">${label}</text>`,
    `<path d="M${24 + px + 40} ${top + 14}l7 22l-7-5l-7 5z" fill="#000"/>`,
    `<text x="${24 + px + 40}" y="${y}" font-size="12" text-anchor="middle">${words.north}</text>`,
    `<path d="M${legendX} ${top + 32}h28" stroke="${COLOURS.water}" stroke-width="2"/>`,
    `<text x="${legendX + 36}" y="${top + 36}" font-size="12">${words.water}</text>`,
    `<path d="M${legendX} ${top + 50}h28" stroke="${COLOURS.rail}" stroke-width="1.2" stroke-dasharray="5 3"/>`,
    `<text x="${legendX + 36}" y="${top + 54}" font-size="12">${words.rail}</text>`,
    ...drawCredits([file, ...credit.split("; ")].filter(Boolean), frame, y, frame.width - legendX - 180),
  ].join("\n");
}

/** File and licences at the lower right, in as many lines as they need. */
function drawCredits(parts: readonly string[], frame: Frame, y: number, widthPx: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ""} · ${part}`;
    if (lines.length > 0 && textWidth(longer, 12) <= widthPx) lines[lines.length - 1] = longer;
    else lines.push(part);
  }
  const first = y - 16 * (lines.length - 1);
  return lines.map(
    (line, i) =>
      `<text x="${frame.width - 24}" y="${first + 16 * i}" font-size="12" text-anchor="end" fill="#444">${escapeXml(line)}</text>`,
  );
}

function textWidth(text: string, px: number): number {
  let width = 0;
  for (const char of text) width += char > "\u2e80" ? px : px * 0.54;
  return Math.ceil(width);
}
