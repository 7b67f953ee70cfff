/**
 * Plain tables by id, with the heads and numbers of other tables.
 */
import { expect, test } from "vitest";
import { readIdTable } from "../../../../src/read/tables/read-id-table.js";
import { tableFiles } from "../../../support/table-files.js";

const { write } = tableFiles();

test.each([
  'ID,Beds（张）,name\n001,"1,200",A\n',
  "name,Beds（张）,编号\nA,１２００,001\n",
])("ids and amounts do not hang on the order or the writing of heads: %j", (text) => {
  const table = readIdTable(write(text));
  expect(table.ids).toEqual(["001"]);
  expect([...table.amounts("beds")]).toEqual([1200]);
  expect(table.labels("Name")).toEqual(["A"]);
});

test("what is not a number from 0 is refused by row and column", () => {
  for (const text of ["0x10", "-1", "", "无", "1,5"]) {
    const table = readIdTable(write(`id,beds\na,"${text}"\n`));
    expect(() => table.amounts("beds")).toThrow(
      /row 1, column "beds": ".*" is given, expected a number from 0/,
    );
  }
  expect(() => readIdTable(write("id,beds\na,1\n")).amounts("bets")).toThrow(
    /there is no column "bets"; .*beds/,
  );
});
