/**
 * One printed page a community: its map, what it misses, for how many, and where to look first.
 */
import { nothingAt } from "../../../base/at.js";
import { niceLength } from "../../maps/svg-parts.js";
import { amounts, amountUnit, amountWords, unitWords, wholeNumber } from "../amounts.js";
import { firstAction, gapCells, gapReasons } from "../gap-reasons.js";
import { html, type Markup } from "../html.js";
import { schemeOf } from "../marks.js";
import { reasonWords } from "../reason-words.js";
import { type LevelModel, labelOf, type ReportModel, type ServiceModel, verdictOn } from "../report-model.js";
import { requiredWords } from "../required-words.js";
import { capital, shareBar, shareOf, standardName, worstBlocks } from "../tables.js";
import { levelWords } from "../unit-tables.js";
import { say, WORDS } from "../words.js";
import { type App, byId, knownLevel, pageLang, shownLevel, shownService, unitsByName } from "./app.js";
import { createScene, paintTile } from "./paint.js";

const [MAP_WIDTH, MAP_HEIGHT] = [1000, 560];

/** Prints every unit of the level shown, or the chosen one, and then takes the sheets away again. */
export function printSheets(app: App): void {
  const level = shownLevel(app) ?? app.model.levels[Math.max(0, knownLevel(app.model))];
  if (level === undefined) return;
  const isChosen = (unit: number) =>
    app.choice.unit < 0 || level !== shownLevel(app) || unit === app.choice.unit;
  const units = unitsByName(level).filter(isChosen);
  const sheets = units.map((unit) => {
    const sheet = document.createElement("article");
    sheet.className = "sheet";
    sheet.innerHTML = sheetOf(app, level, unit).html;
    document.body.append(sheet);
    return sheet;
  });
  document.body.classList.add("sheets");
  const clear = () => {
    document.body.classList.remove("sheets");
    for (const sheet of sheets) sheet.remove();
    byId("print-each").focus();
  };
  window.addEventListener("afterprint", clear, { once: true });
  window.print();
}

function sheetOf(app: App, level: LevelModel, unit: number): Markup {
  const { model } = app;
  const members = [...level.unit.keys()].filter((b) => level.unit[b] === unit);
  const unitOf = amountUnit(model);
  const people = amountWords(unitOf, amountOf(model, members));
  const service = shownService(app);
  const judged = model.services.filter((serviceModel) => shareOf(serviceModel) !== null);
  return html`<h1>${level.units[unit]} <small>${levelWords(level.level)}</small></h1>
<p>${model.data.title} · ${amountWords("blocks", members.length)}${unitOf === "blocks" ? null : html` · ${people}`}</p>
${sentences(model, judged, members)}<figure class="static-map"><img src="${pictureOf(app, members)}" alt=""><figcaption>${service === undefined ? null : html`<b>${service.name}</b> (${requiredWords(service)}) · `}${WORDS.met}: ■, ${WORDS.gap}: ◆, ${WORDS.facilities}: ● · <small>${model.data.attribution}</small></figcaption></figure>
<table><thead><tr><th scope="col">${WORDS.service}</th><th scope="col">${WORDS.required}</th><th scope="col">${WORDS.share}</th><th scope="col">${capital(say(WORDS.gapOf, { unit: unitWords(amountUnit(model)) }))}</th><th scope="col" class="text">${WORDS.first}</th></tr></thead><tbody>
${judged.map((serviceModel) => sheetRow(model, serviceModel, members))}</tbody></table>
<p class="small">${WORDS.dataDate}: ${model.data.dataDate ?? WORDS.dateUnknown} · ${model.data.lineage.ruleSets.map(({ id }, i) => html`${i === 0 ? null : "; "}${standardName(model, id)}`)} · ${model.data.lineage.library}</p>`;
}

/** How much some blocks count for together. */
function amountOf(model: ReportModel, members: readonly number[]): number {
  const weight = amounts(model);
  return members.reduce((sum, b) => sum + weight[b], 0);
}

/** What is missing and for how many, and what is within the walk. */
function sentences(model: ReportModel, judged: readonly ServiceModel[], members: readonly number[]): Markup {
  const gap = model.data.verdicts.indexOf("gap");
  const inGap = (service: ServiceModel) => members.filter((b) => service.verdict[b] === gap);
  const missing = judged.filter((service) => inGap(service).length > 0);
  const reachable = judged.filter((service) => !missing.includes(service));
  const people = (service: ServiceModel) => amountWords(amountUnit(model), amountOf(model, inGap(service)));
  const named = (services: readonly ServiceModel[], markupOf: (service: ServiceModel) => Markup) =>
    services.length === 0
      ? html`–`
      : html`${services.map((service, i) => html`${i === 0 ? null : ", "}${markupOf(service)}`)}`;
  return html`<p><b>${WORDS.missing}:</b> ${named(missing, (service) => html`${service.name} (${people(service)})`)}<br><b>${WORDS.reachable}:</b> ${named(reachable, ({ name }) => html`${name}`)}</p>`;
}

