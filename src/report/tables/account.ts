/**
 * The account of what was read: every column, tag and row is used, or named as not used, left out, missing or assumed.
 *
 * A short block for the terminal, and all of it as CSV. Notes come from the readers of streets, blocks, facilities and
 * units; the weightiest stand first.
 */
import { groupBy } from "../../base/grouping.js";
import { byWeight, notesOfLayer, type ReadNote } from "../../base/notes.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { BlockSet, FacilitySet } from "../../places/places.js";
import { meaningInChinese } from "../../read/tables/meaning-words.js";
import { csvLine } from "./csv.js";
import { noteWords, partsInChinese } from "./note-words.js";
import type { Language } from "./table.js";

/** Lines on screen, heading included; an assumption about a terminal of 24 lines. */
const MAX_LINES = 12;

/** Subjects in one line; the others are counted there. */
const MAX_LISTED = 6;

const LAYERS_ZH: Readonly<Record<string, string>> = {
  streets: "街道",
  blocks: "住宅",
  facilities: "设施",
  units: "单元",
  area: "研究范围",
  configuration: "配置",
};

const WORDS = {
  en: {
    head: "What was read (all of it in account.csv):",
    more: (count: number) => `… and ${count} more`,
    used: (names: string) => `used: ${names}`,
    listed: {
      "access-tag-not-read": "access tags that no rule reads",
      "tag-not-read": "tags that no rule reads",
      "relation-not-read": "relations of streets that are not read",
      "closed-by-tag": "ways closed to walkers by",
      "ways-left-out": "ways left out",
      "private-by-tag": "ways for residents and their guests alone, by",
      "point-closed-by-tag": "points on streets that nobody passes, by",
      "point-private-by-tag": "points on streets that residents and their guests pass, by",
      "point-closed-to-wheels": "points on streets that wheels do not pass, by",
      "joined-at-ends": "ways joined at their ends alone, by",
      "legs-stopped": "lines that no leg off the street crosses",
    },
    rest: (count: number) => `and ${count} more`,
    as: (subject: string, meaning: string) => `${subject} as ${meaning}`,
    ages: (columns: string, group: string, column: string) =>
      `columns of ages are not used: ${columns}; to use one: columns: { ages: { "${group}": "${column}" } }; to pass over one: ignore: ["${column}"]`,
    join: ", ",
    colon: ": ",
  },
  zh: {
    head: "读取说明（全部见 account.csv）：",
    more: (count: number) => `……另有 ${count} 条`,
    used: (names: string) => `采用：${names}`,
    listed: {
      "access-tag-not-read": "没有规则读取的通行标签",
      "tag-not-read": "没有规则读取的标签",
      "relation-not-read": "未读取的道路关系",
      "closed-by-tag": "不供步行的道路，因",
      "ways-left-out": "未采用的道路",
      "private-by-tag": "仅供住户及其访客的道路，因",
      "point-closed-by-tag": "街道上无人可通过的点，因",
      "point-private-by-tag": "街道上仅住户及其访客可通过的点，因",
      "point-closed-to-wheels": "街道上轮椅或童车不可通过的点，因",
      "joined-at-ends": "仅从两端接入的道路，因",
      "legs-stopped": "离开街道不可跨越的线",
    },
    rest: (count: number) => `另有 ${count} 种`,
    as: (subject: string, meaning: string) => `${subject} 作为${meaningInChinese(meaning)}`,
    ages: (columns: string, group: string, column: string) =>
      `年龄列未采用：${columns}；如需采用，请写 columns: { ages: { "${group}": "${column}" } }；如不采用，请写 ignore: ["${column}"]`,
    join: "，",
    colon: "：",
  },
} as const;

/** What an account is made from: a study, a report, or streets alone. */
export interface AccountInput {
  readonly network?: Pick<WalkNetwork, "source"> | undefined;
  readonly blocks?: Pick<BlockSet, "notes"> | undefined;
  readonly facilities?: Pick<FacilitySet, "notes"> | undefined;
}

/**
 * All notes of the readers with their layer, the weightiest first: what verdicts hang on, what is not used, left out,
 * missing, assumed.
 *
 * @param city - an open city, or network, blocks and facilities apart; what is absent says nothing
 * @returns one note a column, tag or kind of row
 *
 * @example
 * for (const { layer, message } of accountOf(city)) console.log(layer, message);
 */
