import { expect, test } from "vitest";
import { alignColumns, renderTable } from "../../../../src/report/tables/table.js";
import { HOSTILE_REPORT } from "../../../support/hostile-report.js";

test("the table marks what is met, what is only screened, and what nobody mapped", () => {
  const english = renderTable(HOSTILE_REPORT);
  expect(english).toContain("compare with print");
  expect(english).toContain("not known to be complete for community meals");
  expect(english).not.toContain('compliant".\n\n');
  const chinese = renderTable(HOSTILE_REPORT, { lang: "zh" });
  expect(chinese).toContain("幼儿园");
  expect(chinese).toContain("须与纸质版核对");
});

test("Chinese characters take two columns", () => {
  expect(
    alignColumns([
      ["服务", "n"],
      ["meals", "7"],
      ["养老院", "12"],
    ]),
  ).toEqual(["服务     n", "meals    7", "养老院  12"]);
});
