/**
 * The gap map of one service as a picture for papers and slides, alone or before beside after.
 *
 * Drawn from the data of a report page, so that no streets have to be read again. Shapes repeat what colours say, so that it
 * reads in grey. Of a pair both halves have one frame; blocks whose verdict changed are ringed in the second.
 */
import { itemAt } from "../../base/at.js";
import { InvalidInputError } from "../../base/errors.js";
import { escapeXml } from "../../base/escape-xml.js";
import { amountUnit, amountWords } from "./amounts.js";
import { html, type Markup } from "./html.js";
import { countMarks, markPath, schemeOf } from "./marks.js";
import type { ReportData, Words } from "./report-data.js";
import { openReport, type ReportModel, type ServiceModel, verdictOn } from "./report-model.js";
import { requiredWords } from "./required-words.js";
import { frameOf, MAP_WIDTH, mapDrawing, type PageFrame } from "./static-map.js";
import { type Lang, number, say, WORDS } from "./words.js";

/** What a gap map shows, and beside what. */
export interface GapMapOptions {
  /** Service shown; default: the first that could be judged. */
  readonly service?: string | undefined;
  /** Language of the words; default `en`. */
  readonly lang?: Lang | undefined;
  /** Default: the title of the data. */
  readonly title?: string | undefined;
  /** The same area before: the picture shows both, and rings what changed. Blocks are matched by their ids. */
  readonly before?: ReportData | undefined;
}

const [EDGE, HEAD, GUTTER, FOOT] = [20, 78, 20, 92];

/** A half of the picture. */
interface Panel {
  readonly model: ReportModel;
  readonly service: ServiceModel;
  readonly title: Words | null;
}

/**
 * The gap map as SVG.
 *
 * @param data - from `toReportData`, or read back from `report-data.json`
 * @returns the text of the file; equal data give equal bytes
 * @throws {InvalidInputError} if the service is not in the data, or not in those of before
 */
export function gapMapSvg(data: ReportData, options: GapMapOptions = {}): string {
  const { lang = "en", before } = options;
  const after = panelOf(data, options.service, before === undefined ? null : WORDS.after);
  const first = before === undefined ? null : panelOf(before, after.service.service, WORDS.before);
  const panels = first === null ? [after] : [first, after];
  const frame = frameOf(after.model);
  const width = 2 * EDGE + panels.length * MAP_WIDTH + (panels.length - 1) * GUTTER;
  const height = HEAD + frame.height + FOOT;
  const changed = first === null ? null : changesOf(first, after);
  const drawn = panels.map((panel, i) => panelDrawing(panel, frame, i, changed));
  const title = options.title ?? data.title;
  const about = html`${after.service.name} · ${requiredWords(after.service)}`;
  const body = html`<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${EDGE}" y="32" font-size="23" font-weight="700">${title}</text>
<text x="${EDGE}" y="58" font-size="15">${about}</text>
${drawn}<text x="${width - EDGE}" y="${height - 12}" font-size="12" fill="#444" text-anchor="end">${data.attribution}${data.dataDate === null ? null : html` · ${data.dataDate}`}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Noto Sans, Noto Sans CJK SC, Helvetica, Arial, sans-serif">
<title>${escapeXml(title)}</title>
${inLanguage(body.html, lang)}
</svg>
`;
}

function panelOf(data: ReportData, serviceId: string | undefined, title: Words | null): Panel {
  const model = openReport(data);
  const judged = model.services.findIndex(({ summary }) => summary.blockShare.value !== null);
  const service =
    serviceId === undefined
      ? model.services[Math.max(0, judged)]
      : model.services.find((one) => one.service === serviceId);
  if (service !== undefined) return { model, service, title };
  const serviceList = model.services.map((one) => one.service).join(", ");
  throw new InvalidInputError(
    `There is no service "${serviceId}" in "${data.title}"; there are ${serviceList || "none"}`,
  );
}

