/**
 * Several registers of facilities → one.
 */
import { itemAt, lookUp } from "../base/at.js";
import { InvalidInputError } from "../base/errors.js";
import { findDuplicates, mergeFacilities, SAME_SPOT_M } from "./duplicates.js";
import type { Completeness, Facility, FacilitySet, LayerSystem } from "./places.js";

/** From the worst to the best. */
const ORDER: readonly Completeness[] = ["incomplete", "screening", "complete"];

/**
 * Joins registers that supplement each other.
 *
 * A service counts as only as complete as the weakest register that holds it. An id that an earlier register uses gets
 * the name of its file in front; of several files of one name the second is called `name (2)`. Facilities of one name
 * and service within 5 m are merged; others that look alike are reported.
 *
 * @param registers - one or more, as `readFacilities` returns them
 * @returns one register
 * @throws {InvalidInputError} if an id still comes twice
 *
 * @example
 * const register = joinRegisters([await readFacilities("nurseries.csv"), await readFacilities("canteens.csv")]);
 * register.facilities.map(({ id }) => id); // => ["c1", "m1"]
 */
export function joinRegisters(registers: readonly FacilitySet[]): FacilitySet {
  const [only, ...others] = registers;
  if (only !== undefined && others.length === 0) return only;
  const sourcedRegisters = withOwnSources(registers);
  const named = withOwnIds(sourcedRegisters);
  const all = named.flatMap(({ facilities }) => facilities);
  const duplicates = findDuplicates(all, { sameSpotM: SAME_SPOT_M });
  const within = named.flatMap(({ suspectedDuplicates }) => suspectedDuplicates);
  const reportedPairs = new Set(within.map(({ a, b }) => JSON.stringify([a, b])));
  const across = duplicates.suspected.filter(({ a, b }) => !reportedPairs.has(JSON.stringify([a, b])));
  const merge = mergeFacilities(all, duplicates.sure, [...within, ...across]);
  const completeness: Record<string, Completeness> = {};
  for (const [id, level] of named.flatMap((register) => Object.entries(register.completeness))) {
    const before = completeness[id] ?? level;
    completeness[id] = itemAt(ORDER, Math.min(ORDER.indexOf(before), ORDER.indexOf(level)));
  }
  return {
    ...systemsOf(sourcedRegisters),
    facilities: merge.facilities,
    completeness,
    suspectedDuplicates: merge.suspectedDuplicates,
    merged: merge.merged + registers.reduce((sum, { merged }) => sum + merged, 0),
    notes: registers.flatMap(({ notes }) => notes),
  };
}

/**
 * A register in the order of its places: west to east, then south to north, by name and id.
 *
 * Of facilities that are equally far the first counts as the nearest, so that the order of rows must not matter.
 */
export function inPlaceOrder(register: FacilitySet): FacilitySet {
  const facilities = [...register.facilities].sort(
    (a, b) => a.lon - b.lon || a.lat - b.lat || compareText(a.name, b.name) || compareText(a.id, b.id),
  );
  return { ...register, facilities };
}

/** By code units: the same on every machine. */
function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** One system where all agree, else one a source. */
function systemsOf(registers: readonly FacilitySet[]): Pick<FacilitySet, "system" | "systems"> {
  const registerSystems = registers.map(({ system }) => system);
  const [first] = registerSystems;
  if (registerSystems.every((one) => one?.id === first?.id && one?.word === first?.word))
    return { system: first };
  const systems: Record<string, LayerSystem> = {};
  for (const { facilities, system } of registers)
    for (const { source } of facilities) if (system !== undefined) systems[source] = system;
  return { systems };
}

/** Registers whose sources are told apart: two districts may both send a `places.csv`, in two coordinate systems. */
function withOwnSources(registers: readonly FacilitySet[]): FacilitySet[] {
  const taken = new Set<string>();
  return registers.map((register) => {
    const names = new Map<string, string>();
    for (const { source } of register.facilities) {
      if (names.has(source)) continue;
      let name = source;
      for (let n = 2; taken.has(name); n++) name = `${source} (${n})`;
      names.set(source, name);
    }
    for (const name of names.values()) taken.add(name);
    if ([...names].every(([source, name]) => source === name)) return register;
    const facilities = register.facilities.map((one) => ({ ...one, source: lookUp(names, one.source) }));
    return { ...register, facilities };
  });
}

function withOwnIds(registers: readonly FacilitySet[]): FacilitySet[] {
  const seen = new Set<string>();
  return registers.map((register) => {
    const newId = new Map(
      register.facilities.map(({ id, source }) => [id, seen.has(id) ? `${source}/${id}` : id]),
    );
    const facilities = register.facilities.map((facility): Facility => {
      const id = lookUp(newId, facility.id);
      if (seen.has(id)) throw new InvalidInputError(`The id "${id}" stands in two registers`);
      return { ...facility, id };
    });
    for (const { id } of facilities) seen.add(id);
    const suspectedDuplicates = register.suspectedDuplicates.map((pair) => ({
      ...pair,
      a: newId.get(pair.a) ?? pair.a,
      b: newId.get(pair.b) ?? pair.b,
    }));
    return { ...register, facilities, suspectedDuplicates };
  });
}
