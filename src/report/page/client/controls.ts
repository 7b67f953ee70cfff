/**
 * Above the map: which service, which colours, which layers, which community; below it the legend.
 */
import { nothingAt } from "../../../base/at.js";
import { amountUnit, unitWords } from "../amounts.js";
import { areasOf, scaleOfAreas, splitByArea } from "../areas.js";
import { html, type Markup } from "../html.js";
import {
  AREA_COLOURS,
  CIRCLE,
  type ColourBy,
  countMarks,
  markPath,
  REACH,
  SITE,
  schemeOf,
} from "../marks.js";
import { sitesOffering } from "../plan-sites.js";
import type { Words } from "../report-data.js";
import type { ServiceModel } from "../report-model.js";
import { requiredWords } from "../required-words.js";
import { SYMBOL_DARK, SYMBOL_LIGHT, SYMBOL_TILE, symbolOf } from "../symbols.js";
import { levelHead } from "../unit-tables.js";
import { number, say, WORDS } from "../words.js";
import { type App, applyLang, byId, isInUnit, shownLevel, shownService, unitsByName } from "./app.js";

const COLOURS: readonly (readonly [ColourBy, Words])[] = [
  ["verdict", WORDS.byVerdict],
  ["reason", WORDS.byReason],
  ["minutes", WORDS.byMinutes],
  ["range", WORDS.byRange],
];

const LAYERS = ["streets", "circle", "blocks", "facilities", "sites", "reach"] as const;
const LAYER_WORDS: Readonly<Record<(typeof LAYERS)[number], Words>> = {
  streets: WORDS.layerStreets,
  circle: WORDS.layerCircle,
  blocks: WORDS.layerBlocks,
  facilities: WORDS.layerFacilities,
  sites: WORDS.layerSites,
  reach: WORDS.layerReach,
};

export function createControls(app: App, box: HTMLElement, legend: HTMLElement): void {
  const { model } = app;
  const layers = LAYERS.filter(
    (layer) =>
      (layer !== "sites" || model.data.plans.length > 0) &&
      ((layer !== "streets" && layer !== "reach") || model.streets !== null),
  );
  box.innerHTML = html`${select(
    "service",
    WORDS.show,
    model.services.map(({ name }, i) => [i, name] as const),
  )}
<details class="layers"><summary>${WORDS.layers}</summary><div class="drawer">${select(
    "colourBy",
    WORDS.colourBy,
    COLOURS.filter(([by]) => by !== "range" || model.data.ranges),
  )}
<fieldset>${layers.map((layer) => html`<label><input type="checkbox" name="${layer}" checked>${LAYER_WORDS[layer]}</label>`)}</fieldset></div></details>
${model.levels.length === 0 ? null : select("level", WORDS.levelShown, levelOptions(app))}
<span id="unit-choice">${unitSelect(app)}</span>`.html;
  const choose = box.querySelector<HTMLSelectElement>("select[name=service]") ?? nothingAt("service");
  choose.value = String(app.choice.service);
  const levels = box.querySelector<HTMLSelectElement>("select[name=level]");
  if (levels !== null) levels.value = String(app.choice.level);
  box.addEventListener("change", ({ target }) => {
    const input = target as HTMLInputElement | HTMLSelectElement;
    if (input.name === "service") app.set({ service: Number(input.value) });
    else if (input.name === "level") app.set({ level: Number(input.value), unit: -1 });
    else if (input.name === "unit") app.set({ unit: Number(input.value) });
    else if (input.name === "colourBy") app.set({ colourBy: input.value as ColourBy });
    else app.set({ [input.name]: (input as HTMLInputElement).checked });
  });
  const drawLegend = () => {
    legend.innerHTML = legendOf(app).html;
    choose.value = String(app.choice.service);
  };
  app.onChange((now, before) => {
    if (now.level !== before.level) {
      byId("unit-choice").innerHTML = unitSelect(app)?.html ?? "";
      applyLang(box);
    }
    if (now.unit !== before.unit || now.level !== before.level) {
      const units = box.querySelector<HTMLSelectElement>("select[name=unit]");
      if (units !== null) units.value = String(now.unit);
      if (levels !== null) levels.value = String(now.level);
    }
    const keys = ["service", "colourBy", "level", "unit", "chosen", "scale", ...LAYERS] as const;
    if (keys.some((key) => now[key] !== before[key])) drawLegend();
  });
  applyLang(box);
  drawLegend();
}

/** Housing, and every level of units that there is; the chosen one first in force. */
export function levelOptions({ model }: App): (readonly [number, Words])[] {
  return [[-1, levelHead("housing")], ...model.levels.map(({ level }, i) => [i, levelHead(level)] as const)];
}

/** The units of the level shown; null where there are none to choose from. */
function unitSelect(app: App): Markup | null {
  const level = shownLevel(app);
  if (level === null || level.units.length < 2) return null;
  const units = unitsByName(level).map((i) => [i, plain(level.units[i])] as const);
  return select("unit", levelHead(level.level), [[-1, WORDS.wholeCity] as const, ...units]);
}

function select(name: string, label: Words, options: readonly (readonly [string | number, Words])[]): Markup {
  return html`<label>${label}<select name="${name}">${options.map(([value, words]) => html`<option value="${value}" data-en="${words.en}" data-zh="${words.zh}">${words.en}</option>`)}</select></label>`;
}

