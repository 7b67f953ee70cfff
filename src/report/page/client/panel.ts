/**
 * What the panel shows of the place that the reader chose: why it fails, the walk, the nearest facility, the first action.
 */
import { distanceM } from "../../../geo/earth.js";
import { byBasis } from "../../../standards/requirement.js";
import { amounts, amountUnit, amountWords, inhabitantsWords } from "../amounts.js";
import { firstAction } from "../gap-reasons.js";
import { attribute, both, html, type Markup } from "../html.js";
import { betweenOf, changeOf, decidingWords, kindWords } from "../more-sections.js";
import { reasonWords } from "../reason-words.js";
import type { Words } from "../report-data.js";
import { labelOf, type ReportModel, type ServiceModel, verdictOn } from "../report-model.js";
import { requiredWords } from "../required-words.js";
import { nearestName } from "../tables.js";
import { number, say, WORDS } from "../words.js";
import { type App, applyLang, byId, pageLang, shownLevel, shownService } from "./app.js";

export function createPanel(app: App, box: HTMLElement): void {
  const draw = () => {
    box.innerHTML = panelOf(app).html;
    box.classList.toggle("open", app.choice.chosen !== null);
    applyLang(box);
  };
  app.onChange((now, before) => {
    if (now.chosen !== before.chosen || now.service !== before.service) draw();
  });
  box.addEventListener("click", ({ target }) => {
    if ((target as Element).closest(".shut") !== null) {
      app.set({ chosen: null });
      byId("map").focus();
      return;
    }
    const row = (target as Element).closest<HTMLElement>("[data-service]");
    if (row !== null) app.set({ service: Number(row.dataset.service) });
  });
  draw();
}

function panelOf(app: App): Markup {
  const { chosen } = app.choice;
  const service = shownService(app);
  if (chosen === null || service === undefined) return html`<p>${WORDS.choose}</p>`;
  const shown =
    chosen.kind === "block"
      ? blockPanel(app, service, chosen.index)
      : facilityPanel(app.model, service, chosen.index);
  return html`<button type="button" class="shut" ${attribute("aria-label", WORDS.close, pageLang())}><span aria-hidden="true">×</span></button>${shown}`;
}

function blockPanel(app: App, service: ServiceModel, block: number): Markup {
  const { model } = app;
  const { blocks, data } = model;
  const level = shownLevel(app) ?? model.levels[0];
  const unit = level?.units[level.unit[block]] ?? null;
  const ages = blocks.ages.filter(({ people }) => people[block] > 0);
  const { verdict, reason: reasonId, walkM } = verdictOn(model, service, block);
  const reason = reasonWords(reasonId);
  const straightM = straightOf(model, service, block);
  const facts: [Words, Markup][] = [
    [WORDS.required, html`${requiredWords(service)}`],
    [WORDS.walk, walkCell(service, block)],
    [
      WORDS.straight,
      straightM === null
        ? html`–`
        : html`${say(WORDS.metres, { n: number(straightM) })}${walkM > 0 && straightM > 0 ? html` <small>(× ${(walkM / straightM).toFixed(1)})</small>` : null}`,
    ],
    [WORDS.nearest, html`${nearestName(model, service, block)}`],
    ...besides(model, service, block),
  ];
  const explained = data.explanations?.find((one) => one.block === block && one.service === service.service);
  const turning = data.ranges?.deciding[service.range?.decides[block] ?? 0] ?? "none";
  if (explained !== undefined)
    facts.push([WORDS.between, betweenOf(explained)], [WORDS.smallestChange, changeOf(explained)]);
  if (turning !== "none") facts.push([WORDS.depends, html`${decidingWords(turning)}`]);
  const first = firstAction(model, service, block);
  return html`<h3>${labelOf(blocks, block)}</h3>
<p class="small">${inhabitantsWords(model, block)}${unit === null ? null : html` · ${unit}`} · ${blocks.id[block]}${ages.map(({ group, people }) => html` · ${group}: ${number(people[block])}`)}</p>
<div class="why ${verdict}"><p><b>${service.name}: ${reason.label}</b></p><p>${reason.why}</p></div>
<dl>${facts.map(([term, value]) => html`<dt>${term}</dt><dd>${value}</dd>`)}</dl>
<p><b>${WORDS.first}.</b> ${first}</p>
${model.streets === null ? null : html`<p class="small">${WORDS.reachNote}</p>`}
<h4>${WORDS.otherServices}</h4>
<table><tbody>${model.services.map((other, s) => serviceRow(model, other, s, block))}</tbody></table>`;
}

