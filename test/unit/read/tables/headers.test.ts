/**
 * Heads of tables as people write them: units in brackets, years, cut names, ages, what is passed over.
 */
import { expect, test } from "vitest";
import type { ReadNote } from "../../../../src/base/notes.js";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { readFacilities } from "../../../../src/read/places/read-facilities.js";
import { ageColumns, withSums } from "../../../../src/read/tables/age-columns.js";
import { rankOf } from "../../../../src/read/tables/column-names.js";
import { headerText } from "../../../../src/read/tables/header-text.js";
import { amountOf, isMissing } from "../../../../src/read/tables/missing-words.js";
import { splitHead } from "../../../../src/read/tables/table-head.js";
import { tableFiles } from "../../../support/table-files.js";
import { workbookOf } from "../../../support/workbook-bytes.js";

const { write } = tableFiles();

const one = async (head: string, cells: string, options = {}) => {
  const { blocks, notes } = await readBlocks(write(`${head},lon,lat\n${cells},1,2\n`), options);
  return { block: blocks[0], notes };
};
const register = async (head: string, cells: string, options = {}) => {
  const set = await readFacilities(write(`${head},service,lon,lat\n${cells},meals,1,2\n`), options);
  return { facility: set.facilities[0], notes: set.notes };
};
const subjects = (notes: readonly ReadNote[], outcome: ReadNote["outcome"]) =>
  notes.filter((note) => note.outcome === outcome).map(({ subject }) => subject);

test.each([
  ["床位数（张）", "床位数", 1, null],
  ["建筑面积（㎡）", "建筑面积", 1, null],
  ["建筑面积㎡", "建筑面积", 1, null],
  ["建筑面积_m2", "建筑面积", 1, null],
  ["常住人口（万人）", "常住人口", 10_000, null],
  ["Floor area [m²]", "floor_area", 1, null],
  ["床位数/张", "床位数", 1, null],
  ["ｒｅｓｉｄｅｎｔｓ", "residents", 1, null],
  ["*名称", "名称", 1, null],
  ["population_2020", "population", 1, 2020],
  ["2020年常住人口", "常住人口", 1, 2020],
  ["人口（2010年）", "人口", 1, 2010],
  ["2020", "2020", 1, null],
  // What is not a unit stays a part of the name: registered people are not all people.
  ["人口（户籍）", "人口(户籍)", 1, null],
])("%s is %s in units of %s", (column, plain, factor, year) => {
  expect(headerText(column)).toEqual({ plain, factor, year });
});

test("numbers in a unit of thousands or hectares are turned into people and square metres", async () => {
  const { block } = await one("常住人口（万人）,面积（公顷）", "0.12,3");
  // 0.12 × 10,000 people; 3 ha × 10,000 m².
  expect([block?.residents, block?.areaM2]).toEqual([1200, 30_000]);
});

test("a figure means the same with its unit in the head or without", async () => {
  const plain = await register("床位数,建筑面积", "2,80");
  const units = await register("床位数（张）,建筑面积（平方米）", "2,80");
  expect([units.facility?.capacity, units.facility?.areaM2]).toEqual([2, 80]);
  expect([plain.facility?.capacity, plain.facility?.areaM2]).toEqual([2, 80]);
});

test("the id and name of a row, and the units it belongs to, are told apart by what they are of", async () => {
  const { block } = await one(
    "小区编号,小区名称,所属社区,所在街道,社区编号",
    "b1,阳光花园,和平社区,东街街道,c7",
  );
  expect(block).toMatchObject({
    id: "b1",
    name: "阳光花园",
    unit: "和平社区",
    units: { community: "和平社区", subdistrict: "东街街道" },
  });
  const { facility } = await register("设施编号,机构名称,小区编号", "f1,老年食堂,b1");
  expect(facility).toMatchObject({ id: "f1", name: "老年食堂" });
  expect(rankOf("facility_id", "id", "facilities")).not.toBeNull();
  expect(rankOf("estate code", "id", "blocks")).not.toBeNull();
});

test("of two columns of one meaning the preferred counts, in any order, and the other is named", async () => {
  const a = await one("编号,常住人口,人口", "b1,100,80");
  const b = await one("编号,人口,常住人口", "b1,80,100");
  expect([a.block?.residents, b.block?.residents]).toEqual([100, 100]);
  expect([subjects(a.notes, "not-used"), subjects(b.notes, "not-used")]).toEqual([["人口"], ["人口"]]);
  // A row that leaves the preferred column empty is unknown: the other counts other people.
  const text = "id,常住人口,人口,lon,lat\na,,80,1,2\nb,100,90,1,2.1\n";
  expect((await readBlocks(write(text))).blocks.map(({ residents }) => residents)).toEqual([null, 100]);
  // A column without any figure is none.
  expect((await one("id,residents,population", "a,,70")).block?.residents).toBe(70);
});

