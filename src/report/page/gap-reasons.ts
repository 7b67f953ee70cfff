/**
 * How many live in a gap for which reason: who lives too far or is cut off is told apart from whom places, size, hours or
 * a closed door fail.
 */
import { itemAt } from "../../base/at.js";
import type { ShareWeight } from "../../places/demand.js";
import { amounts, amountUnit, amountWords, wholeNumber } from "./amounts.js";
import { html, type Markup } from "./html.js";
import { isMendedByStreets, NO_SHORTER_WAY, type ReasonWords, reasonWords } from "./reason-words.js";
import type { Words } from "./report-data.js";
import { labelOf, type ReportModel, type ServiceModel, verdictOn } from "./report-model.js";
import { say } from "./words.js";

/** Reasons that a walk is too long, or that there is nowhere to walk to. */
const FAR: readonly string[] = ["absent", "severed", "detour", "too-far"];
const MENDED_BY_STREETS: readonly string[] = ["severed", "detour"];

/** What is in a gap for one reason, in the amounts of the report. */
interface ReasonCount {
  /** `far` for all reasons of `FAR` together, else the reason. */
  readonly reason: string;
  readonly amount: number;
  readonly unit: ShareWeight;
  /** Whether a mapped barrier cuts some of them off. */
  readonly cutOff: boolean;
}

const words = (en: string, zh: string): Words => ({ en, zh });

const SAID: Readonly<Record<string, Words>> = {
  far: words("{who} live too far", "{who}距离过远"),
  "far, cut off": words("{who} live too far or are cut off", "{who}距离过远或被阻隔"),
  "too-full": words("{who} find the places in reach taken", "{who}步行可达但名额不足"),
  "too-small": words("{who} reach only what is too small", "{who}步行可达但规模不足"),
  "closed-then": words("{who} reach none that is open at that time", "{who}步行可达但该时段不开放"),
  "not-open": words("{who} reach only what is not open to them", "{who}步行可达但不对外开放"),
};

/**
 * The gaps of one service by reason, far ones first.
 *
 * @param together - whether all reasons of a walk too long are one
 */
export function gapReasons(
  model: ReportModel,
  service: ServiceModel,
  among: Iterable<number> = model.blocks.residents.keys(),
  together = true,
): ReasonCount[] {
  const { data } = model;
  const gap = data.verdicts.indexOf("gap");
  const [unit, weight] = [amountUnit(model), amounts(model)];
  const counts = new Map<string, { amount: number; cutOff: boolean }>();
  for (const b of among) {
    if (service.verdict[b] !== gap) continue;
    const reason = itemAt(data.reasons, itemAt(service.reason, b));
    const key = FAR.includes(reason) && (together || !MENDED_BY_STREETS.includes(reason)) ? "far" : reason;
    const count = counts.get(key) ?? { amount: 0, cutOff: false };
    count.amount += itemAt(weight, b);
    count.cutOff ||= reason === "severed";
    counts.set(key, count);
  }
  return [...counts]
    .map(([reason, count]) => ({ reason, unit, ...count }))
    .sort(
      (a, b) => Number(b.reason === "far") - Number(a.reason === "far") || (a.reason < b.reason ? -1 : 1),
    );
}

/** One sentence a reason: who lives too far, who finds no place left. */
export function gapSentences(counts: readonly ReasonCount[]): Words[] {
  return counts.map(({ reason, amount, unit, cutOff }) => {
    const who = amountWords(unit, amount);
    const said = SAID[reason === "far" && cutOff ? "far, cut off" : reason];
    const plain = {
      en: `{who}: ${reasonWords(reason).label.en}`,
      zh: `{who}${reasonWords(reason).label.zh}`,
    };
    return say(said ?? plain, { who });
  });
}

const FAR_LABEL = words("too far", "距离过远");
const CUT_OFF_LABEL = words("too far or cut off", "过远或被阻隔");

/**
 * Short, for the cell of a table: numbers by reason.
 *
 * @param always - also where all live too far; by default nothing is said then
 */
export function gapCells(counts: readonly ReasonCount[], always = false): Markup | null {
  const [only] = counts;
  if (only === undefined || (!always && counts.length === 1 && only.reason === "far")) return null;
  return html`${counts.map(({ reason, amount, cutOff }) => {
    const label = reason === "far" ? (cutOff ? CUT_OFF_LABEL : FAR_LABEL) : reasonWords(reason).label;
    return html`<small>${label}: ${wholeNumber(amount)}</small>`;
  })}`;
}

/** What to do first for one block: by its reason, and by what was found where a shorter way was looked for. */
export function firstAction(model: ReportModel, service: ServiceModel, block: number): ReasonWords["first"] {
  const { reason } = verdictOn(model, service, block);
  const looked = model.data.explanations?.find(
    (one) => one.block === block && one.service === service.service,
  );
  if (isMendedByStreets(reason) && looked?.change === null && looked.streetsEstimated !== true)
    return NO_SHORTER_WAY.first;
  const closed = service.notOpen?.[block] ?? -1;
  return reason === "not-open" && closed >= 0
    ? opening(labelOf(model.facilities, closed), Math.round(service.notOpenM?.[block] ?? 0))
    : reasonWords(reason).first;
}

/** To open the closed place in reach, which is not the one whose walk stands beside the reason. */
function opening(name: string, metres: number): Words {
  return {
    en: `Ask whoever runs ${name} (${metres} m on foot) to open it to the people around, and at which hours.`,
    zh: `与${name}（步行 ${metres} 米）的运营方商议向周边居民开放及开放时段。`,
  };
}
