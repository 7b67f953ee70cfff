/**
 * Sections of a report page that not every analysis has: places and queues, doubtful inputs, barriers.
 */
import { html, type Markup } from "./html.js";
import type { CapacityData, ExplanationData, Words } from "./report-data.js";
import { labelOf, type ReportModel } from "./report-model.js";
import { number, say, WORDS } from "./words.js";

const words = (en: string, zh: string): Words => ({ en, zh });

const KINDS: Readonly<Record<string, Words>> = {
  water: words("water", "水面"),
  railway: words("railway", "铁路"),
  rail: words("railway", "铁路"),
  river: words("river", "河流"),
  motorway: words("motorway", "高速公路"),
  wall: words("wall", "围墙"),
  bridge: words("bridge", "桥"),
  tunnel: words("tunnel", "隧道"),
  crossing: words("crossing", "过街处"),
  street: words("street", "街道"),
  gate: words("gate to open", "开设大门"),
  passage: words("two gates of an estate to open", "开放小区两处大门"),
  link: words("path to build", "打通道路"),
};

/** A kind of barrier, bottleneck or change, with its name where it has one. */
export function kindWords(kind: string, name = ""): Words {
  const { en, zh } = KINDS[kind] ?? { en: kind, zh: kind };
  return name === "" ? { en, zh } : { en: `${en} ${name}`, zh: `${zh}（${name}）` };
}

/** What is counted: residents, an age group, dwellings or blocks. */
function groupWords(group: string): Words {
  if (/^\d/.test(group)) return { en: `people aged ${group}`, zh: `${group} 岁居民` };
  return GROUPS[group] ?? { en: group, zh: group };
}

const GROUPS: Readonly<Record<string, Words>> = {
  all: words("residents", "居民"),
  dwellings: words("dwellings", "户"),
  households: words("households", "户"),
  blocks: words("blocks", "处住宅"),
};

/** Who is served and who is left over, and where the queues form; null where no facility gives its places. */
export function capacitySection(model: ReportModel): Markup | null {
  const { capacities = [] } = model.data;
  if (capacities.length === 0) return null;
  const heads = [
    WORDS.service,
    WORDS.groupAsking,
    WORDS.asking,
    WORDS.places,
    WORDS.served,
    WORDS.leftOver,
    WORDS.outOfReach,
  ];
  return html`<p class="small">${WORDS.capacityNote}</p><div class="scroll" tabindex="0" role="group" aria-labelledby="capacity-title"><table class="capacity"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${capacities.map((one) => capacityRow(model, one))}</tbody></table></div>${capacities.map((one) => queueTable(model, one))}`;
}

function capacityRow(model: ReportModel, one: CapacityData): Markup {
  const { groupPeople, asking, places, withoutPlaces, served, leftOver, outOfReach } = one;
  const per1000 = groupPeople > 0 ? number((1000 * places) / groupPeople, 1) : "–";
  const unknown =
    withoutPlaces === 0
      ? null
      : html`<small>${say(WORDS.withoutPlaces, { n: number(withoutPlaces) })}</small>`;
  return html`<tr><th scope="row">${nameOf(model, one.service)}</th><td>${groupWords(one.group)}<small>${number(groupPeople)}</small></td><td>${number(asking)}</td><td>${number(places)}<small>${say(WORDS.per1000, { n: per1000 })}</small>${unknown}</td><td>${number(served)}</td><td><b>${number(leftOver)}</b></td><td>${number(outOfReach)}</td></tr>
`;
}

function queueTable(model: ReportModel, one: CapacityData): Markup | null {
  if (one.queues.length === 0) return null;
  const title = say(WORDS.queuesOf, { service: nameOf(model, one.service) });
  return html`<h3>${title}</h3><div class="scroll" tabindex="0" role="group" aria-labelledby="capacity-title"><table class="queues"><thead><tr><th scope="col">${WORDS.facility}</th><th scope="col">${WORDS.served}</th><th scope="col">${WORDS.queue}</th></tr></thead><tbody>
${one.queues.map(
  ({ facility, served, queue }) =>
    html`<tr><th scope="row">${labelOf(model.facilities, facility)}</th><td>${number(served)}</td><td>${number(queue)}</td></tr>
`,
)}</tbody></table></div>`;
}

const DECIDING_WORDS: Readonly<Record<string, Words>> = {
  speed: words("speed", "步速"),
  position: words("place", "位置"),
  "speed and position": words("speed and place", "步速与位置"),
  capacity: words("capacity", "容量"),
};

/** Which input turns a verdict. */
export function decidingWords(deciding: string): Words {
  return DECIDING_WORDS[deciding] ?? { en: deciding, zh: deciding };
}

