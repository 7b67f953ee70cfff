/**
 * Floor area of community services as tables: per 100 households by unit and for the city, and complexes by their rule.
 *
 * UTF-8 with a byte order mark, CRLF; an empty cell is not known, never zero.
 */
import { type CityArea, checkComplex } from "../../coverage/area-per-households.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { Facility } from "../../places/places.js";
import { unitId } from "../../places/unit-levels.js";
import { type Columns, sixDecimals, table } from "./ledger-csv.js";

interface AreaRow {
  readonly id: string;
  readonly name: string;
  readonly households: number;
  readonly areaM2: number;
  readonly inComplexesM2: number | null;
  readonly per100Households: number | null;
  readonly outOfReachM2: number | null;
}

/**
 * Floor area of community services as CSV: one row per unit, and one for the whole city, compared with 30 and 80 m² per
 * 100 households.
 *
 * @param area - `Examination.area`
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * const { area } = await city.examine();
 * if (area !== null) writeFileWhole("area.csv", areaCsv(report, area));
 */
export function* areaCsv(report: GapReport, area: CityArea): Generator<string> {
  const columns: Columns<AreaRow> = [
    ["unit_id", ({ id }) => id],
    ["name", ({ name }) => name],
    ["households", ({ households }) => households],
    ["area_m2", ({ areaM2 }) => sixDecimals(areaM2)],
    ["in_complexes_m2", ({ inComplexesM2 }) => (inComplexesM2 === null ? null : sixDecimals(inComplexesM2))],
    [
      "per_100_households_m2",
      ({ per100Households }) => (per100Households === null ? null : sixDecimals(per100Households)),
    ],
    ["meets_30", ({ per100Households }) => (per100Households === null ? null : per100Households >= 30)],
    ["meets_80", ({ per100Households }) => (per100Households === null ? null : per100Households >= 80)],
    ["out_of_reach_m2", ({ outOfReachM2 }) => (outOfReachM2 === null ? null : sixDecimals(outOfReachM2))],
  ];
  const units = area.units.map(
    ({ unit, ...row }): AreaRow => ({ ...row, id: unitId(unit), name: unit.name, outOfReachM2: null }),
  );
  // All area over all households, that which falls to no unit included.
  const whole: AreaRow = { ...area, id: "all", name: "all", inComplexesM2: null };
  yield* table(columns, [...units, whole], report);
}

/**
 * Service complexes as CSV: one row per place of a register with a known area or three functions, compared with the
 * rule for complexes.
 *
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * writeFileWhole("complexes.csv", complexesCsv(report));
 */
export function* complexesCsv(report: GapReport): Generator<string> {
  const columns: Columns<Facility> = [
    ["facility_id", ({ id }) => id],
    ["facility_name", ({ name }) => name],
    ["services", ({ services }) => services.join(";")],
    ["area_m2", ({ areaM2 }) => areaM2],
    ["functions", (one) => checkComplex(one).functions],
    ["core_functions", (one) => checkComplex(one).coreFunctions],
    ["elderly_or_childcare", (one) => checkComplex(one).elderlyOrChildcare],
    ["at_least_600_m2", (one) => checkComplex(one).hasLeastArea],
    ["at_least_800_m2", (one) => checkComplex(one).hasPreferredArea],
    [
      "is_complex",
      (one) => {
        const { hasLeastArea, functions } = checkComplex(one);
        return functions < 3 ? false : hasLeastArea;
      },
    ],
  ];
  yield* table(columns, complexCandidates(report), report);
}

/** Places of registers that could be complexes. */
export function complexCandidates({ facilities: { facilities } }: GapReport): Facility[] {
  return facilities.filter(
    ({ source, services, areaM2 }) => source !== "osm" && (areaM2 !== null || services.length >= 3),
  );
}
