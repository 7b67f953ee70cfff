/**
 * Columns whose names are not understood: names, ids and units guessed by a word or ending of their heads and by what
 * they hold. Only `init` guesses so, and marks what it guessed.
 *
 * A name is text of which nearly every row has its own; of several the one with most different words, and the coarser
 * ones are units. Words are those of public boundary files: GADM (`NAME_2`), Korean and Chinese (`EMD_NM`, 행정동명),
 * Brazilian (`NM_MUN`), Balkan (`naziv`), and so on.
 */
import { numberOf } from "../../read/tables/check-place.js";
import { isMissing } from "../../read/tables/missing-words.js";
import { textOfCell } from "../../read/tables/table-rules.js";

/** Rows with their cells by column. */
type Rows = readonly { readonly values: Readonly<Record<string, unknown>> }[];

/** Meanings that are guessed so. */
export const GUESSED_MEANINGS = ["id", "name", "community", "subdistrict", "district"] as const;
/** One of `GUESSED_MEANINGS`. */
export type GuessedMeaning = (typeof GUESSED_MEANINGS)[number];

const NAME_HEADS: readonly RegExp[] = [
  /(?:^|_)(?:name|nm|nam|nme)(?:_?\d|_?(?:en|eng|zh|ko|kor|local|loc|long|1|2|3))?$/,
  /^(?:name|nm|nom|nome|nombre|varname|shapename|label)_/,
  /^(?:nombre|nome|nom|naziv|naam|navn|namn|nimi|nazwa|nazev|nazov|nev|nume|denumire|ime|imie|pavadinimas|nosaukums|nimetus|ten|nama|isim|adi|ad|gen|bez|bezeichnung|denominazione|denominacion|libelle|toponimo|label)$/,
  /(?:nombre|naziv|nazwa|denominac|libelle|bezeichnung|gemeindename|stadtteil|barrio|bairro|quartier|kommune|comune|municipio|freguesia|paroquia)/,
  /(?:名称|名字|名|명칭|이름|명|név|název|ονομα|όνομα|onoma|название|наименование|имя|назва|اسم|ชื่อ|नाम|tên)$/,
  /(?:назван|наимен)/,
];
const ID_HEADS: readonly RegExp[] = [
  /(?:^|_)(?:id|cd|cod|code|gid|uid|guid|pcode|geoid|key|no|nr)(?:_?\d)?$/,
  /^(?:gid|id|cd|cod|code|codigo|codice|kod|sifra|geo_?id|ogc_fid|fid|gml_id|adm\d_pcode)(?:_|\d|$)/,
  /(?:código|codigo|kód|šifra|код|코드|번호|编号|编码|代码|序号)$/,
];
/** What a head says of the size of a unit, the smaller first. */
const LEVEL_HEADS: readonly (readonly [GuessedMeaning, RegExp])[] = [
  ["community", /社区|居委|村|neighbou?rhood|settlement|mahalle|naselj/],
  [
    "subdistrict",
    /emd|행정동|읍면동|街道|乡镇|ward|barrio|bairro|subdistr|quartier|stadtteil|kelurahan|freguesia/,
  ],
  [
    "district",
    /sgg|sig|시군구|区|县|district|county|distrito|bezirk|raion|район|kecamatan|arrond|okres|opcin/,
  ],
];

/** A column is one of names if at least this share of its cells is text, of ids if this share are its own; assumptions. */
const TEXT_SHARE = 0.9;
/** Names may come twice, units come many times; an assumption. */
const OWN_SHARE = 0.5;

/**
 * Guesses the columns of ids, names and units.
 *
 * @param columns - those that mean nothing yet
 * @param wanted - meanings that no column gives yet
 */
export function guessColumns(
  columns: readonly string[],
  rows: Rows,
  wanted: ReadonlySet<GuessedMeaning>,
): Partial<Record<GuessedMeaning, string>> {
  if (rows.length === 0) return {};
  const seen = columns.map((column) => ({ column, ...contentOf(column, rows) }));
  const named = seen
    .filter(({ column, textShare }) => textShare >= TEXT_SHARE && fits(NAME_HEADS, column))
    .sort((a, b) => b.distinct - a.distinct);
  const [finest, ...coarser] = named;
  const isName = finest !== undefined && finest.distinct >= OWN_SHARE * rows.length;
  const guessed: Partial<Record<GuessedMeaning, string>> = {};
  if (isName && wanted.has("name")) guessed.name = finest.column;
  const id = seen.find(
    ({ column, distinct, filled }) =>
      filled === rows.length && distinct === rows.length && fits(ID_HEADS, column),
  );
  if (id !== undefined && wanted.has("id")) guessed.id = id.column;
  // One name for all rows is that of the whole city; two spellings of one name have the same number of words.
  const counts = new Set([finest?.distinct]);
  for (const { column, distinct } of isName && wanted.has("name") ? coarser : named) {
    if (distinct < 2 || counts.has(distinct)) continue;
    counts.add(distinct);
    const level = levelOf(column, wanted, guessed);
    if (level !== undefined) guessed[level] = column;
  }
  return guessed;
}

/** What a head says of the level, else the next larger one that is free: `NAME_2` of rows that are `NAME_3`. */
function levelOf(
  column: string,
  wanted: ReadonlySet<GuessedMeaning>,
  guessed: Partial<Record<GuessedMeaning, string>>,
): GuessedMeaning | undefined {
  const free = LEVEL_HEADS.filter(([level]) => wanted.has(level) && guessed[level] === undefined);
  const plain = plainHead(column);
  return (free.find(([, head]) => head.test(plain)) ?? free.find(([level]) => level !== "community"))?.[0];
}

function contentOf(column: string, rows: Rows) {
  const texts = rows
    .map(({ values }) => textOfCell(values[column]))
    .filter((text) => text !== "" && !isMissing(text));
  const words = texts.filter((text) => Number.isNaN(numberOf(text)));
  return {
    filled: texts.length,
    textShare: texts.length === 0 ? 0 : words.length / texts.length,
    distinct: new Set(texts).size,
  };
}

function fits(heads: readonly RegExp[], column: string): boolean {
  const plain = plainHead(column);
  return heads.some((head) => head.test(plain));
}

function plainHead(column: string): string {
  return column
    .normalize("NFKC")
    .trim()
    .replace(/(?<=[a-z])(?=[A-Z])/g, "_")
    .toLowerCase()
    .replace(/[\s.-]+/g, "_");
}