function legendOf(app: App): Markup {
  const service = shownService(app);
  if (service === undefined) return html``;
  const { model, choice } = app;
  const { chosen } = choice;
  const scheme = schemeOf(service, choice.colourBy, model.data);
  const marks = countMarks(scheme, model.blocks.count, (block) => isInUnit(app, block));
  const sites = sitesOffering(model.data.plans, service.service).length;
  const mark = (path: string, fill: string, label: Markup) =>
    html`<li class="key"><svg viewBox="-8 -8 16 16" width="15" height="15" aria-hidden="true"><path d="${path}" fill="${fill}"/></svg> ${label}</li>`;
  const swatch = (colour: string, words: Words) =>
    html`<li class="key"><svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true"><rect width="16" height="16" fill="${colour}" stroke="#8a8a8a"/></svg> ${words}</li>`;
  const areas = choice.scale === "areas" && choice.blocks;
  const unit = unitWords(amountUnit(model));
  return html`${
    areas
      ? html`<li>${say(areasOf(model).squares === null ? WORDS.withoutShare : WORDS.withoutSquare, { unit, service: service.name })}:</li>${areaKeys(app, service).map(([colour, name]) => swatch(colour, name))}`
      : null
  }${areas || !choice.blocks ? null : html`<li>${WORDS.blocks}:</li>`}${marks.map((legendMark) =>
    legendMark.count === 0 || areas || !choice.blocks
      ? null
      : mark(
          markPath(legendMark.shape, 0, 0, 5 * legendMark.scale),
          legendMark.colour,
          html`${legendMark.label}: ${number(legendMark.count)}`,
        ),
  )}${areas || !choice.blocks || amountUnit(model) === "blocks" ? null : html`<li class="key">${say(WORDS.sizeIs, { unit })}</li>`}
${choice.facilities && service.facilityCount > 0 ? html`<li class="key">${areas ? html`<svg viewBox="-8 -8 16 16" width="15" height="15" aria-hidden="true"><circle r="4" fill="${SYMBOL_DARK}"/></svg>` : html`<svg viewBox="-9 -9 18 18" width="17" height="17" aria-hidden="true"><path d="${SYMBOL_TILE}" fill="${SYMBOL_DARK}"/><path d="${symbolOf(service.service)}" fill="${SYMBOL_LIGHT}" fill-rule="evenodd"/></svg>`} ${WORDS.facilities}: ${number(service.facilityCount)}</li>` : null}
${sites === 0 || !choice.sites ? null : html`<li class="key"><svg viewBox="-8 -8 16 16" width="15" height="15" aria-hidden="true"><circle r="6.5" fill="${SITE}" stroke="#000" stroke-width="1.5"/></svg> ${WORDS.layerSites}: ${number(sites)}</li>`}
${service.circle === null || !choice.circle || areas ? null : html`<li class="key"><svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true"><rect width="16" height="16" fill="${CIRCLE}" fill-opacity="0.25" stroke="${CIRCLE}"/></svg> ${WORDS.layerCircle}: ${requiredWords(service)}</li>`}
${
  chosen === null
    ? null
    : html`<li class="key"><svg viewBox="0 0 22 10" width="22" height="10" aria-hidden="true"><path d="M0 5h22" stroke="#6a3d9a" stroke-width="4"/></svg> ${WORDS.walk}</li>
<li class="key"><svg viewBox="0 0 22 10" width="22" height="10" aria-hidden="true"><path d="M0 5h22" stroke="#000" stroke-width="2" stroke-dasharray="2 4"/></svg> ${WORDS.straight}</li>`
}
${model.streets === null || chosen === null || !choice.reach ? null : html`<li class="key"><svg viewBox="0 0 22 10" width="22" height="10" aria-hidden="true"><path d="M0 5h22" stroke="${REACH}" stroke-width="4" stroke-opacity="0.65"/></svg> ${WORDS.layerReach}</li>`}
${!hasBarrier(model, 0) || !choice.streets ? null : html`<li class="key"><svg viewBox="0 0 22 10" width="22" height="10" aria-hidden="true"><path d="M0 5h22" stroke="#7fb2d6" stroke-width="3"/></svg> ${WORDS.waterLine}</li>`}
${!hasBarrier(model, 1) || !choice.streets || areas ? null : html`<li class="key"><svg viewBox="0 0 22 10" width="22" height="10" aria-hidden="true"><path d="M0 5h22" stroke="#6b6b6b" stroke-width="1.5" stroke-dasharray="5 3"/></svg> ${WORDS.barrierLine}</li>`}
${model.outline === null ? null : html`<li class="key"><svg viewBox="0 0 22 10" width="22" height="10" aria-hidden="true"><path d="M0 5h22" stroke="#000" stroke-width="2" stroke-dasharray="8 3 2 3"/></svg> ${WORDS.areaLine}</li>`}
${model.data.dataDate === null ? null : html`<li class="key">${WORDS.dataDate}: ${model.data.dataDate}</li>`}`;
}

/** The classes of areas that some area falls in, with their colours. */
function areaKeys({ model }: App, service: ServiceModel): (readonly [string, Words])[] {
  const areas = areasOf(model);
  const splits = splitByArea(model, service, areas);
  const { classOf, names } = scaleOfAreas(areas, splits);
  const found = new Set(splits.map((split) => classOf(split) + 1));
  return AREA_COLOURS.flatMap((colour, i) => (found.has(i) ? [[colour, names[i]] as const] : []));
}

/** Whether the data hold any barrier of a kind. */
function hasBarrier({ streets }: App["model"], kind: number): boolean {
  return streets?.barrierKind.includes(kind) ?? false;
}

function plain(text: string): Words {
  return { en: text, zh: text };
}
