/**
 * Fixed maps: what stands for blocks where there are too many to be drawn apart.
 */
import { expect, test } from "vitest";
import { openReport } from "../../../../src/report/page/report-model.js";
import { mappedServices, staticMaps } from "../../../../src/report/page/static-map.js";
import { toReportData } from "../../../../src/report/page/to-report-data.js";
import { block, facility, KINDERGARTEN, measures, report } from "../../../support/gap-input.js";
import { place } from "../../../support/town.js";

/** Blocks of ten people in rows of 100, each 60 m from the next; every second has a kindergarten near. */
function mapOf(count: number): string {
  const blocks = Array.from({ length: count }, (_, i) => {
    const [lon, lat] = place(60 * (i % 100), 60 * Math.floor(i / 100));
    return block(`b${i}`, 10, { lon, lat });
  });
  const [lon, lat] = place(0, 0);
  const walks = blocks.map((_, i) => (i % 2 === 0 ? 100 : 900));
  const judged = report(
    blocks,
    [measures(KINDERGARTEN, walks)],
    [facility("k", ["kindergarten"], { lon, lat })],
  );
  const model = openReport(toReportData({ report: judged, title: "City" }));
  return staticMaps(model, "en", mappedServices(model), true).html;
}

test("up to 3,000 blocks each has its mark; more are squares by how many are without", () => {
  const marks = mapOf(3000);
  expect(marks).toContain("<marker");
  expect(marks).not.toContain("by square");
  const squares = mapOf(3100);
  expect(squares).not.toContain("<marker");
  expect(squares).toContain("residents without kindergarten (3–6), by square");
  // 5.9 km by 1.8 km in squares of a kilometre are at most 6 by 2, of at most 17 blocks a side: half of 17 x 17 x 10 people
  // are some 1,400, and a fifth of that falls in steps of 200.
  expect(squares).toContain("≥ 800");
  expect(squares.match(/z/g)!.length).toBeLessThan(40);
});
