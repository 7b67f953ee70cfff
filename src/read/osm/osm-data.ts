/**
 * OpenStreetMap data as columns, whatever file they came from.
 *
 * Elements stand in ascending order of id, so that the order of the input changes nothing later. References are
 * indexes into these columns; what an extract cut away is `MISSING` and counted in `notes`.
 */
import { nothingAt } from "../../base/at.js";
import type { ReadNote } from "../../base/notes.js";
import type { OwnWalkRules } from "./own-walk-rules.js";

/** A reference to an element that the file does not hold. */
export const MISSING = 0xffffffff;

/** Tags of `count` elements: element `i` has tags `first[i]` … `first[i + 1] - 1`. */
export interface TagColumns {
  readonly first: Uint32Array;
  /** Index of the key in `strings`. */
  readonly key: Uint32Array;
  /** Index of the value in `strings`. */
  readonly value: Uint32Array;
}

/** Nodes as columns, in the order of the file. */
export interface OsmNodes {
  readonly count: number;
  /** OpenStreetMap's number; beyond 2^32, hence 64-bit floats, exact to 2^53. */
  readonly id: Float64Array;
  /** Whole 1e-7 degrees. */
  readonly lonE7: Int32Array;
  readonly latE7: Int32Array;
  /** Indexes of the nodes that carry tags, ascending; `tags` has one entry per index here. */
  readonly tagged: Uint32Array;
  readonly tags: TagColumns;
}

/** Ways as columns, each a run of nodes. */
export interface OsmWays {
  readonly count: number;
  readonly id: Float64Array;
  /** Way `i` runs over `ref[firstRef[i]]` … `ref[firstRef[i + 1] - 1]`. */
  readonly firstRef: Uint32Array;
  /** Node index, or `MISSING`. */
  readonly ref: Uint32Array;
  readonly tags: TagColumns;
}

/** Relations as columns, each a run of members. */
export interface OsmRelations {
  readonly count: number;
  readonly id: Float64Array;
  readonly firstMember: Uint32Array;
  /** 0 node, 1 way, 2 relation. */
  readonly memberType: Uint8Array;
  /** Index into the columns of the member's type, or `MISSING`. */
  readonly memberIndex: Uint32Array;
  /** Index of the role in `strings`. */
  readonly memberRole: Uint32Array;
  readonly tags: TagColumns;
}

/** An OpenStreetMap file as columns, with what was skipped in reading. */
export interface OsmData {
  readonly nodes: OsmNodes;
  readonly ways: OsmWays;
  readonly relations: OsmRelations;
  /** Each distinct key, value and role once; `strings[0]` is the empty string. */
  readonly strings: readonly string[];
  /** West, south, east, north of the nodes, degrees; null where there are no nodes. */
  readonly bounds: readonly [number, number, number, number] | null;
  /** Where the data came from; `timestamp` is the replication time in the file's header, ISO 8601, if given. */
  readonly source: { readonly path: string; readonly sha256: string; readonly timestamp: string | null };
  readonly notes: readonly ReadNote[];
  /** Rules of the city that `readStreets` was given; `buildWalkNetwork` goes by them. */
  readonly walkRules?: OwnWalkRules | undefined;
}

/** Reads one key's value for elements of one type; `undefined` where the element does not carry it. */
export type TagReader = (element: number) => string | undefined;

/**
 * A reader of one tag of nodes, ways or relations; faster than `tagsOf` where you need one key of many elements.
 *
 * @param strings - the string table of the extract
 * @param tags - the tag columns of the element type; for nodes, elements are positions in `tagged`
 * @param key - e.g. `highway`
 * @returns a function from the element's index to the value, or undefined
 * @throws {RangeError} if the columns are not those of one extract
 *
 * @example
 * const highway = tagReader(osm.strings, osm.ways.tags, "highway");
 * console.log(highway(0));
 */
export function tagReader(strings: readonly string[], tags: TagColumns, key: string): TagReader {
  const wanted = strings.indexOf(key);
  if (wanted < 0) return () => undefined;
  return (element) => {
    const end = tags.first[element + 1] ?? 0;
    for (let t = tags.first[element] ?? 0; t < end; t++) {
      if (tags.key[t] === wanted) return strings[tags.value[t] ?? nothingAt(t)];
    }
    return undefined;
  };
}

/**
 * All tags of one element as a plain record; of a repeated key the first value counts, as in `tagReader`.
 *
 * @param strings - the string table of the extract
 * @param tags - the tag columns of the element type
 * @param element - index of the way or relation; for nodes, position in `tagged`
 * @returns values by key
 * @throws {RangeError} if the columns are not those of one extract
 *
 * @example
 * const { name, amenity } = tagsOf(osm.strings, osm.nodes.tags, 0);
 */
export function tagsOf(
  strings: readonly string[],
  tags: TagColumns,
  element: number,
): Record<string, string> {
  const record: Record<string, string> = Object.create(null);
  const end = tags.first[element + 1] ?? 0;
  for (let t = tags.first[element] ?? 0; t < end; t++) {
    const key = strings[tags.key[t] ?? nothingAt(t)] ?? nothingAt(t);
    record[key] ??= strings[tags.value[t] ?? nothingAt(t)] ?? nothingAt(t);
  }
  return record;
}
