/**
 * Fixed maps of a report page: for print, and for readers with scripts off. One service a map.
 *
 * Streets are drawn once and used by every map. Marks that would cover each other are drawn once, since a page holds
 * many maps.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import { degreeLengths, shortWay } from "../../geo/earth.js";
import { niceLength } from "../maps/svg-parts.js";
import { amountUnit, unitWords } from "./amounts.js";
import { scaleOfAreas, splitByArea, streetSquares } from "./areas.js";
import { extentOf } from "./frame.js";
import { attribute, both, bothSpans, html, type Markup } from "./html.js";
import { AREA_COLOURS, CIRCLE, countMarks, markPath, SITE, schemeOf } from "./marks.js";
import { sitesOffering } from "./plan-sites.js";
import type { Words } from "./report-data.js";
import { type Lines, placesOf, type ReportModel, type ServiceModel } from "./report-model.js";
import { requiredWords } from "./required-words.js";
import { SYMBOL_DARK, SYMBOL_LIGHT, SYMBOL_TILE, symbolOf } from "./symbols.js";
import { thinLine } from "./thin-lines.js";
import { type Lang, number, say, WORDS } from "./words.js";

/** Pixels. */
export const MAP_WIDTH = 860;
/** Marks nearer than this to one of the same kind are not drawn again. */
const CELL_PX = 2;

/** Degrees → pixels. */
export interface PageFrame {
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
  readonly height: number;
  readonly metresPerPixel: number;
}

/** Services that have a map: those that could be judged, else those with facilities; null is a map of none. */
export function mappedServices({ services }: ReportModel): (ServiceModel | null)[] {
  const judged = services.filter(({ summary }) => summary.blockShare.value !== null);
  const served = services.filter(({ facilityCount }) => facilityCount > 0);
  return judged.length > 0 ? judged : served.length > 0 ? served : [null];
}

/** @param hasStreets - whether the first of these maps carries the streets that all maps of the page use */
export function staticMaps(
  model: ReportModel,
  lang: Lang,
  services: readonly (ServiceModel | null)[],
  hasStreets: boolean,
): Markup {
  const frame = frameOf(model);
  return html`${services.map((service, i) => mapOf(model, service, frame, lang, hasStreets && i === 0))}`;
}

function mapOf(
  model: ReportModel,
  service: ServiceModel | null,
  frame: PageFrame,
  lang: Lang,
  first: boolean,
): Markup {
  const name = service === null ? WORDS.map : service.name;
  const squares = showsSquares(model);
  const streets = first
    ? html`<clipPath id="map-frame"><rect width="${MAP_WIDTH}" height="${frame.height}"/></clipPath><symbol id="streets" viewBox="0 0 ${MAP_WIDTH} ${frame.height}">${streetPaths(model, frame)}</symbol>`
    : null;
  return html`<figure class="static-map">
<svg viewBox="0 0 ${MAP_WIDTH} ${frame.height}" role="img" ${attribute("aria-label", name, lang)}>
${streets}<rect width="${MAP_WIDTH}" height="${frame.height}" fill="#fff"/><g clip-path="url(#map-frame)">
${service !== null && squares ? squaresPaths(model, service, frame) : null}${service?.circle && !squares ? circlePath(service.circle, frame) : null}<use href="#streets"/>${outlinePath(model, frame)}
${service === null ? null : squares ? facilityDots(model, service, frame) : marksOf(model, service, frame)}${siteMarks(model, service, frame)}</g>
<rect width="${MAP_WIDTH}" height="${frame.height}" fill="none" stroke="#666"/>${scaleAndNorth(frame)}</svg>
<figcaption><b>${both(name)}</b> ${service === null ? null : legendOf(model, service)} <small>${model.data.attribution}</small></figcaption>
</figure>
`;
}

/** A frame around all but the outermost places. */
export function frameOf(model: ReportModel): PageFrame {
  const { west, south, east, north } = extentOf(model);
  const { lonM, latM } = degreeLengths((south + north) / 2);
  const [spanX, spanY] = [
    Math.max((east - west) * lonM, 400) * 1.06,
    Math.max((north - south) * latM, 400) * 1.06,
  ];
  const height = Math.round(
    Math.min(MAP_WIDTH * 1.15, Math.max(MAP_WIDTH * 0.45, (MAP_WIDTH * spanY) / spanX)),
  );
  const metresPerPixel = Math.max(spanX / MAP_WIDTH, spanY / height);
  const [midLon, midLat] = [(west + east) / 2, (south + north) / 2];
  return {
    x: (lon) => MAP_WIDTH / 2 + (shortWay(lon - midLon) * lonM) / metresPerPixel,
    y: (lat) => height / 2 - ((lat - midLat) * latM) / metresPerPixel,
    height,
    metresPerPixel,
  };
}

