import { expect, test } from "vitest";
import { readAmounts, readMatrix } from "../../../../src/read/tables/read-matrix.js";
import { tableFiles } from "../../../support/table-files.js";

const { write: file } = tableFiles();

test("a matrix is read in long and in wide form, empty cells and missing pairs are not reachable", () => {
  const long = readMatrix(file("from,to,cost\na,x,5\na,y,\nb,y,0\n"));
  const wide = readMatrix(file("id,x,y\na,5,\nb,,0\n"));
  expect(long).toEqual(wide);
  expect([...long.matrix.first]).toEqual([0, 1, 2]);
  expect([...long.matrix.column]).toEqual([0, 1]);
  expect(() => readMatrix(file("from,to,cost\na,x,5\na,x,6\n"))).toThrow("the pair a → x is given twice");
  expect(() => readMatrix(file("from,to,cost\na,x,-5\n"))).toThrow('row 1, column "cost": "-5"');
});

test("amounts are read by id, the column named where there are several", () => {
  const name = file("id,people,places\na,5,1\nb,0,2\n");
  expect([...readAmounts(name, "people").amounts]).toEqual([5, 0]);
  expect(() => readAmounts(name)).toThrow("name the column of the amounts; there are id, people, places");
  expect(() => readAmounts(name, "beds")).toThrow('there is no column "beds"');
  expect(() => readAmounts(file("id,n\na,1\na,2\n"))).toThrow('the id "a" comes twice');
});

test.each([
  "From ID,To ID,Time (min)\na,x,5\nb,y,1200\n",
  '起点,终点,耗时（分钟）\na,x,５\nb,y,"1,200"\n',
  "cost,to,from\n5,x,a\n1200,y,b\n—,x,b\n无,y,a\n",
])("heads, numbers and missing words of a matrix are those of other tables: %j", (text) => {
  const { rowIds, columnIds, matrix } = readMatrix(file(text));
  expect([rowIds, columnIds, [...matrix.cost]]).toEqual([
    ["a", "b"],
    ["x", "y"],
    [5, 1200],
  ]);
});

test.each([
  ["from,to,cost\na,x,0x10\n", 'row 1, column "cost": "0x10" is given, expected a number from 0'],
  // Less than five minutes is near, and not out of reach.
  ["from,to,cost\na,x,<5\n", 'row 1, column "cost": "<5" is given'],
  ["from,to,cost\na,x,1e400\n", '"1e400" is given'],
])("a cost that is none is refused: %j", (text, message) => {
  expect(() => readMatrix(file(text))).toThrow(message);
});

test("amounts are read by the reader of other tables, in the unit of their head", () => {
  const name = file('备注,编号,Doctors（人）,people (thousand)\n-,a,"1,200",1.5\n-,b,３,0.1234567\n');
  expect([...readAmounts(name, "doctors").amounts]).toEqual([1200, 3]);
  // Thousands: 1.5 are 1500, 0.1234567 are 123.4567.
  expect([...readAmounts(name, "people").amounts]).toEqual([1500, 123.4567]);
  expect(readAmounts(name, "people").ids).toEqual(["a", "b"]);
  expect(() => readAmounts(file("id,n\na,不详\n"))).toThrow('"不详" is given, expected a number from 0');
  expect([...readAmounts(file("id,n\na,不详\n"), "n", { missing: 0 }).amounts]).toEqual([0]);
});