export function accountOf(city: AccountInput): ReadNote[] {
  const { network, blocks, facilities } = city;
  return byWeight([
    ...notesOfLayer("facilities", facilities?.notes ?? []),
    ...notesOfLayer("blocks", blocks?.notes ?? []),
    ...notesOfLayer("streets", network?.source.notes ?? []),
  ]);
}

/**
 * The account as a block of at most 12 lines, the weightiest first; what is used stands in one line a file.
 *
 * @param notes - what `accountOf` gives
 * @param lang - language of the words; default `en`
 * @returns lines without ends; none where there is nothing to say
 *
 * @example
 * console.log(renderAccount(accountOf(city)).join("\n"));
 */
export function renderAccount(notes: readonly ReadNote[], lang: Language = "en"): string[] {
  const words = WORDS[lang];
  const isNamedUse = ({ outcome, subject }: ReadNote) => outcome === "used" && subject !== undefined;
  const where = ({ layer = "", file }: ReadNote) => {
    const name = lang === "zh" ? (LAYERS_ZH[layer] ?? layer) : layer;
    return `  ${[name, file].filter(Boolean).join(" ")}${words.colon}`;
  };
  const notUsed = notes.filter((note) => !isNamedUse(note));
  const kindOf = (note: ReadNote) => `${where(note)}${note.code}${isAgeNotUsed(note)}`;
  const lists = groupBy(notUsed, kindOf);
  const said = notUsed.map((note) => {
    const list = lists.get(kindOf(note)) ?? [note];
    return `${where(note)}${listedLine(list, words) ?? `${note.count} ${noteWords(note)[lang]}`}`;
  });
  const used = [...groupBy(notes.filter(isNamedUse), where)].map(([at, group]) => {
    const names = group.map(({ subject = "", meaning }) =>
      meaning === undefined || meaning === subject ? subject : words.as(subject, meaning),
    );
    return `${at}${words.used(names.join(words.join))}`;
  });
  const lines = [...new Set([...said, ...used])];
  if (lines.length === 0) return [];
  if (lines.length < MAX_LINES) return [words.head, ...lines];
  const shown = lines.slice(0, MAX_LINES - 2);
  return [words.head, ...shown, `  ${words.more(lines.length - shown.length)}`];
}

/** A column of an age group that nothing uses: a census has twenty, and one line names them. */
function isAgeNotUsed({ code, meaning = "" }: ReadNote): boolean {
  return code === "column-not-used" && /^\d/.test(meaning);
}

/** The first columns, and how many others there are. */
function firstOf(parts: readonly string[], words: (typeof WORDS)[Language]): string {
  const more = parts.length > MAX_LISTED ? [words.rest(parts.length - MAX_LISTED)] : [];
  return [...parts.slice(0, MAX_LISTED), ...more].join(words.join);
}

/** Notes of one code that stand in one line, as their subjects and counts; null where each is a line of its own. */
function listedLine(list: readonly ReadNote[], words: (typeof WORDS)[Language]): string | null {
  const [first] = list;
  if (first !== undefined && list.length > 1 && isAgeNotUsed(first)) {
    const columns = list.map(({ subject = "" }) => `"${subject}"`);
    return words.ages(firstOf(columns, words), first.meaning ?? "", first.subject ?? "");
  }
  const head = Object.entries(words.listed).find(([code]) => code === list[0]?.code)?.[1];
  if (head === undefined) return null;
  const name = (subject: string) => (words === WORDS.zh ? partsInChinese(subject) : subject);
  const shown = list.map(({ subject = "", count }) => `${name(subject)} (${count})`);
  return `${head}${words.colon}${firstOf(shown, words)}`;
}

const COLUMNS = [
  "layer",
  "file",
  "outcome",
  "subject",
  "meaning",
  "count",
  "code",
  "message",
  "message_zh",
  "unsettled",
] as const;

/**
 * The whole account as CSV, one row a note.
 *
 * @param notes - what `accountOf` gives
 * @param attribution - whom to name as the source, in the head of an empty column; default nobody
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * writeFileWhole("account.csv", accountCsv(accountOf(city), OSM_ATTRIBUTION));
 */
export function* accountCsv(notes: readonly ReadNote[], attribution = ""): Generator<string> {
  yield `\uFEFF${csvLine([...COLUMNS, attribution])}`;
  for (const note of notes) {
    const { en, zh } = noteWords(note);
    const { layer = null, file = null, outcome = null, subject = null, meaning = null } = note;
    const { count, code, unsettled = false } = note;
    yield csvLine([layer, file, outcome, subject, meaning, count, code, en, zh, unsettled, null]);
  }
}
