/**
 * Facilities that may stand in the data twice.
 *
 * Merged only where it is sure; what merely looks alike — one name, or one contained in the other, and a common
 * service within 50 m — is reported.
 */
import { itemAt } from "../base/at.js";
import { groupBy } from "../base/grouping.js";
import { distanceM } from "../geo/earth.js";
import { createFacilityIndex } from "./facility-index.js";
import { nameKey } from "./name-key.js";
import type { Facility, SuspectedDuplicate } from "./places.js";

/** Two entries of one name and service are one place within this; an assumption. */
export const SAME_SPOT_M = 5;

/** Two entries of one place lie within this; an assumption. */
const SAME_PLACE_M = 50;

export interface DuplicateRules {
  /** Address of a position, empty where unknown; by default none is known. */
  readonly addressOf?: ((position: number) => string) | undefined;
  /** Same name and service within this are surely one place, in metres; default 0: coordinates alone prove nothing. */
  readonly sameSpotM?: number | undefined;
}

/**
 * Pairs that look alike, in the order of the list.
 *
 * Sure are those with the same name and a common service that also share an address, or lie within `sameSpotM`.
 *
 * @returns `sure` pairs and `suspected` ones; positions in the list, the lower first
 */
export function findDuplicates(
  facilities: readonly Facility[],
  { addressOf = () => "", sameSpotM = 0 }: DuplicateRules = {},
): { sure: [number, number][]; suspected: SuspectedDuplicate[] } {
  const keys = facilities.map(({ name }) => nameKey(name));
  const sure: [number, number][] = [];
  const suspected: SuspectedDuplicate[] = [];
  for (const [i, k] of neighbours(facilities)) {
    const [a, b] = [itemAt(facilities, i), itemAt(facilities, k)];
    const [keyA, keyB] = [itemAt(keys, i), itemAt(keys, k)];
    if (keyA === "" || keyB === "" || !a.services.some((service) => b.services.includes(service))) continue;
    const apart = distanceM(a.lon, a.lat, b.lon, b.lat);
    if (apart > SAME_PLACE_M) continue;
    const sameName = keyA === keyB;
    const sameAddress = nameKey(addressOf(i)) !== "" && nameKey(addressOf(i)) === nameKey(addressOf(k));
    const sameSpot = sameSpotM > 0 && apart <= sameSpotM;
    if (sameName && (sameAddress || sameSpot)) sure.push([i, k]);
    else if (sameName || keyA.includes(keyB) || keyB.includes(keyA)) {
      const reason = sameName ? "same name and service" : "similar name and same service";
      suspected.push({ a: a.id, b: b.id, distanceM: Math.round(apart), reason });
    }
  }
  return { sure, suspected };
}

/** Whether two entries under one register id are one place: within 50 m, under one name or none. */
export function isOneEntry(a: Facility, b: Facility): boolean {
  const [nameA, nameB] = [nameKey(a.name), nameKey(b.name)];
  const sameName = nameA === nameB || nameA === "" || nameB === "";
  return sameName && distanceM(a.lon, a.lat, b.lon, b.lat) <= SAME_PLACE_M;
}

export interface MergedFacilities {
  readonly facilities: readonly Facility[];
  /** How many entries were merged into others. */
  readonly merged: number;
  /** Suspected pairs that were handed in, under the ids that are left. */
  readonly suspectedDuplicates: readonly SuspectedDuplicate[];
  /** Ids of those whose entries gave different areas, numbers of places or opening hours. */
  readonly disagreeing: readonly string[];
}

/**
 * Makes one facility of each group of entries that the pairs connect.
 *
 * It has the id, name and place of the entry with the lowest id, whatever the order of the list; all their services
 * and entrances; the largest area and number of places; opening hours only where no two entries differ; and is open to
 * all if one entry says so.
 */