function streetPaths({ streets }: ReportModel, frame: PageFrame): Markup | null {
  if (streets === null) return null;
  const paths = (kinds: Float64Array, lines: Lines, kind: number) =>
    [...kinds.keys()]
      .filter((i) => kinds[i] === kind)
      .map((i) => linePath(lines, i, frame, false))
      .join("");
  const draw = (d: string, colour: string, px: number, dash = "") =>
    html`<path d="${d}" fill="none" stroke="${colour}" stroke-width="${px}" ${dash === "" ? null : html`stroke-dasharray="${dash}"`}/>`;
  return html`${draw(paths(streets.kind, streets.lines, 1), "#d0d0d0", 0.6)}${draw(paths(streets.kind, streets.lines, 2), "#a2a2a2", 1.1)}${draw(
    paths(streets.barrierKind, streets.barriers, 0),
    "#7fb2d6",
    1.5,
  )}${draw(paths(streets.barrierKind, streets.barriers, 1), "#6b6b6b", 0.9, "4 3")}`;
}

function circlePath(circle: Lines, frame: PageFrame): Markup {
  const d = Array.from({ length: circle.first.length - 1 }, (_, i) => linePath(circle, i, frame, true)).join(
    "",
  );
  return html`<path d="${d}" fill="${CIRCLE}" fill-opacity="0.18" fill-rule="evenodd"/>`;
}

/** Everything on the map of one service, streets included, for a picture of its own. @param prefix - of ids, one a picture */
export function mapDrawing(
  model: ReportModel,
  service: ServiceModel,
  frame: PageFrame,
  prefix: string,
): Markup {
  const size = html`width="${MAP_WIDTH}" height="${frame.height}"`;
  return html`<clipPath id="${prefix}-frame"><rect ${size}/></clipPath><rect ${size} fill="#fff"/><g clip-path="url(#${prefix}-frame)">${service.circle ? circlePath(service.circle, frame) : null}${streetPaths(model, frame)}${outlinePath(model, frame)}${marksOf(model, service, frame, false)}${siteMarks(model, service, frame)}</g><rect ${size} fill="none" stroke="#666"/>${scaleAndNorth(frame)}`;
}

function outlinePath({ outline }: ReportModel, frame: PageFrame): Markup | null {
  if (outline === null) return null;
  const d = Array.from({ length: outline.first.length - 1 }, (_, i) =>
    linePath(outline, i, frame, true),
  ).join("");
  return html`<path d="${d}" fill="none" stroke="#000" stroke-width="1.2" stroke-dasharray="8 3 2 3"/>`;
}

/** A line in whole pixels; empty where it lies outside or would be a dot. */
function linePath(lines: Lines, i: number, frame: PageFrame, closed: boolean): string {
  const xy = thinLine(placesOf(lines, i), frame.metresPerPixel * 0.5).map(
    ([x, y]) => [frame.x(x), frame.y(y)] as const,
  );
  if (!xy.some(([x, y]) => x >= 0 && x <= MAP_WIDTH && y >= 0 && y <= frame.height)) return "";
  let path = "";
  let last: [number, number] = [0, 0];
  for (const [fx, fy] of xy) {
    const [x, y] = [Math.round(fx), Math.round(fy)];
    if (path === "") path = `M${x} ${y}`;
    else if (x !== last[0] || y !== last[1]) path += `l${x - last[0]} ${y - last[1]}`;
    last = [x, y];
  }
  if (!path.includes("l")) return "";
  return closed ? `${path}z` : path;
}

/** More blocks than this would cover each other: squares stand for them. */
const MAX_MARKS = 3000;

/** Whether a fixed map shows squares. */
function showsSquares({ blocks }: ReportModel): boolean {
  return blocks.count > MAX_MARKS;
}

