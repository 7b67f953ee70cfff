/**
 * Tables of a report page: what it covers, services at a glance, communities, the worst places, lineage.
 *
 * Layer: report. Imports nothing of other layers.
 */
import { html, type Markup } from "./html.js";
import { GAP, MET } from "./marks.js";
import { reasonWords, statusWords, unlinkedWords } from "./reason-words.js";
import type { Words } from "./report-data.js";
import type { ReportModel, ServiceModel } from "./report-model.js";
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
    [WORDS.facilities, html`${number(model.facilities.count)}`],
    [WORDS.rules, html`${data.lineage.ruleSets.map(({ id, version }) => `${id} (${version})`).join(", ")}`],
    [
      WORDS.walker,
      html`${say(WORDS.walkerSaid, { profile: data.lineage.profile, speed: data.lineage.speedMps })}`,
    ],
    [WORDS.dataDate, data.dataDate === null ? html`${WORDS.dateUnknown}` : html`${data.dataDate}`],
    [WORDS.crs, html`${WORDS.coordinates}`],
  ];
  return html`<dl class="facts">${facts.map(([term, told]) => html`<div><dt>${term}</dt><dd>${told}</dd></div>`)}</dl>`;
}

/** One row a service, with a bar for the share met. */
export function headlineTable(model: ReportModel): Markup {
  const heads = [
    WORDS.service,
    WORDS.facilities,
    WORDS.required,
    WORDS.blocksMet,
    WORDS.blocksGap,
    WORDS.residentsMet,
    WORDS.residentsGap,
    WORDS.residentsUnknown,
    WORDS.share,
    WORDS.median,
    WORDS.p90,
    WORDS.rule,
  ];
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="headline-title"><table class="headline"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${model.services.map(headlineRow)}</tbody></table></div>`;
}

function headlineRow(service: ServiceModel): Markup {
  const { summary, requirement, completeness } = service;
  const star = completeness === "screening" ? "*" : "";
  const share = shareOf(service);
  const walk = (metres: number | null, minutes: number | null) =>
    completeness === "incomplete" || metres === null || minutes === null
      ? html`–`
      : html`${say(WORDS.minutes, { n: minutes.toFixed(1) })}<small>${say(WORDS.metres, { n: number(metres) })}</small>`;
  const linked =
    service.linkedFacilityCount === service.facilityCount
      ? number(service.facilityCount)
      : `${number(service.linkedFacilityCount)}/${number(service.facilityCount)}`;
  return html`<tr><th scope="row">${service.name}${star}</th><td>${linked}</td><td>${requiredWords(service)}</td><td>${number(summary.blocks.met)}</td><td>${number(summary.blocks.gap)}</td><td>${number(summary.residents.met)}</td><td>${number(summary.residents.gap)}</td><td>${number(summary.residents.unknown)}</td><td>${share === null ? "–" : shareBar(share)}</td><td>${walk(summary.medianWalkM, summary.medianWalkMin)}</td><td>${walk(summary.p90WalkM, summary.p90WalkMin)}</td><td class="rule">${requirement.ruleSet}<small>${statusWords(requirement.status)}</small></td></tr>
`;
}

/** Of people where they are known, else of blocks; null where there is none. */
export function shareOf({ summary }: Pick<ServiceModel, "summary">): number | null {
  return summary.residentShare.value ?? summary.blockShare.value;
}

/** A share as number and bar. */
export function shareBar(share: number): Markup {
  return html`<span class="share">${(100 * share).toFixed(1)} %</span><svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="8" fill="#fbe3d2" stroke="${GAP}"/><rect width="${(100 * share).toFixed(1)}" height="8" fill="${MET}"/></svg>`;
}

/** Communities by services that can be judged; empty where no block names its community. */
export function communityTable(model: ReportModel): Markup | null {
  const { blocks, data } = model;
  const judged = model.services.filter((service) => shareOf(service) !== null);
  if (blocks.units.length === 0 || judged.length === 0) return null;
  const [met, gap] = [data.verdicts.indexOf("met"), data.verdicts.indexOf("gap")];
  const people = blocks.units.map(() => 0);
  const count = blocks.units.map(() => 0);
  const sums = judged.map(() => ({ met: blocks.units.map(() => 0), gap: blocks.units.map(() => 0) }));
  for (let b = 0; b < blocks.count; b++) {
    const unit = blocks.unit[b]!;
    if (unit < 0) continue;
    const weight = Math.max(0, blocks.residents[b]!);
    people[unit]! += weight;
    count[unit]!++;
    judged.forEach((service, s) => {
      if (service.verdict[b] === met) sums[s]!.met[unit]! += weight;
      if (service.verdict[b] === gap) sums[s]!.gap[unit]! += weight;
    });
  }
  const cell = (s: number, unit: number) => {
    const [m, g] = [sums[s]!.met[unit]!, sums[s]!.gap[unit]!];
    return m + g === 0 ? html`<td>–</td>` : html`<td>${shareBar(m / (m + g))}</td>`;
  };
  const order = [...blocks.units.keys()].sort((a, b) => people[b]! - people[a]! || a - b);
  return html`<div class="scroll" tabindex="0" role="group" aria-labelledby="communities-title"><table><thead><tr><th scope="col">${WORDS.community}</th><th scope="col">${WORDS.blocks}</th><th scope="col">${WORDS.residents}</th>${judged.map(({ name }) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${order.map(
  (
    unit,
  ) => html`<tr><th scope="row">${blocks.units[unit]!}</th><td>${number(count[unit]!)}</td><td>${number(people[unit]!)}</td>${judged.map((_, s) => cell(s, unit))}</tr>
`,
)}</tbody></table></div>`;
}

/** The places of a service that fail, most residents first, then the longest walk. */
export function worstBlocks(
  { blocks, data }: ReportModel,
  service: ServiceModel,
  count: number,
  among: (block: number) => boolean = () => true,
): number[] {
  const gap = data.verdicts.indexOf("gap");
  return [...service.verdict.keys()]
    .filter((b) => service.verdict[b] === gap && among(b))
    .sort(
      (a, b) =>
        blocks.residents[b]! - blocks.residents[a]! || service.walkMin[b]! - service.walkMin[a]! || a - b,
    )
    .slice(0, count);
}

/** Heads of columns that are read from the left. */
const TEXT_HEADS: readonly Words[] = [WORDS.service, WORDS.block, WORDS.reason, WORDS.nearest];

/** The first rows of the ledger of every service, for print and for readers with scripts off. */
export function worstTable(model: ReportModel): Markup {
  const { blocks, data } = model;
  const rows = model.services.flatMap((service) =>
    worstBlocks(model, service, 10).map((b) => ({ service, b })),
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
  const walked = (value: number, digits: number) => (value < 0 ? "–" : number(value, digits));
  return html`<p>${WORDS.worst}</p><div class="scroll" tabindex="0" role="group" aria-labelledby="ledger-title"><table class="worst"><thead><tr>${heads.map((head) => html`<th scope="col" class="${TEXT_HEADS.includes(head) ? "text" : "number"}">${head}</th>`)}</tr></thead><tbody>
${rows.map(
  ({
    service,
    b,
  }) => html`<tr><td>${service.name}</td><th scope="row">${blocks.name[b] || blocks.id[b]!}</th><td>${blocks.residents[b]! < 0 ? "–" : number(blocks.residents[b]!)}</td><td class="text">${reasonWords(data.reasons[service.reason[b]!] ?? "").label}</td><td>${walked(service.walkM[b]!, 0)}</td><td>${walked(service.walkMin[b]!, 1)}</td><td>${requiredWords(service)}</td><td class="text">${nearestName(model, service, b)}</td></tr>
`,
)}</tbody></table></div>`;
}

/** Name of the nearest facility, or that it has none, or that none is reached. */
export function nearestName({ facilities }: ReportModel, service: ServiceModel, block: number): Words {
  const nearest = service.nearest[block]!;
  if (nearest < 0) return WORDS.none;
  const name = facilities.name[nearest]!;
  return name === "" ? WORDS.unnamed : { en: name, zh: name };
}

/** Inputs, rule sets and options. */
export function lineageTables({ data }: ReportModel): Markup {
  const { lineage } = data;
  const options = Object.entries(lineage.options).filter(([, value]) => value !== null);
  return html`<dl class="facts"><div><dt>${WORDS.library}</dt><dd>${lineage.library}</dd></div><div><dt>${WORDS.options}</dt><dd>${options.map(([key, value]) => `${key}: ${Array.isArray(value) ? value.join(",") : String(value)}`).join("; ") || "–"}</dd></div></dl>
<div class="scroll" tabindex="0" role="group" aria-labelledby="lineage-title"><table><thead><tr><th scope="col">${WORDS.role}</th><th scope="col" class="text">${WORDS.file}</th><th scope="col" class="text">SHA-256</th></tr></thead><tbody>${lineage.inputs.map(({ role, path, sha256 }) => html`<tr><td>${role}</td><td class="text">${path}</td><td class="hash">${sha256}</td></tr>`)}</tbody></table></div>`;
}
