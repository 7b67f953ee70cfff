/**
 * `living-circle standards`: the rule sets that come with the library, and those of a city.
 *
 * Layer: cli. Imports the doors only.
 */
import {
  compareStandards,
  listStandards,
  loadStandard,
  recordsUpTo,
  type Standard,
  type StandardRecord,
  standardJsonSchema,
} from "../index.js";
import { alignColumns, type Language, STATUS_WORDS } from "../report/index.js";

/** One line a rule set: id, basis, how many of its records are verified, title. */
export function listCommand({ lang }: { readonly lang: Language }): string {
  const rows = listStandards().map((id) => {
    const { basis, title, records } = loadStandard(id);
    return [id, basis, String(records.length), countsOf(records, lang), title[lang]];
  });
  return table([["id", "basis", "records", "of which", "title"], ...rows]);
}

/** The records of a rule set; with `tier`, all that an area of that tier owes. */
export function showCommand(
  idOrPath: string,
  { lang, tier, json }: { readonly lang: Language; readonly tier?: string; readonly json?: boolean },
): string {
  const standard = loadStandard(idOrPath);
  const records = tier === undefined ? standard.records : recordsUpTo(standard, tier);
  if (json === true) return `${JSON.stringify({ ...standard, records }, null, 2)}\n`;
  const rows = records.map((record) => [
    record.id,
    record.service,
    record.tier,
    figureOf(record),
    record.need,
    STATUS_WORDS[record.status][lang],
    sourceOf(record),
    record.scope,
  ]);
  const head = ["id", "service", "tier", "figure", "need", "status", "source", "of"];
  const notes = standard.notes.map((note) => `  ${note}\n`).join("");
  const title = `${standard.id} (${standard.version}): ${standard.title[lang]}\n${notes}\n`;
  return title + tiersOf(standard) + table([head, ...rows]);
}

/** What two rule sets say differently, or one of them not at all. */
export function diffCommand(a: string, b: string, { json }: { readonly json?: boolean }): string {
  const found = compareStandards(loadStandard(a), loadStandard(b));
  if (json === true) return `${JSON.stringify(found, null, 2)}\n`;
  if (found.length === 0) return "The rule sets say the same.\n";
  const said = (record: StandardRecord | null) =>
    record === null ? "–" : `${figureOf(record)} (${record.status})`;
  return table([["of", a, b], ...found.map((one) => [one.of, said(one.a), said(one.b)])]);
}

/** Says that a file is a sound rule set; a fault is thrown, by file and path. */
export function checkCommand(path: string): string {
  const { id, version, records } = loadStandard(path.endsWith(".json") ? path : `${path}.json`);
  return `${path}: rule set ${id} (${version}), ${records.length} records, ${countsOf(records, "en")}\n`;
}

/** The form of rule files. */
export function schemaCommand(): string {
  return `${JSON.stringify(standardJsonSchema(), null, 2)}\n`;
}

function tiersOf({ tiers }: Standard): string {
  const rows = tiers.map(({ id, value, alternative, unit, population, status }) => [
    id,
    value === null ? "–" : `${alternative === undefined ? "" : `${alternative}–`}${value} ${unit}`,
    population === undefined ? "–" : population.join("–"),
    STATUS_WORDS[status].en,
  ]);
  return `${table([["tier", "walk", "people", "status"], ...rows])}\n`;
}

function figureOf({ comparator, value, upTo, unit }: StandardRecord): string {
  return `${comparator} ${value}${upTo === undefined ? "" : `–${upTo}`} ${unit}`;
}

function sourceOf({ basis: { no, clause } }: StandardRecord): string {
  return `${no}, ${clause}`;
}

function countsOf(records: readonly StandardRecord[], lang: Language): string {
  return (["V", "H", "local", "assumption"] as const)
    .map((status) => ({ status, count: records.filter((record) => record.status === status).length }))
    .filter(({ count }) => count > 0)
    .map(({ status, count }) => `${count} ${STATUS_WORDS[status][lang]}`)
    .join(", ");
}

function table(rows: readonly (readonly string[])[]): string {
  return `${alignColumns(rows).join("\n")}\n`;
}