/** Squares by how many are without. */
function squaresPaths(model: ReportModel, service: ServiceModel, frame: PageFrame): Markup {
  const { areas, classOf, splits } = squareScale(model, service);
  if (areas.squares === null) return html``;
  const { corners, side } = areas.squares;
  const paths = AREA_COLOURS.map(() => "");
  for (const [i, [lon, lat]] of corners.entries()) {
    const at = classOf(itemAt(splits, i)) + 1;
    const [west, east] = [frame.x(lon), frame.x(lon + side.lon)].map(Math.round);
    const [south, north] = [frame.y(lat), frame.y(lat + side.lat)].map(Math.round);
    paths[at] += `M${west} ${south}H${east}V${north}H${west}z`;
  }
  return html`${AREA_COLOURS.map((colour, i) => (paths[i] === "" ? null : html`<path d="${itemAt(paths, i)}" fill="${colour}"/>`))}`;
}

function squareScale(model: ReportModel, service: ServiceModel) {
  const areas = streetSquares(model);
  const splits = splitByArea(model, service, areas);
  return { areas, splits, ...scaleOfAreas(areas, splits) };
}

function facilityDots({ facilities }: ReportModel, { service }: ServiceModel, frame: PageFrame): Markup {
  const r = facilities.count > 400 ? 3 : 7;
  const places = facilities.services.flatMap((offered, f) => {
    const [x, y] = [frame.x(itemAt(facilities.lon, f)), frame.y(itemAt(facilities.lat, f))];
    const isInside = x >= 0 && y >= 0 && x <= MAP_WIDTH && y <= frame.height;
    return offered.includes(service) && isInside ? [[x.toFixed(1), y.toFixed(1)] as const] : [];
  });
  if (r === 3)
    return html`${places.map(([x, y]) => html`<circle cx="${x}" cy="${y}" r="3" fill="${SYMBOL_DARK}" stroke="#fff"/>`)}`;
  return html`${places.map(([x, y]) => html`<g transform="translate(${x} ${y})scale(.8)"><path d="${SYMBOL_TILE}" fill="${SYMBOL_DARK}" stroke="#fff" stroke-width="2"/><path d="${symbolOf(service)}" fill="${SYMBOL_LIGHT}" fill-rule="evenodd"/></g>`)}`;
}

function marksOf(model: ReportModel, service: ServiceModel, frame: PageFrame, inPage = true): Markup {
  const dots = facilityDots(model, service, frame);
  const { marks, markOf } = schemeOf(service, "verdict", model.data);
  const { blocks } = model;
  const layers = marks.map((mark) => ({ ...mark, cells: new Set<number>() }));
  const size = blocks.count > 5000 ? 1.4 : blocks.count > 1000 ? 2.2 : 3.4;
  for (let b = 0; b < blocks.count; b++) {
    const [x, y] = [frame.x(blocks.lon[b] ?? nothingAt(b)), frame.y(blocks.lat[b] ?? nothingAt(b))];
    if (x < 0 || y < 0 || x > MAP_WIDTH || y > frame.height) continue;
    const { cells } = layers[markOf(b)] ?? nothingAt(b);
    cells.add(Math.round(y / CELL_PX) * 4096 + Math.round(x / CELL_PX));
  }
  const drawn = layers.map(({ shape, scale, colour, cells }, i) => {
    const id = `m-${service.service}-${i}`;
    const r = size * scale;
    if (cells.size === 0) return null;
    // Not every program that turns pictures into pixels draws markers.
    if (!inPage)
      return html`<path d="${[...cells].map((cell) => markPath(shape, ...placeOf(cell), r)).join("")}" fill="${colour}"/>`;
    return html`<marker id="${id}" viewBox="-9 -9 18 18" markerWidth="18" markerHeight="18" markerUnits="userSpaceOnUse"><path d="${markPath(shape, 0, 0, r)}" fill="${colour}"/></marker><path d="${dottedPath(cells)}" fill="none" marker-start="url(#${id})" marker-mid="url(#${id})" marker-end="url(#${id})"/>`;
  });
  // Unknown below, gaps above.
  return html`${[2, 0, 1, 3].map((i) => drawn[i] ?? null)}${dots}`;
}

function placeOf(cell: number): [x: number, y: number] {
  return [CELL_PX * (cell % 4096), CELL_PX * Math.floor(cell / 4096)];
}

/** A path with a corner in every cell, where markers are drawn: two numbers a mark instead of a shape. */
function dottedPath(cells: ReadonlySet<number>): string {
  let path = "";
  let [lastX, lastY] = [0, 0];
  for (const cell of [...cells].sort((a, b) => a - b)) {
    const [x, y] = placeOf(cell);
    const [dx, dy] = [x - lastX, y - lastY];
    path += path === "" ? `M${x} ${y}` : `l${dx}${dy < 0 ? "" : " "}${dy}`;
    [lastX, lastY] = [x, y];
  }
  // A path of one corner has neither middle nor end.
  return cells.size === 1 ? `${path}h0` : path;
}

