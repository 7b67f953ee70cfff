/**
 * Charts of a report page as small SVG: how long walks take, how evenly they are shared, what a plan adds.
 *
 * Own SVG, not a chart library: three plain shapes, drawn without scripts, legible in print and under a policy that
 * forbids inline styles.
 */
import { nothingAt } from "../../base/at.js";
import { byBasis } from "../../standards/requirement.js";
import { amounts, amountUnit, amountWords, unitWords } from "./amounts.js";
import { attribute, both, bothSpans, html, type Markup } from "./html.js";
import { GAP, MET, UNKNOWN } from "./marks.js";
import type { PlanData, Words } from "./report-data.js";
import type { ReportModel, ServiceModel } from "./report-model.js";
import { type Lang, number, say, WORDS } from "./words.js";

const [WIDTH, HEIGHT] = [420, 210];
const [LEFT, RIGHT, TOP, BOTTOM] = [52, 12, 14, 40];
const BIN_MIN = 5;
const BINS = 12;

/** What blocks weigh by minutes to the nearest facility and by verdict; the last two are longer walks and none. */
function stacksOf(model: ReportModel, service: ServiceModel) {
  const weight = amounts(model);
  const stacks = Array.from({ length: BINS + 2 }, () => ({ met: 0, gap: 0, unknown: 0 }));
  for (let b = 0; b < weight.length; b++) {
    const walkMin = service.shortestMin[b] ?? nothingAt(b);
    const bin = walkMin < 0 ? BINS + 1 : Math.min(BINS, Math.max(0, Math.ceil(walkMin / BIN_MIN) - 1));
    const verdict = model.data.verdicts[service.verdict[b] ?? nothingAt(b)];
    const stack = stacks[bin] ?? nothingAt(bin);
    stack[verdict === "met" || verdict === "gap" ? verdict : "unknown"] += weight[b] ?? nothingAt(b);
  }
  return stacks;
}

/** People by minutes to the nearest facility, split by verdict; the last two bars are longer walks and none. */
export function minutesChart(model: ReportModel, service: ServiceModel, lang: Lang): Markup {
  const stacks = stacksOf(model, service);
  const most = Math.max(1, ...stacks.map(({ met, gap, unknown }) => met + gap + unknown));
  const step = (WIDTH - LEFT - RIGHT) / (BINS + 2);
  const scale = (HEIGHT - TOP - BOTTOM) / niceTop(most);
  const bars = stacks.map(({ met, gap, unknown }, i) => {
    let y = HEIGHT - BOTTOM;
    const parts = [
      [met, MET],
      [gap, "url(#hatch)"],
      [unknown, UNKNOWN],
    ] as const;
    return parts.map(([n, fill]) => {
      const height = n * scale;
      y -= height;
      return height < 0.05
        ? null
        : html`<rect x="${(LEFT + i * step + 1.5).toFixed(1)}" y="${y.toFixed(1)}" width="${(step - 3).toFixed(1)}" height="${height.toFixed(1)}" fill="${fill}" ${fill === "url(#hatch)" ? html`stroke="${GAP}" stroke-width="0.8"` : null}/>`;
    });
  });
  const ticks = Array.from({ length: BINS + 1 }, (_, i) =>
    i % 2 === 0 && i < BINS
      ? html`<text x="${(LEFT + i * step).toFixed(1)}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle">${i * BIN_MIN}</text>`
      : null,
  );
  const limit = byBasis(service.requirement, null, service.requirement.limit);
  const x = limit === null ? 0 : LEFT + (Math.min(limit, BINS * BIN_MIN) / BIN_MIN) * step;
  const label = say(WORDS.minutesAxis, {});
  return html`<figure class="chart"><figcaption>${both(service.name)}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" ${attribute("aria-label", minutesWords(model, service), lang)}>${axis(
    niceTop(most),
    unitWords(amountUnit(model)),
  )}${bars}${ticks}<text x="${(LEFT + (BINS + 0.5) * step).toFixed(1)}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle">&gt;${BINS * BIN_MIN}</text><text x="${(LEFT + (BINS + 1.5) * step).toFixed(1)}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle">–</text><text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${bothSpans(label)}</text>${
    limit === null
      ? null
      : html`<path d="M${x.toFixed(1)} ${TOP}V${HEIGHT - BOTTOM}" stroke="#000" stroke-width="1.5" stroke-dasharray="4 3"/><text x="${(x + 4).toFixed(1)}" y="${TOP + 9}">${bothSpans(WORDS.limitLine)}</text>`
  }</svg></figure>
`;
}

