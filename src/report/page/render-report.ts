/**
 * The report page: one HTML file that asks nothing of any network.
 *
 * Everything stands in the page as tables and drawings, in both languages; a script then lets readers move the map
 * and ask it. A content policy allows that one script and that one style sheet by their hashes, and nothing else.
 */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { anObject, aWord, checkCall } from "../../base/check-call.js";
import { InvalidInputError } from "../../base/errors.js";
import { answerPart, promisesOf, silentServices } from "./answer.js";
import { chartPatterns } from "./charts.js";
import { attribute, both, escapeHtml, html, inlineJson, type Markup } from "./html.js";
import { capacitySection, explanationSection, rangeSection } from "./more-sections.js";
import type { ReportData, Words } from "./report-data.js";
import { openReport, type ReportModel, type ServiceModel } from "./report-model.js";
import { distributionCharts, fairnessCharts, methodSection, planSection } from "./sections.js";
import { mappedServices, staticMaps } from "./static-map.js";
import { PAGE_STYLE } from "./style.js";
import { factList, headlineTable, lineageTables, worstTable } from "./tables.js";
import { ageTable, unitTable } from "./unit-tables.js";
import { type Lang, WORDS } from "./words.js";

/** How the page opens. */
export interface RenderReportOptions {
  /** The language that is shown first; readers may switch. Default `en`. */
  readonly lang?: Lang | undefined;
}

const PAGE_OPTIONS = anObject<RenderReportOptions>({ lang: aWord(["en", "zh"]) });

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
export function renderReport(data: ReportData, options: RenderReportOptions = {}): string {
  checkCall("renderReport", ["options", options, PAGE_OPTIONS]);
  const { lang = "en" } = options;
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
  /** Shown on paper and with scripts off alone. */
  readonly isFixed?: boolean;
}

function bodyOf(model: ReportModel, lang: Lang): Markup {
  const none = model.blocks.count === 0;
  const sections: Section[] = [
    { id: "headline", title: WORDS.headline, content: none ? null : headlineSection(model) },
    { id: "ledger-section", title: WORDS.ledger, content: none ? null : ledgerSection(model) },
    { id: "communities", title: WORDS.communities, content: communitySection(model) },
    { id: "ages", title: WORDS.byAge, content: none ? null : ageTable(model) },
    { id: "capacity", title: WORDS.capacity, content: capacitySection(model) },
    { id: "explanations", title: WORDS.explanations, content: explanationSection(model) },
    { id: "plan", title: WORDS.plan, content: planSection(model, lang) },
    { id: "more-maps", title: WORDS.maps, content: moreMaps(model, lang), isFixed: true },
    { id: "appendix", title: WORDS.appendix, content: appendixOf(model, lang) },
  ];
  const shown = sections.filter(({ content }) => content !== null);
  return html`${chartPatterns()}<a class="skip" href="#main">${WORDS.contents}</a>
<header class="top"><h1>${model.data.title}</h1>
<div class="tools live" role="group" ${attribute("aria-label", WORDS.language, lang)}><button type="button" data-lang="en" lang="en">English</button> <button type="button" data-lang="zh" lang="zh-Hans">中文</button> <button type="button" id="print">${WORDS.print}</button></div>
<noscript><p>${WORDS.scriptsOff}</p></noscript></header>
<main id="main"><div class="first"><section id="answer" aria-labelledby="answer-title"><h2 id="answer-title" class="seldom">${WORDS.answer}</h2>
${answerPart(model)}</section>
<section id="map-section" aria-labelledby="map-title"><h2 id="map-title" class="seldom">${WORDS.map}</h2>
${mapSection(model, lang)}</section></div>
<nav class="contents" ${attribute("aria-label", WORDS.contents, lang)}><ul>${shown.map(({ id, title, isFixed }) => html`<li class="${isFixed ? "fixed" : "always"}"><a href="#${id}">${title}</a></li>`)}</ul></nav>
${shown.map(
  ({
    id,
    title,
    content,
    isFixed,
  }) => html`<section id="${id}" class="${isFixed ? "fixed" : "always"}" aria-labelledby="${titleId(id)}"><h2 id="${titleId(id)}">${title}</h2>
${content}</section>
`,
)}</main>
<footer>${[model.data.attribution, model.data.lineage.library].filter(Boolean).join(" · ")}</footer>`;
}

/** What only few readers look for: how walks are spread, over which doubts, by which method, from what data. */
function appendixOf(model: ReportModel, lang: Lang): Markup {
  const none = model.blocks.count === 0;
  const parts: Section[] = [
    { id: "facts", title: WORDS.facts, content: factList(model) },
    { id: "method", title: WORDS.method, content: methodSection(model) },
    { id: "ranges", title: WORDS.ranges, content: rangeSection(model) },
    { id: "distribution", title: WORDS.distribution, content: none ? null : distributionCharts(model, lang) },
    { id: "fairness", title: WORDS.fairness, content: none ? null : fairnessCharts(model, lang) },
    { id: "lineage", title: WORDS.lineage, content: lineageTables(model) },
  ];
  return html`${parts.map(({ id, title, content }) =>
    content === null
      ? null
      : html`<div id="${id}" class="part" role="region" aria-labelledby="${titleId(id)}"><h3 id="${titleId(id)}">${title}</h3>
${content}</div>
`,
  )}`;
}

function titleId(id: string): string {
  return `${id.replace("-section", "")}-title`;
}

function mapSection(model: ReportModel, lang: Lang): Markup {
  return html`<div class="live map-live"><div class="controls" id="controls"></div>
<div class="map-box"><div id="map" role="application" ${attribute("aria-label", WORDS.mapLabel, lang)}></div>
<div class="panel" id="panel" role="region" aria-live="polite" tabindex="0" ${attribute("aria-label", WORDS.chosen, lang)}></div></div><ul class="legend" id="legend" ${attribute("aria-label", WORDS.legend, lang)}></ul></div>
<div class="maps-fixed">${staticMaps(model, lang, mapped(model).slice(0, 1), true)}</div>`;
}

/** Maps of all services but the first, for paper and for readers with scripts off. */
function moreMaps(model: ReportModel, lang: Lang): Markup | null {
  const rest = mapped(model).slice(1);
  return rest.length === 0 ? null : staticMaps(model, lang, rest, false);
}

/** Services that have a fixed map, the one of which most is missing first. */
function mapped(model: ReportModel): (ServiceModel | null)[] {
  const services = mappedServices(model);
  const [first] = promisesOf(model);
  if (first === undefined) return services;
  return [first, ...services.filter((service) => service !== first)];
}

function headlineSection(model: ReportModel): Markup {
  const screening = model.services.some(({ completeness }) => completeness === "screening");
  const silent = silentServices(model);
  return html`${headlineTable(model)}${silent === null ? null : html`<p>${silent}</p>`}<p class="small">${screening ? both(WORDS.screening) : null} ${both(WORDS.shareNote)}</p>`;
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
