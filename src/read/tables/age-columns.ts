/**
 * Age groups by the names of columns, and wider groups as sums of narrower ones.
 *
 * `age_60_plus`, `60+`, `60岁及以上人口`, `Y_GE65`, `age_0_2`, `0-2岁`, `3岁以下`, `age_0`; a group is written `60+` or `0-2`.
 */
import { GROUP_OF_SERVICE } from "../../places/demand.js";
import { headerText } from "./header-text.js";

/** A group with the columns that are summed for it. */
export type AgeColumns = readonly [group: string, columns: readonly string[]];

const BEFORE = "(?:age[ds]?|y|pop(?:ulation)?|residents|people|persons|常住|户籍|人口|年龄)?[_ ]?";
const AFTER =
  "(?:_?(?:人口数量|人口数|人口|人数|老年人口|老年人数|老年人|老人|居民|儿童|婴幼儿|幼儿|people|persons|residents|population|pop))*";
const OLDER =
  "(?:_?(?:plus|\\+|and_over|and_older|or_over|or_older|years_and_over)|岁(?:及|或)?以上|岁\\+|及以上|以上)";
const FORMS: readonly (readonly [RegExp, (from: number, to: number) => string])[] = [
  [new RegExp(`^${BEFORE}(\\d{1,3})${OLDER}${AFTER}$`), (from) => `${from}+`],
  [/^y_?ge_?(\d{1,3})$/, (from) => `${from}+`],
  [/^y_?lt_?(\d{1,3})$/, (below) => `0-${below - 1}`],
  [new RegExp(`^${BEFORE}(\\d{1,3})岁以下${AFTER}$`), (below) => `0-${below - 1}`],
  [new RegExp(`^${BEFORE}(\\d{1,3})岁及以下${AFTER}$`), (last) => `0-${last}`],
  [
    new RegExp(`^${BEFORE}(\\d{1,3})(?:岁)?(?:_|~|至|到|–|—|to|_to_)(\\d{1,3})(?:岁)?${AFTER}$`),
    (from, to) => `${from}-${to}`,
  ],
  [/^y_?(\d\d)(\d\d)$/, (from, to) => `${from}-${to}`],
  [/^(?:age_?|y_?)(\d{1,2})$/, (age) => `${age}-${age}`],
  [new RegExp(`^(\\d{1,2})岁${AFTER}$`), (age) => `${age}-${age}`],
];

/** The age group that a column is called after; null where it is called after none. */
export function ageGroupOf(column: string): string | null {
  const { plain, year } = headerText(column);
  if (year !== null) return null;
  for (const [form, group] of FORMS) {
    const match = form.exec(plain);
    if (match === null) continue;
    const [from, to] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (from <= to) return group(from, to);
  }
  return cutGroupOf(plain);
}

/** The beginning of a name that a shapefile cut at ten bytes: `age_60_plu` is `60+`. */
const CUT = new RegExp(`^${BEFORE}(\\d{1,3})_([a-z_]{2,})$`);
const CUT_WORDS = ["plus", "and_over", "and_older", "or_over", "or_older", "years_and_over"];

function cutGroupOf(plain: string): string | null {
  const match = CUT.exec(plain);
  const [, age = "", rest = ""] = match ?? [];
  // One byte less where the last one was a part of a character, or a number that sets two apart.
  if (match === null || plain.length < 8 || plain.length > 10) return null;
  return CUT_WORDS.some((word) => word.startsWith(rest)) ? `${Number(age)}+` : null;
}

/** Age groups that columns are called after, each with its column; of several columns for one group the first by name. */
export function ageColumns(names: readonly string[]): [group: string, column: string][] {
  const groups = new Map<string, string>();
  for (const column of [...names].sort()) {
    const group = ageGroupOf(column);
    if (group !== null && !groups.has(group)) groups.set(group, column);
  }
  return names.flatMap((column): [string, string][] => {
    const group = ageGroupOf(column);
    return group !== null && groups.get(group) === column ? [[group, column]] : [];
  });
}

/**
 * The groups of columns, and beside them those that services are for (60 and older, 0–2, 3–5), where narrower groups
 * make them up without a gap: `age_60_69 + age_70_79 + age_80_plus` is `60+`.
 */
export function withSums(given: readonly (readonly [group: string, column: string])[]): AgeColumns[] {
  const groups = given.map(([group, column]): AgeColumns => [group, [column]]);
  const columnOf = new Map(given);
  const sums = [...new Set(Object.values(GROUP_OF_SERVICE))].flatMap((wanted): AgeColumns[] => {
    if (columnOf.has(wanted)) return [];
    const parts = partsOf(wanted, [...columnOf.keys()]);
    return parts === null ? [] : [[wanted, parts.map((part) => columnOf.get(part) ?? "")]];
  });
  return [...groups, ...sums];
}

/** Narrower groups that follow each other from the first to the last age of a wider one; null where there is a gap. */
function partsOf(wanted: string, groups: readonly string[]): string[] | null {
  const [first, last] = endsOf(wanted);
  const parts: string[] = [];
  for (let age = first; age <= last; ) {
    // Of groups that begin here the widest that fits, so that the sum has the fewest columns.
    const [part] = groups
      .filter((group) => endsOf(group)[0] === age && endsOf(group)[1] <= last)
      .sort((a, b) => endsOf(b)[1] - endsOf(a)[1]);
    if (part === undefined) return null;
    parts.push(part);
    if (endsOf(part)[1] === Infinity) break;
    age = endsOf(part)[1] + 1;
  }
  return parts.length > 1 ? parts : null;
}

function endsOf(group: string): readonly [number, number] {
  const [from = "", to] = group.split("-");
  return group.endsWith("+") ? [Number.parseInt(group, 10), Infinity] : [Number(from), Number(to)];
}
