/**
 * The name of a column as people write it → its plain words, and the unit and year that it carries.
 *
 * `床位数（张）` is 床位数 in units of one; `常住人口（万人）` is 常住人口 in tens of thousands; `population_2020` is
 * population of 2020. What stands in brackets and is not a unit stays a part of the name.
 */

/** How many of the base unit one is: people, places, homes; square metres. */
const UNITS: Readonly<Record<string, number>> = {
  ...ones(
    "人 位 名 口 户 套 张 床 个 座 席 处 所 间 岁 person persons people households dwellings beds places seats",
  ),
  ...ones("m2 m² sqm sq.m sq_m 平方米 平米 平方公尺"),
  ...{ 千: 1e3, 千人: 1e3, thousand: 1e3, "1000": 1e3, 万: 1e4, 万人: 1e4, 万户: 1e4 },
  ...{ ha: 1e4, hectares: 1e4, 公顷: 1e4, 万平方米: 1e4, 万m2: 1e4, 万平米: 1e4 },
  ...{ 元: 1, 万元: 1e4 },
  // One mu is 2000/3 m² (667 m² in round numbers).
  ...{ 亩: 2000 / 3, km2: 1e6, 平方公里: 1e6, 平方千米: 1e6 },
};

/** A head without its unit and year. */
export interface HeaderText {
  /** Lower case, full-width forms made plain, words apart by `_`. */
  readonly plain: string;
  /** How many of the base unit the numbers count; 1 where no unit is given. */
  readonly factor: number;
  /** A year that is a part of the name, else null. */
  readonly year: number | null;
}

/** Takes a head apart. */
export function headerText(column: string): HeaderText {
  let text = column
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/^[*#]+|[*#]+$/g, "")
    .trim();
  let factor = 1;
  const bracket = /^(.+?)\s*[([【〔{]([^()[\]【】〔〕{}]*)(?:[)\]】〕}]\s*|$)$/.exec(text);
  const inside = bracket?.[2]?.replace(/\s/g, "") ?? "";
  const slash = /^(.+?)\s*[/:,]\s*([^/:,]+)$/.exec(text);
  const unit = bracket !== null ? unitOf(inside) : slash === null ? null : unitOf(slash[2]?.trim() ?? "");
  if (unit !== null) {
    text = (bracket ?? slash)?.[1] ?? text;
    factor = unit;
  } else if (bracket !== null && YEAR.test(inside)) text = `${bracket[1]}_${inside}`;
  else text = text.replace(/(?<=\p{sc=Han})[_\s]?(?:m2|m²|sqm|平方米|平米)$/u, "");
  const year = yearOf(text);
  if (year !== null) text = text.replace(YEAR, "");
  return { plain: wordsOf(text), factor, year };
}

/** A year from 1900 to 2099, not a part of a longer number. */
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)(?:年末|年底|年)?/;

function yearOf(text: string): number | null {
  const match = YEAR.exec(text);
  // A year alone is the name of a column of its own, not a part of one.
  return match === null || text.replace(YEAR, "").replace(/[\s_-]/g, "") === ""
    ? null
    : Number.parseInt(match[0], 10);
}

/** Words apart by one `_`. */
function wordsOf(text: string): string {
  return text.replace(/[\s_.-]+/g, "_").replace(/^_+|_+$/g, "");
}

function unitOf(text: string): number | null {
  const name = text.replace(/^(?:单位[:]?|unit:|in)\s*/, "").replace("㎡", "m2");
  return Object.hasOwn(UNITS, name) ? (UNITS[name] ?? null) : name === "" ? 1 : null;
}

function ones(names: string): Record<string, number> {
  return Object.fromEntries(names.split(" ").map((name) => [name, 1]));
}

/** A number with a unit behind it, as cells have it: `120张`, `1.2 万人`; null where the text is nothing of the kind. */
export function amountWithUnit(text: string): { readonly number: string; readonly factor: number } | null {
  const match = /^([\d.,\s' ]+?)\s*([^\d.,\s' ].*)$/.exec(text.normalize("NFKC").trim().toLowerCase());
  const factor = match === null ? null : unitOf(match[2] ?? "");
  return match === null || factor === null ? null : { number: (match[1] ?? "").trim(), factor };
}
