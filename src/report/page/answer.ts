/**
 * The first screen of a report page: what is missing most, for how many, where, and what to do first.
 *
 * Everything here is a sum over the verdicts of the report; nothing is judged anew.
 */
import { itemAt } from "../../base/at.js";
import { GROUP_OF_SERVICE } from "../../places/demand.js";
import { byBasis } from "../../standards/requirement.js";
import { amountUnit, amountWords, unitWords, wholeNumber } from "./amounts.js";
import { ACTION_WORDS, OF_ALL } from "./answer-words.js";
import { type AreaNeed, areasByNeed, areasOf, splitByArea } from "./areas.js";
import { gapReasons } from "./gap-reasons.js";
import { html, type Markup } from "./html.js";
import { kindWords } from "./more-sections.js";
import { servicesOfSite } from "./plan-sites.js";
import { reasonWords } from "./reason-words.js";
import type { Words } from "./report-data.js";
import { labelOf, type ReportModel, type ServiceModel } from "./report-model.js";
import { capital, shareBar, shareOf } from "./tables.js";
import { number, say, WORDS } from "./words.js";

/** The three promises (一老一小一餐), by id. */
const PROMISES = ["elderly", "childcare", "meals"];
const SHOWN = 3;

/**
 * The promises that could be judged, then other judged services up to three. Those that somebody is without come first, of
 * them the promises, of those the one with most missing.
 */
export function promisesOf({ services }: ReportModel): ServiceModel[] {
  const isPromise = ({ service }: ServiceModel) => Number(PROMISES.includes(service));
  const judged = services
    .filter((service) => shareOf(service) !== null)
    .sort((a, b) => isPromise(b) - isPromise(a) || missingOf(b) - missingOf(a));
  const isMissed = (service: ServiceModel) => Number(missingOf(service) > 0);
  return judged.slice(0, SHOWN).sort((a, b) => isMissed(b) - isMissed(a));
}

function missingOf({ summary: { share } }: ServiceModel): number {
  return share.denominator - share.numerator;
}

/** The whole of it, above the fold. */
export function answerPart(model: ReportModel): Markup {
  const promises = promisesOf(model);
  if (model.blocks.count === 0) return html`<p class="sentence">${WORDS.noBlocks}</p>`;
  if (promises.length === 0)
    return html`<p class="sentence">${WORDS.nothingJudged}</p>${notesOf(model, promises)}`;
  return html`<p class="sentence" id="sentence">${sentenceOf(model, promises)}</p>
<div class="promises">${promises.map((service) => promiseCard(model, service))}</div>
<div class="where-what">${worstAreas(model, promises)}${firstActions(model, promises)}</div>
${notesOf(model, promises)}`;
}

/** What is missing most, and for how many. */
function sentenceOf(model: ReportModel, promises: readonly ServiceModel[]): Words {
  const service = itemAt(promises, 0);
  const unit = amountUnit(model);
  const { denominator } = service.summary.share;
  const missing = missingOf(service);
  const within = withinWords(service);
  if (missing === 0) {
    const names = { en: listed(promises, "en"), zh: listed(promises, "zh") };
    return say(WORDS.allReach, { services: names, within });
  }
  const who = say(OF_ALL[unit], { n: wholeNumber(missing), all: wholeNumber(denominator) });
  const reasons = gapReasons(model, service);
  if (reasons.every(({ reason }) => reason === "far"))
    return hedged(service, say(WORDS.haveNone, { who, service: service.name, within }));
  const why = reasons.map(({ reason, amount }) => {
    const n = { en: wholeNumber(amount), zh: amountWords(unit, amount).zh };
    const sentence = WHY[reason];
    if (sentence !== undefined) return say(sentence, { n, within });
    return say(WORDS.whyOther, { n, reason: reasonWords(reason).label });
  });
  const joined = {
    en: why.map(({ en }) => en).join(", "),
    zh: why.map(({ zh }) => zh).join("，"),
  };
  return hedged(service, say(WORDS.lackFor, { who, service: service.name, why: joined }));
}

/** A source that may lack facilities is not taken at its word. */
function hedged({ completeness }: ServiceModel, sentence: Words): Words {
  return completeness === "screening" ? say(WORDS.asMapped, { sentence }) : sentence;
}

const WHY: Readonly<Record<string, Words>> = {
  far: WORDS.noneWithin,
  "too-full": WORDS.whyTooFull,
  "too-small": WORDS.whyTooSmall,
  "closed-then": WORDS.whyClosed,
  "not-open": WORDS.whyNotOpen,
};

function withinWords({ requirement }: ServiceModel): Words {
  const sentence = byBasis(requirement, WORDS.withinMetres, WORDS.withinMinutes);
  return say(sentence, { n: number(requirement.limit) });
}

function listed(services: readonly ServiceModel[], lang: "en" | "zh"): string {
  return services.map(({ name }) => name[lang]).join(lang === "en" ? ", " : "、");
}

