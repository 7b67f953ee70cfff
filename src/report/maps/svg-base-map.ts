/**
 * What all fixed maps share: the frame, streets and barriers, shaded circles, the foot with scale, north and credits.
 *
 * Drawn in local metres at the middle latitude, north up.
 */
import { itemAt } from "../../base/at.js";
import { escapeXml } from "../../base/escape-xml.js";
import { middlePart } from "../../base/quantile.js";
import { type DegreeLengths, degreeLengths, shortWay } from "../../geo/earth.js";
import { onOneSide } from "../../geo/meridian.js";
import type { LonLat } from "../../geo/polygon-point.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import { EdgeFlag } from "../../network/street-draft.js";
import { barrierLine, edgeShape, streetRow } from "../../network/street-rows.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { Language } from "../tables/table.js";
import { niceLength, simplifyPath } from "./svg-parts.js";

export const COLOURS = {
  paper: "#ffffff",
  street: "#c9c9c9",
  major: "#9d9d9d",
  water: "#8ab8d8",
  rail: "#6b6b6b",
  circle: "#009e73",
  met: "#56b4e9",
  gap: "#a84300",
  unknown: "#9a9a9a",
  facility: "#000000",
} as const;

/** Of one circle; those that lie in larger ones are darker. */
export const CIRCLE_OPACITY = 0.16;

const MAJOR = ["trunk", "primary", "secondary", "tertiary"];

const WORDS = {
  en: { north: "N", water: "river, water", rail: "railway, motorway, wall" },
  zh: { north: "北", water: "河流、水面", rail: "铁路、高速、围墙" },
} as const;

/** Degrees → pixels. */
export interface Frame {
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
  readonly width: number;
  readonly height: number;
  readonly metresPerPixel: number;
}

export const HEAD_PX = 92;
const FOOT_PX = 64;

/**
 * The frame that holds all but the outermost 0.3 % of some places on each side, with a margin.
 *
 * @param width - pixels; the height follows the extent, at most 1.2 times the width
 */
export function frameAround(lons: ArrayLike<number>, lats: ArrayLike<number>, width = 1400): Frame {
  const [west, east] = middlePart(onOneSide(lons));
  const [south, north] = middlePart(lats);
  const { lonM, latM }: DegreeLengths = degreeLengths((south + north) / 2);
  const margin = 1.06;
  const spanX = Math.max((east - west) * lonM, 200) * margin;
  const spanY = Math.max((north - south) * latM, 200) * margin;
  const inner = Math.min(width * 1.2, Math.max(width * 0.4, (width * spanY) / spanX));
  const metresPerPixel = Math.max(spanX / width, spanY / inner);
  const [midLon, midLat] = [(west + east) / 2, (south + north) / 2];
  return {
    x: (lon) => width / 2 + (shortWay(lon - midLon) * lonM) / metresPerPixel,
    y: (lat) => HEAD_PX + inner / 2 - ((lat - midLat) * latM) / metresPerPixel,
    width,
    height: Math.round(inner + HEAD_PX + FOOT_PX),
    metresPerPixel,
  };
}

/** The frame that holds all but the outermost junctions. */
export function frameOfStreets({ nodeLonE7, nodeLatE7 }: WalkNetwork, width?: number): Frame {
  return frameAround(
    Float64Array.from(nodeLonE7, (e7) => e7 / 1e7),
    Float64Array.from(nodeLatE7, (e7) => e7 / 1e7),
    width,
  );
}

/** A whole document: what lies in the frame is cut off at its edge, head and foot are not. */
export function svgDocument(
  title: string,
  frame: Frame,
  framed: readonly string[],
  around: readonly string[],
): string {
  const { width, height } = frame;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="'Noto Sans CJK SC', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif">`,
    `<title>${escapeXml(title)}</title>`,
    `<clipPath id="frame"><rect x="0" y="${HEAD_PX}" width="${width}" height="${height - HEAD_PX - FOOT_PX}"/></clipPath>`,
    `<rect width="${width}" height="${height}" fill="${COLOURS.paper}"/>`,
    `<g clip-path="url(#frame)">`,
    ...framed.filter((part) => part !== ""),
    "</g>",
    ...around,
    "</svg>",
  ].join("\n")}\n`;
}