test("of several years the newest counts", async () => {
  const { block, notes } = await one("id,population_2010,population_2020", "a,500,900");
  expect(block?.residents).toBe(900);
  expect(subjects(notes, "not-used")).toEqual(["population_2010"]);
  expect((await one("id,人口（2000年）,人口（2020年）,人口（2010年）", "a,1,3,2")).block?.residents).toBe(3);
});

test("flags, densities and shares are nobody's number", async () => {
  const rows = "id,population,lon,lat\na,1,1,2\nb,0,1,2.1\nc,1,1,2.2\n";
  expect((await readBlocks(write(rows))).blocks.map(({ residents }) => residents)).toEqual([
    null,
    null,
    null,
  ]);
  for (const head of [
    "人口密度",
    "常住人口密度",
    "POPULATED",
    "populous",
    "has_population",
    "pop_per_km2",
    "60岁以上人口占比",
  ]) {
    const { block } = await one(`id,${head}`, "a,7");
    expect([head, block?.residents, block?.ages]).toEqual([head, null, null]);
  }
});

test.each([
  ["60岁及以上人口", "60+"],
  ["60岁以上人口（人）", "60+"],
  ["65周岁以上", null],
  ["3岁以下人口", "0-2"],
  ["0-2岁", "0-2"],
  ["0~3岁婴幼儿", "0-3"],
  ["Y_GE65", "65+"],
  ["Y_LT15", "0-14"],
  ["age_80_plus", "80+"],
  ["aged 60 and over", "60+"],
])("%s is the age group %s", (column, group) => {
  expect(ageColumns([column]).map(([name]) => name)).toEqual(group === null ? [] : [group]);
});

test("groups that follow each other without a gap make up a wider one", async () => {
  const columns = ["age_60_69", "age_70_79", "age_80_plus"];
  expect(withSums(ageColumns(columns)).at(-1)).toEqual(["60+", columns]);
  // 70–79 is missing: nobody knows how many are 60 and older.
  expect(withSums(ageColumns(["age_60_69", "age_80_plus"])).map(([group]) => group)).toEqual([
    "60-69",
    "80+",
  ]);
  const { block } = await one("id,age_0,age_1,age_2,age_60_69,age_70_plus", "a,5,6,7,100,30");
  // 5 + 6 + 7 under three, 100 + 30 of 60 and older.
  expect(block?.ages).toMatchObject({ "0-2": 18, "60+": 130 });
});

test("names cut at ten letters are known by their beginning, an entrance by where it lies", async () => {
  const head = "opening_ho,floor_area,entrance_l,entrance_1";
  // The place is at 1, 2: a latitude of 1.001 would lie a degree away.
  const cut = await register(head, "Mo-Fr 08:00-17:00,120,1.001,2.001");
  expect(cut.facility).toMatchObject({
    openingHours: "Mo-Fr 08:00-17:00",
    areaM2: 120,
    entrances: [[1.001, 2.001]],
  });
  const turned = await register(head, "Mo-Fr 08:00-17:00,120,2.001,1.001");
  expect(turned.facility?.entrances).toEqual([[1.001, 2.001]]);
});

test("a column that perhaps holds beds is named, and verdicts hang on it until the user says what it means", async () => {
  const { facility, notes } = await register("id,床位备注", "f1,护理床20张");
  expect(facility?.capacity).toBeNull();
  const [note] = notes.filter(({ unsettled }) => unsettled);
  expect(note).toMatchObject({ subject: "床位备注", meaning: "capacity", outcome: "not-used", count: 1 });
  const settled = async (options: object, cells = "f1,护理床20张") =>
    (await register("id,床位备注", cells, options)).notes.filter(({ unsettled }) => unsettled);
  expect(await settled({ ignore: ["床位备注"] })).toEqual([]);
  expect(await settled({ columns: { capacity: null } })).toEqual([]);
  expect(await settled({ columns: { capacity: "床位备注" } }, "f1,20")).toEqual([]);
  // Beside a column of beds a remark decides nothing.
  const beside = await register("id,床位数,床位备注", "f1,20,护理床20张");
  expect(beside.notes.filter(({ unsettled }) => unsettled)).toEqual([]);
  expect(subjects(beside.notes, "not-used")).toEqual(["床位备注"]);
});

test("every column is used, named as not used, or a place", async () => {
  const { notes } = await one("id,residents,remark,colour,地区人口", "a,5,x,red,9");
  expect(subjects(notes, "used")).toEqual(["id", "residents"]);
  const said = notes.map(({ message }) => message).join(" ");
  for (const column of ["remark", "colour", "地区人口"]) expect(said).toContain(`"${column}"`);
});

test.each(["NA", "N/A", "—", "无", "<5", "*", "nan", "不详", "..", "-"])("%s is missing", (word) => {
  expect(isMissing(word)).toBe(true);
});