export function mergeFacilities(
  facilities: readonly Facility[],
  pairs: readonly (readonly [number, number])[],
  suspected: readonly SuspectedDuplicate[] = [],
): MergedFacilities {
  const root = Uint32Array.from(facilities, (_, i) => i);
  const rootOf = (i: number): number => {
    let at = i;
    while (root[at] !== at) at = itemAt(root, at);
    return at;
  };
  for (const [i, k] of pairs) {
    const [a, b] = [rootOf(i), rootOf(k)];
    root[Math.max(a, b)] = Math.min(a, b);
  }
  const groups = groupBy(facilities.entries(), ([i]) => rootOf(i));
  const merged = [...groups.values()].map((group) => mergeGroup(group.map(([, facility]) => facility)));
  return {
    facilities: merged.map(({ facility }) => facility),
    merged: facilities.length - merged.length,
    suspectedDuplicates: renamed(suspected, new Map(merged.flatMap(({ names }) => names))),
    disagreeing: merged.filter(({ disagree }) => disagree).map(({ facility }) => facility.id),
  };
}

interface MergedGroup {
  readonly facility: Facility;
  /** The ids of the group, each with the one that is left. */
  readonly names: readonly (readonly [string, string])[];
  readonly disagree: boolean;
}

function mergeGroup(group: readonly Facility[]): MergedGroup {
  const [only, ...others] = group;
  if (only !== undefined && others.length === 0) return { facility: only, names: [], disagree: false };
  const entries = [...group].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const areas = entries.flatMap(({ areaM2 }) => areaM2 ?? []);
  const capacities = entries.flatMap((entry) => entry.capacity ?? []);
  const open = entries.flatMap(({ openToAll }) => openToAll ?? []);
  const hours = new Set(entries.flatMap(({ openingHours }) => openingHours ?? []));
  const doors = new Map(entries.flatMap(({ entrances }) => entrances).map((door) => [door.join(), door]));
  const { openingHours: _, ...first } = itemAt(entries, 0);
  const facility = {
    ...first,
    openingHours: hours.size === 1 ? [...hours][0] : undefined,
    name: entries.find(({ name }) => name !== "")?.name ?? "",
    names: Object.assign({}, ...entries.map(({ names }) => names).reverse()) as Facility["names"],
    services: [...new Set(entries.flatMap(({ services }) => services))],
    entrances: [...doors.values()],
    openToAll: open.length === 0 ? null : open.includes(true),
    ...audienceOfGroup(entries),
    areaM2: areas.length === 0 ? null : Math.max(...areas),
    capacity: capacities.length === 0 ? null : Math.max(...capacities),
  };
  return {
    facility,
    names: entries.map(({ id }) => [id, facility.id] as const),
    disagree: new Set(areas).size > 1 || new Set(capacities).size > 1 || hours.size > 1,
  };
}

/** Lists of one place are one list; its estate and unit are the first that an entry gives. */
function audienceOfGroup(entries: readonly Facility[]): Pick<Facility, "serves" | "estate" | "unit"> {
  const serves = [...new Set(entries.flatMap((entry) => entry.serves ?? []))];
  const estate = entries.find((entry) => entry.estate !== undefined)?.estate;
  const unit = entries.find((entry) => entry.unit !== undefined)?.unit;
  return {
    ...(serves.length === 0 ? {} : { serves }),
    ...(estate === undefined ? {} : { estate }),
    ...(unit === undefined ? {} : { unit }),
  };
}

/** Pairs under new ids: those within one group are settled, and of several between two groups the first stays. */
function renamed(
  pairs: readonly SuspectedDuplicate[],
  newId: ReadonlyMap<string, string>,
): SuspectedDuplicate[] {
  const pairByKey = new Map<string, SuspectedDuplicate>();
  for (const pair of pairs) {
    const [a, b] = [newId.get(pair.a) ?? pair.a, newId.get(pair.b) ?? pair.b];
    const key = a < b ? JSON.stringify([a, b]) : JSON.stringify([b, a]);
    if (a !== b && !pairByKey.has(key)) pairByKey.set(key, { ...pair, a, b });
  }
  return [...pairByKey.values()];
}

/** Pairs of positions within 50 m of each other or of an entrance, the lower first, ascending. */
function neighbours(facilities: readonly Facility[]): [number, number][] {
  const index = createFacilityIndex(facilities);
  return facilities.flatMap(({ lon, lat }, i) =>
    index
      .within(lon, lat, SAME_PLACE_M)
      .filter((k) => k > i)
      .map((k): [number, number] => [i, k]),
  );
}
