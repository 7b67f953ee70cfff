/**
 * The report page: one HTML file that asks nothing of any network.
 *
 * Everything stands in the page as tables and drawings, in both languages; a script then lets readers move the map
 * and ask it. A content policy allows that one script and that one style sheet by their hashes, and nothing else.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { InvalidInputError } from "../../base/errors.js";
import { chartPatterns } from "./charts.js";
import { attribute, both, escapeHtml, html, inlineJson, type Markup } from "./html.js";
import { capacitySection, explanationSection, rangeSection } from "./more-sections.js";
import type { ReportData, Words } from "./report-data.js";
import { openReport, type ReportModel } from "./report-model.js";
import { distributionCharts, fairnessCharts, methodSection, oldAndSmall, planSection } from "./sections.js";
import { staticMaps } from "./static-map.js";
import { PAGE_STYLE } from "./style.js";
import { factList, headlineTable, lineageTables, worstTable } from "./tables.js";
import { ageTable, unitTable } from "./unit-tables.js";
import { type Lang, WORDS } from "./words.js";

/** How the page opens. */
export interface RenderReportOptions {
  /** The language that is shown first; readers may switch. Default `en`. */
  readonly lang?: Lang | undefined;
}

/** Script and styles of the page, bundled when the library is built. */
interface Client {
  readonly script: string;
  readonly style: string;
}

/** From here to the root of the package and down again, so that sources and build find the same file. */
const CLIENT_FILE = new URL("../../../dist/report/page/client.json", import.meta.url);

let client: Client | undefined;

/**
 * The report as one self-contained HTML page in English and Chinese.
 *
 * @param data - from `toReportData`, or read back from `report-data.json`
 * @returns the text of the file; equal data give equal bytes
 * @throws {InvalidInputError} if `data` is not the data of a report of this version
 *
 * @example
 * const data = toReportData({ report, network, title: "Walks in the city" });
 * writeFileWhole("report.html", [renderReport(data, { lang: "zh" })]);
 */
export function renderReport(data: ReportData, { lang = "en" }: RenderReportOptions = {}): string {
  if (data?.format !== "living-circle report 1") {
    throw new InvalidInputError(
      `The report data are of the form "${data?.format}": expected "living-circle report 1"`,
    );
  }
  const { script, style } = readClient();
  const css = style + PAGE_STYLE;
  const model = openReport(data);
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(css)}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="${lang === "zh" ? "zh-Hans" : "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="${escapeHtml(data.lineage.library)}">
<title>${escapeHtml(data.title)}</title>
<style>${css}</style>
</head>
<body>
${bodyOf(model, lang).html}
<script type="application/json" id="report-data">${inlineJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function readClient(): Client {
  client ??= JSON.parse(readFileSync(CLIENT_FILE, "utf8")) as Client;
  return client;
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}

interface Section {
  readonly id: string;
  readonly title: Words;
  readonly content: Markup | null;
}

function bodyOf(model: ReportModel, lang: Lang): Markup {
  const none = model.blocks.count === 0;
  const sections: Section[] = [
    {
      id: "facts",
      title: WORDS.facts,
      content: html`${factList(model)}${none ? html`<p><b>${WORDS.noBlocks}</b></p>` : null}`,
    },
    { id: "headline", title: WORDS.headline, content: none ? null : headlineSection(model) },
    { id: "map-section", title: WORDS.map, content: mapSection(model, lang) },
    {
      id: "old-and-small",
      title: WORDS.oldAndSmall,
      content: none ? null : html`${oldAndSmall(model)}${ageTable(model)}`,
    },
    { id: "capacity", title: WORDS.capacity, content: capacitySection(model) },
    { id: "explanations", title: WORDS.explanations, content: explanationSection(model) },
    { id: "plan", title: WORDS.plan, content: planSection(model, lang) },
    { id: "distribution", title: WORDS.distribution, content: distributionCharts(model, lang) },
    { id: "ranges", title: WORDS.ranges, content: rangeSection(model) },
    { id: "fairness", title: WORDS.fairness, content: fairnessCharts(model, lang) },
    { id: "communities", title: WORDS.communities, content: communitySection(model) },
    { id: "ledger-section", title: WORDS.ledger, content: none ? null : ledgerSection(model) },
    { id: "method", title: WORDS.method, content: methodSection(model) },
    { id: "lineage", title: WORDS.lineage, content: lineageTables(model) },
  ];
  const shown = sections.filter(({ content }) => content !== null);
  return html`${chartPatterns()}<a class="skip" href="#main">${WORDS.contents}</a>
<header class="top"><div><h1>${model.data.title}</h1><p>${WORDS.question}</p></div>
<div class="tools live" role="group" ${attribute("aria-label", WORDS.language, lang)}><button type="button" data-lang="en" lang="en">English</button> <button type="button" data-lang="zh" lang="zh-Hans">中文</button> <button type="button" id="print">${WORDS.print}</button></div>
<noscript><p>${WORDS.scriptsOff}</p></noscript></header>
<main id="main"><nav class="contents" ${attribute("aria-label", WORDS.contents, lang)}><ul>${shown.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
${shown.map(
  ({
    id,
    title,
    content,
  }) => html`<section id="${id}" aria-labelledby="${titleId(id)}"><h2 id="${titleId(id)}">${title}</h2>
${content}</section>
`,
)}</main>
<footer>${[model.data.attribution, model.data.lineage.library].filter(Boolean).join(" · ")}</footer>`;
}

function titleId(id: string): string {
  return `${id.replace("-section", "")}-title`;
}

function mapSection(model: ReportModel, lang: Lang): Markup {
  return html`<div class="live"><div class="controls" id="controls"></div>
<div class="map-box"><div><div id="map" role="application" ${attribute("aria-label", WORDS.mapLabel, lang)}></div><ul class="legend" id="legend" ${attribute("aria-label", WORDS.legend, lang)}></ul></div>
<div class="panel" id="panel" role="region" aria-live="polite" tabindex="0" ${attribute("aria-label", WORDS.chosen, lang)}></div></div></div>
<div class="maps-fixed">${staticMaps(model, lang)}</div>`;
}

function headlineSection(model: ReportModel): Markup {
  const screening = model.services.some(({ completeness }) => completeness === "screening");
  return html`${headlineTable(model)}<p class="small">${screening ? both(WORDS.screening) : null} ${both(WORDS.shareNote)} ${both(WORDS.notMappedNote)}</p>`;
}

function communitySection(model: ReportModel): Markup | null {
  const table = unitTable(model);
  if (table === null) return null;
  const sheets =
    model.levels.length === 0
      ? null
      : html`<p class="live"><button type="button" id="print-each">${WORDS.printEach}</button></p>`;
  return html`${table}${sheets}`;
}

function ledgerSection(model: ReportModel): Markup {
  return html`<div class="live" id="ledger"></div><div class="fixed">${worstTable(model)}</div>`;
}
