/**
 * Words for services in users' tables, in English and Chinese → service ids.
 *
 * A cell is looked up whole, then in its parts; what is left is guessed by rules. Words and rules are data
 * (`data/tags/service-words.json`), each with its source; ids and names of services are known anyway.
 */

import { InvalidInputError } from "../../base/errors.js";
import { lettersApart, meantPerhaps } from "../../base/near-word.js";
import { shippedJson } from "../../base/read-file.js";
import { inServiceOrder, SERVICES } from "../../places/services.js";

interface ServiceWords {
  readonly sources: Readonly<Record<string, string>>;
  /** Widest classes of map services. */
  readonly classes: readonly string[];
  readonly words: readonly {
    readonly service: string;
    readonly source: string;
    readonly guess?: true;
    readonly words: readonly string[];
  }[];
  readonly parts: readonly {
    readonly service: string;
    readonly parts: readonly string[];
    readonly not?: readonly string[];
  }[];
}

/** Words, rules and their sources as shipped. */
export const SERVICE_WORDS = shippedJson<ServiceWords>("tags/service-words.json");

/** What one word of a cell means. */
export interface WordMeaning {
  readonly word: string;
  /** Ids, in the order of the services list; empty where the word is not known. */
  readonly services: readonly string[];
  /** The meaning is a guess, to be confirmed by the user. */
  readonly isGuess: boolean;
}

/** What a cell says of services. */
export interface MatchedServices {
  /** Ids, in the order of the services list, guesses among them. */
  readonly services: readonly string[];
  /** The words of the cell, one by one. */
  readonly words: readonly WordMeaning[];
  /** Words that are not known. */
  readonly unknown: readonly string[];
}

interface KeyMeaning {
  readonly services: readonly string[];
  readonly isGuess: boolean;
}

/** Ids and names of services mean these alone; a word that stands in several lists means all of them: a park is green and play. */
const MEANING_OF_KEY = meaningsOfKeys();

function meaningsOfKeys(): Map<string, KeyMeaning> {
  const meanings = new Map<string, KeyMeaning>();
  for (const { service, guess = false, words } of SERVICE_WORDS.words) {
    for (const key of words.map(keyOf)) {
      const { services, isGuess } = meanings.get(key) ?? { services: [], isGuess: false };
      meanings.set(key, { services: inServiceOrder([...services, service]), isGuess: isGuess || guess });
    }
  }
  for (const { id, en, zh } of SERVICES)
    for (const word of [id, en, zh]) meanings.set(keyOf(word), { services: [id], isGuess: false });
  return meanings;
}

const CLASSES = new Set(SERVICE_WORDS.classes);

/** Between services in a cell, and what may stand between them and inside a name: that counts where all sides are known. */
const APART = /[;|,；，、\n]/;
const JOINED = /[/+＋&和及与暨]|\band\b/;

/**
 * Reads a cell: whole, else in its parts, which stand apart by `;`, `|`, a comma or `、` (where all are known also by
 * `/`, `+` or 和), else by rules.
 *
 * @param isMapped - whether the user says what a word means; such a word is kept whole and left to them
 *
 * @example
 * servicesOfText("社区食堂、药店").services; // => ["meals", "pharmacy"]
 */
export function servicesOfText(
  text: string,
  isMapped: (word: string) => boolean = () => false,
): MatchedServices {
  const path = classPathOf(text);
  const words = path === null ? wordsOf(text.trim(), isMapped) : path.map(meaningOfPath);
  return {
    services: inServiceOrder(words.flatMap(({ services }) => services)),
    words,
    unknown: words.flatMap(({ word, services }) => (services.length === 0 ? [word] : [])),
  };
}

/**
 * A cell as the paths of classes that a map service writes, from wide to narrow, several of them apart by `|`; null
 * where it is none.
 */
export function classPathOf(text: string): string[][] | null {
  const paths = text.split("|").map((one) => one.split(/[;；,，:：]/).map((part) => part.trim()));
  const isPath = paths.every(([widest = "", ...narrower]) => CLASSES.has(widest) && narrower.length > 0);
  return isPath ? paths : null;
}

