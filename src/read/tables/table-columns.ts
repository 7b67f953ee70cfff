/**
 * Which column of a table gives which meaning, and what is said of the others.
 *
 * For each meaning one column counts: the one that the user names; else the one whose name is preferred, whatever the
 * order of the columns; of several years the newest. A column whose cells are all empty gives nothing. What is not used
 * is named, with the meaning that it perhaps has.
 */
import { basename } from "node:path";
import type { ReadNote } from "../../base/notes.js";
import { type AgeColumns, ageColumns, ageGroupOf, withSums } from "./age-columns.js";
import {
  type ColumnMeaning,
  MEANINGS_OF,
  namesNoAmount,
  perhapsMeaning,
  rankOf,
  type TableKind,
} from "./column-names.js";
import { headerText } from "./header-text.js";
import { ALSO, meaningInChinese } from "./meaning-words.js";
import { isMissing } from "./missing-words.js";
import type { LayerRow } from "./read-layer.js";
import { isPlaceColumn } from "./table-places.js";
import { columnsOf, namedColumns, type TableRules, textOfCell } from "./table-rules.js";
import { yesOrNoOf } from "./yes-or-no.js";

type ValueRow = Pick<LayerRow, "values">;

/** A column with how many of the base unit its numbers count. */
interface ChosenColumn {
  readonly column: string;
  readonly factor: number;
}

/** The columns of a table by what they mean, and the account of all of them. */
export interface TableColumns {
  readonly chosen: Readonly<Partial<Record<ColumnMeaning, ChosenColumn>>>;
  readonly ages: readonly AgeColumns[];
  readonly notes: readonly ReadNote[];
}

/** Meanings on which verdicts rest where rules ask for them. */
const UNSETTLING: readonly ColumnMeaning[] = ["capacity", "floorAreaM2"];
/** Of several meanings of one column the last that applies is named: a level says more than "unit". */
const UNIT_OF_LEVELS: ColumnMeaning = "unit";

/**
 * Chooses the columns of a table.
 *
 * @param kind - what the rows are, to distinguish the id of a row from that of something else
 * @param alsoUsed - columns that are read beside these meanings
 */
export function chooseColumns(
  path: string,
  rows: readonly LayerRow[],
  rules: TableRules,
  kind: TableKind,
  alsoUsed: readonly string[] = [],
): TableColumns {
  const filled = filledCells(rows);
  const ignored = new Set(rules.ignore ?? []);
  const offered = [...filled].flatMap(([column, count]) =>
    count > 0 && !ignored.has(column) ? [column] : [],
  );
  const chosen: Partial<Record<ColumnMeaning, ChosenColumn>> = {};
  const passedOver = new Map<string, { meaning: ColumnMeaning; by: string }>();
  for (const meaning of MEANINGS_OF[kind]) {
    const named = rules.columns?.[meaning];
    if (named === null) continue;
    const candidates = named === undefined ? candidatesFor(meaning, offered, kind, rows) : [named];
    const [column, ...others] = candidates;
    if (column === undefined) continue;
    chosen[meaning] = { column, factor: headerText(column).factor };
    for (const other of others) passedOver.set(other, { meaning, by: column });
  }
  chooseEntrances(chosen, offered, rows, rules);
  const ages =
    rules.ages === undefined
      ? withSums(ageColumns(offered))
      : Object.entries(rules.ages).map(([group, columns]): AgeColumns => [group, [columns].flat()]);
  const table = { chosen, ages, filled, passedOver };
  return { chosen, ages, notes: accountOfColumns(basename(path), table, rules, kind, rows, alsoUsed) };
}

/**
 * The columns that may give a meaning, the preferred one first.
 *
 * @param columns - those that hold something
 */
export function candidatesFor(
  meaning: ColumnMeaning,
  columns: readonly string[],
  kind: TableKind,
  rows: readonly ValueRow[],
): string[] {
  return columns
    .flatMap((column) => {
      const rank = rankOf(column, meaning, kind);
      if (rank === null || (meaning === "residents" && isFlag(column, rows))) return [];
      if (meaning === "open" && headerText(column).plain === "open" && !saysYesOrNo(column, rows)) return [];
      return [{ column, rank, year: headerText(column).year }];
    })
    .sort(
      (a, b) =>
        Number(a.year !== null) - Number(b.year !== null) ||
        (b.year ?? 0) - (a.year ?? 0) ||
        a.rank - b.rank ||
        (a.column < b.column ? -1 : 1),
    )
    .map(({ column }) => column);
}

