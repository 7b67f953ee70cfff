/**
 * What the properties of a line say of it as a street.
 *
 * A column of classes is read by the walk rules for OpenStreetMap's tags, whichever of the known names it has
 * (`data/tags/street-columns.json`). Where there is none, every line is a street that people walk, and a note says so.
 */

import { InvalidInputError } from "../../base/errors.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import { shippedJson } from "../../base/read-file.js";
import { barrierOfLine } from "../osm/barriers-from-osm.js";
import { mostClosedWay } from "../osm/merged-values.js";
import { hasTag, type OwnWalkRules, ownRuleNotes, withOwnRules } from "../osm/own-walk-rules.js";
import { streetClasses, type Tags, WALK_RULES, type WalkRules } from "../osm/rule-data.js";
import { mattersToWalkers, UnreadTags } from "../osm/unread-tags.js";
import { ruleOfPlainWay, ruleOfWay, type WayRule } from "../osm/walk-rules.js";
import type { RawFeature } from "../tables/raw-layer.js";
import { parseHstore } from "./hstore.js";
import { overtureTags } from "./overture-tags.js";

interface StreetColumns {
  readonly class_columns: readonly { readonly column: string; readonly with?: string }[];
  readonly classes: Readonly<Record<string, string>>;
  readonly subclasses: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly railways: Readonly<Record<string, string>>;
  readonly tag_columns: readonly string[];
  readonly other_things: readonly string[];
  readonly not_streets: readonly string[];
}

const COLUMNS = shippedJson<StreetColumns>("tags/street-columns.json");

/** The class of streets whose class nobody gave. */
const UNCLASSED = "street";
/** The class of a line whose class is empty in a layer that has classes, and the word for it in rules of a city. */
const EMPTY_CLASS = "road";
const EMPTY_WORD = "empty";

type Values = RawFeature["values"];

export interface StreetRules {
  readonly classes: readonly string[];
  /** The rule of a line; null where it is something else than a street. */
  readonly ruleOf: (values: Values) => WayRule | null;
  /** Of a line what it is to walkers off the street: index into `BARRIER_KINDS`, or -1. */
  readonly barrierOf: (values: Values) => number;
  readonly notes: readonly ReadNote[];
}

/**
 * The rules for a layer with these features.
 *
 * @param classColumn - the column of classes, where its name does not say so
 * @param walkRules - rules of the city in place of those that are shipped
 * @throws {InvalidInputError} if there is no such column, a rule of the city is not known, or no column of classes is known and values look like motorways,
 *   rail or ferries
 */
export function streetRules(
  features: readonly RawFeature[],
  classColumn?: string,
  walkRules?: OwnWalkRules,
): StreetRules {
  const rules = withOwnRules(walkRules);
  const columns = [...new Set(features.flatMap(({ values }) => Object.keys(values)))];
  if (classColumn !== undefined && !columns.includes(classColumn)) {
    throw new InvalidInputError(
      `There is no column "${classColumn}" of classes of streets; there are ${columns.join(", ")}`,
    );
  }
  const column = classColumn ?? classColumnOf(columns, features);
  const hasTags = columns.some(isTagColumn);
  if (column === null && !hasTags) return everyLine(features, columns);
  const empty = features.filter(({ values }) => isClassless(tagsOfLine(values, column))).length;
  const what = `lines give no class ("${column ?? "highway"}" is empty) and are`;
  const isWalked = rules.classes[EMPTY_WORD]?.walk !== false;
  return {
    classes: streetClasses(rules),
    ruleOf: (values) => ruleOfLine(valueTags(values, column), rules),
    barrierOf: (values) => barrierOfLine(tagsOfLine(values, column), rules),
    notes: [
      ...(isWalked
        ? countedNote("lines-without-class", empty, `${what} walked`, "assumed")
        : countedNote(
            "lines-without-class",
            empty,
            `${what} left out, as the rules of the city say`,
            "left-out",
          )),
      ...ownRuleNotes(walkRules, (key, value) =>
        key === "highway" && value === EMPTY_WORD ? empty : timesOf(features, column, key, value),
      ),
      ...unreadOnLines(features, columns, column, rules),
    ],
  };
}

