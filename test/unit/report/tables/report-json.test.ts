import { expect, test } from "vitest";
import { reportJson } from "../../../../src/report/tables/report-json.js";
import { GRID, HOSTILE_REPORT } from "../../../support/hostile-report.js";

test("the report as JSON counts its reasons, holds no NaN, and is the same twice", () => {
  const text = reportJson(HOSTILE_REPORT, GRID);
  expect(reportJson(HOSTILE_REPORT, GRID)).toBe(text);
  expect(text).not.toMatch(/NaN|Infinity/);
  const [kindergarten, meals] = (JSON.parse(text) as { services: { reasons: object; requirement: object }[] })
    .services;
  expect(kindergarten!.reasons).toMatchObject({ unlinked: 1, "not-mapped": 0, absent: 0, "too-far": 2 });
  expect(meals!.reasons).toMatchObject({ unlinked: 0, "not-mapped": 4, absent: 0, "too-far": 0 });
  expect(kindergarten!.requirement).toMatchObject({ statusInWords: "compare with print" });
});
