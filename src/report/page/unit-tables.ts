/**
 * Tables of a report page that look at people group by group: villages and units, and ages.
 */
import type { UnitVerdict, UnitVerdictRow } from "../../coverage/unit-verdicts.js";
import { amountUnit, unitWords, wholeNumber } from "./amounts.js";
import { html, type Markup } from "./html.js";
import type { Words } from "./report-data.js";
import type { ReportModel, ServiceModel } from "./report-model.js";
import { capital, shareBar, shareOf } from "./tables.js";
import { number, WORDS } from "./words.js";

/** More units than this get their shares as numbers alone: a bar weighs ten times as much. */
const MAX_BARS = 60;

const VERDICT_SIGNS: Readonly<Record<string, readonly [sign: string, words: Words]>> = {
  met: ["■", WORDS.met],
  gap: ["◆", WORDS.gap],
  unknown: ["●", WORDS.unknown],
};

/** Villages, estates, communities and larger units, each with its verdict by service; null where the data name none. */
export function unitTable(model: ReportModel): Markup | null {
  const units = model.data.unitVerdicts ?? [];
  const judged = model.services.filter((service) => shareOf(service) !== null);
  if (units.length === 0 || judged.length === 0) return null;
  const levels = new Set(units.map(({ level }) => level));
  const bars = units.length <= MAX_BARS;
  const amount = (value: number | null) => (value === null ? "–" : wholeNumber(value));
  const counted = amountUnit(model);
  const heads = [
    ...(levels.size > 1 ? [WORDS.level] : []),
    WORDS.community,
    WORDS.blocks,
    ...(counted === "blocks" ? [] : [capital(unitWords(counted))]),
    ...judged.map(({ name }) => name),
  ];
  const row = (unit: UnitVerdict) => {
    const cells = judged.map(({ service }) =>
      unitCell(
        unit.services.find((one) => one.service === service),
        bars,
      ),
    );
    const level = levels.size > 1 ? html`<td class="text">${levelWords(unit.level)}</td>` : null;
    const under = [unit.subdistrict, unit.district]
      .filter((name) => name !== null && name !== unit.name)
      .join(", ");
    return html`<tr>${level}<th scope="row">${unit.name}${under === "" ? null : html` <small>${under}</small>`}</th><td>${number(unit.blocks)}</td>${counted === "blocks" ? null : html`<td>${amount(counted === "residents" ? unit.residents : unit.households)}</td>`}${cells}</tr>
`;
  };
  return html`<p class="keys">${Object.values(VERDICT_SIGNS).map(([sign, words]) => html`<span class="key">${sign} ${words}</span> `)}<span class="small">${WORDS.unitNote}</span></p>
<div class="scroll tall" tabindex="0" role="group" aria-labelledby="communities-title"><table class="units"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${[...units].sort(byLevelAndNeed).map(row)}</tbody></table></div>`;
}

function unitCell(row: UnitVerdictRow | undefined, bars: boolean): Markup {
  if (row === undefined || row.share === null) return html`<td>–</td>`;
  const sign = VERDICT_SIGNS[row.verdict]?.[0] ?? "";
  return bars
    ? html`<td class="v-${row.verdict}">${sign} ${shareBar(row.share)}</td>`
    : html`<td class="v-${row.verdict}">${sign}&nbsp;${(100 * row.share).toFixed(0)}&nbsp;%</td>`;
}

/** The most in need first: what is in a gap, each service counted. */
function byLevelAndNeed(a: UnitVerdict, b: UnitVerdict): number {
  if (a.level !== b.level) return 0;
  const need = ({ services }: UnitVerdict) => services.reduce((sum, { need: { gap } }) => sum + gap, 0);
  return need(b) - need(a);
}

/** A level of units, or of blocks that were spread, in words. */
export function levelWords(level: string): Words {
  return LEVELS[level] ?? { en: level, zh: level };
}

/** The same at the head of a column or a choice. */
export function levelHead(level: string): Words {
  const { en, zh } = levelWords(level);
  return { en: en.charAt(0).toUpperCase() + en.slice(1), zh };
}

const LEVELS: Readonly<Record<string, Words>> = {
  block: { en: "village or area", zh: "村里或片区" },
  estate: { en: "estate", zh: "小区" },
  community: { en: "community", zh: "社区" },
  housing: { en: "housing", zh: "住房" },
  square: { en: "square of the map", zh: "地图方格" },
  unit: { en: "unit", zh: "所属单位" },
  subdistrict: { en: "subdistrict (街区)", zh: "街道（街区）" },
  district: { en: "district", zh: "区" },
  city: { en: "city", zh: "城市" },
};

/** People by age group and service: who is met, who is in a gap; null where no ages are given. */
export function ageTable(model: ReportModel): Markup | null {
  const { ages } = model.blocks;
  const judged = model.services.filter((service) => shareOf(service) !== null);
  if (ages.length === 0 || judged.length === 0) return null;
  const heads = ages.map(({ group, people }) => {
    const total = people.reduce((sum, n) => sum + Math.max(0, n), 0);
    return html`<th scope="col">${group}<small>${number(total)}</small></th>`;
  });
  const rows = judged.map(
    (service) =>
      html`<tr><th scope="row">${service.name}</th>${ages.map(({ people }) => ageCell(model, service, people))}</tr>
`,
  );
  return html`<p class="small">${WORDS.byAgeNote}</p><div class="scroll" tabindex="0" role="group" aria-labelledby="ages-title"><table class="ages"><thead><tr><th scope="col">${WORDS.service}</th>${heads}</tr></thead><tbody>
${rows}</tbody></table></div>`;
}

function ageCell({ data }: ReportModel, service: ServiceModel, people: Float64Array): Markup {
  const [met, gap] = [data.verdicts.indexOf("met"), data.verdicts.indexOf("gap")];
  let [inReach, inGap] = [0, 0];
  for (const [b, count] of people.entries()) {
    if (count <= 0) continue;
    if (service.verdict[b] === met) inReach += count;
    if (service.verdict[b] === gap) inGap += count;
  }
  if (inReach + inGap === 0) return html`<td>–</td>`;
  return html`<td>${shareBar(inReach / (inReach + inGap))}<small>${number(inGap)} ${WORDS.gap}</small></td>`;
}
