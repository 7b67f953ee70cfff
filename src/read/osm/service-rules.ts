/**
 * Which services a place offers by its OpenStreetMap tags, by the rules in `data/tags/osm.json`.
 */

import { fieldOf } from "../../base/at.js";
import { shippedJson } from "../../base/read-file.js";
import { SERVICES } from "../../places/services.js";
import type { Tags } from "./rule-data.js";

/** Keys with the values that count; `*` is any value but `no`. */
type TagTest = Readonly<Record<string, readonly string[]>>;

export interface ServiceRule {
  readonly service: string;
  /** Every key must have one of its values. */
  readonly all: TagTest;
  /** None of these keys may. */
  readonly not?: TagTest | undefined;
  readonly source: string;
}

/** The rules as shipped. */
export const SERVICE_RULES = shippedJson<{
  readonly rules: readonly ServiceRule[];
  readonly closed: {
    readonly keys: readonly string[];
    readonly values: TagTest;
    readonly prefixes: readonly string[];
  };
  readonly open_to_all: TagTest;
  readonly not_open_to_all: TagTest;
}>("tags/osm.json");

/** Ids of the services that a place with these tags offers, in the order of the services list. */
export function servicesOfTags(tags: Tags): string[] {
  const offered = new Set(rulesOf(tags).map((rule) => rule.service));
  return SERVICES.map((service) => service.id).filter((id) => offered.has(id));
}

/** What a place is, apart from what it offers: for each rule it meets, the tags that met it. */
export function kindsOfTags(tags: Tags): string[] {
  return rulesOf(tags).map(({ all }) =>
    Object.keys(all)
      .map((key) => `${key}=${valuesOf(tags, key).filter((value) => counts(all[key] ?? [], value))}`)
      .join(" "),
  );
}

/** Whether a place that these tags describe is closed, disused or not built yet. */
export function isClosed(tags: Tags): boolean {
  const { keys, values } = SERVICE_RULES.closed;
  return keys.some((key) => tags[key] !== undefined && tags[key] !== "no") || hasAny(tags, values);
}

/** The tags behind lifecycle prefixes (`disused:amenity=clinic`): what a place was or will be. Null without any. */
export function tagsOfOtherTimes(tags: Tags): Tags | null {
  const { prefixes } = SERVICE_RULES.closed;
  const others = Object.keys(tags).flatMap((key) => {
    const prefix = prefixes.find((text) => key.startsWith(text));
    return prefix === undefined ? [] : [[key.slice(prefix.length), fieldOf(tags, key)]];
  });
  return others.length === 0 ? null : Object.fromEntries(others);
}

/** Whether outsiders may use the place; null where its tags do not say. */
export function isOpenToAll(tags: Tags): boolean | null {
  if (hasAny(tags, SERVICE_RULES.not_open_to_all)) return false;
  return hasAny(tags, SERVICE_RULES.open_to_all) ? true : null;
}

function rulesOf(tags: Tags): ServiceRule[] {
  return SERVICE_RULES.rules.filter(
    ({ all, not = {} }) =>
      Object.keys(all).every((key) => has(tags, key, all[key] ?? [])) && !hasAny(tags, not),
  );
}

function hasAny(tags: Tags, test: TagTest): boolean {
  return Object.keys(test).some((key) => has(tags, key, test[key] ?? []));
}

function has(tags: Tags, key: string, wanted: readonly string[]): boolean {
  return valuesOf(tags, key).some((value) => counts(wanted, value));
}

function counts(wanted: readonly string[], value: string): boolean {
  return wanted.includes(value) || (value !== "no" && wanted.includes("*"));
}

function valuesOf(tags: Tags, key: string): string[] {
  return (tags[key]?.split(";") ?? []).map((value) => value.trim()).filter((value) => value !== "");
}