/** How many lines have a tag. */
function timesOf(
  features: readonly RawFeature[],
  classColumn: string | null,
  key: string,
  value: string,
): number {
  return features.filter(({ values }) =>
    (valueTags(values, classColumn)[key] ?? []).some((text) => hasTag({ [key]: text }, key, value)),
  ).length;
}

/** Tags of walked lines that matter to a walker and that no rule reads. */
function unreadOnLines(
  features: readonly RawFeature[],
  columns: readonly string[],
  classColumn: string | null,
  rules: WalkRules,
): ReadNote[] {
  const isOfInterest = (one: string) => isTagColumn(one) || mattersToWalkers(one.toLowerCase());
  if (!columns.some(isOfInterest)) return [];
  const unread = new UnreadTags("lines", ruleOfPlainWay, rules);
  for (const { values } of features) {
    const tags = tagsOfLine(values, classColumn);
    if (ruleOfWay(tags, rules)?.walk === true) unread.add(tags, 1);
  }
  return unread.notes();
}

/** The column of classes by its name, in any case; a column that several formats use needs values that are classes. */
function classColumnOf(columns: readonly string[], features: readonly RawFeature[]): string | null {
  const named = (name: string) => columns.find((one) => one.toLowerCase() === name);
  for (const { column, with: beside } of COLUMNS.class_columns) {
    const found = named(column);
    if (found === undefined || (beside !== undefined && named(beside) === undefined)) continue;
    if (column === "highway" || column === "fclass" || beside !== undefined) return found;
    if (features.some(({ values }) => isStreetClass((tagOf(values[found])[0] ?? "").toLowerCase())))
      return found;
  }
  return null;
}

function isStreetClass(word: string): boolean {
  return WALK_RULES.classes[word]?.walk === true;
}

function everyLine(features: readonly RawFeature[], columns: readonly string[]): StreetRules {
  const listed = columns.join(", ") || "none";
  for (const { row, values } of features) {
    for (const [column, value] of Object.entries(values)) {
      const word = tagOf(value).find((one) => COLUMNS.not_streets.includes(one.toLowerCase()));
      if (word === undefined) continue;
      throw new InvalidInputError(
        `Row ${row} says ${column} = "${word}", and no column of classes of streets is known; there are ${listed}. ` +
          `Name the column: columns: { class: ${column} } under streets, or --street-class ${column}`,
      );
    }
  }
  return {
    classes: [UNCLASSED],
    ruleOf: () => ({ walk: true, streetClass: 0, attributes: 0, trait: null }),
    barrierOf: () => -1,
    notes: [
      {
        code: "no-class-column",
        count: features.length,
        message: `lines are all walked: no column of classes is known; columns are ${listed}`,
      },
    ],
  };
}

/** A tag with all values that a merged line has. */
type ManyTags = Readonly<Record<string, readonly string[]>>;

function valueTags(values: Values, classColumn: string | null): ManyTags {
  const tags: Record<string, readonly string[]> = {};
  Object.assign(tags, overtureTags(values));
  for (const [key, value] of Object.entries(values)) {
    if (isTagColumn(key)) Object.assign(tags, packedTags(value));
  }
  for (const [key, value] of Object.entries(values)) {
    const words =
      value === false && WALK_RULES.access.order.includes(key.toLowerCase()) ? ["no"] : tagOf(value);
    if (words.length > 0 && !isTagColumn(key)) tags[key.toLowerCase()] = words;
  }
  if (classColumn === null) return tags;
  const column = classColumn.toLowerCase();
  const classed = tags[column] === undefined ? tags : { ...tags, [column]: tags[column].flatMap(classesIn) };
  return classColumn === "highway" ? classed : { ...classed, ...tagsOfClass(classed, column) };
}

function isTagColumn(column: string): boolean {
  return COLUMNS.tag_columns.includes(column.toLowerCase());
}

/** A class in small letters; of a merged line, several apart by commas or bars. */
function classesIn(text: string): string[] {
  const words = text
    .toLowerCase()
    .split(/[|,]/)
    .map((word) => word.trim());
  return words.every((word) => WALK_RULES.classes[word] !== undefined) ? words : [text.toLowerCase()];
}

