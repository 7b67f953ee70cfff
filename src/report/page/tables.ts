/**
 * Tables of a report page: what it covers, services at a glance, communities, the worst places, lineage.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import type { ShareWeight } from "../../places/demand.js";
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
  const people = blocks.residents.reduce((sum, n) => sum + Math.max(0, n), 0);
  const joined = say(WORDS.joined, { linked: number(data.links.linked ?? 0), all: number(blocks.count) });
  const apart = Object.entries(data.links).filter(([reason]) => reason !== "linked");
  const facts: [Words, Markup][] = [
    [
      WORDS.blocks,
      html`${number(blocks.count)}; ${joined}${apart.map(([reason, n]) => html`; ${number(n)} ${unlinkedWords(reason)}`)}`,
    ],
    [
      WORDS.residents,
      people > 0
        ? html`${number(people)}${data.blocks.estimated ? html` (${WORDS.estimated})` : null}`
        : html`${WORDS.unknownPeople}`,
    ],
    ...householdFacts(model),
    [WORDS.facilities, html`${number(model.facilities.count)}`],
    ...areaFacts(model),
    ...edgeFacts(model),
    [WORDS.rules, html`${data.lineage.ruleSets.map(({ id, version }) => `${id} (${version})`).join(", ")}`],
    [
      WORDS.walker,
      html`${say(WORDS.walkerSaid, { profile: data.lineage.profile, speed: data.lineage.speedMps })}`,
    ],
    [WORDS.dataDate, data.dataDate === null ? html`${WORDS.dateUnknown}` : html`${data.dataDate}`],
    [WORDS.crs, html`${WORDS.coordinates}`],
  ];
  return html`<dl class="facts">${facts.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** Households where any block gives them. */
function householdFacts({ data }: ReportModel): [Words, Markup][] {
  const total = data.coverage?.[0]?.households ?? null;
  if (total === null) return [];
  return [[WORDS.households, html`${number(total.met + total.gap + total.unknown)}`]];
}

/** The study area, and what lies outside it. */
function areaFacts({ data }: ReportModel): [Words, Markup][] {
  if (!data.area) return [];
  const { name, bufferM, outside } = data.area;
  const outsideWords = say(WORDS.outsideSaid, {
    blocks: number(outside.blocks),
    people:
      outside.blocks > 0 && outside.blocksWithoutResidents === outside.blocks
        ? WORDS.unknownNumber
        : number(outside.residents),
    facilities: number(outside.facilities),
  });
  return [
    [WORDS.studyArea, html`${say(WORDS.studyAreaSaid, { name, n: number(bufferM) })}`],
    [WORDS.outside, html`${outsideWords}`],
  ];
}

/** What data from beyond the edge could change, by service. */
function edgeFacts({ data, services }: ReportModel): [Words, Markup][] {
  const { boundary = [] } = data;
  if (boundary.length === 0) return [];
  const said = boundary.map(({ service, verdicts, blocks }, i) => {
    const name = services.find((one) => one.service === service)?.name ?? { en: service, zh: service };
    const sentence = say(WORDS.atEdgeSaid, { n: number(verdicts), all: number(blocks), service: name });
    return html`${i === 0 ? null : "; "}${sentence}`;
  });
  return [[WORDS.atEdge, html`${said}`]];
}

const WEIGHT_WORDS: Readonly<Record<ShareWeight, Words>> = {
  residents: { en: "residents", zh: "居民" },
  dwellings: { en: "dwellings", zh: "户数" },
  blocks: { en: "blocks", zh: "住宅" },
};

