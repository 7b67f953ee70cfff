import { expect, test } from "vitest";
import { alignColumns } from "../../../../src/report/tables/align-columns.js";
import { renderTable } from "../../../../src/report/tables/table.js";
import { HOSTILE_REPORT } from "../../../support/hostile-report.js";
import { at, openStreetCity } from "../../../support/street-city.js";

test("the table marks what is met, what is only screened, and what nobody mapped", () => {
  const english = renderTable(HOSTILE_REPORT);
  expect(english).toContain("compare with print");
  expect(english).toContain("no source is known to hold every facility of community meals");
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

test("where dwellings alone are known, the worst gaps and the reasons are in dwellings", async () => {
  // Both lie more than 300 s, five minutes, from the canteen at 200 m.
  const blocks = [
    { id: "few", name: "Few", ...at(1000), households: 3 },
    { id: "many", name: "Many", ...at(900), households: 1200 },
  ];
  const city = await openStreetCity({ blocks });
  const text = renderTable(await city.analyze());
  expect(text).toContain("Gaps by reason (dwellings):\n  community meals: 1 203 too far");
  expect(text).toContain("Worst gaps (most dwellings first)");
  expect(text).toMatch(/where +dwellings[^\n]*\n[^\n]*Many +1 200 [^\n]*\n[^\n]*Few +3 /);
});

test("where nothing could be judged no gap is said to be absent", () => {
  const [, unjudged] = HOSTILE_REPORT.services;
  const report = { ...HOSTILE_REPORT, services: [unjudged!] };
  expect(renderTable(report)).toContain("No verdict could be given");
  expect(renderTable(report)).not.toContain("No gaps were found");
  expect(renderTable(report, { lang: "zh" })).toContain("无法作出任何判定");
});

test("services whose unknowns are the same share a line", () => {
  const [judged] = HOSTILE_REPORT.services;
  const other = {
    ...judged!,
    requirement: { ...judged!.requirement, service: "pharmacy" },
    service: "pharmacy",
  };
  const text = renderTable({ ...HOSTILE_REPORT, services: [judged!, other] });
  expect(text).toContain(
    "Unknown by reason (residents):\n  kindergarten (3–6), pharmacy: 5 joins no street\n",
  );
});
