/**
 * Who may use a place that is not open to outsiders.
 *
 * Open to all, or not known: everybody. Not open: the blocks of its list (`serves`); without a list those of its own
 * estate, without an estate those of its own unit, and beside them the homes of the compound in which it stands. A place
 * of which nothing of this is given serves nobody.
 */
import { itemAt } from "../base/at.js";
import { addTo } from "../base/grouping.js";
import { nameKey } from "./name-key.js";
import type { Block, Facility } from "./places.js";

/** Per facility the positions of the blocks that may use it; null: all of them. */
export type Audience = readonly (ReadonlySet<number> | null)[];

/** Compounds in which places stand, by their positions; none where they stand on public streets. */
export interface CompoundsOfPlaces {
  readonly ofFacility: (facility: number) => readonly number[];
  readonly ofBlock: (block: number) => readonly number[];
}

/** Whether a place turns outsiders away; one that does not say so is open. */
export function isNotOpen({ openToAll }: Pick<Facility, "openToAll">): boolean {
  return openToAll === false;
}

/** What a place that is not open gives of those whom it serves: the narrowest of its list, its estate and its unit. */
export function namedAudience({
  serves = [],
  estate,
  unit,
}: Pick<Facility, "serves" | "estate" | "unit">): readonly (readonly [of: NameOf, name: string])[] {
  if (serves.length > 0) return serves.map((name) => ["any", name] as const);
  if (estate !== undefined) return [["estate", estate]];
  return unit === undefined ? [] : [["unit", unit]];
}

/** Whether a block may use a facility. */
export function mayUse(audience: Audience, facility: number, block: number): boolean {
  const blocks = itemAt(audience, facility);
  return blocks === null || blocks.has(block);
}

/**
 * The blocks that each facility serves.
 *
 * @param compounds - where places stand, if streets are known; by default no compound is
 */
export function audienceOf(
  facilities: readonly Facility[],
  blocks: readonly Block[],
  compounds?: CompoundsOfPlaces,
): Audience {
  if (!facilities.some(isNotOpen)) return facilities.map(() => null);
  const named = blocksByName(blocks);
  const housed = new Map<number, number[]>();
  if (compounds !== undefined)
    blocks.forEach((_, b) => {
      for (const compound of compounds.ofBlock(b)) addTo(housed, compound, b);
    });
  return facilities.map((facility, f) => {
    if (!isNotOpen(facility)) return null;
    const list = namedAudience(facility).flatMap(([of, name]) => named.get(keyOf(of, name)) ?? []);
    if ((facility.serves ?? []).length > 0 || compounds === undefined) return new Set(list);
    return new Set([...list, ...compounds.ofFacility(f).flatMap((compound) => housed.get(compound) ?? [])]);
  });
}

/** Names that places give of those whom they serve, and that no block has. */
export function namesWithoutBlocks(facilities: readonly Facility[], blocks: readonly Block[]): string[] {
  const named = blocksByName(blocks);
  const all = facilities.filter(isNotOpen).flatMap(namedAudience);
  return [...new Set(all.flatMap(([of, name]) => (named.has(keyOf(of, name)) ? [] : [name])))];
}

/** What a name is looked for among: ids, names and units of any level, or those of one kind. */
type NameOf = "any" | "estate" | "unit";

function blocksByName(blocks: readonly Block[]): Map<string, number[]> {
  const named = new Map<string, number[]>();
  blocks.forEach((block, b) => {
    const { id, name, unit, units = {}, part } = block;
    const own = [id, name, part?.of, part?.name];
    const { estate: _, ...larger } = units;
    const levels = [unit, ...Object.values(larger)];
    const names: Readonly<Record<NameOf, readonly (string | null | undefined)[]>> = {
      any: [...own, units.estate, ...levels],
      estate: units.estate === undefined ? own : [units.estate],
      unit: levels,
    };
    const keys = Object.entries(names).flatMap(([of, list]) =>
      list.flatMap((one) => (one == null || one === "" ? [] : [keyOf(of as NameOf, one)])),
    );
    for (const key of new Set(keys)) addTo(named, key, b);
  });
  return named;
}

function keyOf(of: NameOf, name: string): string {
  return `${of} ${nameKey(name)}`;
}