/** One row a service, with a bar for the share met. */
export function headlineTable(model: ReportModel): Markup {
  const heads = [
    WORDS.service,
    WORDS.facilities,
    WORDS.required,
    WORDS.blocksMet,
    WORDS.blocksGap,
    ...(inHouseholds(model)
      ? [WORDS.householdsMet, WORDS.householdsGap]
      : [WORDS.residentsMet, WORDS.residentsGap]),
    WORDS.residentsUnknown,
    say(WORDS.shareOf, { weight: WEIGHT_WORDS[model.services[0]?.summary.shareBy ?? "residents"] }),
    WORDS.median,
    WORDS.p90,
    WORDS.rule,
  ];
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="headline-title"><table class="headline"><thead><tr>${heads.map((head) => html`<th scope="col" class="${head === WORDS.rule ? "rule" : "number"}">${head}</th>`)}</tr></thead><tbody>
${model.services.map((service) => headlineRow(model, service))}</tbody></table></div>`;
}

/** Whether households stand in for residents, of whom nothing is known. */
function inHouseholds({ data }: ReportModel): boolean {
  const total = data.coverage?.[0];
  return total !== undefined && total.residents === null && total.households !== null;
}

function headlineRow(model: ReportModel, service: ServiceModel): Markup {
  const { summary, requirement, completeness } = service;
  const star = completeness === "screening" ? "*" : "";
  const share = shareOf(service);
  const households = model.data.coverage?.find((one) => one.service === service.service)?.households;
  const people = (inHouseholds(model) ? households : null) ?? summary.residents;
  const walk = (metres: number | null, minutes: number | null) =>
    completeness === "incomplete" || metres === null || minutes === null
      ? html`–`
      : html`${say(WORDS.minutes, { n: minutes.toFixed(1) })}<small>${say(WORDS.metres, { n: number(metres) })}</small>`;
  const linked =
    service.linkedFacilityCount === service.facilityCount
      ? number(service.facilityCount)
      : `${number(service.linkedFacilityCount)}/${number(service.facilityCount)}`;
  return html`<tr><th scope="row">${service.name}${star}</th><td>${linked}</td><td>${requiredWords(service)}</td><td>${number(summary.blocks.met)}</td><td>${number(summary.blocks.gap)}</td><td>${number(people.met)}</td><td>${number(people.gap)}${gapCells(gapReasons(model, service))}</td><td>${number(people.unknown)}</td><td>${share === null ? "–" : shareBar(share)}</td><td>${walk(summary.medianWalkM, summary.medianWalkMin)}</td><td>${walk(summary.p90WalkM, summary.p90WalkMin)}</td><td class="rule">${requirement.ruleSet}<small>${statusWords(requirement.status)}</small></td></tr>
`;
}

/** Of residents where every block gives them, else of dwellings, else of blocks; null where there is none. */
export function shareOf({ summary }: Pick<ServiceModel, "summary">): number | null {
  return summary.share.value;
}

/** A share as number and bar. */
export function shareBar(share: number): Markup {
  return html`<span class="share">${(100 * share).toFixed(1)} %</span><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" fill="#fbe3d2" stroke="${GAP}"/><rect width="${(100 * share).toFixed(1)}" height="8" fill="${MET}"/></svg>`;
}

/** The places of a service that fail, most residents first, then the longest walk. */
export function worstBlocks(
  { blocks, data }: ReportModel,
  service: ServiceModel,
  count: number,
  among: (block: number) => boolean = () => true,
): number[] {
  const gap = data.verdicts.indexOf("gap");
  const failing: { readonly block: number; readonly residents: number; readonly walkMin: number }[] = [];
  for (let block = 0; block < service.verdict.length; block++) {
    if (service.verdict[block] !== gap || !among(block)) continue;
    const residents = blocks.residents[block] ?? nothingAt(block);
    failing.push({ block, residents, walkMin: service.walkMin[block] ?? nothingAt(block) });
  }
  failing.sort((a, b) => b.residents - a.residents || b.walkMin - a.walkMin);
  return failing.slice(0, count).map(({ block }) => block);
}

/** Heads of columns that are read from the left. */
const TEXT_HEADS: readonly Words[] = [WORDS.service, WORDS.block, WORDS.reason, WORDS.nearest];

/** The first rows of the ledger of every service, for print and for readers with scripts off. */
export function worstTable(model: ReportModel): Markup {
  const { blocks } = model;
  const rows = model.services.flatMap((service) =>
    worstBlocks(model, service, 10).map((b) => {
      return { service, b, ...verdictOn(model, service, b), residents: itemAt(blocks.residents, b) };
    }),
  );
  if (rows.length === 0) return html`<p>${WORDS.noGaps}</p>`;
  const heads = [
    WORDS.service,
    WORDS.block,
    WORDS.residents,
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
    residents,
  }) => html`<tr><td>${service.name}</td><th scope="row">${labelOf(blocks, b)}</th><td>${orDash(residents, 0)}</td><td class="text">${reasonWords(reason).label}</td><td>${orDash(walkM, 0)}</td><td>${orDash(walkMin, 1)}</td><td>${requiredWords(service)}</td><td class="text">${nearestName(model, service, b)}</td></tr>
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