/** How much is certain over the ranges that were asked for; null where none were. */
export function rangeSection(model: ReportModel): Markup | null {
  const { ranges } = model.data;
  if (!ranges) return null;
  const rangeWords = say(WORDS.rangesAsked, {
    slow: ranges.speedMps[0],
    fast: ranges.speedMps[1],
    m: number(ranges.positionM),
    least: ranges.capacity[0],
    most: ranges.capacity[1],
  });
  const heads = [
    WORDS.service,
    WORDS.groupAsking,
    WORDS.certainlyMet,
    WORDS.certainlyGap,
    WORDS.unknown,
    WORDS.depends,
  ];
  const rows = ranges.services.map(({ service, group, met, gap, unknown, depends }) => {
    const turned = Object.entries(depends).filter(([, amount]) => amount > 0);
    const all = turned.reduce((sum, [, amount]) => sum + amount, 0);
    const by = turned.map(
      ([deciding, amount]) => html`<small>${decidingWords(deciding)}: ${number(amount)}</small>`,
    );
    return html`<tr><th scope="row">${nameOf(model, service)}</th><td>${groupWords(group)}</td><td>${number(met)}</td><td>${number(gap)}</td><td>${number(unknown)}</td><td>${number(all)}${by}</td></tr>
`;
  });
  return html`<p>${rangeWords}</p><div class="scroll" tabindex="0" role="group" aria-labelledby="ranges-title"><table class="ranges"><thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead><tbody>
${rows}</tbody></table></div>`;
}

/** The barriers between the worst places and the nearest facility, and the smallest street change; null where not asked. */
export function explanationSection(model: ReportModel): Markup | null {
  const { explanations = [] } = model.data;
  if (explanations.length === 0) return null;
  const heads = [
    WORDS.block,
    WORDS.service,
    WORDS.nearestStraight,
    WORDS.straightM,
    WORDS.walkM,
    WORDS.between,
    WORDS.smallestChange,
  ];
  const { blocks } = model;
  return html`<p class="small">${WORDS.explainNote}</p><div class="scroll" tabindex="0" role="group" aria-labelledby="explanations-title"><table class="explanations"><thead><tr>${heads.map((head) => html`<th scope="col" class="text">${head}</th>`)}</tr></thead><tbody>
${explanations.map(
  (one) =>
    html`<tr><th scope="row">${labelOf(blocks, one.block)}</th><td class="text">${nameOf(model, one.service)}</td><td class="text">${facilityOf(one)}</td><td>${metres(one.straightM)}</td><td>${metres(one.walkM)}</td><td class="text">${betweenOf(one)}</td><td class="text">${changeOf(one)}</td></tr>
`,
)}</tbody></table></div>`;
}

/** What the straight line crosses, and what the walk is forced through. */
export function betweenOf({ barriers, bottleneck }: ExplanationData): Markup {
  if (barriers.length === 0 && bottleneck === null) return html`–`;
  const crossed = barriers.map(({ kind, name }, i) => html`${i === 0 ? null : "; "}${kindWords(kind, name)}`);
  const through = bottleneck === null ? null : say(WORDS.walkGoesBy, { where: passageWords(bottleneck) });
  return html`${crossed}${through === null ? null : html`${barriers.length > 0 ? "; " : null}${through}`}`;
}

/** A street without a name is described by its class. */
function passageWords({ kind, name, class: streetClass }: NonNullable<ExplanationData["bottleneck"]>): Words {
  if (name !== "") return kindWords(kind, name);
  const { en, zh } = kindWords(kind);
  if (streetClass === kind) return { en: `an unnamed ${en}`, zh: `无名${zh}` };
  return { en: `an unnamed ${en} (${streetClass})`, zh: `无名${zh}（${streetClass}）` };
}

/** The smallest street change, and who gains. */
export function changeOf({ change, streetsEstimated = false }: ExplanationData): Markup {
  if (change === null) return html`${streetsEstimated ? WORDS.streetsEstimated : WORDS.noChange}`;
  const { kind, lengthM, cost, unit, gained } = change;
  const walk = say(unit === "min" ? WORDS.minutes : WORDS.metres, {
    n: number(cost, unit === "min" ? 1 : 0),
  });
  const sentence = say(WORDS.changeSummary, {
    kind: kindWords(kind),
    length: say(WORDS.metres, { n: number(lengthM) }),
    walk,
    n: number(gained.amount),
    group: groupWords(gained.group),
    blocks: number(gained.blocks),
  });
  return html`${sentence}`;
}

function facilityOf({ facility }: ExplanationData): Markup {
  if (facility === null) return html`–`;
  return facility.name === "" ? html`${WORDS.unnamed} <small>${facility.id}</small>` : html`${facility.name}`;
}

function metres(value: number | null): string {
  return value === null ? "–" : number(value);
}

function nameOf({ services }: ReportModel, service: string): Words {
  return services.find((one) => one.service === service)?.name ?? { en: service, zh: service };
}
