/**
 * Tables of a report page: what it covers, services at a glance, communities, the worst places, lineage.
 */
import { itemAt } from "../../base/at.js";
import { amountUnit, inhabitants, unitWords, wholeNumber } from "./amounts.js";
import { gapCells, gapReasons } from "./gap-reasons.js";
import { html, type Markup } from "./html.js";
import { GAP, MET } from "./marks.js";
import { reasonWords, statusWords, unlinkedWords } from "./reason-words.js";
import type { Words } from "./report-data.js";
import { labelOf, type ReportModel, type ServiceModel, verdictOn } from "./report-model.js";
import { requiredWords } from "./required-words.js";
import { number, say, WORDS } from "./words.js";

/** Cover facts as a list of terms. */
export function factList(model: ReportModel): Markup {
  const { data, blocks } = model;
  const joined = say(WORDS.joined, { linked: number(data.links.linked ?? 0), all: number(blocks.count) });
  const apart = Object.entries(data.links).filter(([reason]) => reason !== "linked");
  const facts: [Words, Markup][] = [
    [
      WORDS.blocks,
      html`${number(blocks.count)}; ${joined}${apart.map(([reason, n]) => html`; ${number(n)} ${unlinkedWords(reason)}`)}`,
    ],
    [WORDS.residents, peopleFact(blocks.residents, data.blocks.estimated)],
    ...(blocks.households.some((count) => count >= 0)
      ? [[WORDS.dwellings, peopleFact(blocks.households, false)] as [Words, Markup]]
      : []),
    [WORDS.facilities, html`${number(model.facilities.count)}`],
    ...areaFacts(model),
    [
      WORDS.rules,
      html`${data.lineage.ruleSets.map(({ id }, i) => html`${i === 0 ? null : "; "}${standardName(model, id)}`)}`,
    ],
    [
      WORDS.walker,
      html`${say(WORDS.walkerSaid, { profile: data.lineage.profile, speed: data.lineage.speedMps })}`,
    ],
    [WORDS.dataDate, data.dataDate === null ? html`${WORDS.dateUnknown}` : html`${data.dataDate}`],
    [WORDS.crs, html`${WORDS.coordinates}`],
  ];
  return html`<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** How many, of how many blocks it is not known, and whether it is an estimate. */
function peopleFact(column: Float64Array, estimated: boolean): Markup {
  const unknown = column.reduce((sum, count) => sum + Number(count < 0), 0);
  if (unknown === column.length) return html`${WORDS.unknownPeople}`;
  const total = column.reduce((sum, count) => sum + Math.max(0, count), 0);
  return html`${wholeNumber(total)}${estimated ? html` (${WORDS.estimated})` : null}${unknown === 0 ? null : html` (${say(WORDS.notKnownOf, { n: number(unknown) })})`}`;
}

/** What a rule set is called; its id where it has no title. */
export function standardName({ data }: ReportModel, id: string): Words {
  return data.standards?.[id] ?? { en: id, zh: id };
}

/** The study area, and what lies outside it. */
function areaFacts({ data }: ReportModel): [Words, Markup][] {
  if (!data.area) return [];
  const { name, bufferM, outside } = data.area;
  const people =
    outside.blocksWithoutResidents === outside.blocks
      ? null
      : say(WORDS.outsidePeople, { n: number(outside.residents) });
  const parts = [
    ...(outside.blocks > 0 ? [say(WORDS.outsideBlocks, { n: number(outside.blocks) })] : []),
    ...(outside.blocks > 0 && people !== null ? [people] : []),
    ...(outside.facilities > 0 ? [say(WORDS.outsideFacilities, { n: number(outside.facilities) })] : []),
  ];
  return [
    [WORDS.studyArea, html`${say(WORDS.studyAreaSaid, { name, n: number(bufferM) })}`],
    ...(parts.length === 0
      ? []
      : [
          [WORDS.outside, html`${parts.map((part, i) => html`${i === 0 ? null : "; "}${part}`)}`] as [
            Words,
            Markup,
          ],
        ]),
  ];
}

/** One row a service that could be judged, with a bar for the share met; the others in one line below. */
export function headlineTable(model: ReportModel): Markup {
  const unit = amountUnit(model);
  const inBlocks = unit !== "blocks";
  const partly = unit === "blocks" && model.blocks.residents.some((count) => count >= 0);
  const name = unitWords(unit);
  const heads = [
    WORDS.service,
    WORDS.facilities,
    WORDS.required,
    say(WORDS.shareOf, { weight: name }),
    ...[WORDS.metOf, WORDS.gapOf, WORDS.unknownOf].map((words) => say(words, { unit: name })).map(capital),
    ...(inBlocks ? [WORDS.blocksGap] : []),
    ...(partly ? [WORDS.residentsGap] : []),
    WORDS.median,
    WORDS.p90,
    WORDS.rule,
  ];
  const shown = model.services.filter(
    (service) => shareOf(service) !== null || service.requirement.judged === false,
  );
  if (shown.length === 0) return html``;
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="headline-title"><table class="headline"><thead><tr>${heads.map((head) => html`<th scope="col" class="${head === WORDS.rule ? "rule" : "number"}">${head}</th>`)}</tr></thead><tbody>
${shown.map((service) => headlineRow(model, service, inBlocks, partly))}</tbody></table></div>`;
}

