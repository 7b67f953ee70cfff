/**
 * Layers that stand apart from each other by what a wrong coordinate system does.
 *
 * Two registers that name the same facilities should put them at the same places. Facilities whose name comes once in
 * each are paired; where moving one register as GCJ-02 or BD-09 says brings the pairs together, that register is named.
 */
import { lookUp } from "../base/at.js";
import { groupBy } from "../base/grouping.js";
import { upperMedian } from "../base/quantile.js";
import { liesInChina } from "../crs/index.js";
import { distanceM } from "../geo/earth.js";
import type { Facility, FacilitySet } from "../places/places.js";
import { type AuditFinding, finding } from "./finding.js";
import { shiftHypotheses } from "./shift.js";

/** Fewer pairs may be namesakes; an assumption. */
const MIN_PAIRS = 10;
/** Registers nearer to each other than this are not shifted: GCJ-02 moves a place by 350 m on average. Assumption. */
const APART_M = 150;
/** Once moved, half of the pairs lie within this: two geocoders differ by less. Assumption. */
const TOGETHER_M = 60;

type Pair = readonly [one: Facility, other: Facility];

/** Registers that fit another only when moved as a wrong coordinate system would move them. */
export function auditLayerOffset({ facilities, system, systems }: FacilitySet): AuditFinding[] {
  const bySource = new Map(
    [...new Set(facilities.map(({ source }) => source))].map((s) => [s, namedOnce(facilities, s)]),
  );
  const sources = [...bySource.keys()];
  return sources.flatMap((source) =>
    sources.flatMap((other): AuditFinding[] => {
      if (source === "osm" || source === other) return [];
      const pairs = pairsOf(lookUp(bySource, source), lookUp(bySource, other));
      const asIs = upperMedian(pairs.map(([a, b]) => distanceM(a.lon, a.lat, b.lon, b.lat)));
      if (pairs.length < MIN_PAIRS || asIs < APART_M) return [];
      const moved = shiftHypotheses((systems?.[source] ?? system)?.id)
        .filter(({ layer }) => layer === "places")
        .map(({ system: name, move }) => ({
          name,
          metres: upperMedian(pairs.map(([a, b]) => distanceM(...move(a.lon, a.lat), b.lon, b.lat))),
        }))
        .sort((a, b) => a.metres - b.metres)[0];
      if (moved === undefined || moved.metres > TOGETHER_M) return [];
      const [from, to] = [Math.round(asIs), Math.round(moved.metres)];
      return [
        finding(
          "shifted",
          "facilities",
          { id: source },
          `beside ${other} it looks like ${moved.name}: ${pairs.length} facilities of one name lie ${from} m apart, and ${to} m once it is moved`,
          `与 ${other} 对照，似为 ${moved.name} 坐标：${pairs.length} 处同名设施相距 ${from} 米，换算后相距 ${to} 米`,
        ),
      ];
    }),
  );
}

/** Facilities in China of one source, by name; names that come twice are left out. */
function namedOnce(facilities: readonly Facility[], source: string): Map<string, Facility> {
  const named = facilities.filter((f) => f.source === source && f.name !== "" && liesInChina(f.lon, f.lat));
  return new Map(
    [...groupBy(named, ({ name }) => name)].flatMap(([name, [first, ...others]]) =>
      first !== undefined && others.length === 0 ? [[name, first] as const] : [],
    ),
  );
}

function pairsOf(ones: ReadonlyMap<string, Facility>, others: ReadonlyMap<string, Facility>): Pair[] {
  return [...ones].flatMap(([name, one]): Pair[] => {
    const other = others.get(name);
    const sharesService = other?.services.some((service) => one.services.includes(service)) ?? false;
    return other !== undefined && sharesService ? [[one, other]] : [];
  });
}