/** The chart in a sentence, for readers who do not see it. */
function minutesWords(model: ReportModel, service: ServiceModel): Words {
  const { data } = model;
  const unit = amountUnit(model);
  const { medianWalkMin, p90WalkMin, share } = service.summary;
  const met = amountWords(unit, share.numerator);
  const gap = amountWords(unit, share.denominator - share.numerator);
  const minutes = (value: number | null) =>
    value === null ? WORDS.none : say(WORDS.minutes, { n: value.toFixed(1) });
  const { en, zh } = { en: data.title, zh: data.title };
  return {
    en: `${service.name.en}, ${en}: ${WORDS.median.en} ${minutes(medianWalkMin).en}, ${WORDS.p90.en} ${minutes(p90WalkMin).en}; ${met.en} met, ${gap.en} in gap`,
    zh: `${service.name.zh}，${zh}：${WORDS.median.zh} ${minutes(medianWalkMin).zh}，${WORDS.p90.zh} ${minutes(p90WalkMin).zh}；达标 ${met.zh}，缺口 ${gap.zh}`,
  };
}

/** Key to the colours of the bars. */
export function minutesLegend(): Markup {
  const key = (fill: string, label: Words) =>
    html`<span class="key"><svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true"><rect width="14" height="14" fill="${fill}"/></svg> ${both(label)}</span> `;
  return html`<p class="keys">${key(MET, WORDS.met)}${key("url(#hatch)", WORDS.gap)}${key(UNKNOWN, WORDS.unknown)}</p>`;
}

/**
 * Lorenz curve of minutes, and its Gini coefficient.
 *
 * @returns null where fewer than two blocks are reached or no minute is walked
 */
function lorenzOf(
  model: ReportModel,
  service: ServiceModel,
): { readonly curve: [number, number][]; readonly gini: number } | null {
  const weight = amounts(model);
  const reached: { readonly walkMin: number; readonly people: number }[] = [];
  for (let b = 0; b < weight.length; b++) {
    const [walkMin, people] = [service.shortestMin[b] ?? nothingAt(b), weight[b] ?? nothingAt(b)];
    if (walkMin >= 0 && people > 0) reached.push({ walkMin, people });
  }
  reached.sort((a, b) => a.walkMin - b.walkMin);
  const people = reached.reduce((sum, block) => sum + block.people, 0);
  const minutes = reached.reduce((sum, block) => sum + block.people * block.walkMin, 0);
  if (reached.length < 2 || minutes === 0) return null;
  const curve: [number, number][] = [[0, 0]];
  let [walked, passed, area] = [0, 0, 0];
  for (const block of reached) {
    const before = walked;
    passed += block.people;
    walked += block.people * block.walkMin;
    // Trapezoids: the curve is straight within a block.
    area += (block.people / people) * ((before + walked) / 2 / minutes);
    if (passed / people >= curve.length / 60) curve.push([passed / people, walked / minutes]);
  }
  curve.push([1, 1]);
  return { curve, gini: 1 - 2 * area };
}

