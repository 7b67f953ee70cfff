/**
 * Which services a point of a map service offers: by its name, else by its type alone.
 *
 * Rules are data (`data/tags/keywords.json`, `data/tags/amap.json`). A name says more than a type: no type is kept for
 * day care, under-3 care or canteens. Neither comes before a register's own word.
 */

import { shippedJson } from "../../base/read-file.js";
import { SERVICES } from "../../places/services.js";

/** What a service was told from. */
export type Evidence = "name" | "type";

export interface MapPlace {
  readonly name: string;
  /** As AMap writes it: classes from wide to narrow, apart by `;`; several types apart by `|`. */
  readonly type: string | null;
  /** Six digits. */
  readonly typeCode: string | null;
}

export interface ClassifiedPlace {
  /** Ids, in the order of the services list. */
  readonly services: readonly string[];
  /** Null where nothing was told. */
  readonly evidence: Evidence | null;
}

interface KeywordRule {
  readonly service: string;
  readonly keywords: readonly string[];
  readonly not?: readonly string[];
  /** Types that the place has to have, where it has any. */
  readonly types?: readonly string[];
}

interface TypeRule {
  readonly service: string;
  readonly types: readonly string[];
  /** Codes or their beginnings. */
  readonly codes: readonly string[];
  readonly status: "V" | "H";
}

/** The rules as shipped. */
export const KEYWORD_RULES = shippedJson<{ notTypes: readonly string[]; rules: readonly KeywordRule[] }>(
  "tags/keywords.json",
);
export const TYPE_RULES = shippedJson<{ rules: readonly TypeRule[] }>("tags/amap.json").rules;

/**
 * Classifies one point of a map service.
 *
 * @param options.unsureCodes - use also the codes that are marked "compare with print"
 */
export function classifyPlace(
  { name, type, typeCode }: MapPlace,
  { unsureCodes = false }: { readonly unsureCodes?: boolean | undefined } = {},
): ClassifiedPlace {
  const types = (type ?? "").split("|").map((one) => one.trim());
  const isOf = (widerTypes: readonly string[]) =>
    types.some((one) => widerTypes.some((wide) => isBelow(one, wide)));
  const named = KEYWORD_RULES.rules.filter(
    (rule) =>
      rule.keywords.some((word) => name.includes(word)) &&
      !(rule.not ?? []).some((word) => name.includes(word)) &&
      !isOf(KEYWORD_RULES.notTypes) &&
      (rule.types === undefined || type === null || isOf(rule.types)),
  );
  if (named.length > 0) return { services: inOrder(named), evidence: "name" };
  const typed = TYPE_RULES.filter(
    ({ status, types: ruleTypes, codes }) =>
      (status === "V" || unsureCodes) &&
      (isOf(ruleTypes) || codes.some((code) => typeCode?.startsWith(code))),
  );
  return typed.length > 0 ? { services: inOrder(typed), evidence: "type" } : { services: [], evidence: null };
}

function isBelow(type: string, wide: string): boolean {
  return type === wide || type.startsWith(`${wide};`);
}

function inOrder(rules: readonly { readonly service: string }[]): string[] {
  const offered = new Set(rules.map(({ service }) => service));
  return SERVICES.flatMap(({ id }) => (offered.has(id) ? [id] : []));
}