/** One map with what stands above and below it. */
function panelDrawing(panel: Panel, frame: PageFrame, position: number, changed: Changes | null): Markup {
  const x = EDGE + position * (MAP_WIDTH + GUTTER);
  const { model, service, title } = panel;
  const legend = countMarks(schemeOf(service, "verdict", model.data), model.blocks.count);
  const { numerator, denominator } = service.summary.share;
  const y = HEAD + frame.height;
  let at = x;
  const keys = legend.flatMap(({ shape, colour, scale, label, count }) => {
    if (count === 0) return [];
    const key = html`<path d="${markPath(shape, at + 6, y + 20, 5 * scale)}" fill="${colour}"/><text x="${at + 17}" y="${y + 25}" font-size="14">${label}: ${number(count)}</text>`;
    at += 130;
    return [key];
  });
  const dot = html`<circle cx="${at + 6}" cy="${y + 20}" r="5"/><text x="${at + 17}" y="${y + 25}" font-size="14">${WORDS.facilities}: ${number(service.facilityCount)}</text>`;
  const unit = amountUnit(model);
  const people =
    unit === "blocks" || denominator === 0
      ? null
      : say(WORDS.amountsSaid, {
          met: amountWords(unit, numerator),
          gap: amountWords(unit, denominator - numerator),
        });
  const showsChange = changed !== null && position === 1;
  const change = showsChange
    ? say(WORDS.changeSaid, { gained: number(changed.gained), lost: number(changed.lost) })
    : null;
  return html`<g transform="translate(${x} ${HEAD})">${mapDrawing(model, service, frame, `p${position}`)}${showsChange ? ringsOf(panel, frame, changed) : null}</g>
${title === null ? null : html`<text x="${x + MAP_WIDTH}" y="${HEAD - 8}" font-size="17" font-weight="700" text-anchor="end">${title} · ${requiredWords(service)}</text>`}
${keys}${dot}<text x="${x}" y="${y + 50}" font-size="14">${people}${change === null ? null : html` · ${change}`}</text>
`;
}

interface Changes {
  /** Blocks of the second half: those newly met, and those newly in a gap. */
  readonly blocks: readonly number[];
  readonly gained: number;
  readonly lost: number;
}

function changesOf(before: Panel, after: Panel): Changes {
  const verdictOf = ({ model, service }: Panel, b: number) => verdictOn(model, service, b).verdict;
  const old = new Map(before.model.blocks.id.map((id, b) => [id, verdictOf(before, b)]));
  const blocks: number[] = [];
  let [gained, lost] = [0, 0];
  after.model.blocks.id.forEach((id, b) => {
    const [was, is] = [old.get(id), verdictOf(after, b)];
    if (was === undefined || was === is) return;
    if (is === "met") gained++;
    else if (was === "met") lost++;
    else return;
    blocks.push(b);
  });
  return { blocks, gained, lost };
}

function ringsOf({ model }: Panel, frame: PageFrame, { blocks }: Changes): Markup {
  const { lon, lat } = model.blocks;
  const rings = blocks.map((b) => [frame.x(itemAt(lon, b)), frame.y(itemAt(lat, b))] as const);
  const inside = rings.filter(([x, y]) => x >= 0 && y >= 0 && x <= MAP_WIDTH && y <= frame.height);
  // Where much has changed rings would hide what they point at.
  const r = inside.length > 1000 ? 1.6 : inside.length > 200 ? 3.5 : 6;
  return html`${inside.map(([x, y]) => html`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${r}" fill="none" stroke="#000" stroke-width="${r / 4}"/>`)}`;
}

/** Words of the page come in both languages; a picture has one. */
function inLanguage(markup: string, lang: Lang): string {
  const other = lang === "en" ? "zh" : "en";
  return markup
    .replace(new RegExp(`<(tspan|span) class="${other}"[^>]*>[^<]*</\\1>`, "g"), "")
    .replace(/<(tspan|span) class="(?:en|zh)"[^>]*>([^<]*)<\/\1>/g, "$2");
}