function serviceRow(model: ReportModel, service: ServiceModel, position: number, block: number): Markup {
  const { reason } = verdictOn(model, service, block);
  return html`<tr><th scope="row"><button type="button" class="plain" data-service="${position}">${service.name}</button></th><td class="text">${reasonWords(reason).label}</td><td>${walkCell(service, block)}</td></tr>`;
}

/** The walk in the unit of the rule, the other beside it. */
export function walkCell(service: ServiceModel, block: number): Markup {
  const [metres, minutes] = [service.walkM[block], service.walkMin[block]];
  if (metres < 0 && minutes < 0) return html`–`;
  const byDistance = say(WORDS.metres, { n: number(metres) });
  const byTime = say(WORDS.minutes, { n: number(minutes, 1) });
  return byBasis(
    service.requirement,
    html`${byDistance} <small>${byTime}</small>`,
    html`${byTime} <small>${byDistance}</small>`,
  );
}

/** Beside the facility that the reason speaks of: what lies between, what is nearer and not open, the shortest walk. */
function besides(model: ReportModel, service: ServiceModel, block: number): [Words, Markup][] {
  const { facilities } = model;
  const facts: [Words, Markup][] = [];
  const barrier = service.barriers?.[service.barrier?.[block] ?? -1];
  if (barrier !== undefined) facts.push([WORDS.between, html`${kindWords(barrier.kind, barrier.name)}`]);
  const shortest = service.shortestMin[block];
  if (shortest >= 0 && shortest < service.walkMin[block])
    facts.push([WORDS.shortestOnFoot, html`${say(WORDS.minutes, { n: number(shortest, 1) })}`]);
  const closed = service.notOpen?.[block] ?? -1;
  if (closed >= 0) {
    const walk = say(WORDS.metres, { n: number(service.notOpenM?.[block] ?? 0) });
    facts.push([WORDS.notOpenNearer, html`${labelOf(facilities, closed)} <small>${walk}</small>`]);
  }
  return facts;
}

/** Straight line to the facility that the reason speaks of, metres; null where there is none. */
export function straightOf(
  { blocks, facilities }: ReportModel,
  service: ServiceModel,
  block: number,
): number | null {
  const nearest = service.nearest[block];
  if (nearest < 0) return null;
  if (service.straightM !== null) return service.straightM[block];
  return distanceM(blocks.lon[block], blocks.lat[block], facilities.lon[nearest], facilities.lat[nearest]);
}

function facilityPanel(model: ReportModel, service: ServiceModel, facility: number): Markup {
  const { facilities, blocks } = model;
  const weight = amounts(model);
  const unit = amountUnit(model);
  let [count, people] = [0, 0];
  for (let b = 0; b < blocks.count; b++) {
    if (service.nearest[b] !== facility) continue;
    count++;
    people += weight[b];
  }
  const offered = facilities.services[facility].map(
    (id) => model.services.find((serviceModel) => serviceModel.service === id)?.name ?? { en: id, zh: id },
  );
  return html`<h3>${facilities.name[facility] || both(WORDS.unnamed)}</h3>
<p class="small">${WORDS.facility} · ${facilities.id[facility]}</p>
<p><b>${WORDS.offers}:</b></p><ul>${offered.map((name) => html`<li>${name}</li>`)}</ul>
${model.streets === null ? null : html`<p class="small">${WORDS.reachNote}</p>`}
<p>${service.name}: ${unit === "blocks" ? say(WORDS.nearestOfBlocks, { n: number(count) }) : say(WORDS.nearestOf, { n: number(count), amount: amountWords(unit, people) })}</p>`;
}
