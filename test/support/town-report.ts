/**
 * The data of a report page of a small made-up town, for tests of pages.
 */
import type { ReportData } from "../../src/report/page/report-data.js";
import { toReportData } from "../../src/report/page/to-report-data.js";
import { block, facility, KINDERGARTEN, MEALS, measures, report } from "./gap-input.js";
import { gridPlan, place, town } from "./town.js";

/**
 * Three blocks with plain names and one for each further name, on a grid of streets 100 m apart.
 *
 * Near House is 200 m from the kindergarten, Far House 900 m; Lone House joins no street.
 *
 * @param names - further names of blocks, each 500 m away; the first facility bears the first of them
 */
export function townReport(names: readonly string[]): ReportData {
  const at = (east: number, north: number) => {
    const [lon, lat] = place(east, north);
    return { lon, lat };
  };
  const blocks = [
    block("n", 100, { ...at(200, 0), name: "Near House", unit: "West" }),
    block("f", 80, { ...at(900, 0), name: "Far House", unit: "East" }),
    block("l", 5, { ...at(900, 900), name: "Lone House", unit: "East" }),
    ...names.map((name, i) => block(`x${i + 1}`, 10 * i, { ...at(100 * i, 500), name, unit: "West" })),
  ];
  const further = names.map(() => 500);
  const facilities = [
    facility("k", ["kindergarten"], { ...at(0, 0), name: names[0] ?? "Kindergarten" }),
    facility("m", ["meals"], { ...at(0, 100), name: "Canteen" }),
  ];
  const gaps = report(
    blocks,
    [
      measures(KINDERGARTEN, [200, 900, "unlinked", ...further]),
      {
        ...measures(MEALS, [300, 1000, "unlinked", ...further]),
        nearest: Uint32Array.from(blocks, (_, b) => (b === 2 ? 0xffffffff : 1)),
      },
    ],
    facilities,
  );
  return toReportData({
    report: gaps,
    network: town(gridPlan({ columns: 10, rows: 10, spacingM: 100 })),
    title: "Town & <country>",
  });
}