function sheetRow(model: ReportModel, service: ServiceModel, members: readonly number[]): Markup {
  const { blocks, data } = model;
  const [met, gap] = [data.verdicts.indexOf("met"), data.verdicts.indexOf("gap")];
  const people = (verdict: number) =>
    amountOf(
      model,
      members.filter((b) => service.verdict[b] === verdict),
    );
  const [inReach, inGap] = [people(met), people(gap)];
  const [worst] = worstBlocks(model, service, 1, members);
  const first =
    worst === undefined
      ? html`–`
      : html`${labelOf(blocks, worst)} (${reasonWords(verdictOn(model, service, worst).reason).label}): ${firstAction(model, service, worst)}`;
  return html`<tr><th scope="row">${service.name}</th><td>${requiredWords(service)}</td><td>${inReach + inGap === 0 ? html`–` : shareBar(inReach / (inReach + inGap))}</td><td>${wholeNumber(inGap)}${gapCells(gapReasons(model, service, members))}</td><td class="text">${first}</td></tr>
`;
}

/** The map around some blocks as a picture; the policy allows pictures that stand in the page itself. */
function pictureOf(app: App, members: readonly number[]): string {
  const { model, choice } = app;
  const scene = createScene(model);
  const among = new Set(members);
  const canvas = document.createElement("canvas");
  canvas.width = MAP_WIDTH;
  canvas.height = MAP_HEIGHT;
  const context = canvas.getContext("2d") ?? nothingAt("2d");
  context.fillStyle = "#fff";
  context.fillRect(0, 0, MAP_WIDTH, MAP_HEIGHT);
  const [west, east] = rangeOf(members.map((b) => scene.blocks.x[b]));
  const [north, south] = rangeOf(members.map((b) => scene.blocks.y[b]));
  const world = Math.min(MAP_WIDTH / (east - west), MAP_HEIGHT / (south - north));
  const service = shownService(app);
  paintTile(
    scene,
    {
      service: choice.service,
      scheme: service === undefined ? null : schemeOf(service, "verdict", model.data),
      isLit: (block) => among.has(block),
      scale: "blocks",
      layers: { streets: true, blocks: true, facilities: true, circle: true },
    },
    {
      context,
      zoom: Math.log2(world / 256),
      world,
      left: ((west + east) / 2) * world - MAP_WIDTH / 2,
      top: ((north + south) / 2) * world - MAP_HEIGHT / 2,
      width: MAP_WIDTH,
      height: MAP_HEIGHT,
    },
  );
  drawScale(context, world, model.blocks.lat[members[0]]);
  return canvas.toDataURL("image/png");
}

/** The length of the equator, metres: what the whole width of the Mercator square is there. */
const EQUATOR_M = 40_075_016.686;

/** A scale bar below, and north above. */
function drawScale(context: CanvasRenderingContext2D, world: number, lat: number): void {
  const metresPerPx = (EQUATOR_M * Math.cos((lat * Math.PI) / 180)) / world;
  const metres = niceLength(metresPerPx * 200);
  const [px, y] = [metres / metresPerPx, MAP_HEIGHT - 18];
  context.fillStyle = "#ffffffd8";
  context.fillRect(8, y - 30, px + 24, 44);
  context.fillRect(MAP_WIDTH - 44, 6, 36, 58);
  context.fillStyle = context.strokeStyle = "#000";
  context.lineWidth = 2;
  context.stroke(new Path2D(`M20 ${y - 6}v6h${px}v-6`));
  context.fill(new Path2D(`M${MAP_WIDTH - 26} 10l9 28l-9-7l-9 7z`));
  context.font = "16px sans-serif";
  context.textAlign = "center";
  context.fillText(metres >= 1000 ? `${metres / 1000} km` : `${metres} m`, 20 + px / 2, y - 12);
  context.fillText(WORDS.north[pageLang()], MAP_WIDTH - 26, 56);
}

/** The range of some shares of the world, with a margin; at least about 600 m wide. */
function rangeOf(values: readonly number[]): [number, number] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max((high - low) * 0.08, 0.000_008);
  return [low - margin, high + margin];
}
