/**
 * Sections of a report page that hold more than one table: charts, plans, method.
 */
import { itemAt } from "../../base/at.js";
import type { ReadOutcome } from "../../base/notes.js";
import type { Words } from "../../base/words.js";
import { noteWords } from "../tables/note-words.js";
import { lorenzChart, minutesChart, minutesLegend, planChart } from "./charts.js";
import { html, type Markup } from "./html.js";
import { servicesOfSite } from "./plan-sites.js";
import { statusWords } from "./reason-words.js";
import type { PlanData } from "./report-data.js";
import type { ReportModel, ServiceModel } from "./report-model.js";
import { requiredWords } from "./required-words.js";
import { shareOf, standardName } from "./tables.js";
import { type Lang, number, say, WORDS } from "./words.js";

/** Services whose walks can be shown. */
function walked(model: ReportModel): ServiceModel[] {
  return model.services.filter(
    (service) => shareOf(service) !== null && service.walkMin.some((minutes) => minutes >= 0),
  );
}

export function distributionCharts(model: ReportModel, lang: Lang): Markup | null {
  const services = walked(model);
  if (services.length === 0) return null;
  return html`${minutesLegend()}<div class="charts">${services.map((service) => minutesChart(model, service, lang))}</div>`;
}

export function fairnessCharts(model: ReportModel, lang: Lang): Markup | null {
  const services = walked(model);
  if (services.length === 0) return null;
  return html`<p>${WORDS.lorenzNote}</p><div class="charts square">${services.map((service) => lorenzChart(model, service, lang))}</div>`;
}

/** Plans for new sites: the list in order, and the curve. */
export function planSection(model: ReportModel, lang: Lang): Markup | null {
  const { plans } = model.data;
  if (plans.length === 0) return null;
  return html`${plans.map((plan) => planTable(model, plan, lang))}`;
}

function planTable(model: ReportModel, plan: PlanData, lang: Lang): Markup {
  const nameOf = (id: string) =>
    model.services.find(({ service }) => service === id)?.name ?? { en: id, zh: id };
  const offered = [...new Set(plan.sites.flatMap((site) => servicesOfSite(plan, site)))];
  const several = offered.length > 1;
  const listed = (ids: readonly string[]) =>
    html`${ids.map((id, i) => html`${i === 0 ? null : ", "}${nameOf(id)}`)}`;
  return html`<h3>${listed(several ? offered : [plan.service])}</h3><p>${plan.note}${plan.covered.length > 1 ? html` ${say(plan.of === "dwellings" ? WORDS.planSaidDwellings : WORDS.planSaid, { n: number(itemAt(plan.covered, -1)), all: number(plan.people) })}${several ? html` ${WORDS.planSums}` : null}` : null}</p><div class="beside"><div class="scroll" tabindex="0" role="group" aria-labelledby="plan-title"><table><thead><tr><th scope="col">${WORDS.rank}</th><th scope="col" class="text">${WORDS.site}</th>${several ? html`<th scope="col" class="text">${WORDS.offers}</th>` : null}<th scope="col">${WORDS.gain}</th></tr></thead><tbody>${plan.sites.map(
    (site, i) =>
      html`<tr><td>${i + 1}</td><th scope="row">${site.name === "" ? WORDS.unnamed : site.name}</th>${several ? html`<td class="text">${listed(servicesOfSite(plan, site))}</td>` : null}<td>${site.gain === null ? "–" : number(site.gain)}</td></tr>`,
  )}</tbody></table></div>${plan.covered.length > 1 ? planChart(plan, lang) : null}</div>`;
}

