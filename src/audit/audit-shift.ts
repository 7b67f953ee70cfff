/**
 * Layers that stand off the streets by what a wrong coordinate system does.
 *
 * Asked where the layer lies in China (elsewhere no map is shifted), and of layers that did not come with the streets.
 * Facilities are looked at file by file, so that one shifted register among several is found.
 */
import { liesInChina } from "../crs/index.js";
import type { LonLat } from "../geo/polygon-point.js";
import type { WalkNetwork } from "../network/walk-network.js";
import type { BlockSet, FacilitySet } from "../places/places.js";
import { type AuditFinding, type AuditLayer, finding } from "./finding.js";
import { detectShift, type ShiftHypothesis, type ShiftTest, shiftHypotheses } from "./shift.js";

interface Group {
  readonly layer: AuditLayer;
  /** File that the places came from, where there may be several. */
  readonly source: string | null;
  readonly places: readonly LonLat[];
  readonly declared: string | undefined;
}

/**
 * @param hypotheses - what to try instead of the Chinese systems, wherever the layers lie; for tests of the method
 */
export function auditShift(
  network: WalkNetwork,
  { blocks, facilities }: { readonly blocks: BlockSet; readonly facilities: FacilitySet },
  hypotheses?: readonly ShiftHypothesis[],
): AuditFinding[] {
  return groupsOf(blocks, facilities).flatMap((group) => {
    const tried = hypotheses ?? (mostlyInChina(group.places) ? shiftHypotheses(group.declared) : []);
    return tried.length === 0 ? [] : shiftFindings(group, detectShift(network, group.places, tried));
  });
}

function groupsOf(
  { blocks, system }: BlockSet,
  { facilities, system: registers, systems }: FacilitySet,
): Group[] {
  const groups: Group[] = [];
  const given = blocks.filter(({ estimated }) => !estimated);
  const placeOf = ({ lon, lat }: { lon: number; lat: number }): LonLat => [lon, lat];
  if (given.length > 0)
    groups.push({ layer: "blocks", source: null, places: given.map(placeOf), declared: system?.id });
  for (const source of new Set(facilities.map((facility) => facility.source))) {
    if (source === "osm") continue;
    const places = facilities.filter((facility) => facility.source === source).map(placeOf);
    groups.push({ layer: "facilities", source, places, declared: (systems?.[source] ?? registers)?.id });
  }
  return groups;
}

function mostlyInChina(places: readonly LonLat[]): boolean {
  return 2 * places.filter(([lon, lat]) => liesInChina(lon, lat)).length > places.length;
}

function shiftFindings({ layer, source, declared }: Group, test: ShiftTest): AuditFinding[] {
  const at = { id: source };
  const { best } = test;
  if (test.outcome === "fits") return [];
  if (test.outcome !== "shifted" || best === null) {
    const few = test.outcome === "too-few";
    const en = few
      ? `only ${test.sampled} places lie near streets: too few to tell whether they are shifted`
      : `whether the ${test.sampled} places are shifted cannot be told from the streets`;
    const zh = few
      ? `街道附近仅 ${test.sampled} 处，不足以判断是否偏移`
      : `无法根据街道判断 ${test.sampled} 处是否偏移`;
    return [finding("shift-untold", layer, at, en, zh)];
  }
  const { system, layer: wrong } = best;
  const metres = Math.round(Math.hypot(...test.offsetM));
  const en =
    wrong === "streets"
      ? `the streets look like ${system}: these ${layer} would fit them ${metres} m away`
      : `the ${layer} look like ${system}, not ${declared ?? "WGS 84"}: ${metres} m away they would fit the streets`;
  const zh =
    wrong === "streets"
      ? `街道似为 ${system} 坐标：该图层平移 ${metres} 米后与街道吻合`
      : `该图层似为 ${system} 坐标，而非 ${declared ?? "WGS 84"}：平移 ${metres} 米后与街道吻合`;
  return [finding("shifted", layer, at, en, zh)];
}
