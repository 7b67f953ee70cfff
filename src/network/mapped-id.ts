/**
 * What a street edge is in OpenStreetMap: a way, or the relation whose rim it is, in one column of numbers.
 */

/** Numbers of relations stand this far up; those of ways lie far below, and the sum is exact in a 64-bit float. */
const RELATIONS_FROM = 2 ** 52;

/** The entry of a `wayId` column for the rim of a relation. */
export function wayIdOfRelation(relationId: number): number {
  return RELATIONS_FROM + relationId;
}

/** `way/2` or `relation/3`, of an entry of a `wayId` column. */
export function mappedId(wayId: number): string {
  return wayId >= RELATIONS_FROM ? `relation/${wayId - RELATIONS_FROM}` : `way/${wayId}`;
}
