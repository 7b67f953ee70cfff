/**
 * Which areas are squares, with all that is cut out of them: closed ways, and multipolygon relations.
 *
 * A relation's holes hold for its outer way too, wherever the tags of the square stand. What the edge of an extract leaves
 * of a rim is walked along; what it leaves of a hole stands in the square as a wall does.
 */
import { itemAt } from "../../base/at.js";
import { GroundLine, isFree, onGround, openGround } from "../../geo/open-ground.js";
import { wayIdOfRelation } from "../../network/mapped-id.js";
import type { LineKind } from "./line-columns.js";
import { type OsmData, tagsOf } from "./osm-data.js";
import { areaOfWay, chainRings, memberWays, type NodeArea, type Ring, runsOfWay } from "./rings.js";
import type { Tags, WalkRules } from "./rule-data.js";
import type { TraitTable } from "./trait-table.js";
import { isSquare, ruleOfWay } from "./walk-rules.js";

/** A square to be walked across once all other lines are known. */
export interface Square {
  readonly area: NodeArea;
  /** Of holes that the extract cuts: what is left of their edge. */
  readonly walls: readonly (readonly number[])[];
  readonly line: LineKind;
  readonly tags: Tags;
}

/** A square that is mapped as a multipolygon; its area is null where no ring of its rim closes. */
export interface SquareRelation extends Omit<Square, "area"> {
  readonly area: NodeArea | null;
  /** Member ways of the rim that the extract holds. */
  readonly outer: readonly number[];
  /** What is left of rings of the rim that the extract cuts. */
  readonly cutRim: readonly (readonly number[])[];
}

/**
 * The relations that are squares. Their lines carry the relation's number (`wayIdOfRelation`).
 *
 * @param nameIndex - the index of a name in the network's table
 * @param traits - the network's table of traits
 */
export function squareRelations(
  osm: OsmData,
  nameIndex: (name: string | undefined) => number,
  traits: TraitTable,
  rules: WalkRules,
): SquareRelation[] {
  const { relations, strings } = osm;
  const squares: SquareRelation[] = [];
  for (let r = 0; r < relations.count; r++) {
    const tags = tagsOf(strings, relations.tags, r);
    const rule = tags.type === "multipolygon" ? ruleOfWay(tags, rules) : null;
    if (rule?.walk !== true || !isSquare({ area: "yes", ...tags }, rules)) continue;
    const { attributes, streetClass } = rule;
    const line = {
      wayId: wayIdOfRelation(itemAt(relations.id, r)),
      attributes,
      streetClass,
      name: nameIndex(tags.name),
      trait: traits.indexOf(rule.trait),
    };
    const { outer, inner } = memberWays(osm, r);
    const rim = chainRings(runsOf(osm, outer));
    const holes = chainRings(runsOf(osm, inner));
    const area = rim.rings.length === 0 ? null : { outer: rim.rings, inner: holes.rings };
    squares.push({ area, walls: holes.open, line, tags, outer, cutRim: rim.open });
  }
  return squares;
}

/** What relations cut out of closed ways that are squares. */
export interface WayHoles {
  readonly rings: readonly Ring[];
  readonly walls: readonly (readonly number[])[];
}

/**
 * Holes of closed ways that some multipolygon has for its outer way, by way.
 *
 * @param isSquareWay - whether a way is a square
 */
export function holesOfWays(osm: OsmData, isSquareWay: (way: number) => boolean): Map<number, WayHoles> {
  const { relations, strings } = osm;
  const holes = new Map<number, WayHoles>();
  for (let r = 0; r < relations.count; r++) {
    const { outer, inner } = memberWays(osm, r);
    if (inner.length === 0) continue;
    const squares = outer.filter(isSquareWay);
    if (squares.length === 0 || tagsOf(strings, relations.tags, r).type !== "multipolygon") continue;
    const { rings, open } = chainRings(runsOf(osm, inner));
    for (const way of squares) {
      const area = areaOfWay(osm, way);
      if (area === null) continue;
      const isInIt = (line: readonly number[]) => liesIn(osm, area.outer[0] ?? [], line);
      const before = holes.get(way) ?? { rings: [], walls: [] };
      holes.set(way, {
        rings: [...before.rings, ...rings.filter(isInIt)],
        walls: [...before.walls, ...open.filter(isInIt)],
      });
    }
  }
  return holes;
}

function runsOf(osm: OsmData, ways: readonly number[]): number[][] {
  return ways.flatMap((way) => runsOfWay(osm, way));
}

/** Whether a line has a node of its own inside a ring. */
export function liesIn({ nodes: { lonE7, latE7 } }: OsmData, ring: Ring, line: readonly number[]): boolean {
  const own = new Set(ring);
  const node = line.find((one) => !own.has(one));
  if (node === undefined) return false;
  const ground = openGround({
    kind: [GroundLine.rim],
    first: [0, ring.length],
    lonE7: ring.map((one) => itemAt(lonE7, one)),
    latE7: ring.map((one) => itemAt(latE7, one)),
  });
  return isFree(ground, ...onGround(ground, itemAt(lonE7, node) / 1e7, itemAt(latE7, node) / 1e7));
}