/** Share met, who is without, the required walk; what the edge and the ages say beside it. */
function promiseCard(model: ReportModel, service: ServiceModel): Markup {
  const unit = amountUnit(model);
  const { requirement } = service;
  const share = shareOf(service) ?? 0;
  const walk = say(byBasis(requirement, WORDS.metresOnFoot, WORDS.minutesOnFoot), {
    n: number(requirement.limit),
  });
  const star = service.completeness === "screening" ? "*" : "";
  const position = model.services.indexOf(service);
  const missing = missingOf(service);
  return html`<div class="promise"><h3><a href="#map-section" data-show="${position}">${capital(service.name)}${star}</a></h3>
<p class="big">${(100 * share).toFixed(1)} %<small> ${say(WORDS.shareMetOf, { unit: unitWords(unit) })}</small></p>${shareBar(share, false)}
<p><b>${missing === 0 ? WORDS.noneWithout : say(WORDS.withoutAmount, { amount: amountWords(unit, missing) })}</b></p>
<p class="small">${say(WORDS.requiredWithin, { walk })}</p>${trendOf(model, service)}${agedOf(model, service)}${edgeOf(model, service)}</div>
`;
}

function trendOf({ data }: ReportModel, { service, summary }: ServiceModel): Markup | null {
  const { earlier } = data;
  const before = earlier?.shares.find((one) => one.service === service && one.by === summary.shareBy);
  if (earlier === undefined || before === undefined || before.denominator === 0) return null;
  const points = 100 * (itemShare(summary.share) - itemShare(before));
  const n = number(Math.abs(points), 1);
  const sentence = n === number(0, 1) ? WORDS.trendSame : points > 0 ? WORDS.trendUp : WORDS.trendDown;
  return html`<p class="small trend">${say(sentence, { n, label: earlier.label })}</p>`;
}

function itemShare({ numerator, denominator }: { readonly numerator: number; readonly denominator: number }) {
  return numerator / denominator;
}

/** The age group that a service is for, where blocks give it. */
function agedOf({ blocks, data }: ReportModel, { service, verdict }: ServiceModel): Markup | null {
  const group = GROUP_OF_SERVICE[service];
  const people = blocks.ages.find((one) => one.group === group)?.people;
  if (group === undefined || people === undefined) return null;
  const [met, gap] = [data.verdicts.indexOf("met"), data.verdicts.indexOf("gap")];
  let [all, without] = [0, 0];
  for (const [b, count] of people.entries()) {
    if (count <= 0) continue;
    if (verdict[b] === gap) without += count;
    if (verdict[b] === gap || verdict[b] === met) all += count;
  }
  if (all === 0) return null;
  return html`<p class="small">${say(WORDS.agedWithout, { group, n: wholeNumber(without), all: wholeNumber(all) })}</p>`;
}

/** Beside a share the edge is named where it could change this share of the blocks. */
const EDGE_MATTERS = 0.005;

/** How many verdicts data from beyond the edge could change. */
function edgeOf({ data }: ReportModel, { service }: ServiceModel): Markup | null {
  const edge = data.boundary?.find((one) => one.service === service);
  if (edge === undefined || edge.verdicts < EDGE_MATTERS * edge.blocks) return null;
  return html`<p class="small edge">${say(WORDS.edgeBlocks, { n: number(edge.verdicts), all: number(edge.blocks) })}</p>`;
}

/** The three areas with most people without, each with what they are without. */
function worstAreas(model: ReportModel, promises: readonly ServiceModel[]): Markup | null {
  const areas = areasOf(model);
  const unit = amountUnit(model);
  const worst = areasByNeed(model, promises, areas)
    .filter(({ missing }) => missing > 0)
    .slice(0, SHOWN);
  if (worst.length === 0) return null;
  const line = ({ area, splits }: AreaNeed) => {
    const { met, gap, unknown } = itemAt(splits, 0);
    const missing = promises
      .map((service, s) => ({ service, gap: itemAt(splits, s).gap }))
      .filter((one) => one.gap > 0)
      .sort((a, b) => b.gap - a.gap);
    return html`<li><a href="#map-section" data-area="${area}">${itemAt(areas.names, area)}</a> <small>${say(WORDS.ofAmount, { amount: amountWords(unit, met + gap + unknown) })}</small><ul>${missing.map((one) => html`<li>${say(WORDS.missingHere, { n: wholeNumber(one.gap), service: one.service.name })}</li>`)}</ul></li>`;
  };
  return html`<div class="worst-areas"><h3>${WORDS.worstWhere}</h3><ol>${worst.map(line)}</ol></div>`;
}

interface Action {
  readonly what: Words;
  readonly gain: Words | null;
}

/** The first three of what a plan, the street changes that were found, and the reasons say. */
function firstActions(model: ReportModel, promises: readonly ServiceModel[]): Markup | null {
  const actions = [
    ...planActions(model),
    ...changeActions(model, promises),
    ...reasonActions(model, promises),
  ].slice(0, SHOWN);
  if (actions.length === 0) return null;
  return html`<div class="first-actions"><h3>${WORDS.doFirst}</h3><ol>${actions.map(({ what, gain }) => html`<li>${what}${gain === null ? null : html` <small>${gain}</small>`}</li>`)}</ol></div>`;
}

