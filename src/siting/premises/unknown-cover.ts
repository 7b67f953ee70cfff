/**
 * People whose verdict is unknown: a plan counts them as not covered, and says so.
 */
import { itemAt } from "../../base/at.js";
import type { Words } from "../../base/words.js";
import { SERVICES } from "../../places/services.js";
import { weightWhere } from "../matrix-rows.js";
import type { PremisesQuestion } from "./premises-question.js";

/** People of one service who count as not covered because their verdict is unknown. */
export interface UnknownCover {
  readonly service: string;
  readonly places: number;
  readonly people: number;
}

/** Per service with such people, in the order of the question. */
export function unknownCover({ services }: PremisesQuestion): UnknownCover[] {
  return services.flatMap(({ id, people, unknown = [] }): UnknownCover[] => {
    const counts = (i: number) => unknown[i] === 1 && itemAt(people, i) > 0;
    const places = Array.from(people).filter((_, i) => counts(i)).length;
    return places === 0 ? [] : [{ service: id, places, people: weightWhere(people, counts) }];
  });
}

/** What a reader has to know of them; null where there are none. */
export function noteOnUnknown(unknown: readonly UnknownCover[]): Words | null {
  if (unknown.length === 0) return null;
  const named = (lang: "en" | "zh") => (id: string) => SERVICES.find((one) => one.id === id)?.[lang] ?? id;
  const [en, zh] = [named("en"), named("zh")];
  const amounts = unknown.map(({ service, people, places }) => ({
    service,
    places,
    people: Math.round(people),
  }));
  const english = amounts.map(
    (one) => `${one.people} in ${one.places} ${one.places === 1 ? "block" : "blocks"} for ${en(one.service)}`,
  );
  const chinese = amounts.map((one) => `${zh(one.service)} ${one.places} 处住宅 ${one.people} 人`);
  return {
    en: `Counted as not yet covered although their verdict is unknown: ${english.join("; ")}.`,
    zh: `以下人群的结论为“未知”，尚不能确定是否已有服务，规划仍按待服务人口计入：${chinese.join("；")}。`,
  };
}