function siteMarks({ data }: ReportModel, service: ServiceModel | null, frame: PageFrame): Markup {
  const sites = sitesOffering(data.plans, service?.service);
  return html`${sites.map(({ site: { lon, lat }, rank }) => {
    const [x, y] = [frame.x(lon), frame.y(lat)];
    return html`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="8" fill="${SITE}" stroke="#000" stroke-width="1.5"/><text x="${x.toFixed(1)}" y="${(y + 4).toFixed(1)}" font-size="11" font-weight="700" text-anchor="middle">${rank}</text>`;
  })}`;
}

function scaleAndNorth(frame: PageFrame): Markup {
  const metres = niceLength(frame.metresPerPixel * 180);
  const px = metres / frame.metresPerPixel;
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  const y = frame.height - 14;
  return html`<g><rect x="8" y="${y - 22}" width="${(px + 24).toFixed(0)}" height="30" fill="#fff" fill-opacity="0.85"/><path d="M20 ${y - 4}v6h${px.toFixed(1)}v-6" fill="none" stroke="#000" stroke-width="1.5"/><text x="${(20 + px / 2).toFixed(0)}" y="${y - 8}" font-size="12" text-anchor="middle">${label}</text><path d="M${MAP_WIDTH - 24} 12l8 24l-8-6l-8 6z" fill="#000"/><text x="${MAP_WIDTH - 24}" y="50" font-size="13" text-anchor="middle">${bothSpans(WORDS.north)}</text></g>`;
}

function legendOf(model: ReportModel, service: ServiceModel): Markup {
  const squares = showsSquares(model);
  const swatch = (fill: string, label: Words) =>
    html`<span class="key"><svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true"><rect x="-7" y="-7" width="14" height="14" fill="${fill}" stroke="#8a8a8a"/></svg> ${both(label)}</span> `;
  const entries = squares ? squareEntries(model, service, swatch) : blockEntries(model, service);
  const facilities = html`<span class="key"><svg viewBox="-9 -9 18 18" width="16" height="16" aria-hidden="true"><path d="${SYMBOL_TILE}" fill="${SYMBOL_DARK}"/><path d="${symbolOf(service.service)}" fill="${SYMBOL_LIGHT}" fill-rule="evenodd"/></svg> ${both(WORDS.facilities)} ${number(service.facilityCount)}</span>`;
  const circle =
    service.circle === null || squares
      ? null
      : html` <span class="key"><svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true"><rect x="-7" y="-7" width="14" height="14" fill="${CIRCLE}" fill-opacity="0.3"/></svg> ${both(requiredWords(service))}</span>`;
  const count = sitesOffering(model.data.plans, service.service).length;
  const sites =
    count === 0
      ? null
      : html` <span class="key"><svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true"><circle r="6.5" fill="${SITE}" stroke="#000" stroke-width="1.5"/></svg> ${both(WORDS.layerSites)} ${number(count)}</span>`;
  return html`${entries}${facilities}${sites}${circle}`;
}

function squareEntries(
  model: ReportModel,
  service: ServiceModel,
  swatch: (fill: string, label: Words) => Markup,
): Markup {
  const { names, splits, classOf } = squareScale(model, service);
  const found = new Set(splits.map((split) => classOf(split) + 1));
  const title = say(WORDS.withoutSquare, {
    unit: unitWords(amountUnit(model)),
    service: service.name,
  });
  return html`<span class="key">${both(title)}</span> ${AREA_COLOURS.map((colour, i) => (found.has(i) ? swatch(colour, itemAt(names, i)) : null))}`;
}

function blockEntries(model: ReportModel, service: ServiceModel): Markup {
  const legend = countMarks(schemeOf(service, "verdict", model.data), model.blocks.count);
  return html`<span class="key">${both(WORDS.blocks)}</span> ${legend.map((mark) =>
    mark.count === 0
      ? null
      : html`<span class="key"><svg viewBox="-8 -8 16 16" width="14" height="14" aria-hidden="true"><path d="${markPath(mark.shape, 0, 0, 5 * mark.scale)}" fill="${mark.colour}"/></svg> ${both(mark.label)} ${number(mark.count)}</span> `,
  )}`;
}
