/**
 * Commas in numbers, heads that stand lower down, and tables of a head alone.
 */
import { expect, test } from "vitest";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { readPremises } from "../../../../src/read/places/read-premises.js";
import { readIdTable } from "../../../../src/read/tables/read-id-table.js";
import { readAmounts, readMatrix } from "../../../../src/read/tables/read-matrix.js";
import { tableFiles } from "../../../support/table-files.js";
import { workbookOf } from "../../../support/workbook-bytes.js";

const { write } = tableFiles();
const HEAD = "id;name;lon;lat;residents\n";

test.each([
  "b1;A;71.43;51.13;1,200\n",
  "b1;A;71,43;51,13;100\n",
  "b1;A;71.43;51.13;12,5\n",
])("a comma in a number of a table with semicolons is asked about: %j", async (row) => {
  const file = write(HEAD + row);
  await expect(readBlocks(file)).rejects.toThrow(
    /row 1, column "(lon|residents)": ".*,.*" is given in a table whose separator is ";": is the comma a decimal point/,
  );
});

test("a comma is a decimal point or stands between thousands, as the user says", async () => {
  const file = write(`${HEAD}b1;A;71,43;51,13;1.200,5\nb2;B;71,44;51,13;2.000\n`);
  const { blocks } = await readBlocks(file, { decimal: "," });
  // Points stand between thousands then: 1.200,5 is 1200.5, 2.000 is 2000.
  expect(blocks.map(({ lon, lat, residents }) => [lon, lat, residents])).toEqual([
    [71.43, 51.13, 1200.5],
    [71.44, 51.13, 2000],
  ]);
  const thousands = write(`${HEAD}b1;A;71.43;51.13;1,200\n`);
  expect((await readBlocks(thousands, { decimal: "." })).blocks[0]?.residents).toBe(1200);
});

test("where nothing can be meant but thousands, or the column is not used, nothing is asked", async () => {
  const file = write(`id;lon;lat;residents;note\nb1;71.43;51.13;1,234,567;1,5\n`);
  expect((await readBlocks(file)).blocks[0]?.residents).toBe(1_234_567);
  const commas = write('id,lon,lat,residents\nb1,71.43,51.13,"1,200"\n');
  expect((await readBlocks(commas)).blocks[0]?.residents).toBe(1200);
});

test("matrices and amounts ask too", () => {
  expect(() => readMatrix(write("from;to;cost\na;x;1,5\n"))).toThrow(
    /row 1, column "cost": "1,5" is given in a table/,
  );
  expect(() => readAmounts(write("id;people\na;1,200\n"))).toThrow(/is the comma a decimal point/);
  expect(() => readIdTable(write("id;people\na;1,200\n")).amounts("people")).toThrow(
    /is the comma a decimal/,
  );
});

const TITLED = "District North, statistics,,\n2026,preliminary,,\nid,lon,lat,residents\nb1,71.43,51.13,120\n";

test("the user says in which row the head stands, where it cannot be found", async () => {
  await expect(readBlocks(write(TITLED))).rejects.toThrow();
  const { blocks, notes } = await readBlocks(write(TITLED), { headerRow: 3 });
  expect(blocks).toMatchObject([{ id: "b1", residents: 120 }]);
  expect(notes.find(({ code }) => code === "rows-above-head")).toMatchObject({
    count: 2,
    outcome: "left-out",
  });
  const rows = TITLED.trim().split("\n");
  const sheet = write(workbookOf({ 数据: rows.map((row) => row.split(",")) }), ".xlsx");
  expect((await readBlocks(sheet, { headerRow: 3 })).blocks).toMatchObject([{ id: "b1", residents: 120 }]);
  await expect(readBlocks(write(TITLED), { headerRow: 9 })).rejects.toThrow(/there is no line 9/);
  await expect(readBlocks(sheet, { headerRow: 9 })).rejects.toThrow(/there is no row 9/);
});

test("a head that is none is refused with the option that says where it stands", async () => {
  const file = write("Statistics of the district,year 2026,page 3\nid,place,residents\nb1,here,120\n");
  await expect(readBlocks(file)).rejects.toThrow(/no column holds coordinates.*headerRow/);
});

test("a table of a head alone holds nothing, and says so", async () => {
  await expect(readPremises(write("id,lon,lat,area_m2\n"))).rejects.toThrow(/no rows, only a head/);
  expect(() => readIdTable(write("id,beds\n"))).toThrow(/no rows, only a head/);
  expect(() => readMatrix(write("from,to,cost\n"))).toThrow(/no rows, only a head/);
  expect(() => readAmounts(write("id,beds\n"))).toThrow(/no rows, only a head/);
});