export function lorenzChart(model: ReportModel, service: ServiceModel, lang: Lang): Markup | null {
  const lorenz = lorenzOf(model, service);
  if (lorenz === null) return null;
  const size = 200;
  const at = ([x, y]: readonly [number, number]) =>
    `${(34 + x * size).toFixed(1)} ${(10 + size - y * size).toFixed(1)}`;
  const gini = say(WORDS.gini, { n: lorenz.gini.toFixed(2) });
  const label = { en: `${service.name.en}: ${gini.en}`, zh: `${service.name.zh}：${gini.zh}` };
  return html`<figure class="chart lorenz"><figcaption>${both(service.name)}<br>${both(gini)}</figcaption>
<svg viewBox="0 0 244 250" role="img" ${attribute("aria-label", label, lang)}><rect x="34" y="10" width="${size}" height="${size}" fill="#fff" stroke="#999"/><path d="M34 ${10 + size}L${34 + size} 10" stroke="#777" stroke-dasharray="4 3"/><path d="M${lorenz.curve.map(at).join("L")}" fill="none" stroke="${MET}" stroke-width="2.5"/><text x="30" y="${14 + size}" text-anchor="end">0</text><text x="30" y="18" text-anchor="end">1</text><text x="${34 + size / 2}" y="${size + 26}" text-anchor="middle">${bothSpans(say(WORDS.lorenzX, { unit: unitWords(amountUnit(model)) }))}</text><text transform="translate(14 ${10 + size / 2})rotate(-90)" text-anchor="middle">${bothSpans(WORDS.lorenzY)}</text></svg></figure>
`;
}

/** People covered with the first 0, 1, 2 … sites of a plan. */
export function planChart(plan: PlanData, lang: Lang): Markup {
  const top = niceTop(Math.max(1, ...plan.covered));
  const last = Math.max(1, plan.covered.length - 1);
  const points = plan.covered.map(
    (covered, i) =>
      `${(LEFT + (i / last) * (WIDTH - LEFT - RIGHT)).toFixed(1)} ${(HEIGHT - BOTTOM - (covered / top) * (HEIGHT - TOP - BOTTOM)).toFixed(1)}`,
  );
  const ticks = plan.covered.map((_, i) =>
    i % Math.ceil(last / 10) === 0
      ? html`<text x="${(LEFT + (i / last) * (WIDTH - LEFT - RIGHT)).toFixed(1)}" y="${HEIGHT - BOTTOM + 14}" text-anchor="middle">${i}</text>`
      : null,
  );
  return html`<figure class="chart"><figcaption>${both(WORDS.planCurve)}</figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" ${attribute("aria-label", WORDS.planCurve, lang)}>${axis(top, unitWords(plan.of ?? "residents"))}<path d="M${points.join("L")}" fill="none" stroke="${MET}" stroke-width="2.5"/>${points.map(
    (point) => html`<path d="M${point}m-3-3h6v6h-6z" fill="${MET}"/>`,
  )}${ticks}<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 8}" text-anchor="middle">${bothSpans(WORDS.sitesAxis)}</text></svg></figure>`;
}

function axis(top: number, label: Words): Markup {
  const lines = [0, 0.5, 1].map((share) => {
    const y = HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    return html`<path d="M${LEFT} ${y}H${WIDTH - RIGHT}" stroke="${share === 0 ? "#333" : "#ddd"}"/><text x="${LEFT - 5}" y="${y + 4}" text-anchor="end">${shortNumber(top * share)}</text>`;
  });
  return html`${lines}<text transform="translate(11 ${(HEIGHT - BOTTOM + TOP) / 2})rotate(-90)" text-anchor="middle">${bothSpans(label)}</text>`;
}

/** Patterns that charts refer to; once a page. */
export function chartPatterns(): Markup {
  return html`<svg width="0" height="0" class="patterns" aria-hidden="true"><defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#fbe3d2"/><rect width="2.2" height="5" fill="${GAP}"/></pattern></defs></svg>`;
}

/** The smallest of 1, 2, 4, 5, 8 times a power of ten that is not below `most`. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return [1, 2, 4, 5, 8].map((lead) => lead * power).find((top) => top >= most * 0.9999) ?? 10 * power;
}

function shortNumber(value: number): string {
  return value >= 10_000 ? `${number(value / 1000)}k` : number(value, value < 10 && value % 1 !== 0 ? 1 : 0);
}
