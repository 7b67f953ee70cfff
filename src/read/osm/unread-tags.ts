/**
 * Tags of streets that matter to a walker and that no rule reads, by key and value.
 *
 * Which keys matter is data (`data/tags/walker-keys.json`). Which of them are read is seen at each thing, not listed: the rules
 * are asked with tags that remember the keys they were asked for, so that a new rule takes its keys off this account by itself,
 * and opening hours that are read at gates stay on it where they stand at a bench.
 */
import type { ReadNote } from "../../base/notes.js";
import { shippedJson } from "../../base/read-file.js";
import { SMOOTHNESS } from "../../network/street-traits.js";
import { alternatives } from "./merged-values.js";
import type { Tags, WalkRules } from "./rule-data.js";
import { hasCondition, isConditional } from "./way-hours.js";
import { floorsOf, inclineOf, lengthOf } from "./way-traits.js";

interface WalkerKeys {
  readonly access_family: Readonly<Record<"keys" | "prefixes" | "suffixes", readonly string[]>>;
  /** Source by key. */
  readonly keys: Readonly<Record<string, string>>;
}

const WALKER_KEYS = shippedJson<WalkerKeys>("tags/walker-keys.json");

/** Whether a tag of this key can matter to a walker. */
export function mattersToWalkers(key: string): boolean {
  return Object.hasOwn(WALKER_KEYS.keys, key) || isOfAccess(key);
}

/** Whether a tag of this key says who may pass, and when. */
function isOfAccess(key: string): boolean {
  const { keys, prefixes, suffixes } = WALKER_KEYS.access_family;
  return (
    keys.includes(key) ||
    prefixes.some((prefix) => key.startsWith(prefix)) ||
    suffixes.some((suffix) => key.endsWith(suffix))
  );
}

/** Counts tags of things of one kind (`ways`, `nodes on streets`, `lines`) that their rule does not read there. */
export class UnreadTags {
  readonly #things: string;
  readonly #ruleOf: (tags: Tags, rules: WalkRules) => unknown;
  readonly #rules: WalkRules;
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #matters = new Map<string, boolean>();

  /** @param ruleOf - the rule for tags with one value each */
  constructor(things: string, ruleOf: (tags: Tags, rules: WalkRules) => unknown, rules: WalkRules) {
    this.#things = things;
    this.#ruleOf = ruleOf;
    this.#rules = rules;
  }

  /** Counts the tags of so many equal things. */
  add(tags: Tags, times: number): void {
    const keys = Object.keys(tags).filter((key) => this.#isOfInterest(key));
    if (keys.length === 0) return;
    const read = new Set<string>();
    for (const one of alternatives(tags)) this.#ruleOf(remembering(one, read), this.#rules);
    for (const key of keys) {
      const value = tags[key] ?? "";
      if (read.has(key) && isUnderstood(key, value, this.#rules)) continue;
      const values = this.#counts.get(key) ?? new Map<string, number>();
      this.#counts.set(key, values);
      values.set(value, (values.get(value) ?? 0) + times);
    }
  }

  #isOfInterest(key: string): boolean {
    const matters = this.#matters.get(key) ?? mattersToWalkers(key);
    this.#matters.set(key, matters);
    return matters;
  }

  /** One note a key and value: not read there, or a value that means nothing to the rules; the most frequent first. */
  notes(): ReadNote[] {
    return [...this.#counts]
      .flatMap(([key, values]) => [...values].map(([value, count]) => ({ key, value, count })))
      .sort((a, b) => b.count - a.count || (`${a.key}=${a.value}` < `${b.key}=${b.value}` ? -1 : 1))
      .map(({ key, value, count }) => ({
        code: isOfAccess(key) ? "access-tag-not-read" : "tag-not-read",
        count,
        message: `${this.#things} say ${key}=${value}, which no rule reads`,
        zh: `处（${this.#things}）标有 ${key}=${value}，没有规则读取`,
        outcome: "not-used",
        subject: `${key}=${value}`,
        ...(isOfAccess(key) ? { decides: true } : {}),
      }));
  }
}

/** Tags that put into a set which keys they are asked for. */
function remembering(tags: Tags, read: Set<string>): Tags {
  return new Proxy(tags, {
    get: (target, key) => {
      if (typeof key === "string") read.add(key);
      return Reflect.get(target, key) as unknown;
    },
  });
}

/** Whether a value that is read means something to the rules; else the thing is as if it had no such tag. */
function isUnderstood(key: string, value: string, rules: WalkRules): boolean {
  const { access, wheels, one_way } = rules;
  const isOneOf = (...lists: readonly (readonly string[])[]) =>
    value.split(";").some((part) => lists.some((list) => list.includes(part.trim())));
  if (access.order.includes(key))
    return isConditional(value) ? hasCondition(value, rules) : isOneOf(access.yes, access.private, access.no);
  switch (key) {
    case "wheelchair":
    case "stroller":
      return isOneOf(wheels.passed_if, wheels.said, ["no"]);
    case "oneway:foot":
      return isOneOf(one_way.forward, one_way.backward, ["no", "0", "false"]);
    case "smoothness":
      return isOneOf(SMOOTHNESS);
    case "incline":
      return inclineOf(value) !== null;
    case "level":
      return floorsOf(value) !== null;
    case "width":
    case "est_width":
    case "maxwidth:physical":
      return value.split(";").some((part) => lengthOf(part) !== null);
    case "access:conditional":
    case "foot:conditional":
      return hasCondition(value, rules);
    default:
      return true;
  }
}
