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