function planActions({ data, services }: ReportModel): Action[] {
  const nameOf = (id: string): Words =>
    services.find(({ service }) => service === id)?.name ?? { en: id, zh: id };
  return data.plans.flatMap((plan) =>
    plan.sites.slice(0, SHOWN).map((site): Action => {
      const names = servicesOfSite(plan, site).map(nameOf);
      const service = {
        en: names.map(({ en }) => en).join(", "),
        zh: names.map(({ zh }) => zh).join("、"),
      };
      const amount = site.gain === null ? null : amountWords(plan.of ?? "residents", site.gain);
      const name = site.name === "" ? WORDS.unnamed : { en: site.name, zh: site.name };
      return {
        what: say(WORDS.openSite, { site: name, service }),
        gain: amount && say(WORDS.more, { amount }),
      };
    }),
  );
}

/** Street changes that were found for the promises, those first that help most. */
function changeActions(model: ReportModel, promises: readonly ServiceModel[]): Action[] {
  const { explanations = [] } = model.data;
  return explanations
    .flatMap(({ service: id, block, change }) => {
      const service = promises.find((one) => one.service === id);
      return change === null || service === undefined ? [] : [{ service, block, change }];
    })
    .sort((a, b) => b.change.gained.amount - a.change.gained.amount)
    .slice(0, 1)
    .map(({ service, block, change }) => {
      const kind = kindWords(change.kind);
      const length = say(WORDS.metres, { n: number(change.lengthM) });
      const where = labelOf(model.blocks, block);
      const what = {
        en: `${kind.en}, ${length.en}: ${service.name.en}`,
        zh: `${kind.zh} ${length.zh}：${service.name.zh}`,
      };
      const gain = say(WORDS.more, { amount: amountWords(amountUnit(model), change.gained.amount) });
      return { what: say(WORDS.doAt, { where, what }), gain: model.data.plans.length > 0 ? null : gain };
    });
}

/** For each promise the area with most people without, and what mends the commonest reason there. */
function reasonActions(model: ReportModel, promises: readonly ServiceModel[]): Action[] {
  const areas = areasOf(model);
  const unit = amountUnit(model);
  return promises.flatMap((service): Action[] => {
    const splits = splitByArea(model, service, areas);
    const worst = splits.reduce((best, { gap }, a) => (gap > (splits[best]?.gap ?? 0) ? a : best), 0);
    const gap = splits[worst]?.gap ?? 0;
    if (gap <= 0) return [];
    const [reason] = gapReasons(model, service, itemAt(areas.members, worst), false).sort(
      (a, b) => b.amount - a.amount,
    );
    const sentence = ACTION_WORDS[reason?.reason ?? "far"] ?? ACTION_WORDS.far;
    if (sentence === undefined) return [];
    const what = say(sentence, { service: service.name });
    const gain = say(WORDS.helps, { amount: amountWords(unit, gap) });
    return [{ what: say(WORDS.doAt, { where: itemAt(areas.names, worst), what }), gain }];
  });
}

/** Services that could not be judged, and what would change it; null where all could. */
export function silentServices({ services }: ReportModel): Words | null {
  const silent = services.filter(
    (service) => shareOf(service) === null && service.requirement.judged !== false,
  );
  if (silent.length === 0) return null;
  return say(WORDS.noData, { services: { en: listed(silent, "en"), zh: listed(silent, "zh") } });
}

/** Services without data, the edge, and who is in no share: a line each. */
function notesOf(model: ReportModel, promises: readonly ServiceModel[]): Markup {
  const { data } = model;
  const screening = promises.filter(({ completeness }) => completeness === "screening");
  const unit = amountUnit(model);
  const [first] = promises;
  const leftOut = first === undefined ? 0 : Math.max(...promises.map(({ summary }) => summary.share.leftOut));
  const unlinked = Object.entries(data.links).some(([reason, n]) => reason !== "linked" && n > 0);
  const most = Math.max(0, ...(data.boundary ?? []).map(({ verdicts }) => verdicts));
  const names = (some: readonly ServiceModel[]) => ({ en: listed(some, "en"), zh: listed(some, "zh") });
  const lines = [
    silentServices(model),
    screening.length === 0 ? null : say(WORDS.screeningOnly, { services: names(screening) }),
    most === 0 ? null : say(WORDS.edgeShort, { n: number(most), all: number(model.blocks.count) }),
    leftOut === 0
      ? null
      : say(unlinked ? WORDS.unknownShort : WORDS.unknownElse, { amount: amountWords(unit, leftOut) }),
  ];
  return html`<div class="notes small">${lines.map((line) => (line === null ? null : html`<p>${line}</p>`))}</div>`;
}
