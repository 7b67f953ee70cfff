/**
 * Words for services in users' tables, in English and Chinese → service ids.
 */

import { InvalidInputError } from "../../base/errors.js";
import { lettersApart, meantPerhaps } from "../../base/near-word.js";
import { SERVICES } from "../../places/services.js";

/** Further words; ids and names in English and Chinese are known anyway. */
const WORDS: Readonly<Record<string, string>> = {
  meal: "meals",
  canteen: "meals",
  食堂: "meals",
  社区食堂: "meals",
  长者食堂: "meals",
  助餐: "meals",
  助餐点: "meals",
  养老: "elderly",
  养老服务: "elderly",
  日间照料: "elderly",
  "elderly-care": "elderly",
  eldercare: "elderly",
  养老院: "elderly-residential",
  敬老院: "elderly-residential",
  护理院: "elderly-residential",
  "nursing-home": "elderly-residential",
  托育: "childcare",
  托儿所: "childcare",
  nursery: "childcare",
  托管: "afterschool",
  "after-school": "afterschool",
  卫生: "health",
  卫生服务: "health",
  clinic: "health",
  药房: "pharmacy",
  超市: "convenience",
  便利店: "convenience",
  菜市场: "convenience",
  market: "convenience",
  supermarket: "convenience",
  体育: "sports",
  健身: "sports",
  文化: "culture",
  图书馆: "culture",
  library: "culture",
  playground: "play",
  park: "play",
  公园: "play",
};

const SERVICE_OF_WORD = new Map<string, string>([
  ...Object.entries(WORDS),
  ...SERVICES.flatMap(({ id, en, zh }) => [id, en, zh].map((word) => [keyOf(word), id] as const)),
]);

/** What a cell says of services. */
export interface MatchedServices {
  /** Ids, in the order of the services list. */
  readonly services: readonly string[];
  /** Words that are not known. */
  readonly unknown: readonly string[];
}

/** Reads a cell; several services stand apart by `;`, `|`, a comma or `、`. */
export function servicesOfText(text: string): MatchedServices {
  const words = text.split(/[;|,；，、]/).map((part) => part.trim());
  const matches = words.filter(Boolean).map((word) => ({ word, service: SERVICE_OF_WORD.get(keyOf(word)) }));
  const offered = new Set(matches.map(({ service }) => service));
  return {
    services: SERVICES.map(({ id }) => id).filter((id) => offered.has(id)),
    unknown: matches.flatMap(({ word, service }) => (service === undefined ? [word] : [])),
  };
}

/**
 * The service that an unknown word may mean.
 *
 * A known word is part of it (in Chinese anywhere, else as whole words), or it differs by a letter.
 */
export function suggestService(word: string): string | null {
  const key = keyOf(word);
  const serviceWords = [...SERVICE_OF_WORD.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const isPart = (other: string) =>
    /^[\p{ASCII}–]*$/u.test(other) ? `-${key}-`.includes(`-${other}-`) : key.includes(other);
  const near =
    serviceWords.find(isPart) ??
    (key.length >= 5 ? serviceWords.find((other) => lettersApart(key, other) <= 1) : undefined);
  return near === undefined ? null : SERVICE_OF_WORD.get(near)!;
}

/** @throws {InvalidInputError} if there is no such service */
export function requireService(id: string): string {
  if (SERVICES.some((service) => service.id === id)) return id;
  const serviceIds = SERVICES.map((service) => service.id);
  throw new InvalidInputError(
    `There is no service "${id}"; there are ${serviceIds.join(", ")}${meantPerhaps(id, serviceIds)}`,
  );
}

function keyOf(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s_]+/g, "-");
}