const CAVEATS = [
  {
    en: "Walks are door to door along mapped streets; lengths on the WGS 84 ellipsoid. Access legs longer than the cap, or crossing a river, railway, motorway or wall, are rejected; the place stays unlinked.",
    zh: "步行距离为门到门、沿已测绘街道，按 WGS 84 椭球计算。离开街道过远，或须穿越河流、铁路、高速公路、围墙的，不视为接入。",
  },
  {
    en: "Rules in metres are checked in metres of walk; minutes are at the speed of the walker and an assumption. The two are never mixed.",
    zh: "以米为准的规定按步行米数检验；分钟数按步行者速度换算，属假设。两者不混用。",
  },
  {
    en: "“Met” needs a facility in reach. “Gap” needs a source that is known to hold every facility of the service; else the verdict is “unknown” and outside every share.",
    zh: "“达标”须有可达设施；“缺口”须数据来源完整，否则为“未知”，不计入任何比例。",
  },
  {
    en: "Gates, hours, places and floor area count only where the data say so. Facilities beyond the edge of the data are not seen: blocks near the edge may be better off than shown.",
    zh: "大门、开放时间、名额和面积仅在数据注明时计入。数据范围以外的设施不可见：边缘住宅的实际情况可能更好。",
  },
  {
    en: "No verdict here says “compliant”: figures marked “compare with print” were not re-read in the printed standard.",
    zh: "本报告不作“合规”结论：标注“须与纸质版核对”的数值未经原文核对。",
  },
  {
    en: "Colours are safe for the colour-blind (Okabe & Ito; ColorBrewer YlOrRd), shapes repeat them. Outlines on the map are thinned to about four metres; those in isochrones.geojson are true to a decimetre.",
    zh: "配色适合色觉障碍者（Okabe & Ito；ColorBrewer YlOrRd），并以形状区分。地图轮廓简化至约四米，isochrones.geojson 中的轮廓精确到分米。",
  },
];

/** What the numbers mean, each rule with its source, and what the readers assumed or left out. */
export function methodSection(model: ReportModel): Markup {
  const { notes } = model.data;
  return html`<ul>${CAVEATS.map((caveat) => html`<li>${caveat}</li>`)}</ul>
<div class="scroll" tabindex="0" role="group" aria-labelledby="method-title"><table><thead><tr><th scope="col">${WORDS.service}</th><th scope="col">${WORDS.required}</th><th scope="col" class="text">${WORDS.rule}</th><th scope="col" class="text">${WORDS.basis}</th></tr></thead><tbody>
${model.services.map(
  (
    service,
  ) => html`<tr><th scope="row">${service.name}</th><td>${requiredWords(service)}</td><td class="text">${standardName(model, service.requirement.ruleSet)} <small>${service.requirement.recordId}</small> (${statusWords(service.requirement.status)})</td><td class="text">${service.requirement.source}</td></tr>
`,
)}</tbody></table></div>
${notes.length === 0 ? null : accountFold(notes)}`;
}

const OUTCOME_WORDS: Readonly<Record<ReadOutcome, Words>> = {
  "not-used": { en: "not used", zh: "未采用" },
  "left-out": { en: "left out", zh: "未计入" },
  missing: { en: "missing", zh: "缺失" },
  assumed: { en: "assumed", zh: "假设" },
  used: { en: "used", zh: "采用" },
};

/** The account of what was read, folded away but for what verdicts hang on. */
function accountFold(notes: ReportModel["data"]["notes"]): Markup {
  const line = (note: (typeof notes)[number]) => {
    const { layer, file, outcome, count } = note;
    const where = [layer, file].filter(Boolean).join(" ");
    const what = outcome === undefined ? null : html`<b>${OUTCOME_WORDS[outcome]}</b> `;
    return html`<li>${where === "" ? null : html`<small>${where}</small> `}${what}${number(count)} ${noteWords(note)}</li>`;
  };
  const open = notes.filter(({ unsettled }) => unsettled === true);
  const folded = notes.filter(({ unsettled }) => unsettled !== true);
  const list = (some: typeof notes) => (some.length === 0 ? null : html`<ul>${some.map(line)}</ul>`);
  const title = say(WORDS.notes, { n: number(folded.length) });
  return html`${list(open)}${folded.length === 0 ? null : html`<details class="account"><summary>${title}</summary>${list(folded)}</details>`}`;
}
