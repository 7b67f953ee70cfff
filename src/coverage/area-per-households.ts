/**
 * Floor area of community services per 100 households, against 30 and 80 m².
 *
 * As an average of the city: all area over all households. As an indicator of a community: the area that falls to it. A
 * facility's area is counted once and divided over the households that reach it (spatial availability, Soukhov et al.
 * 2023), so areas of communities add up to the area in use.
 */
import { itemAt } from "../base/at.js";
import { spatialAvailability } from "../measures/floating-catchment.js";
import type { TravelMatrix } from "../measures/travel-matrix.js";
import type { Facility } from "../places/places.js";
import type { Unit, UnitSet } from "../places/unit-levels.js";

/** Rules for a complex (综合体) of the guideline of 2024. */
const COMPLEX_RULE = {
  leastAreaM2: 600,
  preferredAreaM2: 800,
  functions: 3,
  coreFunctions: 2,
} as const;
/** The four core functions of the guideline. */
const CORE_FUNCTIONS: readonly string[] = ["elderly", "childcare", "afterschool", "meals"];

export interface AreaInput {
  /** Blocks × facilities within reach; any cost. */
  readonly matrix: TravelMatrix;
  readonly facilities: readonly Facility[];
  /** Per block; null where unknown. */
  readonly households: readonly (number | null)[];
}

/** Area of community services that falls to one unit, and its households. */
export interface UnitArea {
  readonly unit: Unit;
  readonly areaM2: number;
  /** Of which in complexes, and in places with one or two functions. */
  readonly inComplexesM2: number;
  readonly households: number;
  /** Null where no household is known. */
  readonly per100Households: number | null;
}

/** Area of community services per 100 households, of the whole city and by unit. */
export interface CityArea {
  /** All area that is known, over all households that are. */
  readonly areaM2: number;
  readonly households: number;
  readonly per100Households: number | null;
  /** Area of facilities that no household with a known number reaches: it falls to no unit. */
  readonly outOfReachM2: number;
  readonly facilitiesWithoutArea: number;
  readonly units: readonly UnitArea[];
}

/** Divides the area of facilities over units by walk reach. */
export function areaPer100Households(
  { matrix, facilities, households }: AreaInput,
  { units }: UnitSet,
): CityArea {
  const demand = households.map((count) => count ?? 0);
  const shareOut = (supply: readonly number[]) =>
    spatialAvailability({ matrix, supply, demand, cutoff: Infinity }).access;
  const areas = facilities.map(({ areaM2 }) => areaM2 ?? 0);
  const ofBlock = shareOut(areas);
  const inComplexes = shareOut(facilities.map((one, f) => (isComplex(one) ? itemAt(areas, f) : 0)));
  const total = areas.reduce((sum, area) => sum + area, 0);
  const all = demand.reduce((sum, count) => sum + count, 0);
  const sumOver = (unit: Unit, column: ArrayLike<number>) =>
    unit.blocks.reduce((sum, b) => sum + itemAt(column, b), 0);
  return {
    areaM2: total,
    households: all,
    per100Households: all > 0 ? (100 * total) / all : null,
    outOfReachM2: Math.max(0, total - ofBlock.reduce((sum, area) => sum + area, 0)),
    facilitiesWithoutArea: facilities.filter(({ areaM2 }) => areaM2 === null).length,
    units: units.map((unit) => {
      const [areaM2, households] = [sumOver(unit, ofBlock), sumOver(unit, demand)];
      return {
        unit,
        areaM2,
        inComplexesM2: sumOver(unit, inComplexes),
        households,
        per100Households: households > 0 ? (100 * areaM2) / households : null,
      };
    }),
  };
}

/** How a facility stands to the rule for complexes. */
export interface ComplexCheck {
  readonly functions: number;
  readonly coreFunctions: number;
  readonly elderlyOrChildcare: boolean;
  /** Null where the area is not known. */
  readonly hasLeastArea: boolean | null;
  readonly hasPreferredArea: boolean | null;
}

/** Checks a facility against the rule for complexes. */
export function checkComplex({ services, areaM2 }: Pick<Facility, "services" | "areaM2">): ComplexCheck {
  return {
    functions: services.length,
    coreFunctions: services.filter((id) => CORE_FUNCTIONS.includes(id)).length,
    elderlyOrChildcare: services.includes("elderly") || services.includes("childcare"),
    hasLeastArea: areaM2 === null ? null : areaM2 >= COMPLEX_RULE.leastAreaM2,
    hasPreferredArea: areaM2 === null ? null : areaM2 >= COMPLEX_RULE.preferredAreaM2,
  };
}

/** At least 600 m² and three functions. */
function isComplex(facility: Facility): boolean {
  const { hasLeastArea, functions } = checkComplex(facility);
  return hasLeastArea === true && functions >= COMPLEX_RULE.functions;
}