/** The narrowest class that is known counts; a class may hold other places too, so that it is a guess. */
function meaningOfPath(path: readonly string[]): WordMeaning {
  const word = path.join(";");
  for (const part of path.slice(1).reverse()) {
    const known = knownWord(part);
    if (known !== null) return { word, services: known.services, isGuess: true };
  }
  return { word, services: [], isGuess: false };
}

function wordsOf(text: string, isMapped: (word: string) => boolean): WordMeaning[] {
  const whole = knownWord(text);
  if (whole !== null) return [whole, ...alsoOffered(text)];
  const parts = text
    .split(APART)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.flatMap((part) => {
    if (isMapped(part)) return [{ word: part, services: [], isGuess: false }];
    const joined = knownWord(part) === null ? part.split(JOINED).map((word) => knownWord(word.trim())) : [];
    const all = joined.flatMap((one) => one ?? []);
    if (all.length > 1 && all.length === joined.length) return all;
    return [knownWord(part) ?? guess(part)];
  });
}

/** What a bracket behind a word says is offered besides: 养老服务站（含助餐）. */
const BESIDES = /[（(【[](?:含|包含|兼|兼有|内设|设有|提供|附设|附)([^）)】\]]+)[）)】\]]\s*$/;

/** A guess, as all that stands in brackets: known words, or what rules on parts say; nothing where it is not known. */
function alsoOffered(text: string): WordMeaning[] {
  const inner = BESIDES.exec(text)?.[1];
  if (inner === undefined || MEANING_OF_KEY.has(keyOf(text))) return [];
  return wordsOf(inner, () => false)
    .filter(({ services }) => services.length > 0)
    .map((meaning) => ({ ...meaning, isGuess: true }));
}

/** A word as it stands in the list, or without what stands in brackets behind it. */
function knownWord(word: string): WordMeaning | null {
  const bare = word.replace(/[（(【[][^（(【[]*[）)】\]]\s*$/, "");
  const meaning = MEANING_OF_KEY.get(keyOf(word)) ?? MEANING_OF_KEY.get(keyOf(bare));
  return meaning === undefined ? null : { word, ...meaning };
}

/** What the rules on parts of words say: perhaps several services, perhaps none. */
function guess(word: string): WordMeaning {
  const key = keyOf(word);
  const fitting = SERVICE_WORDS.parts.filter(
    ({ parts, not = [] }) =>
      parts.some((part) => key.includes(part)) && !not.some((part) => key.includes(part)),
  );
  const services = inServiceOrder(fitting.map(({ service }) => service));
  return { word, services, isGuess: services.length > 0 };
}

/**
 * The service that an unknown word may mean.
 *
 * A known word is part of it (in Chinese anywhere, else as whole words), or it differs by a letter.
 */
export function suggestService(word: string): string | null {
  const key = keyOf(word);
  const serviceWords = [...MEANING_OF_KEY.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const isPart = (other: string) =>
    /^[\p{ASCII}–]*$/u.test(other) ? `-${key}-`.includes(`-${other}-`) : key.includes(other);
  const near =
    serviceWords.find(isPart) ??
    (key.length >= 5 ? serviceWords.find((other) => lettersApart(key, other) <= 1) : undefined);
  return near === undefined ? null : (MEANING_OF_KEY.get(near)?.services[0] ?? null);
}

/**
 * @param own - services of the city's own, beside those of the list
 * @throws {InvalidInputError} if there is no such service
 */
export function requireService(id: string, own: readonly { readonly id: string }[] = []): string {
  const serviceIds = [...SERVICES, ...own].map((service) => service.id);
  if (serviceIds.includes(id)) return id;
  throw new InvalidInputError(
    `There is no service "${id}"; there are ${serviceIds.join(", ")}${meantPerhaps(id, serviceIds)}`,
  );
}

/** Case, width and blanks do not count; inside Chinese a blank stands for nothing, else for a hyphen. */
function keyOf(word: string): string {
  return word
    .normalize("NFKC")
    .toLowerCase()
    .trim()
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, "")
    .replace(/[\s_]+/g, "-");
}
