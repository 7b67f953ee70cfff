/**
 * What a report counts in: residents, dwellings or blocks, by one rule for the whole page.
 *
 * Shares are of residents if every block gives them, else of dwellings if every block gives those, else of blocks; every
 * other amount on the page goes by the same. A block whose people are not known counts as a block and never as 0 people.
 */
import { itemAt } from "../../base/at.js";
import type { ShareWeight } from "../../places/demand.js";
import { AMOUNT_MANY, AMOUNT_ONE, UNIT_NAMES } from "./answer-words.js";
import type { Words } from "./report-data.js";
import type { ReportModel } from "./report-model.js";
import { number, say, WORDS } from "./words.js";

/** What the amounts of a report are of. */
export function amountUnit({ services, blocks }: ReportModel): ShareWeight {
  const by = services[0]?.summary.shareBy ?? "residents";
  // Data of older pages give no dwellings by block.
  return by === "dwellings" && blocks.households.every((count) => count < 0) ? "blocks" : by;
}

/** How much each block counts for. */
export function amounts(model: ReportModel): Float64Array {
  const known = amountsByModel.get(model) ?? findAmounts(model);
  amountsByModel.set(model, known);
  return known;
}

const amountsByModel = new WeakMap<ReportModel, Float64Array>();

function findAmounts(model: ReportModel): Float64Array {
  const unit = amountUnit(model);
  if (unit === "blocks") return new Float64Array(model.blocks.count).fill(1);
  const column = unit === "residents" ? model.blocks.residents : model.blocks.households;
  return column.map((count) => Math.max(0, count));
}

/** Who lives in a block, for sorting and to be said: residents where any block gives them, else dwellings; -1 unknown. */
export function inhabitants({ blocks }: ReportModel): {
  readonly unit: ShareWeight;
  readonly count: Float64Array;
} {
  if (blocks.residents.some((count) => count >= 0)) return { unit: "residents", count: blocks.residents };
  if (blocks.households.some((count) => count >= 0)) return { unit: "dwellings", count: blocks.households };
  return { unit: "residents", count: blocks.residents };
}

/** Whole people or dwellings; a part of one is not none. */
export function wholeNumber(amount: number): string {
  return amount > 0 && amount < 0.5 ? "< 1" : number(Math.round(amount));
}

/** `33 765 dwellings`. */
export function amountWords(unit: ShareWeight, amount: number): Words {
  const one = Math.round(amount) === 1;
  return say(one ? AMOUNT_ONE[unit] : AMOUNT_MANY[unit], { n: wholeNumber(amount) });
}

/** The name of a unit at the head of a column or within a sentence. */
export function unitWords(unit: ShareWeight): Words {
  return UNIT_NAMES[unit];
}

/** Who lives in a block, in words. */
export function inhabitantsWords(model: ReportModel, block: number): Words {
  const { unit, count } = inhabitants(model);
  const here = itemAt(count, block);
  if (here < 0) return unit === "dwellings" ? WORDS.dwellingsUnknown : WORDS.nobody;
  return amountWords(unit, here);
}
