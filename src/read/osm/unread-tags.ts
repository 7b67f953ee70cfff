/**
 * Tags of streets that matter to a walker and that no rule reads, by key and value.
 *
 * Which keys matter is data (`data/tags/walker-keys.json`). Which of them are read is seen, not listed: the rules are asked
 * with tags that remember the keys they were asked for, so that a new rule takes its keys off this account by itself.
 */
import type { ReadNote } from "../../base/notes.js";
import { shippedJson } from "../../base/read-file.js";
import { type Tags, WALK_RULES } from "./rule-data.js";

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

/** Counts tags of things of one kind (`ways`, `nodes on streets`, `lines`), and remembers which keys their rule reads. */
export class UnreadTags {
  readonly #things: string;
  readonly #ruleOf: (tags: Tags) => unknown;
  readonly #read = new Set<string>();
  readonly #counts = new Map<string, Map<string, number>>();
  readonly #matters = new Map<string, boolean>();

  constructor(things: string, ruleOf: (tags: Tags) => unknown) {
    this.#things = things;
    this.#ruleOf = ruleOf;
  }

  /** Counts the tags of so many equal things. */
  add(tags: Tags, times: number): void {
    const keys = Object.keys(tags).filter((key) => this.#isOfInterest(key));
    if (keys.length === 0) return;
    this.#ruleOf(this.#remembering(tags));
    for (const key of keys) {
      const values = this.#counts.get(key) ?? new Map<string, number>();
      this.#counts.set(key, values);
      const value = tags[key] ?? "";
      values.set(value, (values.get(value) ?? 0) + times);
    }
  }

  #isOfInterest(key: string): boolean {
    const matters = this.#matters.get(key) ?? mattersToWalkers(key);
    this.#matters.set(key, matters);
    return matters;
  }

  #remembering(tags: Tags): Tags {
    return new Proxy(tags, {
      get: (target, key) => {
        if (typeof key === "string") this.#read.add(key);
        return Reflect.get(target, key) as unknown;
      },
    });
  }

  /** One note a key and value: not read, or an access value that no rule knows; the most frequent first. */
  notes(): ReadNote[] {
    const all = [...this.#counts].flatMap(([key, values]) =>
      [...values].map(([value, count]) => ({ key, value, count })),
    );
    return all
      .filter(({ key, value }) => !this.#read.has(key) || isUnknownAccess(key, value))
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

/** Whether an access tag is read and its value means nothing to the rules: the way stays as open as without it. */
function isUnknownAccess(key: string, value: string): boolean {
  const { order, yes, private: residents, no } = WALK_RULES.access;
  if (!order.includes(key)) return false;
  return value.split(";").every((part) => ![yes, residents, no].some((known) => known.includes(part.trim())));
}
