/**
 * Which unit each block belongs to, level by level: estate, community, subdistrict, district, city.
 */
import type { Block } from "./places.js";

/** From small to large; the city is everything. */
export const UNIT_LEVELS = ["estate", "community", "subdistrict", "district", "city"] as const;

/** One of `UNIT_LEVELS`. */
export type UnitLevel = (typeof UNIT_LEVELS)[number];

/** A unit and the blocks in it. */
export interface Unit {
  readonly level: UnitLevel;
  /** As given with the blocks; unique within its level and its parents. */
  readonly name: string;
  readonly subdistrict: string | null;
  readonly district: string | null;
  /** Positions of its blocks, ascending. */
  readonly blocks: readonly number[];
}

export interface UnitSet {
  readonly level: UnitLevel;
  /** By district, subdistrict and name in the order of Unicode. */
  readonly units: readonly Unit[];
  /** Blocks that name no unit of this level: in no unit, and counted. */
  readonly blocksWithout: number;
}

/** The units of one level. Two of one name in two subdistricts are two. */
export function unitsOf(blocks: readonly Block[], level: UnitLevel): UnitSet {
  const unitByKey = new Map<string, { unit: Omit<Unit, "blocks">; blocks: number[] }>();
  let blocksWithout = 0;
  blocks.forEach((block, b) => {
    const name = unitName(block, level);
    if (name === null) {
      blocksWithout++;
      return;
    }
    const unit = { level, name, ...parentsOf(block, level) };
    const key = keyOf(unit);
    const entry = unitByKey.get(key);
    if (entry === undefined) unitByKey.set(key, { unit, blocks: [b] });
    else entry.blocks.push(b);
  });
  const units = [...unitByKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { unit, blocks: members }]) => ({ ...unit, blocks: members }));
  return { level, units, blocksWithout };
}

/** Levels, from small to large, that at least one block names; the city always. */
export function levelsOf(blocks: readonly Block[]): UnitLevel[] {
  return UNIT_LEVELS.filter((level) => blocks.some((block) => unitName(block, level) !== null));
}

/** An id for tables: the names from large to small. */
export function unitId({ level, name, subdistrict, district }: Omit<Unit, "blocks">): string {
  return [level, district, subdistrict, name].filter((part) => part !== null).join("/");
}

/** A block that names no levels but a unit belongs to that unit as its community. */
function unitName({ units, unit }: Block, level: UnitLevel): string | null {
  if (level === "city") return units?.city ?? "city";
  return units?.[level] ?? (level === "community" && units === undefined ? unit : null);
}

function parentsOf({ units }: Block, level: UnitLevel) {
  const at = UNIT_LEVELS.indexOf(level);
  const parent = (of: "subdistrict" | "district") =>
    at < UNIT_LEVELS.indexOf(of) ? (units?.[of] ?? null) : null;
  return { subdistrict: parent("subdistrict"), district: parent("district") };
}

function keyOf({ district, subdistrict, name }: Omit<Unit, "blocks">): string {
  return JSON.stringify([district ?? "", subdistrict ?? "", name]);
}