/** A column of nothing but 0 and 1, both of which occur, counts nobody; one called `residents` is taken at its word. */
export function isFlag(column: string, rows: readonly ValueRow[]): boolean {
  if (headerText(column).plain === "residents") return false;
  const texts = new Set(
    rows.map(({ values }) => textOfCell(values[column])).filter((text) => !isMissing(text)),
  );
  return texts.size === 2 && [...texts].every((text) => Number(text) === 0 || Number(text) === 1);
}

/** Whether every cell that says something says yes or no: a column called `open` may also hold hours or a date. */
function saysYesOrNo(column: string, rows: readonly ValueRow[]): boolean {
  const texts = rows.map(({ values }) => textOfCell(values[column]));
  return texts.every((text) => yesOrNoOf(text) !== null || isMissing(text));
}

/** Ten-letter heads cut both columns of an entrance to one beginning: the pair that lies nearer to its place is right. */
function chooseEntrances(
  chosen: Partial<Record<ColumnMeaning, ChosenColumn>>,
  columns: readonly string[],
  rows: readonly LayerRow[],
  rules: TableRules,
): void {
  if (rules.columns?.entranceLon !== undefined || rules.columns?.entranceLat !== undefined) return;
  const { entranceLon, entranceLat } = chosen;
  if (entranceLon === undefined || entranceLon.column !== entranceLat?.column) return;
  const pair = columns.filter((column) => rankOf(column, "entranceLon", "blocks") !== null);
  const [a, b] = pair;
  if (a === undefined || b === undefined) return;
  const offDegrees = (lon: string, lat: string) => {
    const offs = rows.flatMap(({ place, values, system }) => {
      const [x, y] = [Number(values[lon] ?? Number.NaN), Number(values[lat] ?? Number.NaN)];
      if (place === null || !Number.isFinite(x) || !Number.isFinite(y)) return [];
      try {
        const [east, north] = system.crs.toWgs84(x, y);
        return [Math.hypot(east - place[0], north - place[1])];
      } catch {
        return [Infinity];
      }
    });
    return offs.length === 0 ? Infinity : Math.max(...offs.slice(0, 20));
  };
  const [lon, lat] = offDegrees(a, b) <= offDegrees(b, a) ? [a, b] : [b, a];
  chosen.entranceLon = { column: lon, factor: 1 };
  chosen.entranceLat = { column: lat, factor: 1 };
}

interface AccountedTable extends Pick<TableColumns, "chosen" | "ages"> {
  /** Cells that say something, by column. */
  readonly filled: ReadonlyMap<string, number>;
  readonly passedOver: ReadonlyMap<string, { readonly meaning: ColumnMeaning; readonly by: string }>;
}

function accountOfColumns(
  file: string,
  { chosen, ages, filled, passedOver }: AccountedTable,
  rules: TableRules,
  kind: TableKind,
  rows: readonly LayerRow[],
  alsoUsed: readonly string[],
): ReadNote[] {
  const used = usedColumns(chosen, ages);
  const others = new Set([...alsoUsed, ...namedColumns(rules)]);
  const plainly: string[] = [];
  const notes: ReadNote[] = [...filled].flatMap(([column, count]): ReadNote[] => {
    const meaning = used.get(column);
    const at = { count, file, subject: column };
    if (meaning !== undefined) return [{ ...at, ...usedWords(column, meaning) }];
    if (count === 0 || others.has(column) || isPlaceColumn(column, rows)) return [];
    const over = passedOver.get(column);
    if (over !== undefined) return [{ ...at, ...passedOverWords(column, over) }];
    const perhaps = perhapsOf(column, kind);
    if (perhaps === null) {
      plainly.push(column);
      return [];
    }
    const by = givenBy(perhaps, chosen);
    if (by !== null) return [{ ...at, ...passedOverWords(column, { meaning: perhaps, by }) }];
    const unsettled = isUnsettling(column, perhaps, chosen, rules, rows);
    return [{ ...at, ...perhapsWords(column, perhaps, unsettled) }];
  });
  return [...notes, ...plainNote(file, plainly)];
}

