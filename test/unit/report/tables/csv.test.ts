import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { csvLine, gapsCsv } from "../../../../src/report/tables/csv.js";
import { HOSTILE, HOSTILE_REPORT } from "../../../support/hostile-report.js";

test("the CSV is read back as it was written: gaps and unlinked blocks, and nothing for what is not mapped", () => {
  const text = [...gapsCsv(HOSTILE_REPORT)].join("");
  expect(text.startsWith("\uFEFFblock_id,")).toBe(true);
  expect(text.includes("\r\n")).toBe(true);
  const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
  expect(
    rows.map((row) => [row.block_id, row.reason, row.observed_m, row.shortfall, row.rule_status]),
  ).toEqual([
    ["'=cmd|' /C calc'!A0", "too-far", "512.3", "212.3", "compare with print"],
    ["c", "too-far", "", "", "compare with print"],
    ["d", "unlinked", "", "", "compare with print"],
  ]);
  expect(rows[0]!.block_name).toBe(HOSTILE);
  expect(rows[0]!.unit).toBe("甲, 乙");
  expect(Object.keys(rows[0]!).at(-1)).toContain("OpenStreetMap contributors");
});

test("text that a spreadsheet would run is made harmless, numbers stay numbers", () => {
  expect(csvLine(["=1+1", "+1", "-1", "@x", "\tx", -1, 'a"b', "a\nb", null, true])).toBe(
    `'=1+1,'+1,'-1,'@x,'\tx,-1,"a""b","a\nb",,true\r\n`,
  );
});
