/**
 * Tables without places in every form: matrices, demand and supply as text, workbook and Parquet.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { expect, test } from "vitest";
import writeXlsx from "write-excel-file/node";
import { readTable } from "../../../../src/read/tables/plain-table.js";
import { readIdTable } from "../../../../src/read/tables/read-id-table.js";
import { readAmounts, readLabels, readMatrix } from "../../../../src/read/tables/read-matrix.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder, write } = tempFolder();

async function workbook(name: string, rows: readonly (readonly (string | number)[])[]): Promise<string> {
  const file = path.join(folder, name);
  const data = rows.map((row) => row.map((value) => ({ value, type: value.constructor })));
  await writeXlsx([{ sheet: "m", data }] as never).toFile(file);
  return file;
}

/** Costs of a matrix by the ids of its pairs. */
function costsOf({ rowIds, columnIds, matrix }: ReturnType<typeof readMatrix>): Record<string, number> {
  const pairs: Record<string, number> = {};
  for (let r = 0; r < matrix.rows; r++)
    for (let k = matrix.first[r]!; k < matrix.first[r + 1]!; k++)
      pairs[`${rowIds[r]}>${columnIds[matrix.column[k]!]}`] = matrix.cost[k]!;
  return pairs;
}

test("a matrix is the same as text, with a decimal comma, below a title, in a workbook and in Parquet", async () => {
  const expected = { "a>x": 3.5, "a>y": 12, "b>x": 1200 };
  const text = write("m.csv", "from,to,cost\na,x,3.5\na,y,12\nb,x,1200\n");
  const comma = write("comma.csv", "from;to;cost\na;x;3,5\na;y;12\nb;x;1.200\n");
  const titled = write("titled.csv", "Walks,2025,v1\nfrom,to,minutes (min)\na,x,3.5\na,y,12\nb,x,1200\n");
  const sheet = await workbook("m.xlsx", [
    ["起点", "终点", "耗时（分钟）"],
    ["a", "x", 3.5],
    ["a", "y", 12],
    ["b", "x", 1200],
  ]);
  const parquet = path.join(folder, "m.parquet");
  const columnData = [
    { name: "from_id", data: ["a", "a", "b"], type: "STRING" as const },
    { name: "to_id", data: ["x", "y", "x"], type: "STRING" as const },
    { name: "travel_time", data: [3.5, 12, 1200], type: "DOUBLE" as const },
  ];
  writeFileSync(parquet, new Uint8Array(parquetWriteBuffer({ columnData })));
  expect(costsOf(readMatrix(text))).toEqual(expected);
  expect(costsOf(readMatrix(await readTable(comma, { decimal: "," })))).toEqual(expected);
  expect(costsOf(readMatrix(await readTable(titled, { headerRow: 2 })))).toEqual(expected);
  expect(costsOf(readMatrix(await readTable(sheet)))).toEqual(expected);
  expect(costsOf(readMatrix(await readTable(parquet)))).toEqual(expected);
});

test("a decimal comma changes numbers and no ids", async () => {
  // 1.234 and 7,5 are ids of rows here; only the amounts are numbers.
  const file = write("ids.csv", "id;beds;kind\n1.234;2,5;public\n7,5;1.000;private\n");
  const table = await readTable(file, { decimal: "," });
  const { ids, amounts } = readAmounts(table, "beds");
  expect([ids, [...amounts]]).toEqual([
    ["1.234", "7,5"],
    [2.5, 1000],
  ]);
  expect(readIdTable(table).labels("kind")).toEqual(["public", "private"]);
  expect([...readIdTable(table).amounts("beds")]).toEqual([2.5, 1000]);
  expect(readLabels(table, "kind").ids).toEqual(["1.234", "7,5"]);
});

test("a comma in a table with semicolons is asked about where the sign is not said", async () => {
  const file = write("asked.csv", "from;to;cost\na;x;3,5\n");
  await expect(readTable(file).then((table) => readMatrix(table))).rejects.toThrow(
    /--decimal in measure and sites/,
  );
});

test("a head that is said to stand below the table is refused by name", async () => {
  const file = write("no.csv", "from,to,cost\na,x,1\n");
  await expect(readTable(file, { headerRow: 9 })).rejects.toThrow(/no line 9/);
});
