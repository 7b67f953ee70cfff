import { expect, test } from "vitest";
import { GUESSED_MEANINGS, guessColumns } from "../../../../src/city/open/guess-columns.js";

const rowsOf = (head: readonly string[], ...rows: readonly (readonly unknown[])[]) =>
  rows.map((cells) => ({ values: Object.fromEntries(head.map((column, i) => [column, cells[i]])) }));
const guess = (head: readonly string[], ...rows: readonly (readonly unknown[])[]) =>
  guessColumns(head, rowsOf(head, ...rows), new Set(GUESSED_MEANINGS));

test.each([
  "EMD_NM",
  "ADM_KOR_NM",
  "ADM_ENG_NM",
  "NAME_2",
  "行政村名",
  "행정동명",
  "NOMBRE",
  "naziv",
  "NM_MUN",
  "Nom_quartier",
  "Ονομα",
  "NAZWA_1",
  "shapeName",
  "Наименование района",
])("a column called %s is one of names, if its rows have their own", (head) => {
  expect(guess([head], ["가동"], ["나동"])).toEqual({ name: head });
  // One word for all rows, or numbers, name no row.
  expect(guess([head], ["가동"], ["가동"], ["가동"], ["가동"])).toEqual({});
  expect(guess([head], [1], [2])).toEqual({});
});

test.each([
  "EMD_CD",
  "GID_2",
  "codigo",
  "행정동코드",
  "ADM2_PCODE",
  "kod_terc",
  "小区代码",
])("a column called %s is one of ids, if no two rows share one", (head) => {
  expect(guess([head], [11], [12])).toEqual({ id: head });
  expect(guess([head], [11], [11])).toEqual({});
  expect(guess([head], [11], [""])).toEqual({});
});

test("of several columns of names the finest names the rows, and coarser ones are units by what they are called", () => {
  const seoul = ["SIDO_NM", "SGG_NM", "EMD_NM", "LI_NM"];
  // Four rows: one city, two districts, three wards, four villages.
  expect(
    guess(
      seoul,
      ["서울", "강남", "가", "a"],
      ["서울", "강남", "나", "b"],
      ["서울", "중구", "다", "c"],
      ["서울", "중구", "다", "d"],
    ),
  ).toEqual({
    name: "LI_NM",
    subdistrict: "EMD_NM",
    district: "SGG_NM",
  });
});

test("numbered levels go from small to large", () => {
  // Rows of level 3: four names, in three of level 2 and two of level 1.
  expect(
    guess(["NAME_1", "NAME_2", "NAME_3"], ["A", "a", "p"], ["A", "b", "q"], ["B", "c", "r"], ["B", "c", "s"]),
  ).toEqual({ name: "NAME_3", subdistrict: "NAME_2", district: "NAME_1" });
});

test("heads that only sound alike are left alone", () => {
  expect(guess(["filename_x", "surnames", "remark"], ["a", "b", "c"], ["d", "e", "f"])).toEqual({});
});