/** Columns of another source as OpenStreetMap's tags. */
function tagsOfClass(tags: ManyTags, classColumn: string): ManyTags {
  const { subtype = [], subclass = [] } = tags;
  const isRoad = subtype.length === 0 || subtype.includes("road");
  const words = tags[classColumn] ?? [];
  const highway = isRoad ? words.map((word) => COLUMNS.classes[word] ?? word) : [];
  const more = subclass.flatMap((word) => Object.entries(COLUMNS.subclasses[word] ?? {}));
  const railway = subtype.includes("rail") ? words.map((word) => COLUMNS.railways[word] ?? word) : [];
  const flags = (["bridge", "tunnel"] as const).map((key) => [key, (tags[key] ?? []).map(yesOrNo)] as const);
  return {
    ...Object.fromEntries(more.map(([key, value]) => [key, [value]])),
    ...Object.fromEntries(flags.filter(([, value]) => value.length > 0)),
    highway: isRoad ? highway : ["no"],
    ...(isRoad ? {} : { subtype, railway }),
  };
}

function yesOrNo(word: string): string {
  return word === "T" ? "yes" : word === "F" ? "no" : word;
}

/** Tags packed into one column: hstore as GDAL writes it, JSON, or a map. */
function packedTags(value: unknown): ManyTags {
  const parsed = typeof value === "string" ? parseHstore(value) : value;
  if (parsed === null || typeof parsed !== "object") return {};
  const entries: readonly (readonly [unknown, unknown])[] = Array.isArray(parsed)
    ? (parsed as readonly unknown[]).flatMap(entryOf)
    : Object.entries(parsed);
  return Object.fromEntries(
    entries.map(([key, text]) => [String(key), tagOf(text)] as const).filter(([, words]) => words.length > 0),
  );
}

/** An entry of a map that is a list: `[key, value]` or `{ key, value }`. */
function entryOf(entry: unknown): (readonly [unknown, unknown])[] {
  if (Array.isArray(entry)) return [[entry[0], entry[1]]];
  if (entry === null || typeof entry !== "object" || !("key" in entry)) return [];
  return [[entry.key, "value" in entry ? entry.value : null]];
}

/**
 * The rule of a line; where a merged line has several values the most closed decides: part of it is closed so, and
 * nobody says which.
 */
function ruleOfLine(tags: ManyTags, rules: WalkRules): WayRule | null {
  const first = firstTags(tags);
  if (isClassless(first)) {
    if (rules.classes[EMPTY_WORD]?.walk === false) return { walk: false, reason: "no class" };
    return ruleOfWay({ ...first, highway: EMPTY_CLASS }, rules);
  }
  if (first.highway === "no") return { walk: false, reason: `not a street (${first.subtype ?? "no"})` };
  let rule = ruleOfWay(first, rules);
  for (const [key, words] of Object.entries(tags)) {
    for (const word of words.slice(1))
      rule = mostClosedWay(rule, ruleOfWay({ ...first, [key]: word }, rules));
  }
  return rule;
}

/** Whether a line gives no class and is nothing else either. */
function isClassless(tags: Tags): boolean {
  if (tags.highway !== undefined || tags.railway === "platform" || tags.public_transport === "platform")
    return false;
  if (tags.man_made !== undefined || tags.route !== undefined || tags.indoor !== undefined) return false;
  return !COLUMNS.other_things.some((key) => tags[key] !== undefined);
}

function tagsOfLine(values: Values, classColumn: string | null): Tags {
  return firstTags(valueTags(values, classColumn));
}

function firstTags(tags: ManyTags): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, [word]]) => (word === undefined ? [] : [[key, word]])),
  );
}

/** Properties as tags: texts and numbers; of a list, as OSMnx writes for merged streets, the first entry. */
export function tagsOfValues(values: Values): Record<string, string> {
  return firstTags(
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, tagOf(value)] as const)),
  );
}

/** The values of a cell: one, or those of a list; none where it is empty. */
function tagOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(tagOf);
  if (value === true) return ["yes"];
  if (value === null || value === undefined || typeof value === "object" || value === false) return [];
  const text = String(value).trim();
  if (text === "" || /^(?:nan|none|null)$/i.test(text)) return [];
  if (!/^\[.*\]$/.test(text)) return [text];
  return [...text.matchAll(/(['"])(.*?)\1/g)].flatMap(([, , word]) => (word === undefined ? [] : [word]));
}
