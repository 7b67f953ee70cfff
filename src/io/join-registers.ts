/**
 * Several registers of facilities → one.
 *
 * Layer: io. Imports types, services and duplicates of access, errors.
 */
import { findDuplicates, mergeFacilities } from "../access/duplicates.js";
import type { Completeness, Facility, FacilitySet, LayerSystem } from "../access/places.js";
import { InvalidInputError } from "../errors.js";
import { SAME_SPOT_M } from "./read-facilities.js";

/** From the worst to the best. */
const ORDER: readonly Completeness[] = ["incomplete", "screening", "complete"];

/**
 * Joins registers that supplement each other.
 *
 * A service is held as completely as the weakest of the registers that hold it. Ids that stand in an earlier register
 * are preceded by the name of their file. Facilities of one name and service within 5 m are one; others that look
 * alike are reported.
 *
 * @throws {InvalidInputError} if an id still comes twice
 */
export function joinRegisters(registers: readonly FacilitySet[]): FacilitySet {
  if (registers.length === 1) return registers[0]!;
  const named = withOwnIds(registers);
  const all = named.flatMap(({ facilities }) => facilities);
  const found = findDuplicates(all, { sameSpotM: SAME_SPOT_M });
  const within = named.flatMap(({ suspectedDuplicates }) => suspectedDuplicates);
  const told = new Set(within.map(({ a, b }) => JSON.stringify([a, b])));
  const across = found.suspected.filter(({ a, b }) => !told.has(JSON.stringify([a, b])));
  const merge = mergeFacilities(all, found.sure, [...within, ...across]);
  const completeness: Record<string, Completeness> = {};
  for (const [id, said] of named.flatMap((register) => Object.entries(register.completeness))) {
    const before = completeness[id] ?? said;
    completeness[id] = ORDER[Math.min(ORDER.indexOf(before), ORDER.indexOf(said))]!;
  }
  return {
    ...systemsOf(registers),
    facilities: merge.facilities,
    completeness,
    suspectedDuplicates: merge.suspectedDuplicates,
    merged: merge.merged + registers.reduce((sum, { merged }) => sum + merged, 0),
    notes: registers.flatMap(({ notes }) => notes),
  };
}

/** One system where all agree, else one a source; where two files of one name differ, the first. */
function systemsOf(registers: readonly FacilitySet[]): Pick<FacilitySet, "system" | "systems"> {
  const said = registers.map(({ system }) => system);
  const [first] = said;
  if (said.every((one) => one?.id === first?.id && one?.word === first?.word))
    return first === undefined ? {} : { system: first };
  const systems: Record<string, LayerSystem> = {};
  for (const { facilities, system } of registers)
    for (const { source } of facilities) if (system !== undefined) systems[source] ??= system;
  return { systems };
}

function withOwnIds(registers: readonly FacilitySet[]): FacilitySet[] {
  const seen = new Set<string>();
  return registers.map((register) => {
    const newId = new Map(
      register.facilities.map(({ id, source }) => [id, seen.has(id) ? `${source}/${id}` : id]),
    );
    const facilities = register.facilities.map((facility): Facility => {
      const id = newId.get(facility.id)!;
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
