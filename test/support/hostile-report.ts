/**
 * A report whose names would run as a script, as a formula or as markup, were they not made harmless.
 */
import { block, facility, KINDERGARTEN, MEALS, measures, report } from "./gap-input.js";
import { gridPlan, place, town } from "./town.js";

export const HOSTILE = `</text><script>alert("1")</script>`;

/** Nine square blocks of 100 m. */
export const GRID = town(gridPlan({ columns: 4, rows: 4, spacingM: 100 }));

function at(east: number, north: number) {
  const [lon, lat] = place(east, north);
  return { lon, lat };
}

/** A kindergarten met by the first of four blocks, too far for two and out of reach of the fourth; meals unmapped. */
export const HOSTILE_REPORT = report(
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
