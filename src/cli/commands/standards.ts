import { alignColumns } from "../../report/tables/align-columns.js";
import { STATUS_WORDS } from "../../report/tables/rows.js";
import type { Language } from "../../report/tables/table.js";
import { compareStandards } from "../../standards/compare-standards.js";
import { listStandards, loadStandard } from "../../standards/load-standard.js";
import { recordsUpTo } from "../../standards/requirements.js";
import { type Standard, type StandardRecord, standardJsonSchema } from "../../standards/schema.js";
import type { CommandBody, OptionSpec } from "../options/command-spec.js";
import { LANGUAGES, languageOf } from "../options/options.js";
import { AS_JSON } from "../options/shared-options.js";

/** One line a rule set: id, basis, how many of its records are verified, title. */
function listCommand(options: { readonly lang: string; readonly json?: boolean }): string {
  const lang = languageOf(options.lang);
  if (options.json === true) return listJson();
  const rows = listStandards().map((id) => {
    const { basis, title, records } = loadStandard(id);
    return [id, basis, String(records.length), countsOf(records, lang), title[lang]];
  });
  return table([["id", "basis", "records", "of which", "title"], ...rows]);
}

function listJson(): string {
  const rows = listStandards().map((id) => {
    const { basis, title, version, records } = loadStandard(id);
    return { id, version, basis, title, records: records.length };
  });
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** The records of a rule set; with `tier`, all that an area of that tier owes. */
function showCommand(
  idOrPath: string,
  { lang: code, tier, json }: { readonly lang: string; readonly tier?: string; readonly json?: boolean },
): string {
  const lang = languageOf(code);
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
function diffCommand(a: string, b: string, { json }: { readonly json?: boolean }): string {
  const differences = compareStandards(loadStandard(a), loadStandard(b));
  if (json === true) return `${JSON.stringify(differences, null, 2)}\n`;
  if (differences.length === 0) return "The rule sets say the same.\n";
  const figureText = (record: StandardRecord | null) =>
    record === null ? "–" : `${figureOf(record)} (${record.status})`;
  return table([["of", a, b], ...differences.map((one) => [one.of, figureText(one.a), figureText(one.b)])]);
}

/** Says that a file is a sound rule set; a fault is thrown, by file and path. */
function checkCommand(path: string, { json }: { readonly json?: boolean }): string {
  const { id, version, records } = loadStandard(path.endsWith(".json") ? path : `${path}.json`);
  if (json === true) return `${JSON.stringify({ id, version, records: records.length })}\n`;
  return `${path}: rule set ${id} (${version}), ${records.length} records, ${countsOf(records, "en")}\n`;
}

/** The form of rule files. */
function schemaCommand(): string {
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

const LANG: OptionSpec = {
  flags: "--lang <code>",
  says: "language of titles: en or zh",
  otherwise: "en",
  values: LANGUAGES,
};
const RULE_FILE = "id, or a .json file";

export const STANDARDS: CommandBody = {
  commands: [
    {
      name: "list",
      says: "the rule sets that come with living-circle",
      options: [LANG, AS_JSON],
      run: listCommand,
    },
    {
      name: "show",
      says: "the figures of a rule set, with their sources",
      arguments: [{ name: "<id>", says: RULE_FILE }],
      options: [
        {
          flags: "--tier <id>",
          says: "what an area of this tier owes: its figures and those of all lower tiers",
        },
        LANG,
        AS_JSON,
      ],
      run: showCommand,
    },
    {
      name: "diff",
      says: "what two rule sets say differently",
      arguments: [
        { name: "<a>", says: RULE_FILE },
        { name: "<b>", says: RULE_FILE },
      ],
      options: [{ flags: "--json", says: "as JSON: [{ of, a, b }]" }],
      run: diffCommand,
    },
    {
      name: "check",
      says: "check a rule file of your own",
      arguments: [{ name: "<file>", says: "a .json file" }],
      options: [{ flags: "--json", says: "as JSON: { id, version, records }" }],
      run: checkCommand,
    },
    { name: "schema", says: "print the JSON Schema of rule files", run: schemaCommand },
  ],
};