export function drawStreets(network: WalkNetwork, frame: Frame): string {
  const paths: Record<"minor" | "major", string[]> = { minor: [], major: [] };
  for (let e = 0; e < network.edgeCount; e++) {
    // Straight walks across squares are not streets to be seen.
    const { attributes, streetClass } = streetRow(network, e);
    if ((attributes & EdgeFlag.square) !== 0) continue;
    const path = linePath(frame, edgeShape(network, e));
    const kind = MAJOR.includes(streetClass.replace("_link", "")) ? "major" : "minor";
    if (path !== "") paths[kind].push(path);
  }
  const draw = (kind: "minor" | "major", colour: string, px: number) =>
    `<path d="${paths[kind].join("")}" fill="none" stroke="${colour}" stroke-width="${px}"/>`;
  return draw("minor", COLOURS.street, 0.6) + draw("major", COLOURS.major, 1.2);
}

export function drawBarriers({ barriers }: WalkNetwork, frame: Frame): string {
  const paths: Record<"water" | "rail", string[]> = { water: [], rail: [] };
  for (let b = 0; b < barriers.count; b++) {
    const path = linePath(frame, barrierLine(barriers, b));
    paths[itemAt(barriers.kind, b) <= 1 ? "water" : "rail"].push(path);
  }
  return (
    `<path d="${paths.water.join("")}" fill="none" stroke="${COLOURS.water}" stroke-width="1.6"/>` +
    `<path d="${paths.rail.join("")}" fill="none" stroke="${COLOURS.rail}" stroke-width="1" stroke-dasharray="5 3"/>`
  );
}

/** A polyline as a path; empty where it lies outside the frame. */
function linePath(frame: Frame, line: readonly LonLat[]): string {
  const xy = line.map(([lon, lat]): [number, number] => [frame.x(lon), frame.y(lat)]);
  const visible = xy.some(([x, y]) => x >= 0 && x <= frame.width && y >= HEAD_PX && y <= frame.height);
  return visible ? simplifyPath(xy, 0.4, false) : "";
}

/** Circles shaded over each other, the largest below. */
export function drawCircles({ polygons }: Isochrones, frame: Frame): string {
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
    return `<path d="${path}" fill="${COLOURS.circle}" fill-opacity="${CIRCLE_OPACITY}" fill-rule="evenodd"/>`;
  });
  return shades.reverse().join("\n");
}

/** Scale bar, north, key to the lines, file and licences. */
export function drawFoot(network: WalkNetwork, credit: string, lang: Language, frame: Frame): string {
  const words = WORDS[lang];
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
    ...(hasBarrier(network, true)
      ? [
          `<path d="M${legendX} ${top + 32}h28" stroke="${COLOURS.water}" stroke-width="2"/>`,
          `<text x="${legendX + 36}" y="${top + 36}" font-size="12">${words.water}</text>`,
        ]
      : []),
    ...(hasBarrier(network, false)
      ? [
          `<path d="M${legendX} ${top + 50}h28" stroke="${COLOURS.rail}" stroke-width="1.2" stroke-dasharray="5 3"/>`,
          `<text x="${legendX + 36}" y="${top + 54}" font-size="12">${words.rail}</text>`,
        ]
      : []),
    ...drawCredits([file, ...credit.split("; ")].filter(Boolean), frame, y, frame.width - legendX - 180),
  ].join("\n");
}

/** Whether water, or any other barrier, is drawn. */
function hasBarrier({ barriers }: WalkNetwork, water: boolean): boolean {
  return barriers.kind.subarray(0, barriers.count).some((kind) => kind <= 1 === water);
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

/** About how wide a text is. */
export function textWidth(text: string, px: number): number {
  let width = 0;
  for (const char of text) width += char > "\u2e80" ? px : px * 0.54;
  return Math.ceil(width);
}