/** The first letter large, where a script has large letters. */
export function capital({ en, zh }: Words): Words {
  return { en: en.charAt(0).toUpperCase() + en.slice(1), zh };
}

function headlineRow(model: ReportModel, service: ServiceModel, inBlocks: boolean, partly: boolean): Markup {
  const { summary, requirement, completeness } = service;
  const star = completeness === "screening" ? "*" : "";
  const share = shareOf(service);
  const { numerator, denominator, leftOut } = summary.share;
  const walk = (metres: number | null, minutes: number | null) =>
    completeness === "incomplete" || metres === null || minutes === null
      ? html`–`
      : html`${say(WORDS.minutes, { n: minutes.toFixed(1) })}<small>${say(WORDS.metres, { n: number(metres) })}</small>`;
  const linked =
    service.linkedFacilityCount === service.facilityCount
      ? number(service.facilityCount)
      : `${number(service.linkedFacilityCount)}/${number(service.facilityCount)}`;
  const amount = (value: number) => (share === null ? "–" : wholeNumber(value));
  return html`<tr><th scope="row">${service.name}${star}</th><td>${linked}</td><td>${requiredWords(service)}</td><td>${share === null ? "–" : shareBar(share)}${edgeCell(model, service)}</td><td>${amount(numerator)}</td><td>${amount(denominator - numerator)}${gapCells(gapReasons(model, service))}</td><td>${leftOut === 0 ? "–" : wholeNumber(leftOut)}</td>${inBlocks ? html`<td>${number(summary.blocks.gap)}</td>` : null}${partly ? html`<td>${number(summary.residents.gap)}<small>${say(WORDS.notKnownOf, { n: number(summary.blocksWithoutResidents) })}</small></td>` : null}<td>${walk(summary.medianWalkM, summary.medianWalkMin)}</td><td>${walk(summary.p90WalkM, summary.p90WalkMin)}</td><td class="rule">${standardName(model, requirement.ruleSet)}<small>${statusWords(requirement.status)}</small></td></tr>
`;
}

/** How many verdicts data from beyond the edge could change, beside the share. */
function edgeCell({ data }: ReportModel, { service }: ServiceModel): Markup | null {
  const edge = data.boundary?.find((one) => one.service === service);
  return edge === undefined
    ? null
    : html`<small>${say(WORDS.edgeCell, { n: number(edge.verdicts), all: number(edge.blocks) })}</small>`;
}

/** Of residents where every block gives them, else of dwellings, else of blocks; null where there is none. */
export function shareOf({ summary }: Pick<ServiceModel, "summary">): number | null {
  return summary.share.value;
}

/** A share as number and bar, or as a bar alone. */
export function shareBar(share: number, isSaid = true): Markup {
  const said = isSaid ? html`<span class="share">${(100 * share).toFixed(1)} %</span>` : null;
  return html`${said}<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" fill="#fbe3d2" stroke="${GAP}"/><rect width="${(100 * share).toFixed(1)}" height="8" fill="${MET}"/></svg>`;
}