/** The column that gives a meaning already; null where none does. */
function givenBy(meaning: string, chosen: TableColumns["chosen"]): string | null {
  return chosen[meaning as ColumnMeaning]?.column ?? null;
}

/** By column all that it is used as; a level of units goes before "unit". */
function usedColumns(chosen: TableColumns["chosen"], ages: readonly AgeColumns[]): Map<string, string> {
  const used = new Map<string, string>();
  for (const [meaning, { column }] of Object.entries(chosen)) {
    if (meaning === UNIT_OF_LEVELS && used.has(column)) continue;
    const others = (used.get(column)?.split(ALSO) ?? []).filter((other) => other !== UNIT_OF_LEVELS);
    used.set(column, [...others, meaning].join(ALSO));
  }
  for (const [group, columns] of ages) for (const column of columns) used.set(column, group);
  return used;
}

function perhapsOf(column: string, kind: TableKind): string | null {
  if (namesNoAmount(column)) return null;
  const group = kind === "blocks" ? ageGroupOf(column) : null;
  const meaning = group ?? perhapsMeaning(column);
  if (meaning === null) return null;
  return group !== null || (MEANINGS_OF[kind] as readonly string[]).includes(meaning) ? meaning : null;
}

/** Whether verdicts may rest on a column that is not used: nothing else gives its meaning, and it holds figures. */
function isUnsettling(
  column: string,
  meaning: string,
  chosen: TableColumns["chosen"],
  { columns = {} }: TableRules,
  rows: readonly LayerRow[],
): boolean {
  if (!(UNSETTLING as readonly string[]).includes(meaning)) return false;
  const isGiven = meaning === "capacity" ? chosen.capacity : (chosen.floorAreaM2 ?? chosen.areaM2);
  if (isGiven !== undefined || columns[meaning as ColumnMeaning] === null) return false;
  return rows.some(({ values }) =>
    /[\d一二三四五六七八九十百]/.test(textOfCell(values[column]).normalize("NFKC")),
  );
}

function usedWords(column: string, meaning: string) {
  return {
    code: "column-used",
    outcome: "used" as const,
    meaning,
    message: `cells of the column "${column}" are read as ${meaning}`,
    zh: `个单元格（列“${column}”）按${meaningInChinese(meaning)}读取`,
  };
}

function passedOverWords(column: string, { meaning, by }: { readonly meaning: string; readonly by: string }) {
  return {
    code: "column-passed-over",
    outcome: "not-used" as const,
    meaning,
    message: `cells of the column "${column}" are passed over: "${by}" gives ${meaning}`,
    zh: `个单元格（列“${column}”）未采用：${meaningInChinese(meaning)}取自“${by}”`,
  };
}

function perhapsWords(column: string, meaning: string, unsettled: boolean) {
  const key = /^\d/.test(meaning) ? `ages: { "${meaning}": "${column}" }` : `${meaning}: "${column}"`;
  const verdicts = unsettled ? "; verdicts that ask for it are unknown" : "";
  return {
    code: "column-not-used",
    outcome: "not-used" as const,
    meaning,
    message: `cells of the column "${column}" are not used; is ${meaning} meant? columns: { ${key} }, or ignore: ["${column}"]${verdicts}`,
    zh: `个单元格（列“${column}”）未采用；是否为${meaningInChinese(meaning)}？请写 columns: { ${key} } 或 ignore: ["${column}"]${unsettled ? "；依赖它的判定为“未知”" : ""}`,
    ...(unsettled ? { unsettled } : {}),
  };
}

/** Columns whose names speak of nothing known, in one note. */
function plainNote(file: string, columns: readonly string[]): ReadNote[] {
  if (columns.length === 0) return [];
  const names = columns.map((column) => `"${column}"`).join(", ");
  return [
    {
      code: "columns-not-used",
      count: columns.length,
      file,
      message: `columns are not used: ${names}`,
      zh: `列未采用：${names}`,
      outcome: "not-used",
    },
  ];
}

/** Per column how many cells say something, in the order of the columns. */
function filledCells(rows: readonly LayerRow[]): Map<string, number> {
  const counts = new Map(columnsOf(rows).map((column) => [column, 0]));
  for (const { values } of rows) {
    for (const [column, value] of Object.entries(values)) {
      const text = textOfCell(value);
      if (text !== "" && !isMissing(text)) counts.set(column, (counts.get(column) ?? 0) + 1);
    }
  }
  return counts;
}
