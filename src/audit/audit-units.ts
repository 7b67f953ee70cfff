/**
 * Faults of units (communities, subdistricts) given as polygons: those that overlap, and those without a block.
 *
 * Overlaps are measured on a grid of sixteen by sixteen points over each unit's box: a share of the points inside the
 * smaller unit that lie in the other too.
 */
import { itemAt } from "../base/at.js";
import { type Area, liesInArea } from "../geo/area.js";
import { gridInArea } from "../geo/area-grid.js";
import { type Box, boxOfRings, type LonLat, pointInPolygon } from "../geo/polygon-point.js";
import type { Block } from "../places/places.js";
import { type AuditFinding, finding } from "./finding.js";

/** A unit; several polygons where it has several parts. */
export interface AuditUnit {
  readonly id: string;
  readonly name: string;
  /** Rings of each part, degrees, closed; holes after the outer ring. */
  readonly parts: Area;
}

/** Boundaries drawn at different times differ by slivers; less is not told. */
const MIN_SHARE = 0.05;

interface BoxedUnit {
  readonly unit: AuditUnit;
  readonly box: Box;
  readonly inner: readonly LonLat[];
}

export function auditUnits(units: readonly AuditUnit[], blocks: readonly Block[]): AuditFinding[] {
  const boxed = units.map(boxUnit);
  return [...overlaps(boxed), ...empty(boxed, blocks)];
}

function boxUnit(unit: AuditUnit): BoxedUnit {
  return { unit, box: boxOfRings(unit.parts.flat()), inner: gridInArea(unit.parts) };
}

function contains({ parts }: AuditUnit, place: LonLat): boolean {
  return liesInArea(parts, place);
}

function overlaps(units: readonly BoxedUnit[]): AuditFinding[] {
  const findings: AuditFinding[] = [];
  units.forEach((a, i) => {
    for (const b of units.slice(i + 1)) {
      if (a.box[0] > b.box[2] || b.box[0] > a.box[2] || a.box[1] > b.box[3] || b.box[1] > a.box[3]) continue;
      const share = Math.max(sharedBy(a, b), sharedBy(b, a));
      if (share < MIN_SHARE) continue;
      const [lon, lat] =
        a.inner.find((place) => contains(b.unit, place)) ?? pointInPolygon(itemAt(a.unit.parts, 0));
      const percent = Math.round(100 * share);
      findings.push(
        finding(
          "unit-overlap",
          "units",
          { id: a.unit.id, lon, lat },
          `overlaps ${b.unit.id} on about ${percent} % of the smaller`,
          `与 ${b.unit.id} 重叠，约占较小者的 ${percent}%`,
        ),
      );
    }
  });
  return findings;
}

function sharedBy(a: BoxedUnit, b: BoxedUnit): number {
  if (a.inner.length === 0) return 0;
  return a.inner.filter((place) => contains(b.unit, place)).length / a.inner.length;
}

function empty(units: readonly BoxedUnit[], blocks: readonly Block[]): AuditFinding[] {
  return units
    .filter(({ unit, box: [west, south, east, north] }) =>
      blocks.every(
        ({ lon, lat, unit: named }) =>
          named !== unit.name &&
          (lon < west || lon > east || lat < south || lat > north || !contains(unit, [lon, lat])),
      ),
    )
    .map(({ unit }) => {
      const [lon, lat] = pointInPolygon(itemAt(unit.parts, 0));
      return finding(
        "unit-empty",
        "units",
        { id: unit.id, lon, lat },
        "no block lies in this unit",
        "该单元内没有住宅",
      );
    });
}