test("missing cells are unknown and counted, whatever the column", async () => {
  const text = "id,residents,unit,lon,lat\na,NA,U,1,2\nb,<5,—,1,2.1\nc,7,U,1,2.2\nd,9,U,NA,NA\n";
  const { blocks, notes } = await readBlocks(write(text));
  expect(blocks.map(({ residents, unit }) => [residents, unit])).toEqual([
    [null, "U"],
    [null, null],
    [7, "U"],
  ]);
  const missing = notes.filter(({ outcome }) => outcome === "missing");
  expect(missing.map(({ subject, count }) => [subject, count])).toEqual([
    ["residents", 2],
    ["unit", 1],
  ]);
  await expect(readBlocks(write("id,residents,lon,lat\na,-9999,1,2\n"))).rejects.toThrow(
    'numbers: { "-9999": null }',
  );
});

test.each([
  ["1,200", 1200],
  ["１，２００", 1200],
  ["1 200 300", 1_200_300],
  ["1'200", 1200],
  ["120张", 120],
  ["1.2 万人", 12_000],
])("%s is the number %s", (text, value) => {
  expect(amountOf(text)).toBeCloseTo(value, 6);
});

test.each(["1,5", "about 20", "0x10", "1,20,300"])("%s is not a number", (text) => {
  expect(amountOf(text)).toBeNaN();
});

test("a row without a word for its service is left out and counted", async () => {
  const set = await readFacilities(write("id,service,lon,lat\na,meals,1,2\nb,,1,2.1\nc,NA,1,2.2\n"));
  expect(set.facilities.map(({ id }) => id)).toEqual(["a"]);
  expect(set.notes.find(({ code }) => code === "rows-without-service")).toMatchObject({ count: 2 });
});

const B1 = { id: "b1", name: "One", lon: 1, lat: 2, residents: 100, households: 40 };
test.each([
  [
    "a title and a remark",
    [["Register of blocks 2025"], ["Unit: persons"], ["id", "name", "lon", "lat", "residents", "households"]],
  ],
  [
    "a merged title",
    [Array<string>(6).fill("Register"), ["id", "name", "lon", "lat", "residents", "households"]],
  ],
  [
    "groups above names",
    [
      ["id", "name", "position", "", "people"],
      ["", "", "lon", "lat", "residents", "households"],
    ],
  ],
  [
    "merged groups under a title",
    [
      ["住宅登记表"],
      ["编号", "名称", "坐标", "坐标", "人口", "人口"],
      ["编号", "名称", "经度", "纬度", "常住人口（人）", "户数"],
    ],
  ],
])("%s: the head is found in a workbook", async (_, head) => {
  const file = write(workbookOf({ blocks: [...head, ["b1", "One", 1, 2, 100, 40]] }), ".xlsx");
  expect((await readBlocks(file)).blocks[0]).toMatchObject(B1);
});

test("titles above the head of a CSV table are passed over and counted, and errors keep their line", async () => {
  const text = "Register of blocks\n(persons)\nid,name,lon,lat,residents,households\nb1,One,1,2,100,40\n";
  const { blocks, notes } = await readBlocks(write(text));
  expect(blocks[0]).toMatchObject(B1);
  expect(notes.find(({ code }) => code === "rows-above-head")).toMatchObject({
    count: 2,
    outcome: "left-out",
  });
  await expect(readBlocks(write(`${text}b2,Two\n`))).rejects.toThrow("line 5");
});

test("groups whose names say nothing alone stand before them", () => {
  const { head } = splitHead([
    ["id", "place", "", "床位", ""],
    ["", "lon", "lat", "护理", "普通"],
    ["f1", "1", "2", "3", "4"],
  ]);
  expect(head).toEqual(["id", "lon", "lat", "床位 护理", "床位 普通"]);
});

test("a first row of data in words is not a second row of the head", () => {
  const rows = [
    ["id", "name", ""],
    ["b1", "One", "x"],
  ];
  expect(splitHead(rows)).toEqual({ head: rows[0], rows: [rows[1]], above: 0 });
  expect(splitHead([["id"], ["b1"]]).above).toBe(0);
});

test("Chinese heads that a shapefile cut at ten bytes are known, in GBK and in UTF-8, where a character is cut through", async () => {
  // 小区编号 is 12 bytes in UTF-8, 常住人口 too; 常住人口总数 is 12 in GBK.
  expect(rankOf("小区编\uFFFD", "id", "blocks")).not.toBeNull();
  expect(rankOf("小区名\uFFFD", "name", "blocks")).not.toBeNull();
  expect(rankOf("小区名\uFFFD", "id", "blocks")).toBeNull();
  expect(rankOf("常住人\uFFFD", "residents", "blocks")).not.toBeNull();
  // What several meanings begin with is none of them.
  expect(rankOf("建\uFFFD", "floorAreaM2", "blocks")).toBeNull();
  const gbk = await readBlocks(write("小区编号,lon,lat,常住人口总\n001,1,2,100\n"));
  expect(gbk.blocks.map(({ id, residents }) => [id, residents])).toEqual([["001", 100]]);
});
