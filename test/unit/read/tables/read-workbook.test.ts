import path from "node:path";
import { expect, test } from "vitest";
import writeXlsx from "write-excel-file/node";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { tableFiles } from "../../../support/table-files.js";
import { tempFolder } from "../../../support/temp-folder.js";
import { type OddCell, workbookOf } from "../../../support/workbook-bytes.js";

const { write } = tableFiles();
const HEAD = ["id", "lon", "lat", "residents", "community", "remarks"];
const row = (id: string, residents: number | OddCell, community = "", remarks: string | OddCell = "") => [
  ...[id, 10, 50, residents, community, remarks],
];

function workbook(
  rows: Parameters<typeof workbookOf>[0][string],
  marks: Parameters<typeof workbookOf>[1] = {},
  more: Parameters<typeof workbookOf>[0] = {},
): string {
  return write(workbookOf({ Homes: [HEAD, ...rows], ...more }, marks), ".xlsx");
}

test("a merged range holds its value for every row that it covers, and a note names it", async () => {
  const file = workbook([row("a", 1, "North"), row("b", 2), row("c", 3), row("d", 4, "South")], {
    Homes: { merged: ["E2:E4"] },
  });
  const { blocks, notes } = await readBlocks(file);
  expect(blocks.map(({ id, units }) => [id, units?.community])).toEqual([
    ["a", "North"],
    ["b", "North"],
    ["c", "North"],
    ["d", "South"],
  ]);
  expect(notes).toContainEqual(expect.objectContaining({ code: "cells-merged", count: 1 }));
});

test("a title merged across columns fills no row", async () => {
  const file = workbook([row("a", 1, "North")], { Homes: { merged: ["D2:F2"] } });
  expect((await readBlocks(file)).notes.map(({ code }) => code)).not.toContain("cells-merged");
});

test.each([
  [
    "a formula without a value",
    { formula: "F2*2" },
    /sheet "Homes", cell D2 holds a formula without a value/,
  ],
  ["an error", { error: "#REF!" }, /sheet "Homes", cell D2 holds the error #REF!/],
])("%s is refused in a column that is used, and counted in others", async (_, odd, message) => {
  await expect(readBlocks(workbook([row("a", odd)]))).rejects.toThrow(message);
  const { blocks, notes } = await readBlocks(workbook([row("a", 5, "North", odd)]));
  expect(blocks[0]).toMatchObject({ id: "a", residents: 5 });
  expect(notes).toContainEqual(expect.objectContaining({ code: "cells-without-value", count: 1 }));
});

test("a hidden sheet is not a choice, and sheets that are not read are named", async () => {
  const more = { Lists: [["word"], ["x"]] };
  const { blocks, notes } = await readBlocks(workbook([row("a", 1)], { Lists: { hidden: true } }, more));
  expect(blocks).toHaveLength(1);
  expect(notes).toContainEqual(
    expect.objectContaining({ code: "sheets-not-read", message: "sheets are not read: Lists" }),
  );
  await expect(readBlocks(workbook([row("a", 1)], {}, more))).rejects.toThrow('"Homes", "Lists"');
});

const { folder } = tempFolder();

test("zeros that a number is shown with are part of an id; numbers too long for a workbook are refused where they are used", async () => {
  // As a number it ends in other digits.
  const LONG = Number("420102199001011234");
  const cells = (id: number | string, note: number) => [
    typeof id === "number" ? { value: id, format: "000000" } : { value: id },
    { value: 114.3 },
    { value: 30.5 },
    { value: 7, format: "00" },
    { value: note },
  ];
  const head = ["编号", "经度", "纬度", "人口", "备注"].map((value) => ({ value }));
  const ids = path.join(folder, "zeros.xlsx");
  await writeXlsx([{ sheet: "s", data: [head, cells(123, 1), cells("A-7", 2)] }] as never).toFile(ids);
  const { blocks } = await readBlocks(ids, { crs: "WGS84" });
  expect(blocks.map(({ id, residents }) => [id, residents])).toEqual([
    ["000123", 7],
    ["A-7", 7],
  ]);
  const long = path.join(folder, "long.xlsx");
  await writeXlsx([{ sheet: "s", data: [head, cells(LONG, 1)] }] as never).toFile(long);
  await expect(readBlocks(long, { crs: "WGS84" })).rejects.toThrow(
    /row 1, column "编号": sheet "s", cell A2 holds the number .*, of which a workbook keeps 15 digits/,
  );
  const inNotes = path.join(folder, "notes.xlsx");
  await writeXlsx([{ sheet: "s", data: [head, cells("a", LONG)] }] as never).toFile(inNotes);
  expect((await readBlocks(inNotes, { crs: "WGS84" })).blocks).toHaveLength(1);
});