/**
 * The places of a service that fail: most residents first, or dwellings where those alone are known; then the longest walk.
 *
 * @param among - blocks, in their order
 */
export function worstBlocks(
  model: ReportModel,
  service: ServiceModel,
  count: number,
  among: Iterable<number> = service.verdict.keys(),
): number[] {
  const gap = model.data.verdicts.indexOf("gap");
  const { count: living } = inhabitants(model);
  const failing: { readonly block: number; readonly people: number; readonly walkMin: number }[] = [];
  for (const block of among) {
    if (service.verdict[block] !== gap) continue;
    failing.push({ block, people: itemAt(living, block), walkMin: itemAt(service.walkMin, block) });
  }
  failing.sort((a, b) => b.people - a.people || b.walkMin - a.walkMin);
  return failing.slice(0, count).map(({ block }) => block);
}

/** Heads of columns that are read from the left. */
const TEXT_HEADS: readonly Words[] = [WORDS.service, WORDS.block, WORDS.reason, WORDS.nearest];

/** The first rows of the ledger of every service, for print and for readers with scripts off. */
export function worstTable(model: ReportModel): Markup {
  const { blocks } = model;
  const rows = model.services.flatMap((service) =>
    worstBlocks(model, service, 10).map((b) => ({ service, b, ...verdictOn(model, service, b) })),
  );
  if (rows.length === 0) return html`<p>${WORDS.noGaps}</p>`;
  const living = inhabitants(model);
  const heads = [
    WORDS.service,
    WORDS.block,
    capital(unitWords(living.unit)),
    WORDS.reason,
    WORDS.walkM,
    WORDS.walkMin,
    WORDS.required,
    WORDS.nearest,
  ];
  const orDash = (value: number, digits: number) => (value < 0 ? "–" : number(value, digits));
  return html`<p>${WORDS.worst}</p><div class="scroll" tabindex="0" role="group" aria-labelledby="ledger-title"><table class="worst"><thead><tr>${heads.map((head) => html`<th scope="col" class="${TEXT_HEADS.includes(head) ? "text" : "number"}">${head}</th>`)}</tr></thead><tbody>
${rows.map(
  ({
    service,
    b,
    reason,
    walkM,
    walkMin,
  }) => html`<tr><td>${service.name}</td><th scope="row">${labelOf(blocks, b)}</th><td>${orDash(itemAt(living.count, b), 0)}</td><td class="text">${reasonWords(reason).label}</td><td>${orDash(walkM, 0)}</td><td>${orDash(walkMin, 1)}</td><td>${requiredWords(service)}</td><td class="text">${nearestName(model, service, b)}</td></tr>
`,
)}</tbody></table></div>`;
}

/** Name of the nearest facility, or that it has none, or that none is reached. */
export function nearestName({ facilities }: ReportModel, service: ServiceModel, block: number): Words {
  const nearest = itemAt(service.nearest, block);
  if (nearest < 0) return WORDS.none;
  const name = itemAt(facilities.name, nearest);
  return name === "" ? WORDS.unnamed : { en: name, zh: name };
}

/** Inputs, rule sets and options. */
export function lineageTables({ data }: ReportModel): Markup {
  const { lineage } = data;
  const options = Object.entries(lineage.options).filter(([, value]) => value !== null);
  return html`<dl class="facts"><div><dt>${WORDS.library}</dt><dd>${lineage.library}</dd></div><div><dt>${WORDS.options}</dt><dd>${options.map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(",") : String(value)}`).join("; ") || "–"}</dd></div></dl>
<div class="scroll" tabindex="0" role="group" aria-labelledby="lineage-title"><table><thead><tr><th scope="col">${WORDS.role}</th><th scope="col" class="text">${WORDS.file}</th><th scope="col" class="text">SHA-256</th></tr></thead><tbody>${lineage.inputs.map(({ role, path, sha256 }) => html`<tr><td>${role}</td><td class="text">${path}</td><td class="hash">${sha256}</td></tr>`)}</tbody></table></div>`;
}
