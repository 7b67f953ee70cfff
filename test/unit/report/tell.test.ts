import { parse } from "csv-parse/sync";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { gapsGeoJSON, geoJsonText, toGeoJSON } from "../../../src/report/maps/geojson.js";
import { renderMapSvg } from "../../../src/report/maps/map-svg.js";
import { niceLength } from "../../../src/report/maps/svg-parts.js";
import { csvLine, gapsCsv } from "../../../src/report/tables/csv.js";
import { reportJson } from "../../../src/report/tables/report-json.js";
import { worstGaps } from "../../../src/report/tables/rows.js";
import { alignColumns, renderTable } from "../../../src/report/tables/table.js";
import { block, facility, KINDERGARTEN, MEALS, measures, report } from "../../support/gap-input.js";
import { gridPlan, place, town } from "../../support/town.js";

const HOSTILE = `</text><script>alert("1")</script>`;
const NETWORK = town(gridPlan({ columns: 4, rows: 4, spacingM: 100 }));

function at(east: number, north: number) {
  const [lon, lat] = place(east, north);
  return { lon, lat };
}

const REPORT = report(
  [
    block("a", 10, at(0, 0)),
    block("=cmd|' /C calc'!A0", 20, { ...at(100, 100), name: HOSTILE, unit: "甲, 乙" }),
    block("c", null, at(300, 300)),
    block("d", 5, at(200, 0)),
  ],
  [
    measures(KINDERGARTEN, [100, 512.34, null, "unlinked"]),
    measures(MEALS, [null, null, null, null], { completeness: "incomplete", facilityCount: 0 }),
  ],
  [facility("f", ["kindergarten"], { ...at(50, 0), name: HOSTILE })],
);

test("the CSV is read back as it was told: gaps and unlinked blocks, and nothing for what is not mapped", () => {
  const text = [...gapsCsv(REPORT)].join("");
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

test("GeoJSON has seven decimals, attribution and no CRS, and is read back as it was told", () => {
  const all = toGeoJSON(REPORT);
  expect(all.features.length).toBe(4);
  expect(all.features[1]!.properties).toMatchObject({
    kindergarten_verdict: "gap",
    kindergarten_walk_m: 512.3,
    meals_verdict: "unknown",
  });
  expect("crs" in all).toBe(false);
  expect(all.attribution).toContain("OpenStreetMap contributors");
  for (const { geometry } of all.features)
    for (const c of geometry.coordinates) expect(Number(c.toFixed(7))).toBe(c);
  const gaps = gapsGeoJSON(REPORT);
  expect(gaps.features.map(({ properties }) => properties!.gaps)).toEqual(["kindergarten", "kindergarten"]);
  expect(JSON.parse([...geoJsonText(gaps)].join(""))).toEqual(gaps);
});

test("the report as JSON counts its reasons, holds no NaN, and is the same twice", () => {
  const text = reportJson(REPORT, NETWORK);
  expect(reportJson(REPORT, NETWORK)).toBe(text);
  expect(text).not.toMatch(/NaN|Infinity/);
  const [kindergarten, meals] = (JSON.parse(text) as { services: { reasons: object; requirement: object }[] })
    .services;
  expect(kindergarten!.reasons).toMatchObject({ unlinked: 1, "not-mapped": 0, absent: 0, "too-far": 2 });
  expect(meals!.reasons).toMatchObject({ unlinked: 0, "not-mapped": 4, absent: 0, "too-far": 0 });
  expect(kindergarten!.requirement).toMatchObject({ statusInWords: "compare with print" });
});

test("the worst gaps come by people, then by walk, then by position", () => {
  const same = report(
    [block("a", 5), block("b", 9), block("c", 9), block("d", 9)],
    [measures(KINDERGARTEN, [900, 400, 500, 400])],
  );
  expect(worstGaps(same, same.services[0]!, 3)).toEqual([2, 1, 3]);
});

test("the table says what is met, what is only screened, and what nobody mapped", () => {
  const english = renderTable(REPORT);
  expect(english).toContain("compare with print");
  expect(english).toContain("not known to be complete for community meals");
  expect(english).not.toContain('compliant".\n\n');
  const chinese = renderTable(REPORT, { lang: "zh" });
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

test("the map is well-formed whatever the names hold", () => {
  const svg = renderMapSvg({
    network: NETWORK,
    report: REPORT,
    service: "kindergarten",
    title: `${HOSTILE}\u0007`,
    lang: "zh",
  });
  const parser = new SaxesParser({ xmlns: false });
  const elements: string[] = [];
  let text = "";
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => elements.push(name));
  parser.on("text", (part) => {
    text += part;
  });
  parser.write(svg).close();
  expect(elements).not.toContain("script");
  expect(text).toContain(HOSTILE);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});

test("a scale bar has a round length", () => {
  expect([3, 7.9, 45, 199, 500, 1_234].map(niceLength)).toEqual([2, 5, 20, 100, 500, 1000]);
});
